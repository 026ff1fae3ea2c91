//! On which side the speaker of an attribution is towards each named issue.

use super::{Dense, ROLE, WIDTH, attended, bent, mean, probabilities};

/// A head that tells, of an attribution and an issue, whether the speaker is against it, neither, or for it: from the anchor, the content, and
/// what of the content the issue looks at.
pub struct Sides {
    /// For each issue what it looks for.
    pub(super) issues: Vec<f32>,
    pub(super) key: Dense,
    pub(super) hidden: Dense,
    pub(super) out: Dense,
}

impl Sides {
    /// For each anchor with the units of its content (not empty), and each issue, the probabilities of against, neither and for.
    /// `rows`: the vectors of all units.
    pub fn of(&self, rows: &[f32], n: usize, told: &[(usize, Vec<usize>)]) -> Vec<Vec<[f32; 3]>> {
        if told.is_empty() {
            return Vec::new();
        }
        let row = |u: usize| &rows[u * WIDTH..(u + 1) * WIDTH];
        let keys = self.key.apply(rows, n);
        let issues = self.issues.len() / ROLE;
        let one = |(anchor, content): &(usize, Vec<usize>)| {
            let around = mean(rows, content);
            let mut x = Vec::with_capacity(issues * (3 * WIDTH + ROLE));
            for issue in self.issues.chunks_exact(ROLE) {
                x.extend_from_slice(row(*anchor));
                x.extend_from_slice(&around);
                x.append(&mut attended(rows, issue, &keys, self.key.step, content));
                x.extend_from_slice(issue);
            }
            let scores = self.out.apply(&bent(&self.hidden, &x, issues), issues);
            scores.chunks_exact(self.out.step).map(|r| probabilities([r[0], r[1], r[2]])).collect()
        };
        told.iter().map(one).collect()
    }
}
