//! How much of the mesh has a proxy.

use super::{Mesh, ProxyKind, Workload};

/// Workloads inside the mesh, of all.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Coverage {
    /// Workloads with a proxy of any kind.
    pub in_mesh: usize,
    /// All workloads.
    pub workloads: usize,
}

impl Coverage {
    /// Of these workloads.
    pub fn of<'a>(workloads: impl Iterator<Item = &'a Workload>) -> Self {
        workloads.fold(Self::default(), |all, workload| Self {
            in_mesh: all.in_mesh + usize::from(workload.proxy != ProxyKind::None),
            workloads: all.workloads + 1,
        })
    }

    /// In per cent, rounded down so that 100 means all of them; 0 where there is no workload.
    pub fn percent(self) -> usize {
        (self.in_mesh * 100).checked_div(self.workloads).unwrap_or(0)
    }
}

impl Mesh {
    /// How many workloads have a proxy.
    pub fn coverage(&self) -> Coverage {
        Coverage::of(self.workloads.iter())
    }
}

#[cfg(test)]
mod tests {
    use super::Coverage;
    use test_case::test_case;

    #[test_case(0, 0 => 0; "an empty mesh")]
    #[test_case(2, 3 => 66)]
    #[test_case(199, 200 => 99; "never 100 while one is outside")]
    #[test_case(3, 3 => 100)]
    fn percent(in_mesh: usize, workloads: usize) -> usize {
        Coverage { in_mesh, workloads }.percent()
    }
}
