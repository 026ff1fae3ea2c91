//! `onrecord relate`: which event, if any, a text reports from one given span to another.

use std::fs::File;
use std::io::{self, BufRead, BufReader, BufWriter, Write};

use clap::Args;
use rayon::prelude::*;
use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::{DONE, SOME_FAILED};
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

/// Lines that are worked on together.
const TOGETHER: usize = 256;

impl Relate {
    /// Runs the command.
    pub fn run(self) -> io::Result<u8> {
        let reader: Box<dyn BufRead> = if self.file == "-" {
            Box::new(io::stdin().lock())
        } else {
            match File::open(&self.file) {
                Ok(f) => Box::new(BufReader::new(f)),
                Err(e) => {
                    eprintln!("onrecord: {}: {e}", self.file);
                    return Ok(SOME_FAILED);
                }
            }
        };
        let mut out = BufWriter::new(io::stdout().lock());
        let mut code = DONE;
        let mut batch: Vec<(usize, Vec<u8>)> = Vec::new();
        let mut lines = reader.split(b'\n').enumerate();
        loop {
            let next = lines.next().map(|(n, l)| l.map(|l| (n + 1, l))).transpose()?;
            let ended = next.is_none();
            batch.extend(next.filter(|(_, l)| !l.trim_ascii().is_empty()));
            if ended || batch.len() >= TOGETHER {
                let done: Vec<Result<Value, String>> =
                    batch.par_iter().map(|(n, l)| answer(l).map_err(|e| format!("{}:{n}: {e}", self.file))).collect();
                batch.clear();
                for d in done {
                    match d {
                        Ok(v) => writeln!(out, "{v}")?,
                        Err(e) => {
                            code = SOME_FAILED;
                            eprintln!("onrecord: {e}");
                        }
                    }
                }
            }
            if ended {
                out.flush()?;
                return Ok(code);
            }
        }
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
