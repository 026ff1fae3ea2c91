//! `onrecord resolve`: whom, when and where given words of a text mean.

use std::io;

use clap::Args;
use serde::Deserialize;
use serde_json::{Value, json};

use super::SOME_FAILED;
use super::lines::answer_each;
use crate::coding::actors::Lexicon;
use crate::document::{Given, read_day};
use crate::pipeline;
use crate::record::json::resolved;
use crate::sources::Raw;
use crate::span::{CodePoints, Span};

/// Say whom, when and where given words of a text mean: each line gives a text and spans of it (code points, half-open).
///
/// Input, JSONL: {"id","text","spans":[[start,end],…]} and, optional, "published" (offices and days are seen from it).
/// Output, a line each: {"id","spans":[{"start","end","text","actors":[…],"stands_for":…,"candidates":[…],"date":…,"place":…,"no_date":…}]};
/// actors, date and place as in a record, empty and null where the words name nobody, no day and no place; "no_date" tells why not.
/// "stands_for" are the words, said before, that a pronoun or a part of a name means, "candidates" those that a pronoun may mean, each with
/// its probability and what speaks for it.
#[derive(Args)]
pub struct Resolve {
    /// JSONL file; `-` is standard input
    #[arg(value_name = "FILE")]
    file: String,
    /// Resolve by the lexicons (.tsv) of this folder too: their rows are added, or take the place of ours
    #[arg(long, value_name = "DIR")]
    lexicon: Option<std::path::PathBuf>,
}

#[derive(Deserialize)]
struct Question {
    id: Value,
    text: String,
    published: Option<String>,
    spans: Vec<[usize; 2]>,
}

impl Resolve {
    /// Runs the command.
    pub fn run(self) -> io::Result<u8> {
        let Some(lexicon) = super::lexicon::with(self.lexicon.as_deref())? else { return Ok(SOME_FAILED) };
        answer_each(&self.file, |line| answer(line, lexicon))
    }
}

fn answer(line: &[u8], lexicon: &'static Lexicon) -> Result<Value, String> {
    let q: Question = serde_json::from_slice(line).map_err(|e| e.to_string())?;
    let published =
        q.published.as_deref().map(|p| read_day(p).ok_or(format!("\"published\" is no date: {p}"))).transpose()?;
    let map = CodePoints::new(&q.text);
    let span = |&[a, b]: &[usize; 2]| match (map.byte(&q.text, a), map.byte(&q.text, b)) {
        (Some(a), Some(b)) if a < b => Ok(Span::new(a, b)),
        _ => Err(format!("[{a}, {b}] is no range of the text")),
    };
    let spans: Vec<Span> = q.spans.iter().map(span).collect::<Result<_, _>>()?;
    let raw = Raw { text: q.text, ..Raw::default() };
    let (document, found) = pipeline::resolve(raw, &Given { published, ..Given::default() }, &spans, lexicon);
    Ok(json!({"id": q.id, "spans": resolved(&document.text, &found)}))
}
