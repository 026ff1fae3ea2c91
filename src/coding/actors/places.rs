//! Whose somebody or something is: the states and bodies named in and around a mention, and where they lie.

use std::collections::{BTreeMap, HashMap};

use super::{Entry, Resolver};
use crate::coding::dates::Hemisphere;
use crate::coding::places::Places;
use crate::parse::Kind;
use crate::record::Actor;
use crate::span::Span;

/// So sure must the text's other places be that a city is another of its name.
const ELSEWHERE: f32 = 0.7;
/// And that the name of a state is a region's or town's.
const SURELY_ELSEWHERE: f32 = 0.9;

/// So many words of a text, and this share of those that name a state, make it a text on that state.
const FEW: usize = 4;
const MAIN: f32 = 0.7;
/// Prepositions that say where something is.
const LOCATING: [&str; 9] = ["across", "around", "at", "in", "inside", "near", "outside", "through", "throughout"];
/// What a state's adjective is joined with that makes nobody that state's.
const QUALIFYING: [&str; 10] =
    ["armed", "backed", "born", "controlled", "educated", "funded", "made", "occupied", "supported", "trained"];

/// Words for leaders and officials of no state in particular, or of others.
const ABROAD: [&str; 4] = ["foreign", "international", "overseas", "world"];
/// The same of those who are no state's wherever they are.
const OF_MANY: [&str; 6] = ["african", "asian", "european", "global", "latin", "nordic"];

impl Resolver<'_> {
    /// The state that a place name lies in, where the word names one.
    pub fn state_of_place(&self, w: usize) -> Option<&'static str> {
        self.state_by(w, |kind| !matches!(kind, "adjective" | "people" | "seat"))
    }

    /// The state of a word's first entry of such a kind that holds on the day; without a day, one that still holds stands before those that
    /// ended ("Belgrade" is Serbia's before it is Yugoslavia's).
    fn state_by(&self, w: usize, fits: impl Fn(&str) -> bool) -> Option<&'static str> {
        let (_, _, entries) = self.terms.get(&w)?;
        let states = || {
            entries.iter().filter_map(|e| match e {
                Entry::Country { iso3, kind, term, .. } if fits(kind) => Some((*iso3, term)),
                _ => None,
            })
        };
        let now = states().find(|(_, term)| term.holds(self.day));
        now.or_else(|| states().next()).map(|(iso3, _)| iso3)
    }

    /// The state that a word names, in whatever form.
    pub(super) fn state_named(&self, w: usize) -> Option<&'static str> {
        self.state_by(w, |_| true)
    }

    /// The state in which people without one act, if their sentence names but one, and as a place: "gunmen attacked a bus in Karachi". Troops
    /// and refugees may be another's.
    pub(super) fn where_they_are(&self, w: usize, sector: Option<&str>) -> Option<&'static str> {
        if matches!(sector, None | Some("MIL" | "REF" | "IGO" | "NGO" | "BUS" | "JRN" | "ELI" | "GOV")) {
            return None;
        }
        let s = self.syntax;
        let words = s.parse.sentences[s.sentence(w)].words.clone();
        let mut states: Vec<&str> = words.clone().filter_map(|p| self.state_named(p)).collect();
        states.sort_unstable();
        states.dedup();
        let at = |p: usize| {
            s.is(p, &["obl", "nmod"])
                && s.case(p).is_some_and(|c| LOCATING.contains(&c.as_str()))
                && self.state_of_place(p).is_some()
        };
        match states[..] {
            [one] if words.into_iter().any(at) => Some(one),
            _ => None,
        }
    }

    /// The text names a state, or somebody in its service; or no state at all.
    pub(super) fn is_about(&self, iso3: &str) -> bool {
        self.about.is_empty() || self.about.contains(iso3)
    }

    /// The state that most of the text's words for states and persons in office are of, if most are and it has a few of them.
    pub(super) fn find_main_state(&mut self) {
        let mut count: BTreeMap<&str, usize> = BTreeMap::new();
        for (w, (first, _, entries)) in &self.terms {
            let state = match entries.first() {
                Some(Entry::Country { iso3, .. }) => Some(*iso3),
                Some(Entry::Persons(list)) => self.pick(list, list.iter().any(|h| h.full)).and_then(|h| h.country),
                _ => None,
            };
            if let Some(iso3) = state.filter(|_| w == first) {
                *count.entry(iso3).or_default() += 1;
            }
        }
        let all: usize = count.values().sum();
        let most = count.into_iter().max_by_key(|(_, n)| *n);
        self.main_state = most.filter(|(_, n)| *n >= FEW && *n as f32 >= MAIN * all as f32).map(|(iso3, _)| iso3);
    }

    /// The states that the text is about; none where it names no state.
    pub(super) fn find_about(&mut self) {
        let entries = || self.terms.values().flat_map(|(_, _, e)| e.iter().copied());
        if entries().any(|e| matches!(e, Entry::Country { .. })) {
            let states = entries().flat_map(|e| match e {
                Entry::Country { iso3, .. } => vec![*iso3],
                Entry::Persons(list) => list.iter().filter_map(|h| h.country).collect(),
                Entry::Body { country: Some(iso3), ambiguous: false, .. } => vec![*iso3],
                Entry::Body { .. } => Vec::new(),
            });
            self.about = states.collect();
        }
    }

    /// Where the states named in a sentence lie, or else those of the whole text; unknown unless they agree.
    pub fn hemisphere(&self, sentence: usize) -> Option<Hemisphere> {
        let (whole, each) = &self.hemispheres;
        each.get(&sentence).copied().unwrap_or(*whole)
    }

    /// The hemispheres of the whole text and of its sentences: none where the states named do not agree.
    pub(super) fn find_hemispheres(&mut self) {
        let (mut whole, mut each) = (Vec::new(), HashMap::new());
        for (w, (_, _, entries)) in &self.terms {
            if let Some(Entry::Country { iso3, .. }) = entries.first()
                && let Some(h) = self.lexicon.hemisphere(iso3)
            {
                whole.push(h);
                let here = each.entry(self.syntax.sentence(*w)).or_insert(Some(h));
                *here = here.filter(|x| *x == h);
            }
        }
        let first = whole.first().copied();
        self.hemispheres = (first.filter(|f| whole.iter().all(|h| h == f)), each);
    }

    /// The state beside `iso3` that the sentence names as a place; of several the one that it names most often, in whatever form.
    pub(super) fn other_state(&self, w: usize, iso3: &str) -> Option<String> {
        let words = || self.syntax.parse.sentences[self.syntax.sentence(w)].words.clone();
        let mut seen: Vec<&str> = words().filter_map(|k| self.state_of_place(k)).filter(|s| *s != iso3).collect();
        seen.sort_unstable();
        seen.dedup();
        let begins = |k: usize| self.terms.get(&k).is_some_and(|(first, ..)| *first == k);
        let often = |state: &str| words().filter(|&k| begins(k) && self.state_named(k) == Some(state)).count();
        let most = seen.iter().map(|s| often(s)).max()?;
        seen.retain(|s| often(s) == most);
        match seen[..] {
            [one] => Some(one.to_string()),
            _ => None,
        }
    }

    /// Country and body from the words inside a mention: "Iranian", "Turkey's", "of France", "in Harare", "U.N.".
    pub(super) fn place(&self, w: usize, phrase: &[usize], a: &mut Actor) {
        self.belonging(w, phrase, a, !self.is_of_many(phrase));
    }

    /// "European leaders in Berlin" are not Germany's.
    pub fn is_of_many(&self, phrase: &[usize]) -> bool {
        phrase.iter().any(|&p| OF_MANY.contains(&self.syntax.form(p).to_lowercase().as_str()))
    }

    /// "Foreign officials" are not of the state that the text is on.
    pub(super) fn is_abroad(&self, phrase: &[usize]) -> bool {
        self.is_of_many(phrase) || phrase.iter().any(|&p| ABROAD.contains(&self.syntax.form(p).to_lowercase().as_str()))
    }

    /// As [`Resolver::place`]; without `located`, where it lies says nothing.
    pub(super) fn belonging(&self, w: usize, phrase: &[usize], a: &mut Actor, located: bool) {
        let s = self.syntax;
        let mut inside: Vec<usize> = phrase.iter().copied().filter(|&p| p != w).collect();
        if !located {
            let lies = |&&c: &&usize| s.is(c, &["nmod"]) && s.case(c).is_some_and(|p| LOCATING.contains(&p.as_str()));
            let away: Vec<usize> = s.children(w).iter().filter(lies).flat_map(|&c| s.phrase(c)).collect();
            inside.retain(|p| !away.contains(p));
        }
        // "The secretary-general of NATO": what belongs to the word may hang from its hyphened half.
        let hyphen = |k: usize| s.form(k) == "-";
        let halves = phrase
            .iter()
            .copied()
            .filter(|&p| p != w && p > 0 && (hyphen(p - 1) || p + 1 < s.word_count() && hyphen(p + 1)));
        for c in std::iter::once(w).chain(halves).flat_map(|p| s.children(p)).copied() {
            let joined = s.is(c, &["nmod"])
                && s.case(c).is_some_and(|p| {
                    p == "of" || p == "for" || (located && matches!(p.as_str(), "from" | "in" | "to" | "with" | "at"))
                });
            if joined {
                inside.extend(s.phrase(c));
            }
        }
        if a.country.is_none() {
            a.country = self.possessor_before(phrase).map(str::to_string);
        }
        // "France and its president".
        if let Some(its) = s.child(w, &["nmod:poss"]).filter(|&c| matches!(s.lemma(c).as_str(), "its" | "their"))
            && a.country.is_none()
            && let [owner] = &self.one(its)[..]
            && owner.role.is_none()
        {
            (a.country, a.id) = (owner.country.clone(), a.id.take().or(owner.id.clone()));
        }
        let person = s.kind(w) == Some(Kind::Person) && s.word(w).upos == "PROPN";
        for p in inside {
            // The "Jordan" of "Michael Jordan" is no state.
            if person && p > w && s.is(p, &["flat"]) {
                continue;
            }
            if a.country.is_none()
                && let Some(iso3) = self.the_country(p)
            {
                a.country = Some(iso3.to_string());
            }
            let Some((_, last, entries)) = self.terms.get(&p) else { continue };
            if *last != p && inside_before(phrase, p, *last) || self.only_qualifies(*last) {
                continue;
            }
            for e in entries {
                // The UN's soldiers in Mali, and its envoy to it, are none of Mali's.
                let of_all = p > w && a.sector.as_deref() == Some("IGO");
                // An ambassador to a body is his state's.
                let sent = matches!(a.role.as_deref(), Some("ambassador" | "envoy")) && a.country.is_some();
                match e {
                    Entry::Country { iso3, term, .. }
                        if a.country.is_none() && !of_all && (term.holds(self.day) || self.day.is_none()) =>
                    {
                        a.country = Some(iso3.to_string());
                    }
                    Entry::Body { id, sector, country, ambiguous }
                        if a.id.is_none()
                            && (!ambiguous || s.word(p).upos == "PROPN")
                            // Germany's Social Democrats are not the American party.
                            && !(*sector == "PTY" && country.is_some_and(|c| a.country.as_deref().is_some_and(|x| x != c))) =>
                    {
                        if a.country.is_none() {
                            a.country = country.map(str::to_string);
                        }
                        if matches!(*sector, "IGO" | "NGO" | "REB" | "PTY" | "BUS" | "JRN") || a.sector.is_none() {
                            a.id = Some(id.to_string());
                            if !sent {
                                self.sector(a, Some(sector));
                            }
                        }
                    }
                    _ => {}
                }
                if a.country.is_some() {
                    break;
                }
            }
        }
    }

    /// "Turkish and Greek officials", "the Sino-Russian alliance": one noun for the doings of several states.
    pub(super) fn several_states(&self, w: usize, phrase: &[usize], base: &Actor) -> Option<Vec<Actor>> {
        let s = self.syntax;
        let mut states: Vec<&str> = Vec::new();
        let mut names: Vec<String> = Vec::new();
        let mut joined = false;
        // Adjectives joined by "and" are no part of the phrase.
        let first = s.children(w).iter().copied().filter(|&c| c < w && s.is(c, &["amod", "compound"]));
        let mut before: Vec<usize> =
            first.flat_map(|c| std::iter::once(c).chain(s.children(c).iter().copied())).filter(|&p| p < w).collect();
        before.extend(phrase.iter().filter(|&&p| p < w));
        before.sort_unstable();
        before.dedup();
        for p in before {
            let Some((_, _, entries)) = self.terms.get(&p) else { continue };
            let Some(iso3) = entries.iter().find_map(|e| match e {
                Entry::Country { iso3, kind, .. } if matches!(*kind, "adjective" | "name" | "people") => Some(*iso3),
                _ => None,
            }) else {
                continue;
            };
            let hyphen = s.text[s.word(p).span.end..].starts_with('-') || s.text[..s.word(p).span.start].ends_with('-');
            joined |= hyphen || s.is(p, &["conj"]) || s.child(p, &["conj"]).is_some();
            if !states.contains(&iso3) {
                states.push(iso3);
                names.push(base.name.clone().unwrap_or_default());
            }
        }
        // "the presidents of Guyana and Suriname"
        for &c in s.children(w).iter().filter(|&&c| {
            s.is(c, &["nmod"]) && s.case(c).is_some_and(|p| matches!(p.as_str(), "of" | "from" | "between"))
        }) {
            let partners = s.partners(c);
            let named: Vec<&str> = partners
                .iter()
                .filter_map(|p| self.terms.get(p))
                .filter_map(|(_, _, e)| match e.first() {
                    Some(Entry::Country { iso3, .. }) => Some(*iso3),
                    _ => None,
                })
                .collect();
            if partners.len() > 1 && named.len() == partners.len() && s.word(w).xpos == "NNS" {
                joined = true;
                states.extend(named);
                let own: Vec<usize> = phrase.iter().copied().filter(|&p| p <= w).collect();
                let (own, of) = (self.clean(s.span(&own).of(s.text)), s.case(c).unwrap_or_default());
                names.extend(
                    partners.iter().map(|&p| format!("{own} {of} {}", self.clean(s.span(&s.phrase(p)).of(s.text)))),
                );
            }
        }
        if states.len() < 2 || !joined || s.word(w).upos != "NOUN" {
            return None;
        }
        let role = self.role_of(w, phrase);
        Some(
            states
                .into_iter()
                .zip(names)
                .map(|(iso3, name)| {
                    let mut a = Actor { country: Some(iso3.to_string()), name: Some(name), ..base.clone() };
                    if let Some(r) = role {
                        self.apply_role(&mut a, r, base.name.as_deref().unwrap_or(""));
                    }
                    a
                })
                .collect(),
        )
    }

    /// "Rwandan-backed", "American-born": whose it is, is not said.
    fn only_qualifies(&self, last: usize) -> bool {
        let s = self.syntax;
        let hyphen = last + 2 < s.word_count() && s.form(last + 1) == "-";
        hyphen && QUALIFYING.contains(&s.form(last + 2).to_lowercase().as_str())
    }

    /// The state whose possessive stands right before a phrase, however it was parsed: "Kenya's" of "Kenya's High Court".
    fn possessor_before(&self, phrase: &[usize]) -> Option<&'static str> {
        let s = self.syntax;
        let mut first = *phrase.first()?;
        // "Pakistan's newly elected prime minister".
        while first > 0 && (s.word(first - 1).upos == "ADV" || matches!(s.word(first - 1).xpos, "JJ" | "VBN")) {
            first -= 1;
        }
        let mark = first.checked_sub(1)?;
        let owner = mark.checked_sub(1).filter(|_| matches!(s.form(mark), "'s" | "’s" | "'" | "’"))?;
        self.state_named(owner).filter(|_| s.sentence(owner) == s.sentence(mark))
    }

    /// A body's name behind "for" and another name is the end of a longer one.
    pub(super) fn ends_a_name(&self, w: usize, entries: &[&Entry]) -> bool {
        let s = self.syntax;
        let body = matches!(entries.first(), Some(Entry::Body { .. }));
        let first = s.parse.sentences[s.sentence(w)].words.start;
        body && w >= first + 2 && s.form(w - 1) == "for" && s.word(w - 2).upos == "PROPN"
    }

    /// A city's name with another state's region or name behind its comma is a city there, and so is one that the text's other places make one.
    pub(super) fn is_elsewhere(&self, entries: &[&Entry], named: Span, places: &Places) -> bool {
        let Some(Entry::Country { iso3, kind, .. }) = entries.first() else { return false };
        let surely = |least: f32| places.country(named).is_some_and(|(other, p)| other != *iso3 && p >= least);
        match *kind {
            "city" | "capital" if surely(ELSEWHERE) => return true,
            "city" | "capital" => {}
            // Georgia of Atlanta.
            "name" => return surely(SURELY_ELSEWHERE),
            _ => return false,
        }
        let end = named.end;
        let Some(rest) = self.syntax.text[end..].strip_prefix(", ") else { return false };
        let next = self.lexicon.at(self.syntax.text, self.syntax.text.len() - rest.len());
        next.is_some_and(|(_, e)| {
            e.iter().any(|e| matches!(e, Entry::Country { iso3: other, kind: "name" | "region", .. } if other != iso3))
        })
    }
}

fn inside_before(phrase: &[usize], at: usize, last: usize) -> bool {
    // Each term is asked once, at its last word.
    phrase.contains(&last) && at != last
}
