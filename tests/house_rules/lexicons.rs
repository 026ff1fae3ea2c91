//! Every `lexicons/*.tsv` is sorted, without repeats, with its columns, codes and dates in order and its origin told.

use std::collections::{HashMap, HashSet};

use jiff::civil::Date;

use super::{files, none, text};

/// PLOVER's sectors and non-state codes; UNK is for words that can't be placed.
const SECTORS: [&str; 30] = [
    "GOV", "MIL", "COP", "JUD", "LEG", "PRM", "SPY", "UAF", "PTY", "REB", "OPP", "AGR", "BUS", "CRM", "CVL", "EDU",
    "ELI", "JRN", "LAB", "MED", "REF", "REL", "SOC", "PRE", "IGO", "IMG", "ISM", "MNC", "NGO", "UNK",
];

struct Table<'a> {
    columns: Vec<&'a str>,
    rows: Vec<(usize, Vec<&'a str>)>,
}

/// Header and rows, and what is wrong with the file's form.
fn table<'a>(path: &str, text: &'a str, faults: &mut Vec<String>) -> Table<'a> {
    let header: String = text.lines().take_while(|l| l.starts_with('#')).collect::<Vec<_>>().join("\n");
    for (what, found) in
        [("origin:", header.contains("origin:")), ("date", header.contains("date ") || header.contains("date:"))]
    {
        if !found {
            faults.push(format!("{path}: the header names no {}", what.trim_end_matches(':')));
        }
    }
    if text.contains('\r') || !text.ends_with('\n') {
        faults.push(format!("{path}: lines must end in \"\\n\", the last one too"));
    }
    let columns: Vec<&str> =
        text.lines().find_map(|l| l.strip_prefix("#columns: ")).map(|c| c.split('\t').collect()).unwrap_or_default();
    if columns.is_empty() {
        faults.push(format!("{path}: the header has no line \"#columns: …\""));
    }
    let rows = text
        .lines()
        .enumerate()
        .filter(|(_, l)| !l.starts_with('#'))
        .map(|(k, l)| (k + 1, l.split('\t').collect()))
        .collect();
    Table { columns, rows }
}

/// A day, month or year that exists.
fn is_date(s: &str) -> bool {
    let whole = match s.len() {
        4 => format!("{s}-01-01"),
        7 => format!("{s}-01"),
        10 => s.to_string(),
        _ => return false,
    };
    s.bytes().enumerate().all(|(k, b)| if k == 4 || k == 7 { b == b'-' } else { b.is_ascii_digit() })
        && whole.parse::<Date>().is_ok()
}

/// The second is not before the first, as far as both are told.
fn in_order(from: &str, until: &str) -> bool {
    let n = from.len().min(until.len());
    from[..n] <= until[..n]
}

fn faults(path: &str, text: &str, states: &HashSet<String>) -> Vec<String> {
    let mut out = Vec::new();
    let t = table(path, text, &mut out);
    let mut seen: HashMap<&[&str], usize> = HashMap::new();
    let mut before = "";
    for (n, cells) in &t.rows {
        let n = *n;
        let mut fault = |what: String| out.push(format!("{path}:{n}: {what}"));
        if cells.len() != t.columns.len() {
            fault(format!("{} cells, and the header names {} columns", cells.len(), t.columns.len()));
            continue;
        }
        if cells[0].is_empty() {
            fault("the first cell is empty".into());
        }
        if cells[0] < before {
            fault(format!("{:?} stands behind {before:?}; sort by the first column (LC_ALL=C sort)", cells[0]));
        }
        before = cells[0];
        if let Some(first) = seen.insert(cells, n) {
            fault(format!("says the same as line {first}"));
        }
        let mut span: [&str; 2] = ["", ""];
        for (name, cell) in t.columns.iter().zip(cells) {
            if *cell != cell.trim() || cell.contains("  ") {
                fault(format!("{name} {cell:?} has spaces too many"));
            }
            if cell.is_empty() {
                continue;
            }
            match *name {
                "iso3" | "country" => {
                    if cell.len() != 3 || !cell.bytes().all(|b| b.is_ascii_uppercase()) {
                        fault(format!("{name} {cell:?} is no code of three capitals"));
                    } else if !states.contains(*cell) {
                        fault(format!("{name} {cell:?} is not in lexicons/countries.tsv"));
                    }
                }
                "sector" if !SECTORS.contains(cell) => fault(format!("{cell:?} is no sector of PLOVER")),
                "from" | "until" | "known_until" => {
                    if !is_date(cell) {
                        fault(format!("{name} {cell:?} is no date as 2015, 2015-03 or 2015-03-22"));
                    } else if *name != "known_until" {
                        span[usize::from(*name == "until")] = cell;
                    }
                }
                _ => {}
            }
        }
        if span.iter().all(|s| !s.is_empty()) && !in_order(span[0], span[1]) {
            fault(format!("ends ({}) before it begins ({})", span[1], span[0]));
        }
    }
    out
}

#[test]
fn every_lexicon_is_well_formed() {
    let countries = text("lexicons/countries.tsv");
    let states: HashSet<String> = countries
        .lines()
        .filter(|l| !l.starts_with('#'))
        .filter_map(|l| l.split('\t').next())
        .map(str::to_string)
        .collect();
    assert!(["FRA", "TWN", "HKG"].iter().all(|c| states.contains(*c)), "lexicons/countries.tsv lists the states");
    let all = files("lexicons", "tsv").iter().flat_map(|(p, t)| faults(p, t, &states)).collect();
    none(
        all,
        "Mend the rows. Of the tables made by tools/lexicons/build.py mend the source in tools/lexicons/own/ and build again; cues.tsv and irregular_forms.tsv are written by hand.",
    );
}

#[test]
fn bodies_that_have_members_are_named() {
    let (bodies, members) = (text("lexicons/organisations.tsv"), text("lexicons/members.tsv"));
    let ids: HashSet<&str> =
        bodies.lines().filter(|l| !l.starts_with('#')).filter_map(|l| l.split('\t').nth(1)).collect();
    let unknown = members.lines().enumerate().filter(|(_, l)| !l.starts_with('#')).filter_map(|(k, l)| {
        let id = l.split('\t').next()?;
        (!ids.contains(id)).then(|| format!("lexicons/members.tsv:{}: {id} is the id of no body", k + 1))
    });
    none(
        unknown.collect(),
        "A body whose members are listed needs a term in lexicons/organisations.tsv, else no text can name it.",
    );
}

#[test]
fn faults_are_found() {
    let states: HashSet<String> = ["FRA".to_string()].into();
    let head = "# origin: ours\n# date: 2026-11-23\n#columns: term\tiso3\tsector\tfrom\tuntil\n";
    let check = |rows: &str, expected: &[&str]| {
        let found = faults("x.tsv", &format!("{head}{rows}"), &states);
        assert_eq!(found.len(), expected.len(), "{rows:?}: {found:?}");
        for (f, e) in found.iter().zip(expected) {
            assert!(f.contains(e), "{f:?} says {e:?}");
        }
    };
    check("a\tFRA\tGOV\t2015-03\t2015-03-22\nb\t\t\t\t\n", &[]);
    check("b\tFRA\t\t\t\na\tFRA\t\t\t\n", &["x.tsv:5: \"a\" stands behind \"b\""]);
    check("a\tFRA\t\t\t\na\tFRA\t\t\t\n", &["the same as line 4"]);
    check("a\tFRA\n", &["2 cells, and the header names 5"]);
    check("a\tFRANCE\t\t\t\n", &["no code of three capitals"]);
    check("a\tFRX\t\t\t\n", &["not in lexicons/countries.tsv"]);
    check("a\tFRA\tXYZ\t\t\n", &["no sector"]);
    check("a\tFRA\t\t2015-02-30\t\n", &["is no date"]);
    check("a\tFRA\t\t20150230\t\n", &["is no date"]);
    check("a\tFRA\t\t2016\t2015-12\n", &["before it begins"]);
    check(" a\tFRA\t\t\t\n", &["spaces too many"]);
    check("\tFRA\t\t\t\n", &["the first cell is empty"]);
    let bare = faults("x.tsv", "a\tb\n", &states);
    assert!(
        bare.iter().any(|f| f.contains("no origin"))
            && bare.iter().any(|f| f.contains("no date"))
            && bare.iter().any(|f| f.contains("#columns")),
        "{bare:?}"
    );
}
