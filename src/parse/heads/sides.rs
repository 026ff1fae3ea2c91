//! On which side the speaker of an attribution is towards each named issue.

use super::{Dense, Machine, ROLE, WIDTH, Weights, attention, gelu, mean, probabilities};

/// A head that tells, of an attribution and an issue, whether the speaker is against it, neither, or for it: from the anchor, the content,
/// what of the content the issue looks at, and the issue. Its hidden layer is a sum over these four, kept apart here, so that what does not
/// hang on the issue is worked out once and not for each of eighty.
pub struct Sides {
    /// For each issue what it looks for.
    issues: Vec<f32>,
    key: Dense,
    /// The hidden layer's part for anchor and content, with the bias.
    said: Dense,
    /// Its part for a unit that an issue looks at.
    seen: Dense,
    /// Its part for each issue.
    own: Vec<Vec<f32>>,
    out: Dense,
}

impl Sides {
    /// Reads the head's weights.
    pub fn load(weights: &Weights, machine: Machine) -> Sides {
        let (w, shape) = weights.floats("side_hidden.weight");
        let (outputs, inputs) = (shape[0], shape[1]);
        let part = |from: usize, to: usize, bias: Vec<f32>| {
            let rows: Vec<f32> = w.chunks_exact(inputs).flat_map(|row| &row[from..to]).copied().collect();
            Dense::turn(&rows, bias, to - from, outputs, machine)
        };
        let issues = weights.floats("side_topic").0;
        let of_issue = part(3 * WIDTH, inputs, vec![0.0; outputs]);
        let own = issues.chunks_exact(ROLE).map(|issue| of_issue.apply(issue, 1)[..outputs].to_vec()).collect();
        Sides {
            key: Dense::load(weights, "side_key", machine),
            said: part(0, 2 * WIDTH, weights.floats("side_hidden.bias").0),
            seen: part(2 * WIDTH, 3 * WIDTH, vec![0.0; outputs]),
            own,
            out: Dense::load(weights, "side_out", machine),
            issues,
        }
    }

    /// For each anchor with the units of its content (not empty), and each issue, the probabilities of against, neither and for.
    /// `rows`: the vectors of all units.
    pub fn of(&self, rows: &[f32], n: usize, told: &[(usize, Vec<usize>)]) -> Vec<Vec<[f32; 3]>> {
        if told.is_empty() {
            return Vec::new();
        }
        let (keys, seen) = (self.key.apply(rows, n), self.seen.apply(rows, n));
        let one = |(anchor, content): &(usize, Vec<usize>)| {
            let mut x = rows[anchor * WIDTH..(anchor + 1) * WIDTH].to_vec();
            x.append(&mut mean(rows, content));
            let said = self.said.apply(&x, 1);
            let mut hidden = Vec::with_capacity(self.own.len() * said.len());
            for (issue, own) in self.issues.chunks_exact(ROLE).zip(&self.own) {
                let mut sum: Vec<f32> = said.iter().zip(own).map(|(a, b)| a + b).collect();
                for (&u, share) in content.iter().zip(attention(issue, &keys, self.key.step, content)) {
                    sum.iter_mut().zip(&seen[u * self.seen.step..]).for_each(|(s, v)| *s += v * share);
                }
                hidden.extend(sum.into_iter().map(gelu));
            }
            let scores = self.out.apply(&hidden, self.own.len());
            scores.chunks_exact(self.out.step).map(|r| probabilities([r[0], r[1], r[2]])).collect()
        };
        told.iter().map(one).collect()
    }
}
