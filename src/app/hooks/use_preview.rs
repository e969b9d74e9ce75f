//! The fix that is looked at.

use super::use_fixes::{Fixes, Found};
use crate::app::shared::Shared;
use crate::app::state::Previewed;
use mtls_playground::fix::Fix;
use mtls_playground::view::{Preview, preview};
use std::rc::Rc;
use yew::prelude::*;

/// A fix with everything that is shown of it.
#[derive(Debug)]
pub(crate) struct Look {
    /// The fixes that it is one of.
    pub(crate) found: Shared<Found>,
    /// The fix.
    pub(crate) fix: Rc<Fix>,
    /// Its lines and what it changes.
    pub(crate) preview: Preview,
}

/// The fix that does this, if it is (still) offered; drawn out only when it changes.
#[hook]
pub(crate) fn use_preview(fixes: &Fixes, named: Option<&Previewed>) -> Option<Shared<Look>> {
    let found = named.and_then(|named| fixes.of(&named.message)).cloned();
    let steps = named.map(|named| named.steps.clone());
    let look = use_memo((found, steps), |(found, steps)| {
        let found = found.clone()?;
        let fix = found.fixes.iter().find(|fix| Some(&fix.steps) == steps.as_ref())?.clone();
        let preview = preview(&found.of.analysis, &fix);
        Some(Shared::new(Look { found, fix, preview }))
    });
    (*look).clone()
}
