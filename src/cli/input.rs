//! The files that the arguments name.

use super::Failure;
use mtls_playground::text::{LineIndex, SourceFile};
use mtls_playground::{Analysis, yaml};
use std::fs;
use std::io::{self, IsTerminal, Read};
use std::path::{Path, PathBuf};

/// Reads files, directories and `-` in the order of the arguments. Without arguments, what is piped in.
pub(super) fn read(paths: &[PathBuf]) -> Result<Vec<SourceFile>, Failure> {
    if paths.is_empty() {
        if io::stdin().is_terminal() {
            return Err(Failure::NoInput);
        }
        return Ok(vec![standard_input()?]);
    }
    let mut files = Vec::new();
    for path in paths {
        if path.as_os_str() == "-" {
            files.push(standard_input()?);
        } else if path.is_dir() {
            let before = files.len();
            for manifest in manifests(path)? {
                files.push(file(&manifest)?);
            }
            if files.len() == before {
                return Err(Failure::NoManifests { directory: path.clone() });
            }
        } else {
            files.push(file(path)?);
        }
    }
    Ok(files)
}

/// Fails where none of the files has a document: nothing wrong was found because there was nothing to look at, as
/// when the program that pipes in failed.
pub(super) fn must_say_something(analysis: &Analysis) -> Result<(), Failure> {
    let is_blank = |text: &str| yaml::parse(text).documents.is_empty();
    let is_silent = analysis.inventory.resources.is_empty() && analysis.findings.is_empty();
    if is_silent && analysis.sources.iter().all(|(_, file)| is_blank(&file.text)) {
        let files = analysis.sources.iter().map(|(_, file)| file.name.to_string()).collect();
        return Err(Failure::NoDocuments { files });
    }
    Ok(())
}

/// The manifests below `directory`, sorted by path so that the answer does not depend on the file system. Directories
/// that are symbolic links are not entered: they could lead back up. What is hidden belongs to other tools.
fn manifests(directory: &Path) -> Result<Vec<PathBuf>, Failure> {
    let unreadable = |reason| Failure::Unreadable { path: directory.to_owned(), reason };
    let mut found = Vec::new();
    for entry in fs::read_dir(directory).map_err(unreadable)? {
        let entry = entry.map_err(unreadable)?;
        let path = entry.path();
        if entry.file_name().as_encoded_bytes().starts_with(b".") {
            continue;
        }
        if entry.file_type().map_err(unreadable)?.is_dir() {
            found.extend(manifests(&path)?);
        } else if path.is_file() && is_manifest(&path) {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

fn is_manifest(path: &Path) -> bool {
    path.extension().is_some_and(|extension| ["yaml", "yml", "json"].iter().any(|known| extension == *known))
}

fn file(path: &Path) -> Result<SourceFile, Failure> {
    let bytes = fs::read(path).map_err(|reason| Failure::Unreadable { path: path.to_owned(), reason })?;
    text(path.display().to_string(), bytes)
}

fn standard_input() -> Result<SourceFile, Failure> {
    let mut bytes = Vec::new();
    let unreadable = |reason| Failure::Unreadable { path: PathBuf::from("-"), reason };
    io::stdin().lock().read_to_end(&mut bytes).map_err(unreadable)?;
    text("stdin".into(), bytes)
}

fn text(name: String, bytes: Vec<u8>) -> Result<SourceFile, Failure> {
    String::from_utf8(bytes).map(|text| SourceFile::new(name.as_str(), text)).map_err(|error| {
        let valid = error.utf8_error().valid_up_to();
        let text = String::from_utf8_lossy(error.as_bytes());
        let at = LineIndex::new(&text).line_column(&text, valid);
        Failure::NotUtf8 { file: name, line: at.line, column: at.column }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_byte_that_is_not_utf8_is_named() {
        let failure = text("a.yaml".into(), b"kind: x\nname: \xED\x95\x9C\xFF\n".to_vec()).unwrap_err();
        let Failure::NotUtf8 { file, line, column } = failure else { panic!("{failure:?}") };
        assert_eq!((file.as_str(), line, column), ("a.yaml", 2, 8), "한 is one column");
    }

    #[test]
    fn a_byte_order_mark_stays_in_the_text() {
        let read = text("a.yaml".into(), b"\xEF\xBB\xBFkind: x".to_vec()).unwrap();
        assert_eq!(&*read.text, "\u{FEFF}kind: x");
    }
}
