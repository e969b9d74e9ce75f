//! The way of a call to an endpoint, read as a whole.

use super::{Endpoint, Step, Verdict, Weight};

impl Verdict {
    /// All steps, of the call and of each endpoint.
    pub fn steps(&self) -> impl Iterator<Item = &Step> {
        let ends = self.endpoints.iter().flat_map(|endpoint| &endpoint.why);
        self.why.iter().chain(&self.stopped).chain(ends)
    }

    /// The steps to `endpoint`, or to where the part of the call without endpoint ends, in order.
    pub fn path<'a>(&'a self, endpoint: Option<&'a Endpoint>) -> impl DoubleEndedIterator<Item = &'a Step> {
        let rest = endpoint.map_or(&self.stopped, |endpoint| &endpoint.why);
        self.why.iter().chain(rest)
    }

    /// The step to name where there is room for one: the one that decided the outcome, else the one where the
    /// connection ended, else the last at the endpoint before it; of all only one that a resource decided.
    pub fn decisive<'a>(&'a self, endpoint: Option<&'a Endpoint>) -> Option<&'a Step> {
        let with = |weight| {
            self.path(endpoint).rfind(move |step| step.weight == weight && step.decided_by.is_some())
        };
        let passed = || {
            let steps = endpoint.map(|endpoint| endpoint.why.iter());
            steps?.rfind(|step| step.weight == Weight::Passed && step.decided_by.is_some())
        };
        with(Weight::Decides).or_else(|| with(Weight::Stops)).or_else(passed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::resource::{Ref, ResourceId};
    use crate::verdict::{Answer, Mode, Question, Sent};
    use crate::yaml::Path;
    use test_case::test_case;

    fn step(weight: Weight, resource: Option<usize>) -> Step {
        let answer = Answer::NotReached(Question::Sent);
        let decided_by = resource.map(|id| Ref { resource: ResourceId(id), path: Path::root() });
        Step { weight, answer, decided_by, ignored: Vec::new() }
    }

    #[test_case(&[(Weight::Decides, Some(1)), (Weight::Decides, Some(2))], Some(2); "the last of two")]
    #[test_case(&[(Weight::Stops, Some(1)), (Weight::Decides, Some(2))], Some(2); "a decision before an end")]
    #[test_case(&[(Weight::Decides, None), (Weight::Stops, Some(2))], Some(2); "a default has no line to show")]
    #[test_case(&[(Weight::Passed, Some(1)), (Weight::Stops, None)], None; "what all parts of the call share is no cause")]
    #[test_case(&[(Weight::Passed, Some(1)), (Weight::Passed, Some(2)), (Weight::Stops, None)], Some(2); "what led to an end without a cause")]
    #[test_case(&[(Weight::NotReached, Some(1)), (Weight::NotReached, Some(2))], None)]
    fn decisive(steps: &[(Weight, Option<usize>)], expected: Option<usize>) {
        let (first, rest) = steps.split_first().unwrap();
        let endpoint = Endpoint {
            server: crate::verdict::Server::External,
            port: 80,
            sent: Sent::Plaintext,
            mode: Mode::Strict,
            outcome: crate::verdict::Outcome::Refused,
            peer: None,
            why: rest.iter().map(|&(weight, resource)| step(weight, resource)).collect(),
        };
        let why = vec![step(first.0, first.1)];
        let verdict = Verdict { outcome: None, why, stopped: Vec::new(), endpoints: vec![endpoint.clone()] };
        let found = verdict.decisive(Some(&endpoint)).and_then(|step| step.decided_by.as_ref());
        assert_eq!(found.map(|by| by.resource.0), expected);
    }
}
