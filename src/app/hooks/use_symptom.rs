//! What a pasted error comes from.

use crate::app::evaluation::Evaluated;
use crate::app::shared::Shared;
use mtls_playground::symptom::{Search, search};
use std::rc::Rc;
use yew::prelude::*;

/// What the error means in this result; `None` where none was pasted.
#[hook]
pub(crate) fn use_symptom(shown: &Shared<Evaluated>, symptom: &Rc<str>) -> Option<Shared<Search>> {
    let found = use_memo((shown.clone(), symptom.clone()), |(shown, symptom)| {
        (!symptom.trim().is_empty()).then(|| Shared::new(search(&shown.analysis.context(), symptom)))
    });
    (*found).clone()
}
