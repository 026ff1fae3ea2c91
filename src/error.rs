//! What can go wrong with an input, said so that a person can find the place.

use std::fmt;

/// An input that could not be read. The others are done all the same.
#[derive(Debug, Clone, PartialEq)]
pub struct InputError {
    /// The path as typed; `-` is standard input.
    pub path: String,
    /// The line at fault, from 1, where there is one.
    pub line: Option<usize>,
    /// What kind of trouble, for programs.
    pub kind: InputErrorKind,
    /// What a person should read.
    pub message: String,
}

/// Kinds of trouble with an input.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum InputErrorKind {
    /// No such file, no permission, a directory, a broken disk.
    Unreadable,
    /// Not text of any kind we read.
    Binary,
    /// A line of JSONL that is no object with `id` and `text`, or no UTF-8.
    Malformed,
    /// A document beyond `--max-document`.
    TooLarge,
    /// A page in which no text was found.
    Empty,
}

impl fmt::Display for InputError {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self.line {
            Some(line) => write!(f, "{}:{}: {}", self.path, line, self.message),
            None => write!(f, "{}: {}", self.path, self.message),
        }
    }
}

impl std::error::Error for InputError {}
