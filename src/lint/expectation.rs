//! What the author of a call expects (`expect` of `Traffic`), and whether it comes so.

use crate::verdict::{CallOutcome, Connection, Outcome, Overall};

/// How an expectation turned out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expectation<'a> {
    /// The call ends as expected.
    Met,
    /// It ends otherwise.
    Missed {
        /// The expected word.
        expected: &'a str,
        /// How it ends.
        found: Overall,
    },
    /// The word is none of the contract.
    Unknown(&'a str),
}

/// Whether a call comes out as its author expects; nothing where no author said anything.
pub fn expectation(connection: &Connection) -> Option<Expectation<'_>> {
    let expected = connection.call.expect.as_deref()?;
    let found = connection.verdict.overall();
    Some(if expected == found.as_str() {
        Expectation::Met
    } else if is_known(expected) {
        Expectation::Missed { expected, found }
    } else {
        Expectation::Unknown(expected)
    })
}

/// Whether a call fails as its author expects: then nobody needs to be warned of it.
pub(super) fn is_expected(connection: &Connection) -> bool {
    expectation(connection) == Some(Expectation::Met)
}

fn is_known(word: &str) -> bool {
    word == Overall::Mixed.as_str()
        || Outcome::ALL.iter().any(|outcome| outcome.as_str() == word)
        || CallOutcome::ALL.iter().any(|outcome| outcome.as_str() == word)
}
