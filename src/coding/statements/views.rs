//! Whom a statement is about, and whether the speaker is for or against them, and for or against its topics.

use super::circumstances;
use super::sides;
use super::topics::{Named, Speaks};
use crate::coding::actors::{Resolver, same};
use crate::coding::events::Found;
use crate::coding::syntax::Syntax;
use crate::parse::{Attribution, Kind};
use crate::record::{About, Actor, Topic};
use crate::span::Span;

/// From which probability a word names a target, and from which one it does with that stance. Of the judged statements whose least sure stance was
/// under it half were wrong there, of the others a sixth.
const TARGET: f32 = 0.4;
/// The same for names and known actors where an act that is done to somebody has no other target. Chosen on development texts.
const SOMEBODY: f32 = 0.15;
/// Acts that are done to somebody.
const DONE_TO: [&str; 7] = ["accuse", "demand", "oppose", "promise", "refuse", "support", "threaten"];
/// So many times likelier is the side of an issue on which its words stand by their order. Chosen on development texts.
const WORDS: f32 = 2.2;

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
    let new = |out: &[About], x: &Actor| !speakers.iter().chain(out.iter().map(|o| &o.actor)).any(|y| same(s, x, y));
    let targets = |least: f32| targets(s, actors, a, heart, least).into_iter();
    for t in targets(TARGET) {
        if new(&out, &t.actor) {
            out.push(t);
        }
    }
    for r in event.map_or(&[][..], |e| &e.event.recipients) {
        let seen = r.mention.and_then(|m| view(a, m)).filter(|p| p.iter().sum::<f32>() >= TARGET / 5.0);
        if new(&out, r) {
            let stance = seen.map(stance).or_else(|| by_act(act));
            out.push(About { span: r.mention, stance, actor: r.clone(), seen: None });
        }
    }
    if DONE_TO.contains(&act) && out.is_empty() {
        let known = |x: &Actor| x.country.is_some() || x.id.is_some() || x.mention.is_some_and(|m| is_name(s, m));
        for t in targets(SOMEBODY).filter(|t| known(&t.actor)) {
            if new(&out, &t.actor) {
                out.push(t);
            }
        }
    }
    // Who accuses is against somebody: if only one is named, and not told of it, against him.
    let told = |x: &Actor| heart.is_some_and(|w| circumstances::addressee(s, actors, w).iter().any(|y| y.same_as(x)));
    if let ("accuse", [only]) = (act, &mut out[..])
        && only.stance == Some(0)
        && !told(&only.actor)
    {
        (only.stance, only.seen) = (Some(-1), None);
    }
    out
}

fn is_name(s: &Syntax, mention: Span) -> bool {
    s.head_of(mention).is_some_and(|w| s.word(w).upos == "PROPN")
}

/// Whom the words of an attribution name as targets with a probability of `least`, each with its side.
fn targets(s: &Syntax, actors: &Resolver, a: &Attribution, heart: Option<usize>, least: f32) -> Vec<About> {
    let mut out = Vec::new();
    let own = |w: usize| view(a, s.word(w).span);
    let is_target = |w: usize| own(w).filter(|p| p.iter().sum::<f32>() >= least);
    let sure = |p: &[f32; 3]| p[(stance(*p) + 1) as usize];
    let alone = |w: usize| is_target(w).filter(|p| sure(p) >= least);
    let around = a.views.first().zip(a.views.last()).map(|(x, y)| x.0.hull(y.0));
    for w in around.map_or(0..0, |x| s.words_in(x)) {
        if !(s.is_nominal(w) || s.is(w, &["amod", "nmod:poss"])) {
            continue;
        }
        // "China and Russia": of whom the network is less sure what is said of the other is said, unless it sees the other side.
        let like = |p: &[f32; 3]| own(w).is_some_and(|o| stance(o) == stance(*p) || sure(&o) < least / 2.0);
        let partner = || joined(s, actors, w).find_map(alone).filter(like);
        let Some(p) = alone(w).or_else(partner) else { continue };
        // The word that heads the mention: others of it say the same.
        let inside = s.is_nominal(w) && s.is(w, &["compound", "flat", "nmod:poss", "nmod:desc", "det"]);
        let heads_it = s.word(w).head.filter(|h| inside && *h != w).is_none_or(|h| is_target(h).is_none());
        if !heads_it {
            continue;
        }
        let (side, seen) = (stance(p), alone(w).map(|p| sure(&p)));
        let mut found = actors.one(w);
        // Days, things and what happens are nobody.
        let somebody = !matches!(s.kind(w), Some(Kind::Time | Kind::Event | Kind::Thing));
        if found.is_empty() && s.is_nominal(w) && s.word(w).upos != "PRON" && somebody {
            let words = s.span(&s.phrase(w));
            let name = words.of(s.text).split_whitespace().collect::<Vec<_>>().join(" ");
            found.push(Actor { name: Some(name), mention: Some(words), ..Actor::default() });
        }
        // Two words that take sides turn each other round, which the network seldom sees.
        let turned = sides::turned(s, w, begins(s, a, s.word(w).span), heart);
        let side = turned.unwrap_or(side);
        let about = |actor: Actor| About { span: actor.mention, stance: Some(side), actor, seen };
        out.extend(found.into_iter().map(about));
    }
    out
}

/// The known actors who are joined with a known one by "and" or a comma.
fn joined<'a>(s: &'a Syntax, actors: &'a Resolver, w: usize) -> impl Iterator<Item = usize> + 'a {
    let first = s.word(w).head.filter(|_| s.is(w, &["conj"])).unwrap_or(w);
    let others = s.children(first).iter().copied().filter(|&c| s.is(c, &["conj"]));
    let known = |c: usize| s.is_nominal(c) && actors.one(c).iter().any(|x| x.country.is_some() || x.id.is_some());
    let apart = |c: usize| {
        s.children(c).iter().any(|&x| {
            let form = s.form(x).to_lowercase();
            s.is(x, &["cc"]) && form != "and" || matches!(form.as_str(), "not" | "n't" | "never")
        })
    };
    let pair = known(w) && !apart(w);
    std::iter::once(first).chain(others).filter(move |&c| pair && c != w && known(c) && !apart(c))
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

/// The topics with the stance towards them. Of a major topic nobody is for or against; of a named issue the network tells it, helped by the
/// words that name it; of one that the network does not know, these alone.
pub fn topics(s: &Syntax, a: &Attribution, act: &str, heart: Option<usize>, named: Vec<Named>) -> Vec<Topic> {
    let by_words = |t: &Named| {
        // A hint alone names nothing that one can be for.
        let side = |&(span, speaks): &(Span, Speaks)| {
            let sign = sides::towards(s, span, begins(s, a, span), heart).filter(|_| speaks != Speaks::Beside)?;
            Some(if speaks == Speaks::Against { -sign } else { sign })
        };
        t.words.iter().find_map(side)
    };
    let towards = |t: &Named| {
        let words = by_words(t);
        let Some(mut p) = a.sides.iter().find(|x| x.0 == t.name).map(|x| x.1) else {
            // Of what only a rule found the act says more than nothing.
            let act = by_act(act).filter(|_| a.sides.is_empty() && !t.words.is_empty());
            return words.or(act).unwrap_or(0);
        };
        if let Some(side) = words {
            p[(side + 1) as usize] *= WORDS;
        }
        stance(p)
    };
    let one = |t: Named| {
        let stance = if t.issue { towards(&t) } else { 0 };
        Topic { id: t.name.to_string(), stance: Some(stance), span: t.words.first().map(|w| w.0) }
    };
    named.into_iter().map(one).collect()
}
