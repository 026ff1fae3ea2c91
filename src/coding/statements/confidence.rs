//! How sure a statement is: the probability that somebody's words are reported, with the right speaker, act and stance.

use crate::record::Statement;

/// A logistic of what the network gave and of whether a speaker was found. Its numbers are fitted on statements that judges read, by
/// `evaluation/measure_judged.py --fit`, whose `features` is this function's twin. `by_rule`: what a rule is worth, for what the network did not see.
pub fn confidence(s: &Statement, by_rule: f32) -> f32 {
    let Some(heard) = s.heard else { return by_rule };
    let odds = |p: f32| (p.clamp(0.02, 0.995) / (1.0 - p.clamp(0.02, 0.995))).ln();
    let is = |x: bool| f32::from(u8::from(x));
    let least = s.about.iter().filter_map(|a| a.seen).fold(1.0, f32::min);
    let x = -1.95
        + 0.29 * odds(heard.attribution)
        + 0.17 * odds(heard.source.unwrap_or(0.5))
        + 0.04 * odds(heard.content)
        + 0.40 * odds(heard.act.unwrap_or(0.3))
        - 0.35 * is(s.speakers.is_empty())
        - 1.12 * is(!s.about.is_empty())
        + 0.72 * (least - 1.0)
        - 0.38 * (odds(heard.nobodys) + 3.9);
    1.0 / (1.0 + (-x).exp())
}
