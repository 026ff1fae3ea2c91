//! Where a document's words are terms of the lexicon.

use std::collections::HashSet;

use super::{Kind, Places, Resolver, Span};

/// Forms that name a state only before another: "Sino-".
pub(in crate::coding) const COMBINING: [&str; 9] =
    ["Sino", "Indo", "Anglo", "Franco", "Russo", "Greco", "Austro", "Italo", "Hispano"];
/// Behind the name of a people: Americans of that descent.
const DESCENT: &str = "-American";
/// Names of states, cities and regions that persons have too.
const PLACES_AND_PERSONS: [&str; 12] = [
    "Brooklyn",
    "Chad",
    "Charlotte",
    "Dallas",
    "Florence",
    "Georgia",
    "Houston",
    "India",
    "Israel",
    "Jordan",
    "London",
    "Paris",
];

impl Resolver<'_> {
    /// Finds the terms of the whole text.
    pub(super) fn find_terms(&mut self, places: &Places) {
        let s = self.syntax;
        let persons = self.first_names();
        let mut w = 0;
        while w < s.word_count() {
            let start = s.word(w).span.start;
            let Some((end, entries)) = self.lexicon.at(s.text, start) else {
                w += 1;
                continue;
            };
            // "Sino-Russian" names two states, "Indo-Pacific" none.
            let combining = s.text[end..].starts_with('-') && COMBINING.contains(&&s.text[start..end]);
            if (combining && self.lexicon.at(s.text, end + 1).is_none()) || self.is_descent(end) {
                w += 1;
                continue;
            }
            // Georgia who is fourteen, and proud of herself.
            if persons.contains(&s.text[start..end]) {
                w += 1;
                continue;
            }
            let mut last = w;
            while last + 1 < s.word_count() && s.word(last + 1).span.end <= end {
                last += 1;
            }
            // A term that ends inside a word is none: "Chinatown".
            if s.word(last).span.end > end && s.word(w).span.end > end {
                w += 1;
                continue;
            }
            // "London, Kentucky" is no British city, the "Centre for Law and Justice" no party.
            if !self.is_elsewhere(&entries, Span::new(start, end), places) && !self.ends_a_name(w, &entries) {
                for k in w..=last {
                    self.terms.insert(k, (w, last, entries.clone()));
                }
            }
            w = last + 1;
        }
    }

    /// Names of places that the text uses for persons.
    fn first_names(&self) -> HashSet<String> {
        let s = self.syntax;
        let person = |&w: &usize| {
            let rest = &s.text[s.word(w).span.end..];
            let age = rest.strip_prefix(", ").and_then(|r| r.split_once(',')).map_or("", |x| x.0);
            let old = matches!(age.len(), 1 | 2) && age.bytes().all(|b| b.is_ascii_digit());
            let reflexive = rest.starts_with(" herself") || rest.starts_with(" himself");
            (reflexive || old && s.kind(w) == Some(Kind::Person)) && (w == 0 || s.word(w - 1).upos != "PROPN")
        };
        let named = (0..s.word_count()).filter(|&w| PLACES_AND_PERSONS.contains(&s.form(w))).filter(person);
        named.map(|w| s.form(w).to_string()).collect()
    }

    /// "A Cuban-American senator", "Korean-Americans": whose forebears came from there. "Russian-American talks" are of both states, and so are
    /// their negotiators.
    fn is_descent(&self, end: usize) -> bool {
        let s = self.syntax;
        if !s.text[end..].starts_with(DESCENT) {
            return false;
        }
        let one = |w: usize| s.kind(w) == Some(Kind::Person) && !matches!(s.word(w).xpos, "NNS" | "NNPS");
        let american = s.words_in(Span::new(end + 1, end + DESCENT.len())).next();
        american.is_some_and(|w| s.form(w) == "Americans" || one(w) || s.word(w).head.is_some_and(one))
    }
}
