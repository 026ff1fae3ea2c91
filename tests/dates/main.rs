//! The tables beside this file: what must be found, what it means, and what must not be found.

use std::collections::BTreeMap;

use jiff::civil::{Date, date};
use onrecord::coding::dates::{Found, Hemisphere, Kind, Tense, Viewpoint, find, first_full_date, nearest};

/// Prints every failing row of `expressions.tsv`, and fails if there is one.
#[test]
fn expressions() {
    let table = include_str!("expressions.tsv");
    let mut sentences: BTreeMap<(usize, [&str; 3]), Vec<[&str; 4]>> = BTreeMap::new();
    let mut firsts: BTreeMap<[&str; 3], usize> = BTreeMap::new();
    let mut rows = 0;
    for (number, line) in table.lines().enumerate().filter(|(_, line)| !line.is_empty() && !line.starts_with('#')) {
        let cells: Vec<&str> = line.split('\t').collect();
        let [anchor, tense, sentence, rest @ ..] = &cells[..] else { panic!("line {}: too short", number + 1) };
        let key = [*anchor, *tense, *sentence];
        let first = *firsts.entry(key).or_insert(number + 1);
        sentences.entry((first, key)).or_default().push(rest.try_into().expect("seven cells"));
        rows += 1;
    }
    let mut failed = 0;
    for ((line, [anchor, tense, sentence]), expected) in &sentences {
        let found = find(sentence, from(anchor.parse().ok(), tense_of(tense), hemisphere_of(tense)));
        let found: Vec<[String; 4]> = found.iter().map(|found| cells(sentence, found)).collect();
        for row in expected.iter().filter(|row| !found.iter().any(|cells| cells == *row)) {
            failed += 1;
            println!("line {line}: {sentence} [{anchor} {tense}]\n  expected {row:?}\n  found    {found:?}");
        }
        if found.len() > expected.len() {
            println!("line {line}: {sentence}\n  more than expected: {found:?}");
            failed += 1;
        }
    }
    println!("{} of {rows} rows right", rows - failed);
    assert_eq!(failed, 0, "rows of expressions.tsv fail");
}

/// Prints every sentence of `negatives.txt` in which something is found.
#[test]
fn negatives() {
    let mut failed = 0;
    for sentence in include_str!("negatives.txt").lines().filter(|line| !line.starts_with('#')) {
        for tense in [Tense::Past, Tense::Present, Tense::Future, Tense::Unknown] {
            for found in find(sentence, from(Some(date(2023, 3, 22)), tense, Some(Hemisphere::North))) {
                failed += 1;
                println!("{sentence} [{tense:?}]\n  found {:?}", cells(sentence, &found));
            }
        }
    }
    assert_eq!(failed, 0, "something was found where nothing is");
}

/// Pieces of expressions in any order, with hostile letters, from anchors at the calendar's ends.
#[test]
fn never_panics() {
    let pieces = [
        "March",
        "30",
        "99",
        "-",
        "2023",
        "/",
        ".",
        "'",
        "’",
        "s",
        "the",
        "22nd",
        "of",
        "Feb.",
        "31",
        "9999",
        "0",
        "a",
        "half",
        "century",
        "ago",
        "in",
        "999999",
        "years",
        "from",
        "to",
        "Monday",
        "(",
        ")",
        "end",
        "until",
        "since",
        "😀",
        "é",
        "İ",
        "ß",
        "\u{301}",
        "\u{0}",
        "\u{200d}",
        "٣",
        "٢٠٢٣",
        "12",
        "decades",
        "later",
        "last",
        "week",
        "early",
        "between",
        "and",
        "Q",
        "4",
        "p.m.",
        ":",
        ",",
        "more than",
        "century",
        "centuries",
        "hours",
        "within",
    ];
    let anchors = [None, Some(Date::MIN), Some(Date::MAX), Some(date(2023, 3, 22)), Some(date(-1, 2, 28))];
    let mut state: u64 = 1;
    let mut random = |below: usize| {
        state = state.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        (state >> 33) as usize % below
    };
    for round in 0..20_000 {
        let mut text = String::new();
        for _ in 0..random(14) {
            text.push_str(pieces[random(pieces.len())]);
            text.push_str(["", " ", " "][random(3)]);
        }
        let tense = [Tense::Past, Tense::Present, Tense::Future, Tense::Unknown][round % 4];
        let mut last = 0;
        for found in find(&text, from(anchors[round % 5], tense, Some(Hemisphere::South))) {
            assert!(found.bytes.start >= last && !text[found.bytes.clone()].is_empty(), "{text:?}");
            assert_eq!(found.value.is_none(), found.why_unknown.is_some(), "{text:?}");
            assert!(found.value.is_none_or(|value| value.start <= value.end), "{text:?}");
            last = found.bytes.end;
        }
        first_full_date(&text);
    }
}

/// A long text takes no more than its share of time: 400,000 words in some seconds, unoptimised.
#[test]
fn long_texts() {
    for piece in [
        "from March 1 to 5 ",
        "the ",
        "1",
        "'",
        "every other day ",
        "early ",
        "Monday to ",
        "the eve of the the ",
        "a week ago on ",
    ] {
        let text = piece.repeat(50_000);
        let began = std::time::Instant::now();
        find(&text, from(Some(date(2023, 3, 22)), Tense::Past, None));
        assert!(began.elapsed().as_secs() < 10, "{piece:?} took {:?}", began.elapsed());
    }
}

#[test]
fn full_dates() {
    let text = "LIMA, March 22 – Ministers met on May 3 – Published 4 May 2021, 10:00; changed on 5 May 2021.";
    let (bytes, day) = first_full_date(text).expect("a date");
    assert_eq!((&text[bytes], day), ("4 May 2021", date(2021, 5, 4)));
    assert_eq!(first_full_date("Of 03/04/2023 and February 30, 2023 nobody knows. In 2019."), None);
}

#[test]
fn datelines() {
    assert_eq!(nearest(3, 21, date(2023, 3, 22)), Some(date(2023, 3, 21)));
    assert_eq!(nearest(3, 23, date(2023, 3, 22)), Some(date(2023, 3, 23)));
    assert_eq!(nearest(3, 24, date(2023, 3, 22)), Some(date(2022, 3, 24)));
    assert_eq!(nearest(12, 31, date(2023, 1, 1)), Some(date(2022, 12, 31)));
    assert_eq!(nearest(1, 1, date(2022, 12, 31)), Some(date(2023, 1, 1)));
    assert_eq!(nearest(2, 29, date(2023, 3, 22)), None);
    assert_eq!(nearest(2, 30, date(2023, 3, 22)), None);
    assert_eq!(nearest(13, 40, Date::MAX), None);
}

/// Expression, start, end and precision, as the table writes them.
fn cells(sentence: &str, found: &Found) -> [String; 4] {
    let text = sentence[found.bytes.clone()].to_owned();
    let kind = match found.kind {
        Kind::Point => "point",
        Kind::Duration => "duration",
        Kind::Recurring => "recurring",
        _ => "vague",
    };
    match (found.value, found.why_unknown) {
        (Some(value), _) => {
            [text, value.start.to_string(), value.end.to_string(), format!("{:?}", value.precision).to_lowercase()]
        }
        (None, why) => [text, "?".to_owned(), why.unwrap_or("").to_owned(), kind.to_owned()],
    }
}

fn from(anchor: Option<Date>, tense: Tense, hemisphere: Option<Hemisphere>) -> Viewpoint {
    Viewpoint { anchor, tense, hemisphere, earlier: None }
}

/// "past/south" of a table: the hemisphere behind the tense.
fn hemisphere_of(cell: &str) -> Option<Hemisphere> {
    match cell.split_once('/')?.1 {
        "north" => Some(Hemisphere::North),
        "south" => Some(Hemisphere::South),
        other => panic!("no hemisphere: {other}"),
    }
}

fn tense_of(cell: &str) -> Tense {
    match cell.split('/').next().unwrap_or(cell) {
        "past" => Tense::Past,
        "present" => Tense::Present,
        "future" => Tense::Future,
        "unknown" => Tense::Unknown,
        _ => panic!("no tense: {cell}"),
    }
}
