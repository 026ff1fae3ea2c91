//! The whole way, from a source's document to its record: the only file that knows every stage.

use std::sync::LazyLock;

use crate::coding::{
    self, Rules,
    actors::{Lexicon, lexicon},
    codebook::{Codebook, Example, Turn, codebook, examples},
};
use crate::document::{Given, document};
use crate::parse::{Parse, parser, weights_version};
use crate::record::{Explained, Record, Resolved, json::MadeBy};
use crate::sources::Raw;
use crate::span::Span;

/// From which confidence an event is shown where nobody asks for another.
pub const SHOWN: f32 = 0.5;
/// The same of a statement. Chosen so that of what judges had read and still stood above it two thirds were right in everything (from .6 on three in four), while plain sentences are still shown.
pub const SHOWN_STATEMENT: f32 = 0.34;

/// Reads documents by a codebook.
pub struct Reader<'a> {
    rules: Rules<'a>,
    codebook: &'a Codebook,
    lexicon: &'static Lexicon,
}

impl<'a> Reader<'a> {
    /// Prepares a codebook.
    pub fn new(codebook: &'a Codebook) -> Reader<'a> {
        Reader { rules: Rules::new(codebook), codebook, lexicon: lexicon() }
    }

    /// Resolves actors and places by another lexicon than the binary's.
    pub fn by_lexicon(mut self, lexicon: &'static Lexicon) -> Reader<'a> {
        self.lexicon = lexicon;
        self
    }

    /// Keeps each mention of an event as an event of its own.
    pub fn every_mention(mut self) -> Reader<'a> {
        self.rules.events.every_mention = true;
        self
    }

    /// Reads one document.
    pub fn read(&self, raw: Raw, given: &Given) -> Record {
        let document = document(raw, given);
        if document.language.is_some_and(|l| l != "eng") {
            return coding::unread(document);
        }
        let parse = parser().parse(&document.text, &document.paragraphs);
        coding::code(document, &parse, &self.rules, self.lexicon)
    }

    /// The records of a document whose id begins so, and why they are so.
    pub fn explain(&self, raw: Raw, given: &Given, id: &str) -> (Record, Vec<Explained>) {
        let (document, parse) = parse(raw, given);
        coding::explain(document, &parse, &self.rules, self.lexicon, id)
    }

    /// Who makes the records: versions of weights, codebook and lexicon.
    pub fn made_by(&self) -> MadeBy {
        MadeBy {
            weights: weights_version().into(),
            codebook: self.codebook.version.clone(),
            lexicon: self.lexicon.version.clone(),
        }
    }

    /// What is wrong with an example of the codebook: it is not coded as it says (`so`), or coded though it says not. One
    /// with a mark "(not yet: …)" is wrong when it comes right.
    pub fn fault(&self, e: &Example, so: bool) -> Option<String> {
        let events = self.sentence(&e.text).events;
        let fault = if so { examples::fault(e, &events) } else { examples::alarm(e, &events, SHOWN) };
        judged(fault, e.not_yet.is_some())
    }

    /// The rules, by page and line, that find events in a sentence.
    pub fn rules_for(&self, sentence: &str) -> Vec<String> {
        self.sentence(sentence).events.into_iter().filter_map(|e| e.rule).collect()
    }

    /// What is wrong with an example of a context of events, a topic or an act: `file` is the page that it stands on.
    pub fn subject_fault(&self, file: &str, name: &str, sentence: &str, so: bool) -> Option<String> {
        let (text, not_yet) = match sentence.rfind("(not yet") {
            Some(at) => (sentence[..at].trim_end(), true),
            None => (sentence, false),
        };
        let record = self.sentence(text);
        let statements = record.statements.iter().filter(|s| s.confidence >= SHOWN_STATEMENT || !so);
        let found: Vec<Vec<&str>> = match file {
            "contexts.md" => record.events.iter().map(|e| e.contexts.iter().map(String::as_str).collect()).collect(),
            "topics.md" => statements.map(|s| s.topics.iter().map(|t| t.id.as_str()).collect()).collect(),
            _ => statements.map(|s| vec![s.act]).collect(),
        };
        let has = found.iter().any(|f| f.contains(&name));
        let fault = match (so, has) {
            (true, false) if found.is_empty() => Some("nothing is found".to_string()),
            (true, false) => Some(format!("{name} is not found, but {found:?}")),
            (false, true) => Some(format!("{name} is there all the same")),
            _ => None,
        };
        judged(fault, not_yet)
    }

    /// What is wrong with an example of the page on stance.
    pub fn turn_fault(&self, t: &Turn) -> Option<String> {
        let record = self.sentence(&t.text);
        let right = |s: &crate::record::Statement| {
            let towards = |name: &str| {
                let actor = s.about.iter().find(|a| [&a.actor.country, &a.actor.id].contains(&&Some(name.to_string())));
                let topic = s.topics.iter().find(|x| x.id == name);
                actor.map(|a| a.stance).or(topic.map(|x| x.stance)).flatten()
            };
            t.act.as_deref().is_none_or(|a| a == s.act) && t.stances.iter().all(|(n, x)| towards(n) == Some(*x))
        };
        let told = |s: &crate::record::Statement| {
            let about = s.about.iter().map(|a| format!("{} {:?}", a.actor.code().unwrap_or("?"), a.stance));
            let topics = s.topics.iter().map(|x| format!("{} {:?}", x.id, x.stance));
            format!("{}; {}", s.act, about.chain(topics).collect::<Vec<_>>().join("; "))
        };
        let fault = match &record.statements[..] {
            [] => Some("no statement is found".into()),
            list => (!list.iter().any(right)).then(|| list.iter().map(told).collect::<Vec<_>>().join(" | ")),
        };
        judged(fault, t.not_yet.is_some())
    }

    fn sentence(&self, text: &str) -> Record {
        self.read(Raw { id: "example".into(), text: text.into(), ..Raw::default() }, &Given::default())
    }
}

fn judged(fault: Option<String>, marked: bool) -> Option<String> {
    match (fault, marked) {
        (None, true) => Some("comes right now; take off its mark".into()),
        (fault, false) => fault,
        (Some(_), true) => None,
    }
}

/// Reads one document by the codebook that the binary carries.
pub fn read(raw: Raw, given: &Given) -> Record {
    static READER: LazyLock<Reader<'static>> = LazyLock::new(|| Reader::new(codebook()));
    READER.read(raw, given)
}

/// Whom, when and where given spans of one document mean, and the document.
pub fn resolve(
    raw: Raw,
    given: &Given,
    spans: &[Span],
    lexicon: &'static Lexicon,
) -> (crate::document::Document, Vec<Resolved>) {
    let (document, parse) = parse(raw, given);
    let found = coding::resolve(&document, &parse, spans, lexicon);
    (document, found)
}

/// The syntax of one document, and the document.
pub fn parse(raw: Raw, given: &Given) -> (crate::document::Document, Parse) {
    let document = document(raw, given);
    let parse = parser().parse(&document.text, &document.paragraphs);
    (document, parse)
}
