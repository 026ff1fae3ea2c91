//! Who: a name, an office, a pronoun, on that day → country, sector, name, or "unknown" with the words kept.
//!
//! In: a parsed document. Out: for a word that heads a mention, the actors it stands for: none if it is no actor,
//! several if it is a group. Nothing goes wrong; what can't be resolved keeps its name and mention.

mod additions;
mod antecedents;
mod chains;
mod definite;
mod lexicon;
mod offices;
mod persons;
mod places;
mod reasons;
mod roles;
mod terms;

use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap, HashSet};

use jiff::civil::Date;

pub use additions::LexiconError;
pub(super) use definite::STATES;
pub use lexicon::{Entry, Lexicon, lexicon};
pub use persons::same;
pub(super) use terms::COMBINING;

use super::dates::Hemisphere;
use super::places::Places;
use super::syntax::Syntax;
use crate::parse::Kind;
use crate::record::Actor;
use crate::span::Span;

/// Resolves the mentions of one document.
pub struct Resolver<'a> {
    syntax: &'a Syntax<'a>,
    lexicon: &'a Lexicon,
    day: Option<Date>,
    /// For each word the term that covers it: its first and last word and its entries.
    terms: HashMap<usize, (usize, usize, Vec<&'a Entry>)>,
    /// The states that the text is about.
    about: HashSet<&'a str>,
    main_state: Option<&'a str>,
    /// Of the whole text, and of its sentences.
    hemispheres: (Option<Hemisphere>, HashMap<usize, Option<Hemisphere>>),
    /// Those that are resolved. Nobody is told by what comes later, but for what stands in apposition.
    known: RefCell<BTreeMap<usize, Vec<Actor>>>,
    asking: RefCell<Asking>,
    /// Persons named so far by family name: what their full mention said.
    persons: HashMap<String, Actor>,
    /// For each word of a name the words that head such names, in the text's order.
    names: HashMap<&'a str, Vec<usize>>,
    /// For pronouns and definite nouns the noun or name that they stand for, and how likely.
    meant: HashMap<usize, (usize, f32)>,
    /// For words that head mentions, the first mention of the same name.
    firsts: HashMap<usize, usize>,
    genders: chains::Genders,
    /// Who signed or issued the document that "the statement" means, and where.
    documents: RefCell<Vec<(usize, Vec<Actor>)>>,
}

/// What is being resolved.
#[derive(Default)]
struct Asking {
    /// Words asked for and not yet answered, each for the one before it.
    open: Vec<usize>,
    /// Those answered for the first of them.
    asked: Vec<usize>,
    /// One of them led back to itself.
    circular: bool,
}

/// Words that stand for a text that speaks for its makers.
const DOCUMENTS: [&str; 9] =
    ["statement", "communique", "communiqué", "declaration", "document", "text", "report", "letter", "agreement"];
/// Roles that are of where they act, as common nouns are.
const LOCAL_TOO: [&str; 6] = ["court", "judge", "legislature", "police", "prosecutor", "rebel"];
/// Words that name nobody in particular.
const ANYBODY: [&str; 16] = [
    "other", "others", "one", "country", "nation", "state", "side", "world", "people", "everyone", "anyone", "thing",
    "public", "man", "woman", "person",
];

impl<'a> Resolver<'a> {
    /// Prepares a document: finds all terms and the persons introduced. `day`: what offices are seen from; `places` tell which city of a name is
    /// meant.
    pub fn new(syntax: &'a Syntax<'a>, lexicon: &'a Lexicon, day: Option<Date>, places: &Places) -> Resolver<'a> {
        let mut r = Resolver {
            syntax,
            lexicon,
            day,
            terms: HashMap::new(),
            about: HashSet::new(),
            main_state: None,
            hemispheres: (None, HashMap::new()),
            known: RefCell::default(),
            asking: RefCell::default(),
            persons: HashMap::new(),
            names: HashMap::new(),
            meant: HashMap::new(),
            firsts: HashMap::new(),
            genders: chains::Genders::default(),
            documents: RefCell::default(),
        };
        r.find_terms(places);
        r.find_about();
        r.find_main_state();
        r.find_hemispheres();
        r.introduce_persons();
        r.find_meant();
        r
    }

    /// The actors that a word and its partners ("Russia and China") stand for.
    pub fn all(&self, w: usize) -> Vec<Actor> {
        let mut out: Vec<Actor> = Vec::new();
        let partners = self.syntax.partners(w);
        if let [first, second] = partners[..]
            && let Some(person) = self.apposed(first, second)
        {
            return self.one(person);
        }
        for p in partners {
            if p != w && self.is_second_office(w, p) {
                continue;
            }
            for a in self.one(p) {
                if !out.iter().any(|b| b.same_as(&a) && b.name == a.name) {
                    out.push(a);
                }
            }
        }
        out
    }

    /// The name of "the prime minister, N" and "N, the prime minister", taken for two by the parser: nothing joins them but a comma.
    fn apposed(&self, first: usize, second: usize) -> Option<usize> {
        let s = self.syntax;
        let start = s.phrase(second).into_iter().min().unwrap_or(second);
        let joined = s.child(second, &["cc"]).is_some() || start < first || s.form(start - 1) != ",";
        let name = |w: usize| s.word(w).upos == "PROPN" && s.kind(w) == Some(Kind::Person);
        let title = |w: usize| self.role_of(w, &s.phrase(w)).is_some_and(|r| r.role.is_some());
        match (name(first), name(second)) {
            _ if joined => None,
            (true, false) => title(second).then_some(first),
            (false, true) => title(first).then_some(second),
            _ => None,
        }
    }

    /// "The president and chief executive" is one person: a second title without an article of its own.
    fn is_second_office(&self, w: usize, p: usize) -> bool {
        let s = self.syntax;
        let title =
            |x: usize| s.word(x).xpos == "NN" && self.role_of(x, &s.phrase(x)).is_some_and(|r| r.role.is_some());
        title(w)
            && title(p)
            && s.child(p, &["det", "nmod:poss", "amod"])
                .is_none_or(|c| s.word(c).upos == "ADJ" && self.state_of_place(c).is_none())
            && s.child(w, &["det", "nmod:poss"]).is_some()
    }

    /// The actors that the words of a span stand for.
    pub fn within(&self, span: Span) -> Vec<Actor> {
        let s = self.syntax;
        let Some(head) = s.head_of(span) else { return Vec::new() };
        let partners = self.syntax.partners(head);
        let inside = partners.iter().filter(|&&p| self.syntax.word(p).span.within(span)).count();
        let found = if inside == partners.len() { self.all(head) } else { self.one(head) };
        if !found.is_empty() || s.word(head).upos == "PRON" {
            return found;
        }
        // A mention that the parser tore: whom another of its parts names.
        let words = s.words_in(span);
        let top = |&w: &usize| w != head && s.is_nominal(w) && s.word(w).head.is_none_or(|h| !words.contains(&h));
        words.clone().filter(top).map(|w| self.one(w)).find(|a| !a.is_empty()).unwrap_or_default()
    }

    /// The actors that the mention headed by a word stands for.
    pub fn one(&self, w: usize) -> Vec<Actor> {
        if let Some(a) = self.known.borrow().get(&w) {
            let mut asking = self.asking.borrow_mut();
            asking.circular |= asking.open.contains(&w);
            return a.clone();
        }
        // A mention that leads back to itself is nobody; whoever was asked for on that way is asked for anew the next time.
        self.known.borrow_mut().insert(w, Vec::new());
        self.asking.borrow_mut().open.push(w);
        let out = self.resolve(w);
        let mut asking = self.asking.borrow_mut();
        asking.open.pop();
        asking.asked.push(w);
        let mut known = self.known.borrow_mut();
        if asking.open.is_empty() {
            let asked = std::mem::take(&mut *asking);
            asked.asked.iter().filter(|_| asked.circular).for_each(|p| drop(known.remove(p)));
        }
        known.insert(w, out.clone());
        out
    }

    /// Notes that a text was signed or issued by some, so that "the statement urges" is theirs.
    pub fn note_document(&self, w: usize, makers: &[Actor]) {
        if !makers.is_empty() && self.is_document(w) {
            self.documents.borrow_mut().push((w, makers.to_vec()));
            self.known.borrow_mut().split_off(&w);
        }
    }

    /// After documents were noted, resolves all mentions in the text's order, so that a long chain of who stands for whom is nowhere walked in one go.
    pub fn settle(&self) {
        if self.documents.borrow().is_empty() {
            return;
        }
        for w in (0..self.syntax.word_count()).filter(|&w| self.syntax.is_nominal(w)) {
            self.one(w);
        }
    }

    /// The word is "statement", "communiqué" or the like.
    pub fn is_document(&self, w: usize) -> bool {
        DOCUMENTS.contains(&self.syntax.lemma(w).as_str()) && self.syntax.word(w).upos == "NOUN"
    }

    fn resolve(&self, w: usize) -> Vec<Actor> {
        let s = self.syntax;
        if s.word(w).upos == "PRON" || s.word(w).xpos == "PRP$" {
            return self.pronoun(w);
        }
        if !matches!(s.word(w).upos, "NOUN" | "PROPN" | "X") && !self.terms.contains_key(&w) {
            return Vec::new();
        }
        let phrase = s.phrase(w);
        let span = s.span(&phrase);
        // "Seattle-based Starbucks" is Starbucks.
        let based = phrase.iter().rposition(|&p| 0 < p && p < w && s.form(p) == "based" && s.form(p - 1) == "-");
        let name = s.span(&phrase[based.filter(|_| s.word(w).upos == "PROPN").map_or(0, |k| k + 1)..]).of(s.text);
        let mut base = Actor { mention: Some(span), name: Some(self.clean(name)), ..Actor::default() };
        if let Some(a) = self.by_term(w, &phrase, &base) {
            return a;
        }
        if let Some(iso3) = self.the_country(w) {
            return vec![Actor { country: Some(iso3.to_string()), ..base }];
        }
        if let Some(group) = self.group(w, &phrase) {
            return group;
        }
        if self.is_document(w) && s.word(w).upos == "NOUN" {
            return self.document(w, &phrase, &base);
        }
        if let Some(several) = self.several_states(w, &phrase, &base) {
            return several;
        }
        if let Some(a) = self.leadership(w, &base) {
            return vec![a];
        }
        let meant =
            self.occupant(w, &base).or_else(|| self.called(w, &base)).or_else(|| self.counterpart(w, &phrase, &base));
        if let Some(a) = meant.or_else(|| self.the_body(w, &base)) {
            return vec![a];
        }
        // A person with a title: "Iranian Foreign Minister N", "N, Iran's foreign minister".
        let office = self.is_office_alone(w, &phrase);
        // Who has a title before the name is a person, whatever kind of name it looks like.
        let person = s.kind(w) == Some(Kind::Person) || s.child(w, &["nmod:desc"]).is_some();
        // "Kurds" are several.
        let people = s.word(w).xpos == "NNPS" && self.role_of(w, &phrase).is_some();
        if person && s.word(w).upos == "PROPN" && !office && !people {
            base.name = Some(self.bare_name(w, &phrase));
            return vec![self.person(w, &phrase, base)];
        }
        if let Some(role) = self.role_of(w, &phrase) {
            let role = self.heading(w, &phrase, role);
            self.apply_role(&mut base, role, span.of(s.text));
            // The pope is no American's for being born there.
            base.country = role.role.and_then(|r| self.lexicon.state_of(r, false)).map(str::to_string);
            self.place(w, &phrase, &mut base);
            self.serves(w, &mut base);
            self.body_of_task(w, &mut base);
            // "The WHO's Norwegian chief" heads it for all.
            let heads = matches!(base.role.as_deref(), Some("leader" | "president" | "chairman"));
            if heads && base.id.as_deref().is_some_and(|id| self.lexicon.is_of_states(id)) {
                base.country = None;
            }
            // "BC Hydro's president" is no head of state.
            let of_a_name = phrase
                .iter()
                .chain(s.children(w))
                .any(|&p| p != w && s.is(p, &["nmod", "compound"]) && s.word(p).upos == "PROPN");
            if base.country.is_none() && base.id.is_none() && of_a_name && base.sector.as_deref() == Some("GOV") {
                (base.sector, base.sectors) = (None, Vec::new());
                return vec![base];
            }
            if base.country.is_none() && base.id.is_none() && ANYBODY.contains(&s.lemma(w).as_str()) {
                return Vec::new();
            }
            if base.country.is_none() && base.id.is_none() && role.role.is_some() {
                self.country_of_context(w, &mut base);
            }
            // A firm has a chief executive, and so has Hong Kong.
            if base.role.as_deref() == Some("chief_executive") && base.country.is_some() && base.id.is_none() {
                (base.sector, base.sectors) = (None, Vec::new());
            }
            if matches!(base.role.as_deref(), Some("leader" | "chief_executive"))
                && base.sector.is_none()
                && base.country.is_some()
            {
                self.sector(&mut base, Some("GOV"));
            }
            let local = role.role.is_none_or(|r| LOCAL_TOO.contains(&r)) && !self.is_of_many(&phrase);
            if base.country.is_none() && base.id.is_none() && local {
                base.country = self.where_they_are(w, base.sector.as_deref()).map(str::to_string);
            }
            // In a text on one state, its lawmakers, judges, parties and unions are meant.
            let home = matches!(base.sector.as_deref(), Some("LEG" | "JUD" | "COP" | "PTY" | "OPP" | "LAB" | "GOV"));
            let home = home && !self.is_abroad(&phrase);
            if base.country.is_none() && base.id.is_none() && home {
                base.country = self.main_state.map(str::to_string);
            }
            if base.country.is_none() && base.id.is_none() {
                base.country = role.role.and_then(|r| self.lexicon.state_of(r, true)).map(str::to_string);
            }
            match self.named_after(w) {
                Some(name) => {
                    let known = self.one(name).into_iter().next().unwrap_or_default();
                    base.country = base.country.or(known.country);
                    base.name = known.name.or_else(|| Some(self.clean(s.span(&s.phrase(name)).of(s.text))));
                }
                None => self.name_holder(w, &mut base),
            }
            return vec![base];
        }
        match (s.kind(w), s.word(w).upos) {
            (Some(Kind::Organisation), _) | (Some(Kind::Person), "NOUN" | "PROPN") => {
                if let Some(name) = self.named_after(w) {
                    base.name = Some(self.clean(s.span(&s.phrase(name)).of(s.text)));
                }
                // Where something lies does not make it a state's: "a bank in Zurich".
                self.belonging(w, &phrase, &mut base, s.word(w).upos == "PROPN");
                let nobody = base.country.is_none() && base.id.is_none() && ANYBODY.contains(&s.lemma(w).as_str());
                if nobody { Vec::new() } else { vec![base] }
            }
            (Some(Kind::Place), "PROPN") => {
                self.place(w, &phrase, &mut base);
                if base.country.is_some() { vec![base] } else { Vec::new() }
            }
            _ => Vec::new(),
        }
    }

    /// A term of the lexicon that covers the head word.
    fn by_term(&self, w: usize, phrase: &[usize], base: &Actor) -> Option<Vec<Actor>> {
        // "Comrade Brezhnev", the title being the head.
        let named = |c: &usize| *c == w + 1 && self.syntax.is(*c, &["flat"]) && self.is_title(w);
        let at = self.syntax.children(w).iter().copied().find(named).unwrap_or(w);
        let (first, last, entries) = self.terms.get(&at)?;
        let covered = self.syntax.span(&(*first..=*last).collect::<Vec<_>>());
        // A name inside a longer name ("China Daily", "Russia Today") is not the state.
        if self.syntax.word(w).upos == "PROPN"
            && phrase.iter().any(|&p| p > *last && self.syntax.word(p).upos == "PROPN" && self.syntax.is(p, &["flat"]))
            && !matches!(entries.first(), Some(Entry::Persons(_)))
        {
            return None;
        }
        let mut a = Actor { name: Some(self.clean(covered.of(self.syntax.text))), ..base.clone() };
        // Mark Cuban is no Cuban.
        let word = self.syntax.form(w);
        if self.syntax.kind(w) == Some(Kind::Person) && self.persons.contains_key(word) && self.terms_are_states(word) {
            return Some(vec![Actor { mention: base.mention, ..self.persons[word].clone() }]);
        }
        for e in entries {
            match e {
                Entry::Country { iso3, kind, term, sector } if term.holds(self.day) || self.day.is_none() => {
                    a.country = Some(iso3.to_string());
                    // "Statistics Canada" is of the state, and not the state.
                    if *kind == "name" && self.is_end_of_body(w, *first, phrase) {
                        return Some(vec![Actor { country: a.country, ..base.clone() }]);
                    }
                    let seat = matches!(*kind, "capital" | "seat").then_some("GOV");
                    self.sector(&mut a, sector.or(seat));
                    // "Ethnic Albanians in Serbia" are not Albania's.
                    if matches!(*kind, "people" | "adjective")
                        && phrase.iter().any(|&p| self.syntax.lemma(p) == "ethnic")
                    {
                        a.country = self.other_state(w, iso3);
                        self.sector(&mut a, Some("CVL"));
                    }
                    return Some(vec![a]);
                }
                // "The Baltic states" are no body, but its members.
                Entry::Body { id, sector: "", .. } => {
                    return Some(self.expand(id, &self.lexicon.members(id, self.day), base.mention));
                }
                // "Conservatives" are Britain's where the text has something of Britain.
                Entry::Body { sector: "PTY", country: Some(iso3), ambiguous: true, .. } if !self.is_about(iso3) => {
                    self.sector(&mut a, Some("PTY"));
                    return Some(vec![a]);
                }
                Entry::Body { id, sector, country, ambiguous } if !ambiguous || self.syntax.word(w).upos == "PROPN" => {
                    a.id = Some(id.to_string());
                    a.country = country.map(str::to_string);
                    self.sector(&mut a, Some(sector));
                    return Some(vec![a]);
                }
                Entry::Persons(list) if self.syntax.kind(w) != Some(Kind::Place) => {
                    let full = list.iter().any(|h| h.full);
                    let name = covered.of(self.syntax.text);
                    // Mayor Philippe Roy is no King Philippe.
                    let other_family = |&p: &usize| {
                        p == *last + 1
                            && self.syntax.is(p, &["flat"])
                            && self.syntax.word(p).upos == "PROPN"
                            && !list.iter().any(|h| h.name.split(' ').any(|n| n == self.syntax.form(p)))
                    };
                    if first == last && phrase.iter().any(other_family) {
                        continue;
                    }
                    if !full && self.has_other_given_name(*first, phrase, list) {
                        continue;
                    }
                    if !full && let Some(known) = self.persons.get(name) {
                        return Some(vec![Actor { mention: base.mention, ..known.clone() }]);
                    }
                    if let Some(h) = self.pick(list, full) {
                        let mut stated = base.clone();
                        self.titles(w, &mut stated);
                        self.hold(&mut a, h);
                        // What the text says of the office and state stands before what we know.
                        if stated.country.is_some() && stated.country != a.country && !full {
                            return Some(vec![Actor { name: a.name, ..stated }]);
                        }
                        return Some(vec![a]);
                    }
                }
                _ => {}
            }
        }
        None
    }

    /// A state's name that ends the name of a body, which begins before it.
    fn is_end_of_body(&self, w: usize, first: usize, phrase: &[usize]) -> bool {
        let s = self.syntax;
        let before = first.checked_sub(1).filter(|b| phrase.contains(b) && s.word(*b).upos == "PROPN");
        s.kind(w) == Some(Kind::Organisation)
            && before.is_some_and(|b| s.is(b, &["compound"]) && !self.terms.contains_key(&b) && !self.is_title(b))
    }

    fn inside_name(&self, w: usize) -> bool {
        self.syntax.is(w, &["flat", "compound"])
    }

    fn clean(&self, s: &str) -> String {
        s.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}
