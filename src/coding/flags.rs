//! What a careful reader should look at: speakers introduced nowhere, quotations never closed, sources nobody can
//! check, text cut off, languages we don't read.

use std::collections::HashMap;

use super::syntax::Syntax;
use crate::document::Document;
use crate::parse::Kind;
use crate::record::{Flag, Statement};
use crate::span::Span;

/// Sources that nobody can check, by the lemma of their head.
const UNCHECKABLE: [&str; 14] = [
    "source", "observer", "insider", "critic", "people", "world", "expert", "analyst", "official", "diplomat", "many",
    "some", "aide", "others",
];

/// What may stand before a family name and belongs to it.
const PARTICLES: [&str; 17] =
    ["de", "da", "di", "del", "della", "dos", "du", "la", "le", "van", "von", "der", "den", "bin", "ben", "al", "el"];

/// The flags of a document.
pub fn find(document: &Document, s: &Syntax, statements: &[Statement]) -> Vec<Flag> {
    let mut out = Vec::new();
    strangers(s, statements, &mut out);
    uncheckable(s, statements, &mut out);
    open_quotations(document, &mut out);
    fragments(document, s, &mut out);
    out.sort_by_key(|f| (f.span.map_or(0, |s| s.start), f.kind));
    out
}

/// The flag on a text in a language that is not read.
pub fn unread_language(code: &str) -> Flag {
    Flag {
        kind: "language",
        message: format!("the text seems to be in a language that is not read here ({code}); nothing was coded"),
        span: None,
    }
}

/// A speaker by a bare name that stands nowhere else in the text.
fn strangers(s: &Syntax, statements: &[Statement], out: &mut Vec<Flag>) {
    let mut seen: HashMap<&str, usize> = HashMap::new();
    for w in 0..s.word_count() {
        if s.word(w).upos == "PROPN" {
            *seen.entry(s.form(w)).or_default() += 1;
        }
    }
    for st in statements {
        let Some(source) = st.source else { continue };
        let words: Vec<usize> = s.words_in(source).collect();
        let bare = words.iter().all(|&w| s.word(w).upos == "PROPN" || s.word(w).upos == "PUNCT");
        // A family name alone, with its particle: "Bryant", "De Vries", "van der Berg".
        let names: Vec<usize> = words.iter().copied().filter(|&w| s.word(w).upos == "PROPN").collect();
        let Some((&name, particles)) = names.split_last() else { continue };
        if !particles.iter().all(|&p| PARTICLES.contains(&s.form(p).to_lowercase().as_str())) {
            continue;
        }
        let unknown = st.speakers.iter().all(|a| a.country.is_none() && a.sector.is_none() && a.id.is_none());
        if bare && unknown && seen.get(s.form(name)) == Some(&1) && s.kind(name) != Some(Kind::Place) {
            let name = source.of(s.text);
            out.push(Flag {
                kind: "speaker_unintroduced",
                message: format!("“{name}” speaks here, but is introduced nowhere in the text"),
                span: Some(source),
            });
        }
    }
}

/// "Sources said", "the outside world pointed out".
fn uncheckable(s: &Syntax, statements: &[Statement], out: &mut Vec<Flag>) {
    for st in statements {
        let Some(source) = st.source else { continue };
        let Some(head) = s.head_of(source) else { continue };
        let named = s.words_in(source).any(|w| s.word(w).upos == "PROPN");
        if named || s.word(head).upos == "PROPN" || !UNCHECKABLE.contains(&s.lemma(head).as_str()) {
            continue;
        }
        out.push(Flag {
            kind: "source_uncheckable",
            message: format!("nobody can check who “{}” is", source.of(s.text)),
            span: Some(source),
        });
    }
}

/// A quotation that opens in a paragraph and is closed neither there nor continued in the next.
fn open_quotations(document: &Document, out: &mut Vec<Flag>) {
    for (k, p) in document.paragraphs.iter().enumerate() {
        let words = p.of(&document.text);
        let mut open: Option<usize> = None;
        for (i, c) in words.char_indices() {
            match c {
                '“' | '«' => open = Some(i),
                '”' | '»' => open = None,
                '"' => open = if open.is_some() { None } else { Some(i) },
                _ => {}
            }
        }
        let goes_on = document.paragraphs.get(k + 1).is_some_and(|n| n.of(&document.text).starts_with(['“', '"', '«']));
        if let Some(i) = open
            && !goes_on
        {
            let at = p.start + i;
            let end = at + words[i..].chars().next().map_or(1, char::len_utf8);
            out.push(Flag {
                kind: "quotation_open",
                message: "a quotation opens here and is never closed".into(),
                span: Some(Span::new(at, end)),
            });
        }
    }
}

/// A body paragraph that breaks off, and a "sentence" that is left of one.
fn fragments(document: &Document, s: &Syntax, out: &mut Vec<Flag>) {
    let title = document.title.as_ref().and_then(|t| t.span);
    if let Some(last) = document.paragraphs.last().filter(|p| Some(**p) != title && document.paragraphs.len() > 1) {
        let words = last.of(&document.text);
        let whole = words.ends_with(['.', '!', '?', '"', '”', ')', '»', '…', ':', '*', '’', '\'', ']']);
        if !whole && words.split_whitespace().count() >= 12 {
            let end = Span::new(last.end - words.chars().next_back().map_or(0, char::len_utf8), last.end);
            out.push(Flag { kind: "text_cut", message: "the text breaks off here".into(), span: Some(end) });
        }
    }
    for sentence in &s.parse.sentences {
        let text = sentence.span.of(&document.text);
        let words: Vec<usize> = sentence.words.clone().filter(|&w| s.word(w).upos != "PUNCT").collect();
        let paragraph_start = document.paragraphs.iter().any(|p| p.start == sentence.span.start);
        // One lower-case verb that stands alone with a full stop: something before it was lost.
        let lost = words.len() == 1
            && s.word(words[0]).upos == "VERB"
            && text.starts_with(char::is_lowercase)
            && text.ends_with('.');
        if lost && !paragraph_start {
            out.push(Flag {
                kind: "fragment",
                message: "this is left of a sentence; its subject is lost".into(),
                span: Some(sentence.span),
            });
        }
    }
}
