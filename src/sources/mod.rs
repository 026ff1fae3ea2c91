//! Where texts come from: files, saved pages, JSONL, standard input.
//!
//! In: paths as typed. Out: one [`Raw`] document after another, as the input has them, or an
//! [`InputError`] that names file and line; the next ones follow either way. JSONL is
//! streamed: no more than one line is held.

mod decode;
mod html;
mod jsonl;

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};

use serde_json::{Map, Value};

use crate::error::{InputError, InputErrorKind};

/// One document as its source has it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Raw {
    /// The given id, else the path as typed.
    pub id: String,
    /// The text, decoded; for a page its main text.
    pub text: String,
    /// Given beside the text, or by the page.
    pub title: Option<String>,
    /// Publication date as given, unread.
    pub published: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// Who wrote it.
    pub byline: Option<String>,
    /// Where it was published.
    pub url: Option<String>,
    /// Other fields of a JSONL line, carried through.
    pub extra: Map<String, Value>,
    /// What the text was found in.
    pub format: Format,
}

/// What an input looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Format {
    /// Running text.
    #[default]
    Plain,
    /// A saved page.
    Html,
    /// One JSON object a line.
    Jsonl,
}

/// A stream of documents.
pub type Documents = Box<dyn Iterator<Item = Result<Raw, InputError>> + Send>;

/// Bytes that are looked at to tell what an input is.
const SNIFF: usize = 4096;

/// Opens an input. `-` is standard input. `max_document`: bytes beyond which a document is refused.
///
/// # Errors
/// Unreadable and binary inputs at once; everything about single documents comes from the iterator.
pub fn open(path: &str, max_document: usize) -> Result<Documents, InputError> {
    let fail = |kind, message: String| InputError { path: path.to_string(), line: None, kind, message };
    let reader: Box<dyn Read + Send> = if path == "-" {
        Box::new(io::stdin())
    } else {
        let meta = std::fs::metadata(path).map_err(|e| fail(InputErrorKind::Unreadable, plain_words(&e)))?;
        if meta.is_dir() {
            return Err(fail(
                InputErrorKind::Unreadable,
                "is a directory; name the files in it, as in DIR/*.txt".into(),
            ));
        }
        Box::new(File::open(path).map_err(|e| fail(InputErrorKind::Unreadable, plain_words(&e)))?)
    };
    let mut reader = BufReader::with_capacity(1 << 16, reader);
    let head = peek(&mut reader).map_err(|e| fail(InputErrorKind::Unreadable, plain_words(&e)))?;
    if decode::is_binary(&head) {
        return Err(fail(InputErrorKind::Binary, "is not text (it holds zero bytes or control characters)".into()));
    }
    if sniff(path, &head) == Format::Jsonl {
        return Ok(Box::new(jsonl::Lines::new(path, Box::new(io::Cursor::new(head).chain(reader)), max_document)));
    }
    let mut bytes = head;
    let left = (max_document + 1).saturating_sub(bytes.len()) as u64;
    reader.take(left).read_to_end(&mut bytes).map_err(|e| fail(InputErrorKind::Unreadable, plain_words(&e)))?;
    if bytes.len() > max_document {
        return Err(fail(InputErrorKind::TooLarge, too_large(max_document)));
    }
    if decode::is_binary(&bytes) {
        return Err(fail(InputErrorKind::Binary, "is not text (it holds zero bytes or control characters)".into()));
    }
    let raw = match sniff(path, &bytes) {
        Format::Html => html::read(path, &bytes)?,
        _ => Raw { id: path.to_string(), text: decode::text(&bytes), ..Raw::default() },
    };
    Ok(Box::new(std::iter::once(Ok(raw))))
}

fn too_large(max: usize) -> String {
    format!("is larger than {} bytes; --max-document raises the limit", max)
}

fn peek(reader: &mut impl BufRead) -> io::Result<Vec<u8>> {
    let mut head = Vec::with_capacity(SNIFF);
    reader.by_ref().take(SNIFF as u64).read_to_end(&mut head)?;
    Ok(head)
}

fn sniff(path: &str, bytes: &[u8]) -> Format {
    let name = path.to_ascii_lowercase();
    if name.ends_with(".jsonl") || name.ends_with(".ndjson") {
        return Format::Jsonl;
    }
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(SNIFF)]).to_ascii_lowercase();
    let head = head.trim_start_matches(['\u{feff}', '\u{fffd}', '\0']).trim_start();
    let tag = ["<!doctype html", "<html", "<head", "<body", "<?xml", "<!--", "<article", "<div", "<meta"];
    if tag.iter().any(|t| head.starts_with(t)) || (name.ends_with(".html") || name.ends_with(".htm")) {
        return Format::Html;
    }
    // A first line that opens an object with a "text" in it.
    if head.starts_with('{') && head.contains("\"text\"") {
        return Format::Jsonl;
    }
    Format::Plain
}

fn plain_words(e: &io::Error) -> String {
    match e.kind() {
        io::ErrorKind::NotFound => "no such file".into(),
        io::ErrorKind::PermissionDenied => "no permission to read it".into(),
        _ => e.to_string(),
    }
}
