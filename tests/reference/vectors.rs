//! The encoder's vectors.

use onrecord::parse::{Machine, Parser, parser, weights_version};
use onrecord::span::Span;
use serde_json::Value;

use super::{numbers, rows};

const WIDTH: usize = 768;
/// Numbers that are kept of every vector.
const FIRST: usize = 16;

/// Floors of the cosine of int8 and f32 vectors, on the mean over the pieces and of the worst (.9974 and .9936 with the
/// weights of 2026-11-23, a mean of runs; .9949 and .9919 with those of one run of 2026-11-25; .9977 and .9942 with c491722fbdc1, the first of MPNet). What the difference costs in figures, `evaluation/quantised.py` measures.
const MEAN: f64 = 0.995;
const LEAST: f64 = 0.98;

/// "." and the marks around a text, which MPNet looks at where there is nothing to look at: how long their vectors are hangs on the last of seven bits
/// of a few weights (off by .23 at the most with c491722fbdc1), and nothing that is read off words on that.
const SINKS: [u32; 3] = [1016, 105, 106];

struct Passage {
    text: String,
    ids: Vec<u32>,
    shapes: Vec<u8>,
    row: Value,
}

fn passages() -> Vec<Passage> {
    let passage = |row: Value| Passage {
        text: row["text"].as_str().unwrap().into(),
        ids: numbers(&row["ids"]),
        shapes: numbers(&row["shapes"]),
        row,
    };
    let out: Vec<Passage> = rows(include_str!("vectors.json")).into_iter().map(passage).collect();
    assert_eq!(out.len(), 12, "vectors.json is whole");
    out
}

fn cosine(a: &[f32], b: &[f32]) -> f64 {
    assert_eq!(a.len(), b.len());
    let dot = |x: &[f32], y: &[f32]| x.iter().zip(y).map(|(p, q)| f64::from(*p) * f64::from(*q)).sum::<f64>();
    dot(a, b) / (dot(a, a) * dot(b, b)).sqrt()
}

#[test]
fn made_with_these_weights() {
    let file: Value = serde_json::from_str(include_str!("vectors.json")).unwrap();
    assert_eq!(file["weights"], weights_version(), "run make.py with the runs that the weights are made of");
}

/// Paragraph for paragraph; between two of them stands the closing piece alone.
#[test]
fn passages_are_cut_as_in_training() {
    for p in passages() {
        let (mut ids, mut shapes) = (Vec::new(), Vec::new());
        for (k, paragraph) in p.text.split('\n').enumerate() {
            let (i, s, _) = parser().pieces(paragraph);
            ids.extend(&i[usize::from(k > 0)..]);
            shapes.extend(&s[usize::from(k > 0)..]);
        }
        assert_eq!((ids, shapes), (p.ids, p.shapes), "{}", p.text);
    }
}

#[test]
fn int8_is_close_to_f32() {
    let (mut whole, mut begins, mut lengths) = (Vec::new(), Vec::new(), Vec::new());
    for p in passages() {
        let rows = parser().vectors(&p.ids, &p.shapes);
        let (mut ours, mut theirs) = (Vec::new(), Vec::new());
        for (k, row) in rows.chunks_exact(WIDTH).enumerate() {
            ours.extend(&row[..FIRST]);
            theirs.extend(numbers::<f32>(&p.row["first"][k]));
            let norm = row.iter().map(|x| x * x).sum::<f32>().sqrt();
            if !SINKS.contains(&p.ids[k]) {
                lengths.push((f64::from(norm) / p.row["norms"][k].as_f64().unwrap() - 1.0).abs());
            }
            if let Some(full) = p.row["full"].get(k.to_string()) {
                whole.push(cosine(row, &numbers::<f32>(full)));
            }
        }
        // Of one piece sixteen numbers say little; of a passage's pieces together they say much.
        begins.push(cosine(&ours, &theirs));
    }
    let mean = |x: &[f64]| x.iter().sum::<f64>() / x.len() as f64;
    let least = |x: &[f64]| x.iter().copied().fold(f64::MAX, f64::min);
    let longest = lengths.iter().copied().fold(0.0, f64::max);
    println!(
        "{} whole vectors: cosine {:.5} on the mean, {:.5} at the least",
        whole.len(),
        mean(&whole),
        least(&whole)
    );
    println!(
        "first numbers of {} passages: cosine {:.5} on the mean, {:.5} at the least",
        begins.len(),
        mean(&begins),
        least(&begins)
    );
    println!(
        "lengths of {} vectors: off by {:.5} on the mean, {longest:.5} at the most",
        lengths.len(),
        mean(&lengths)
    );
    assert_eq!(whole.len(), 40);
    assert!(mean(&whole) > MEAN && least(&whole) > LEAST);
    assert!(mean(&begins) > MEAN && least(&begins) > LEAST);
    assert!(longest < 0.05);
}

/// The machine's kernels must not show in a record: every kernel gives the same bits.
#[test]
fn all_machines_give_the_same_bits() {
    let mut machines = vec![Machine::Plain, Machine::detect()];
    #[cfg(target_arch = "x86_64")]
    if is_x86_feature_detected!("avx2") {
        machines.push(Machine::Avx2);
    }
    machines.dedup();
    let read = |machine: Machine| -> Vec<_> {
        let parser = Parser::on(machine);
        let of = |p: &Passage| {
            let bits: Vec<u32> = parser.vectors(&p.ids, &p.shapes).into_iter().map(f32::to_bits).collect();
            (bits, parser.parse(&p.text, &paragraphs(&p.text)))
        };
        passages().iter().map(of).collect()
    };
    let plain = read(machines[0]);
    for machine in &machines[1..] {
        for ((a, b), p) in plain.iter().zip(read(*machine)).zip(passages()) {
            let first = a.0.iter().zip(&b.0).position(|(x, y)| x != y);
            assert!(first.is_none(), "{machine:?}: number {} differs in {:?}", first.unwrap_or(0), p.text);
            assert_eq!(a.1, b.1, "{machine:?}: {:?}", p.text);
        }
    }
    println!("{machines:?} agree");
}

fn paragraphs(text: &str) -> Vec<Span> {
    let mut at = 0;
    let span = |line: &str| {
        let s = Span::new(at, at + line.len());
        at += line.len() + 1;
        s
    };
    text.split('\n').map(span).collect()
}
