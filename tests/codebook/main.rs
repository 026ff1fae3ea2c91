//! The codebook's examples are tests: each "Coded so" must give its record, each "Not coded so" must not give its type.
//!
//! A sentence that is still got wrong carries "(not yet: the reason)" on its page. The test fails when such a one comes
//! right, so that the mark is taken off, and when one without a mark goes wrong.

use onrecord::coding::codebook::{Example, Guide, Page, codebook};
use onrecord::pipeline::Reader;

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
    use onrecord::coding::codebook::Part;
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

#[test]
fn examples_are_coded_so() {
    let reader = Reader::new(codebook());
    let (mut wrong, mut all) = (Vec::new(), 0);
    for (page, examples) in lists(|p| &p.examples, |g| &g.examples) {
        for e in examples {
            all += 1;
            wrong.extend(reader.fault(e, true).map(|why| format!("codebook/{page}.md:{}: {why}: {}", e.line, e.text)));
        }
    }
    assert!(all >= 200, "only {all} examples were read");
    assert!(wrong.is_empty(), "{} of {all}\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn counterexamples_are_not_coded_so() {
    let reader = Reader::new(codebook());
    let (mut wrong, mut all) = (Vec::new(), 0);
    for (page, examples) in lists(|p| &p.counterexamples, |g| &g.counterexamples) {
        for e in examples {
            all += 1;
            wrong.extend(reader.fault(e, false).map(|why| format!("codebook/{page}.md:{}: {why}: {}", e.line, e.text)));
        }
    }
    assert!(all >= 160, "only {all} counterexamples were read");
    assert!(wrong.is_empty(), "{} of {all}\n{}", wrong.len(), wrong.join("\n"));
}

/// Faults of the examples of a page of contexts, topics or acts, and how many there are.
fn of_subjects(file: &str) -> (Vec<String>, usize) {
    let reader = Reader::new(codebook());
    let (mut wrong, mut all) = (Vec::new(), 0);
    for c in codebook().subjects(file).expect("the codebook has the page").0 {
        assert!(!c.examples.is_empty() && !c.counterexamples.is_empty(), "{file}: {} lacks examples", c.name);
        for (so, list) in [(true, &c.examples), (false, &c.counterexamples)] {
            for (line, sentence) in list {
                all += 1;
                let fault = reader.subject_fault(file, &c.name, sentence, so);
                wrong.extend(fault.map(|why| format!("codebook/{file}:{line}: {why}: {sentence}")));
            }
        }
    }
    (wrong, all)
}

#[test]
fn examples_of_contexts_are_found_in_their_context() {
    let (wrong, all) = of_subjects("contexts.md");
    assert_eq!(codebook().contexts.len(), 37, "PLOVER has 37 contexts");
    assert!(wrong.is_empty(), "{} of {all}\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn examples_of_topics_have_their_topic() {
    let (wrong, all) = of_subjects("topics.md");
    let major = codebook().topics.iter().filter(|t| t.part_of.is_none()).count();
    assert_eq!(major, 21, "the Comparative Agendas Project has 21 major topics");
    for t in &codebook().topics {
        let known = |name: &String| codebook().topics.iter().any(|m| m.name == *name && m.part_of.is_none());
        assert!(t.part_of.as_ref().is_none_or(known), "{} is part of no major topic", t.name);
    }
    assert!(wrong.is_empty(), "{} of {all}\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn examples_of_acts_have_their_act() {
    let (wrong, all) = of_subjects("acts.md");
    assert_eq!(codebook().acts.len(), 13);
    assert!(wrong.is_empty(), "{} of {all}\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn stances_that_turn_round_come_out_right() {
    let reader = Reader::new(codebook());
    let turns = &codebook().turns;
    let fault = |t| reader.turn_fault(t).map(|why| format!("codebook/stance.md:{}: {why}: {}", t.line, t.text));
    let wrong: Vec<String> = turns.iter().filter_map(fault).collect();
    assert!(turns.len() >= 10);
    assert!(wrong.is_empty(), "{} of {}\n{}", wrong.len(), turns.len(), wrong.join("\n"));
}

/// The examples of all pages, each with its page's file.
fn lists<'a>(
    of_page: impl Fn(&'a Page) -> &'a Vec<Example>,
    of_guide: impl Fn(&'a Guide) -> &'a Vec<Example>,
) -> Vec<(String, &'a Vec<Example>)> {
    let book = codebook();
    let pages = book.pages.iter().map(|p| (p.name.to_lowercase(), of_page(p)));
    pages.chain(book.guides.iter().map(|g| (g.name.to_string(), of_guide(g)))).collect()
}
