//! English texts: lint.

use super::En;
use crate::i18n::text::LintText;

impl LintText for En {}
