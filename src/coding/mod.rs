//! From a parsed document to its record, by the codebook's rules.
//!
//! In: a document and its parse. Out: a [`Record`]. No input, no output, no clock: the same in, the same out.

pub mod actors;
mod background;
pub mod codebook;
pub mod dates;
mod documents;
pub mod events;
mod flags;
pub mod places;
pub mod statements;
pub mod syntax;
mod timing;

use sha2::{Digest, Sha256};

use crate::document::Document;
use crate::parse::Parse;
use crate::record::{Actor, Explained, Record, Resolved, Statement, Topic, hex, id};
use crate::span::Span;
use actors::{Lexicon, Resolver};
use codebook::Codebook;
use events::Coder;
use places::Places;
use statements::topics::Scheme;
use syntax::Syntax;

/// A codebook, prepared once to code many documents.
pub struct Rules<'a> {
    /// Its types.
    pub events: Coder<'a>,
    /// Its topics.
    pub topics: Scheme<'a>,
}

impl<'a> Rules<'a> {
    /// Prepares a codebook.
    pub fn new(codebook: &'a Codebook) -> Rules<'a> {
        Rules { events: Coder::new(codebook), topics: Scheme::new(codebook) }
    }
}

/// Codes one document.
pub fn code(document: Document, parse: &Parse, rules: &Rules, lexicon: &'static Lexicon) -> Record {
    let syntax = Syntax::new(&document.text, parse);
    let places = Places::new(&syntax, lexicon, &[]);
    let actors = Resolver::new(&syntax, lexicon, document.anchor.map(|a| a.day), &places);
    let record = record(&document, &syntax, parse, rules, &actors, &places);
    Record { document, ..record }
}

/// Why the records whose id begins so are so; none if there is none.
pub fn explain(
    document: Document,
    parse: &Parse,
    rules: &Rules,
    lexicon: &'static Lexicon,
    id: &str,
) -> (Record, Vec<Explained>) {
    let syntax = Syntax::new(&document.text, parse);
    let places = Places::new(&syntax, lexicon, &[]);
    let actors = Resolver::new(&syntax, lexicon, document.anchor.map(|a| a.day), &places);
    let mut record = record(&document, &syntax, parse, rules, &actors, &places);
    record.events.retain(|e| e.id.starts_with(id));
    record.statements.retain(|s| s.id.starts_with(id));
    let who = |part: &'static str, list: &[Actor]| -> Vec<Explained> {
        list.iter().map(|a| Explained { part, actor: Some(a.clone()), reasons: actors.reasons(a) }).collect()
    };
    let plain = |part: &'static str, reasons: Vec<String>| Explained { part, actor: None, reasons };
    let date = |d: &Option<crate::record::When>| {
        let why = d.as_ref().map_or("no expression of time in its clause".to_string(), |d| d.found.clone());
        plain("date", vec![why])
    };
    let mut out = Vec::new();
    for e in &record.events {
        out.push(plain("type", rules.events.reasons(e)));
        out.extend(who("actor", &e.actors));
        out.extend(who("recipient", &e.recipients));
        out.push(date(&e.date));
        let nowhere = || vec!["its clause names no place where it happened".to_string()];
        out.push(plain("place", e.place.as_ref().map_or_else(nowhere, |p| places.reasons(p))));
    }
    for s in &record.statements {
        let found = s.rule.as_ref().map_or("by the network".to_string(), |r| format!("by a rule: {r}"));
        let words = |x: Option<Span>| x.map_or("none".to_string(), |x| format!("“{}”", x.of(&document.text)));
        let spans = format!("source {}, cue {}", words(s.source), words(s.cue));
        let attributed = s.heard.map(|h| {
            let (p, none) = (h.attribution, h.nobodys);
            format!(
                "that something is attributed here: {p:.2} by the network; that these are nobody's words: {none:.2}"
            )
        });
        let sure = vec![format!("found {found}, confidence {:.2}", s.confidence)];
        out.push(plain("statement", sure.into_iter().chain(attributed).chain([spans]).collect()));
        out.push(plain("act", vec![act_reason(s)]));
        out.extend(who("speaker", &s.speakers));
        out.extend(who("addressee", &s.addressee));
        out.extend(who("about", &s.about.iter().map(|a| a.actor.clone()).collect::<Vec<_>>()));
        out.extend(s.topics.iter().map(|t| plain("topic", vec![topic_reason(t, &document.text)])));
        out.push(date(&s.date));
    }
    (Record { document, ..record }, out)
}

/// Why a statement has its act.
fn act_reason(s: &Statement) -> String {
    match s.heard.and_then(|h| h.act) {
        Some(p) => format!("{}, to which the network gives {p:.2}", s.act),
        None => format!("{}, by the lemma of the cue", s.act),
    }
}

/// Why a statement has a topic.
fn topic_reason(t: &Topic, text: &str) -> String {
    let words = t.span.map_or("by the network and the text around it, not by words of the content".to_string(), |w| {
        format!("“{}” names it", w.of(text))
    });
    let side = match t.stance {
        Some(1) => "the speaker is for it",
        Some(-1) => "the speaker is against it",
        Some(_) => "the speaker takes no side",
        None => "the side can't be told",
    };
    format!("{}: {words}; {side}", t.id)
}

/// All but the document itself.
fn record(
    document: &Document,
    syntax: &Syntax,
    parse: &Parse,
    rules: &Rules,
    actors: &Resolver,
    places: &Places,
) -> Record {
    let day = document.anchor.map(|a| a.day);
    let mut found = rules.events.code(syntax, actors, &parse.acts);
    let clock = timing::Clock::new(syntax, actors, document);
    let background = background::Background::new(syntax, &clock);
    for f in &mut found {
        f.event.date = clock.date(f.word, f.event.quad.starts_with("verbal"));
        f.event.place = places.of_act(f.word, f.event.quad.starts_with("material"));
        let ended = |w: &crate::record::When| day.is_some_and(|d| d.year() - w.end.year() >= background::HISTORICAL);
        let old = f.event.date.as_ref().map_or_else(|| background.is_old(f.word), ended);
        let auxiliary = &mut f.event.auxiliary;
        // Whatever the network says: what has a recent date is no history.
        auxiliary.retain(|a| a != "historical" || day.is_none() || f.event.date.as_ref().is_none_or(ended));
        if old && !auxiliary.iter().any(|a| a == "historical" || a == "future") {
            auxiliary.push("historical".into());
        }
    }
    let coded = statements::code(syntax, actors, &rules.topics, &parse.attributions, &found);
    let hash = hex(&Sha256::digest(document.text.as_bytes()));
    for f in &mut found {
        let e = &mut f.event;
        e.id = id("e", &hash, &e.kind, &[e.trigger, e.evidence[0]]);
    }
    let mut statements: Vec<_> = Vec::with_capacity(coded.len());
    for (mut s, heart) in coded {
        let spans: Vec<_> = s.source.into_iter().chain(s.cue).chain(s.content.iter().copied()).collect();
        s.id = id("s", &hash, "statement", &spans);
        s.date = heart.and_then(|w| clock.date(w, true));
        statements.push((s, heart));
    }
    link(&mut found, &mut statements);
    let said = verbal(syntax, actors, rules, &hash, &found, &mut statements);
    // Where a statement's own event takes the place of an unlikely one, no other statement points at that.
    found.retain(|f| {
        let stays = !said.iter().any(|e| e.word == f.word);
        for (s, _) in statements.iter_mut().filter(|(s, _)| !stays && s.event.as_ref() == Some(&f.event.id)) {
            s.event = None;
        }
        stays
    });
    found.extend(said);
    found.sort_by_key(|f| f.word);
    documents::date(document, syntax, actors, &mut found, &mut statements);
    let mut statements: Vec<_> = statements.into_iter().map(|s| s.0).collect();
    if !rules.events.every_mention {
        let (joined, moved) = events::mentions::join(syntax, found);
        found = joined;
        for s in &mut statements {
            s.event = s.event.take().map(|e| moved.get(&e).cloned().unwrap_or(e));
        }
    }
    nest(&mut statements);
    let flags = flags::find(document, syntax, &clock, &statements);
    let events = found.into_iter().map(|f| f.event).collect();
    Record { events, statements, places: places.mentions(), flags, ..Record::default() }
}

/// Whom, when and where given spans of a document mean.
pub fn resolve(document: &Document, parse: &Parse, spans: &[Span], lexicon: &'static Lexicon) -> Vec<Resolved> {
    let syntax = Syntax::new(&document.text, parse);
    let places = Places::new(&syntax, lexicon, spans);
    let actors = Resolver::new(&syntax, lexicon, document.anchor.map(|a| a.day), &places);
    let clock = timing::Clock::new(&syntax, &actors, document);
    let resolved = |&span: &Span| Resolved {
        span,
        actors: actors.within(span),
        stands_for: actors.before(span),
        candidates: actors.candidates(span),
        date: clock.named(span),
        place: places.named(span),
    };
    spans.iter().map(resolved).collect()
}

/// The record of a document in a language that is not read: a flag, and nothing invented.
pub fn unread(document: Document) -> Record {
    let flags = document.language.map(flags::unread_language).into_iter().collect();
    Record { document, flags, ..Record::default() }
}

/// Ties a statement to the verbal event that it is, and an event to the statement that reports it.
fn link(found: &mut [events::Found], statements: &mut [(crate::record::Statement, Option<usize>)]) {
    for (s, heart) in statements.iter_mut() {
        for f in found.iter_mut() {
            let is = Some(f.word) == *heart
                || (f.event.quad.starts_with("verbal") && s.cue.is_some_and(|c| c.overlaps(f.event.trigger)));
            if is && s.event.is_none() {
                s.event = Some(f.event.id.clone());
                f.event.statement = Some(s.id.clone());
                if s.date.is_none() {
                    s.date = f.event.date.clone();
                }
            } else if f.event.statement.is_none() && s.content.iter().any(|c| f.event.trigger.within(*c)) {
                f.event.statement = Some(s.id.clone());
            }
        }
    }
}

/// From this confidence on what a trigger told stands: a statement makes no event of its own, and one mention may be told in other words than another.
pub(in crate::coding) const HARDLY: f32 = 0.3;

/// The events that statements are by what their speakers do, where no trigger told one; each tied to its statement.
fn verbal(
    syntax: &Syntax,
    actors: &Resolver,
    rules: &Rules,
    hash: &str,
    found: &[events::Found],
    statements: &mut [(crate::record::Statement, Option<usize>)],
) -> Vec<events::Found> {
    let mut out: Vec<events::Found> = Vec::new();
    let likely = |id: &String| found.iter().any(|f| f.event.id == *id && f.event.confidence >= HARDLY);
    for (s, heart) in statements.iter_mut().filter(|(s, _)| !s.event.as_ref().is_some_and(likely)) {
        let told = |w: usize| found.iter().chain(&out).any(|f| f.word == w && f.event.confidence >= HARDLY);
        let Some(w) = heart.filter(|w| !told(*w)) else { continue };
        let Some(mut f) = rules.events.of_statement(syntax, actors, s, w) else { continue };
        let e = &mut f.event;
        e.date = s.date.clone();
        e.id = id("e", hash, &e.kind, &[e.trigger, e.evidence[0]]);
        e.statement = Some(s.id.clone());
        s.event = Some(e.id.clone());
        out.push(f);
    }
    out
}

/// A statement inside the content of one that says more has it as its parent: the smallest around it.
fn nest(statements: &mut [crate::record::Statement]) {
    let size = |s: &crate::record::Statement| s.content.iter().map(|c| c.end - c.start).sum::<usize>();
    for k in 0..statements.len() {
        let here = statements[k].cue.unwrap_or(statements[k].content[0]);
        let around = (0..statements.len())
            // Of two that stand in each other the first is the outer one: nothing is its own grandparent.
            .filter(|&j| (size(&statements[j]), k) > (size(&statements[k]), j))
            .filter(|&j| statements[j].content.iter().any(|c| here.within(*c)))
            .min_by_key(|&j| size(&statements[j]));
        statements[k].parent = around.map(|j| statements[j].id.clone());
    }
}
