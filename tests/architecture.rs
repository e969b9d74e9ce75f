//! The order of the modules and the rules of the house, read off the sources. A broken rule fails with a sentence that
//! names the file, the line and what is forbidden there.
#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a mistake in here is a failed test"
)]

use std::collections::BTreeSet;
use std::fmt;
use std::fs;
use std::path::Path;

/// Each module, and the modules that it may use. The way of the data is the way of this list: nobody uses what comes
/// later. `i18n` knows the codes of the engine and the plain types they carry, and is known by whoever writes prose.
const MAY_USE: &[(&str, &[&str])] = &[
    (EVERYBODYS, &[]),
    ("text", &[]),
    ("yaml", &["text"]),
    ("resource", &["text", "yaml"]),
    ("mesh", &["text", "yaml", "resource"]),
    ("verdict", &["text", "yaml", "resource", "mesh"]),
    ("lint", &["text", "yaml", "resource", "mesh", "verdict"]),
    ("analysis", &["text", "yaml", "resource", "mesh", "verdict", "lint"]),
    ("fix", &["text", "resource", "mesh", "verdict", "lint"]),
    ("readiness", &["text", "yaml", "resource", "mesh", "verdict", "lint"]),
    ("symptom", &["yaml", "resource", "mesh", "verdict", "lint"]),
    ("verify", &["text", "resource", "mesh", "verdict", "lint"]),
    ("i18n", &["yaml", "resource", "mesh", "verdict", "lint", "readiness", "symptom"]),
    ("scenario", &["text", "yaml", "resource", "mesh", "verdict", "lint", "analysis", "i18n"]),
    ("share", &["text", "yaml", "resource", "mesh", "verdict", "lint", "analysis"]),
    ("report", ANSWERS),
    ("view", ANSWERS),
    ("app", LIBRARY),
    ("cli", LIBRARY),
];

/// All that can be told of a scenario, and the words for it.
const ANSWERS: &[&str] = &[
    "text",
    "yaml",
    "resource",
    "mesh",
    "verdict",
    "lint",
    "analysis",
    "fix",
    "readiness",
    "symptom",
    "verify",
    "i18n",
];

/// What any module may use.
const EVERYBODYS: &str = "order";

/// What the tests of any module may use as well: the whole pipeline, because a text is the shortest way to say what a
/// test is about.
const TESTS_MAY_USE: &str = "analysis";

/// Every module of the library: what the page and the command line are made of.
const LIBRARY: &[&str] = &[
    EVERYBODYS,
    "text",
    "yaml",
    "resource",
    "mesh",
    "verdict",
    "lint",
    "analysis",
    "fix",
    "readiness",
    "symptom",
    "verify",
    "i18n",
    "scenario",
    "share",
    "report",
    "view",
];

/// What the root of the library offers under its own name, and the module that it comes from.
const ROOT_ITEMS: &[(&str, &str)] = &[
    ("Analysis", "analysis"),
    ("Analyst", "analysis"),
    ("Scope", "analysis"),
    ("analyse", "analysis"),
    ("analyse_in", "analysis"),
];

/// The name by which the page and the command line call the library.
const LIBRARY_CRATE: &str = "mtls_playground";

/// Crates of the browser and of the command line, which the library must not know.
const OUTER_CRATES: &[&str] = &["yew", "gloo", "web_sys", "js_sys", "wasm_bindgen", "clap", "serde_json"];

/// What the standard library compiles anew for each type of item; [`EVERYBODYS`] does it once.
const SORTING: &[&str] =
    &["sort", "sort_by", "sort_by_key", "sort_by_cached_key", "sort_unstable", "sort_unstable_by"];

/// An engine file longer than this, without its tests, holds more than one concept.
const LINES: usize = 420;

#[test]
fn the_sources_keep_the_rules() {
    let files = sources();
    assert!(files.len() > 20, "the sources were not found");
    let broken: Vec<String> = files.iter().flat_map(check).map(|broken| broken.to_string()).collect();
    assert!(broken.is_empty(), "\n{}\n", broken.join("\n"));
}

/// A file of `tests/` that `tests/all.rs` does not name would never run.
#[test]
fn all_tests_are_in_the_one_program() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let all = fs::read_to_string(root.join("all.rs")).unwrap();
    let named: BTreeSet<&str> =
        all.lines().filter_map(|line| line.strip_prefix("mod ")?.strip_suffix(';')).collect();
    let forgotten: Vec<String> = fs::read_dir(&root)
        .unwrap()
        .filter_map(|entry| {
            Some(entry.unwrap().path().file_name()?.to_str()?.strip_suffix(".rs")?.to_owned())
        })
        .filter(|name| name != "all" && !named.contains(name.as_str()))
        .collect();
    assert!(forgotten.is_empty(), "not in tests/all.rs: {forgotten:?}");
}

#[test]
fn every_module_is_in_the_table() {
    let known: BTreeSet<&str> = MAY_USE.iter().map(|(module, _)| *module).collect();
    let found: BTreeSet<String> = sources().iter().filter_map(File::module).collect();
    assert_eq!(known, found.iter().map(String::as_str).collect());
}

/// One source file.
struct File {
    /// From `src/`, such as `mesh/service.rs`.
    path: String,
    text: String,
}

impl File {
    /// The top-level module that the file belongs to; the roots of library and binary belong to none.
    fn module(&self) -> Option<String> {
        let first = self.module_path().into_iter().next()?;
        (first != "lib" && first != "main").then_some(first)
    }

    /// The path of the file's own module: `mesh/service.rs` is `[mesh, service]`, `mesh/mod.rs` is `[mesh]`.
    fn module_path(&self) -> Vec<String> {
        let path = self.path.trim_end_matches(".rs");
        path.trim_end_matches("/mod").split('/').map(str::to_owned).collect()
    }

    /// Whether the file belongs to the library.
    fn is_library(&self) -> bool {
        self.module().is_none_or(|module| LIBRARY.contains(&module.as_str())) && self.path != "main.rs"
    }
}

/// A rule that a line breaks.
#[derive(Debug, PartialEq)]
struct Broken {
    path: String,
    line: usize,
    rule: String,
}

impl fmt::Display for Broken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "src/{}:{}: {}", self.path, self.line, self.rule)
    }
}

/// Every rule, applied to one file.
fn check(file: &File) -> Vec<Broken> {
    let tokens = tokens(&file.text);
    let mut found = Vec::new();
    let mut broken = |line: usize, rule: String| found.push(Broken { path: file.path.clone(), line, rule });

    if let Some(module) = file.module() {
        let allowed = MAY_USE.iter().find(|(name, _)| *name == module).map_or(&[][..], |(_, uses)| *uses);
        for Use { line, module: used, in_tests } in uses(file, &tokens) {
            let is_allowed =
                used == EVERYBODYS || allowed.contains(&used.as_str()) || in_tests && used == TESTS_MAY_USE;
            if used != module && !is_allowed {
                broken(line, format!("`{module}` must not use `{used}`"));
            }
        }
    }
    // Tests may use any text as data, and as many lines as they need.
    let product = file.text.split("#[cfg(test)]").next().unwrap_or_default();
    if file.is_library() {
        for Token { line, text } in tokens.iter().filter(|token| OUTER_CRATES.contains(&token.text.as_str()))
        {
            // The JSON report is the one place of the library that writes JSON; it is native only.
            if !(text == "serde_json" && file.path.starts_with("report/")) {
                broken(*line, format!("the library must not know the crate `{text}`"));
            }
        }
        for (index, line) in product.lines().enumerate().filter(|_| !file.path.starts_with("report/")) {
            let sorts = |name: &&&str| file.path != "order.rs" && line.contains(&format!(".{name}("));
            if let Some(name) = SORTING.iter().find(sorts) {
                broken(index + 1, format!("`{name}` is large code for each type: use `{EVERYBODYS}`"));
            }
        }
        let lines = product.lines().count();
        if lines > LINES {
            broken(
                LINES + 1,
                format!("the file has {lines} lines; above {LINES} it holds more than one concept"),
            );
        }
    }
    if file.path != "yaml/decode.rs" {
        for Token { line, .. } in tokens.iter().filter(|token| token.text == "serde_yaml") {
            broken(
                *line,
                "only `yaml::decode` may name `serde_yaml`, so that it can be replaced there".to_owned(),
            );
        }
    }
    if !file.path.starts_with("i18n/") && !file.path.starts_with("scenario/") {
        for (index, line) in product.lines().enumerate().filter(|(_, line)| line.chars().any(is_hangul)) {
            broken(index + 1, format!("Korean text belongs into `i18n`: {}", line.trim()));
        }
    }
    found
}

fn is_hangul(c: char) -> bool {
    matches!(c, '\u{1100}'..='\u{11ff}' | '\u{3130}'..='\u{318f}' | '\u{ac00}'..='\u{d7a3}')
}

/// A top-level module that a file names.
struct Use {
    line: usize,
    module: String,
    /// Whether the code that names it is in a module `tests`.
    in_tests: bool,
}

/// The top-level modules that the file names by `crate::`, `super::` or the library's name.
fn uses(file: &File, tokens: &[Token]) -> Vec<Use> {
    let mut used = Vec::new();
    // The module that the code at this place belongs to: that of the file, and inline ones with the depth of their braces.
    let mut scope = file.module_path();
    let mut inline = Vec::new();
    let mut depth = 0;
    let word = |index: usize| tokens.get(index).map_or("", |token| token.text.as_str());

    for (index, token) in tokens.iter().enumerate() {
        match token.text.as_str() {
            "{" => {
                depth += 1;
                if index >= 2 && word(index - 2) == "mod" {
                    scope.push(word(index - 1).to_owned());
                    inline.push(depth);
                }
            }
            "}" => {
                if inline.last() == Some(&depth) {
                    inline.pop();
                    scope.pop();
                }
                depth -= 1;
            }
            "crate" | "super" | LIBRARY_CRATE
                if word(index + 1) == "::" && (index == 0 || word(index - 1) != "::") =>
            {
                heads(tokens, index, &scope, &mut used);
            }
            _ => {}
        }
    }
    used
}

/// Follows the path (or the braces of a `use`) at `index` to the first names below the root of the crate.
fn heads(tokens: &[Token], mut index: usize, scope: &[String], used: &mut Vec<Use>) {
    let in_tests = scope.iter().any(|module| module == "tests");
    let mut scope = scope.to_vec();
    while let Some(Token { line, text }) = tokens.get(index) {
        match text.as_str() {
            "crate" | LIBRARY_CRATE => scope.clear(),
            "super" => {
                scope.pop();
            }
            "self" | "::" => {}
            "{" => {
                let mut depth = 0;
                for (inner, token) in tokens.iter().enumerate().skip(index) {
                    match token.text.as_str() {
                        "{" => depth += 1,
                        "}" => depth -= 1,
                        _ => {}
                    }
                    if depth == 0 {
                        return;
                    }
                    let starts = matches!(tokens[inner].text.as_str(), "{" | ",");
                    if depth == 1 && starts {
                        heads(tokens, inner + 1, &scope, used);
                    }
                }
                return;
            }
            name => {
                if scope.is_empty() {
                    let module =
                        ROOT_ITEMS.iter().find(|(item, _)| *item == name).map_or(name, |(_, module)| module);
                    used.push(Use { line: *line, module: module.to_owned(), in_tests });
                }
                return;
            }
        }
        index += 1;
    }
}

/// A word or a sign of the code, and the line that it stands in.
struct Token {
    line: usize,
    text: String,
}

/// The code as words, `::` and single signs. Comments, strings and characters are left out.
fn tokens(text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut line = 1;
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let length = match first {
            '/' if rest.starts_with("//") => rest.find('\n').unwrap_or(rest.len()),
            '/' if rest.starts_with("/*") => rest.find("*/").map_or(rest.len(), |end| end + 2),
            '"' => quoted(rest),
            'r' if rest.starts_with("r\"") || rest.starts_with("r#") => raw(rest),
            '\'' => character(rest),
            _ if is_word(first) => rest.find(|c| !is_word(c)).unwrap_or(rest.len()),
            ':' if rest.starts_with("::") => 2,
            _ => first.len_utf8(),
        };
        let (token, after) = rest.split_at(length);
        let is_code = is_word(first) && !token.contains('"') || !is_word(first) && !"/\"'".contains(first);
        if is_code && !first.is_whitespace() {
            tokens.push(Token { line, text: token.to_owned() });
        }
        line += token.matches('\n').count();
        rest = after;
    }
    tokens
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// The length of the string that `rest` begins with.
fn quoted(rest: &str) -> usize {
    let mut escaped = false;
    for (at, c) in rest.char_indices().skip(1) {
        match c {
            '"' if !escaped => return at + 1,
            _ => escaped = c == '\\' && !escaped,
        }
    }
    rest.len()
}

/// The length of the raw string that `rest` begins with; of a raw name such as `r#type`, the length of `r#`.
fn raw(rest: &str) -> usize {
    let hashes = rest.chars().skip(1).take_while(|c| *c == '#').count();
    if !rest[1 + hashes..].starts_with('"') {
        return 1 + hashes;
    }
    let end = format!("\"{}", "#".repeat(hashes));
    rest[2 + hashes..].find(&end).map_or(rest.len(), |at| 2 + hashes + at + end.len())
}

/// The length of the character that `rest` begins with, or of the quotation mark of a lifetime.
fn character(rest: &str) -> usize {
    let mut chars = rest.char_indices().skip(1);
    match chars.next() {
        Some((_, '\\')) => rest[3..].find('\'').map_or(rest.len(), |at| at + 4),
        Some(_) => chars.next().filter(|(_, c)| *c == '\'').map_or(1, |(at, _)| at + 1),
        None => 1,
    }
}

/// All files below `src/`.
fn sources() -> Vec<File> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut folders = vec![root.clone()];
    let mut files = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let name = path.strip_prefix(&root).unwrap().to_str().unwrap().replace('\\', "/");
                files.push(File { path: name, text: fs::read_to_string(&path).unwrap() });
            }
        }
    }
    files
}

/// The checker itself, on sources that break a rule and on sources that do not.
mod checker {
    use super::{File, check};
    use test_case::test_case;

    #[test_case("text/span.rs", "use crate::yaml::Tree;" => "src/text/span.rs:1: `text` must not use `yaml`"; "to the right")]
    #[test_case("mesh/call.rs", "\n\nuse crate::{text::Span, verdict::{self, Call}};" => "src/mesh/call.rs:3: `mesh` must not use `verdict`"; "in braces")]
    #[test_case("lint/rules/a.rs", "fn f() { super::super::super::view::g() }" => "src/lint/rules/a.rs:1: `lint` must not use `view`"; "by super")]
    #[test_case("yaml/mod.rs", "mod inner { use super::super::mesh::Mesh; }" => "src/yaml/mod.rs:1: `yaml` must not use `mesh`"; "from an inline module")]
    #[test_case("verdict/mod.rs", "use crate::analyse;" => "src/verdict/mod.rs:1: `verdict` must not use `analysis`"; "by an item of the root")]
    #[test_case("share/mod.rs", "use crate::view::Row;" => "src/share/mod.rs:1: `share` must not use `view`"; "a neighbour")]
    #[test_case("i18n/en/mod.rs", "use crate::report::Json;" => "src/i18n/en/mod.rs:1: `i18n` must not use `report`"; "prose that knows too much")]
    #[test_case("cli/mod.rs", "use crate::app::start;" => "src/cli/mod.rs:1: `cli` must not use `app`"; "the page in the command line")]
    #[test_case("view/rows.rs", "use web_sys::Window;" => "src/view/rows.rs:1: the library must not know the crate `web_sys`"; "the browser")]
    #[test_case("lib.rs", "use serde_json as _;" => "src/lib.rs:1: the library must not know the crate `serde_json`"; "JSON in the engine")]
    #[test_case("mesh/a.rs", "\nfn f(mut v: Vec<u8>) { v.sort(); }" => "src/mesh/a.rs:2: `sort` is large code for each type: use `order`"; "sorting")]
    #[test_case("resource/kind.rs", "fn f(_: serde_yaml::Value) {}" => "src/resource/kind.rs:1: only `yaml::decode` may name `serde_yaml`, so that it can be replaced there"; "another decoder")]
    #[test_case("app/root.rs", "\nlet title = \"연결\";" => "src/app/root.rs:2: Korean text belongs into `i18n`: let title = \"연결\";"; "prose in the page")]
    fn a_broken_rule_is_reported(path: &str, text: &str) -> String {
        let found = check(&file(path, text));
        found.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn a_long_file_is_reported() {
        let found = check(&file("mesh/call.rs", &"\n".repeat(421)));
        assert_eq!(
            found[0].to_string(),
            "src/mesh/call.rs:421: the file has 421 lines; above 420 it holds more than one concept"
        );
    }

    #[test_case("yaml/path.rs", "use crate::text::Span; use super::tree::Tree;"; "to the left and within")]
    #[test_case("lint/mod.rs", "#[cfg(test)] mod tests { use super::super::verdict::Call; use super::Finding; }"; "super in an inline module")]
    #[test_case("text/span.rs", "//! Like `crate::yaml`.\n/* use crate::yaml; */ const A: &str = \"crate::yaml\";"; "a comment and a string")]
    #[test_case("text/span.rs", "const A: &str = r#\"use \"crate::yaml\"#; fn f<'a>(r#type: &'a str) -> char { '\"' }"; "raw strings and characters")]
    #[test_case("lint/rules/a.rs", "mod tests { use crate::analyse; }"; "the pipeline in a test")]
    #[test_case("text/line_index.rs", "#[cfg(test)] mod tests { const A: &str = \"한글\"; }"; "Korean as data of a test")]
    #[test_case("i18n/ko/page.rs", "\"연결\""; "Korean in i18n")]
    #[test_case("app/root.rs", "use yew::prelude::*; use mtls_playground::{analyse, view};"; "the browser in the page")]
    #[test_case("yaml/decode.rs", "use serde_yaml::Value;"; "the decoder")]
    fn a_kept_rule_is_not_reported(path: &str, text: &str) {
        assert_eq!(check(&file(path, text)), []);
    }

    fn file(path: &str, text: &str) -> File {
        File { path: path.to_owned(), text: text.to_owned() }
    }
}
