//! What others build on: formats, offsets, order, exit codes, the same bytes.

use serde_json::Value;

use super::{Place, checked};

const TEXT: &str = "NAIROBI, May 14 — Kenya’s foreign minister on Monday accused Uganda of moving troops to the border. “We will not wait,” she said.\n\nUganda and Kenya held talks in Kampala last week.";

#[test]
fn json_is_always_one_array_and_jsonl_one_object_a_line() {
    let p = Place::new();
    p.file("a.txt", TEXT).file("b.txt", "").file("c.txt", "The cat sat on the mat.");
    let array: Value =
        serde_json::from_str(&p.run(&["read", "--format", "json", "a.txt", "b.txt", "c.txt"]).exits(0).out()).unwrap();
    let ids: Vec<_> = array.as_array().unwrap().iter().map(|r| r["document"]["id"].as_str().unwrap()).collect();
    assert_eq!(ids, ["a.txt", "b.txt", "c.txt"]);
    let one: Value = serde_json::from_str(&p.run(&["read", "--format", "json", "a.txt"]).exits(0).out()).unwrap();
    assert_eq!(one.as_array().unwrap().len(), 1);
    let none: Value =
        serde_json::from_str(&p.run(&["read", "--format", "json", "missing.txt"]).exits(2).out()).unwrap();
    assert_eq!(none.as_array().unwrap().len(), 0);
    assert_eq!(p.run(&["read", "--format", "jsonl", "a.txt", "b.txt", "c.txt"]).exits(0).records().len(), 3);
}

#[test]
fn offsets_count_code_points_in_every_script() {
    let p = Place::new();
    let texts = [
        "🙂🙂 Türkiye’s President Recep Tayyip Erdoğan accused Côte d’Ivoire of “meddling” 🔥 on Tuesday, São Tomé’s envoy said.",
        "习近平 met Vladimir Putin in Москва. Ελλάδα and France signed a treaty; 日本 condemned North Korea’s launch.",
        "e\u{301}gypt\u{301}: Egypt\u{200b} warned Ethiopia \u{202e}about the dam\u{202c}, said “Ali”.",
    ];
    for t in texts {
        p.file("t.txt", t);
        let r = p.run(&["read", "--format", "jsonl", "t.txt"]).exits(0).records().remove(0);
        assert_eq!(r["document"]["text"], t, "the text is unchanged to the character");
    }
}

#[test]
fn jsonl_fields_are_carried_through_and_a_mark_is_dropped() {
    let p = Place::new();
    let line = "\u{feff}{\"id\": 7, \"text\": \"Kenya condemned Uganda on Tuesday.\", \"title\": \"A title\", \"published\": \"2019-05-16T10:00:00Z\", \"publisher\": \"The Daily\", \"url\": \"u\", \"desk\": {\"a\": [1]}}";
    let r = p.run_with(&["read", "--format", "jsonl", "-"], line.as_bytes()).exits(0).records().remove(0);
    assert_eq!(r["document"]["id"], "7");
    assert_eq!(r["document"]["published"], "2019-05-16");
    assert_eq!(r["document"]["extra"]["desk"]["a"][0], 1);
    assert_eq!(r["document"]["title"], "A title");
    assert_eq!(r["events"][0]["date"]["start"], "2019-05-14");
}

#[test]
fn a_dateline_is_the_anchor_and_publication_never_the_event_date() {
    let p = Place::new();
    p.file("a.txt", TEXT);
    let r = p.run(&["read", "--format", "jsonl", "--published", "2019-05-16", "a.txt"]).exits(0).records().remove(0);
    assert_eq!(r["document"]["anchor"], serde_json::json!({"date": "2019-05-14", "found": "dateline"}));
    assert_eq!(r["events"][0]["date"]["start"], "2019-05-13");
    p.file("b.txt", "Kenya condemned Uganda.");
    let r = p.run(&["read", "--format", "jsonl", "--published", "2019-05-16", "b.txt"]).exits(0).records().remove(0);
    assert_eq!(r["events"][0]["date"], Value::Null);
}

#[test]
fn the_same_bytes_alone_in_a_batch_on_one_thread_or_two() {
    let p = Place::new();
    let other = "France and Germany signed a treaty in Aachen on 22 January 2019, and President Macron praised it.\n\n"
        .repeat(9);
    p.file("a.txt", TEXT).file("b.txt", &other).file("c.txt", "Nobody said anything of note.");
    let whole = p.run(&["read", "--format", "jsonl", "a.txt", "b.txt", "c.txt"]).exits(0).out();
    let apart: String =
        ["a.txt", "b.txt", "c.txt"].iter().map(|f| p.run(&["read", "--format", "jsonl", f]).exits(0).out()).collect();
    assert_eq!(whole, apart);
    for threads in ["1", "2", "7"] {
        let out = std::process::Command::new(env!("CARGO_BIN_EXE_onrecord"))
            .args(["read", "--format", "jsonl", "a.txt", "b.txt", "c.txt"])
            .env("RAYON_NUM_THREADS", threads)
            .current_dir(p.path())
            .output()
            .unwrap();
        assert_eq!(String::from_utf8(out.stdout).unwrap(), whole, "{threads} threads");
    }
}

#[test]
fn min_confidence_leaves_out_and_points_at_nothing_gone() {
    let p = Place::new();
    p.file("a.txt", TEXT);
    let r = p.run(&["read", "--format", "jsonl", "--min-confidence", "0.999", "a.txt"]).exits(0).records().remove(0);
    assert_eq!(r["events"].as_array().unwrap().len(), 0);
    assert!(r["statements"].as_array().unwrap().iter().all(|s| s["event"].is_null()));
}

#[test]
fn the_day_of_a_noun_is_not_that_of_the_verb_around_it() {
    let p = Place::new();
    p.file("noun.txt", "Ahead of Friday's meeting, France accused Togo of moving troops to the border.\n");
    p.file("verb.txt", "France accused Togo on Friday of moving troops to the border.\n");
    p.file("about.txt", "France criticised Friday's meeting with Togo.\n");
    p.file("at.txt", "France criticised Togo at Friday's meeting.\n");
    let args =
        ["read", "--format", "jsonl", "--published", "2016-09-18", "noun.txt", "verb.txt", "about.txt", "at.txt"];
    let r = p.run(&args).exits(0).records();
    assert!(r[0]["events"][0]["date"].is_null());
    assert_eq!(r[1]["events"][0]["date"]["start"], "2016-09-16");
    assert!(r[2]["events"][0]["date"].is_null());
    assert_eq!(r[3]["events"][0]["date"]["start"], "2016-09-16");
}

#[test]
fn what_stands_among_acts_of_years_ago_is_as_old() {
    let p = Place::new();
    p.file("old.txt", "In 2004 the talks with Togo ended in a quarrel. France accused Togo of bad faith.\n");
    p.file("new.txt", "In 2004 the talks with Togo ended in a quarrel. France accused Togo of bad faith on Friday.\n");
    let args =
        ["read", "--format", "jsonl", "--published", "2016-09-18", "--min-confidence", "0.3", "old.txt", "new.txt"];
    let r = p.run(&args).exits(0).records();
    let auxiliary = |k: usize| {
        let events = r[k]["events"].as_array().unwrap();
        events.iter().find(|e| e["type"] == "ACCUSE").expect("an accusation")["auxiliary"].clone()
    };
    assert_eq!(auxiliary(0), serde_json::json!(["historical"]));
    assert_eq!(auxiliary(1), serde_json::json!([]));
}

#[test]
fn a_page_in_a_pipe_has_no_colours_and_shows_the_words() {
    let p = Place::new();
    p.file("a.txt", TEXT);
    let out = p.run(&["read", "a.txt"]).exits(0).out();
    assert!(!out.contains('\u{1b}'));
    assert!(
        out.contains("ACCUSE") && out.contains("accused Uganda") && out.lines().all(|l| l.chars().count() <= 88),
        "{out}"
    );
}

#[test]
fn polnear_profile() {
    let p = Place::new();
    p.file("a.txt", TEXT);
    let v: Value = serde_json::from_str(&p.run(&["read", "--polnear", "a.txt"]).exits(0).out()).unwrap();
    assert_eq!(v["id"], "a.txt");
    let text: Vec<char> = TEXT.chars().collect();
    for a in v["attributions"].as_array().unwrap() {
        assert!(!a["content"].as_array().unwrap().is_empty());
        assert!(a["cue"][1].as_u64().unwrap() as usize <= text.len());
    }
}

#[test]
fn resolve_answers_each_line() {
    let p = Place::new();
    let text = "Zoë heard the French president on Tuesday.";
    let line = format!(
        "{{\"id\": 1, \"text\": \"{text}\", \"published\": \"2003-03-13\", \"spans\": [[10, 30], [34, 41], [0, 3]]}}\n"
    );
    let bad = "{\"id\": 2, \"text\": \"x\", \"spans\": [[0, 9]]}\n";
    let ran = p.run_with(&["resolve", "-"], (line + bad).as_bytes()).exits(2).says("-:2: [0, 9] is no range");
    let v: Value = serde_json::from_str(&ran.out()).unwrap();
    let spans = v["spans"].as_array().unwrap();
    assert_eq!(
        (&spans[0]["text"], &spans[0]["actors"][0]["name"]),
        (&"the French president".into(), &"Jacques Chirac".into())
    );
    assert_eq!((&spans[1]["date"]["start"], &spans[1]["no_date"]), (&"2003-03-11".into(), &Value::Null));
    assert_eq!((&spans[2]["date"], spans[2]["actors"].as_array().unwrap().len()), (&Value::Null, 1));
}

#[test]
fn relate_answers_each_line() {
    let p = Place::new();
    let lines = "{\"id\": \"1\", \"text\": \"France condemned Iran.\", \"actor\": [0, 6], \"recipient\": [17, 21]}\nnonsense\n{\"id\": 2, \"text\": \"Zoë met Ali\", \"actor\": [0, 3], \"recipient\": [8, 99]}\n";
    let ran =
        p.run_with(&["relate", "-"], lines.as_bytes()).exits(2).says("-:2:").says("-:3: \"recipient\" is no range");
    let v: Value = serde_json::from_str(&ran.out()).unwrap();
    assert_eq!(v["type"], "ACCUSE");
    let total: f64 = v["probabilities"].as_object().unwrap().values().map(|p| p.as_f64().unwrap()).sum();
    assert!((total - 1.0).abs() < 0.01 && v["probabilities"].as_object().unwrap().len() == 17);
}

#[test]
fn parse_prints_conllu_with_character_ranges() {
    let p = Place::new();
    p.file("a.txt", "Zoë doesn’t agree. She left.");
    let out = p.run(&["parse", "--format", "conllu", "a.txt"]).exits(0).out();
    assert!(out.contains("# text = Zoë doesn’t agree."), "{out}");
    assert!(out.contains("start_char=0|end_char=3"), "{out}");
    assert!(out.lines().filter(|l| l.starts_with("1\t")).count() == 2, "{out}");
}

#[test]
fn codebook_lists_and_explains() {
    let p = Place::new();
    assert_eq!(p.run(&["codebook"]).exits(0).out().lines().take_while(|l| !l.is_empty()).count(), 16);
    assert!(p.run(&["codebook", "accuse"]).exits(0).out().starts_with("# ACCUSE"));
}

const BAN: &str = "# BAN\n\nquad: material conflict\nintensity: -4\n\n## Rules\n\n```\nverb outlaw: obj\n```\n\n## Coded so\n\n- <a>Peru</a> <t>outlawed</t> <r>a Chilean party</r>. => PER > CHL\n\n## Not coded so\n\n- Peru welcomed a Chilean party. => none\n";

#[test]
fn a_category_of_ones_own_is_tested_and_coded() {
    let p = Place::new();
    p.file("mine/ban.md", BAN);
    p.file("broken/ban.md", BAN.replace("outlaw: obj", "outlaw obj"));
    p.file("false/ban.md", BAN.replace("PER > CHL", "PER > BOL"));
    p.file("a.txt", "Kenya outlawed a Somali bank on Monday.");
    assert_eq!(p.run(&["codebook", "--check", "mine"]).exits(0).out(), "1 page: 2 examples, 0 wrong\n");
    let broken = p.run(&["codebook", "--check", "broken"]).exits(2);
    assert!(broken.err().contains("ban.md:9: a rule has a colon"), "{}", broken.err());
    let wrong = p.run(&["codebook", "--check", "false"]).exits(2);
    assert!(wrong.err().contains("ban.md:14: recipients"), "{}", wrong.err());
    let r = p.run(&["read", "--format", "jsonl", "--codebook", "mine", "a.txt"]).exits(0).records().remove(0);
    assert_eq!((r["events"][0]["type"].as_str(), r["events"][0]["rule"].as_str()), (Some("BAN"), Some("ban.md:9")));
    p.run(&["read", "--codebook", "broken", "a.txt"]).exits(2);
    let plain = p.run(&["read", "--format", "jsonl", "a.txt"]).exits(0).records().remove(0);
    assert_ne!(plain["made_by"]["codebook"], r["made_by"]["codebook"]);
}

#[test]
fn mentions_of_one_event_are_one_record() {
    let p = Place::new();
    p.file("a.txt", "Kenya expelled the Somali ambassador on Monday. The price of tea fell. Kenya expelled the Somali ambassador after a quarrel over fish.");
    let events = |flags: &[&str]| {
        let all = [&["read", "--format", "jsonl", "a.txt"], flags].concat();
        p.run(&all).exits(0).records().remove(0)["events"].as_array().unwrap().clone()
    };
    let joined = events(&[]);
    assert_eq!(joined.len(), 1);
    assert_eq!(
        (joined[0]["triggers"].as_array().unwrap().len(), joined[0]["evidence"].as_array().unwrap().len()),
        (2, 2)
    );
    assert_eq!(events(&["--every-mention"]).len(), 2);
}

#[test]
fn a_schema_that_cannot_fail_would_prove_nothing() {
    let p = Place::new();
    p.file("a.txt", TEXT);
    let mut r = p.run(&["read", "--format", "jsonl", "a.txt"]).exits(0).records().remove(0);
    r["events"][0]["type"] = "DANCE".into();
    assert!(std::panic::catch_unwind(|| checked(r)).is_err());
}
