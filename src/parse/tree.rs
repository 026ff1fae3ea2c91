//! Arc scores to a tree: the best spanning tree with one root (Chu-Liu and Edmonds).

/// The head of each word of a sentence of `n` words, 0 being the root. `score[d * (n + 1) + h]` is the score of
/// word `d` (from 0) hanging from `h` (0 the root, else word `h - 1`).
pub fn best_tree(score: &[f32], n: usize) -> Vec<usize> {
    let greedy: Vec<usize> = (0..n).map(|d| best(&score[d * (n + 1)..(d + 1) * (n + 1)], d + 1)).collect();
    if greedy.iter().filter(|&&h| h == 0).count() == 1 && cycle(&greedy, n).is_none() {
        return greedy;
    }
    // A second root must cost more than anything it could win.
    let spread: f32 = score.iter().fold(0f32, |a, &b| if b > -1e3 { a.max(b.abs()) } else { a });
    let fine = 2.0 * (n as f32 + 1.0) * (spread + 1.0);
    let size = n + 1;
    let mut full = vec![f64::NEG_INFINITY; size * size];
    for d in 1..size {
        for h in 0..size {
            if h != d {
                full[d * size + h] = f64::from(score[(d - 1) * size + h]) - if h == 0 { f64::from(fine) } else { 0.0 };
            }
        }
    }
    edmonds(&full, size)[1..].to_vec()
}

fn best(row: &[f32], own: usize) -> usize {
    let mut at = usize::from(own == 0);
    for (h, &s) in row.iter().enumerate() {
        if h != own && s > row[at] {
            at = h;
        }
    }
    at
}

/// A cycle among heads of words 1..=n, as word numbers.
fn cycle(heads: &[usize], n: usize) -> Option<Vec<usize>> {
    let mut seen = vec![0usize; n + 1];
    for start in 1..=n {
        let mut at = start;
        while at != 0 && seen[at] == 0 {
            seen[at] = start;
            at = heads[at - 1];
        }
        if at != 0 && seen[at] == start {
            let mut ring = vec![at];
            let mut next = heads[at - 1];
            while next != at {
                ring.push(next);
                next = heads[next - 1];
            }
            return Some(ring);
        }
    }
    None
}

/// Heads of nodes 0..n (0 the root, its head 0) in the best arborescence. `s[d * n + h]`.
fn edmonds(s: &[f64], n: usize) -> Vec<usize> {
    let mut heads = vec![0; n];
    for d in 1..n {
        heads[d] = (0..n)
            .filter(|&h| h != d)
            .fold(None, |b: Option<usize>, h| match b {
                Some(b) if s[d * n + b] >= s[d * n + h] => Some(b),
                _ => Some(h),
            })
            .unwrap_or(0);
    }
    let Some(ring) = cycle(&heads[1..], n - 1) else { return heads };
    // Contract the ring into one new node, solve the smaller problem, and open the ring where its head enters.
    let inside: Vec<bool> = (0..n).map(|i| ring.contains(&i)).collect();
    let kept: Vec<usize> = (0..n).filter(|&i| !inside[i]).collect();
    let m = kept.len() + 1;
    let new = m - 1;
    let mut t = vec![f64::NEG_INFINITY; m * m];
    let (mut enters, mut leaves) = (vec![0; m], vec![0; m]);
    for (a, &i) in kept.iter().enumerate() {
        for (b, &j) in kept.iter().enumerate() {
            t[a * m + b] = s[i * n + j];
        }
        // From the ring to i.
        let from = ring.iter().copied().fold(ring[0], |b, r| if s[i * n + r] > s[i * n + b] { r } else { b });
        t[a * m + new] = if i == 0 { f64::NEG_INFINITY } else { s[i * n + from] };
        leaves[a] = from;
        // From i into the ring: what it costs to drop the ring's own arc there.
        let gain = |r: usize| s[r * n + i] - s[r * n + heads[r]];
        let to = ring.iter().copied().fold(ring[0], |b, r| if gain(r) > gain(b) { r } else { b });
        t[new * m + a] = gain(to);
        enters[a] = to;
    }
    let small = edmonds(&t, m);
    for (a, &i) in kept.iter().enumerate().skip(1) {
        heads[i] = if small[a] == new { leaves[a] } else { kept[small[a]] };
    }
    heads[enters[small[new]]] = kept[small[new]];
    heads
}

#[cfg(test)]
mod tests {
    use super::*;

    /// All trees of `n` words, the best by brute force.
    fn brute(score: &[f32], n: usize) -> f32 {
        let mut top = f32::MIN;
        for code in 0..(n + 1).pow(n as u32) {
            let heads: Vec<usize> = (0..n).map(|d| code / (n + 1).pow(d as u32) % (n + 1)).collect();
            let own = heads.iter().enumerate().any(|(d, &h)| h == d + 1);
            if !own && heads.iter().filter(|&&h| h == 0).count() == 1 && cycle(&heads, n).is_none() {
                top = top.max(total(score, &heads, n));
            }
        }
        top
    }

    fn total(score: &[f32], heads: &[usize], n: usize) -> f32 {
        heads.iter().enumerate().map(|(d, &h)| score[d * (n + 1) + h]).sum()
    }

    #[test]
    fn is_the_best_of_all_trees() {
        let mut s = 12345u64;
        for round in 0..300 {
            let n = 1 + round % 5;
            let score: Vec<f32> = (0..n * (n + 1))
                .map(|_| {
                    s = s.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                    ((s >> 40) % 1000) as f32 / 100.0 - 5.0
                })
                .collect();
            let heads = best_tree(&score, n);
            assert_eq!(heads.iter().filter(|&&h| h == 0).count(), 1, "one root: {heads:?}");
            assert!(cycle(&heads, n).is_none(), "no cycle: {heads:?}");
            let (got, want) = (total(&score, &heads, n), brute(&score, n));
            assert!((got - want).abs() < 1e-3, "round {round}: {got} < {want}");
        }
    }

    #[test]
    fn nan_and_no_words_do_no_harm() {
        assert!(best_tree(&[], 0).is_empty());
        assert_eq!(best_tree(&[f32::NAN, f32::NAN], 1), [0]);
    }
}
