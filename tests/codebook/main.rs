//! The codebook's examples are tests: each "Coded so" must give its record, each "Not coded so" must not give its type.
//!
//! A sentence that is still got wrong carries "(not yet: the reason)" on its page. The test fails when such a one comes
//! right, so that the mark is taken off, and when one without a mark goes wrong.

use onrecord::coding::events::codebook::{Example, Page, codebook};
use onrecord::document::Given;
use onrecord::pipeline;
use onrecord::record::{Actor, Event};
use onrecord::sources::Raw;

/// What the program shows by default. An example must be found, however sure the program is of it; a counterexample must
/// not be shown.
const SHOWN: f32 = 0.5;

fn events(e: &Example) -> Vec<Event> {
    pipeline::read(Raw { id: "example".into(), text: e.text.clone(), ..Raw::default() }, &Given::default()).events
}

fn codes(list: &[Actor]) -> Vec<String> {
    let mut out: Vec<String> = list.iter().filter_map(|a| a.code().map(str::to_string)).collect();
    out.sort();
    out
}

/// The regular "-ed" and "-ing" forms of a verb.
fn inflect(verb: &str) -> [String; 2] {
    let stem = verb.strip_suffix('e').filter(|s| !s.ends_with('e')).unwrap_or(verb);
    let ed = match verb.strip_suffix('y') {
        Some(s) if !s.ends_with(['a', 'e', 'o', 'u']) => format!("{s}ied"),
        _ => format!("{stem}ed"),
    };
    [ed, format!("{stem}ing")]
}

#[test]
fn verbs_of_the_codebook_are_found_in_their_regular_forms() {
    use onrecord::coding::events::codebook::Part;
    let mut wrong = Vec::new();
    for rule in codebook().pages.iter().flat_map(|p| &p.rules).filter(|r| r.part == Part::Verb) {
        for (verb, _) in
            rule.triggers.iter().filter(|(v, _)| v.chars().all(|c| c.is_ascii_lowercase()) && !may_double(v))
        {
            // An irregular verb has forms of its own in the list, and no regular ones to find.
            for (form, tag) in inflect(verb).iter().zip(["VBD", "VBG"]) {
                let got = onrecord::parse::parser().dictionary_form(form, "VERB", tag);
                if got != *verb && !IRREGULAR.contains(&verb.as_str()) {
                    wrong.push(format!("{form} gives {got}, not {verb}"));
                }
            }
        }
    }
    wrong.sort();
    wrong.dedup();
    assert!(wrong.is_empty(), "add these to lexicons/irregular_forms.tsv:\n{}", wrong.join("\n"));
}

/// Ends in one vowel and one consonant, which is doubled in "banned" and not in "visited".
fn may_double(verb: &str) -> bool {
    let v: Vec<char> = verb.chars().rev().take(3).collect();
    let vowel = |c: char| "aeiou".contains(c);
    v.len() < 3 || (!vowel(v[0]) && !"wxy".contains(v[0]) && vowel(v[1]) && !vowel(v[2]))
}

/// Verbs of the codebook without regular forms, and "rap", whose forms are those of "rape".
const IRREGULAR: [&str; 10] =
    ["browbeat", "cling", "underwrite", "win", "route", "rout", "lambast", "die", "tie", "vie"];

/// What is wrong with the best event of the page's type; `None` if nothing is.
fn fault(page: &Page, e: &Example) -> Option<String> {
    let sorted = |l: &[String]| {
        let mut l = l.to_vec();
        l.sort();
        l
    };
    let found = events(e);
    let of_type: Vec<&Event> = found.iter().filter(|x| x.kind == page.name).collect();
    if of_type.is_empty() {
        let others: Vec<&str> = found.iter().map(|x| x.kind.as_str()).collect();
        return Some(format!("type: found {others:?}"));
    }
    let mut why = String::new();
    for x in of_type {
        let (actors, recipients) = (codes(&x.actors), codes(&x.recipients));
        why = if actors != sorted(&e.actors) {
            format!("actors {actors:?}")
        } else if recipients != sorted(&e.recipients) {
            format!("recipients {recipients:?}")
        } else if e.mode.is_some() && x.mode != e.mode {
            format!("mode {:?}", x.mode)
        } else if e.auxiliary.iter().any(|a| !x.auxiliary.contains(a)) {
            format!("auxiliary {:?}", x.auxiliary)
        } else {
            return None;
        };
    }
    Some(why)
}

#[test]
fn examples_are_coded_so() {
    let (mut wrong, mut right, mut all) = (Vec::new(), Vec::new(), 0);
    for page in &codebook().pages {
        for e in &page.examples {
            all += 1;
            let file = page.name.to_lowercase();
            match (fault(page, e), &e.not_yet) {
                (Some(why), None) => wrong.push(format!("codebook/{file}.md:{}: {why}: {}", e.line, e.text)),
                (None, Some(_)) => {
                    right.push(format!("codebook/{file}.md:{}: comes right now; take off its mark: {}", e.line, e.text))
                }
                _ => {}
            }
        }
    }
    println!("{all} examples, {} wrong without a mark", wrong.len());
    assert!(all >= 200, "only {all} examples were read");
    assert!(wrong.is_empty() && right.is_empty(), "\n{}\n{}", wrong.join("\n"), right.join("\n"));
}

#[test]
fn counterexamples_are_not_coded_so() {
    let (mut wrong, mut all) = (Vec::new(), 0);
    for page in &codebook().pages {
        for e in &page.counterexamples {
            all += 1;
            let coded = events(e)
                .iter()
                .filter(|x| x.kind == page.name && x.confidence >= SHOWN)
                .any(|x| !x.auxiliary.iter().any(|a| a == "negated" || a == "hypothetical"));
            if coded != e.not_yet.is_some() {
                wrong.push(format!(
                    "codebook/{}.md:{}: {}: {}",
                    page.name.to_lowercase(),
                    e.line,
                    if coded { "coded" } else { "not coded now; take off its mark" },
                    e.text
                ));
            }
        }
    }
    assert!(all >= 160, "only {all} counterexamples were read");
    assert!(wrong.is_empty(), "{} of {all}\n{}", wrong.len(), wrong.join("\n"));
}
