//! What a careful reader should look at: speakers introduced nowhere, quotations never closed, cut off, given to two speakers or
//! quoted in two ways, sources nobody can check, dates that cannot be, text cut off, languages we don't read.

use std::collections::HashMap;

use super::syntax::Syntax;
use super::timing::Clock;
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
pub fn find(document: &Document, s: &Syntax, clock: &Clock, statements: &[Statement]) -> Vec<Flag> {
    let mut out = Vec::new();
    for (span, message) in clock.impossible() {
        out.push(Flag { kind: "date_impossible", message, span: Some(span) });
    }
    quotations(document, statements, &mut out);
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
        // "Q" and "A" are labels of an interview.
        let label = s.form(name).trim_end_matches(':').chars().count() == 1;
        if bare && unknown && !label && seen.get(s.form(name)) == Some(&1) && s.kind(name) != Some(Kind::Place) {
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

/// Words in quotation marks of a statement.
struct Quotation<'a> {
    of: &'a Statement,
    span: Span,
    words: Vec<String>,
}

/// Quotations of at least this many words are compared: fewer are common by chance.
const COMPARED: usize = 5;
/// Two quotations with this share of words in common are taken for the same saying.
const SAME: f32 = 0.75;

/// Words given to two speakers, words that differ between two places, and a quotation that breaks off.
fn quotations(document: &Document, statements: &[Statement], out: &mut Vec<Flag>) {
    let text = &document.text;
    let mut all: Vec<Quotation> = Vec::new();
    for of in statements.iter().filter(|s| s.parent.is_none()) {
        for content in &of.content {
            all.extend(quoted(text, *content).into_iter().map(|span| Quotation {
                of,
                span,
                words: plain_words(span.of(text)),
            }));
        }
    }
    all.sort_by_key(|q| q.span.start);
    for (k, q) in all.iter().enumerate() {
        if broken_off(text, q.span) {
            out.push(Flag {
                kind: "quotation_cut",
                message: "this quotation breaks off in the middle of a sentence".into(),
                span: Some(q.span),
            });
        }
        for earlier in all[..k].iter().filter(|e| e.words.len().min(q.words.len()) >= COMPARED) {
            let alike = alike(&earlier.words, &q.words);
            if alike >= SAME && others(earlier.of, q.of) {
                out.push(Flag {
                    kind: "quotation_two_speakers",
                    message: format!(
                        "these words are given to “{}” here and to “{}” elsewhere in the text",
                        named(text, q.of),
                        named(text, earlier.of)
                    ),
                    span: Some(q.span),
                });
            } else if (SAME..1.0).contains(&alike) && !holds(&earlier.words, &q.words) {
                out.push(Flag {
                    kind: "quotation_differs",
                    message: format!("elsewhere the text quotes these words as “{}”", earlier.span.of(text)),
                    span: Some(q.span),
                });
            }
        }
    }
}

/// The stretches between quotation marks of a content.
fn quoted(text: &str, content: Span) -> Vec<Span> {
    let words = content.of(text);
    let (mut out, mut open) = (Vec::new(), None);
    for (i, c) in words.char_indices() {
        match (c, open) {
            ('“' | '«' | '„', _) | ('"', None) => open = Some(i + c.len_utf8()),
            ('”' | '»' | '"', Some(start)) if start <= i => {
                out.push(Span::new(content.start + start, content.start + i));
                open = None;
            }
            _ => {}
        }
    }
    out.retain(|s| s.start < s.end);
    out
}

fn plain_words(words: &str) -> Vec<String> {
    let cut = words.split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’');
    cut.filter(|w| !w.is_empty()).map(str::to_lowercase).collect()
}

/// Twice the words that both have, in order, over all words.
fn alike(a: &[String], b: &[String]) -> f32 {
    // Longest common subsequence; quotations are short, and very long ones are compared by their beginnings.
    let (a, b) = (&a[..a.len().min(LONGEST)], &b[..b.len().min(LONGEST)]);
    let mut row = vec![0usize; b.len() + 1];
    for x in a {
        let mut diagonal = 0;
        for (j, y) in b.iter().enumerate() {
            let above = row[j + 1];
            row[j + 1] = if x == y { diagonal + 1 } else { above.max(row[j]) };
            diagonal = above;
        }
    }
    2.0 * row[b.len()] as f32 / (a.len() + b.len()).max(1) as f32
}

/// Words of a quotation that are compared.
const LONGEST: usize = 60;

/// One is a part of the other.
fn holds(a: &[String], b: &[String]) -> bool {
    let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
    long.windows(short.len().max(1)).any(|w| w == short)
}

/// Both have speakers whom we know apart.
fn others(a: &Statement, b: &Statement) -> bool {
    let known = |s: &Statement| !s.speakers.is_empty() && s.speakers.iter().all(|p| p.name.is_some());
    let same = |x: &crate::record::Actor, y: &crate::record::Actor| {
        let (x, y) = (x.name.as_deref().unwrap_or(""), y.name.as_deref().unwrap_or(""));
        x.contains(y) || y.contains(x)
    };
    known(a) && known(b) && !a.speakers.iter().any(|x| b.speakers.iter().any(|y| same(x, y) || x.same_as(y)))
}

fn named<'a>(text: &'a str, s: &'a Statement) -> &'a str {
    let name = || s.speakers.first().and_then(|a| a.name.as_deref());
    s.source.map(|x| x.of(text)).or_else(name).unwrap_or("somebody")
}

/// What no sentence ends with.
const UNENDING: [&str; 24] = [
    "the", "a", "an", "of", "and", "or", "but", "to", "with", "from", "for", "at", "by", "into", "that", "because",
    "will", "would", "is", "are", "must", "very", "my", "our",
];

/// A quotation that begins like a sentence and whose paragraph goes on after it with a new one, or ends.
fn broken_off(text: &str, span: Span) -> bool {
    let words = plain_words(span.of(text));
    let whole = span.of(text).trim_end().ends_with(['.', '!', '?', ',', '…', ';', ':', '-', '–', '—']);
    let behind = text[span.end..].trim_start_matches(['”', '"', '»']);
    let ends = behind.trim_start_matches([' ', '.']).is_empty() || behind.starts_with(['\n', '.']);
    let unending = words.last().is_some_and(|w| UNENDING.contains(&w.as_str()));
    words.len() >= COMPARED && !whole && ends && unending
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
