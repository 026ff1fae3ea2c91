//! Saved pages: what is read of each `.html` beside this file is what its `.expected.json` says.
//!
//! The extraction is the `trafilatura` library's. Where it is wrong the expectation stays as it should be, and
//! [`GAPS`] says what is wrong and why; a gap that has closed fails the test, so that it is taken off the list.

use std::fs;
use std::path::Path;

use onrecord::document::{Document, Given, document};
use onrecord::sources::{self, Format};
use serde_json::Value;

/// Page, expectation that fails, why.
const GAPS: [(&str, &str, &str); 3] = [
    (
        "ministry",
        "Hotline for citizens abroad",
        "a page of nested tables: no cell is told from the main text, so the frame of the page comes along",
    ),
    ("ministry", "paragraphs", "the library's plain text has no line breaks at all, only its HTML has them"),
    ("news", "paragraphs", "as above"),
];

/// The expectations that fail, named as in [`GAPS`], each with what was found.
fn faults(d: &Document, expected: &Value) -> Vec<(String, String)> {
    let mut out = Vec::new();
    let mut same = |name: &str, got: Option<String>| {
        if got.as_deref() != expected[name].as_str() {
            out.push((name.to_string(), format!("{got:?}, not {}", expected[name])));
        }
    };
    same("title", d.title.as_ref().map(|t| t.text.clone()));
    same("published", d.published.map(|p| p.day.to_string()));
    same("publisher", d.publisher.clone());
    same("byline", d.byline.clone());
    for (list, wanted) in [("must_have", true), ("must_not_have", false)] {
        for words in expected[list].as_array().unwrap_or_else(|| panic!("{list}")) {
            let words = words.as_str().expect("words");
            if d.text.contains(words) != wanted {
                out.push((words.to_string(), format!("{list}: {words:?}")));
            }
        }
    }
    // Each of `must_have` is taken from a paragraph of its own.
    let least = expected["must_have"].as_array().map_or(0, Vec::len);
    if d.paragraphs.len() < least {
        out.push(("paragraphs".into(), format!("{}, not {least} or more", d.paragraphs.len())));
    }
    out
}

#[test]
fn pages() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pages");
    let mut names: Vec<String> = fs::read_dir(&folder)
        .unwrap()
        .filter_map(|e| e.unwrap().file_name().to_str()?.strip_suffix(".html").map(str::to_string))
        .collect();
    names.sort();
    assert!(!names.is_empty());
    let mut failed = 0;
    for name in &names {
        let before = failed;
        let path = folder.join(format!("{name}.html"));
        let raws: Vec<_> =
            sources::open(path.to_str().unwrap(), usize::MAX >> 1).unwrap().map(Result::unwrap).collect();
        let [raw] = &raws[..] else { panic!("{name}: one page is one document") };
        assert_eq!(raw.format, Format::Html, "{name}");
        let d = document(raw.clone(), &Given::default());
        let expected: Value =
            serde_json::from_str(&fs::read_to_string(folder.join(format!("{name}.expected.json"))).unwrap()).unwrap();
        let faults = faults(&d, &expected);
        let known: Vec<&str> = GAPS.iter().filter(|g| g.0 == name).map(|g| g.1).collect();
        for (what, found) in faults.iter().filter(|f| !known.contains(&f.0.as_str())) {
            println!("{name}: {what}: {found}");
            failed += 1;
        }
        for gap in known.iter().filter(|k| !faults.iter().any(|f| f.0 == **k)) {
            println!("{name}: {gap:?} is right now; take it off the list of gaps");
            failed += 1;
        }
        if failed > before {
            println!("{name}, as read:\n{}", d.text);
        }
    }
    assert_eq!(failed, 0, "expectations fail");
}
