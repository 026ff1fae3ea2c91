//! The int8 kernels: rows of u8 times packed columns of i8, summed in i32.
//!
//! Three twins with the same answer to the bit: AVX-512 VNNI, AVX2, plain. Integer sums have no rounding, and
//! with 7-bit weights no pair sum leaves 16 bits, so the machine cannot be told from the result.

/// Outputs in one packed block.
pub const BLOCK: usize = 16;

/// A weight matrix packed for the kernels: blocks of 16 outputs, and in each, four inputs side by side.
pub struct Packed {
    data: Vec<i8>,
    /// Outputs, as stored (the last block is padded with zeros).
    pub outputs: usize,
    /// Inputs, rounded up to a multiple of four.
    pub inputs: usize,
    /// For each output 128 × the sum of its weights: what the shift of the inputs to u8 adds.
    pub shift: Vec<i32>,
}

impl Packed {
    /// Packs a row-major matrix of `outputs` × `inputs`.
    pub fn new(values: &[i8], outputs: usize, inputs: usize) -> Packed {
        let (quads, blocks) = (inputs.div_ceil(4), outputs.div_ceil(BLOCK));
        let mut data = vec![0i8; blocks * quads * BLOCK * 4];
        let mut shift = vec![0i32; blocks * BLOCK];
        for o in 0..outputs {
            let row = &values[o * inputs..(o + 1) * inputs];
            let (block, lane) = (o / BLOCK, o % BLOCK);
            for (i, &v) in row.iter().enumerate() {
                data[((block * quads + i / 4) * BLOCK + lane) * 4 + i % 4] = v;
            }
            shift[o] = 128 * row.iter().map(|&v| i32::from(v)).sum::<i32>();
        }
        Packed { data, outputs, inputs: quads * 4, shift }
    }

    fn block(&self, block: usize) -> &[i8] {
        let size = self.inputs * BLOCK;
        &self.data[block * size..(block + 1) * size]
    }
}

/// One family of kernels. `R` rows of `x` (each `inputs` long) by two neighbouring blocks (or one).
pub trait Dot: Copy {
    /// Sums for `R` rows × 2 blocks: `out[r][0..32]`.
    ///
    /// # Safety
    /// The processor must have what the implementation needs.
    unsafe fn rows<const R: usize>(x: &[u8], inputs: usize, a: &[i8], b: &[i8]) -> [[i32; 2 * BLOCK]; R];
}

/// Any machine.
#[derive(Clone, Copy)]
pub struct Plain;

impl Dot for Plain {
    #[inline(always)]
    unsafe fn rows<const R: usize>(x: &[u8], inputs: usize, a: &[i8], b: &[i8]) -> [[i32; 2 * BLOCK]; R] {
        let mut out = [[0; 2 * BLOCK]; R];
        for (r, sums) in out.iter_mut().enumerate() {
            for (q, quad) in x[r * inputs..(r + 1) * inputs].chunks_exact(4).enumerate() {
                for (half, w) in [a, b].into_iter().enumerate() {
                    let w = &w[q * 4 * BLOCK..(q + 1) * 4 * BLOCK];
                    for lane in 0..BLOCK {
                        for k in 0..4 {
                            sums[half * BLOCK + lane] += i32::from(quad[k]) * i32::from(w[lane * 4 + k]);
                        }
                    }
                }
            }
        }
        out
    }
}

#[cfg(target_arch = "x86_64")]
pub use x86::{Avx2, Vnni};

#[cfg(target_arch = "x86_64")]
mod x86 {
    use super::{BLOCK, Dot};
    use std::arch::x86_64::*;

    /// AVX-512 with VNNI.
    #[derive(Clone, Copy)]
    pub struct Vnni;

    impl Dot for Vnni {
        #[inline(always)]
        unsafe fn rows<const R: usize>(x: &[u8], inputs: usize, a: &[i8], b: &[i8]) -> [[i32; 2 * BLOCK]; R] {
            assert!(x.len() >= R * inputs && a.len() >= inputs * BLOCK && b.len() >= inputs * BLOCK);
            let mut out = [[0; 2 * BLOCK]; R];
            // SAFETY: all offsets stay below the lengths asserted above; the caller vouches for the processor.
            unsafe {
                let mut sums = [[_mm512_setzero_si512(); 2]; R];
                for q in 0..inputs / 4 {
                    let wa = _mm512_loadu_si512(a.as_ptr().add(q * 4 * BLOCK).cast());
                    let wb = _mm512_loadu_si512(b.as_ptr().add(q * 4 * BLOCK).cast());
                    for (r, s) in sums.iter_mut().enumerate() {
                        let v = _mm512_set1_epi32(x.as_ptr().add(r * inputs + q * 4).cast::<i32>().read_unaligned());
                        s[0] = _mm512_dpbusd_epi32(s[0], v, wa);
                        s[1] = _mm512_dpbusd_epi32(s[1], v, wb);
                    }
                }
                for (o, s) in out.iter_mut().zip(sums) {
                    _mm512_storeu_si512(o.as_mut_ptr().cast(), s[0]);
                    _mm512_storeu_si512(o.as_mut_ptr().add(BLOCK).cast(), s[1]);
                }
            }
            out
        }
    }

    /// AVX2: pairs of products are summed in 16 bits, which 7-bit weights never leave.
    #[derive(Clone, Copy)]
    pub struct Avx2;

    impl Dot for Avx2 {
        #[inline(always)]
        unsafe fn rows<const R: usize>(x: &[u8], inputs: usize, a: &[i8], b: &[i8]) -> [[i32; 2 * BLOCK]; R] {
            assert!(x.len() >= R * inputs && a.len() >= inputs * BLOCK && b.len() >= inputs * BLOCK);
            let mut out = [[0; 2 * BLOCK]; R];
            // SAFETY: all offsets stay below the lengths asserted above; the caller vouches for the processor.
            unsafe {
                let ones = _mm256_set1_epi16(1);
                let mut sums = [[_mm256_setzero_si256(); 4]; R];
                for q in 0..inputs / 4 {
                    let w = [a, b].map(|w| w.as_ptr().add(q * 4 * BLOCK));
                    let w = [w[0], w[0].add(32), w[1], w[1].add(32)].map(|p| _mm256_loadu_si256(p.cast()));
                    for (r, s) in sums.iter_mut().enumerate() {
                        let v = _mm256_set1_epi32(x.as_ptr().add(r * inputs + q * 4).cast::<i32>().read_unaligned());
                        for (s, w) in s.iter_mut().zip(w) {
                            *s = _mm256_add_epi32(*s, _mm256_madd_epi16(_mm256_maddubs_epi16(v, w), ones));
                        }
                    }
                }
                for (o, s) in out.iter_mut().zip(sums) {
                    for (k, v) in s.into_iter().enumerate() {
                        _mm256_storeu_si256(o.as_mut_ptr().add(8 * k).cast(), v);
                    }
                }
            }
            out
        }
    }
}

/// Calls `each(row, first output, sums)` for `rows` rows of `x` times the whole matrix. The last call of a row may
/// reach into the padding.
///
/// # Safety
/// The processor must have what `D` needs.
#[inline(always)]
pub unsafe fn product<D: Dot>(x: &[u8], rows: usize, w: &Packed, mut each: impl FnMut(usize, usize, &[i32])) {
    let blocks = w.outputs.div_ceil(BLOCK);
    for pair in (0..blocks).step_by(2) {
        let (a, b) = (w.block(pair), w.block((pair + 1).min(blocks - 1)));
        let width = if pair + 1 < blocks { 2 * BLOCK } else { BLOCK };
        let mut r = 0;
        // SAFETY: as the caller vouches.
        unsafe {
            while r + 8 <= rows {
                let sums = D::rows::<8>(&x[r * w.inputs..], w.inputs, a, b);
                sums.iter().enumerate().for_each(|(k, s)| each(r + k, pair * BLOCK, &s[..width]));
                r += 8;
            }
            while r < rows {
                let sums = D::rows::<1>(&x[r * w.inputs..], w.inputs, a, b);
                each(r, pair * BLOCK, &sums[0][..width]);
                r += 1;
            }
        }
    }
}
