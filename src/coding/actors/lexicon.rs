//! The lexicons of actors, read once: names of states, bodies, persons in office, titles, common nouns.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use jiff::civil::Date;
use sha2::{Digest, Sha256};

use super::additions::{LexiconError, OWN, faults};
use crate::coding::dates::Hemisphere;
use crate::coding::places::gazetteer::{Extent, PLACES, Place, REGIONS, fold, header};
use crate::record::hex;

/// What a term stands for.
#[derive(Debug, Clone, PartialEq)]
pub enum Entry {
    /// A state, by name, people, adjective, capital, seat.
    Country {
        /// ISO 3166-1 alpha-3.
        iso3: &'static str,
        /// `name`, `adjective`, `people`, `capital`, `seat`, `region` or `city`.
        kind: &'static str,
        /// When the term holds.
        term: Term,
        /// Sector where a seat says more than the country.
        sector: Option<&'static str>,
    },
    /// A body, party, company, armed group, medium.
    Body {
        /// Our short id.
        id: &'static str,
        /// PLOVER sector.
        sector: &'static str,
        /// Country, if it is of one.
        country: Option<&'static str>,
        /// The term alone does not tell which body it is.
        ambiguous: bool,
    },
    /// Persons of this name, each with an office.
    Persons(Vec<Holder>),
}

/// Days between which something holds; open where none is known.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Term {
    /// First day.
    pub from: Option<Date>,
    /// Last day.
    pub until: Option<Date>,
}

impl Term {
    /// The day lies inside. An unknown day lies in what has no end.
    pub fn holds(&self, day: Option<Date>) -> bool {
        match day {
            Some(d) => self.from.is_none_or(|f| f <= d) && self.until.is_none_or(|u| d <= u),
            None => self.until.is_none(),
        }
    }
}

/// A person in an office.
#[derive(Debug, Clone, PartialEq)]
pub struct Holder {
    /// Full name.
    pub name: &'static str,
    /// Country, or none for the head of a body.
    pub country: Option<&'static str>,
    /// The body headed.
    pub org: Option<&'static str>,
    /// The office.
    pub office: Option<&'static str>,
    /// Sector while in office.
    pub sector: &'static str,
    /// When in office.
    pub term: Term,
    /// The name is more than a family name.
    pub full: bool,
}

/// A title or a common noun that stands for an actor.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Role {
    /// Sector; none takes that of the body.
    pub sector: Option<&'static str>,
    /// A sector that it has as well: a ministry of justice is also JUD.
    pub second: Option<&'static str>,
    /// Name of the role; none for common nouns.
    pub role: Option<&'static str>,
}

/// All of it.
pub struct Lexicon {
    terms: HashMap<&'static str, Vec<(&'static str, Entry)>>,
    roles: HashMap<&'static str, Role>,
    members: HashMap<&'static str, Vec<(&'static str, Term)>>,
    /// By country (or body), then office.
    holders: HashMap<&'static str, HashMap<&'static str, Vec<Holder>>>,
    countries: HashMap<&'static str, &'static str>,
    /// Countries of bodies.
    bodies: HashMap<&'static str, &'static str>,
    /// The office that leads a state.
    heads: HashMap<&'static str, &'static str>,
    hemispheres: HashMap<&'static str, Hemisphere>,
    /// The offices that answer to a role, by rank; `HEAD` is the one that leads the state.
    posts: HashMap<&'static str, Vec<&'static str>>,
    /// The state of a role, the only or (true) the usual one.
    states: HashMap<(&'static str, bool), &'static str>,
    pronouns: HashMap<&'static str, &'static str>,
    /// A user's places, by folded name.
    places: HashMap<String, Vec<Place>>,
    /// Short hash of the files.
    pub version: String,
}

pub(super) const COUNTRIES: &str = include_str!("../../../lexicons/countries.tsv");
const TERMS: &str = include_str!("../../../lexicons/country_terms.tsv");
const BODIES: &str = include_str!("../../../lexicons/organisations.tsv");
const MEMBERS: &str = include_str!("../../../lexicons/members.tsv");
const LEADERS: &str = include_str!("../../../lexicons/leaders.tsv");
const OFFICES: &str = include_str!("../../../lexicons/offices.tsv");
const POSTS: &str = include_str!("../../../lexicons/posts.tsv");
const AGENTS: &str = include_str!("../../../lexicons/agents.tsv");
const GIVEN_NAMES: &str = include_str!("../../../lexicons/given_names.tsv");
// Read elsewhere; here only for the version.
const CUES: &str = include_str!("../../../lexicons/cues.tsv");
const IRREGULAR: &str = include_str!("../../../lexicons/irregular_forms.tsv");

/// The lexicon that the binary carries, read on first use.
pub fn lexicon() -> &'static Lexicon {
    static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::read(&HashMap::new()));
    &LEXICON
}

impl Lexicon {
    /// The lexicon of the binary with a user's files: name and text of each. They are kept to the end of the program.
    ///
    /// A row adds; one whose term (phrase, lemma, name of a place) the binary's file of that name has too takes its place; who
    /// holds an office from a day ends the term of who held it.
    ///
    /// # Errors
    /// All lines that are wrong.
    pub fn with(files: &[(String, String)]) -> Result<Lexicon, Vec<LexiconError>> {
        let faults: Vec<LexiconError> = files.iter().flat_map(|(name, text)| faults(name, text)).collect();
        if !faults.is_empty() {
            return Err(faults);
        }
        let kept = |(name, text): &(String, String)| {
            let known = OWN.iter().find(|(file, ..)| file == name)?;
            Some((known.0, &*text.clone().leak()))
        };
        Ok(Lexicon::read(&files.iter().filter_map(kept).collect()))
    }

    fn read(own: &HashMap<&'static str, &'static str>) -> Lexicon {
        let own = |name: &str| own.get(name).copied().unwrap_or("");
        let mut hash = Sha256::new();
        let actors = [COUNTRIES, TERMS, BODIES, MEMBERS, LEADERS, OFFICES, POSTS, AGENTS, GIVEN_NAMES];
        for file in actors.into_iter().chain([CUES, IRREGULAR, REGIONS, header(PLACES)]) {
            hash.update(file);
        }
        for (name, ..) in OWN {
            hash.update(own(name));
        }
        let mut l = Lexicon {
            terms: HashMap::new(),
            roles: HashMap::new(),
            members: HashMap::new(),
            holders: HashMap::new(),
            countries: HashMap::new(),
            bodies: HashMap::new(),
            heads: HashMap::new(),
            hemispheres: HashMap::new(),
            posts: HashMap::new(),
            states: HashMap::new(),
            pronouns: rows::<2>(GIVEN_NAMES).map(|[name, pronoun]| (name, pronoun)).collect(),
            places: HashMap::new(),
            version: hex(&hash.finalize()[..6]),
        };
        for [iso3, name, _cow, _from, _until, head, hemisphere] in rows::<7>(COUNTRIES) {
            match hemisphere {
                "N" => l.hemispheres.insert(iso3, Hemisphere::North),
                "S" => l.hemispheres.insert(iso3, Hemisphere::South),
                _ => None,
            };
            l.countries.insert(iso3, name);
            l.heads.insert(iso3, head);
        }
        let mut posts: Vec<_> = rows::<5>(POSTS).collect();
        posts.sort_by_key(|[role, _, rank, ..]| (*role, rank.parse::<usize>().unwrap_or(usize::MAX)));
        for [role, office, _, only, usual] in posts {
            l.posts.entry(role).or_default().push(office);
            l.states.extend(some(only).map(|s| ((role, false), s)).or(some(usual).map(|s| ((role, true), s))));
        }
        for [term, iso3, kind, from, until, note] in both::<6>(TERMS, own("country_terms.tsv")) {
            let sector = note
                .split([' ', ';', ','])
                .next()
                .filter(|s| s.len() == 3 && s.chars().all(|c| c.is_ascii_uppercase()) && *s != "PRE");
            l.put(
                term,
                Entry::Country { iso3, kind, term: Term { from: first_day(from), until: last_day(until) }, sector },
            );
        }
        for [term, id, sector, country, note] in both::<5>(BODIES, own("organisations.tsv")) {
            l.put(term, Entry::Body { id, sector, country: some(country), ambiguous: note.contains("ambiguous") });
            l.bodies.extend(some(country).map(|c| (id, c)));
        }
        for [id, iso3, from, until] in both::<4>(MEMBERS, own("members.tsv")) {
            l.members.entry(id).or_default().push((iso3, Term { from: first_day(from), until: last_day(until) }));
        }
        let mut held: Vec<(&'static str, Holder)> = Vec::new();
        for (new, row) in rows::<10>(LEADERS).map(|r| (false, r)).chain(rows(own("leaders.tsv")).map(|r| (true, r))) {
            let [name, aliases, iso3, org, office, sector, from, until, _known, _source] = row;
            let h = Holder {
                name,
                country: some(iso3),
                org: some(org),
                office: some(office),
                sector,
                term: Term { from: first_day(from), until: last_day(until) },
                full: is_full(name),
            };
            if new {
                succeed(&mut held, &h);
            }
            held.push((aliases, h));
        }
        let mut persons: HashMap<&'static str, Vec<Holder>> = HashMap::new();
        for (aliases, h) in held {
            for alias in std::iter::once(h.name).chain(aliases.split('|')).filter(|a| !a.is_empty()) {
                persons.entry(alias).or_default().push(Holder { full: is_full(alias), ..h.clone() });
            }
            if let Some((office, whose)) = h.office.zip(h.country.or(h.org)) {
                l.holders.entry(whose).or_default().entry(office).or_default().push(h);
            }
        }
        for [name, country, region, latitude, longitude, people, id] in rows::<7>(own("places.tsv")) {
            let place = Place {
                extent: Extent::Place,
                name,
                country,
                region,
                latitude: latitude.parse().unwrap_or_default(),
                longitude: longitude.parse().unwrap_or_default(),
                people: people.parse().unwrap_or_default(),
                geonames: id.parse().ok(),
            };
            l.places.entry(fold(name)).or_default().push(place);
        }
        let mut persons: Vec<_> = persons.into_iter().collect();
        persons.sort_by_key(|p| p.0);
        for (name, list) in persons {
            l.put(name, Entry::Persons(list));
        }
        for list in l.terms.values_mut() {
            // Longest first; a state before a body before a person of the same name.
            list.sort_by_key(|(term, e)| (std::cmp::Reverse(term.len()), rank(e)));
        }
        for [lemma, plural, sector, _note] in rows::<4>(AGENTS).chain(rows(own("agents.tsv"))) {
            let role = Role { sector: some(sector).filter(|s| *s != "UNK"), second: None, role: None };
            l.roles.insert(lemma, role);
            if !plural.is_empty() {
                l.roles.insert(plural, role);
            }
        }
        for [phrase, sector, role, note] in rows::<4>(OFFICES).chain(rows(own("offices.tsv"))) {
            // "second sector JUD", or of phrases with these words alone: "attorney general: second sector JUD".
            let second = note.split("; ").find_map(|part| {
                let (words, sector) = part.split_once("second sector ")?;
                phrase.contains(words.trim_end_matches(": ")).then_some(sector)
            });
            let sector = some(sector).filter(|s| *s != "UNK");
            l.roles.insert(phrase, Role { sector, second, role: some(role) });
        }
        l
    }

    fn put(&mut self, term: &'static str, entry: Entry) {
        let first = first_token(term);
        self.terms.entry(first).or_default().push((term, entry));
    }

    /// The entries of the longest term that begins at a byte of the text and ends with a word, with its end.
    pub fn at(&self, text: &str, start: usize) -> Option<(usize, Vec<&Entry>)> {
        let rest = &text[start..];
        let list = self.terms.get(first_token(rest))?;
        let mut hit: Option<(usize, Vec<&Entry>)> = None;
        for (term, entry) in list {
            let fits = rest.starts_with(term) && !rest[term.len()..].starts_with(|c: char| c.is_alphanumeric());
            match &mut hit {
                Some((len, entries)) if fits && *len == term.len() => entries.push(entry),
                None if fits => hit = Some((term.len(), vec![entry])),
                Some(_) => {}
                None => {}
            }
        }
        hit.map(|(len, entries)| (start + len, entries))
    }

    /// A user's places of a name.
    pub fn own_places(&self, name: &str) -> &[Place] {
        self.places.get(&fold(name)).map_or(&[], Vec::as_slice)
    }

    /// A title or common noun, in lower case.
    pub fn role(&self, phrase: &str) -> Option<Role> {
        self.roles.get(phrase).copied()
    }

    /// The members of a body on a day, by ISO code.
    pub fn members(&self, id: &str, day: Option<Date>) -> Vec<&'static str> {
        let list = self.members.get(id).map_or(&[][..], Vec::as_slice);
        list.iter().filter(|(_, t)| t.holds(day)).map(|(iso3, _)| *iso3).collect()
    }

    /// Who holds the office that answers to a role in a country (or body) on a day; nobody where the day is unknown or several
    /// fit.
    pub fn holder(&self, place: &str, role: &str, day: Option<Date>) -> Option<&Holder> {
        let day = day?;
        let offices = self.holders.get(place)?;
        let named = |office: &str| {
            let office = if office == "HEAD" { self.heads.get(place)? } else { office };
            only(offices.get(office)?.iter(), day)
        };
        let posts = self.posts.get(role);
        let by_post = posts.and_then(|posts| posts.iter().find_map(|office| named(office)));
        if by_post.is_some() || posts.is_some() && self.countries.contains_key(place) {
            by_post
        } else if matches!(role, "leader" | "president" | "representative")
            || role == "commander" && !self.countries.contains_key(place)
        {
            // A body has one head, whatever the office is called there; a state has many commanders.
            let heads = offices.iter().filter(|(office, _)| !UNDER_A_HEAD.iter().any(|x| office.starts_with(x)));
            let head = HEADS_OF_BODIES.iter().find_map(|office| named(office));
            head.or_else(|| only(heads.flat_map(|(_, list)| list), day))
        } else {
            named(&role.replace('_', " "))
        }
    }

    /// Who held the office last before a day, if that was lately.
    pub fn last_holder(&self, place: &str, role: &str, day: Option<Date>) -> Option<&Holder> {
        let (day, offices) = (day?, self.holders.get(place)?);
        let head = self.heads.get(place).copied();
        let posts = self.posts.get(role)?.iter().filter_map(|o| if *o == "HEAD" { head } else { Some(*o) });
        let ended = |h: &&Holder| h.term.until.is_some_and(|u| u <= day && day.year() - u.year() <= LATELY);
        let mut last = posts.filter_map(|o| offices.get(o)?.iter().filter(ended).max_by_key(|h| h.term.until));
        last.next()
    }

    /// The state of a role that only one state has (the pope's), or is meant where the text says no other (a House majority leader's).
    pub fn state_of(&self, role: &'static str, usual: bool) -> Option<&'static str> {
        self.states.get(&(role, usual)).copied()
    }

    /// Everybody of a family name who held an office anywhere.
    pub fn holders_named(&self, office: &str, family: &str) -> Vec<&Holder> {
        let mut out: Vec<&Holder> = self
            .holders
            .values()
            .filter_map(|offices| offices.get(office))
            .flatten()
            .filter(|h| h.name.rsplit(' ').next() == Some(family))
            .collect();
        out.sort_by_key(|h| (h.country, h.name, h.term.from));
        out
    }

    /// "he" or "she", where a given name tells.
    pub fn pronoun(&self, name: &str) -> Option<&'static str> {
        self.pronouns.get(name.to_lowercase().as_str()).copied()
    }

    /// Where a state lies, if not on both sides of the equator.
    pub fn hemisphere(&self, iso3: &str) -> Option<Hemisphere> {
        self.hemispheres.get(iso3).copied()
    }

    /// A body whose members are states.
    pub fn is_of_states(&self, id: &str) -> bool {
        self.members.contains_key(id)
    }

    /// The country of a body that is of one.
    pub fn body_country(&self, id: &str) -> Option<&'static str> {
        self.bodies.get(id).copied()
    }

    /// A state's usual name.
    pub fn country_name(&self, iso3: &str) -> Option<&'static str> {
        self.countries.get(iso3).copied()
    }
}

/// Offices of bodies that are their head's, by rank.
const HEADS_OF_BODIES: [&str; 14] = [
    "secretary-general",
    "director general",
    "president of the European Commission",
    "chairperson of the Commission",
    "managing director",
    "executive director",
    "high commissioner",
    "commissioner general",
    "executive secretary",
    "administrator",
    "president",
    "leader",
    "chairman",
    "chief",
];
/// What offices of bodies begin with that are not their head's.
const UNDER_A_HEAD: [&str; 6] = ["deputy", "envoy", "foreign policy chief", "prime minister", "spokes", "under-"];

/// Years after which who was ousted is no longer "the ousted president".
const LATELY: i16 = 5;

/// The one person among those who hold an office on a day; on the day of a change the one who comes.
fn only<'h>(holders: impl Iterator<Item = &'h Holder>, day: Date) -> Option<&'h Holder> {
    let mut list: Vec<&Holder> = holders.filter(|h| h.term.holds(Some(day))).collect();
    if list.iter().any(|h| h.term.from == Some(day)) {
        list.retain(|h| h.term.until != Some(day));
    }
    let first = *list.first()?;
    list.iter().all(|h| h.name == first.name).then_some(first)
}

/// More than a family name: "De Jong" is none.
fn is_full(name: &str) -> bool {
    let particle = |w: &str| {
        matches!(
            w.to_lowercase().as_str(),
            "de" | "van" | "von" | "al" | "el" | "bin" | "ben" | "da" | "di" | "du" | "la" | "le" | "dos" | "ould"
        )
    };
    name.split(' ').filter(|w| !particle(w)).count() > 1
}

fn rank(e: &Entry) -> u8 {
    match e {
        Entry::Country { .. } => 0,
        Entry::Body { .. } => 1,
        Entry::Persons(_) => 2,
    }
}

/// The leading run of letters and digits, or the first character.
fn first_token(s: &str) -> &str {
    let end = s.find(|c: char| !c.is_alphanumeric()).unwrap_or(s.len());
    if end > 0 { &s[..end] } else { &s[..s.chars().next().map_or(0, char::len_utf8)] }
}

/// Ends the terms of those who held the office when the new one comes, and takes out what the new row says anew.
fn succeed(held: &mut Vec<(&'static str, Holder)>, new: &Holder) {
    let same = |h: &Holder| (h.country, h.org, h.office) == (new.country, new.org, new.office);
    held.retain(|(_, h)| !(same(h) && h.name == new.name && h.term.from == new.term.from));
    let Some(from) = new.term.from else { return };
    for (_, h) in held.iter_mut().filter(|(_, h)| same(h) && h.name != new.name) {
        if h.term.from.is_none_or(|f| f < from) && h.term.until.is_none_or(|u| u >= from) {
            h.term.until = from.yesterday().ok();
        }
    }
}

/// Rows of a file of the binary and of the user's: whose first cell stands in the user's too are left out.
fn both<const N: usize>(ours: &'static str, own: &'static str) -> impl Iterator<Item = [&'static str; N]> {
    let taken: HashSet<&str> = rows::<N>(own).map(|r| r[0]).collect();
    rows::<N>(ours).filter(move |r| !taken.contains(r[0])).chain(rows(own))
}

fn some(s: &'static str) -> Option<&'static str> {
    Some(s).filter(|s| !s.is_empty())
}

/// Rows of a file with `N` columns; comments are left out, missing cells are empty.
pub(super) fn rows<const N: usize>(file: &'static str) -> impl Iterator<Item = [&'static str; N]> {
    file.lines().filter(|l| !l.is_empty() && !l.starts_with('#')).map(|l| {
        let mut cells = l.split('\t');
        std::array::from_fn(|_| cells.next().unwrap_or("").trim())
    })
}

/// The first day of `2015`, `2015-03` or `2015-03-22`.
pub(super) fn first_day(s: &str) -> Option<Date> {
    match s.len() {
        4 => format!("{s}-01-01").parse().ok(),
        7 => format!("{s}-01").parse().ok(),
        _ => s.parse().ok(),
    }
}

/// The last day of it.
pub(super) fn last_day(s: &str) -> Option<Date> {
    match s.len() {
        4 => format!("{s}-12-31").parse().ok(),
        7 => first_day(s).map(Date::last_of_month),
        _ => s.parse().ok(),
    }
}
