//! Readers of files: running text in any encoding, JSONL, saved pages. They are not public, so each input goes through a
//! file and `sources::open`, as a user's does.

use std::fs;
use std::path::PathBuf;

use onrecord::document::{Given, document};
use onrecord::sources::{Raw, open};

use super::{Dice, NEWS, all};

/// A file of its own, gone after the test.
struct Scratch(PathBuf);

impl Scratch {
    fn new(name: &str) -> Scratch {
        // In memory where the system offers it: 2,000 files on a disk take seconds.
        let memory = PathBuf::from("/dev/shm");
        let folder = if memory.is_dir() { memory } else { std::env::temp_dir() };
        Scratch(folder.join(format!("onrecord-hostile-{}-{name}", std::process::id())))
    }

    /// What `sources` makes of these bytes: documents, and how many inputs it refused with a message.
    fn read(&self, bytes: &[u8], max: usize) -> (Vec<Raw>, usize) {
        fs::write(&self.0, bytes).expect("the scratch file is written");
        let (mut documents, mut refused) = (Vec::new(), 0);
        match open(self.0.to_str().expect("a plain path"), max) {
            Ok(list) => {
                for d in list {
                    match d {
                        Ok(raw) => documents.push(raw),
                        Err(e) => {
                            assert!(!e.message.is_empty());
                            refused += 1;
                        }
                    }
                }
            }
            Err(e) => {
                assert!(!e.message.is_empty());
                refused += 1;
            }
        }
        (documents, refused)
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.0);
    }
}

/// Every document can be made of what was read, and its paragraphs are stretches of its text.
fn check(documents: Vec<Raw>, max: usize) {
    for raw in documents {
        assert!(raw.text.len() <= 4 * max, "no more text than was allowed");
        let text = raw.text.clone();
        let d = document(raw, &Given::default());
        assert_eq!(d.text, text);
        let mut last = 0;
        for p in &d.paragraphs {
            assert!(
                p.start >= last && text.get(p.start..p.end).is_some_and(|s| !s.trim().is_empty()),
                "paragraph {p:?}"
            );
            last = p.end;
        }
    }
}

#[test]
fn plain_bytes() {
    let file = Scratch::new("plain.txt");
    let make = |d: &mut Dice| match d.below(4) {
        0 => (0..d.below(200)).map(|_| d.below(256) as u8).collect(),
        1 => d.text(&NEWS, 30).encode_utf16().flat_map(u16::to_le_bytes).collect(),
        _ => d.bytes(&NEWS, 40),
    };
    all(make, |bytes: &Vec<u8>| {
        let (documents, refused) = file.read(bytes, 1_000);
        assert_eq!(documents.len() + refused, 1, "one answer for one file");
        check(documents, 1_000);
    });
}

#[test]
fn jsonl_lines() {
    const PIECES: [&str; 30] = [
        "{\"id\": \"7\", \"text\": \"Kenya met Uganda.\"}\n",
        "{\"text\": \"x\", \"title\": \"y\", \"published\": \"2019-05-16T10:00:00Z\", \"extra\": {\"a\": [1]}}\n",
        "{",
        "}",
        "[",
        "]",
        "\"text\":",
        "\"id\":",
        "\"published\":",
        "\"title\": null",
        "7",
        "-0.0e99",
        "null",
        "true",
        ",",
        "\"",
        "\\u00e9",
        "\\ud800",
        "\\u0000",
        "\\",
        "\"x\"",
        "\n",
        "\r\n",
        "\u{feff}",
        "🙂",
        "{\"text\": 7}\n",
        "{\"id\": [], \"text\": \"\"}\n",
        "[1, 2]\n",
        "\"\"\n",
        "{\"text\": \"\\ufeff Peru\", \"byline\": \"\"}\n",
    ];
    let file = Scratch::new("lines.jsonl");
    let make = |d: &mut Dice| {
        let mut bytes = d.bytes(&PIECES, 24);
        if d.below(40) == 0 {
            bytes.extend([b'['; 30_000]);
        }
        bytes
    };
    all(make, |bytes| {
        let (documents, refused) = file.read(bytes, 1_000);
        let lines = bytes.split(|&b| b == b'\n').filter(|l| !l.trim_ascii().is_empty()).count();
        assert!(documents.len() + refused <= lines.max(1), "one answer a line at the most");
        check(documents, 1_000);
    });
}

#[test]
fn html_pages() {
    const PIECES: [&str; 44] = [
        "<!doctype html>",
        "<html>",
        "<head>",
        "<title>Ministers meet</title>",
        "<meta charset=utf-8>",
        "<meta charset=utf-16>",
        "<meta charset=x>",
        "<meta property=\"article:published_time\" content=\"2023-03-22T25:61:00\">",
        "<meta name=author content=\"\">",
        "<script type=\"application/ld+json\">{\"@type\":\"NewsArticle\",\"datePublished\":7}</script>",
        "<script>",
        "</script>",
        "<style>",
        "<body>",
        "<article>",
        "</article>",
        "<div>",
        "</div>",
        "<p>",
        "</p>",
        "<p",
        "<b><i>",
        "</b>",
        "<table><tr><td>",
        "</table>",
        "<ul><li>",
        "<br/>",
        "<!--",
        "-->",
        "<![CDATA[",
        "]]>",
        "&amp;",
        "&#x110000;",
        "&#0;",
        "&",
        "<svg><p>",
        "<template>",
        "<noscript>",
        "<a href=\"javascript:x\">",
        "<img src=",
        ">",
        "<",
        "Kenya accused Uganda of moving troops to the border on Monday, the foreign minister told reporters in Nairobi.",
        "“We will not wait,” she said, and left the room without taking questions.",
    ];
    let file = Scratch::new("page.html");
    let make = |d: &mut Dice| {
        let mut bytes = b"<html><body>".to_vec();
        bytes.extend(d.bytes(&PIECES, 40));
        bytes
    };
    all(make, |bytes| {
        let (documents, refused) = file.read(bytes, 100_000);
        assert_eq!(documents.len() + refused, 1, "one answer for one page");
        check(documents, 100_000);
    });
}
