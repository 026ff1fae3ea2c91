//! Which role each unit has beside an anchor.

use std::ops::Range;

use super::{Dense, ROLE, WIDTH, dot, hidden, probabilities};

const BUCKETS: usize = 19;

/// A head that tells, for a unit (an anchor), which role each other unit has beside it.
pub struct Roles<const N: usize> {
    pub(super) anchor: Dense,
    pub(super) unit: Dense,
    pub(super) pair: Dense,
    pub(super) distance: Vec<f32>,
}

impl<const N: usize> Roles<N> {
    /// For each anchor the probabilities of the roles of the units in its range. `rows`: the vectors of all units.
    pub fn of(&self, rows: &[f32], n: usize, anchors: &[(usize, Range<usize>)]) -> Vec<Vec<[f32; N]>> {
        if anchors.is_empty() {
            return Vec::new();
        }
        let units = hidden(&self.unit, rows, n);
        let picked: Vec<f32> =
            anchors.iter().flat_map(|(a, _)| rows[a * WIDTH..(a + 1) * WIDTH].iter().copied()).collect();
        let picked = hidden(&self.anchor, &picked, anchors.len());
        let left = self.pair.apply(&picked, anchors.len());
        let wide = ROLE + 1;
        anchors
            .iter()
            .enumerate()
            .map(|(k, (a, range))| {
                let left = &left[k * self.pair.step..];
                range
                    .clone()
                    .map(|u| {
                        let b = bucket(u, *a);
                        let unit = &units[u * wide..(u + 1) * wide];
                        let scores = std::array::from_fn(|l| {
                            dot(&left[l * wide..(l + 1) * wide], unit) + self.distance[l * BUCKETS + b]
                        });
                        probabilities(scores)
                    })
                    .collect()
            })
            .collect()
    }
}

/// The signed distance from the anchor in powers of two.
fn bucket(unit: usize, anchor: usize) -> usize {
    let d = unit.abs_diff(anchor);
    let size = if d == 0 { 0 } else { (d.ilog2() as usize).min(8) + 1 };
    if unit < anchor { 9 - size } else { (9 + size).min(BUCKETS - 1) }
}
