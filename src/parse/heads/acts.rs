//! What the speaker of an attribution does.

use super::{Dense, ROLE, WIDTH, attended, bent, mean, shares};

/// A head that tells, of an attribution, what the speaker does: from its anchor, its content, and what of the content the anchor looks at.
pub struct Acts {
    pub(super) query: Dense,
    pub(super) key: Dense,
    pub(super) hidden: Dense,
    pub(super) out: Dense,
}

impl Acts {
    /// For anchors with the units of their contents (not empty) the probabilities of the acts, and that these are nobody's words.
    /// `rows`: the vectors of all units.
    pub fn of(&self, rows: &[f32], n: usize, told: &[(usize, Vec<usize>)]) -> Vec<(Vec<f32>, f32)> {
        if told.is_empty() {
            return Vec::new();
        }
        let row = |u: usize| &rows[u * WIDTH..(u + 1) * WIDTH];
        let keys = self.key.apply(rows, n);
        let mut x = Vec::with_capacity(told.len() * 3 * WIDTH);
        for (anchor, content) in told {
            let query = self.query.apply(row(*anchor), 1);
            x.extend_from_slice(row(*anchor));
            x.append(&mut mean(rows, content));
            x.append(&mut attended(rows, &query[..ROLE], &keys, self.key.step, content));
        }
        let scores = self.out.apply(&bent(&self.hidden, &x, told.len()), told.len());
        let one = |r: &[f32]| {
            let nobodys = shares(&r[..self.out.outputs]).pop().unwrap_or(0.0);
            (shares(&r[..self.out.outputs - 1]), nobodys)
        };
        scores.chunks_exact(self.out.step).map(one).collect()
    }
}
