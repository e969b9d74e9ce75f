//! MP505: an unquoted word that YAML 1.1 takes for something else than text.

use crate::lint::{Code, Context, Finding, Message, Rule, Severity, faults};
use crate::resource::Problem;

pub(super) static RULE: Rule = Rule {
    code: Code::UnquotedWord,
    check,
    bad: "
apiVersion: apps/v1
kind: Deployment
metadata: { name: web, namespace: shop }
spec:
  selector: { matchLabels: { app: web } }
  template:
    metadata:
      labels:
        app: web
        debug: on
        version: 1.20
    spec:
      containers: [{ name: web, image: shop/web }]
",
    good: r#"
apiVersion: apps/v1
kind: Deployment
metadata: { name: web, namespace: shop }
spec:
  selector: { matchLabels: { app: web } }
  template:
    metadata:
      labels:
        app: web
        debug: "on"
        version: "1.20"
    spec:
      containers: [{ name: web, image: shop/web }]
"#,
};

fn check(context: &Context) -> Vec<Finding> {
    let finding = |problem: &Problem| {
        let word = context.written(problem.at).to_owned();
        let message = Message::UnquotedWord { word, taken_for: faults::not_text(context, problem)? };
        Some(Finding::new(&RULE, Severity::Error, message, problem.at))
    };
    faults::problems(context, &RULE).filter_map(finding).collect()
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::analyse;
    use crate::lint::{Message, NotText};
    use crate::text::SourceFile;

    #[test]
    fn the_words_are_quoted_as_written() {
        let analysis = analyse([SourceFile::new("web.yaml", RULE.bad)]);
        let messages: Vec<_> = analysis.findings.iter().map(|finding| &*finding.message).collect();
        let word = |word: &str, taken_for| Message::UnquotedWord { word: word.to_owned(), taken_for };
        assert_eq!(messages, [&word("on", NotText::Boolean), &word("1.20", NotText::Number)]);
    }
}
