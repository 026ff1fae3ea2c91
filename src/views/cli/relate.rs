//! `onrecord relate`: which event, if any, a text reports from one given span to another.

use std::io;

use clap::Args;
use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::lines::answer_each;
use crate::parse::parser;
use crate::record::json::probability;
use crate::span::{CodePoints, Span};

/// Check records that somebody else made: each line gives a text and two spans of it (code points, half-open).
///
/// Input, JSONL: {"id","text","actor":[start,end],"recipient":[start,end]}.
/// Output, a line each: {"id","type":TYPE or null,"probabilities":{TYPE:p,…,"none":p}}.
#[derive(Args)]
pub struct Relate {
    /// JSONL file; `-` is standard input
    #[arg(value_name = "FILE")]
    file: String,
}

#[derive(Deserialize)]
struct Pair {
    id: Value,
    text: String,
    actor: [usize; 2],
    recipient: [usize; 2],
}

impl Relate {
    /// Runs the command.
    pub fn run(self) -> io::Result<u8> {
        answer_each(&self.file, answer)
    }
}

fn answer(line: &[u8]) -> Result<Value, String> {
    let p: Pair = serde_json::from_slice(line).map_err(|e| e.to_string())?;
    let map = CodePoints::new(&p.text);
    let span = |name: &str, [a, b]: [usize; 2]| -> Result<Span, String> {
        match (map.byte(&p.text, a), map.byte(&p.text, b)) {
            (Some(a), Some(b)) if a < b => Ok(Span::new(a, b)),
            _ => Err(format!("\"{name}\" is no range of the text")),
        }
    };
    let (actor, recipient) = (span("actor", p.actor)?, span("recipient", p.recipient)?);
    let found = parser().relate(&p.text, actor, recipient);
    let top = found.iter().fold(("none", -1.0), |best, x| if x.1 > best.1 { *x } else { best });
    let all: Map<String, Value> = found.iter().map(|(t, v)| (t.to_string(), probability(*v))).collect();
    Ok(json!({"id": p.id, "type": Some(top.0).filter(|t| *t != "none"), "probabilities": all}))
}
