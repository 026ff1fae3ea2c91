//! Readers that take text: the whole pipeline, pairs, dates, publication dates, CoNLL-U, the codebook's pages.

use onrecord::coding::codebook;
use onrecord::coding::dates::{self, Tense};
use onrecord::document::{Given, read_day};
use onrecord::parse::{conllu, parser};
use onrecord::pipeline;
use onrecord::record::json;
use onrecord::sources::Raw;
use onrecord::span::Span;

use super::{Dice, NEWS, all};

/// Offsets in code points, in order and inside the text, and the words that stand there; or nothing at all.
fn check_spans(value: &serde_json::Value, text: &[char]) {
    match value {
        serde_json::Value::Object(fields) => {
            if let (Some(start), Some(end), Some(words)) = (fields.get("start"), fields.get("end"), fields.get("text"))
                && let (Some(start), Some(end), Some(words)) = (start.as_u64(), end.as_u64(), words.as_str())
            {
                let slice: String = text[start as usize..end as usize].iter().collect();
                assert_eq!(slice, words, "the text at {start}..{end}");
            }
            if let Some(p) = fields.get("confidence").and_then(|p| p.as_f64()) {
                assert!((0.0..=1.0).contains(&p), "the confidence {p}");
            }
            fields.values().for_each(|v| check_spans(v, text));
        }
        serde_json::Value::Array(list) => list.iter().for_each(|v| check_spans(v, text)),
        _ => {}
    }
}

#[test]
fn texts() {
    let make = |d: &mut Dice| Raw {
        id: "x".into(),
        text: d.text(&NEWS, 9),
        title: (d.below(4) == 0).then(|| d.text(&NEWS, 4)),
        published: (d.below(2) == 0)
            .then(|| d.one(&["2023-03-22", "22 March", "9999-12-31", "-9999-01-01", "x", ""]).to_string()),
        ..Raw::default()
    };
    all(make, |raw| {
        let record = pipeline::read(raw.clone(), &Given::default());
        assert_eq!(record.document.text, raw.text, "the text is unchanged");
        let value = json::record(&record, &pipeline::Reader::new(codebook::codebook()).made_by());
        let letters: Vec<char> = raw.text.chars().collect();
        for part in ["events", "statements", "flags"] {
            check_spans(&value[part], &letters);
        }
        for e in &record.events {
            assert!(!e.evidence.is_empty() && !e.trigger.of(&raw.text).is_empty(), "an event cites spans");
        }
        for s in &record.statements {
            assert!(!s.content.is_empty(), "a statement cites its content");
        }
    });
}

#[test]
fn pairs() {
    let make = |d: &mut Dice| {
        let text = d.text(&NEWS, 7);
        let mut ends: Vec<usize> = text.char_indices().map(|(k, _)| k).chain([text.len()]).collect();
        let mut span = || {
            let (a, b) = (ends[d.below(ends.len())], ends[d.below(ends.len())]);
            ends.rotate_left(1);
            Span::new(a.min(b), a.max(b))
        };
        (span(), span(), text)
    };
    all(make, |(actor, recipient, text)| {
        let sum: f32 = parser().relate(text, *actor, *recipient).iter().map(|x| x.1).sum();
        assert!((sum - 1.0).abs() < 1e-3, "probabilities sum to {sum}");
    });
}

#[test]
fn dates_in_sentences() {
    const PIECES: [&str; 48] = [
        "March",
        "30",
        "31",
        "99",
        "0",
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
        "last",
        "next",
        "this",
        "Tuesday",
        "Tue.",
        "week",
        "weeks",
        "month",
        "year",
        "century",
        "ago",
        "later",
        "since",
        "until",
        "between",
        "and",
        "from",
        "to",
        "early",
        "mid-",
        "late",
        "half",
        "a",
        "few",
        "first",
        "quarter",
        "1990s",
        "5 p.m.",
        "Christmas",
        "99999999999999999999",
        "(",
        "September 11",
        "²",
    ];
    let make = |d: &mut Dice| {
        let anchor = d.one(&["2023-03-22", "2024-02-29", "9999-12-31", "-9999-01-01", "none"]).parse().ok();
        (d.text(&PIECES, 12), anchor, d.below(4))
    };
    all(make, |(text, anchor, tense)| {
        let tense = [Tense::Past, Tense::Present, Tense::Future, Tense::Unknown][*tense];
        let mut last = 0;
        for f in dates::find(
            text,
            dates::Viewpoint {
                anchor: *anchor,
                tense,
                hemisphere: Some(dates::Hemisphere::South),
                ..Default::default()
            },
        ) {
            assert!(text.get(f.bytes.clone()).is_some_and(|s| !s.is_empty()), "a range of the sentence");
            assert!(f.bytes.start >= last, "left to right, one after another");
            last = f.bytes.end;
            assert!(f.value.is_none_or(|v| v.start <= v.end), "ends after it begins");
            assert_eq!(f.value.is_none(), f.why_unknown.is_some(), "days, or why not");
        }
        if let Some((bytes, _)) = dates::first_full_date(text) {
            assert!(text.get(bytes).is_some());
        }
        read_day(text);
    });
}

#[test]
fn conllu_files() {
    const PIECES: [&str; 26] = [
        "1\tKenya\t_\t_\t_\t_\t_\t_\t_\t_\n",
        "2\tmet\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No\n",
        "3-4\tcannot\t_\t_\t_\t_\t_\t_\t_\t_\n",
        "3\tcan\t_\n",
        "4\tnot\t_\n",
        "5.1\tx\t_\n",
        "\n\n",
        "\n",
        "# newdoc id = a\n",
        "# text = x\n",
        "#\n",
        "1\t\t_\n",
        "\t",
        "1\tx y\n",
        "2-1\tab\n",
        "1-99999999999999999999\tab\n",
        "7\tÜber\n",
        "1\t🙂\n",
        "İ\t",
        "1\tİ\n",
        "1-2\ti̇x\n",
        "2\tx\n",
        "_",
        "1",
        "-",
        "1\t.\n",
    ];
    let make = |d: &mut Dice| d.text(&PIECES, 10);
    all(make, |text| {
        conllu::again(text);
    });
}

#[test]
fn codebook_pages() {
    const PIECES: [&str; 56] = [
        "# ACCUSE\n",
        "# \n",
        "quad: verbal conflict\n",
        "quad:",
        "intensity: -2\n",
        "intensity: NaN\n",
        "intensity: x\n",
        "cameo: 11\n",
        "\n## Modes\n",
        "\n## Rules\n",
        "\n## Coded so\n",
        "\n## Not coded so\n",
        "\n## \n",
        "\n```\n",
        "- allege (-2): words\n",
        "- (",
        "- )(\n",
        "- x (\n",
        "\nverb ",
        "\nnoun ",
        "\nadj ",
        "\nadverb ",
        "accuse",
        "call_on",
        "_",
        "__",
        "+",
        "sanction",
        ",",
        ":",
        "obj",
        "comp",
        "inside",
        "none",
        "subj",
        ";",
        "mode allege",
        "mode",
        "needs recipient",
        "reciprocal",
        "takes",
        "actor poss, by",
        "if",
        "unless film",
        "\n- ",
        "<a>France</a>",
        "<t>",
        "</r>",
        "=>",
        "FRA > IRN",
        "PER = CHL",
        "(not yet:",
        "(not yet: x)",
        "(AGREE)",
        " (",
        ")",
    ];
    let make = |d: &mut Dice| {
        let head = if d.below(3) > 0 { "# X\nquad: verbal conflict\n\n## Rules\n```\n" } else { "" };
        head.to_string() + &d.text(&PIECES, 30)
    };
    all(make, |text| {
        for file in ["x.md", "contexts.md"] {
            match codebook::Codebook::with(&[(file.to_string(), text.clone())]) {
                Ok(book) => assert!(book.pages.iter().all(|p| !p.name.is_empty() && !p.quad.is_empty())),
                Err(faults) => {
                    assert!(!faults.is_empty());
                    for e in faults {
                        assert!(e.line >= 1 && e.line <= text.lines().count().max(1), "{e}");
                    }
                }
            }
        }
    });
}
