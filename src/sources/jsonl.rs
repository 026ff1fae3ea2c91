//! JSONL: one document a line, streamed.

use std::io::{BufRead, BufReader, Read};

use serde_json::{Map, Value};

use super::{Format, Raw, too_large};
use crate::error::{InputError, InputErrorKind};

/// Documents of a JSONL input, line by line.
pub struct Lines {
    path: String,
    reader: BufReader<Box<dyn Read + Send>>,
    line: usize,
    max: usize,
    done: bool,
}

impl Lines {
    /// `max`: bytes of a line beyond which it is refused and skipped.
    pub fn new(path: &str, reader: Box<dyn Read + Send>, max: usize) -> Lines {
        Lines { path: path.to_string(), reader: BufReader::with_capacity(1 << 16, reader), line: 0, max, done: false }
    }

    fn fail(&self, kind: InputErrorKind, message: impl Into<String>) -> InputError {
        InputError { path: self.path.clone(), line: Some(self.line), kind, message: message.into() }
    }

    fn read(&self, bytes: &[u8]) -> Result<Raw, InputError> {
        let malformed = |m: String| self.fail(InputErrorKind::Malformed, m);
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        let text = std::str::from_utf8(bytes)
            .map_err(|e| malformed(format!("is not UTF-8 (byte {} of the line)", e.valid_up_to() + 1)))?;
        let value: Value = serde_json::from_str(text).map_err(|e| malformed(format!("is not JSON: {e}")))?;
        let Value::Object(mut fields) = value else {
            return Err(malformed("is not a JSON object".into()));
        };
        let text = match fields.shift_remove("text") {
            Some(Value::String(s)) => s,
            Some(_) => return Err(malformed("has a \"text\" that is no string".into())),
            None => return Err(malformed("has no \"text\"".into())),
        };
        let id = match fields.shift_remove("id") {
            Some(Value::String(s)) => s,
            Some(Value::Number(n)) => n.to_string(),
            Some(Value::Null) | None => format!("{}:{}", self.path, self.line),
            Some(_) => return Err(malformed("has an \"id\" that is neither string nor number".into())),
        };
        Ok(Raw {
            id,
            text: text.strip_prefix('\u{feff}').map(str::to_string).unwrap_or(text),
            title: take(&mut fields, "title"),
            published: take(&mut fields, "published"),
            publisher: take(&mut fields, "publisher"),
            byline: take(&mut fields, "byline"),
            url: take(&mut fields, "url"),
            extra: fields,
            format: Format::Jsonl,
        })
    }

    /// Skips to the end of an overlong line, holding none of it.
    fn skip(&mut self) {
        while let Ok(buffer) = self.reader.fill_buf() {
            if buffer.is_empty() {
                break;
            }
            match buffer.iter().position(|&b| b == b'\n') {
                Some(k) => {
                    self.reader.consume(k + 1);
                    break;
                }
                None => {
                    let n = buffer.len();
                    self.reader.consume(n);
                }
            }
        }
    }
}

/// A string field; one of another kind stays among the extra fields.
fn take(fields: &mut Map<String, Value>, key: &str) -> Option<String> {
    match fields.get(key) {
        Some(Value::String(_)) => match fields.shift_remove(key) {
            Some(Value::String(s)) => Some(s).filter(|s| !s.trim().is_empty()),
            _ => None,
        },
        Some(Value::Null) => {
            fields.shift_remove(key);
            None
        }
        _ => None,
    }
}

impl Iterator for Lines {
    type Item = Result<Raw, InputError>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.done {
            self.line += 1;
            let mut bytes = Vec::new();
            // JSON escapes make a line longer than its text, six times at the most.
            let limit = (self.max as u64).saturating_mul(6).saturating_add(4096);
            match self.reader.by_ref().take(limit).read_until(b'\n', &mut bytes) {
                Ok(0) => self.done = true,
                Ok(n) if n as u64 == limit && !bytes.ends_with(b"\n") => {
                    self.skip();
                    return Some(Err(self.fail(InputErrorKind::TooLarge, too_large(self.max))));
                }
                Ok(_) if bytes.iter().all(u8::is_ascii_whitespace) => {}
                Ok(_) => {
                    let read = self.read(bytes.trim_ascii_end());
                    return Some(match read {
                        Ok(raw) if raw.text.len() > self.max => {
                            Err(self.fail(InputErrorKind::TooLarge, too_large(self.max)))
                        }
                        other => other,
                    });
                }
                Err(e) => {
                    self.done = true;
                    return Some(Err(self.fail(InputErrorKind::Unreadable, e.to_string())));
                }
            }
        }
        None
    }
}
