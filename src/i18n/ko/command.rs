//! Korean texts: command.

use super::Ko;
use crate::i18n::text::CommandText;

impl CommandText for Ko {}
