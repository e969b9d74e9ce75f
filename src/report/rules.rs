//! Documentation of rules as Markdown: `explain CODE` and `docs/rules.md`.

use crate::i18n::Handbook;
use crate::i18n::text::RuleSection;
use crate::lint::{BACKDROP, RULES, Rule};

/// Everything about one rule.
pub fn page(rule: &Rule, texts: &dyn Handbook) -> String {
    let text = texts.rule(rule.code);
    let section = |section, body: &str| format!("**{}** {body}\n\n", texts.rule_section(section));
    let example =
        |head, yaml: &str| format!("**{}**\n\n```yaml\n{}\n```\n\n", texts.rule_section(head), yaml.trim());
    let mut out = format!("## {} {}\n\n{}\n\n", rule.code.as_str(), rule.code.name(), text.what);
    out += &section(RuleSection::Why, text.why);
    out += &example(RuleSection::Bad, rule.bad);
    out += &example(RuleSection::Good, rule.good);
    out += &section(RuleSection::Fix, text.fix);
    out += &section(RuleSection::Verify, text.verify);
    out
}

/// All rules, as `docs/rules.md` has them.
pub fn book(texts: &dyn Handbook) -> String {
    let preface = format!("{}\n\n```yaml\n{}\n```\n\n", texts.rules_preface(), BACKDROP.trim());
    RULES.iter().fold(preface, |out, rule| out + &page(rule, texts))
}
