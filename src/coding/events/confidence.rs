//! How sure an event is: the probability that its type, actors and recipients are right.

use crate::record::{Actor, Seen};
use crate::span::Span;

/// Types that are ordinary justice where police and courts alone act.
const JUSTICE: [&str; 4] = ["ACCUSE", "ASSAULT", "COERCE", "SANCTION"];
/// Pronouns of the third person: who is named by one is taken for the wrong one most often.
const PRONOUNS: [&str; 13] =
    ["he", "him", "his", "she", "her", "hers", "it", "its", "they", "them", "their", "theirs", "one"];

/// What is known of an event where its confidence is asked.
pub struct Known<'a> {
    /// The document's text.
    pub text: &'a str,
    /// Its type.
    pub kind: &'a str,
    /// A rule found it.
    pub by_rule: bool,
    /// What the network says.
    pub seen: &'a Seen,
    /// Who acts.
    pub actors: &'a [Actor],
    /// On whom.
    pub recipients: &'a [Actor],
    /// All act on each other.
    pub reciprocal: bool,
    /// The word that tells it.
    pub trigger: Span,
    /// It may not have happened.
    pub hypothetical: bool,
}

/// A logistic of what the network says, whether a rule found the event, who is known by code and who by a pronoun, how far from the
/// trigger they stand, whether it may not have happened, and whether actors and recipients share a country. Its numbers are fitted on the pages,
/// on sentences that trained nothing and on events that judges read, by `evaluation/measure_events.py --fit`, whose `features` is this function's twin.
pub fn confidence(k: &Known) -> f32 {
    let odds = |p: f32| (p.clamp(0.02, 0.98) / (1.0 - p.clamp(0.02, 0.98))).ln();
    let told = |x: bool| f32::from(u8::from(x));
    let coded = |list: &[Actor]| !list.is_empty() && list.iter().all(|a| a.country.is_some() || a.id.is_some());
    let pronoun = |a: &Actor| a.mention.is_some_and(|m| PRONOUNS.contains(&m.of(k.text).to_lowercase().as_str()));
    let justice = |a: &Actor| matches!(a.sector.as_deref(), Some("COP" | "JUD"));
    // Characters between the trigger and the farthest of them.
    let far = |list: &[Actor]| {
        let between = |m: Span| {
            let (a, b) = (m.end.min(k.trigger.end), m.start.max(k.trigger.start));
            if a < b { k.text[a..b].chars().count() } else { 0 }
        };
        list.iter().filter_map(|a| a.mention).map(between).max().map_or(0.0, |n| (n as f32).ln_1p() / 5.0)
    };
    let (seen, actors, recipients) = (k.seen, k.actors, k.recipients);
    // Where all act on each other, who acts is acted on.
    let recipient = seen.recipient.or(seen.actor.filter(|_| k.reciprocal));
    let home = |a: &Actor| a.country.is_some() && recipients.iter().any(|r| r.country == a.country);
    let x = -3.00
        + 0.48 * odds(seen.kind)
        + 0.57 * told(k.by_rule)
        + 1.18 * (seen.actor.unwrap_or(0.3) - 0.5)
        + 2.29 * (recipient.unwrap_or(0.5) - 0.5)
        + 1.09 * told(coded(actors))
        - 0.17 * seen.other_actor
        - 0.54 * seen.other_recipient
        + 0.53 * (seen.reference - 1.0)
        - 1.09 * told(actors.iter().any(pronoun))
        - 0.07 * told(recipients.is_empty() && !k.reciprocal)
        + 1.01 * told(coded(recipients))
        - 0.86 * told(JUSTICE.contains(&k.kind) && !actors.is_empty() && actors.iter().all(justice))
        - 0.24 * far(actors)
        - 0.84 * far(recipients)
        - 0.49 * told(k.hypothetical)
        - 0.15 * told(actors.iter().any(home));
    1.0 / (1.0 + (-x).exp())
}
