//! Which of the places of one name is meant: the larger, the one that its own words qualify, and the one that agrees with the
//! other places of the text. Names vote for each other's candidates a few rounds long.
//!
//! The weights were fitted on every second article of LGL and checked on the others and on TR-News.

use super::gazetteer::{Extent, Place};

/// One name of the text, with all that it may mean.
pub struct Name {
    /// Where it stands in the text, in bytes.
    pub at: Vec<usize>,
    /// What it may mean.
    pub candidates: Vec<Place>,
    /// For each candidate, that the words behind the name qualify it ("Paris, Texas").
    pub qualified: Vec<bool>,
}

/// Weight of a power of ten of inhabitants.
const PEOPLE: f32 = 0.45;
/// What speaks for a state or continent, and for a region, before anything is seen.
const STATE: f32 = 9.0;
const REGION: f32 = 7.5;
/// What speaks against a district that bears a town's name.
const DISTRICT: f32 = -0.5;
/// A city that bears the name of its own region ("Homs"), or one of so many that bears that of any region of its state
/// ("Washington"), is meant rather than the region.
const LARGE: u64 = 500_000;
const LARGER: f32 = 8.0;
/// Of a qualified candidate.
const QUALIFIED: f32 = 8.0;
/// Of the agreement with the others.
const CONTEXT: f32 = 2.7;
/// How the agreement of many names is scaled.
const MANY: f32 = 0.1;
/// Bytes at which another name counts half.
const APART: f32 = 400.0;
const ROUNDS: usize = 3;
/// So many names are asked at the most, those that stand nearest, and so many candidates each.
const ASKED: usize = 40;
const CANDIDATES: usize = 40;

/// For each name the likeliest place and its probability; none where the gazetteer has none.
pub fn settle(names: &mut [Name]) -> Vec<Option<(Place, f32)>> {
    for n in names.iter_mut() {
        reduce(n);
    }
    let first: Vec<Vec<f32>> = names.iter().map(prior).collect();
    let mut shares: Vec<Vec<f32>> = first.iter().map(|p| softmax(p)).collect();
    let near: Vec<Vec<(usize, f32)>> = (0..names.len()).map(|k| neighbours(names, k)).collect();
    for _ in 0..ROUNDS {
        let voted = (0..names.len()).map(|k| {
            let scale = CONTEXT / (1.0 + MANY * near[k].len() as f32);
            let scores = names[k].candidates.iter().zip(&first[k]).map(|(c, prior)| {
                let votes: f32 = near[k].iter().map(|&(o, weight)| weight * vote(c, &names[o], &shares[o])).sum();
                prior + scale * votes
            });
            softmax(&scores.collect::<Vec<_>>())
        });
        shares = voted.collect();
    }
    let best = |(n, p): (&Name, &Vec<f32>)| {
        let k = (0..p.len()).reduce(|a, b| if p[b] > p[a] { b } else { a })?;
        Some((n.candidates[k], p[k]))
    };
    names.iter().zip(&shares).map(best).collect()
}

/// Keeps the qualified and the largest.
fn reduce(n: &mut Name) {
    if n.candidates.len() > CANDIDATES {
        let mut order: Vec<usize> = (0..n.candidates.len()).collect();
        order.sort_by_key(|&k| {
            (!n.qualified[k], std::cmp::Reverse((n.candidates[k].extent >= Extent::Region, n.candidates[k].people)))
        });
        order.truncate(CANDIDATES);
        n.candidates = order.iter().map(|&k| n.candidates[k]).collect();
        n.qualified = order.iter().map(|&k| n.qualified[k]).collect();
    }
}

fn prior(n: &Name) -> Vec<f32> {
    let people = |p: u64| PEOPLE * (p.max(1000) as f32).log10();
    let one = |c: &Place| match c.extent {
        Extent::State | Extent::Continent => STATE,
        Extent::Region => REGION,
        Extent::District => people(c.people) + DISTRICT,
        Extent::Place => {
            let region = |r: &Place| {
                let seat = c.people >= LARGE || r.region == c.region;
                r.extent == Extent::Region && r.country == c.country && seat
            };
            if n.candidates.iter().any(region) { LARGER } else { people(c.people) }
        }
    };
    n.candidates.iter().zip(&n.qualified).map(|(c, q)| one(c) + if *q { QUALIFIED } else { 0.0 }).collect()
}

/// The other names that are asked, with their weight: the nearer and the more often named, the heavier.
fn neighbours(names: &[Name], k: usize) -> Vec<(usize, f32)> {
    // Names stand in the order of their first mention, so the nearest are around it.
    let (from, to) = (k.saturating_sub(ASKED / 2), (k + ASKED / 2 + 1).min(names.len()));
    let apart = |o: &Name| -> usize {
        let gaps = o.at.iter().map(|&b| nearest(&names[k].at, b));
        gaps.min().unwrap_or(usize::MAX)
    };
    let weight = |o: &Name| (o.at.len() as f32).sqrt().min(2.0) / (1.0 + apart(o) as f32 / APART);
    (from..to).filter(|&o| o != k).map(|o| (o, weight(&names[o]))).collect()
}

/// The distance to the nearest of some places in order.
fn nearest(sorted: &[usize], at: usize) -> usize {
    let k = sorted.partition_point(|&x| x < at);
    let gap = |k: usize| sorted.get(k).map_or(usize::MAX, |x| x.abs_diff(at));
    gap(k).min(k.checked_sub(1).map_or(usize::MAX, gap))
}

fn vote(c: &Place, other: &Name, shares: &[f32]) -> f32 {
    let likely = other.candidates.iter().zip(shares).filter(|(_, p)| **p > 0.01);
    likely.map(|(o, p)| p * agreement(c, o)).sum()
}

/// How much two places speak for each other.
fn agreement(a: &Place, b: &Place) -> f32 {
    let (country, region) = (a.country == b.country, a.region == b.region);
    match a.extent.max(b.extent) {
        Extent::Continent => 0.0,
        Extent::State => f32::from(u8::from(country)) * 0.3,
        Extent::Region if country && region => 3.0,
        Extent::Region => f32::from(u8::from(country)) * 0.5,
        _ => {
            let near = 5.4 * (-kilometres(a, b) / 60.0).exp();
            let shared = if country && region { 1.2 } else { f32::from(u8::from(country)) * 0.5 };
            near.max(shared)
        }
    }
}

/// Between two places that are not far from each other; for others any large number.
fn kilometres(a: &Place, b: &Place) -> f32 {
    const DEGREE: f32 = 111.2;
    let north = (a.latitude - b.latitude) * DEGREE;
    if north.abs() > 1000.0 {
        return f32::MAX;
    }
    let turn = (a.longitude - b.longitude).abs();
    let east = turn.min(360.0 - turn) * DEGREE * a.latitude.to_radians().cos();
    north.hypot(east)
}

fn softmax(scores: &[f32]) -> Vec<f32> {
    let top = scores.iter().copied().fold(f32::MIN, f32::max);
    let e: Vec<f32> = scores.iter().map(|s| (s - top).exp()).collect();
    let sum: f32 = e.iter().sum();
    e.iter().map(|x| x / sum).collect()
}
