//! Who counts as a party to an event: whom the words name besides falls away, and private life is no politics.

use crate::coding::actors::{Resolver, STATES};
use crate::coding::syntax::Syntax;
use crate::record::Actor;

/// Common nouns that act for a state, beside those for what it is.
const FOR_A_STATE: [&str; 8] =
    ["coalition", "delegation", "government", "leadership", "neighbor", "neighbour", "side", "state"];

/// What is done against somebody: whom it is on or against is not who asks for it to be done, nor whom he backs.
const STRIKING: [&str; 12] = [
    "action",
    "attack",
    "ban",
    "blockade",
    "crackdown",
    "embargo",
    "retaliation",
    "sanction",
    "strike",
    "tariff",
    "vote",
    "war",
];

/// Parts of those who were asked.
const SHARES: [&str; 5] = ["half", "percent", "percentage", "quarter", "third"];

/// Drops whom the words name besides the parties.
pub(super) fn clear(
    s: &Syntax,
    actors: &Resolver,
    w: usize,
    kind: &str,
    doers: &mut Vec<Actor>,
    recipients: &mut Vec<Actor>,
) {
    let mutual = matches!(kind, "AGREE" | "CONSULT" | "COOPERATE");
    for side in [&mut *doers, &mut *recipients] {
        drop_namesakes(side);
        // "Togolese" beside "his Togolese and Beninese counterparts" is no other.
        let all = side.clone();
        side.retain(|a| {
            let bare = mutual && a.sector.is_none() && a.id.is_none() && a.country.is_some();
            !(bare && all.iter().any(|b| b.sector.is_some() && b.country == a.country && b.id.is_none()))
        });
    }
    // A third of those asked is nobody.
    let share = |a: &Actor| a.mention.and_then(|m| s.head_of(m)).is_some_and(|h| SHARES.contains(&s.lemma(h).as_str()));
    doers.retain(|a| !share(a));
    // Nobody acts on himself: what a pronoun means was mistaken.
    let person = |a: &Actor| a.name.as_deref().is_some_and(|n| n.contains(' ')) && a.id.is_none();
    let himself = |r: &Actor| person(r) && doers.iter().any(|d| d.name == r.name && d.country == r.country);
    if !recipients.is_empty() && recipients.iter().all(himself) {
        doers.clear();
        recipients.clear();
    }
    // "A tourist from Canada was killed": who is named within the words of whom it is done to does not do it.
    let inside = |d: &Actor, r: &Actor| matches!((d.mention, r.mention), (Some(d), Some(r)) if d != r && d.within(r));
    if s.word(w).upos == "VERB" {
        doers.retain(|d| !recipients.iter().any(|r| inside(d, r)));
    }
    // "Two firms in Seoul and Taipei": where they are is none of them.
    let head = |a: &Actor| a.mention.and_then(|m| s.head_of(m));
    let places: Vec<usize> = doers
        .iter()
        .filter_map(head)
        .filter(|&h| {
            s.is(h, &["nmod", "conj"]) && placed(s, h).is_some_and(|of| doers.iter().any(|d| head(d) == Some(of)))
        })
        .collect();
    doers.retain(|d| !head(d).is_some_and(|h| places.contains(&h)));
    // "Kenya agreed that the match in Nairobi": a state's own capital is where it is.
    let capital = |r: &Actor| {
        r.sector.as_deref() == Some("GOV") && r.role.is_none() && head(r).is_some_and(|h| s.word(h).upos == "PROPN")
    };
    let own = |r: &Actor| doers.iter().any(|d| d.country == r.country && d.sector.is_none() && d.id.is_none());
    recipients.retain(|r| !(capital(r) && own(r)));
    // "Urges retaliation on Russia", "in support of the sanctions on Burma's rulers": neither is asked, nor backed.
    if matches!(kind, "REQUEST" | "SUPPORT") {
        let struck = |h: usize| {
            let of = s.word(h).head.filter(|&n| n != w && STRIKING.contains(&s.lemma(n).as_str()));
            of.is_some() && s.is(h, &["nmod"]) && s.case(h).is_some_and(|p| matches!(p.as_str(), "on" | "against"))
        };
        recipients.retain(|r| !head(r).is_some_and(struck));
    }
    // "Ireland met the European Union's target": whose the thing is that is met, is not met.
    if kind == "CONSULT"
        && s.lemma(w) == "meet"
        && let Some(thing) = s.child(w, &["obj"]).filter(|&o| s.word(o).upos == "NOUN" && actors.one(o).is_empty())
    {
        let of_it = |a: &Actor| head(a).is_some_and(|h| h != thing && s.subtree(thing).contains(&h));
        doers.retain(|d| !of_it(d));
        recipients.retain(|r| !of_it(r));
    }
}

/// The noun that a name, or the first of names joined, says the place of.
fn placed(s: &Syntax, h: usize) -> Option<usize> {
    let first = if s.is(h, &["conj"]) { s.word(h).head? } else { h };
    let place = s.is(first, &["nmod"]) && s.case(first).is_some_and(|p| matches!(p.as_str(), "in" | "at" | "near"));
    s.word(first).head.filter(|_| place)
}

/// "Its minister, Aminata Diallo" is one, also where the name alone is read as a second: nothing is known of that one.
fn drop_namesakes(side: &mut Vec<Actor>) {
    let known: Vec<Option<String>> = side.iter().filter(|a| a.code().is_some()).map(|a| a.name.clone()).collect();
    side.retain(|a| a.code().is_some() || a.id.is_some() || a.name.is_none() || !known.contains(&a.name));
}

/// Sectors of private life: alone, they make no political event.
const PRIVATE: [&str; 8] = ["BUS", "CVL", "SOC", "EDU", "MED", "JRN", "ELI", "AGR"];

/// At least one side is a state, a body, or somebody with a part in public life; in a protest anybody of some state.
pub(super) fn is_political(s: &Syntax, kind: &str, actors: &[Actor], recipients: &[Actor]) -> bool {
    // "Two bakeries in Lyon" are not France.
    let state = |a: &Actor| {
        let head = a.mention.and_then(|m| s.head_of(m));
        let noun = |lemma: &str| STATES.contains(&lemma) || FOR_A_STATE.contains(&lemma);
        a.country.is_some() && head.is_none_or(|h| s.word(h).upos != "NOUN" || noun(&s.lemma(h)))
    };
    let private = |a: &Actor| a.sector.as_deref().is_some_and(|s| PRIVATE.contains(&s));
    let public = |a: &Actor| match a.sector.as_deref() {
        Some(s) => !PRIVATE.contains(&s),
        None => a.id.is_some() || state(a),
    };
    // Tourists who visit a state meet nobody of it.
    if kind == "CONSULT" && !actors.is_empty() && actors.iter().all(private) {
        return recipients.iter().any(|r| public(r) && r.sector.is_some());
    }
    let placed = |a: &Actor| kind == "PROTEST" && a.country.is_some();
    actors.iter().chain(recipients).any(|a| public(a) || placed(a))
}

/// Gives people and forces without a state ("students", "gunmen") the state in which the act took place, and those whom
/// a state's own power deals with that state.
pub(super) fn domestic(
    s: &Syntax,
    resolver: &Resolver,
    w: usize,
    kind: &str,
    actors: &mut [Actor],
    recipients: &mut [Actor],
) {
    // Nobody knows whose "gunmen" are, and peacekeepers are no state's.
    let stateless = |a: &Actor| {
        // "European leaders in Berlin" are not Germany's.
        let many = a.mention.and_then(|m| s.head_of(m)).is_some_and(|h| resolver.is_of_many(&s.phrase(h)));
        let sector = a.sector.as_deref().is_some_and(|s| !matches!(s, "UAF" | "IGO"));
        a.country.is_none() && a.id.is_none() && sector && !many
    };
    let below = s.subtree(w);
    let place = below
        .iter()
        .filter(|&&p| {
            s.is(p, &["obl", "nmod"])
                && s.case(p).is_some_and(|c| matches!(c.as_str(), "in" | "at" | "near" | "through" | "across"))
        })
        .find_map(|&p| resolver.state_of_place(p));
    let within = matches!(kind, "COERCE" | "PROTEST" | "CONCEDE" | "RETREAT");
    let power = actors
        .first()
        .filter(|a| within && a.sector.as_deref().is_none_or(|s| matches!(s, "GOV" | "COP" | "JUD" | "LEG")))
        .and_then(|a| a.country.clone());
    for a in actors.iter_mut().filter(|a| stateless(a)) {
        a.country = place.map(str::to_string);
    }
    for r in recipients.iter_mut().filter(|r| stateless(r)) {
        r.country = place.map(str::to_string).or(power.clone());
    }
}
