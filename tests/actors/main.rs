//! The table beside this file: whom a phrase stands for on the day of its text.

use onrecord::coding::actors::lexicon;
use onrecord::document::{Given, read_day};
use onrecord::pipeline;
use onrecord::record::Actor;
use onrecord::sources::Raw;
use onrecord::span::Span;

/// Prints every failing row of `phrases.tsv`, and fails if there is one.
#[test]
fn phrases() {
    let rows = || include_str!("phrases.tsv").lines().filter(|l| !l.is_empty() && !l.starts_with('#'));
    let mut failed = 0;
    for row in rows() {
        let cells: Vec<&str> = row.split('\t').collect();
        let [day, text, phrase, expected @ ..] = &cells[..] else { panic!("too short: {row}") };
        let found = resolve(day, text, phrase);
        let found: Vec<Vec<String>> = found.iter().map(cells_of).collect();
        let right = match (expected, &found[..]) {
            (["nobody"], []) => true,
            (_, [one]) => one == expected,
            _ => false,
        };
        if !right {
            failed += 1;
            println!("{day} {text} [{phrase}]\n  expected {expected:?}\n  found    {found:?}");
        }
    }
    assert_eq!(failed, 0, "of {} rows of phrases.tsv", rows().count());
}

fn resolve(day: &str, text: &str, phrase: &str) -> Vec<Actor> {
    let at = text.rfind(phrase).expect("the phrase stands in the text");
    let published = Some(read_day(day).expect("a day"));
    let raw = Raw { text: text.to_string(), ..Raw::default() };
    let given = Given { published, ..Given::default() };
    let (_, found) = pipeline::resolve(raw, &given, &[Span::new(at, at + phrase.len())], lexicon());
    found.into_iter().flat_map(|x| x.actors).collect()
}

fn cells_of(a: &Actor) -> Vec<String> {
    let cells = [&a.country, &a.id, &a.sector, &a.role, &a.name];
    cells.map(|c| c.clone().unwrap_or("-".to_string())).to_vec()
}
