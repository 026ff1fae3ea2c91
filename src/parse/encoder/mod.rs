//! The encoder: eight layers of MPNet that turn word pieces into vectors, in int8 with one scale a row.
//!
//! In: piece ids and shapes of one window. Out: one vector a piece. Nothing goes wrong at run time: the weights are
//! part of the binary, and a window longer than [`LONGEST_WINDOW`] is the caller's mistake. Each window is computed
//! by itself and each row has its own scale, so a result never depends on neighbours, batches or threads.

mod dense;
mod dot;
mod float;
mod linear;
mod weights;

pub use dense::{Dense, multiply};
pub use float::{Rows, exp, fold, gelu, padded, product};
pub use linear::Linear;
pub use weights::{Weights, note};

use dot::{Dot, Plain};
use linear::{Gelu, Same, linear};

/// Length of a vector.
pub const WIDTH: usize = 768;
/// Pieces in one window at the most, the opening and closing ones included.
pub const LONGEST_WINDOW: usize = 512;
const HEADS: usize = 12;
const HEAD: usize = WIDTH / HEADS;
const LAYERS: usize = 8;
/// Places in a row of `far`: key minus query, from -512 on.
const SPREAD: usize = 2 * LONGEST_WINDOW;

/// What `parse` needs of an engine.
pub trait Encode: Send + Sync {
    /// One vector of `WIDTH` numbers for each piece, in a row.
    fn encode(&self, ids: &[u32], shapes: &[u8]) -> Vec<f32>;
}

/// Our own engine.
pub struct Encoder<'a> {
    words: weights::Quantised<'a>,
    positions: Vec<f32>,
    shapes: Vec<f32>,
    /// What each head adds to a score for how far the key is from the query.
    far: Vec<f32>,
    norm: Norm,
    layers: Vec<Layer>,
    machine: Machine,
}

/// Which kernels run, the slowest first. They agree to the bit; a test forces each.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Machine {
    /// Anything else.
    Plain,
    /// AVX2 with FMA.
    Avx2,
    /// AVX-512 with VNNI.
    Vnni,
}

impl Machine {
    /// The best that this processor has.
    pub fn detect() -> Machine {
        #[cfg(target_arch = "x86_64")]
        {
            if is_x86_feature_detected!("avx512vnni")
                && is_x86_feature_detected!("avx512bw")
                && is_x86_feature_detected!("avx512vl")
                && is_x86_feature_detected!("avx512dq")
                && is_x86_feature_detected!("fma")
            {
                return Machine::Vnni;
            }
            if is_x86_feature_detected!("avx2") && is_x86_feature_detected!("fma") {
                return Machine::Avx2;
            }
        }
        Machine::Plain
    }
}

struct Norm {
    gain: Vec<f32>,
    bias: Vec<f32>,
}

struct Layer {
    qkv: Linear,
    out: Linear,
    norm1: Norm,
    up: Linear,
    down: Linear,
    norm2: Norm,
}

impl<'a> Encoder<'a> {
    /// Reads the encoder's tensors and packs them for the kernels.
    pub fn new(weights: &Weights<'a>, machine: Machine) -> Encoder<'a> {
        let norm = |name: &str| Norm {
            gain: weights.floats(&format!("{name}.weight")).0,
            bias: weights.floats(&format!("{name}.bias")).0,
        };
        let linear = |name: &str| Linear::load(weights, name);
        let layers = (0..LAYERS)
            .map(|i| Layer {
                qkv: linear(&format!("layers.{i}.qkv")),
                out: linear(&format!("layers.{i}.out")),
                norm1: norm(&format!("layers.{i}.norm1")),
                up: linear(&format!("layers.{i}.up")),
                down: linear(&format!("layers.{i}.down")),
                norm2: norm(&format!("layers.{i}.norm2")),
            })
            .collect();
        Encoder {
            words: weights.quantised("words"),
            positions: weights.floats("positions").0,
            shapes: weights.floats("shapes").0,
            far: weights.floats("far").0,
            norm: norm("norm"),
            layers,
            machine,
        }
    }
}

impl Encode for Encoder<'_> {
    fn encode(&self, ids: &[u32], shapes: &[u8]) -> Vec<f32> {
        assert!(ids.len() <= LONGEST_WINDOW && ids.len() == shapes.len());
        // SAFETY: `machine` is what the processor was found to have, or plain.
        unsafe {
            match self.machine {
                #[cfg(target_arch = "x86_64")]
                Machine::Vnni => x86::vnni(self, ids, shapes),
                #[cfg(target_arch = "x86_64")]
                Machine::Avx2 => x86::avx2(self, ids, shapes),
                _ => forward::<Plain>(self, ids, shapes),
            }
        }
    }
}

#[cfg(target_arch = "x86_64")]
mod x86 {
    use super::{Encoder, dot, forward};

    #[target_feature(enable = "avx512f,avx512bw,avx512vl,avx512dq,avx512vnni,fma")]
    pub fn vnni(e: &Encoder, ids: &[u32], shapes: &[u8]) -> Vec<f32> {
        // SAFETY: this function's features are what the kernels need.
        unsafe { forward::<dot::Vnni>(e, ids, shapes) }
    }

    #[target_feature(enable = "avx2,fma")]
    pub fn avx2(e: &Encoder, ids: &[u32], shapes: &[u8]) -> Vec<f32> {
        // SAFETY: this function's features are what the kernels need.
        unsafe { forward::<dot::Avx2>(e, ids, shapes) }
    }
}

/// # Safety
/// The processor must have what `D` needs.
#[inline(always)]
unsafe fn forward<D: Dot>(e: &Encoder, ids: &[u32], shapes: &[u8]) -> Vec<f32> {
    let n = ids.len();
    let mut x = vec![0f32; n * WIDTH];
    for (i, row) in x.chunks_exact_mut(WIDTH).enumerate() {
        let word = ids[i] as usize;
        let scale = e.words.scales[word];
        let values = &e.words.values[word * WIDTH..(word + 1) * WIDTH];
        let position = &e.positions[i * WIDTH..(i + 1) * WIDTH];
        let shape = &e.shapes[shapes[i] as usize * WIDTH..(shapes[i] as usize + 1) * WIDTH];
        for (k, r) in row.iter_mut().enumerate() {
            *r = f32::from(values[k]) * scale + position[k] + shape[k];
        }
        float::layer_norm(row, &e.norm.gain, &e.norm.bias);
    }
    let mut qkv = vec![0f32; n * 3 * WIDTH];
    let mut attended = vec![0f32; n * WIDTH];
    let mut projected = vec![0f32; n * WIDTH];
    let mut inner = vec![0f32; n * 4 * WIDTH];
    let mut bytes = vec![0u8; n * 4 * WIDTH];
    for layer in &e.layers {
        // SAFETY: as the caller vouches.
        unsafe {
            linear::<D, Same>(&x, n, &layer.qkv, &mut bytes, &mut qkv);
            attend::<D>(&qkv, n, &e.far, &mut attended);
            linear::<D, Same>(&attended, n, &layer.out, &mut bytes, &mut projected);
            add_and_norm(&mut x, &projected, &layer.norm1);
            linear::<D, Gelu>(&x, n, &layer.up, &mut bytes, &mut inner);
            linear::<D, Same>(&inner, n, &layer.down, &mut bytes, &mut projected);
            add_and_norm(&mut x, &projected, &layer.norm2);
        }
    }
    x
}

#[inline(always)]
unsafe fn attend<D: Dot>(qkv: &[f32], n: usize, far: &[f32], out: &mut [f32]) {
    let wide = padded(n);
    let mut keys = vec![0f32; HEAD * wide];
    let mut scores = vec![0f32; n * wide];
    for h in 0..HEADS {
        for j in 0..n {
            for (d, &k) in qkv[j * 3 * WIDTH + WIDTH + h * HEAD..][..HEAD].iter().enumerate() {
                keys[d * wide + j] = k;
            }
        }
        let (queries, values) = (Rows(&qkv[h * HEAD..], 3 * WIDTH), Rows(&qkv[2 * WIDTH + h * HEAD..], 3 * WIDTH));
        // SAFETY: as the caller vouches.
        unsafe {
            product::<D>(queries, Rows(&keys, wide), &mut scores, wide, [n, HEAD, wide]);
            for (i, row) in scores.chunks_exact_mut(wide).enumerate() {
                let far = &far[h * SPREAD + LONGEST_WINDOW - i..][..n];
                float::softmax(&mut row[..n], 1.0 / (HEAD as f32).sqrt(), far);
            }
            product::<D>(Rows(&scores, wide), values, &mut out[h * HEAD..], WIDTH, [n, n, HEAD]);
        }
    }
}

#[inline(always)]
fn add_and_norm(x: &mut [f32], y: &[f32], norm: &Norm) {
    for (row, add) in x.chunks_exact_mut(WIDTH).zip(y.chunks_exact(WIDTH)) {
        for (a, b) in row.iter_mut().zip(add) {
            *a += b;
        }
        float::layer_norm(row, &norm.gain, &norm.bias);
    }
}

#[cfg(test)]
mod tests {
    use super::dot::*;
    use super::*;

    /// A stream of numbers that is the same everywhere.
    fn noise(seed: u64) -> impl FnMut() -> u64 {
        let mut s = seed;
        move || {
            s = s.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            s >> 33
        }
    }

    struct Sums {
        all: Vec<i32>,
        outputs: usize,
    }

    impl Sink for Sums {
        fn put(&mut self, r: usize, first: usize, sums: &[i32]) {
            let end = (first + sums.len()).min(self.outputs);
            self.all[r * self.outputs + first..r * self.outputs + end].copy_from_slice(&sums[..end - first]);
        }
    }

    #[test]
    fn kernels_agree_with_a_loop_over_the_definition() {
        let mut next = noise(7);
        for (rows, inputs, outputs) in [(1, 4, 1), (3, 8, 16), (9, 384, 33), (17, 128, 48), (6, 132, 150)] {
            let x: Vec<u8> = (0..rows * inputs).map(|_| (next() % 256) as u8).collect();
            let w: Vec<i8> = (0..outputs * inputs).map(|_| (next() % 127) as i8 - 63).collect();
            let packed = Packed::new(&w, outputs, inputs);
            let mut want = vec![0i32; rows * outputs];
            for r in 0..rows {
                for o in 0..outputs {
                    want[r * outputs + o] =
                        (0..inputs).map(|i| i32::from(x[r * inputs + i]) * i32::from(w[o * inputs + i])).sum();
                }
            }
            let mut got = Sums { all: vec![0i32; rows * outputs], outputs };
            // SAFETY: each kernel runs only where the processor has it.
            unsafe {
                dot::product::<Plain>(&x, rows, &packed, &mut got);
                assert_eq!(got.all, want, "plain {rows} × {inputs} × {outputs}");
                #[cfg(target_arch = "x86_64")]
                {
                    if is_x86_feature_detected!("avx2") {
                        got.all.fill(0);
                        dot::product::<Avx2>(&x, rows, &packed, &mut got);
                        assert_eq!(got.all, want, "avx2 {rows} × {inputs} × {outputs}");
                    }
                    if Machine::detect() == Machine::Vnni {
                        got.all.fill(0);
                        dot::product::<Vnni>(&x, rows, &packed, &mut got);
                        assert_eq!(got.all, want, "vnni {rows} × {inputs} × {outputs}");
                    }
                }
            }
        }
    }
}
