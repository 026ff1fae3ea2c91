//! A stage uses only the stages before it: sources → document → parse → coding → views.
//!
//! `record`, `span` and `error` are vocabulary: every stage may speak it, and it uses no stage, but that a record holds
//! its document. One exception: `document` reads dates with `coding::dates`, which itself uses nothing else of this
//! crate. `pipeline` and `views` know everything, `lib.rs` and `main.rs` only join what there is.

use super::{files, none};

const STAGES: [&str; 5] = ["sources", "document", "parse", "coding", "views"];
const VOCABULARY: [&str; 3] = ["record", "span", "error"];
/// Who may use whom against the order, and why.
const EXCEPTIONS: [(&str, &str, &str); 2] = [
    ("document", "coding::dates", "a dateline and a publication date are read as any other date"),
    ("record", "document", "a record holds its document, whose text its spans mean"),
];
/// What a stage without input and output must not name.
const OUTSIDE: [&str; 9] =
    ["std::fs", "std::net", "std::io", "std::env", "std::process", "std::time", "println!", "print!", "dbg!"];
const PURE: [&str; 4] = ["parse", "coding", "record", "document"];
/// The only files that turn bytes to code points and back: the edges.
const EDGES: [&str; 6] = [
    "src/span.rs",
    "src/record/json.rs",
    "src/parse/conllu.rs",
    "src/views/cli/read.rs",
    "src/views/cli/relate.rs",
    "src/views/cli/resolve.rs",
];

/// The stage or word of vocabulary that a file belongs to: `src/parse/tree.rs` to `parse`.
fn home(path: &str) -> &str {
    let rest = path.strip_prefix("src/").unwrap_or(path);
    rest.split('/').next().unwrap_or(rest).trim_end_matches(".rs")
}

/// Modules between the crate's root and the file: 2 for `src/parse/tree.rs`, 1 for `src/parse/mod.rs`.
fn depth(path: &str) -> usize {
    path.split('/').count() - 1 - usize::from(path.ends_with("/mod.rs"))
}

/// A text without its comments, line for line.
fn bare(text: &str) -> String {
    text.lines().map(|l| l.split("//").next().unwrap_or("").to_string() + "\n").collect()
}

/// The lines of a file that hold code, with their numbers, without comments.
fn code(text: &str) -> Vec<(usize, String)> {
    let lines = bare(text);
    let numbered = lines.lines().enumerate().map(|(k, l)| (k + 1, l.to_string()));
    numbered.filter(|(_, l)| !l.trim().is_empty()).collect()
}

/// What a file names from the crate's root, with the line: "coding::dates" of `use crate::coding::dates;`, each of
/// `use crate::{parse, span::Span}`, and what enough `super::` reach.
fn named(text: &str, depth: usize) -> Vec<(usize, String)> {
    let text = bare(text);
    let ladder = "super::".repeat(depth);
    let mut tails: Vec<usize> = text.match_indices("crate::").map(|(k, s)| k + s.len()).collect();
    tails.extend(text.match_indices(&ladder).map(|(k, s)| k + s.len()).filter(|&k| !text[k..].starts_with("super::")));
    let mut out = Vec::new();
    for at in tails {
        let line = text[..at].matches('\n').count() + 1;
        match text[at..].strip_prefix('{') {
            Some(list) => out.extend(items(list).into_iter().map(|i| (line, path(i)))),
            None => out.push((line, path(&text[at..]))),
        }
    }
    out
}

/// The parts of a list in braces, up to its closing brace: "a, b::{c, d}}" is "a" and "b::{c, d}".
fn items(list: &str) -> Vec<&str> {
    let (mut out, mut start, mut open) = (Vec::new(), 0, 0);
    for (k, c) in list.char_indices() {
        match c {
            '{' => open += 1,
            '}' if open > 0 => open -= 1,
            ',' | '}' if open == 0 => {
                out.push(&list[start..k]);
                start = k + 1;
                if c == '}' {
                    break;
                }
            }
            _ => {}
        }
    }
    out.retain(|i| !i.trim().is_empty());
    out
}

/// The first two names of a path, or one: "coding::dates::find(x)" is "coding::dates".
fn path(tail: &str) -> String {
    let word = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == ':';
    let tail = tail.trim_start();
    let whole = &tail[..tail.find(|c| !word(c)).unwrap_or(tail.len())];
    whole.split("::").filter(|s| !s.is_empty()).take(2).collect::<Vec<_>>().join("::")
}

fn may(home: &str, name: &str) -> bool {
    let target = name.split("::").next().unwrap_or(name);
    if target == home || VOCABULARY.contains(&target) && !VOCABULARY.contains(&home) {
        return true;
    }
    if EXCEPTIONS.iter().any(|(from, to, _)| *from == home && (name == *to || name.starts_with(&format!("{to}::")))) {
        return true;
    }
    let place = |s: &str| STAGES.iter().position(|x| *x == s);
    match (place(home), place(target)) {
        (Some(here), Some(there)) => there < here,
        // Vocabulary may use vocabulary, and no stage.
        (None, there) => there.is_none() && target != "pipeline",
        (Some(_), None) => target != "pipeline",
    }
}

fn imports(path: &str, text: &str) -> Vec<String> {
    let home = home(path);
    if matches!(home, "pipeline" | "views" | "lib" | "main") {
        return Vec::new();
    }
    let of_dates = path.starts_with("src/coding/dates/");
    let bad = |name: &str| !may(home, name) || of_dates && !name.is_empty() && name != "coding::dates";
    let found = named(text, depth(path)).into_iter().filter(|(_, name)| bad(name));
    found
        .map(|(n, name)| format!("{path}:{n}: `{}` uses `{name}`", if of_dates { "coding::dates" } else { home }))
        .collect()
}

fn outside(path: &str, text: &str) -> Vec<String> {
    if !PURE.contains(&home(path)) {
        return Vec::new();
    }
    let mut out = Vec::new();
    for (n, line) in code(text) {
        out.extend(OUTSIDE.iter().filter(|o| line.contains(**o)).map(|o| format!("{path}:{n}: names `{o}`")));
        if line.contains("use std::{") && ["fs", "io", "net", "env", "process", "time"].iter().any(|m| line.contains(m))
        {
            out.push(format!("{path}:{n}: names a module of the outside in `use std::{{…}}`"));
        }
    }
    out
}

#[test]
fn imports_flow_one_way() {
    let faults = files("src", "rs").iter().flat_map(|(p, t)| imports(p, t)).collect();
    let exceptions: Vec<String> = EXCEPTIONS.iter().map(|(a, b, why)| format!("{a} may use {b} ({why})")).collect();
    none(
        faults,
        &format!(
            "A stage uses only the stages before it: {}. {} are vocabulary, which uses no stage. {}.\nMove what is shared to the earlier stage or the vocabulary, or join the two in src/pipeline.rs.",
            STAGES.join(" → "),
            VOCABULARY.join(", "),
            exceptions.join("; ")
        ),
    );
}

#[test]
fn the_inner_stages_do_no_input_or_output() {
    let faults = files("src", "rs").iter().flat_map(|(p, t)| outside(p, t)).collect();
    none(
        faults,
        &format!(
            "{} read no file, clock or environment and print nothing: the same in, the same out. Read in src/sources/, print in src/views/, and hand over values.",
            PURE.join(", ")
        ),
    );
}

#[test]
fn parse_knows_no_codebook_and_no_actors() {
    let mut faults = Vec::new();
    for (path, text) in files("src/parse", "rs") {
        for (n, line) in code(&text) {
            let file =
                ["codebook/", "lexicons/"].iter().any(|f| line.contains(f)) && !line.contains("irregular_forms.tsv");
            if file {
                faults.push(format!("{path}:{n}: {}", line.trim()));
            }
        }
    }
    none(
        faults,
        "What `parse` says of a text must hold under every codebook and lexicon of actors (irregular_forms.tsv, which is grammar, is the one file it reads). Use the file in src/coding/.",
    );
}

#[test]
fn offsets_are_converted_at_the_edges_only() {
    let named = |(path, text): &(String, String)| {
        let n = code(text).into_iter().find(|(_, l)| l.contains("CodePoints"))?.0;
        (!EDGES.contains(&path.as_str())).then(|| format!("{path}:{n}: names CodePoints"))
    };
    let faults = files("src", "rs").iter().filter_map(named).collect();
    none(
        faults,
        &format!(
            "Inside, spans count bytes. Code points are for the outside, made in {}. Hand a Span to one of these; if a new format needs its own edge, add its file to EDGES here.",
            EDGES.join(", ")
        ),
    );
}

#[test]
fn a_step_backwards_is_found() {
    let faults = |path: &str, line: &str| imports(path, line).len();
    assert_eq!(faults("src/parse/mod.rs", "use crate::coding::syntax::Syntax;"), 1);
    assert_eq!(faults("src/parse/tree.rs", "let x = crate::views::cli::run();"), 1);
    assert_eq!(faults("src/parse/tree.rs", "use super::super::coding::dates;"), 1);
    assert_eq!(faults("src/sources/html.rs", "use crate::{document::Document, error::InputError};"), 1);
    assert_eq!(
        faults("src/sources/html.rs", "use crate::{\n    error::{InputError, InputErrorKind},\n    views,\n};"),
        1
    );
    assert_eq!(faults("src/coding/mod.rs", "use crate::pipeline;"), 1);
    assert_eq!(faults("src/coding/dates/days.rs", "use crate::record::When;"), 1);
    assert_eq!(faults("src/document/mod.rs", "use crate::coding::actors;"), 1);
    assert_eq!(faults("src/span.rs", "use crate::parse::Word;"), 1);
    assert_eq!(faults("src/error.rs", "use crate::document::Document;"), 1);
    assert_eq!(faults("src/record/mod.rs", "use crate::parse::Kind;"), 1);
}

#[test]
fn a_step_forwards_is_not() {
    for (path, line) in [
        ("src/document/mod.rs", "use crate::coding::dates;"),
        ("src/document/mod.rs", "use crate::sources::{Format, Raw};"),
        ("src/record/json.rs", "use crate::span::{CodePoints, Span};"),
        ("src/record/mod.rs", "use crate::document::Document;"),
        ("src/coding/flags.rs", "use super::syntax::Syntax;"),
        ("src/coding/mod.rs", "/// As crate::views says."),
        ("src/views/cli/read.rs", "use crate::pipeline;"),
    ] {
        assert!(imports(path, line).is_empty(), "{path}: {line}");
    }
}

#[test]
fn input_and_output_are_found() {
    assert_eq!(outside("src/coding/flags.rs", "use std::fs::File;").len(), 1);
    assert_eq!(outside("src/parse/mod.rs", "use std::{collections::HashMap, io};").len(), 1);
    assert_eq!(outside("src/coding/mod.rs", "eprintln!(\"x\");").len(), 1);
    assert!(outside("src/sources/mod.rs", "use std::fs::File;").is_empty());
    assert!(outside("src/coding/mod.rs", "// not std::fs").is_empty());
}
