//! `--lexicon`, `explain` and `actors`, as the how-to has them.

use serde_json::Value;

use super::{Place, Ran};

trait Json {
    fn json(&self) -> Value;
}

impl Json for Ran {
    fn json(&self) -> Value {
        serde_json::from_str(&self.out()).expect("JSON")
    }
}

const NEWS: &str = "The Harbour Defence League condemned Iceland on Friday. Gunmen killed two guards in Nordvik Camp.";

#[test]
fn a_lexicon_of_ones_own_is_used() {
    let place = Place::new();
    place.file("news.txt", NEWS);
    let before = place.run(&["read", "--format", "json", "--min-confidence", "0", "news.txt"]).exits(0).json();
    let unknown = place.run(&["actors", "--unknown", "news.txt"]);
    assert!(unknown.out().contains("Harbour Defence League"), "{}", unknown.out());

    place.file("mine/organisations.tsv", "# ours\nHarbour Defence League\tHARBOURDL\tREB\tISL\n");
    place.file("mine/places.tsv", "Nordvik Camp\tISL\t\t65.10\t-14.02\t900\n");
    let run = ["read", "--format", "json", "--min-confidence", "0", "--lexicon", "mine", "news.txt"];
    let after = place.run(&run).exits(0).json();
    let actor = |r: &Value| r[0]["events"][0]["actors"][0].clone();
    assert_eq!(actor(&before)["id"], Value::Null);
    assert_eq!(actor(&after)["id"], "HARBOURDL");
    assert_eq!((&actor(&after)["sector"], &actor(&after)["country"]), (&"REB".into(), &"ISL".into()));
    let camp = after[0]["places"].as_array().unwrap().iter().find(|p| p["name"] == "Nordvik Camp").expect("the camp");
    assert_eq!((camp["latitude"].as_f64(), &camp["country"]), (Some(65.1), &"ISL".into()));
    assert_ne!(before[0]["made_by"]["lexicon"], after[0]["made_by"]["lexicon"]);

    let unknown = place.run(&["actors", "--unknown", "--lexicon", "mine", "news.txt"]);
    assert!(!unknown.out().contains("Harbour Defence League"), "{}", unknown.out());
}

#[test]
fn a_new_minister_ends_the_term_of_the_old_one() {
    let place = Place::new();
    place.file("mine/leaders.tsv", "Jean Exemple\tExemple\tFRA\t\tforeign minister\tGOV\t2014-02-01\n");
    let ask = |day: &str, more: &[&str]| {
        let text = "The French foreign minister left early.";
        let line = format!("{{\"id\":1,\"text\":\"{text}\",\"published\":\"{day}\",\"spans\":[[0,27]]}}\n");
        let answer = place.run_with(&[&["resolve"], more, &["-"]].concat(), line.as_bytes()).exits(0).json();
        answer["spans"][0]["actors"][0]["name"].as_str().unwrap_or("nobody").to_string()
    };
    assert_eq!(ask("2014-03-13", &[]), "Laurent Fabius");
    assert_eq!(ask("2014-03-13", &["--lexicon", "mine"]), "Jean Exemple");
    assert_eq!(ask("2014-01-13", &["--lexicon", "mine"]), "Laurent Fabius");
}

#[test]
fn every_wrong_line_of_a_lexicon_is_named() {
    let place = Place::new();
    place.file("news.txt", NEWS);
    place.file("mine/leaders.tsv", "A B\t\tICE\t\tminister\tGOV\t2014-02-30\nA\tB\n");
    place.file("mine/places.tsv", "X\tISL\t\t95\t0\n");
    place.file("mine/other.tsv", "a\tb\n");
    let ran = place.run(&["read", "--lexicon", "mine", "news.txt"]);
    assert_eq!(ran.code(), 2);
    for fault in [
        "leaders.tsv:1: iso3 \"ICE\"",
        "leaders.tsv:1: from \"2014-02-30\"",
        "leaders.tsv:2: 2 cells",
        "places.tsv:1: latitude \"95\"",
        "other.tsv: no lexicon has this name",
    ] {
        assert!(ran.err().contains(fault), "{fault} in {}", ran.err());
    }
    place.file("none/notes.md", "");
    assert_eq!(place.run(&["read", "--lexicon", "none", "news.txt"]).code(), 2);
    assert_eq!(place.run(&["read", "--lexicon", "nowhere", "news.txt"]).code(), 2);
}

#[test]
fn a_record_is_explained() {
    let place = Place::new();
    place.file("news.txt", "Kenyan police arrested the opposition leader in Nairobi on 3 May 2012.");
    let id = place.run(&["read", "--format", "json", "news.txt"]).exits(0).json()[0]["events"][0]["id"]
        .as_str()
        .unwrap()
        .to_string();
    let ran = place.run(&["explain", &id[..7], "news.txt"]);
    assert_eq!(ran.code(), 0, "{}", ran.err());
    for part in ["the network: COERCE", "adjective of KEN (country_terms.tsv)", "“3 May 2012”", "GeoNames 184745"] {
        assert!(ran.out().contains(part), "{part} in {}", ran.out());
    }
    let ran = place.run(&["explain", "e000", "news.txt"]);
    assert_eq!(ran.code(), 2);
    assert!(ran.err().contains("no record here"), "{}", ran.err());
}
