//! Offices told by something else than their title: by what they head ("the chief of Sudan's army"), or by another's ("his Russian
//! counterpart").

use super::lexicon::{Holder, Role};
use super::{Entry, Resolver};
use crate::parse::Kind;
use crate::record::Actor;

/// Roles that head whatever is named with them.
const HEADING: [&str; 4] = ["leader", "commander", "governor", "representative"];
/// What is headed, by the role that its own words give: the office, and its sector.
const HEADS: [(&str, &str, &str); 14] = [
    ("cabinet", "head_of_government", "GOV"),
    ("central_bank", "central_bank_governor", "GOV"),
    ("court", "judiciary_chief", "JUD"),
    ("defence_ministry", "defence_minister", "GOV"),
    ("finance_ministry", "finance_minister", "GOV"),
    ("foreign_ministry", "foreign_minister", "GOV"),
    ("government", "head_of_government", "GOV"),
    ("intelligence_agency", "intelligence_chief", "SPY"),
    ("interior_ministry", "interior_minister", "GOV"),
    ("junta_leader", "junta_leader", "GOV"),
    ("justice_ministry", "justice_minister", "GOV"),
    ("legislature", "speaker", "LEG"),
    ("military", "army_chief", "MIL"),
    ("police", "police_chief", "COP"),
];
/// Offices of regions and cities, by the word that `leaders.tsv` has for them before "of".
const OF_REGIONS: [(&str, &str); 22] = [
    ("first_minister", "first minister"),
    ("governor", "chief minister"),
    ("governor", "governor"),
    ("governor", "minister-president"),
    ("governor", "premier"),
    ("governor", "president"),
    ("head_of_government", "governor"),
    ("justice_minister", "attorney general"),
    ("leader", "head"),
    ("leader", "president"),
    ("leader", "leader"),
    ("leader", "first minister"),
    ("leader", "chief executive"),
    ("mayor", "mayor"),
    ("police_chief", "police commissioner"),
    ("police_chief", "police chief"),
    ("president", "president"),
    ("president", "head"),
    ("president", "leader"),
    ("prime_minister", "minister-president"),
    ("prime_minister", "premier"),
    ("prime_minister", "prime minister"),
];
/// Regions by the words for who lives there.
const PEOPLES: [(&str, &str); 13] = [
    ("Abkhaz", "Abkhazia"),
    ("Abkhazian", "Abkhazia"),
    ("Basque", "the Basque Country"),
    ("Bavarian", "Bavaria"),
    ("Bosnian Serb", "the Bosnian Serbs"),
    ("Catalan", "Catalonia"),
    ("Chechen", "Chechnya"),
    ("Crimean", "Crimea"),
    ("Kurdish", "Kurdistan Region"),
    ("Scottish", "Scotland"),
    ("South Ossetian", "South Ossetia"),
    ("Turkish Cypriot", "Northern Cyprus"),
    ("Welsh", "Wales"),
];
/// What bodies of the United Nations are called by.
const TASKS: [(&str, &str); 14] = [
    ("aid chief", "OCHA"),
    ("children", "UNICEF"),
    ("drugs", "UNODC"),
    ("emergency relief", "OCHA"),
    ("environment", "UNEP"),
    ("food agency", "WFP"),
    ("food chief", "WFP"),
    ("health", "WHO"),
    ("human rights", "OHCHR"),
    ("humanitarian", "OCHA"),
    ("nuclear", "IAEA"),
    ("refugee", "UNHCR"),
    ("rights chief", "OHCHR"),
    ("rights office", "OHCHR"),
];
/// Words for those who follow somebody.
const FOLLOWERS: [&str; 7] = ["aide", "ally", "backer", "fan", "follower", "loyalist", "supporter"];
/// Words for who sits in a seat.
const OCCUPANTS: [&str; 6] = ["man", "woman", "tenant", "occupant", "resident", "incumbent"];
/// Seats of others than the head of state or government.
const SEATS: [(&str, &str); 7] = [
    ("Foggy Bottom", "secretary_of_state"),
    ("Foreign Office", "foreign_minister"),
    ("Matignon", "prime_minister"),
    ("Pentagon", "defence_minister"),
    ("Place Beauvau", "interior_minister"),
    ("Quai d'Orsay", "foreign_minister"),
    ("State Department", "secretary_of_state"),
];
/// Words for who has the same office in another state.
const COUNTERPARTS: [&str; 2] = ["counterpart", "homologue"];
/// Words for a body that is named elsewhere in the text.
const BODIES: [&str; 7] = ["alliance", "bloc", "organisation", "organization", "body", "grouping", "watchdog"];
/// So many sentences before may the body be named.
const NEAR: usize = 6;

impl Resolver<'_> {
    /// The office of who heads an institution, where a word says only that somebody heads it.
    pub(super) fn heading(&self, w: usize, phrase: &[usize], role: Role) -> Role {
        let s = self.syntax;
        let bank_too = role.role == Some("president");
        if !bank_too && !role.role.is_some_and(|r| HEADING.contains(&r)) {
            return role;
        }
        let headed = |c: usize| {
            let of = s.is(c, &["nmod"]) && s.case(c).is_some_and(|p| p == "of");
            of || s.is(c, &["nmod:poss"]) || s.is(c, &["compound"]) && phrase.contains(&c)
        };
        let office = s.children(w).iter().filter(|&&c| headed(c)).find_map(|&c| {
            let words = s.phrase(c);
            // "Bank of Japan's": what it is of belongs to the name.
            let entries = self.terms.get(&c).map(|(_, _, e)| &e[..]).unwrap_or_default();
            // The World Bank is no state's.
            let of_states = entries.iter().any(|e| matches!(e, Entry::Body { sector: "IGO", country: None, .. }));
            let bank = !entries.is_empty() && !of_states && words.iter().any(|&p| s.lemma(p).ends_with("bank"));
            let seat = entries.iter().find_map(|e| match e {
                Entry::Country { kind: "seat", sector, .. } => *sector,
                _ => None,
            });
            let told = match (bank, seat) {
                (true, _) => Some("central_bank"),
                (_, Some("COP")) => Some("police"),
                (_, Some("LEG")) => Some("legislature"),
                (_, Some("MIL")) => Some("defence_ministry"),
                (_, Some("SPY")) => Some("intelligence_agency"),
                _ => self.role_of(c, &words).and_then(|r| r.role).filter(|r| !bank_too || *r == "legislature"),
            };
            // A state's governor is not the head of government.
            let told = told.filter(|t| *t != "government" || role.role != Some("governor"));
            HEADS.iter().find(|(what, ..)| Some(*what) == told)
        });
        match office {
            Some((_, office, sector)) => Role { sector: Some(sector), second: None, role: Some(office) },
            None => role,
        }
    }

    /// Who has the office in a region or city: "Scotland's first minister", "the mayor of London".
    pub(super) fn regional_holder(&self, region: usize, country: &str, role: &str) -> Option<&Holder> {
        let name = self.people_of_region(region).or_else(|| self.term(region))?;
        let name = name.strip_suffix(" City").filter(|_| role == "mayor").unwrap_or(name);
        let name = name.strip_suffix(" state").unwrap_or(name);
        let offices = OF_REGIONS.iter().filter(|(r, _)| *r == role).map(|(_, title)| format!("{title} of {name}"));
        offices.into_iter().find_map(|office| self.lexicon.holder(country, &office, self.day))
    }

    /// The words of a term of the lexicon.
    fn term(&self, w: usize) -> Option<&str> {
        let (first, last, _) = self.terms.get(&w)?;
        Some(self.syntax.span(&(*first..=*last).collect::<Vec<_>>()).of(self.syntax.text))
    }

    /// The region whose people an adjective names: "the Catalan leader".
    pub(super) fn people_of_region(&self, w: usize) -> Option<&'static str> {
        let s = self.syntax;
        let words = self.term(w).unwrap_or(s.form(w));
        PEOPLES.iter().find(|(people, _)| *people == words).map(|(_, region)| *region)
    }

    /// "His Russian counterpart": who has the office of whom the words before name, in the state that it names itself.
    pub(super) fn counterpart(&self, w: usize, phrase: &[usize], base: &Actor) -> Option<Actor> {
        let s = self.syntax;
        if !COUNTERPARTS.contains(&s.lemma(w).as_str()) || s.word(w).xpos == "NNS" {
            return None;
        }
        let owner = s.child(w, &["nmod:poss"])?;
        let mut owners = self.one(owner);
        if owners.iter().all(|x| x.role.is_none()) {
            // Who meets or speaks with him is the subject.
            let verb =
                std::iter::successors(s.word(w).head, |&h| s.word(h).head).find(|&h| s.word(h).upos == "VERB")?;
            owners = self.one(s.agent(verb).filter(|&a| a < w)?);
        }
        let [Actor { role: Some(role), sector, sectors, .. }] = &owners[..] else { return None };
        let mut a =
            Actor { role: Some(role.clone()), sector: sector.clone(), sectors: sectors.clone(), ..base.clone() };
        let adjective = phrase.iter().find_map(|&p| self.state_named(p).filter(|_| p != owner));
        let country = adjective?;
        a.country = Some(country.to_string());
        // A secretary of state's is a foreign minister.
        if role == "secretary_of_state" && country != "USA" {
            a.role = Some("foreign_minister".into());
        }
        if let Some(h) = self.lexicon.holder(country, a.role.as_deref()?, self.day) {
            a.name = Some(h.name.to_string());
        }
        Some(a)
    }

    /// "The man in the Blue House": who has the office of a seat.
    pub(super) fn occupant(&self, w: usize, base: &Actor) -> Option<Actor> {
        let s = self.syntax;
        let inside =
            |c: usize| s.is(c, &["nmod"]) && s.case(c).is_some_and(|p| matches!(p.as_str(), "in" | "at" | "of"));
        let seat = s.children(w).iter().copied().find(|&c| OCCUPANTS.contains(&s.form(w)) && inside(c))?;
        // "In charge of the Pentagon".
        let seat = Some(seat).filter(|&c| s.lemma(c) == "charge").and_then(|c| s.child(c, &["nmod"])).unwrap_or(seat);
        let (_, _, entries) = self.terms.get(&seat)?;
        let country = entries.iter().find_map(|e| match e {
            Entry::Country { kind: "seat", iso3, sector: Some("GOV" | "MIL"), .. } => Some(*iso3),
            _ => None,
        })?;
        let role = SEATS.iter().find(|(name, _)| self.term(seat) == Some(name)).map_or("leader", |(_, role)| role);
        let holder = self.lexicon.holder(country, role, self.day)?;
        let mut a = Actor {
            country: Some(country.to_string()),
            name: Some(holder.name.to_string()),
            role: Some(role.to_string()),
            ..base.clone()
        };
        self.sector(&mut a, Some("GOV"));
        Some(a)
    }

    /// "The chancellor's spokesman": the office of who speaks for another.
    pub(super) fn speaks_for(&self, w: usize, role: &str) -> Option<&'static str> {
        if role != "spokesperson" {
            return None;
        }
        // The nearest, since "German" before it may be taken for one too.
        let owner = self.syntax.children(w).iter().copied().rev().find(|&c| self.syntax.is(c, &["nmod:poss"]))?;
        match self.role_of(owner, &self.syntax.phrase(owner))?.role? {
            "president" => Some("presidential_spokesperson"),
            "prime_minister" | "chancellor" | "government" => Some("government_spokesperson"),
            "foreign_ministry" | "foreign_minister" => Some("foreign_ministry_spokesperson"),
            _ => None,
        }
    }

    /// "The UN human rights chief": the body of the United Nations that its task names.
    pub(super) fn body_of_task(&self, w: usize, a: &mut Actor) {
        let words: Vec<&str> = self.syntax.phrase(w).into_iter().map(|p| self.syntax.form(p)).collect();
        let said = words.join(" ").to_lowercase();
        let task = TASKS.iter().find(|(task, _)| said.contains(task)).filter(|_| a.id.as_deref() == Some("UNO"));
        if let Some((_, body)) = task {
            a.id = Some(body.to_string());
        }
    }

    /// "Her campaign's leadership", "the president's office": of a body that is no state, or of a person, whose it is.
    pub(super) fn leadership(&self, w: usize, base: &Actor) -> Option<Actor> {
        let s = self.syntax;
        let (leadership, office) = (s.lemma(w) == "leadership", matches!(s.lemma(w).as_str(), "camp" | "office"));
        let owner = s.child(w, &["nmod:poss"]).filter(|_| leadership || office)?;
        let [x] = &self.one(owner)[..] else { return None };
        let private = x.sector.as_deref().is_some_and(|s| s != "GOV" || office && x.role.is_some());
        private.then(|| Actor { mention: base.mention, name: base.name.clone(), role: None, ..x.clone() })
    }

    /// "Nixon's security adviser": an office of the state of whom it serves.
    pub(super) fn serves(&self, w: usize, a: &mut Actor) {
        let s = self.syntax;
        // "The Trudeau government".
        let person =
            |c: &usize| s.is(*c, &["compound"]) && s.word(*c).upos == "PROPN" && s.kind(*c) == Some(Kind::Person);
        let owner = s.child(w, &["nmod:poss"]).or_else(|| s.children(w).iter().copied().find(person));
        let Some(owner) = owner.filter(|_| a.country.is_none() && a.id.is_none()) else { return };
        let [x] = &self.one(owner)[..] else { return };
        // The supporters of a politician are of his state.
        if a.sector.as_deref() == Some("CVL") && FOLLOWERS.contains(&s.lemma(w).as_str()) && x.sector.is_some() {
            a.country.clone_from(&x.country);
        }
        if a.role.is_none() {
            return;
        }
        let public = |x: &str| matches!(x, "GOV" | "LEG" | "MIL" | "JUD" | "SPY");
        let office = x.role.is_some() && x.sector.as_deref().is_some_and(public);
        if office && a.sector.as_deref().is_none_or(public) {
            a.country.clone_from(&x.country);
        } else if s.word(owner).upos == "NOUN" && x.id.is_some() && x.sector.as_deref() == Some("IGO") {
            (a.id, a.country) = (x.id.clone(), x.country.clone());
            self.sector(a, Some("IGO"));
        }
    }

    /// "The alliance", "the bloc": the body of states that was named last before it, else in its sentence.
    pub(super) fn the_body(&self, w: usize, base: &Actor) -> Option<Actor> {
        let s = self.syntax;
        let bare = !s.children(w).iter().any(|&c| s.is(c, &["amod", "nmod", "acl", "compound", "nummod"]));
        if !BODIES.contains(&s.form(w)) || !s.is_definite(w) || !bare {
            return None;
        }
        let body = |p: usize| {
            self.terms.get(&p)?.2.iter().find_map(|e| match e {
                Entry::Body { id, sector: "IGO", country, .. } => Some((*id, *country)),
                _ => None,
            })
        };
        let sentence = s.sentence(w);
        let first = s.parse.sentences[sentence.saturating_sub(NEAR)].words.start;
        let end = s.parse.sentences[sentence].words.end;
        let (id, country) = (first..w).rev().chain(w..end).find_map(body)?;
        let mut a = Actor { id: Some(id.to_string()), country: country.map(str::to_string), ..base.clone() };
        self.sector(&mut a, Some("IGO"));
        Some(a)
    }
}
