//! The whole way, from a source's document to its record: the only file that knows every stage.

use std::sync::LazyLock;

use crate::coding::{
    self,
    actors::{Lexicon, lexicon},
    events::{
        Coder,
        codebook::{Codebook, Example, codebook, examples},
    },
};
use crate::document::{Given, document};
use crate::parse::{Parse, parser, weights_version};
use crate::record::{Explained, Record, Resolved, json::MadeBy};
use crate::sources::Raw;
use crate::span::Span;

/// From which confidence an event is shown where nobody asks for another.
pub const SHOWN: f32 = 0.5;

/// Reads documents by a codebook.
pub struct Reader<'a> {
    coder: Coder<'a>,
    codebook: &'a Codebook,
    lexicon: &'static Lexicon,
}

impl<'a> Reader<'a> {
    /// Prepares a codebook.
    pub fn new(codebook: &'a Codebook) -> Reader<'a> {
        Reader { coder: Coder::new(codebook), codebook, lexicon: lexicon() }
    }

    /// Resolves actors and places by another lexicon than the binary's.
    pub fn by_lexicon(mut self, lexicon: &'static Lexicon) -> Reader<'a> {
        self.lexicon = lexicon;
        self
    }

    /// Keeps each mention of an event as an event of its own.
    pub fn every_mention(mut self) -> Reader<'a> {
        self.coder.every_mention = true;
        self
    }

    /// Reads one document.
    pub fn read(&self, raw: Raw, given: &Given) -> Record {
        let document = document(raw, given);
        if document.language.is_some_and(|l| l != "eng") {
            return coding::unread(document);
        }
        let parse = parser().parse(&document.text, &document.paragraphs);
        coding::code(document, &parse, &self.coder, self.lexicon)
    }

    /// The records of a document whose id begins so, and why they are so.
    pub fn explain(&self, raw: Raw, given: &Given, id: &str) -> (Record, Vec<Explained>) {
        let (document, parse) = parse(raw, given);
        coding::explain(document, &parse, &self.coder, self.lexicon, id)
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

    /// What is wrong with an example of a context.
    pub fn context_fault(&self, context: &str, sentence: &str, so: bool) -> Option<String> {
        let (text, not_yet) = match sentence.rfind("(not yet") {
            Some(at) => (sentence[..at].trim_end(), true),
            None => (sentence, false),
        };
        let events = self.sentence(text).events;
        let has = events.iter().any(|e| e.contexts.iter().any(|c| c == context));
        let fault = match (so, has) {
            (true, false) if events.is_empty() => Some("no event is found".to_string()),
            (true, false) => Some(format!("{context} is not found")),
            (false, true) => Some(format!("{context} is there all the same")),
            _ => None,
        };
        judged(fault, not_yet)
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
