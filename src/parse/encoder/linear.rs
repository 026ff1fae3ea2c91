//! Linear layers in int8: one scale a row of weights, one scale a row of input.
//!
//! A few numbers of a row may be many times as large as the others (MPNet keeps some such at its marks and at a word here and there); one scale
//! for all would leave nothing of the others. What such a number has above [`LARGE`] is added in f32.

use std::marker::PhantomData;

use super::dot::{Dot, Packed, Sink, WIDE};
use super::float;
use super::weights::Weights;
use super::{LONGEST_WINDOW, Machine, dot};

/// `y = x · Wᵀ + b` with int8 weights.
pub struct Linear {
    packed: Packed,
    scales: Vec<f32>,
    bias: Vec<f32>,
}

impl Linear {
    /// The layer `NAME.q` (int8) with `NAME.s` and `NAME.bias`.
    pub fn load(weights: &Weights, name: &str) -> Linear {
        let q = weights.quantised(name);
        Linear {
            packed: Packed::new(q.values, q.rows, q.columns),
            scales: q.scales,
            bias: weights.floats(&format!("{name}.bias")).0,
        }
    }

    /// A layer without bias from f32 weights, row-major outputs × inputs, which are brought to 7 bits here.
    pub fn quantise(w: &[f32], inputs: usize, outputs: usize) -> Linear {
        let step = |row: &[f32]| (row.iter().fold(0f32, |a, b| a.max(b.abs())) / 63.0).max(f32::MIN_POSITIVE);
        let scales: Vec<f32> = w.chunks_exact(inputs).map(step).collect();
        let values: Vec<i8> = w
            .chunks_exact(inputs)
            .zip(&scales)
            .flat_map(|(row, s)| row.iter().map(move |v| (v / s).round() as i8))
            .collect();
        Linear { packed: Packed::new(&values, outputs, inputs), scales, bias: vec![0.0; outputs] }
    }

    /// Numbers in a row that the layer puts out.
    pub fn outputs(&self) -> usize {
        self.packed.outputs
    }

    /// Applies the layer to `rows` rows.
    pub fn apply(&self, machine: Machine, x: &[f32], rows: usize) -> Vec<f32> {
        let (inputs, outputs) = (x.len() / rows.max(1), self.outputs());
        let mut out = vec![0f32; rows * outputs];
        for (x, out) in x.chunks(inputs.max(1) * LONGEST_WINDOW).zip(out.chunks_mut(outputs * LONGEST_WINDOW)) {
            let rows = out.len() / outputs;
            let mut bytes = vec![0u8; rows * self.packed.inputs];
            // SAFETY: `machine` is what the processor was found to have, or plain.
            unsafe {
                match machine {
                    #[cfg(target_arch = "x86_64")]
                    Machine::Vnni => wide(x, rows, self, &mut bytes, out),
                    #[cfg(target_arch = "x86_64")]
                    Machine::Avx2 => avx2(x, rows, self, &mut bytes, out),
                    _ => linear::<dot::Plain, Same>(x, rows, self, &mut bytes, out),
                }
            }
        }
        out
    }
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx512f,avx512bw,avx512vl,avx512dq,avx512vnni,fma")]
fn wide(x: &[f32], rows: usize, l: &Linear, bytes: &mut [u8], out: &mut [f32]) {
    // SAFETY: this function's features are what the kernels need.
    unsafe { linear::<dot::Vnni, Same>(x, rows, l, bytes, out) }
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx2,fma")]
fn avx2(x: &[f32], rows: usize, l: &Linear, bytes: &mut [u8], out: &mut [f32]) {
    // SAFETY: this function's features are what the kernels need.
    unsafe { linear::<dot::Avx2, Same>(x, rows, l, bytes, out) }
}

/// Applies a layer to `rows` rows, no more than a window holds. `bytes` is room for the rows in u8.
///
/// # Safety
/// The processor must have what `D` needs.
#[inline(always)]
pub unsafe fn linear<D: Dot, F: Activation>(x: &[f32], rows: usize, l: &Linear, bytes: &mut [u8], out: &mut [f32]) {
    // The last quad of a row of bytes may reach beyond the row of numbers: its weights are zero.
    let (given, inputs) = (x.len() / rows.max(1), l.packed.inputs);
    let given = given.min(inputs);
    let mut steps = [0f32; LONGEST_WINDOW];
    let (mut large, mut ends) = (Vec::new(), [0; LONGEST_WINDOW]);
    for r in 0..rows {
        steps[r] = quantise(&x[r * given..(r + 1) * given], &mut bytes[r * inputs..r * inputs + given], &mut large);
        ends[r] = large.len();
    }
    let mut sink = Scaled { layer: l, steps: &steps, large: &large, ends: &ends, out, f: PhantomData::<(D, F)> };
    // SAFETY: as the caller vouches.
    unsafe { dot::product::<D>(bytes, rows, &l.packed, &mut sink) }
}

/// What is done to each number that a layer puts out.
pub trait Activation {
    /// The number after it.
    fn of(x: f32) -> f32;
}

/// Nothing is done.
pub struct Same;
/// The error-function GELU.
pub struct Gelu;

impl Activation for Same {
    #[inline(always)]
    fn of(x: f32) -> f32 {
        x
    }
}

impl Activation for Gelu {
    #[inline(always)]
    fn of(x: f32) -> f32 {
        float::gelu(x)
    }
}

/// Integer sums back to numbers.
struct Scaled<'a, D, F> {
    layer: &'a Linear,
    steps: &'a [f32],
    /// What large numbers have above the rest, with their place in the row, row after row; and where in the list each row's end.
    large: &'a [(usize, f32)],
    ends: &'a [usize],
    out: &'a mut [f32],
    f: PhantomData<(D, F)>,
}

impl<D: Dot, F: Activation> Sink for Scaled<'_, D, F> {
    #[inline(always)]
    fn put(&mut self, r: usize, first: usize, sums: &[i32]) {
        let outputs = self.layer.packed.outputs;
        let end = (first + sums.len()).min(outputs);
        let out = &mut self.out[r * outputs + first..r * outputs + end];
        let (l, step) = (self.layer, self.steps[r]);
        let (shift, column, bias) = (&l.packed.shift[first..end], &l.scales[first..end], &l.bias[first..end]);
        for ((((o, &sum), &shift), &column), &bias) in out.iter_mut().zip(sums).zip(shift).zip(column).zip(bias) {
            *o = (sum - shift) as f32 * column * step + bias;
        }
        let large = &self.large[if r == 0 { 0 } else { self.ends[r - 1] }..self.ends[r]];
        if !large.is_empty() {
            let mut more = [0f32; WIDE];
            for &(input, x) in large {
                // SAFETY: whoever calls `linear` vouches for the processor.
                unsafe { l.packed.add::<D>(first, input, x, &mut more) }
            }
            for ((o, &more), &column) in out.iter_mut().zip(&more).zip(column) {
                *o += more * column;
            }
        }
        for o in out {
            *o = F::of(*o);
        }
    }
}

/// How many times a row's root mean square a number may be before it is taken apart. With 4, 6 and 8 the vectors are nearest to those in f32 at 6.
const LARGE: f32 = 6.0;

/// Numbers looked at together for one that is large.
const CHUNK: usize = 64;

/// One row to u8 around 128; returns the step. What a number has above [`LARGE`] times the row's root mean square goes to `large`.
#[inline(always)]
fn quantise(row: &[f32], out: &mut [u8], large: &mut Vec<(usize, f32)>) -> f32 {
    let top = float::fold(row, 1e-12, |a, b| a.max(b.abs()));
    let limit = top.min(LARGE * (float::squares(row) / row.len() as f32).sqrt()).max(1e-12);
    let up = 127.0 / limit;
    for (o, &v) in out.iter_mut().zip(row) {
        // SAFETY: the product is at most 127, so the value lies between 1 and 256.
        *o = unsafe { ((v * up).clamp(-127.0, 127.0) + 128.5).to_int_unchecked::<i32>() } as u8;
    }
    if top > limit {
        for (c, chunk) in row.chunks(CHUNK).enumerate() {
            // Most have none, which vectors see at once.
            if chunk.iter().fold(false, |any, v| any | (v.abs() > limit)) {
                let above = |(k, &v): (usize, &f32)| (v.abs() > limit).then(|| (c * CHUNK + k, v - limit.copysign(v)));
                large.extend(chunk.iter().enumerate().filter_map(above));
            }
        }
    }
    limit / 127.0
}
