//! Whom a statement is about, and whether the speaker is for or against them, and for or against its topics.

use super::sides;
use super::topics::{Named, Speaks};
use crate::coding::actors::Resolver;
use crate::coding::events::Found;
use crate::coding::syntax::Syntax;
use crate::parse::Attribution;
use crate::record::{About, Actor, Topic};
use crate::span::Span;

/// From which probability a word names a target.
const TARGET: f32 = 0.4;
/// From which probability it names one with that stance. Of the judged statements whose least sure stance was under it half were wrong there, of
/// the others a sixth.
const SIDE: f32 = 0.4;

/// What the network says that some words are: the probabilities of against, neither and for, the highest of its units.
fn view(a: &Attribution, span: Span) -> Option<[f32; 3]> {
    let units = a.views.iter().filter(|(u, _)| u.overlaps(span));
    units.map(|u| u.1).max_by(|x, y| x.iter().sum::<f32>().total_cmp(&y.iter().sum::<f32>()))
}

/// The stance that is likeliest: against -1, neither 0, for 1.
fn stance(p: [f32; 3]) -> i8 {
    let best = (0..3).fold(0, |best, k| if p[k] > p[best] { k } else { best });
    best as i8 - 1
}

/// Whom a statement is about, with the speaker's stance: those whom the network sees as targets, and whom the event that it is is
/// done to.
pub fn about(
    s: &Syntax,
    actors: &Resolver,
    a: &Attribution,
    act: &str,
    heart: Option<usize>,
    event: Option<&Found>,
    speakers: &[Actor],
) -> Vec<About> {
    let mut out: Vec<About> = Vec::new();
    let mut note = |actor: Actor, stance: Option<i8>, seen: Option<f32>| {
        let new = !speakers.iter().any(|p| p.same_as(&actor)) && !out.iter().any(|o| o.actor.same_as(&actor));
        if new {
            out.push(About { span: actor.mention, stance, actor, seen });
        }
    };
    let around = a.views.first().zip(a.views.last()).map(|(x, y)| x.0.hull(y.0));
    for w in around.map_or(0..0, |x| s.words_in(x)) {
        let Some(p) = view(a, s.word(w).span).filter(|p| p.iter().sum::<f32>() >= TARGET) else { continue };
        // The word that heads the mention: others of it say the same.
        let head = s
            .word(w)
            .head
            .filter(|h| s.is_nominal(w) && s.is(w, &["compound", "flat", "nmod:poss", "nmod:desc", "det"]) && *h != w);
        let heads_it = head.is_none_or(|h| view(a, s.word(h).span).is_none_or(|q| q.iter().sum::<f32>() < TARGET));
        let side = stance(p);
        let fits = (s.is_nominal(w) || s.is(w, &["amod", "nmod:poss"])) && heads_it && p[(side + 1) as usize] >= SIDE;
        if !fits {
            continue;
        }
        let mut found = actors.one(w);
        if found.is_empty() && s.is_nominal(w) && s.word(w).upos != "PRON" {
            let words = s.span(&s.phrase(w));
            let name = words.of(s.text).split_whitespace().collect::<Vec<_>>().join(" ");
            found.push(Actor { name: Some(name), mention: Some(words), ..Actor::default() });
        }
        // Two words that take sides turn each other round, which the network seldom sees.
        let turned = sides::turned(s, w, begins(s, a, s.word(w).span), heart);
        let side = turned.unwrap_or(side);
        found.into_iter().for_each(|actor| note(actor, Some(side), Some(p[(side + 1) as usize])));
    }
    for r in event.map_or(&[][..], |e| &e.event.recipients) {
        let seen = r.mention.and_then(|m| view(a, m)).filter(|p| p.iter().sum::<f32>() >= TARGET / 5.0);
        note(r.clone(), seen.map(stance).or_else(|| by_act(act)), None);
    }
    out
}

/// Where the words of a statement begin that lead up to some of them: at its cue, if that stands before in the sentence, else at its content.
fn begins(s: &Syntax, a: &Attribution, words: Span) -> usize {
    let Some(w) = s.words_in(words).next() else { return words.start };
    let sentence = s.parse.sentences[s.sentence(w)].span.start;
    let led = a.cue.iter().chain(&a.content).map(|c| c.start).filter(|c| *c <= words.start).min();
    led.unwrap_or(words.start).max(sentence)
}

/// The side that an act takes towards whom it is done to.
pub fn by_act(act: &str) -> Option<i8> {
    match act {
        "accuse" | "oppose" | "threaten" | "refuse" => Some(-1),
        "support" | "promise" => Some(1),
        "demand" | "warn" | "ask" | "assert" | "decide" => Some(0),
        _ => None,
    }
}

/// The topics with the stance towards them, by the words that name them; neither for nor against where none do.
pub fn topics(s: &Syntax, a: &Attribution, act: &str, heart: Option<usize>, named: Vec<Named>) -> Vec<Topic> {
    // What a topic's words are the object of, directly or through others, says more than the network.
    let by_words = |t: &Named| {
        // A hint alone names nothing that one can be for.
        let side = |&(span, speaks): &(Span, Speaks)| {
            let sign = sides::towards(s, span, begins(s, a, span), heart).filter(|_| speaks != Speaks::Beside)?;
            Some(if speaks == Speaks::Against { -sign } else { sign })
        };
        t.words.iter().find_map(side).filter(|_| t.issue)
    };
    let one = |t: Named| {
        let mut sum = [0f32; 3];
        for &(span, speaks) in &t.words {
            let seen = a.views.iter().filter(|(u, _)| u.overlaps(span));
            for (_, p) in seen {
                let (total, turned) =
                    (p.iter().sum::<f32>().max(1e-6), if speaks == Speaks::Against { [p[2], p[1], p[0]] } else { *p });
                sum.iter_mut().zip(turned).for_each(|(x, y)| *x += y / total);
            }
        }
        let stance = match (t.words.is_empty(), a.views.is_empty()) {
            (true, _) => Some(0),
            (false, no_views) => by_words(&t).or_else(|| if no_views { by_act(act) } else { Some(stance(sum)) }),
        };
        Topic { id: t.name.to_string(), stance, span: t.words.first().map(|w| w.0) }
    };
    named.into_iter().map(one).collect()
}
