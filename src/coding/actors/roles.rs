//! Roles: which office or common noun the words name, and what sector it gives.

use std::ops::RangeInclusive;

use super::lexicon::Role;
use super::persons::PRIVATE_TOO;
use super::{Entry, Resolver};
use crate::record::Actor;

/// Words of a title that are looked at.
const LONGEST_TITLE: usize = 10;

impl Resolver<'_> {
    /// The longest title or common noun that ends the phrase's core: "prime minister", "army chief of staff".
    pub(super) fn role_of(&self, w: usize, phrase: &[usize]) -> Option<Role> {
        self.role_at(w, phrase).map(|(_, role)| role)
    }

    /// As [`Resolver::role_of`], with the places in the phrase that it takes.
    pub(super) fn role_at(&self, w: usize, phrase: &[usize]) -> Option<(RangeInclusive<usize>, Role)> {
        let s = self.syntax;
        let at = phrase.iter().position(|&p| p == w)?;
        let lower: Vec<String> = phrase.iter().map(|&p| s.form(p).to_lowercase()).collect();
        // "The Kremlin's spokesman" is its spokesman with and without the mark.
        let join = |a: usize, b: usize| {
            let words = lower[a..=b].iter().filter(|w| !matches!(w.as_str(), "'s" | "’s")).map(String::as_str);
            words.collect::<Vec<_>>().join(" ").replace(" - ", "-")
        };
        let mut best: Option<(RangeInclusive<usize>, Role)> = None;
        for a in 0..=at {
            for b in at..phrase.len() {
                let mut tries = vec![join(a, b)];
                if b == at {
                    let mut single = lower[a..at].to_vec();
                    single.push(s.lemma(w));
                    tries.push(single.join(" "));
                }
                // "The Labour leader" heads a party, "the labour leader" a union.
                let body = |&p: &usize| {
                    let entries = self.terms.get(&p).filter(|_| p != w && s.word(p).upos == "PROPN");
                    entries.is_some_and(|(_, _, e)| {
                        matches!(e.first(), Some(Entry::Body { ambiguous: true, sector: "PTY", .. }))
                    })
                };
                if phrase[a..=b].iter().any(body) {
                    continue;
                }
                for t in tries {
                    if let Some(r) = self.lexicon.role(&t)
                        && best.as_ref().is_none_or(|(r, _)| b - a > r.end() - r.start())
                    {
                        best = Some((a..=b, r));
                    }
                }
            }
        }
        best
    }

    /// Takes on a role that the words `said` give: of a former office the sector is that of ex-officials.
    pub(super) fn apply_role(&self, a: &mut Actor, role: Role, said: &str) {
        if a.role.is_none() {
            a.role = role.role.map(str::to_string);
        }
        // A spokesman or member has the sector of the ministry, police or rebels that he speaks for or is of.
        let behalf = || {
            let words: Vec<String> = said.split_whitespace().take(LONGEST_TITLE).map(str::to_lowercase).collect();
            let runs = (0..words.len()).flat_map(|a| (a + 1..=words.len()).map(move |b| (a, b)));
            let best = runs.filter_map(|(a, b)| Some((b - a, self.lexicon.role(&words[a..b].join(" "))?.sector?)));
            best.max_by_key(|(n, _)| *n).map(|(_, sector)| sector)
        };
        let sector = role.sector.or_else(behalf);
        let former = said
            .to_lowercase()
            .split(|c: char| !c.is_alphabetic())
            .any(|w| matches!(w, "former" | "ex" | "late" | "ousted" | "deposed" | "exiled" | "retired" | "erstwhile"));
        self.sector(a, if former { Some("ELI") } else { sector });
        if !former {
            self.sector(a, role.second);
        }
    }

    pub(super) fn sector(&self, a: &mut Actor, sector: Option<&str>) {
        let Some(s) = sector else { return };
        // The leader of Labour is no union's, and a firm's vice president no state's.
        let private = matches!(s, "BUS" | "JRN") && a.role.as_ref().is_some_and(|r| PRIVATE_TOO.contains(&r.as_str()));
        // Party officials hold no office of the state.
        let party = s == "PTY"
            && (a.sector.as_deref() == Some("LAB") || a.sector.as_deref() == Some("GOV") && a.role.is_none());
        let over = matches!(s, "IGO" | "NGO") || party || private;
        if a.sector.is_none() || over {
            a.sector = Some(s.to_string());
            a.sectors.insert(0, s.to_string());
        } else if !a.sectors.iter().any(|x| x == s) {
            a.sectors.push(s.to_string());
        }
        a.sectors.dedup();
    }

    /// The words name an office and nobody: "the foreign minister", "the U.S. Vice President".
    pub(super) fn is_office_alone(&self, w: usize, phrase: &[usize]) -> bool {
        let s = self.syntax;
        let Some((office, _)) = self.role_at(w, phrase) else { return false };
        let named =
            |(k, p): (usize, &usize)| s.word(*p).upos == "PROPN" && !office.contains(&k) && !self.terms.contains_key(p);
        let the = s.child(w, &["det"]).is_some();
        s.form(w).starts_with(char::is_lowercase) || the && !phrase.iter().enumerate().any(named)
    }
}
