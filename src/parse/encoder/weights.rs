//! The weights file: safetensors, opened in place.
//!
//! Matrices of the encoder are int8 with one scale a row (7 bits used, so that AVX2 machines don't saturate);
//! the heads are f16; norms, biases and scales f32. `training/export.py` writes it.

use half::f16;
use safetensors::{Dtype, SafeTensors};

/// An int8 matrix, row-major, with a scale a row. One row makes one output.
pub struct Quantised<'a> {
    /// Rows × columns values between -63 and 63.
    pub values: &'a [i8],
    /// One f32 for each row.
    pub scales: Vec<f32>,
    /// Outputs.
    pub rows: usize,
    /// Inputs.
    pub columns: usize,
}

/// Reads tensors by name.
pub struct Weights<'a>(SafeTensors<'a>);

impl<'a> Weights<'a> {
    /// Opens a weights file that is part of the binary.
    ///
    /// # Panics
    /// If the bytes are no weights file.
    pub fn open(bytes: &'a [u8]) -> Weights<'a> {
        Weights(SafeTensors::deserialize(bytes).expect("the weights are well formed"))
    }

    /// A tensor as f32, with its shape.
    pub fn floats(&self, name: &str) -> (Vec<f32>, Vec<usize>) {
        let t = self.0.tensor(name).unwrap_or_else(|_| panic!("the weights have {name}"));
        let values = match t.dtype() {
            Dtype::F32 => {
                t.data().chunks_exact(4).map(|b| f32::from_le_bytes(b.try_into().expect("four bytes"))).collect()
            }
            Dtype::F16 => t.data().chunks_exact(2).map(|b| f16::from_le_bytes([b[0], b[1]]).to_f32()).collect(),
            other => panic!("{name} has the type {other:?}"),
        };
        (values, t.shape().to_vec())
    }

    /// The int8 matrix `NAME.q` with its scales `NAME.s`.
    pub fn quantised(&self, name: &str) -> Quantised<'a> {
        let t = self.0.tensor(&format!("{name}.q")).unwrap_or_else(|_| panic!("the weights have {name}.q"));
        let bytes = t.data();
        // SAFETY: i8 and u8 have the same size and alignment, and every bit pattern is valid in both.
        let values = unsafe { std::slice::from_raw_parts(bytes.as_ptr().cast::<i8>(), bytes.len()) };
        let (scales, _) = self.floats(&format!("{name}.s"));
        Quantised { values, scales, rows: t.shape()[0], columns: t.shape()[1] }
    }
}

/// A string of the weights file's own notes (labels, version), by key.
pub fn note(bytes: &[u8], key: &str) -> Option<String> {
    let (_, meta) = SafeTensors::read_metadata(bytes).ok()?;
    meta.metadata().as_ref()?.get(key).cloned()
}
