//! Why a mention means whom it means: what of the lexicon and of the text told.

use super::lexicon::Holder;
use super::{Entry, Resolver};
use crate::record::Actor;

/// So often may a word stand for another.
const DEEP: usize = 4;

impl Resolver<'_> {
    /// A sentence for each thing that tells who an actor is, in the order of the words.
    pub fn reasons(&self, a: &Actor) -> Vec<String> {
        let Some(w) = a.mention.and_then(|m| self.syntax.head_of(m)) else {
            return vec!["no words of the text name it".into()];
        };
        let mut out = Vec::new();
        if let Some(id) = &a.expanded_from {
            out.push(format!("a member of {id} on the day (members.tsv)"));
        }
        self.of_word(w, a, 0, &mut out);
        if out.is_empty() {
            out.push("the lexicon has none of these words: the name is kept as it stands".into());
        }
        out
    }

    fn of_word(&self, w: usize, a: &Actor, depth: usize, out: &mut Vec<String>) {
        let s = self.syntax;
        let noun = match s.antecedent(w) {
            same if same == w => self.stands_for(w),
            other => Some(other),
        };
        if let Some(noun) = noun.filter(|_| depth < DEEP && matches!(s.word(w).upos, "PRON" | "NOUN")) {
            let words = s.span(&s.phrase(noun)).of(s.text);
            out.push(format!("“{}” stands for “{words}”", s.form(w)));
            return self.of_word(noun, a, depth + 1, out);
        }
        let mut words = s.phrase(w);
        for &c in s.children(w).iter().filter(|&&c| s.is(c, &["appos", "nmod", "acl", "parataxis"])) {
            words.extend(s.phrase(c));
        }
        words.sort_unstable();
        words.dedup();
        let mut told = None;
        for &p in &words {
            let Some((first, last, entries)) = self.terms.get(&p).filter(|t| told != Some(t.0)) else { continue };
            told = Some(*first);
            let term = s.span(&(*first..=*last).collect::<Vec<_>>()).of(s.text);
            out.extend(entries.first().map(|e| self.of_entry(term, e)));
        }
        if let Some(role) = self.role_of(w, &s.phrase(w)) {
            let (what, file) = match role.role {
                Some(name) => (name.replace('_', " "), "offices.tsv"),
                None => ("a common noun".to_string(), "agents.tsv"),
            };
            let sector = role.sector.map_or("the sector of whom it is said of".to_string(), |x| format!("sector {x}"));
            out.push(format!("“{}”: {what}, {sector} ({file})", s.span(&s.phrase(w)).of(s.text)));
        }
        let family = a.name.as_deref().and_then(|n| n.rsplit(' ').next());
        if let Some(known) = family.and_then(|f| self.persons.get(f))
            && let (Some(name), Some(m)) = (&known.name, known.mention)
            && Some(m) != a.mention
        {
            out.push(format!("{name} was introduced as “{}”", m.of(s.text)));
        }
        if let (Some(role), Some(place)) = (&a.role, a.id.as_ref().or(a.country.as_ref()))
            && let Some(h) = self.lexicon.holder(place, role, self.day)
        {
            out.push(self.of_holder(h));
        }
        if a.country.is_some() && !out.iter().any(|l| l.contains(a.country.as_deref().unwrap_or("-"))) {
            out.push(format!("{} by the text around it", a.country.as_deref().unwrap_or_default()));
        }
    }

    fn of_entry(&self, term: &str, e: &Entry) -> String {
        match e {
            Entry::Country { iso3, kind, sector, .. } => {
                let sector = sector.map_or(String::new(), |x| format!(", sector {x}"));
                format!("“{term}”: {kind} of {iso3}{sector} (country_terms.tsv)")
            }
            Entry::Body { id, sector, country, .. } => {
                let of = country.map_or(String::new(), |c| format!(" of {c}"));
                format!("“{term}”: {id}{of}, sector {sector} (organisations.tsv)")
            }
            Entry::Persons(list) => {
                let full = list.iter().any(|h| h.full);
                let who = self.pick(list, full).map(|h| self.of_holder(h));
                format!("“{term}”: {}", who.unwrap_or_else(|| "a name of several in office (leaders.tsv)".into()))
            }
        }
    }

    fn of_holder(&self, h: &Holder) -> String {
        let whose = h.country.or(h.org).unwrap_or("?");
        let office = h.office.unwrap_or("office");
        let day = |d: Option<jiff::civil::Date>, open: &str| d.map_or(open.to_string(), |d| d.to_string());
        let seen = match self.day {
            Some(d) if h.term.holds(Some(d)) => format!("in office on {d}"),
            Some(d) => format!("not in office on {d}"),
            None => "the text has no day".to_string(),
        };
        let (from, until) = (day(h.term.from, "?"), day(h.term.until, "today"));
        format!("{}, {office} of {whose} from {from} to {until}, {seen} (leaders.tsv)", h.name)
    }
}
