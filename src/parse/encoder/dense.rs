//! Dense f32 layers for the heads, run with the machine's vectors.

use super::{Machine, Rows, Weights, dot, padded, product};

/// `y = x · Wᵀ + b`, with the weights turned and padded for the matrix product.
pub struct Dense {
    turned: Vec<f32>,
    bias: Vec<f32>,
    inputs: usize,
    /// Numbers in an output row that mean something.
    pub outputs: usize,
    /// Numbers from one output row to the next.
    pub step: usize,
    machine: Machine,
}

impl Dense {
    /// The layer `NAME.weight` (outputs × inputs) with `NAME.bias`.
    pub fn load(weights: &Weights, name: &str, machine: Machine) -> Dense {
        let (w, shape) = weights.floats(&format!("{name}.weight"));
        let (bias, _) = weights.floats(&format!("{name}.bias"));
        Dense::turn(&w, bias, shape[1], shape[0], machine)
    }

    /// A layer of given weights, row-major outputs × inputs.
    pub fn turn(w: &[f32], bias: Vec<f32>, inputs: usize, outputs: usize, machine: Machine) -> Dense {
        let step = padded(outputs);
        let mut turned = vec![0f32; inputs * step];
        for o in 0..outputs {
            for i in 0..inputs {
                turned[i * step + o] = w[o * inputs + i];
            }
        }
        Dense { turned, bias, inputs, outputs, step, machine }
    }

    /// Applies the layer to `rows` rows; the result has [`Dense::step`] numbers a row.
    pub fn apply(&self, x: &[f32], rows: usize) -> Vec<f32> {
        let mut y = vec![0f32; rows * self.step];
        multiply(
            self.machine,
            Rows(x, self.inputs),
            Rows(&self.turned, self.step),
            &mut y,
            [rows, self.inputs, self.step],
        );
        for row in y.chunks_exact_mut(self.step) {
            for (v, b) in row.iter_mut().zip(&self.bias) {
                *v += b;
            }
        }
        y
    }
}

/// `c = a · b` with sizes `[m, k, n]`; rows of `c` are `n` long, whole tiles.
pub fn multiply(machine: Machine, a: Rows, b: Rows, c: &mut [f32], size: [usize; 3]) {
    // SAFETY: `machine` is what the processor was found to have, or plain.
    unsafe {
        match machine {
            #[cfg(target_arch = "x86_64")]
            Machine::Vnni => wide(a, b, c, size),
            #[cfg(target_arch = "x86_64")]
            Machine::Avx2 => avx2(a, b, c, size),
            _ => product::<dot::Plain>(a, b, c, size[2], size),
        }
    }
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx512f,avx512bw,avx512vl,avx512dq,avx512vnni,fma")]
fn wide(a: Rows, b: Rows, c: &mut [f32], size: [usize; 3]) {
    // SAFETY: this function's features are what the kernels need.
    unsafe { product::<dot::Vnni>(a, b, c, size[2], size) }
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx2,fma")]
fn avx2(a: Rows, b: Rows, c: &mut [f32], size: [usize; 3]) {
    // SAFETY: this function's features are what the kernels need.
    unsafe { product::<dot::Avx2>(a, b, c, size[2], size) }
}
