//! Bad input gets a clear message and exit code 2, odd input is coded or flagged with exit code 0; the other inputs
//! are done all the same, and nothing panics or hangs.

use super::{Place, Ran};

const GOOD: &str = "Kenya accused Uganda of moving troops to the border on Monday.";

/// Reads `name` between two good files; all must be answered but the bad one.
#[track_caller]
fn between(place: &Place, name: &str, good: usize) -> Ran {
    place.file("a.txt", GOOD).file("z.txt", GOOD);
    let ran = place.run(&["read", "--format", "jsonl", "a.txt", name, "z.txt"]);
    assert_eq!(ran.records().len(), good, "{}", ran.err());
    ran
}

#[test]
fn no_such_file() {
    between(&Place::new(), "missing.txt", 2).exits(2).says("missing.txt: no such file");
}

#[test]
fn a_directory() {
    let p = Place::new();
    std::fs::create_dir(p.path().join("folder")).unwrap();
    between(&p, "folder", 2).exits(2).says("folder: is a directory");
}

#[cfg(unix)]
#[test]
fn no_permission() {
    use std::os::unix::fs::PermissionsExt;
    let p = Place::new();
    p.file("locked.txt", GOOD);
    let path = p.path().join("locked.txt");
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o000)).unwrap();
    if std::fs::File::open(&path).is_ok() {
        // Root reads everything; there is nothing to refuse.
        between(&p, "locked.txt", 3).exits(0);
    } else {
        between(&p, "locked.txt", 2).exits(2).says("locked.txt: no permission");
    }
}

#[test]
fn a_binary_file() {
    let p = Place::new();
    p.file("image.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x02\0");
    between(&p, "image.txt", 2).exits(2).says("image.txt: is not text");
}

#[test]
fn jsonl_with_broken_lines() {
    let p = Place::new();
    let mut lines: Vec<Vec<u8>> =
        (1..=20).map(|k| format!("{{\"id\": \"{k}\", \"text\": \"{GOOD}\"}}").into_bytes()).collect();
    lines[16] = b"{\"id\": \"17\", \"text\": \"half".to_vec();
    lines[4] = b"{\"id\": \"5\", \"text\": \"\xff\xfe bad\"}".to_vec();
    lines[7] = b"{\"id\": \"8\"}".to_vec();
    lines[9] = b"[1, 2]".to_vec();
    p.file("many.jsonl", lines.join(&b'\n'));
    between(&p, "many.jsonl", 18)
        .exits(2)
        .says("many.jsonl:5: is not UTF-8")
        .says("many.jsonl:8: has no \"text\"")
        .says("many.jsonl:10: is not a JSON object")
        .says("many.jsonl:17: is not JSON");
}

#[test]
fn a_document_over_the_limit() {
    let p = Place::new();
    p.file("big.txt", "word ".repeat(5_000_000));
    between(&p, "big.txt", 2).exits(2).says("big.txt: is larger than 20000000 bytes; --max-document raises");
    p.file("small.txt", "A short text that is longer than ten bytes.");
    p.run(&["read", "--max-document", "10", "small.txt"]).exits(2).says("larger than 10 bytes");
    let lines = format!("{{\"text\": \"{}\"}}\n{{\"text\": \"ok\"}}\n", "word ".repeat(40_000));
    p.file("lines.jsonl", lines);
    let ran = p
        .run(&["read", "--format", "jsonl", "--max-document", "1000", "lines.jsonl"])
        .exits(2)
        .says("lines.jsonl:1: is larger");
    assert_eq!(ran.records().len(), 1);
}

#[test]
fn a_page_with_no_text() {
    let p = Place::new();
    p.file(
        "empty.html",
        "<!doctype html><html><head><title>x</title></head><body><nav><a href='/'>Home</a></nav></body></html>",
    );
    between(&p, "empty.html", 2).exits(2).says("empty.html: no text was found");
}

#[test]
fn hostile_pages_neither_crash_nor_hang() {
    let p = Place::new();
    let deep = format!("<html><body>{}{GOOD}{}</body></html>", "<div>".repeat(200_000), "</div>".repeat(200_000));
    p.file("deep.html", deep);
    between(&p, "deep.html", 2).exits(2).says("deep.html:");
    let inline = format!("<html><body>{}{GOOD}</body></html>", "<b><i>".repeat(1_200));
    p.file("inline.html", inline);
    assert!([0, 2].contains(&p.run(&["read", "inline.html"]).code()));
    p.file("cut.html", "<html><body><p>Kenya accused <a href=\"x");
    assert!([0, 2].contains(&p.run(&["read", "cut.html"]).code()));
}

/// Odd but valid: one record, exit code 0.
#[track_caller]
fn odd(text: impl AsRef<[u8]>) -> serde_json::Value {
    let p = Place::new();
    p.file("odd.txt", text);
    let ran = p.run(&["read", "--format", "jsonl", "odd.txt"]).exits(0);
    let mut records = ran.records();
    assert_eq!(records.len(), 1);
    records.remove(0)
}

#[test]
fn an_empty_file() {
    let r = odd("");
    assert_eq!(r["events"].as_array().unwrap().len() + r["statements"].as_array().unwrap().len(), 0);
    odd(" \n\t\r\n");
    odd("\u{feff}");
}

#[test]
fn a_page_of_emoji_and_right_to_left_text() {
    odd("🙂🇺🇳👩‍👩‍👧‍👦🔥".repeat(500));
    odd("وقال الوزير إن المحادثات ستستمر في جنيف يوم الخميس المقبل بحضور وفود من دول عديدة.");
    odd(format!("🇫🇷 France 🙂 {GOOD} “שלום”, said the minister."));
}

#[test]
fn a_language_that_is_not_read_is_said_so() {
    let r = odd(
        "Der Außenminister erklärte am Dienstag in Berlin, die Verhandlungen über das Abkommen würden in der kommenden Woche fortgesetzt, und warf der Gegenseite vor, sie zu verzögern.",
    );
    assert_eq!(r["flags"][0]["kind"], "language");
    assert!(r["events"].as_array().unwrap().is_empty() && r["statements"].as_array().unwrap().is_empty());
}

#[test]
fn a_thousand_nested_quotes_and_no_sentence_end() {
    odd(format!("{}{GOOD}{}", "“‘".repeat(1000), "’”".repeat(1000)));
    odd("and Kenya said that ".repeat(2_000));
    odd("x".repeat(300_000));
    odd("((((((((((".repeat(3_000));
}

#[test]
fn a_very_long_line_inside_a_text() {
    let r = odd(format!("Ministers meet\n\n{GOOD}\n\n{}\n\n{GOOD}\n", "lorem ipsum 1234 ".repeat(12_000)));
    // The sentence before the long line and the one behind it tell the same event.
    assert_eq!(r["events"][0]["triggers"].as_array().unwrap().len(), 2);
}

#[test]
fn wrong_usage_exits_with_64() {
    let p = Place::new();
    p.run(&["read"]).exits(64).says("FILE");
    p.run(&["read", "--format", "xml", "x"]).exits(64).says("xml");
    p.run(&["reed"]).exits(64);
    p.run(&["read", "--published", "yesterday", "x"]).exits(64);
    p.run(&["codebook", "NOSUCH"]).exits(64).says("NOSUCH");
    p.run(&["--help"]).exits(0);
    p.run(&["read", "--help"]).exits(0);
}
