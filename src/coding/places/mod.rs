//! Where: a place name → an entry of the gazetteer, and how sure that is.
//!
//! In: a parsed document. Out: the mentions of places with what they mean ([`Places::mentions`]), and the place of an act
//! ([`Places::of_act`]): one that its own clause names, never a default. Nothing goes wrong; a name that the gazetteer lacks
//! is no mention.

mod context;
pub(crate) mod gazetteer;

use std::collections::HashMap;

use super::actors::{COMBINING, Entry, Lexicon};
use super::syntax::Syntax;
use crate::parse::Kind;
use crate::record::Where;
use crate::span::Span;
use context::Name;
use gazetteer::{Extent, Gazetteer, Place, fold, gazetteer};

/// The places of one document.
pub struct Places<'a> {
    syntax: &'a Syntax<'a>,
    lexicon: &'a Lexicon,
    gazetteer: &'static Gazetteer,
    mentions: Vec<Mention>,
}

struct Mention {
    span: Span,
    /// The word from which the others of the name hang.
    head: usize,
    /// A name of the place itself, not of its people or what is theirs ("Syrian").
    literal: bool,
    place: Place,
    probability: f32,
}

/// What a stretch of text may mean.
struct Found {
    span: Span,
    literal: bool,
    candidates: Vec<Place>,
}

/// Words of the longest name.
const LONGEST: usize = 5;
/// Small words that stand inside names.
const INSIDE: [&str; 14] = ["of", "the", "on", "upon", "in", "de", "la", "le", "du", "al", "el", "and", "da", "sur"];
/// Prepositions before the place where something happens.
const WHERE: [&str; 12] =
    ["in", "at", "near", "outside", "inside", "across", "throughout", "around", "off", "within", "over", "along"];
/// Nouns that a place's name stands behind: "the town of Kidal".
const SORTS: [&str; 18] = [
    "city",
    "town",
    "village",
    "capital",
    "port",
    "province",
    "region",
    "state",
    "district",
    "county",
    "suburb",
    "island",
    "part",
    "area",
    "neighborhood",
    "neighbourhood",
    "governorate",
    "prefecture",
];
/// Places bear these names, but news that writes them so means none of them.
const COMMON: [&str; 11] =
    ["West", "East", "North", "South", "Central", "Center", "Centre", "Street", "Airport", "Home", "Bridge"];
/// Words for going somewhere: what they name happens where one goes.
const GOING: [&str; 11] =
    ["visit", "trip", "travel", "journey", "tour", "fly", "go", "arrive", "return", "head", "enter"];

impl<'a> Places<'a> {
    /// Finds and settles all mentions. `given`: spans that are mentions of places whatever the network says.
    pub fn new(syntax: &'a Syntax<'a>, lexicon: &'a Lexicon, given: &[Span]) -> Places<'a> {
        let mut places = Places { syntax, lexicon, gazetteer: gazetteer(), mentions: Vec::new() };
        let mut found: Vec<Found> = given.iter().filter_map(|&s| places.given(s)).collect();
        let mut w = 0;
        while w < syntax.word_count() {
            match places.at(w).filter(|f| !given.iter().any(|g| g.overlaps(f.span))) {
                Some(f) => {
                    w = syntax.words_in(f.span).end.max(w + 1);
                    found.push(f);
                }
                None => w += 1,
            }
        }
        found.sort_by_key(|f| f.span.start);
        places.settle(found);
        places
    }

    /// All mentions, in the text's order.
    pub fn mentions(&self) -> Vec<Where> {
        self.mentions.iter().map(|m| self.told(m)).collect()
    }

    /// What a span means, if it is the mention of a place.
    pub fn named(&self, span: Span) -> Option<Where> {
        self.mentions.iter().find(|m| m.span == span).map(|m| self.told(m))
    }

    /// The state of the place that a span names, and how likely that is.
    pub fn country(&self, span: Span) -> Option<(&'static str, f32)> {
        let m = self.mentions.iter().find(|m| m.span == span && m.literal && !m.place.country.is_empty())?;
        Some((m.place.country, m.probability))
    }

    /// Where the act named by a word happened, if its clause names the place. `material`: it is no act of words.
    pub fn of_act(&self, w: usize, material: bool) -> Option<Where> {
        let s = self.syntax;
        let here = s.parse.sentences[s.sentence(w)].span;
        let first = self.mentions.partition_point(|m| m.span.start < here.start);
        let inside = self.mentions[first..].iter().take_while(|m| m.span.start < here.end).filter(|m| m.literal);
        let fits = |m: &&Mention| {
            self.distance(m, w, material).map(|d| (d, m.place.extent, m.span.start.abs_diff(s.word(w).span.start)))
        };
        let best = inside.filter_map(|m| fits(&m).map(|d| (d, m))).min_by_key(|(d, _)| *d)?;
        Some(self.told(best.1))
    }

    /// How far the place hangs from the act; none if it is not where it happens.
    fn distance(&self, m: &Mention, w: usize, material: bool) -> Option<usize> {
        let s = self.syntax;
        let going = GOING.contains(&s.lemma(w).as_str());
        // "In the town of Kidal", "in Kidal, Mali".
        let mut at = m.head;
        for _ in 0..4 {
            // "A visit to Moscow" is paid there.
            let here = |c: &str| WHERE.contains(&c) || (c == "to" && going);
            let located = s.is(at, &["obl", "nmod"]) && s.case(at).is_some_and(|c| here(&c));
            if located {
                return s.reach(at, w);
            }
            let object = s.is(at, &["obj", "nsubj:pass"]) && s.word(at).head == Some(w);
            // "Bombed Aleppo"; whom "criticised London" means is no town.
            if object && m.place.extent < Extent::State && (material || going) {
                return Some(0);
            }
            let above = s.word(at).head?;
            let of =
                s.is(at, &["nmod"]) && s.case(at).as_deref() == Some("of") && SORTS.contains(&s.lemma(above).as_str());
            let part = s.is(at, &["appos", "compound", "flat", "conj"])
                || (s.is(at, &["nmod", "nmod:unmarked", "obl:unmarked", "dep", "list"]) && s.case(at).is_none());
            if !(of || (part && s.is_nominal(above))) {
                return None;
            }
            at = above;
        }
        None
    }

    /// Why a mention means the place that it means.
    pub fn reasons(&self, place: &Where) -> Vec<String> {
        let written = place.span.of(self.syntax.text);
        let known = place.geonames.map_or(String::new(), |id| format!(" (GeoNames {id})"));
        let lies = place.region.iter().chain(&place.country).cloned().collect::<Vec<_>>().join(", ");
        let others = self.find(written).len().saturating_sub(1);
        let of = match others {
            0 => "the gazetteer has no other of this name".to_string(),
            n => format!("probability {:.2} against {n} others of this name", place.probability),
        };
        let mut out =
            vec![format!("“{written}” stands in its clause: {} {}, {lies}{known}; {of}", place.precision, place.name)];
        if place.point.is_none() {
            out.push("no point is given: a country's middle is nowhere in particular".into());
        }
        out
    }

    fn told(&self, m: &Mention) -> Where {
        let p = &m.place;
        // A state's middle is nowhere in particular.
        let point = (p.extent != Extent::State && p.extent != Extent::Continent).then_some((p.latitude, p.longitude));
        let written = m.span.of(self.syntax.text);
        let name = if p.extent == Extent::State {
            self.lexicon.country_name(p.country).unwrap_or(p.name)
        } else if fold(p.name) == fold(written) || p.extent != Extent::Place {
            p.name
        } else {
            written
        };
        Where {
            name: name.to_string(),
            country: Some(p.country.to_string()).filter(|c| !c.is_empty()),
            region: self.gazetteer.region_name(p).map(str::to_string),
            point,
            geonames: p.geonames,
            precision: match p.extent {
                Extent::Place => "place",
                Extent::District => "district",
                Extent::Region => "region",
                Extent::State => "country",
                Extent::Continent => "continent",
            },
            literal: m.literal,
            probability: m.probability,
            span: m.span,
        }
    }

    fn settle(&mut self, found: Vec<Found>) {
        let mut numbers: HashMap<String, usize> = HashMap::new();
        let mut names: Vec<Name> = Vec::new();
        let mut of: Vec<usize> = Vec::with_capacity(found.len());
        for f in &found {
            let k = *numbers.entry(fold(f.span.of(self.syntax.text))).or_insert_with(|| {
                let qualified = vec![false; f.candidates.len()];
                names.push(Name { at: Vec::new(), candidates: f.candidates.clone(), qualified });
                names.len() - 1
            });
            names[k].at.push(f.span.start);
            for q in self.behind(f.span.end) {
                let Name { candidates, qualified, .. } = &mut names[k];
                for (c, fits) in candidates.iter().zip(qualified) {
                    let within = c.country == q.country && (q.extent == Extent::State || c.region == q.region);
                    *fits |= within && c.extent < q.extent;
                }
            }
            of.push(k);
        }
        let settled = context::settle(&mut names);
        self.mentions = found
            .iter()
            .zip(of)
            .filter_map(|(f, k)| {
                let (place, probability) = settled[k]?;
                let head = self.syntax.head_of(f.span)?;
                Some(Mention { span: f.span, head, literal: f.literal, place, probability })
            })
            .collect();
    }

    /// The region or state that stands behind a name: "Paris, **Texas**".
    fn behind(&self, end: usize) -> Vec<Place> {
        let text = self.syntax.text;
        let Some(rest) = text[end..].strip_prefix(", ").or_else(|| text[end..].strip_prefix(" (")) else {
            return Vec::new();
        };
        if let Some(state) = self.state_at(text.len() - rest.len()).and_then(|(_, _, p)| p.first().copied()) {
            return vec![state];
        }
        let ends = rest.char_indices().filter(|(_, c)| !c.is_alphanumeric() && !matches!(c, '.' | '\'' | '’' | '-'));
        let stops: Vec<usize> = ends.map(|(k, _)| k).chain([rest.len()]).take(3).collect();
        for &stop in stops.iter().rev() {
            let name = &rest[..stop];
            let mut places = self.gazetteer.regions(name);
            if places.is_empty() {
                places = self.gazetteer.regions(name.trim_end_matches('.'));
            }
            places.retain(|p| p.extent == Extent::Region);
            if !places.is_empty() {
                return places;
            }
        }
        Vec::new()
    }

    /// The state named at a byte: where the term ends, whether it names the state itself, and the state.
    fn state_at(&self, start: usize) -> Option<(usize, bool, Vec<Place>)> {
        let (end, entries) = self.lexicon.at(self.syntax.text, start)?;
        let mut literal = false;
        let mut states = Vec::new();
        for e in entries {
            if let Entry::Country { iso3, kind, .. } = e
                && matches!(*kind, "name" | "adjective" | "people")
            {
                literal |= *kind == "name";
                states.extend(self.gazetteer.state(iso3).filter(|s| !states.contains(s)));
            }
        }
        (!states.is_empty()).then_some((end, literal, states))
    }

    /// The places of a name: those that a user gives, else the gazetteer's.
    fn find(&self, name: &str) -> Vec<Place> {
        match self.lexicon.own_places(name) {
            [] => self.gazetteer.find(name),
            own => own.to_vec(),
        }
    }

    fn given(&self, span: Span) -> Option<Found> {
        let text = span.of(self.syntax.text);
        let name = text.strip_prefix("the ").or_else(|| text.strip_prefix("The ")).unwrap_or(text);
        let name = name.strip_suffix("'s").or_else(|| name.strip_suffix("’s")).unwrap_or(name);
        let mut candidates = self.find(name);
        let mut literal = !candidates.is_empty();
        if let Some((end, own, states)) = self.state_at(span.end - text.len() + text.find(name)?)
            && end >= span.start + name.len()
        {
            literal |= own;
            candidates.extend(states);
        }
        (!candidates.is_empty()).then_some(Found { span, literal, candidates })
    }

    /// The longest name of a place that begins with a word.
    fn at(&self, w: usize) -> Option<Found> {
        let s = self.syntax;
        let start = s.word(w).span.start;
        if !starts_large(s.form(w)) {
            return None;
        }
        let term = self.lexicon.at(s.text, start);
        let body = term.as_ref().is_some_and(|(_, e)| e.iter().any(|e| matches!(e, Entry::Body { .. })));
        // "Indo-Pacific" names no state.
        let combined = |end: usize| s.text[end..].starts_with('-') && COMBINING.contains(&&s.text[start..end]);
        let state = self.state_at(start).filter(|&(end, literal, _)| {
            !combined(end) && {
                let words = s.words_in(Span::new(start, end));
                s.word(words.end - 1).span.end <= end && (!literal || self.is_place(&words, true))
            }
        });
        let last = s.parse.sentences[s.sentence(w)].words.end;
        for n in (1..=LONGEST.min(last - w)).rev() {
            let words = w..w + n;
            let mut end = s.word(w + n - 1).span.end;
            if state.as_ref().is_some_and(|(e, ..)| *e > end) {
                break;
            }
            let inner = |k: usize| starts_large(s.form(k)) || INSIDE.contains(&s.form(k));
            let named = starts_large(s.form(w + n - 1)) && words.clone().all(inner);
            // "New York Times" is a paper.
            let inside_body = body && term.as_ref().is_some_and(|(e, _)| *e > end);
            let common = n == 1 && COMMON.contains(&s.form(w));
            // What may be a state's name may be a region's: "Georgia".
            let a_state = state.as_ref().is_some_and(|(e, literal, _)| *e == end && *literal);
            // A city of the tables that stands alone is one, though the network take it for a person.
            let listed = |e: &&Entry| matches!(e, Entry::Country { kind: "city", .. });
            let city =
                term.as_ref().is_some_and(|(e, of)| *e == end && of.iter().all(listed)) && self.stands_alone(&words);
            if !named || common || inside_body || !(a_state || city || self.is_place(&words, false)) {
                continue;
            }
            if s.text[end..].starts_with('.') && !self.gazetteer.regions(&s.text[start..=end]).is_empty() {
                end += 1;
            }
            let mut candidates = self.find(&s.text[start..end]);
            if let Some((e, _, states)) = &state
                && *e == end
            {
                candidates.extend(states);
            }
            if !candidates.is_empty() {
                return Some(Found { span: Span::new(start, end), literal: true, candidates });
            }
        }
        let (end, literal, candidates) = state?;
        Some(Found { span: Span::new(start, end), literal, candidates })
    }

    /// No other name stands beside it.
    fn stands_alone(&self, words: &std::ops::Range<usize>) -> bool {
        let s = self.syntax;
        let sentence = &s.parse.sentences[s.sentence(words.start)].words;
        let name = |w: usize| sentence.contains(&w) && s.word(w).upos == "PROPN";
        !(name(words.end) || words.start > 0 && name(words.start - 1))
    }

    /// The network takes the words for a place. `known`: they name a state; then it need only not take them for a person.
    fn is_place(&self, words: &std::ops::Range<usize>, known: bool) -> bool {
        let s = self.syntax;
        let head = words.clone().find(|&w| s.word(w).head.is_none_or(|h| !words.contains(&h)));
        // "Center" is no place in "the Kennedy Center".
        let part = |h: usize| {
            s.children(h)
                .iter()
                .any(|c| s.is(*c, &["compound", "flat"]) && s.word(*c).upos == "PROPN" && !words.contains(c))
        };
        if head.is_some_and(part) {
            return false;
        }
        let kind = head.and_then(|h| s.kind(h));
        let sort = |h: usize| {
            let of = s.is(h, &["nmod"]) && s.case(h).as_deref() == Some("of");
            of && s.word(h).head.is_some_and(|a| SORTS.contains(&s.lemma(a).as_str()))
        };
        kind == Some(Kind::Place) || head.is_some_and(sort) || (known && kind != Some(Kind::Person))
    }
}

fn starts_large(form: &str) -> bool {
    form.chars().next().is_some_and(char::is_uppercase)
}
