//! What a user can type or meet is described where users read: README.md and docs/.

use std::process::Command;

use super::{files, none, root, text};
use onrecord::coding::codebook::codebook;
use onrecord::parse::parser;
use onrecord::span::Span;

/// README.md and all pages of docs/, in one.
fn manual() -> String {
    let mut out: String = files("docs", "md").into_iter().map(|(_, t)| t + "\n").collect();
    if root().join("README.md").exists() {
        out += &text("README.md");
    }
    out
}

fn help(arguments: &[&str]) -> String {
    let ran =
        Command::new(env!("CARGO_BIN_EXE_onrecord")).args(arguments).arg("--help").output().expect("the program runs");
    assert!(ran.status.success(), "onrecord {} --help failed", arguments.join(" "));
    String::from_utf8(ran.stdout).expect("help is UTF-8")
}

/// The names in the list of commands.
fn commands(help: &str) -> Vec<&str> {
    let list = help.lines().skip_while(|l| !l.starts_with("Commands:")).skip(1).take_while(|l| !l.trim().is_empty());
    list.filter(|l| l.starts_with("  ") && !l.starts_with("   "))
        .filter_map(|l| l.split_whitespace().next())
        .filter(|c| *c != "help")
        .collect()
}

/// The long flags that a help text defines.
fn flags(help: &str) -> Vec<&str> {
    let starts = help.lines().map(str::trim_start).filter(|l| l.starts_with('-'));
    let mut out: Vec<&str> = starts
        .flat_map(str::split_whitespace)
        .filter(|w| w.starts_with("--"))
        .map(|w| w.trim_end_matches(','))
        .collect();
    out.sort_unstable();
    out.dedup();
    out
}

/// The manual has the flag as a word of its own: `--title` is not described by `--titles`.
fn describes(manual: &str, word: &str) -> bool {
    let more = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    manual.match_indices(word).any(|(k, _)| !manual[k + word.len()..].starts_with(more) && !manual[..k].ends_with(more))
}

#[test]
fn every_command_and_flag() {
    let (manual, top) = (manual(), help(&[]));
    let mut faults = Vec::new();
    let commands = commands(&top);
    assert!(commands.contains(&"read"), "the help's list of commands is read: {commands:?}");
    for c in commands {
        if !describes(&manual, &format!("onrecord {c}")) {
            faults.push(format!("the command `onrecord {c}`"));
        }
        let help = help(&[c]);
        let flags = flags(&help);
        assert!(flags.contains(&"--help"), "the help of {c} is read: {flags:?}");
        faults.extend(flags.into_iter().filter(|f| !describes(&manual, f)).map(|f| format!("`{f}` of `onrecord {c}`")));
    }
    faults.extend(flags(&top).into_iter().filter(|f| !describes(&manual, f)).map(|f| format!("`{f}`")));
    none(faults, "Say in README.md or in a page of docs/ (docs/guide.md as a rule) what each of these does.");
}

#[test]
fn every_type_has_a_page() {
    let text = "Peru met Chile.";
    let types: Vec<String> = parser()
        .relate(text, Span::new(0, 4), Span::new(9, 14))
        .into_iter()
        .map(|(t, _)| t.to_string())
        .filter(|t| t != "none")
        .collect();
    let known = |name: &str| codebook().text(name).is_some();
    none(
        unpaged(&types, &files("codebook", "md"), known),
        "Each type has one page in codebook/, named for it in lower case and listed in PAGES of src/coding/codebook/mod.rs.",
    );
}

/// Types without their page, and pages that the program does not know.
fn unpaged(types: &[String], pages: &[(String, String)], known: impl Fn(&str) -> bool) -> Vec<String> {
    let mut faults = Vec::new();
    for t in types {
        let file = format!("codebook/{}.md", t.to_lowercase());
        match pages.iter().find(|(p, _)| *p == file) {
            None => faults.push(format!("the weights know {t}, and {file} is missing")),
            Some((_, page)) if !page.starts_with(&format!("# {t}\n")) => {
                faults.push(format!("{file} does not begin with \"# {t}\""))
            }
            Some(_) => {}
        }
    }
    for (p, _) in pages.iter().filter(|(p, _)| p != "codebook/README.md") {
        if !known(p.trim_start_matches("codebook/").trim_end_matches(".md")) {
            faults.push(format!("{p} is not in the program"));
        }
    }
    faults
}

#[test]
fn every_act_mode_and_distance_of_a_cue() {
    let page = text("docs/statements.md");
    let mut words: Vec<String> = codebook().acts.iter().map(|a| a.name.clone()).collect();
    for l in text("lexicons/cues.tsv").lines().filter(|l| !l.starts_with('#')) {
        words.extend(l.split('\t').skip(1).take(3).flat_map(|c| c.split('/')).map(str::to_string));
    }
    words.sort();
    words.dedup();
    let faults = words.into_iter().filter(|w| !page.contains(&format!("`{w}`"))).collect();
    none(
        faults,
        "docs/statements.md describes each act, mode and distance, its name in backquotes. Describe these, or mend lexicons/cues.tsv.",
    );
}

/// The kinds of flag in the source of the flags.
fn kinds(source: &str) -> Vec<&str> {
    let mut out: Vec<&str> =
        source.match_indices("kind: \"").filter_map(|(k, s)| source[k + s.len()..].split('"').next()).collect();
    out.sort_unstable();
    out.dedup();
    out
}

#[test]
fn every_kind_of_flag() {
    let (source, guide) = (text("src/coding/flags.rs"), text("docs/guide.md"));
    let kinds = kinds(&source);
    assert!(kinds.contains(&"language"), "the kinds are read from src/coding/flags.rs: {kinds:?}");
    let faults = kinds.into_iter().filter(|k| !guide.contains(&format!("`{k}`"))).map(str::to_string).collect();
    none(
        faults,
        "docs/guide.md has a table of flags; add a row with the kind in backquotes, what raises it and what to do.",
    );
}

#[test]
fn what_is_missing_is_found() {
    let help = "Commands:\n  read   Read\n  why    Tell\n  help   Print\n\nOptions:\n  -h, --help\n      --min-confidence <P>  as --other\n";
    assert_eq!(commands(help), ["read", "why"]);
    assert_eq!(flags(help), ["--help", "--min-confidence", "--other"]);
    assert!(describes("with `--title T`", "--title"));
    assert!(!describes("with `--titles`", "--title") && !describes("with `---title`", "--title"));
    let page = |name: &str, text: &str| (format!("codebook/{name}.md"), text.to_string());
    let types = ["AID".to_string(), "BAN".to_string(), "CUT".to_string()];
    let pages = [page("aid", "# AID\n"), page("ban", "# BANS\n"), page("odd", "# ODD\n")];
    let faults = unpaged(&types, &pages, |name| name != "odd");
    assert_eq!(faults.len(), 3, "{faults:?}");
    assert_eq!(kinds("Flag { kind: \"b\" } Flag { kind: \"a\", } kind: \"b\""), ["a", "b"]);
}
