//! `onrecord actors`: whom the records of texts name, and whom of them the lexicon lacks.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, BufWriter, Write};

use clap::Args;
use serde_json::json;

use super::SOME_FAILED;
use super::inputs::Inputs;
use crate::record::{Actor, Record};

/// List whom the records of texts name, those named most first.
///
/// A line each: how often, in how many documents, country and sector (`-` where unknown), the name, and words in which it stands.
/// With --unknown, only those whose country, sector and body are all unknown: the names that a lexicon of your own (--lexicon)
/// should have first. Records of any confidence count.
#[derive(Args)]
pub struct Actors {
    #[command(flatten)]
    inputs: Inputs,
    /// Only those of whom the lexicon tells nothing
    #[arg(long)]
    unknown: bool,
    /// So many at the most
    #[arg(long, value_name = "N", default_value_t = 50)]
    top: usize,
    /// Resolve by the lexicons (.tsv) of this folder too: their rows are added, or take the place of ours
    #[arg(long, value_name = "DIR")]
    lexicon: Option<std::path::PathBuf>,
    /// One JSON object a line
    #[arg(long)]
    jsonl: bool,
}

/// One mention: code, name, and the words around it.
type Mention = ((String, String), String);

#[derive(Default)]
struct Count {
    mentions: usize,
    documents: BTreeSet<usize>,
    example: String,
}

impl Actors {
    /// Runs the command.
    pub fn run(self) -> io::Result<u8> {
        let Some(reader) = super::codebook::reader(None, self.lexicon.as_deref())? else { return Ok(SOME_FAILED) };
        let mut counts: BTreeMap<(String, String), Count> = BTreeMap::new();
        let mut document = 0;
        let code = self.inputs.each(
            |raw, given| mentions(&reader.read(raw, given), self.unknown),
            |found| {
                document += 1;
                for (who, example) in found {
                    let c = counts.entry(who).or_default();
                    c.mentions += 1;
                    c.documents.insert(document);
                    if c.example.is_empty() {
                        c.example = example;
                    }
                }
                Ok(())
            },
        )?;
        let mut list: Vec<_> = counts.into_iter().collect();
        list.sort_by_key(|(_, c)| std::cmp::Reverse((c.mentions, c.documents.len())));
        let mut out = BufWriter::new(io::stdout().lock());
        for ((actor, name), c) in list.into_iter().take(self.top) {
            if self.jsonl {
                let row = json!({"mentions": c.mentions, "documents": c.documents.len(), "actor": Some(&actor).filter(|a| *a != "-"), "name": name, "example": c.example});
                writeln!(out, "{row}")?;
            } else {
                writeln!(out, "{:>5} {:>5}  {actor:<8} {name}  “{}”", c.mentions, c.documents.len(), c.example)?;
            }
        }
        out.flush()?;
        Ok(code)
    }
}

fn mentions(r: &Record, unknown: bool) -> Vec<Mention> {
    let text = &r.document.text;
    let mut out = Vec::new();
    let mut note = |a: &Actor, words: crate::span::Span| {
        let nothing = a.country.is_none() && a.sector.is_none() && a.id.is_none();
        let Some(name) = a.name.as_ref().filter(|_| nothing || !unknown) else { return };
        let parts: Vec<&str> = [&a.country, &a.id, &a.sector].into_iter().flatten().map(String::as_str).collect();
        let actor = if parts.is_empty() { "-".to_string() } else { parts.join(" ") };
        let example = words.of(text).split_whitespace().collect::<Vec<_>>().join(" ");
        let example = match example.char_indices().nth(LONGEST) {
            Some((cut, _)) => format!("{}…", &example[..cut]),
            None => example,
        };
        out.push(((actor, name.clone()), example));
    };
    for e in &r.events {
        e.actors.iter().chain(&e.recipients).for_each(|a| note(a, e.evidence.first().copied().unwrap_or(e.trigger)));
    }
    for s in &r.statements {
        let words = s.source.or(s.content.first().copied()).unwrap_or_default();
        s.speakers.iter().chain(&s.addressee).chain(s.about.iter().map(|a| &a.actor)).for_each(|a| note(a, words));
    }
    out
}

/// Characters of an example.
const LONGEST: usize = 90;
