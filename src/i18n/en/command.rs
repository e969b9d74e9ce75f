//! English texts: command.

use super::En;
use crate::i18n::text::CommandText;

impl CommandText for En {}
