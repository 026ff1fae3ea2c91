//! A user's own files of the lexicon: which there may be, and what is wrong with them.

use std::collections::HashSet;

use super::lexicon::{COUNTRIES, first_day, last_day, rows};
use crate::coding::places::gazetteer::REGIONS;

/// The files that a user may add to, with the columns that a row of each must fill.
pub(super) const OWN: [(&str, &[&str], usize); 7] = [
    ("country_terms.tsv", &["term", "iso3", "kind", "from", "until", "note"], 3),
    ("organisations.tsv", &["term", "id", "sector", "country", "note"], 3),
    ("members.tsv", &["id", "iso3", "from", "until"], 2),
    ("leaders.tsv", &["name", "aliases", "iso3", "org", "office", "sector", "from", "until"], 6),
    ("offices.tsv", &["phrase", "sector", "role", "note"], 3),
    ("agents.tsv", &["lemma", "plural", "sector", "note"], 3),
    ("places.tsv", &["name", "country", "region", "latitude", "longitude", "inhabitants", "geonames"], 5),
];
const SECTORS: &str = "COP GOV JUD LEG MIL PRM PTY REB SPY UAF UNK AGR BUS CRM CVL EDU ELI JRN LAB MED REF OPP PRE REL SOC NGO IGO IMG ISM MNC";
const KINDS: &str = "name adjective people capital seat region city";

/// What is wrong with a line of a user's lexicon.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LexiconError {
    /// Name of the file.
    pub file: String,
    /// From 1; 0 for the whole file.
    pub line: usize,
    /// What is wrong.
    pub message: String,
}

/// All that is wrong with a user's file.
pub(super) fn faults(file: &str, text: &str) -> Vec<LexiconError> {
    let mut out = Vec::new();
    let mut note = |line: usize, message: String| out.push(LexiconError { file: file.to_string(), line, message });
    let Some((_, columns, filled)) = OWN.iter().find(|(name, ..)| *name == file) else {
        let names: Vec<&str> = OWN.iter().map(|o| o.0).collect();
        note(0, format!("no lexicon has this name; there are {}", names.join(", ")));
        return out;
    };
    let lands = rows::<2>(REGIONS).filter(|r| r[0] == "state").map(|r| r[1]);
    let states: HashSet<&str> = rows::<1>(COUNTRIES).map(|r| r[0]).chain(lands).collect();
    for (k, line) in text.lines().enumerate().filter(|(_, l)| !l.is_empty() && !l.starts_with('#')) {
        let cells: Vec<&str> = line.split('\t').map(str::trim).collect();
        let n = k + 1;
        let from = columns.iter().position(|c| *c == "from").unwrap_or(usize::MAX);
        if cells.len() > columns.len() || cells.len() < *filled {
            note(
                n,
                format!(
                    "{} cells, apart by tabs, where there are to be {filled} to {}: {}",
                    cells.len(),
                    columns.len(),
                    columns.join(", ")
                ),
            );
            continue;
        }
        for (column, cell) in columns.iter().zip(&cells) {
            let wrong = match *column {
                "term" | "name" | "id" | "phrase" | "lemma" if cell.is_empty() => Some("must not be empty"),
                "iso3" | "country" if !cell.is_empty() && !states.contains(cell) => {
                    Some("is no ISO 3166-1 alpha-3 code of a state")
                }
                "iso3" if cell.is_empty() && file != "leaders.tsv" => Some("must not be empty"),
                "country" if cell.is_empty() && file == "places.tsv" => Some("must not be empty"),
                "kind" if !KINDS.split(' ').any(|x| x == *cell) => {
                    Some("is not one of name, adjective, people, capital, seat, region, city")
                }
                "sector" if !cell.is_empty() && !SECTORS.split(' ').any(|x| x == *cell) => {
                    Some("is no sector of PLOVER (is a tab missing? a heading begins with #)")
                }
                "from" | "until" if !cell.is_empty() && first_day(cell).is_none() => {
                    Some("is no date (2023, 2023-06 or 2023-06-03)")
                }
                "latitude" if !cell.parse::<f32>().is_ok_and(|x| x.abs() <= 90.0) => Some("is no latitude in degrees"),
                "longitude" if !cell.parse::<f32>().is_ok_and(|x| x.abs() <= 180.0) => {
                    Some("is no longitude in degrees")
                }
                "inhabitants" | "geonames" if !cell.is_empty() && cell.parse::<u32>().is_err() => {
                    Some("is no whole number")
                }
                "until" if !cell.is_empty() && cells.get(from).is_some_and(|f| first_day(f) > last_day(cell)) => {
                    Some("lies before the day from which it holds")
                }
                _ => None,
            };
            if let Some(why) = wrong {
                note(n, format!("{column} {cell:?} {why}"));
            }
        }
    }
    out
}
