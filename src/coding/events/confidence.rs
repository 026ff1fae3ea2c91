//! How sure an event is: the probability that its type, actors and recipients are right.

use crate::record::{Actor, Seen};

/// A logistic of what the network says, whether a rule found the event, and whether its actors are known. Its numbers are fitted
/// on sentences that trained nothing, by `evaluation/measure_events.py --fit`, whose `features` is this function's twin.
pub fn confidence(by_rule: bool, seen: &Seen, actors: &[Actor], reciprocal: bool) -> f32 {
    let odds = |p: f32| (p.clamp(0.02, 0.98) / (1.0 - p.clamp(0.02, 0.98))).ln();
    let coded = !actors.is_empty() && actors.iter().all(|a| a.country.is_some() || a.id.is_some());
    // Where all act on each other, who acts is acted on.
    let recipient = seen.recipient.or(seen.actor.filter(|_| reciprocal));
    let x = -2.70
        + 0.40 * odds(seen.kind)
        + 0.51 * f32::from(u8::from(by_rule))
        + 1.48 * (seen.actor.unwrap_or(0.3) - 0.5)
        + 2.52 * (recipient.unwrap_or(0.5) - 0.5)
        + 0.44 * f32::from(u8::from(coded))
        + 0.22 * seen.other_actor
        - 0.48 * seen.other_recipient;
    1.0 / (1.0 + (-x).exp())
}
