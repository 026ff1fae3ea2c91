//! Expressions of time. The first two bytes choose anchor and tense.
#![no_main]

use libfuzzer_sys::fuzz_target;
use onrecord::coding::dates::{Tense, Viewpoint, find, first_full_date};
use onrecord::document::read_day;

const ANCHORS: [&str; 5] = ["2023-03-22", "2024-02-29", "9999-12-31", "-9999-01-01", "none"];
const TENSES: [Tense; 4] = [Tense::Past, Tense::Present, Tense::Future, Tense::Unknown];

fuzz_target!(|input: (u8, u8, &str)| {
    let (anchor, tense, text) = input;
    let anchor = ANCHORS[usize::from(anchor) % ANCHORS.len()].parse().ok();
    let mut last = 0;
    for f in find(text, Viewpoint { anchor, tense: TENSES[usize::from(tense) % TENSES.len()], ..Viewpoint::default() }) {
        assert!(f.bytes.start >= last && !text[f.bytes.clone()].is_empty());
        assert!(f.value.is_none_or(|v| v.start <= v.end));
        assert_eq!(f.value.is_none(), f.why_unknown.is_some());
        last = f.bytes.end;
    }
    if let Some((bytes, _)) = first_full_date(text) {
        assert!(!text[bytes].is_empty());
    }
    read_day(text);
});
