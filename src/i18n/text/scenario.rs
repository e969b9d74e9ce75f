//! Titles of examples, and what to look at in them.

/// What is said of an example.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ExampleText {
    /// A few words.
    pub title: &'static str,
    /// One sentence: what to look at.
    pub look: &'static str,
}

/// Texts of the examples.
#[expect(missing_docs, reason = "each method is named after the example's slug")]
pub trait ScenarioText {
    fn example_start(&self) -> ExampleText;
    fn example_disable_to_strict(&self) -> ExampleText;
    fn example_no_auto_mtls(&self) -> ExampleText;
    fn example_selector_typo(&self) -> ExampleText;
    fn example_no_sidecar(&self) -> ExampleText;
    fn example_telemetry_collector(&self) -> ExampleText;
    fn example_three_tier_blog(&self) -> ExampleText;
    fn example_first_steps(&self) -> ExampleText;
    fn example_every_feature(&self) -> ExampleText;
}
