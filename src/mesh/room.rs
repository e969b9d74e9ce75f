//! How much the resources of a text may make of each other. Each of thousands can be for thousands of others: what
//! comes of that is bounded, and where it ends is said.

use crate::resource::{KindName, Ref};
use std::cell::{Cell, RefCell};

/// What there may be too much of. A mesh of ten thousand resources has some ten thousand of each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Crowd {
    /// Pods behind services: each time that one is compared with a selector.
    Members,
    /// Policies of one kind for the same pods.
    Policies(KindName),
    /// Rules that routes become: for each parent, host and rule that leaves to another one.
    Rules,
    /// DestinationRules that are merged, in each namespace.
    Merges,
    /// Servers of gateways in pods, and routes at servers.
    Listeners,
    /// Places where pods, gateways and Ingresses tell calls.
    Mentions,
    /// Calls that pods tell. A third of the 20,000 documents that are read may be pods that each tell fifteen.
    Calls,
    /// What rules look at to tell what is wrong.
    Suspects,
}

impl Crowd {
    /// How many there may be.
    pub const fn limit(self) -> usize {
        match self {
            Self::Members | Self::Listeners => 1_000_000,
            Self::Rules => 500_000,
            Self::Policies(_) => 300_000,
            Self::Merges | Self::Calls => 100_000,
            Self::Mentions => 400_000,
            Self::Suspects => 5_000_000,
        }
    }
}

/// The room that is left.
pub(super) struct Room {
    left: Cell<usize>,
    full: RefCell<Option<Ref>>,
}

impl Room {
    pub(super) fn new(crowd: Crowd) -> Self {
        Self { left: Cell::new(crowd.limit()), full: RefCell::new(None) }
    }

    /// Whether there is room for so much that comes of a resource. From the first for which there is none, nothing is
    /// let in.
    pub(super) fn admits(&self, amount: usize, by: impl FnOnce() -> Ref) -> bool {
        let left = self.left.get().checked_sub(amount).filter(|_| self.full.borrow().is_none());
        match left {
            Some(left) => self.left.set(left),
            None => {
                self.full.borrow_mut().get_or_insert_with(by);
            }
        }
        left.is_some()
    }

    /// What there was no room for, the first of it.
    pub(super) fn overflow(self) -> Option<Ref> {
        self.full.into_inner()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::resource::ResourceId;
    use crate::yaml::Path;

    #[test]
    fn what_comes_first_is_let_in() {
        let by = |n| move || Ref { resource: ResourceId(n), path: Path::root() };
        let room = Room::new(Crowd::Rules);
        assert!(room.admits(Crowd::Rules.limit() - 1, by(0)));
        assert!(room.admits(1, by(1)));
        assert!(!room.admits(1, by(2)));
        assert!(!room.admits(0, by(3)), "nothing after it, however small");
        assert_eq!(room.overflow().map(|by| by.resource), Some(ResourceId(2)));
    }
}
