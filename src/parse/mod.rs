//! Text to syntax, mentions and attributions: the network runs here and nowhere else.
//!
//! In: a text and its paragraphs. Out: a [`Parse`]: sentences, words with lemma, tags and head, the kind of mention
//! that a word heads, and who-said-what spans. Nothing goes wrong: any text gets a parse, if a poor one. This stage
//! knows no codebook, and a window's result depends on nothing outside the window, but for references, which
//! compare the vectors of several.

pub mod conllu;

mod acts;
mod attributions;
mod encoder;
mod heads;
mod lemma;
mod mend;
mod references;
mod tags;
mod tree;
mod units;
mod whole;
mod windows;
mod wordpiece;

use std::ops::Range;
use std::sync::LazyLock;

use rayon::prelude::*;

pub use acts::Act;
pub use attributions::Attribution;
pub use encoder::{Encode, Machine};
pub use references::Reference;

use crate::span::Span;
use encoder::{Encoder, WIDTH, Weights, note};
use heads::Heads;
use references::Mentions;
use windows::Window;
use wordpiece::WordPiece;

static BYTES: &[u8] = include_bytes!("../../weights/onrecord.safetensors");
static VOCABULARY: &str = include_str!("../../weights/vocab.txt");

/// Words of given sentences that are read together at the most; they fit a window nearly always.
const GIVEN_WORDS: usize = 150;

/// Everything that the network says of one text.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Parse {
    /// In the text's order; together they hold all words.
    pub sentences: Vec<Sentence>,
    /// Words of all sentences in a row; heads point into this list.
    pub words: Vec<Word>,
    /// Who said what, in the text's order.
    pub attributions: Vec<Attribution>,
    /// Events as the network sees them, in the text's order.
    pub acts: Vec<Act>,
    /// What pronouns stand for, in the text's order.
    pub references: Vec<Reference>,
}

/// A stretch of words that belong together.
#[derive(Debug, Clone, PartialEq)]
pub struct Sentence {
    /// From its first word's first byte to its last word's end.
    pub span: Span,
    /// Its words, in [`Parse::words`].
    pub words: Range<usize>,
}

/// A syntactic word (UD): "don't" is two.
#[derive(Debug, Clone, PartialEq)]
pub struct Word {
    /// Where it stands.
    pub span: Span,
    /// Dictionary form.
    pub lemma: String,
    /// Universal part of speech.
    pub upos: &'static str,
    /// Penn tag.
    pub xpos: &'static str,
    /// The word that it hangs from, in [`Parse::words`]; `None` for the sentence's root.
    pub head: Option<usize>,
    /// How it hangs from it (UD relation with subtype).
    pub rel: &'static str,
    /// What the mention is that this word heads, if any.
    pub kind: Option<Kind>,
    /// The second part of a word written as one: "n't", "'s", "not" of "cannot".
    pub clitic: bool,
}

impl Word {
    /// A word of which nothing is known.
    fn unread(span: Span) -> Word {
        Word { span, lemma: "_".into(), upos: "X", xpos: "_", head: None, rel: "root", kind: None, clitic: false }
    }
}

/// What a mention is a mention of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A person, or people.
    Person,
    /// An organisation.
    Organisation,
    /// A place, countries among them.
    Place,
    /// Something that happens.
    Event,
    /// A time.
    Time,
    /// Anything else.
    Thing,
}

impl Kind {
    /// The name that is printed.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Person => "person",
            Kind::Organisation => "organisation",
            Kind::Place => "place",
            Kind::Event => "event",
            Kind::Time => "time",
            Kind::Thing => "thing",
        }
    }

    fn of(class: usize) -> Option<Kind> {
        [
            None,
            Some(Kind::Person),
            Some(Kind::Organisation),
            Some(Kind::Place),
            Some(Kind::Event),
            Some(Kind::Time),
            Some(Kind::Thing),
        ][class.min(6)]
    }
}

/// The network, ready to read.
pub struct Parser {
    engine: Box<dyn Encode>,
    heads: Heads,
    vocabulary: WordPiece,
}

/// The parser that the binary carries, made on first use.
pub fn parser() -> &'static Parser {
    static PARSER: LazyLock<Parser> = LazyLock::new(|| Parser::on(Machine::detect()));
    &PARSER
}

/// The first twelve hex digits of the weights' SHA-256, as the weights' own notes have it.
pub fn weights_version() -> &'static str {
    static VERSION: LazyLock<String> = LazyLock::new(|| note(BYTES, "version").unwrap_or_default());
    &VERSION
}

impl Parser {
    /// A parser that uses the kernels of `machine`, which the processor must have.
    pub fn on(machine: Machine) -> Parser {
        let weights = Weights::open(BYTES);
        Parser {
            engine: Box::new(Encoder::new(&weights, machine)),
            heads: Heads::new(BYTES, &weights, machine),
            vocabulary: WordPiece::new(VOCABULARY),
        }
    }

    /// Reads a text. `paragraphs` are spans of it, in order and apart; words outside them are not read.
    pub fn parse(&self, text: &str, paragraphs: &[Span]) -> Parse {
        let (units, windows) = windows::windows(text, paragraphs, &self.vocabulary);
        let parts: Vec<(Parse, Mentions)> =
            windows.par_iter().map(|w| self.window(text, &units[w.units.clone()], w)).collect();
        let (mut whole, mut mentions) = (Parse::default(), Mentions::default());
        for (mut part, named) in parts {
            let shift = whole.words.len();
            mentions.append(named, shift, whole.sentences.len());
            for w in &mut part.words {
                w.head = w.head.map(|h| h + shift);
            }
            for s in &mut part.sentences {
                s.words = s.words.start + shift..s.words.end + shift;
            }
            for a in &mut part.acts {
                a.word += shift;
                a.roles.iter_mut().for_each(|r| r.0 += shift);
            }
            whole.acts.append(&mut part.acts);
            whole.words.append(&mut part.words);
            whole.sentences.append(&mut part.sentences);
            whole.attributions.append(&mut part.attributions);
        }
        whole.references = mentions.references(&self.heads);
        whole
    }

    /// Reads sentences whose words are given as spans of the text, in order: what gold segmentation asks for. Words of
    /// a sentence may share a span ("au" of two words).
    pub fn parse_segmented(&self, text: &str, sentences: &[Vec<Span>]) -> Parse {
        let mut whole = Parse::default();
        let mut at = 0;
        while at < sentences.len() {
            // As many sentences as fit one window, so that each is read in its context.
            let size = |k: usize| sentences[at..k].iter().map(Vec::len).sum::<usize>();
            let mut end = at + 1;
            while end < sentences.len() && size(end + 1) < GIVEN_WORDS {
                end += 1;
            }
            let (units, mut windows) = self.windows_over(text, &sentences[at..end]);
            if windows.len() > 1 {
                end = at + 1;
                (_, windows) = self.windows_over(text, &sentences[at..end]);
            }
            let units =
                if windows.len() > 1 || end == at + 1 { self.windows_over(text, &sentences[at..end]).0 } else { units };
            let words: Vec<Word> = match &windows[..] {
                [w] => self.given(text, &units[w.units.clone()], w, &sentences[at..end]),
                // A sentence beyond a window: each part by itself.
                _ => windows
                    .iter()
                    .flat_map(|w| {
                        let units = &units[w.units.clone()];
                        let part = Span::new(units[0].span.start, units[units.len() - 1].span.end);
                        let spans: Vec<Span> = sentences[at]
                            .iter()
                            .copied()
                            .filter(|s| s.start >= part.start && s.start < part.end)
                            .collect();
                        self.given(text, units, w, &[spans])
                    })
                    .collect(),
            };
            // Words in which there is nothing to read (empty, or zero-width signs) are kept, unread.
            let count: usize = sentences[at..end].iter().map(Vec::len).sum();
            let words = if words.len() == count {
                words
            } else {
                sentences[at..end].iter().flatten().map(|s| Word::unread(*s)).collect()
            };
            let shift = whole.words.len();
            let mut first = shift;
            for s in &sentences[at..end] {
                whole.sentences.push(Sentence {
                    span: Span::new(s[0].start, s[s.len() - 1].end.max(s[0].start)),
                    words: first..first + s.len(),
                });
                first += s.len();
            }
            whole.words.extend(words.into_iter().map(|mut w| {
                w.head = w.head.map(|h| h + shift);
                w
            }));
            at = end;
        }
        whole
    }

    fn windows_over(&self, text: &str, sentences: &[Vec<Span>]) -> (Vec<units::Unit>, Vec<Window>) {
        let first = sentences[0][0].start;
        let last = sentences.iter().flatten().map(|s| s.end).max().unwrap_or(first);
        windows::windows(text, &[Span::new(first, last)], &self.vocabulary)
    }

    /// The probability of each event type, and of `none`, between two spans of a text.
    pub fn relate(&self, text: &str, actor: Span, recipient: Span) -> Vec<(&str, f32)> {
        let units = units::units(text, 0);
        let [open_a, close_a, open_r, close_r] = self.vocabulary.marks;
        let (mut ids, mut shapes) = (vec![self.vocabulary.cls], vec![0u8]);
        let (mut a, mut r) = (0, 0);
        let marked = |u: &units::Unit, s: Span| u.span.overlaps(s);
        // A window around the pair, if the text is long.
        let first = units.iter().position(|u| marked(u, actor) || marked(u, recipient)).unwrap_or(0);
        for (k, u) in units.iter().enumerate().skip(first.saturating_sub(100)) {
            let before = k.checked_sub(1).map(|k| &units[k]);
            let begins = |s: Span| marked(u, s) && before.is_none_or(|b| !marked(b, s));
            let ends = |s: Span| marked(u, s) && units.get(k + 1).is_none_or(|n| !marked(n, s));
            let mut put = |ids: &mut Vec<u32>, mark: u32| {
                ids.push(mark);
                shapes.push(0);
            };
            if begins(actor) {
                a = ids.len();
                put(&mut ids, open_a);
            }
            if begins(recipient) {
                r = ids.len();
                put(&mut ids, open_r);
            }
            self.vocabulary.cut(u.span.of(text), &mut ids);
            shapes.resize(ids.len(), units::shape(u.span.of(text), u.glued) as u8);
            if ends(actor) {
                ids.push(close_a);
            }
            if ends(recipient) {
                ids.push(close_r);
            }
            shapes.resize(ids.len(), 0);
            if ids.len() > 400 {
                break;
            }
        }
        ids.push(self.vocabulary.sep);
        shapes.push(0);
        let hidden = self.engine.encode(&ids, &shapes);
        self.heads.labels.types.iter().copied().zip(self.heads.types(&hidden, a, r)).collect()
    }

    /// The dictionary form that a word with these tags would get.
    pub fn dictionary_form(&self, form: &str, upos: &str, xpos: &str) -> String {
        lemma::lemma(form, upos, xpos, |w| self.vocabulary.has(w))
    }

    /// The encoder's vectors for given pieces: for the comparison with the trainer.
    pub fn vectors(&self, ids: &[u32], shapes: &[u8]) -> Vec<f32> {
        self.engine.encode(ids, shapes)
    }

    /// The pieces and shapes of a text's units: for the comparison with the trainer.
    pub fn pieces(&self, text: &str) -> (Vec<u32>, Vec<u8>, Vec<Span>) {
        let (units, windows) = windows::windows(text, &[Span::new(0, text.len())], &self.vocabulary);
        let (mut ids, mut shapes) = (Vec::new(), Vec::new());
        for w in windows {
            ids.extend(w.ids);
            shapes.extend(w.shapes);
        }
        (ids, shapes, units.iter().map(|u| u.span).collect())
    }

    fn window(&self, text: &str, units: &[units::Unit], window: &Window) -> (Parse, Mentions) {
        let hidden = self.engine.encode(&window.ids, &window.shapes);
        let n = units.len();
        let first: Vec<f32> = window.pieces.iter().flat_map(|p| row(&hidden, p.start).iter().copied()).collect();
        let seg = self.heads.seg.apply(&first, n);
        let mut groups: Vec<Range<usize>> = Vec::new();
        let mut starts: Vec<usize> = Vec::new();
        for u in 0..n {
            let (join, begin) = (seg[u * self.heads.seg.step], seg[u * self.heads.seg.step + 1]);
            let paragraph = window.paragraphs.contains(&(window.units.start + u));
            if u > 0 && units[u].glued && join > 0.0 && !paragraph {
                groups.last_mut().expect("a word stands before").end = u + 1;
            } else {
                let least = if is_behind_quotation(text, units, u) { BEHIND_QUOTATION } else { 0.0 };
                if u == 0 || paragraph || (begin > least && can_begin(text, units, u)) {
                    starts.push(groups.len());
                }
                groups.push(u..u + 1);
            }
        }
        let sizes: Vec<usize> =
            starts.iter().enumerate().map(|(k, s)| starts.get(k + 1).unwrap_or(&groups.len()) - s).collect();
        let of_words = word_rows(&hidden, window, &groups);
        let words = self.words(text, units, &of_words, &groups, &sizes);
        let rows: Vec<f32> = window.pieces.iter().flat_map(|p| mean(&hidden, p)).collect();
        let mut attributions = attributions::read(&self.heads, text, units, &rows);
        whole::whole(text, &words, &mut attributions);
        let acts = acts::read(&self.heads, &rows, n, &groups, &sizes);
        let mut at = 0;
        let sentences: Vec<Sentence> = sizes
            .iter()
            .map(|size| {
                let range = at..at + size;
                at += size;
                Sentence { span: words[range.start].span.hull(words[range.end - 1].span), words: range }
            })
            .collect();
        let mentions = Mentions::of(&self.heads, text, &words, &sentences, &of_words);
        (Parse { sentences, words, attributions, acts, references: Vec::new() }, mentions)
    }

    fn given(&self, text: &str, units: &[units::Unit], window: &Window, sentences: &[Vec<Span>]) -> Vec<Word> {
        let hidden = self.engine.encode(&window.ids, &window.shapes);
        let spans: Vec<Span> = sentences.iter().flatten().copied().collect();
        let groups: Vec<Range<usize>> = spans
            .iter()
            .map(|s| {
                let a = units.partition_point(|u| u.span.end <= s.start).min(units.len() - 1);
                let b = units.partition_point(|u| u.span.start < s.end);
                a..b.max(a + 1)
            })
            .collect();
        let sizes: Vec<usize> = sentences.iter().map(Vec::len).filter(|&n| n > 0).collect();
        let mut words = self.words(text, units, &word_rows(&hidden, window, &groups), &groups, &sizes);
        for (w, s) in words.iter_mut().zip(spans) {
            w.span = s;
        }
        words
    }

    /// Tags, heads and kinds of the words of a window. `rows`: the vectors of the words; `groups`: the units of each;
    /// `sizes`: words a sentence.
    fn words(
        &self,
        text: &str,
        units: &[units::Unit],
        rows: &[f32],
        groups: &[Range<usize>],
        sizes: &[usize],
    ) -> Vec<Word> {
        let n = groups.len();
        let classes = |head: &encoder::Dense| -> Vec<usize> {
            head.apply(rows, n).chunks_exact(head.step).map(|r| heads::top(&r[..head.outputs])).collect()
        };
        let tags = tags::tags(&self.heads, rows, n);
        let kinds = classes(&self.heads.kind);
        let mut head_of: Vec<Option<usize>> = Vec::with_capacity(n);
        for (scores, &size) in self.heads.arcs(rows, sizes).iter().zip(sizes) {
            let base = head_of.len();
            head_of.extend(tree::best_tree(scores, size).into_iter().map(|h| h.checked_sub(1).map(|h| base + h)));
        }
        let rels = self.heads.relations(rows, &head_of);
        let labels = &self.heads.labels;
        let mut words: Vec<Word> = (0..n)
            .map(|i| {
                let (a, b) = (units[groups[i].start], units[groups[i].end - 1]);
                let span = a.span.hull(b.span);
                let form = span.of(text);
                let (upos, xpos) = (labels.upos[tags[i].0], labels.xpos[tags[i].1]);
                // The WHO is nobody's "who".
                let who = form == "WHO" && upos == "PRON" && text[span.end..].starts_with(['\'', '’']);
                let (upos, xpos) = if who { ("PROPN", "NNP") } else { (upos, xpos) };
                let letters = form.starts_with(|c: char| c.is_alphabetic() || matches!(c, '\'' | '’'));
                let clitic = i > 0 && a.glued && letters && is_clitic(form) && upos != "PUNCT";
                Word {
                    span,
                    lemma: lemma::lemma(form, upos, xpos, |w| self.vocabulary.has(w)),
                    upos,
                    xpos,
                    head: head_of[i],
                    rel: if head_of[i].is_none() { "root" } else { labels.rels[rels[i]] },
                    kind: Kind::of(kinds[i]),
                    clitic,
                }
            })
            .collect();
        let forms: Vec<&str> = words.iter().map(|w| w.span.of(text)).collect();
        mend::mend(&mut words, &forms);
        words
    }
}

fn is_clitic(form: &str) -> bool {
    let form = form.to_lowercase().replace('’', "'");
    form.starts_with('\'') && form.len() > 1 || matches!(form.as_str(), "n't" | "not" | "na" | "ta")
}

fn row(hidden: &[f32], piece: usize) -> &[f32] {
    &hidden[piece * WIDTH..(piece + 1) * WIDTH]
}

/// The vectors of words, in a row.
fn word_rows(hidden: &[f32], window: &Window, groups: &[Range<usize>]) -> Vec<f32> {
    let pieces = |g: &Range<usize>| window.pieces[g.start].start..window.pieces[g.end - 1].end;
    groups.iter().flat_map(|g| mean(hidden, &pieces(g))).collect()
}

/// The mean of some pieces' vectors.
fn mean(hidden: &[f32], pieces: &Range<usize>) -> Vec<f32> {
    let mut out = row(hidden, pieces.start).to_vec();
    for p in pieces.start + 1..pieces.end {
        for (o, v) in out.iter_mut().zip(row(hidden, p)) {
            *o += v;
        }
    }
    let n = pieces.len() as f32;
    if n > 1.0 {
        out.iter_mut().for_each(|v| *v /= n);
    }
    out
}

/// No sentence begins with a small letter right behind a word.
fn can_begin(text: &str, units: &[units::Unit], u: usize) -> bool {
    let last = u.checked_sub(1).and_then(|b| units[b].span.of(text).chars().next_back());
    let first = units[u].span.of(text).chars().next();
    !(last.is_some_and(char::is_alphanumeric) && first.is_some_and(char::is_lowercase))
}

/// The log-odds from which a sentence begins behind a quotation that ends with a full stop.
const BEHIND_QUOTATION: f32 = -4.0;

/// A capital behind a full stop inside of closing quotation marks: `… a final month.” Clinton …`.
fn is_behind_quotation(text: &str, units: &[units::Unit], u: usize) -> bool {
    let Some([word, stop, quote]) = u.checked_sub(3).map(|k| [&units[k], &units[k + 1], &units[k + 2]]) else {
        return false;
    };
    let closes = stop.span.of(text) == "." && matches!(quote.span.of(text), "\"" | "”") && quote.glued;
    // “U.S.” may go on.
    let abbreviated = word.span.of(text).chars().count() == 1;
    closes && !abbreviated && !units[u].glued && units[u].span.of(text).starts_with(char::is_uppercase)
}
