//! What a text tells as background: acts of years ago that have no date of their own, but stand where the text speaks of such a year.
//!
//! In: the parse and what its sentences name of times. Out: for a word, whether its act is told as one of years ago. A time counts for the
//! verb that it hangs from and for what hangs from that; a sentence that names none and tells in the past goes on where the one before it
//! in the paragraph was. "In 1968 he took advantage of … . His rivals dismissed him."

use super::syntax::Syntax;
use super::timing::Clock;

/// An act is historical that ended so many years before the article.
pub const HISTORICAL: i16 = 3;

/// Of which time a sentence tells.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Told {
    Unknown,
    Now,
    Then,
}

/// Of which time the sentences of a document tell.
pub struct Background<'a> {
    syntax: &'a Syntax<'a>,
    /// For each sentence, the verbs for which it names a time, and whether that is long ago.
    times: Vec<Vec<(usize, bool)>>,
    told: Vec<Told>,
}

/// Verbs whose sentence is the report's own, whatever was told before.
const REPORTS: [&str; 6] = ["say", "tell", "add", "note", "write", "recall"];

impl<'a> Background<'a> {
    /// Reads all sentences of a document.
    pub fn new(syntax: &'a Syntax<'a>, clock: &Clock) -> Background<'a> {
        let s = syntax;
        let mut out = Background { syntax, times: Vec::new(), told: Vec::new() };
        for (k, sentence) in s.parse.sentences.iter().enumerate() {
            let times = clock.times_of_verbs(k);
            let root = sentence.words.clone().find(|&w| s.word(w).head.is_none());
            let of_root = |then: bool| times.iter().any(|t| root.is_some_and(|r| t.0 == Some(r)) && t.1 == then);
            let goes_on = || {
                let joined = k > 0 && {
                    let gap = s.parse.sentences[k - 1].span.end..sentence.span.start;
                    !s.text[gap].contains('\n')
                };
                let told = root.is_some_and(|r| is_past(s, r) && !REPORTS.contains(&s.lemma(r).as_str()));
                if joined && told { out.told[k - 1] } else { Told::Unknown }
            };
            let told = match (of_root(false), of_root(true), times.is_empty()) {
                (true, ..) => Told::Now,
                (_, true, _) => Told::Then,
                (.., true) => goes_on(),
                _ => Told::Unknown,
            };
            out.told.push(told);
            out.times.push(times.into_iter().filter_map(|(w, then)| Some((w?, then))).collect());
        }
        out
    }

    /// The act that a word names is told as one of years ago.
    pub fn is_old(&self, w: usize) -> bool {
        let s = self.syntax;
        let k = s.sentence(w);
        let mut at = s.clause(w);
        if !is_past(s, at) {
            return false;
        }
        if self.told[k] == Told::Then && self.times[k].is_empty() {
            return true;
        }
        loop {
            // "Back when it signed the pact twenty years ago, it pledged".
            let when = |v: usize| {
                s.is(v, &["advcl"]) && s.word(v).head == Some(at) && s.children(v).iter().any(|&c| s.lemma(c) == "when")
            };
            if let Some((_, then)) = self.times[k].iter().find(|t| t.0 == at || when(t.0)) {
                return *then;
            }
            let below = s.is(at, &["conj", "advcl", "acl", "xcomp", "ccomp", "parataxis"]);
            match s.word(at).head.filter(|_| below) {
                Some(h) => at = s.clause(h),
                None => return false,
            }
        }
    }
}

/// Told in the simple past or the pluperfect: the perfect ("has attacked") is of today.
fn is_past(s: &Syntax, v: usize) -> bool {
    let aux = |forms: &[&str]| {
        s.children(v).iter().any(|&c| s.is(c, &["aux", "cop"]) && forms.contains(&s.form(c).to_lowercase().as_str()))
    };
    match s.word(v).xpos {
        "VBD" => true,
        "VBN" | "VBG" => !aux(&["has", "have", "'s", "’s", "is", "are", "'ve", "’ve", "will", "would"]),
        _ => aux(&["was", "were", "had"]),
    }
}
