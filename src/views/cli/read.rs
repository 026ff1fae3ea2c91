//! `onrecord read`: what is on record in articles.

use std::collections::HashMap;
use std::io::{self, BufWriter, IsTerminal, Write};

use clap::Args;
use serde_json::{Value, json};

use super::inputs::Inputs;
use super::{Format, SOME_FAILED, page};
use crate::pipeline::{SHOWN, SHOWN_STATEMENT};
use crate::record::{Record, Statement, json as shape};
use crate::span::CodePoints;

/// What the record of an article looks like, and which records are shown.
#[derive(Args)]
pub struct Read {
    #[command(flatten)]
    inputs: Inputs,
    /// A page for people, or JSON for programs (code point offsets; see schema/record.schema.json)
    #[arg(long, value_enum, default_value = "page")]
    format: Format,
    /// Leave out events and statements that are less sure than this (0 to 1) [default: events 0.5, statements 0.34; with --polnear all that the network attributes with 0.4]
    #[arg(long, value_name = "P")]
    min_confidence: Option<f32>,
    /// Code by the pages (.md) of this folder too: a page of a known category takes its place, others are added
    #[arg(long, value_name = "DIR")]
    codebook: Option<std::path::PathBuf>,
    /// Resolve by the lexicons (.tsv) of this folder too: their rows are added, or take the place of ours
    #[arg(long, value_name = "DIR")]
    lexicon: Option<std::path::PathBuf>,
    /// Keep each mention of an event as a record of its own; by default an article's mentions of one event are one record
    #[arg(long)]
    every_mention: bool,
    /// Print source, cue and content of outermost attributions only, in the span habits of the PolNeAR corpus (JSONL)
    #[arg(long)]
    polnear: bool,
}

impl Read {
    /// Runs the command.
    pub fn run(self) -> io::Result<u8> {
        let mut out = BufWriter::new(io::stdout().lock());
        let Some(reader) = super::codebook::reader(self.codebook.as_deref(), self.lexicon.as_deref())? else {
            return Ok(SOME_FAILED);
        };
        let reader = if self.every_mention { reader.every_mention() } else { reader };
        let made_by = reader.made_by();
        let least = self.min_confidence.map_or((SHOWN, SHOWN_STATEMENT), |p| (p, p));
        let look = page::Look::of_terminal(io::stdout().is_terminal());
        let mut first = true;
        if self.format == Format::Json && !self.polnear {
            write!(out, "[")?;
        }
        let code = self.inputs.each(
            |raw, given| {
                let mut r = reader.read(raw, given);
                if self.polnear {
                    match self.min_confidence {
                        Some(_) => keep(&mut r, least, |s| s.confidence),
                        None => keep(&mut r, (EVEN, EVEN), |s| s.heard.map_or(s.confidence, |h| h.attribution)),
                    }
                    return polnear(&r).to_string();
                }
                keep(&mut r, least, |s| s.confidence);
                match self.format {
                    Format::Page => page::render(&r, &look),
                    _ => shape::record(&r, &made_by).to_string(),
                }
            },
            |text| {
                match self.format {
                    Format::Json if !self.polnear => write!(out, "{}{text}", if first { "\n" } else { ",\n" })?,
                    Format::Page if !self.polnear => write!(out, "{}{text}", if first { "" } else { "\n" })?,
                    _ => writeln!(out, "{text}")?,
                }
                first = false;
                out.flush()
            },
        )?;
        if self.format == Format::Json && !self.polnear {
            writeln!(out, "\n]")?;
        }
        out.flush()?;
        Ok(code)
    }
}

/// From which probability that something is attributed precision and recall on PolNeAR are even, and so its scores highest. Chosen on dev.
const EVEN: f32 = 0.4;

/// Leaves out what is less sure than that.
fn keep(r: &mut Record, (event, statement): (f32, f32), sure: impl Fn(&Statement) -> f32) {
    let parents: HashMap<String, Option<String>> =
        r.statements.iter().map(|s| (s.id.clone(), s.parent.clone())).collect();
    r.events.retain(|e| e.confidence >= event);
    r.statements.retain(|s| sure(s) >= statement);
    // What is left points at nothing that is gone.
    let events: Vec<String> = r.events.iter().map(|e| e.id.clone()).collect();
    let statements: Vec<String> = r.statements.iter().map(|s| s.id.clone()).collect();
    for e in &mut r.events {
        e.statement = e.statement.take().filter(|s| statements.contains(s));
    }
    for s in &mut r.statements {
        s.event = s.event.take().filter(|e| events.contains(e));
        // What stood in one that is gone stands in what is around it.
        while s.parent.as_ref().is_some_and(|p| !statements.contains(p)) {
            s.parent = s.parent.as_ref().and_then(|p| parents.get(p).cloned().flatten());
        }
    }
}

/// Outermost attributions in PolNeAR's span habits, which are the ones that the network learned. What rules add is not
/// in that corpus's guide.
fn polnear(r: &Record) -> Value {
    let text = &r.document.text;
    let map = CodePoints::new(text);
    let pair = |s: crate::span::Span| json!([map.at(text, s.start), map.at(text, s.end)]);
    let list: Vec<Value> = r
        .statements
        .iter()
        .filter(|s| s.parent.is_none() && s.rule.is_none())
        .map(|s| json!({"source": s.source.map(pair), "cue": s.cue.map(pair), "content": s.content.iter().map(|c| pair(*c)).collect::<Vec<_>>()}))
        .collect();
    json!({"id": r.document.id, "attributions": list})
}
