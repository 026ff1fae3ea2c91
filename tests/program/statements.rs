//! What a fact-checker and a discourse analyst ask of statements: flags, topics, nesting.

use serde_json::Value;

use super::Place;

fn record(text: &str) -> Value {
    let p = Place::new();
    p.file("a.txt", text);
    p.run(&["read", "--format", "jsonl", "--published", "2023-03-22", "a.txt"]).exits(0).records().remove(0)
}

fn flagged(r: &Value, kind: &str) -> Vec<String> {
    let flags = r["flags"].as_array().unwrap().iter().filter(|f| f["kind"] == kind);
    flags.map(|f| f["span"]["text"].as_str().unwrap().to_string()).collect()
}

#[test]
fn words_given_to_two_speakers_are_flagged() {
    let r = record(
        "“The bridge will be open before the first snow falls,” the minister of transport, Ana Petrov, said on Monday.\n\n\
         “The bridge will be open before the first snow falls,” the mayor of Vidin, Ivan Dimov, said on Tuesday.",
    );
    assert_eq!(flagged(&r, "quotation_two_speakers"), ["The bridge will be open before the first snow falls,"]);
    let r = record(
        "“The bridge will be open before the first snow falls,” the minister of transport, Ana Petrov, said on Monday.\n\n\
         “Nobody asked the farmers on either bank what they need,” the mayor of Vidin, Ivan Dimov, said on Tuesday.",
    );
    assert!(flagged(&r, "quotation_two_speakers").is_empty());
}

#[test]
fn words_quoted_in_two_ways_are_flagged() {
    let r = record(
        "“The bridge will be open before the first snow falls,” the mayor, Ivan Dimov, said on Monday.\n\n\
         The mayor, Ivan Dimov, said again: “The bridge will not be open before the first snow falls.”",
    );
    assert_eq!(flagged(&r, "quotation_differs").len(), 1, "{}", r["flags"]);
}

#[test]
fn a_quotation_that_breaks_off_is_flagged() {
    let r = record("The governor said: “We will send the nurses and the”.\n\nThe clinic in Moundou stayed shut.");
    assert_eq!(flagged(&r, "quotation_cut"), ["We will send the nurses and the"]);
    let r =
        record("The governor said: “We will send the nurses and the doctors.”\n\nThe clinic in Moundou stayed shut.");
    assert!(flagged(&r, "quotation_cut").is_empty());
}

#[test]
fn dates_that_cannot_be_are_flagged() {
    let r = record("Peru condemned the raid on 31 April 2022. Chile condemned it on Tuesday, 4 May 2022.");
    let spans = flagged(&r, "date_impossible");
    assert_eq!(spans.len(), 2, "{spans:?}");
    let r = record("Peru condemned the raid on 30 April 2022. Chile condemned it on Wednesday, 4 May 2022.");
    assert!(flagged(&r, "date_impossible").is_empty());
    let r = record("Peru condemned the raid on 30 April 2024.");
    assert_eq!(flagged(&r, "date_impossible"), ["30 April 2024"]);
}

#[test]
fn a_statement_in_a_statement_names_it() {
    // Whatever the confidence: this is about the link.
    let p = Place::new();
    p.file("a.txt", "A spokesman in Nairobi said the union was demanding higher wages for nurses.");
    let r = p.run(&["read", "--format", "jsonl", "--min-confidence", "0", "a.txt"]).exits(0).records().remove(0);
    let all = r["statements"].as_array().unwrap();
    let inner = all.iter().find(|s| !s["parent"].is_null()).unwrap_or_else(|| panic!("{all:?}"));
    assert_eq!((inner["act"].as_str(), inner["cue"]["text"].as_str()), (Some("demand"), Some("was demanding")));
    let outer = all.iter().find(|s| s["id"] == inner["parent"]).unwrap_or_else(|| panic!("{all:?}"));
    assert_eq!(outer["cue"]["text"], "said");
}

#[test]
fn a_topic_of_ones_own_is_found_by_its_words() {
    let p = Place::new();
    let page = "# Topics\n\n## harbour_fees\n\npart of: transportation\n\nWhat ships pay.\n\nwords: harbour fee, berthing charge\n\n\
                - so: Togo said that the berthing charge would be halved.\n- not so: Togo said that the road toll would be halved.\n";
    p.file("mine/topics.md", page).file("a.txt", "Benin's minister said that the harbour fees must be lowered.");
    p.run(&["codebook", "--check", "mine"]).exits(0);
    let told = p.run(&["codebook", "harbour_fees", "--codebook", "mine"]).exits(0).out();
    assert!(told.contains("What ships pay."), "{told}");
    let r = p.run(&["read", "--format", "jsonl", "--codebook", "mine", "a.txt"]).exits(0).records().remove(0);
    let topics: Vec<&str> =
        r["statements"][0]["topics"].as_array().unwrap().iter().map(|t| t["id"].as_str().unwrap()).collect();
    assert_eq!(topics, ["transportation", "harbour_fees"]);
    assert_eq!(r["statements"][0]["topics"][1]["span"]["text"], "harbour fees");
}

#[test]
fn turns_of_an_interview_are_statements_and_their_labels_no_strangers() {
    let r =
        record("Q: Did the company speak to you before it cut the trees?\n\nA: Nobody spoke to us. We saw the smoke.");
    let all = r["statements"].as_array().unwrap();
    assert_eq!(all[0]["source"]["text"], "Q");
    assert_eq!(all[0]["act"], "ask");
    assert!(flagged(&r, "speaker_unintroduced").is_empty(), "{}", r["flags"]);
}

#[test]
fn the_words_of_a_cue_decide_who_is_for_a_topic_of_ones_own() {
    let p = Place::new();
    let page = "# Topics\n\n## harbour_fees\n\npart of: transportation\n\nWhat ships pay.\n\nwords: harbour fee, berthing charge\nagainst: free berth\n";
    let text = "ACCRA, 3 May 2024 - Ghana's transport minister condemned the harbour fee on Friday.\n\n\
                Togo's government praised the berthing charge.\n\n\
                Benin's government welcomed the free berths in Cotonou.";
    p.file("mine/topics.md", page).file("fees.txt", text);
    let r = p.run(&["read", "--format", "jsonl", "--codebook", "mine", "fees.txt"]).exits(0).records().remove(0);
    let side = |word: &str| {
        let all = r["statements"].as_array().unwrap();
        let s = all.iter().find(|s| s["cue"]["text"] == word).unwrap_or_else(|| panic!("{word}: {all:?}"));
        s["topics"].as_array().unwrap().iter().find(|t| t["id"] == "harbour_fees").map(|t| t["stance"].as_i64())
    };
    assert_eq!(side("condemned"), Some(Some(-1)));
    assert_eq!(side("praised"), Some(Some(1)));
    assert_eq!(side("welcomed"), Some(Some(-1)));
}

#[test]
fn a_page_of_topics_with_a_slip_is_refused_at_its_line() {
    let p = Place::new();
    let faults = [
        (
            "# Topics\n\n## fees\n\npart of: water\n\nWhat ships pay.\n\nwords: fee\n",
            "topics.md:3: fees is part of water, which is no major topic",
        ),
        (
            "# Topics\n\n## fees\n\npart of: transportation\n\nhint: quay\nwords: fee\n",
            "topics.md:7: there is no line \"hint\" here",
        ),
        ("# Topics\n\n## fees\n\nwords: fee\n", "topics.md:3: fees has no line part of: …"),
        ("# Topics\n\n## fees\n\npart of: transportation\n\nwords: fee\n", "topics.md:3: fees has no line - so: …"),
    ];
    for (page, told) in faults {
        p.file("mine/topics.md", page);
        let out = p.run(&["codebook", "--check", "mine"]);
        assert!(out.err().contains(told), "{}{}", out.out(), out.err());
    }
}

#[test]
fn what_is_asked_of_a_group_is_not_what_is_asked_of_one_member() {
    let r = record(
        "BEIJING, 3 May 2023 - China urged the member states of AUKUS to honour their promises on Tuesday.\n\n\
         China urged the United States to close a base on Tuesday.",
    );
    let asked: Vec<usize> =
        r["events"].as_array().unwrap().iter().map(|e| e["recipients"].as_array().unwrap().len()).collect();
    assert_eq!(asked, [3, 1], "{}", r["events"]);
}

#[test]
fn a_sentence_may_end_with_yet() {
    let r = record("Peru has not condemned Chile yet");
    assert_eq!(r["events"][0]["auxiliary"], serde_json::json!(["negated"]));
}

#[test]
fn who_and_the_statement_are_those_named_before() {
    let r = record(
        "Mali's recent history is the story of the rise of Donald Trump, who has accused the Federal Reserve of bias.\n\n\
         In a statement released on Sunday, Peru rejected the plan. The statement called on Chile to withdraw.\n\n\
         The report said that Togo had lied.",
    );
    let speaker = |act: &str| {
        let all = r["statements"].as_array().unwrap();
        let st = all.iter().find(|s| s["act"] == act).unwrap_or_else(|| panic!("{act}: {all:?}"));
        st["speakers"][0]["name"].clone()
    };
    assert_eq!(speaker("demand"), "Peru");
    let accused = r["statements"].as_array().unwrap().iter().filter(|s| s["act"] == "accuse");
    let names: Vec<_> = accused.map(|s| s["speakers"][0]["name"].clone()).collect();
    assert!(names.iter().any(|n| n == "Donald Trump") && !names.iter().any(|n| n == "Peru"), "{names:?}");
}

#[test]
fn a_statement_is_about_both_of_a_pair() {
    let r =
        record("Nigeria's foreign minister accused Chad and Niger of shelling a village in Borno state on Tuesday.");
    let mut about: Vec<_> = r["statements"][0]["about"].as_array().unwrap().iter().collect();
    about.sort_by_key(|a| a["actor"]["country"].to_string());
    let of: Vec<_> = about.iter().map(|a| (a["actor"]["country"].as_str(), a["stance"].as_i64())).collect();
    assert_eq!(of, [(Some("NER"), Some(-1)), (Some("TCD"), Some(-1))]);
}

#[test]
fn what_is_opposed_tells_two_events_apart() {
    let events =
        |text: &str| record(text)["events"].as_array().unwrap().iter().filter(|e| e["type"] == "ACCUSE").count();
    let first = "Togo's foreign minister condemned the embargo on Tuesday. Fish was dear that day.";
    assert_eq!(events(&format!("{first} Togo's foreign minister condemned the coup, too.")), 2);
    assert_eq!(events(&format!("{first} Togo's foreign minister condemned the embargo in a letter.")), 1);
}

#[test]
fn who_criticises_somebody_accuses_and_who_criticises_a_plan_opposes() {
    let acts = |text: &str| {
        record(text)["statements"].as_array().unwrap().iter().map(|s| s["act"].to_string()).collect::<Vec<_>>()
    };
    assert_eq!(
        acts("Peru's foreign minister criticized Chile's shelling of a fishing village on Tuesday."),
        ["\"accuse\""]
    );
    assert_eq!(acts("Peru's foreign minister criticized the law on strikes on Tuesday."), ["\"oppose\""]);
}

#[test]
fn two_candidates_of_one_country_are_two() {
    let r = record(
        "NEW YORK, 22 September 2016 - Donald Trump, the Republican nominee, met Hillary Clinton, the Democratic nominee, on Monday. Trump accused Clinton of lying to miners.",
    );
    let st = r["statements"].as_array().unwrap().iter().find(|s| s["act"] == "accuse").expect("an accusation");
    assert_eq!(st["speakers"][0]["name"], "Donald Trump");
    let about: Vec<_> =
        st["about"].as_array().unwrap().iter().map(|a| (a["actor"]["name"].as_str(), a["stance"].as_i64())).collect();
    assert_eq!(about, [(Some("Hillary Clinton"), Some(-1))]);
}
