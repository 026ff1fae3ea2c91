//! The float parts: matrix product, softmax, layer norm, GELU.
//!
//! Sums run in an order that is fixed here (sixteen lanes, then one after another), and what is fused is fused
//! everywhere, so the compiler may use whatever vectors the machine has without changing a bit of the result. Everything is
//! inlined into the caller, which sets the machine's features.

use super::dot::Dot;

/// Columns that a matrix product works on at once; widths are padded to a multiple of it.
pub const TILE: usize = 32;
const LANES: usize = 16;

/// `width` rounded up to whole tiles.
pub const fn padded(width: usize) -> usize {
    width.div_ceil(TILE) * TILE
}

/// A view of a row-major matrix: its numbers, and how many lie between two rows.
#[derive(Clone, Copy)]
pub struct Rows<'a>(pub &'a [f32], pub usize);

/// `c = a · b`: `a` is m × k, `b` k × n, `c` m × n; `n` must be whole tiles.
///
/// # Safety
/// The processor must have what `D` needs.
#[inline(always)]
pub unsafe fn product<D: Dot>(a: Rows, b: Rows, c: &mut [f32], c_step: usize, [m, k, n]: [usize; 3]) {
    debug_assert_eq!(n % TILE, 0);
    for col in (0..n).step_by(TILE) {
        let right = Rows(&b.0[col..], b.1);
        let mut row = 0;
        // SAFETY: as the caller vouches.
        unsafe {
            while row + 8 <= m {
                put(&D::tile::<8>(Rows(&a.0[row * a.1..], a.1), right, k), c, row * c_step + col, c_step);
                row += 8;
            }
            while row < m {
                put(&D::tile::<1>(Rows(&a.0[row * a.1..], a.1), right, k), c, row * c_step + col, c_step);
                row += 1;
            }
        }
    }
}

#[inline(always)]
fn put(tile: &[[f32; TILE]], c: &mut [f32], at: usize, step: usize) {
    for (r, row) in tile.iter().enumerate() {
        c[at + r * step..at + r * step + TILE].copy_from_slice(row);
    }
}

/// Scales one row of attention scores, adds to each what `more` has for it, exponentiates and normalises.
#[inline(always)]
pub fn softmax(row: &mut [f32], scale: f32, more: &[f32]) {
    for (x, m) in row.iter_mut().zip(more) {
        *x = *x * scale + m;
    }
    let top = fold(row, f32::MIN, f32::max);
    for x in row.iter_mut() {
        *x = exp(*x - top);
    }
    let total = fold(row, 0.0, |a, b| a + b);
    for x in row.iter_mut() {
        *x /= total;
    }
}

/// Layer norm of one row in place.
#[inline(always)]
pub fn layer_norm(row: &mut [f32], gain: &[f32], bias: &[f32]) {
    let n = row.len() as f32;
    let mean = fold(row, 0.0, |a, b| a + b) / n;
    for x in row.iter_mut() {
        *x -= mean;
    }
    let spread = 1.0 / (squares(row) / n + 1e-5).sqrt();
    for ((x, g), b) in row.iter_mut().zip(gain).zip(bias) {
        *x = *x * spread * g + b;
    }
}

/// The sum of a row's squares, in sixteen lanes, then the lanes one after another.
#[inline(always)]
pub fn squares(row: &[f32]) -> f32 {
    let mut lanes = [0f32; LANES];
    let chunks = row.chunks_exact(LANES);
    let rest = chunks.remainder();
    for chunk in chunks {
        for (l, x) in lanes.iter_mut().zip(chunk) {
            *l += x * x;
        }
    }
    for (l, x) in lanes.iter_mut().zip(rest) {
        *l += x * x;
    }
    lanes.iter().sum()
}

/// GELU with the error function (Abramowitz and Stegun 7.1.26, off by less than 2e-7).
#[inline(always)]
pub fn gelu(x: f32) -> f32 {
    let z = x.abs() * std::f32::consts::FRAC_1_SQRT_2;
    let t = 1.0 / (1.0 + 0.327_591_1 * z);
    let poly = ((((1.061_405_4 * t - 1.453_152) * t + 1.421_413_7) * t - 0.284_496_74) * t + 0.254_829_6) * t;
    let erf = 1.0 - poly * exp(-z * z);
    0.5 * x * (1.0 + erf.copysign(x))
}

/// e to the x, off by less than 2e-7 of itself; below -87 a number near zero.
#[inline(always)]
#[expect(clippy::excessive_precision)]
pub fn exp(x: f32) -> f32 {
    let x = x.clamp(-87.0, 88.0);
    // Adding and taking away 1.5 · 2^23 rounds to a whole number, without a call.
    let n = x * std::f32::consts::LOG2_E + 12_582_912.0 - 12_582_912.0;
    let r = x - n * 0.693_359_375 + n * 2.121_944_4e-4;
    let p = ((((1.987_569_1e-4 * r + 1.398_199_9e-3) * r + 8.333_452e-3) * r + 4.166_579_6e-2) * r + 1.666_666_5e-1)
        * r
        + 0.5;
    let y = p * r * r + r + 1.0;
    // SAFETY: |n| is at most 128 after the clamp.
    let n: i32 = unsafe { n.to_int_unchecked() };
    y * f32::from_bits(((n + 127) << 23) as u32)
}

/// Folds a row in sixteen lanes, then the lanes one after another.
#[inline(always)]
pub fn fold(row: &[f32], start: f32, f: impl Fn(f32, f32) -> f32) -> f32 {
    let mut lanes = [start; LANES];
    let chunks = row.chunks_exact(LANES);
    let rest = chunks.remainder();
    for chunk in chunks {
        for (l, &x) in lanes.iter_mut().zip(chunk) {
            *l = f(*l, x);
        }
    }
    for (l, &x) in lanes.iter_mut().zip(rest) {
        *l = f(*l, x);
    }
    lanes.into_iter().fold(start, f)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exp_and_gelu_are_near_their_definitions() {
        for i in -8700..2000 {
            let x = i as f32 / 100.0;
            let (e, want) = (f64::from(exp(x)), f64::from(x).exp());
            assert!((e - want).abs() <= 4e-7 * want, "exp({x}) = {e}, not {want}");
        }
        // Values of x·Φ(x) from tables of the normal distribution.
        for (x, want) in
            [(0.0, 0.0), (1.0, 0.841_344_7), (-1.0, -0.158_655_3), (2.0, 1.954_499_7), (-3.0, -0.004_049_7)]
        {
            assert!((gelu(x) - want).abs() < 1e-6, "gelu({x}) = {}", gelu(x));
        }
    }

    #[test]
    fn softmax_sums_to_one_and_keeps_order() {
        let mut row = vec![1.0, 3.0, 2.0, -50.0, 0.0];
        softmax(&mut row, 0.5, &[0.0; 5]);
        assert!((row.iter().sum::<f32>() - 1.0).abs() < 1e-6);
        assert!(row[1] > row[2] && row[2] > row[0] && row[0] > row[4] && row[4] > row[3]);
        softmax(&mut row, 0.5, &[9.0, 0.0, 0.0, 0.0, 0.0]);
        assert!((row.iter().sum::<f32>() - 1.0).abs() < 1e-6 && row[0] > 0.9);
    }

    #[test]
    fn product_of_small_matrices() {
        let a = [1.0, 2.0, 3.0, 4.0, 5.0, 6.0]; // 3 × 2
        let mut b = vec![0.0; 2 * TILE];
        (b[0], b[1], b[TILE], b[TILE + 1]) = (1.0, -1.0, 0.5, 2.0);
        let mut c = vec![9.0; 3 * TILE];
        // SAFETY: the plain kernels run anywhere.
        unsafe {
            product::<crate::parse::encoder::dot::Plain>(Rows(&a, 2), Rows(&b, TILE), &mut c, TILE, [3, 2, TILE])
        };
        let first_two: Vec<_> = c.chunks(TILE).map(|r| (r[0], r[1], r[2])).collect();
        assert_eq!(first_two, [(2.0, 3.0, 0.0), (5.0, 5.0, 0.0), (8.0, 7.0, 0.0)]);
    }
}
