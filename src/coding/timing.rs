//! The day of an act: the expression of time that its own clause gives, never the article's date.

use super::actors::Resolver;
use super::background::HISTORICAL;
use super::dates::{self, Precision, Tense};
use super::syntax::Syntax;
use crate::document::{Anchor, Document};
use crate::record::When;
use crate::span::Span;

/// Finds the dates of a document's acts.
pub struct Clock<'a> {
    syntax: &'a Syntax<'a>,
    actors: &'a Resolver<'a>,
    anchor: Option<Anchor>,
    dateline: Option<Span>,
}

impl<'a> Clock<'a> {
    /// The document gives what "Tuesday" is seen from, and the dateline, whose day is the report's own and no act's. `actors` know the states named,
    /// and so in which months summer is.
    pub fn new(syntax: &'a Syntax<'a>, actors: &'a Resolver<'a>, document: &Document) -> Clock<'a> {
        Clock { syntax, actors, anchor: document.anchor, dateline: document.dateline.as_ref().map(|d| d.span) }
    }

    /// The expressions of time in a sentence, seen from the clause of a word.
    fn find(&self, sentence: usize, w: usize) -> Vec<dates::Found> {
        self.seen_from(sentence, self.tense(w), self.named_before(sentence))
    }

    fn seen_from(&self, sentence: usize, tense: Tense, earlier: Option<dates::Interval>) -> Vec<dates::Found> {
        let text = self.syntax.parse.sentences[sentence].span.of(self.syntax.text);
        let anchor = self.anchor.map(|a| a.day);
        dates::find(text, dates::Viewpoint { anchor, tense, hemisphere: self.actors.hemisphere(sentence), earlier })
    }

    /// The last time named in the sentence before, from which "a day later" counts.
    fn named_before(&self, sentence: usize) -> Option<dates::Interval> {
        let before = sentence.checked_sub(1)?;
        let root = self.syntax.parse.sentences[before].words.clone().find(|&w| self.syntax.word(w).head.is_none())?;
        let found = self.seen_from(before, self.tense(root), None);
        found
            .iter()
            .rev()
            .find(|f| matches!(f.kind, dates::Kind::Point | dates::Kind::Vague) && f.value.is_some())?
            .value
    }

    /// The days on which the act named by a word happened, if its clause tells. `verbal`: it is words about something, which may have a day of its own.
    pub fn date(&self, w: usize, verbal: bool) -> Option<When> {
        let s = self.syntax;
        let sentence = s.parse.sentences[s.sentence(w)].span;
        let found = self.find(s.sentence(w), w);
        let mut best: Option<(usize, dates::Interval, Span)> = None;
        for f in &found {
            let (Some(value), dates::Kind::Point | dates::Kind::Vague) = (f.value, f.kind) else { continue };
            let span = Span::new(sentence.start + f.bytes.start, sentence.start + f.bytes.end);
            if self.dateline.is_some_and(|d| d.overlaps(span)) {
                continue;
            }
            let Some(head) = s.head_of(span).filter(|&h| !self.is_of_a_noun(h, w, value, verbal)) else { continue };
            let elsewhere = || self.behind_subject(head, w, value).or_else(|| self.behind_title(head, w));
            let shares = |steps: &usize| *steps == 0 || s.clause(w) == w || s.word(w).head == Some(s.clause(w));
            let Some(distance) = s.reach(head, w).filter(shares).or_else(elsewhere) else { continue };
            if best.as_ref().is_none_or(|(d, ..)| distance < *d) {
                best = Some((distance, value, span));
            }
        }
        best.map(|(_, v, span)| self.when(v, span))
    }

    /// The times that a sentence names, each with the verb (or root) that it hangs from, if it is when that was, and whether it is years before the text.
    pub fn times_of_verbs(&self, sentence: usize) -> Vec<(Option<usize>, bool)> {
        let s = self.syntax;
        let at = &s.parse.sentences[sentence];
        let root = at.words.clone().find(|&w| s.word(w).head.is_none());
        let (Some(anchor), Some(root)) = (self.anchor, root) else { return Vec::new() };
        let read = |f: &dates::Found| {
            let value = f.value.filter(|_| matches!(f.kind, dates::Kind::Point | dates::Kind::Vague))?;
            let span = Span::new(at.span.start + f.bytes.start, at.span.start + f.bytes.end);
            let day = s.head_of(span).filter(|_| !self.dateline.is_some_and(|d| d.overlaps(span)))?;
            let (mut top, mut verb) = (day, s.word(day).head);
            while let Some(v) = verb.filter(|&v| !matches!(s.word(v).upos, "VERB" | "AUX") && s.word(v).head.is_some())
            {
                (top, verb) = (v, s.word(v).head);
            }
            let when = match s.case(top).as_deref() {
                None => true,
                Some("on") => top == day,
                Some(p) => matches!(
                    p,
                    "in" | "during"
                        | "at"
                        | "since"
                        | "from"
                        | "by"
                        | "after"
                        | "before"
                        | "until"
                        | "through"
                        | "throughout"
                ),
            };
            let when = when && s.is(top, &["obl", "advmod", "nmod", "advcl"]);
            Some((verb.filter(|_| when), anchor.day.year() - value.end.year() >= HISTORICAL))
        };
        self.find(sentence, root).iter().filter_map(read).collect()
    }

    /// "Ahead of **Friday's** meeting", "blamed it on the **2014** crisis", "the **2016** candidate": the day of that noun, not of an act around it,
    /// unless the act is done on its occasion ("at **Saturday's** debate", "in a **December** interview") or is what the noun tells ("held
    /// **Friday's** talks", but not "criticised **Friday's** talks"). A day with a preposition of its own is no such.
    fn is_of_a_noun(&self, day: usize, w: usize, value: dates::Interval, verbal: bool) -> bool {
        let s = self.syntax;
        let modifies = s.is(day, &["nmod", "nmod:poss", "compound", "nummod", "amod"])
            && s.case(day).is_none_or(|c| c.starts_with(['\'', '’']));
        let Some(noun) = s.word(day).head.filter(|&n| modifies && n != w && s.is_nominal(n)) else { return false };
        let days = matches!(value.precision, Precision::Day | Precision::Week | Precision::Month);
        let told = match s.case(noun).as_deref() {
            Some("in" | "at" | "during") => s.is(noun, &["obl", "nmod"]),
            Some("on") => s.is(noun, &["obl"]) && days,
            Some(_) => false,
            None if s.is(noun, &["nsubj"]) => days,
            None if s.is(noun, &["obj"]) => !verbal,
            // "A Tuesday speech denouncing …".
            None => false,
        };
        let names_it = s.word(w).head == Some(noun) && s.is(w, &["acl", "appos"]);
        !(names_it || told)
    }

    /// "The minister on Monday accused": nobody is a minister on Monday, so a day between a subject and its verb is the verb's,
    /// wherever the parser hung it.
    fn behind_subject(&self, day: usize, w: usize, value: dates::Interval) -> Option<usize> {
        let s = self.syntax;
        let subject = s.child(w, &["nsubj"]).filter(|&n| n < day && day < w && value.precision == Precision::Day)?;
        let alone = (subject + 1..w).all(|k| !matches!(s.word(k).upos, "VERB" | "PUNCT"));
        alone.then_some(1)
    }

    /// "Signed a statement on “Deepening the Partnership” on Tuesday": a day outside of quotation marks does not belong to a word inside of them, but
    /// to the verb around.
    fn behind_title(&self, day: usize, w: usize) -> Option<usize> {
        let s = self.syntax;
        let start = s.parse.sentences[s.sentence(day)].span.start;
        let inside = |k: usize| {
            let before = &s.text[start..s.word(k).span.start];
            before.matches('“').count() > before.matches('”').count()
        };
        let mut k = s.word(day).head.filter(|&h| !inside(day) && inside(h))?;
        while inside(k) {
            k = s.word(k).head.filter(|&h| s.sentence(h) == s.sentence(day))?;
        }
        (s.clause(k) == w).then_some(2)
    }

    /// Dates that cannot be: a day that no month has, a weekday that was another, and days told as past that lie after the text's own.
    pub fn impossible(&self) -> Vec<(Span, String)> {
        let s = self.syntax;
        let mut out = Vec::new();
        for (k, sentence) in s.parse.sentences.iter().enumerate() {
            let Some(root) = sentence.words.clone().find(|&w| s.word(w).head.is_none()) else { continue };
            for f in self.find(k, root) {
                let span = Span::new(sentence.span.start + f.bytes.start, sentence.span.start + f.bytes.end);
                let words = span.of(s.text);
                match (f.why_unknown, f.value, self.anchor) {
                    (Some(dates::NO_SUCH_DAY), ..) => out.push((span, format!("there is no such day as “{words}”"))),
                    (Some(dates::DISAGREE), ..) => {
                        out.push((span, format!("weekday and date of “{words}” don't agree")));
                    }
                    (None, Some(v), Some(a)) if v.start > a.day && f.kind == dates::Kind::Point && has_year(words) => {
                        let head = s.head_of(span).map(|h| s.clause(h));
                        if head.is_some_and(|v| s.word(v).xpos == "VBD") {
                            let day = a.day;
                            out.push((
                                span,
                                format!("“{words}” is told as past, but lies after {day}, the day of the text"),
                            ));
                        }
                    }
                    _ => {}
                }
            }
        }
        out
    }

    /// The days that the expression of time in a span names, or why none can be told.
    pub fn named(&self, span: Span) -> Option<Result<When, &'static str>> {
        let s = self.syntax;
        let head = s.head_of(span)?;
        let sentence = s.parse.sentences[s.sentence(head)].span;
        let found = self.find(s.sentence(head), s.word(head).head.unwrap_or(head));
        let shared = |f: &dates::Found| {
            let at = Span::new(sentence.start + f.bytes.start, sentence.start + f.bytes.end);
            at.end.min(span.end).saturating_sub(at.start.max(span.start))
        };
        let best = found.iter().filter(|f| shared(f) > 0).max_by_key(|f| shared(f))?;
        let here = Span::new(sentence.start + best.bytes.start, sentence.start + best.bytes.end);
        Some(best.value.map(|v| self.when(v, here)).ok_or(best.why_unknown.unwrap_or_default()))
    }

    fn when(&self, v: dates::Interval, span: Span) -> When {
        let words = span.of(self.syntax.text);
        let found = match self.anchor {
            Some(a) if !has_year(words) => format!("“{words}”, seen from {} ({})", a.day, a.found),
            _ => format!("“{words}”"),
        };
        let precision = match v.precision {
            Precision::Day => "day",
            Precision::Week => "week",
            Precision::Month => "month",
            Precision::Season => "season",
            Precision::Quarter => "quarter",
            Precision::Year => "year",
            Precision::Decade => "decade",
            Precision::Century => "century",
            _ => "range",
        };
        When { start: v.start, end: v.end, precision, found }
    }

    fn tense(&self, w: usize) -> Tense {
        let s = self.syntax;
        let v = s.clause(w);
        let aux = |l: &[&str]| {
            s.children(v).iter().any(|&c| s.is(c, &["aux"]) && l.contains(&s.form(c).to_lowercase().as_str()))
        };
        if aux(&["will", "'ll", "’ll", "would", "shall"]) {
            return Tense::Future;
        }
        match s.word(v).xpos {
            "VBD" | "VBN" => Tense::Past,
            // "Accused" is no present, whatever its tag.
            "VBZ" | "VBP" if s.form(v).ends_with("ed") && s.lemma(v) != s.form(v) => Tense::Past,
            "VBZ" | "VBP" => Tense::Present,
            "VB" if s.children(v).iter().any(|&c| s.is(c, &["mark"]) && s.lemma(c) == "to") => Tense::Future,
            _ => Tense::Unknown,
        }
    }
}

fn has_year(words: &str) -> bool {
    words.split(|c: char| !c.is_ascii_digit()).any(|d| d.len() == 4)
}
