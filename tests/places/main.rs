//! The table beside this file: which place a name means; and where an event is put.

use onrecord::document::Given;
use onrecord::pipeline;
use onrecord::record::Record;
use onrecord::sources::Raw;

fn read(text: &str) -> Record {
    pipeline::read(Raw { text: text.to_string(), ..Raw::default() }, &Given::default())
}

/// Prints every failing row of `mentions.tsv`, and fails if there is one.
#[test]
fn names_mean_places() {
    let rows = || include_str!("mentions.tsv").lines().filter(|l| !l.is_empty() && !l.starts_with('#'));
    let mut failed = 0;
    for row in rows() {
        let cells: Vec<&str> = row.split('\t').collect();
        let [text, name, expected @ ..] = &cells[..] else { panic!("too short: {row}") };
        let at = text.rfind(name).expect("the name stands in the text");
        let places = read(text).places;
        let found = places.iter().find(|p| p.span.start == at && p.span.end == at + name.len());
        let found: Vec<String> = match found {
            None => vec!["nowhere".into()],
            Some(p) => {
                let dash = |x: &Option<String>| x.clone().unwrap_or("-".into());
                let id = p.geonames.map_or("-".into(), |g| g.to_string());
                vec![dash(&p.country), dash(&p.region), p.precision.to_string(), id]
            }
        };
        if found != expected {
            failed += 1;
            println!("{text} [{name}]\n  expected {expected:?}\n  found    {found:?}");
        }
    }
    assert_eq!(failed, 0, "of {} rows of mentions.tsv", rows().count());
}

/// An event is where its own clause says, and nowhere else.
#[test]
fn events_have_the_place_of_their_clause() {
    for (text, expected) in [
        ("Gunmen killed four soldiers near the town of Kidal, Mali, on Friday.", Some("Kidal")),
        ("Police arrested the opposition leader in Nairobi.", Some("Nairobi")),
        ("The foreign ministers of France and Chile met in Geneva.", Some("Geneva")),
        ("Syrian jets bombed Aleppo.", Some("Aleppo")),
        ("Iran condemned the attack that killed ten people in Baghdad.", None),
        ("Germany imposed sanctions on Iran.", None),
    ] {
        let r = read(text);
        let event = r.events.iter().min_by_key(|e| e.trigger.start).unwrap_or_else(|| panic!("no event: {text}"));
        assert_eq!(event.place.as_ref().map(|p| p.name.as_str()), expected, "{text}");
    }
}

/// A country's middle is nowhere in particular: no point is given for it.
#[test]
fn countries_have_no_point() {
    let r = read("Rebels killed nine people in Sudan.");
    let place = r.events[0].place.as_ref().expect("the clause names Sudan");
    assert_eq!((place.country.as_deref(), place.precision, place.point), (Some("SDN"), "country", None));
}

/// A text of names alone takes no more than a moment a name.
#[test]
fn many_names_do_not_hang() {
    let names = ["Springfield", "San José", "Santa Cruz", "Victoria", "San Pedro", "Georgetown", "Richmond"];
    let text: String = (0..3000).map(|k| format!("{} {}, ", names[k % names.len()], k)).collect();
    let start = std::time::Instant::now();
    let _ = read(&format!("The list names {text} and more."));
    assert!(start.elapsed().as_secs() < 60, "{:?}", start.elapsed());
}
