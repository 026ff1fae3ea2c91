//! Persons: names in office by date, titles and appositions, family names after a full mention.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::lexicon::Holder;
use super::{Entry, Resolver, STATES};
use crate::coding::syntax::Syntax;
use crate::parse::Kind;
use crate::record::Actor;

/// Offices that private bodies have as well as states.
pub(super) const PRIVATE_TOO: [&str; 6] =
    ["president", "vice_president", "presidential_adviser", "director", "chairman", "leader"];
const COURTESY: [&str; 4] = ["Mr", "Mrs", "Ms", "Miss"];
/// Titles that no list of offices has.
const TITLES: [&str; 18] = [
    "Adm", "Capt", "Col", "Comrade", "Dame", "Dr", "Gen", "Gov", "Lady", "Lord", "Lt", "Maj", "Prof", "Rep", "Rev",
    "Sen", "Sgt", "Sir",
];
/// Titles of members of parliament.
const LAWMAKERS: [&str; 4] = ["Rep.", "Reps.", "Sen.", "Sens."];
/// Ranks, of heads of state too.
const RANKS: [&str; 7] = ["Admiral", "Captain", "Colonel", "Field", "General", "Major", "Marshal"];
/// So many of one family name are told apart.
const NAMESAKES: usize = 12;
/// So often a family name stands alone for somebody whom all know.
const TIME_AND_AGAIN: usize = 3;
/// Years after which nobody is meant by an office that he held and his family name.
const LONG_AGO: i16 = 30;
/// Words for one who held the office last, till lately.
const OUSTED: [&str; 4] = ["ousted", "deposed", "overthrown", "toppled"];
/// What has its head from the state, beside the words for a state.
const OF_A_STATE: [&str; 9] =
    ["army", "bank", "cabinet", "federation", "force", "government", "junta", "military", "state"];
/// Words that say that somebody does not hold the office, or not yet.
const NOT_IN_OFFICE: [&str; 12] = [
    "former",
    "ex",
    "elect",
    "designate",
    "incoming",
    "future",
    "next",
    "candidate",
    "deputy",
    "rival",
    "late",
    "would",
];

/// What one is before he has an office.
const NO_OFFICE: [&str; 4] =
    ["democratic_nominee", "democratic_running_mate", "republican_nominee", "republican_running_mate"];

/// Whether two mentions are of one actor: of one code or body, and not two persons.
pub fn same(s: &Syntax, a: &Actor, b: &Actor) -> bool {
    a.same_as(b) && !are_two(s, a, b)
}

/// Whether two actors are two persons, whatever they have in common: Trump and Clinton are both of an American party. Their names share no word.
fn are_two(s: &Syntax, a: &Actor, b: &Actor) -> bool {
    let person = |x: &Actor| {
        let head = x.mention.and_then(|m| s.head_of(m));
        head.is_some_and(|w| s.kind(w) == Some(Kind::Person) && s.word(w).upos == "PROPN" || s.word(w).upos == "PRON")
    };
    let words = |x: &Actor| -> Vec<String> {
        let name = x.name.as_deref().unwrap_or_default().to_lowercase();
        name.split_whitespace().map(str::to_string).collect()
    };
    let (x, y) = (words(a), words(b));
    person(a) && person(b) && !x.is_empty() && !y.is_empty() && !x.iter().any(|w| y.contains(w))
}

impl Resolver<'_> {
    /// The person meant by a name on the document's day: in office if one is, else the last who was.
    pub(super) fn pick<'h>(&self, list: &'h [Holder], full: bool) -> Option<&'h Holder> {
        // Who heads both party and state acts for the state.
        let in_office = || list.iter().filter(|h| self.day.is_some() && h.term.holds(self.day));
        let held = in_office().find(|h| h.sector == "GOV").or_else(|| in_office().next());
        if held.is_some() || (!full && self.day.is_some()) {
            return held;
        }
        let one = list.iter().all(|h| h.name == list[0].name);
        if !full && !one {
            return None;
        }
        // The last who was in office before the day, else the first who would be.
        let before = |h: &&Holder| self.day.is_some_and(|d| h.term.until.is_some_and(|u| u < d));
        let last = list.iter().filter(before).max_by_key(|h| (h.term.until, h.sector == "GOV"));
        match self.day {
            Some(_) => last.or_else(|| list.iter().min_by_key(|h| h.term.from)),
            None => list.iter().max_by_key(|h| (h.term.until.is_none(), h.term.until, h.sector == "GOV")),
        }
    }

    /// A title that goes before names.
    pub(super) fn is_title(&self, w: usize) -> bool {
        let word = self.syntax.form(w).trim_end_matches('.');
        COURTESY.contains(&word) || TITLES.contains(&word) || RANKS.contains(&word)
    }

    /// Before the family name stands a name that none of them has: "Adam Palmer" is no Geoffrey Palmer.
    pub(super) fn has_other_given_name(&self, family: usize, phrase: &[usize], list: &[Holder]) -> bool {
        let s = self.syntax;
        let before = family.checked_sub(1).filter(|b| phrase.contains(b) && s.word(*b).upos == "PROPN");
        before.is_some_and(|b| {
            let word = s.form(b).trim_end_matches('.');
            let title = self.is_title(b) || self.lexicon.role(&word.to_lowercase()).is_some();
            let states = self.terms.contains_key(&b);
            let initial = word.chars().count() == 1;
            !title && !states && !initial && !list.iter().any(|h| h.name.split(' ').any(|n| n == word))
        })
    }

    pub(super) fn hold(&self, a: &mut Actor, h: &Holder) {
        a.name = Some(h.name.to_string());
        a.country = h.country.or_else(|| self.lexicon.body_country(h.org?)).map(str::to_string);
        a.id = h.org.map(str::to_string);
        let in_office = self.day.is_none() || h.term.holds(self.day);
        if in_office {
            a.role = h.office.map(|o| o.replace(' ', "_"));
            self.sector(a, Some(h.sector));
        } else if h.sector == "PTY" {
            // Who ran for an office stays a politician.
            self.sector(a, Some("PTY"));
        } else if h.sector == "GOV" && h.term.until.is_some_and(|u| self.day.is_some_and(|d| u < d)) {
            // Who ran for an office, or is yet to hold it, is no former official.
            a.role = h.office.map(|o| o.replace(' ', "_"));
            self.sector(a, Some("ELI"));
        }
    }

    pub(super) fn person(&self, w: usize, phrase: &[usize], mut base: Actor) -> Actor {
        let family = phrase
            .iter()
            .rev()
            .map(|&p| self.syntax.form(p))
            .find(|f| f.chars().next().is_some_and(char::is_uppercase));
        self.titles(w, &mut base);
        if base.country.is_none()
            && let (Some(role), Some(f)) = (&base.role, family)
        {
            // "President Bush": all presidents of that name are of one state.
            let lately =
                |h: &&Holder| self.day.is_none_or(|d| h.term.until.is_none_or(|u| d.year() - u.year() <= LONG_AGO));
            let mut held = self.lexicon.holders_named(&role.replace('_', " "), f);
            held.retain(lately);
            let now: Vec<_> = held.iter().filter(|h| self.day.is_some() && h.term.holds(self.day)).collect();
            let state = |h: &Holder| h.country;
            match (&now[..], held.first()) {
                ([one], _) => {
                    base.country = one.country.map(str::to_string);
                    base.name = Some(one.name.to_string());
                }
                (_, Some(first)) if held.iter().all(|h| state(h) == state(first)) => {
                    base.country = first.country.map(str::to_string)
                }
                _ => {}
            }
        }
        self.lawmaker(w, phrase, &mut base);
        if base.country.is_none()
            && base.sector.is_none()
            && let Some(known) = family.and_then(|f| self.persons.get(f))
        {
            return Actor { mention: base.mention, ..known.clone() };
        }
        base
    }

    /// "Sen. N", "N (D-Ore.)": members of parliament, and of what party they are in the USA.
    fn lawmaker(&self, w: usize, phrase: &[usize], a: &mut Actor) {
        let s = self.syntax;
        let titled = phrase.iter().any(|&p| p < w && LAWMAKERS.contains(&s.form(p)))
            || s.children(w).iter().any(|&p| p < w && LAWMAKERS.contains(&s.form(p)));
        let last = s.children(w).iter().copied().filter(|&c| s.is(c, &["flat"])).max().map_or(w, |c| c.max(w));
        let behind = s.text[s.word(last).span.end..].trim_start();
        let american = ["(D-", "(R-", "(I-", "(D)", "(R)"].iter().any(|party| behind.starts_with(party));
        if !titled && !american {
            return;
        }
        if a.country.is_none() {
            a.country = if american { Some("USA".to_string()) } else { self.main_state.map(str::to_string) };
        }
        if a.sector.is_none() {
            self.sector(a, Some(if titled { "LEG" } else { "PTY" }));
        }
    }

    /// Office and state from the words around a name: title before it, apposition behind it.
    pub(super) fn titles(&self, w: usize, a: &mut Actor) {
        let s = self.syntax;
        let phrase = s.phrase(w);
        // A name alone ("Shah") is no title.
        let said = s.span(&phrase);
        // Nor is "Mr. King".
        let courtesy = phrase.iter().any(|&p| COURTESY.contains(&s.form(p).trim_end_matches('.')));
        if a.sector.is_none()
            && !courtesy
            && (phrase.len() > 1 || s.form(w).starts_with(char::is_lowercase))
            && let Some(role) = self.role_of(w, &phrase)
        {
            self.apply_role(a, role, said.of(s.text));
        }
        for &c in s.children(w).iter().filter(|&&c| {
            s.is(c, &["appos", "nmod", "compound", "flat", "amod", "acl", "parataxis"]) && !s.is(c, &["nmod:poss"])
        }) {
            if s.case(c).is_some() && !s.is(c, &["appos"]) {
                continue;
            }
            // The "King" of "Larry King" is a name.
            if c > w && s.is(c, &["flat"]) {
                continue;
            }
            // "Police" and "Chief" both hang from "Adam Palmer".
            let words =
                if c < w && s.is(c, &["compound"]) && phrase.contains(&c) { phrase.clone() } else { s.phrase(c) };
            if let Some(role) = self.role_of(c, &words) {
                let before = (a.sector.clone(), a.sectors.clone(), a.role.clone());
                if a.sector.is_none() || a.role.is_none() {
                    self.apply_role(a, role, s.span(&words).of(s.text));
                }
                self.place(c, &words, a);
                // "President of the climate division" holds no public office.
                let of_something = s.children(c).iter().any(|&x| {
                    let of = s.is(x, &["nmod"])
                        && s.case(x).is_some_and(|p| matches!(p.as_str(), "of" | "at" | "for" | "with"));
                    let whose = s.is(x, &["nmod:poss", "compound"]) && s.word(x).upos == "PROPN";
                    (of || whose) && !self.terms.contains_key(&x)
                });
                let state = || phrase.iter().any(|&p| self.state_named(p).is_some());
                let nowhere = a.country.is_none() && !state() || role.role.is_some_and(|r| PRIVATE_TOO.contains(&r));
                if of_something && role.role.is_some() && nowhere && a.id.is_none() {
                    (a.sector, a.sectors, a.role) = before;
                }
            }
        }
        self.place(w, &phrase, a);
    }

    /// A person's name without title, state and adjectives before it: "Amina Mohamed" of "Kenyan minister Amina Mohamed".
    pub(super) fn bare_name(&self, w: usize, phrase: &[usize]) -> String {
        let s = self.syntax;
        let office = |p: usize| p < w && self.lexicon.role(&s.form(p).to_lowercase()).is_some();
        let title = |p: usize| s.child(w, &["nmod:desc"]).is_some_and(|t| p == t || s.phrase(t).contains(&p));
        let name = |p: usize| s.word(p).upos == "PROPN" && !title(p) && !office(p) && !self.terms.contains_key(&p);
        let first = phrase.iter().position(|&p| p == w || name(p)).unwrap_or(0);
        let name = s.span(&phrase[first..]).of(s.text);
        // "N (D-Ore.)".
        self.clean(name.split_once(" (").map_or(name, |(name, _)| name))
    }

    /// The person's name behind a title: "foreign minister **Ehud** Barak".
    pub(super) fn named_after(&self, w: usize) -> Option<usize> {
        let s = self.syntax;
        let named = |c: usize| c > w && s.is(c, &["flat", "appos"]) && s.word(c).upos == "PROPN";
        let known = |c: usize| {
            let entries = self.terms.get(&c).map(|(_, _, e)| &e[..]).unwrap_or_default();
            matches!(entries.first(), Some(Entry::Persons(_)))
        };
        // "Lucy's father Ian Lau", "the school newspaper The Battalion": a name right behind the noun.
        let behind = |c: usize| {
            matches!(s.kind(w), Some(Kind::Person | Kind::Organisation))
                && (w + 1..c).all(|k| matches!(s.word(k).upos, "DET" | "PROPN"))
        };
        s.children(w).iter().copied().find(|&c| named(c) && (s.kind(c) == Some(Kind::Person) || known(c) || behind(c)))
    }

    /// The name of who held the office on the day, where the text gives only the office; "a minister" is none in particular.
    pub(super) fn name_holder(&self, w: usize, a: &mut Actor) {
        let s = self.syntax;
        let any = |c: &usize| s.is(*c, &["det"]) && !matches!(s.lemma(*c).as_str(), "the" | "this" | "that");
        if matches!(s.word(w).xpos, "NNS" | "NNPS") || s.children(w).iter().any(any) {
            return;
        }
        let (Some(place), Some(role)) = (a.id.as_ref().or(a.country.as_ref()), &a.role) else { return };
        // A delegate or member is not its head.
        if role == "representative" && !matches!(s.lemma(w).as_str(), "director" | "chair" | "chairman" | "head") {
            return;
        }
        let said = a.name.as_deref().unwrap_or("").to_lowercase();
        // A deputy prime minister holds that office.
        let says = |list: &[&str]| said.split([' ', '-']).any(|w| list.contains(&w) && !role.starts_with(w));
        if let Some((region, country)) = self.region_of_office(w).zip(a.country.as_ref()) {
            let seat = self
                .terms
                .get(&region)
                .is_some_and(|(_, _, e)| e.iter().any(|e| matches!(e, Entry::Country { kind: "capital", .. })));
            let holder = self.regional_holder(region, country, role);
            if holder.is_some() || !seat {
                a.name = holder.map(|h| h.name.to_string()).or(a.name.take());
                return;
            }
        }
        if !self.whose_office(w, role) {
            return;
        }
        let holder = if says(&OUSTED) {
            self.lexicon.last_holder(place, role, self.day)
        } else if let Some(h) = says(&["acting"]).then(|| self.acting(place, role)).flatten() {
            Some(h)
        } else if let Some(office) = self.speaks_for(w, role) {
            self.lexicon.holder(place, office, self.day)
        } else if a.sector.as_deref() == Some("ELI") || says(&NOT_IN_OFFICE) && !NO_OFFICE.contains(&role.as_str()) {
            None
        } else if let ("ambassador" | "envoy", Some(body), Some(state)) = (role.as_str(), &a.id, &a.country) {
            self.lexicon.holder(state, &format!("ambassador_to_{body}"), self.day)
        } else {
            // Who heads a state's secret service is in the list of that state.
            let service = a.country.as_ref().filter(|_| a.sector.as_deref() == Some("SPY") && role == "leader");
            // And the director of the FBI is the state's.
            let office = a.id.as_ref().map_or("intelligence_chief".to_string(), |id| format!("{id} director"));
            let of_state = || {
                let state =
                    service.or(a.country.as_ref().filter(|_| matches!(role.as_str(), "leader" | "representative")))?;
                let own = self.lexicon.holder(state, &office, self.day);
                own.or_else(|| self.lexicon.holder(service?, "intelligence_chief", self.day))
            };
            // A minister of those who rule a state is the state's.
            let ruled =
                || self.lexicon.holder(a.country.as_ref().filter(|_| role.ends_with("_minister"))?, role, self.day);
            self.lexicon.holder(place, role, self.day).or_else(of_state).or_else(ruled)
        };
        if let Some(h) = holder {
            a.name = Some(h.name.to_string());
        }
    }

    /// Who acts in an office that nobody holds.
    fn acting(&self, place: &str, role: &str) -> Option<&Holder> {
        self.lexicon.holder(place, &format!("acting_{role}"), self.day)
    }

    /// The region or city that has the office: in "the Chechen president", "London's mayor", "Washington state's governor".
    fn region_of_office(&self, w: usize) -> Option<usize> {
        let s = self.syntax;
        let region = |p: &usize| {
            let of = |e: &Entry| matches!(e, Entry::Country { kind: "region" | "city" | "capital", .. });
            let states = self.terms.get(p).map(|(_, _, e)| e);
            states.is_some_and(|e| e.iter().any(|e| of(e)) && e.iter().all(|e| of(e) || matches!(e, Entry::Persons(_))))
                || self.people_of_region(*p).is_some()
        };
        let named = |c: usize| {
            let kind = matches!(s.form(c), "state" | "city" | "province" | "region");
            kind.then(|| s.child(c, &["compound", "amod", "nmod"]).filter(region)).flatten()
        };
        self.owners(w).find_map(|c| Some(c).filter(region).or_else(|| named(c)))
    }

    /// What a noun is of, by possessive, "of" or "for", or before it.
    fn owners(&self, w: usize) -> impl Iterator<Item = usize> {
        let s = self.syntax;
        s.children(w).iter().copied().filter(move |&c| {
            s.word(c).upos != "PART"
                && s.is(c, &["nmod", "compound", "amod", "nmod:poss"])
                && s.case(c).is_none_or(|p| p == "of" || p == "for")
        })
    }

    /// Whether a state or body itself has the office: not in "the chief of the US Central Command".
    fn whose_office(&self, w: usize, role: &str) -> bool {
        let s = self.syntax;
        if !matches!(role, "leader" | "president" | "prime_minister" | "head_of_state" | "head_of_government") {
            return true;
        }
        let beside = |c: usize| {
            let its = s.lemma(c) == "its";
            its || self.terms.contains_key(&c)
                || self.the_country(c).is_some()
                || s.is(c, &["nmod:poss"]) && self.one(c).iter().any(|x| x.country.is_some() || x.id.is_some())
                || STATES.iter().chain(&OF_A_STATE).any(|x| *x == s.lemma(c))
        };
        // The head of the Russian church is none of Russia's.
        let private = |c: usize| {
            let sector = self.role_of(c, &s.phrase(c)).and_then(|r| r.sector);
            s.is(c, &["nmod", "nmod:poss"])
                && sector.is_some_and(|x| matches!(x, "REL" | "EDU" | "BUS" | "JRN" | "MED" | "LAB"))
        };
        if self.owners(w).any(private) {
            return false;
        }
        self.owners(w).all(|c| !s.is(c, &["nmod"]) || beside(c))
    }

    /// A family name that stands alone time and again before anybody of that name is named in full is that of somebody whom all know: the "Trump"
    /// before "Ivanka Trump".
    fn is_another(&self, first: &[usize], named: &[(Actor, usize)]) -> bool {
        let s = self.syntax;
        let alone =
            |&&w: &&usize| !s.is(w, &["flat"]) && !s.phrase(w).iter().any(|&p| p != w && s.word(p).upos == "PROPN");
        let before = first.iter().take_while(alone).nth(TIME_AND_AGAIN - 1);
        let entries = before.and_then(|w| self.terms.get(w));
        let Some(Entry::Persons(list)) = entries.and_then(|(_, _, e)| e.first()) else { return false };
        self.pick(list, false).is_some_and(|h| named.iter().all(|(x, _)| x.name.as_deref() != Some(h.name)))
    }

    pub(super) fn introduce_persons(&mut self) {
        let s = self.syntax;
        let mut named: BTreeMap<String, Vec<(Actor, usize)>> = BTreeMap::new();
        // The first places of each name.
        let mut first: HashMap<&str, Vec<usize>> = HashMap::new();
        for w in (0..s.word_count()).filter(|&w| s.word(w).upos == "PROPN") {
            let places = first.entry(s.form(w)).or_default();
            if places.len() < TIME_AND_AGAIN {
                places.push(w);
            }
        }
        for w in 0..s.word_count() {
            if s.kind(w) != Some(Kind::Person) || s.word(w).upos != "PROPN" || self.inside_name(w) {
                continue;
            }
            let phrase = s.phrase(w);
            let mut names: Vec<&str> =
                phrase.iter().filter(|&&p| s.word(p).upos == "PROPN").map(|&p| s.form(p)).collect();
            names.dedup();
            if names.len() < 2 {
                continue;
            }
            let a = self.one(w);
            let [a] = &a[..] else { continue };
            // "Xi Jinping" is "Xi" later, "Vladimir Putin" is "Putin": keep both ends of a bare name.
            let own = |p: usize| p == w || s.is(p, &["flat"]) && s.children(w).contains(&p);
            let bare: Vec<&str> = phrase.iter().filter(|&&p| own(p)).map(|&p| s.form(p)).collect();
            for key in bare.first().into_iter().chain(bare.last()) {
                if key.chars().count() > 1 && (*key != bare[0] || !self.terms_are_states(key)) {
                    let known = named.entry(key.to_string()).or_default();
                    let first = |x: &Actor| x.name.as_deref().and_then(|n| n.split(' ').next()).map(str::to_string);
                    let few = known.len() < NAMESAKES;
                    match known.iter_mut().find(|(x, _)| x.name == a.name || first(x) == first(a)) {
                        Some((_, often)) => *often += 1,
                        None if few => known.push((a.clone(), 1)),
                        None => {}
                    }
                }
            }
        }
        // Of two of one family name who is of a state known is meant before his wife, who holds or seeks an office before who held one, and then
        // who is named more often in full; else it stays open, but for what they share.
        let rank = |(a, often): &(Actor, usize)| {
            let former = a.sector.as_deref().is_none_or(|s| s == "ELI");
            (a.country.is_some(), a.country.is_some() && !former, *often)
        };
        let mut left: HashSet<String> = HashSet::new();
        for (key, known) in named {
            if first.get(&key[..]).is_some_and(|first| self.is_another(first, &known)) {
                left.insert(key);
                continue;
            }
            let most = known.iter().map(rank).max();
            let mut often = known.iter().filter(|k| Some(rank(k)) == most);
            let one = often.next().filter(|_| often.next().is_none());
            let shared = known[0].0.country.clone().filter(|c| known.iter().all(|k| k.0.country.as_ref() == Some(c)));
            let open = || Actor { country: shared, name: Some(key.clone()), ..Actor::default() };
            let meant = one.map_or_else(open, |k| k.0.clone());
            self.persons.insert(key, meant);
        }
        // "Hillary Clinton aide Cheryl Mills": who is named within another's name is "Clinton" later, if nobody else is.
        for w in 0..s.word_count() {
            let Some((first, last, entries)) = self.terms.get(&w) else { continue };
            if let Some(Entry::Persons(list)) = entries.first()
                && *last == w
                && first < last
                && let Some(h) = list.iter().any(|h| h.full).then(|| self.pick(list, true)).flatten()
                && !self.persons.contains_key(s.form(w))
                && !left.contains(s.form(w))
            {
                let mut a = Actor::default();
                self.hold(&mut a, h);
                self.persons.insert(s.form(w).to_string(), a);
            }
        }
        self.known.borrow_mut().clear();
    }

    pub(super) fn terms_are_states(&self, word: &str) -> bool {
        self.lexicon.at(word, 0).is_some_and(|(_, e)| e.iter().any(|e| !matches!(e, Entry::Persons(_))))
    }
}
