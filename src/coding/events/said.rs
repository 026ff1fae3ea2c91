//! Verbal events that statements are: from what a speaker does, by the lines `event:` of the codebook's acts, to a type.

use super::{Coder, Draft, Found};
use crate::coding::actors::{Resolver, same};
use crate::coding::syntax::Syntax;
use crate::record::{Actor, Statement};

/// So sure must the network be of an act for it to make an event.
const LEAST: f32 = 0.6;
/// Of 31 such events that judges read, shown with .70 at the mean, all was right in 6: so much do a statement's and its act's probabilities count.
const SAID: f32 = 0.5;

impl Coder<'_> {
    /// The event that a statement is by its act, where no trigger told one. `w`: the heart of its cue.
    pub fn of_statement(&self, s: &Syntax, resolver: &Resolver, statement: &Statement, w: usize) -> Option<Found> {
        let heard = statement.heard?;
        let sure = heard.act.filter(|p| *p >= LEAST)?;
        let act = self.codebook.acts.iter().find(|a| a.name == statement.act)?;
        let (line, kind) = act.event.as_ref()?;
        let (kind, mode) = kind.split_once('/').map_or((kind.as_str(), None), |(k, m)| (k, Some(m.to_string())));
        let coded = |a: &&Actor| a.country.is_some() || a.id.is_some();
        let fits = |stance: Option<i8>| match statement.act {
            "support" | "promise" => stance == Some(1),
            "demand" => true,
            _ => stance == Some(-1),
        };
        let doers: Vec<Actor> = statement.speakers.iter().filter(coded).cloned().collect();
        let about = statement.about.iter().filter(|a| fits(a.stance)).map(|a| &a.actor);
        let addressed = statement.addressee.iter().filter(|_| statement.act == "demand");
        let mut recipients: Vec<Actor> = Vec::new();
        for r in about.chain(addressed).filter(coded).filter(|r| !doers.iter().any(|d| same(s, d, r))) {
            if !recipients.iter().any(|x| same(s, x, r)) {
                recipients.push(r.clone());
            }
        }
        if doers.is_empty() || recipients.is_empty() {
            return None;
        }
        let page = self.codebook.page(kind)?;
        let auxiliary = statement.auxiliary.clone();
        let draft = Draft { page, mode, auxiliary, doers, recipients, mutual: false, rule: None, act: None };
        let mut found = self.make(s, resolver, w, &[w], draft)?;
        found.event.confidence = heard.attribution * sure * SAID;
        found.event.rule = Some(format!("acts.md:{line}"));
        Some(found)
    }
}
