//! Korean texts: lint.

use super::Ko;
use crate::i18n::text::LintText;

impl LintText for Ko {}
