//! Saved pages: main text and what the page says of itself, by the `trafilatura` library.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::thread;

use encoding_rs::Encoding;
use trafilatura::{Options, extract};

use super::{Format, Raw, decode};
use crate::error::{InputError, InputErrorKind};

/// Stack for the extraction, which recurses over the page's nesting. Reserved, not used, until it is needed.
const STACK: usize = 512 << 20;
/// Letters below which what is left of a page is a menu, not a text.
const SHORTEST: usize = 20;
/// Elements inside one another beyond which a page is not one that people wrote.
const DEEPEST: usize = 3000;

/// Reads a saved page.
///
/// # Errors
/// If no text is found in it, or the library fails on it.
pub fn read(path: &str, bytes: &[u8]) -> Result<Raw, InputError> {
    let fail = |message: &str| InputError {
        path: path.to_string(),
        line: None,
        kind: InputErrorKind::Empty,
        message: message.to_string(),
    };
    let html = decode::with_hint(bytes, named_encoding(bytes));
    if depth(&html) > DEEPEST {
        return Err(fail("nests its elements too deeply to be a page"));
    }
    let work = move || {
        let options = Options::default().with_exclude_comments(true).with_deduplicate(false);
        extract(&html, &options).ok().map(|r| {
            let m = r.metadata;
            let some = |s: String| Some(s.trim().to_string()).filter(|s| !s.is_empty());
            Raw {
                text: r.content_text,
                title: some(m.title),
                published: m.date.map(|d| d.format("%Y-%m-%d").to_string()),
                publisher: some(m.sitename).or_else(|| some(m.hostname)),
                byline: some(m.author),
                url: some(m.url),
                format: Format::Html,
                ..Raw::default()
            }
        })
    };
    let guarded = move || catch_unwind(AssertUnwindSafe(work)).ok().flatten();
    let raw = thread::Builder::new()
        .stack_size(STACK)
        .spawn(guarded)
        .ok()
        .and_then(|t| t.join().ok().flatten())
        .filter(|r| r.text.chars().filter(|c| c.is_alphanumeric()).take(SHORTEST).count() == SHORTEST)
        .ok_or_else(|| fail("no text was found in this page"))?;
    Ok(Raw { id: path.to_string(), ..raw })
}

/// The encoding that the page names in its first bytes.
fn named_encoding(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(2048)]).to_ascii_lowercase();
    let at = head.find("charset=").or_else(|| head.find("encoding="))?;
    let name: String = head[at..]
        .split_once('=')?
        .1
        .trim_start_matches(['"', '\'', ' '])
        .chars()
        .take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))
        .collect();
    Encoding::for_label(name.as_bytes())
}

/// An upper bound of how deeply elements nest: open tags minus closed ones, at its highest.
fn depth(html: &str) -> usize {
    const VOID: [&str; 14] =
        ["br", "img", "meta", "link", "hr", "input", "source", "area", "base", "col", "embed", "track", "wbr", "p"];
    let (mut now, mut most) = (0usize, 0);
    for part in html.split('<').skip(1) {
        if part.starts_with('/') {
            now = now.saturating_sub(1);
        } else if part.starts_with(|c: char| c.is_ascii_alphabetic()) {
            let name: String =
                part.chars().take_while(char::is_ascii_alphanumeric).collect::<String>().to_ascii_lowercase();
            let closed = part.split('>').next().is_some_and(|t| t.ends_with('/'));
            if !closed && !VOID.contains(&name.as_str()) {
                now += 1;
                most = most.max(now);
            }
        }
    }
    most
}
