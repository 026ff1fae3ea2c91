//! The kernels: rows of u8 times packed columns of i8, summed in i32, and tiles of a product in f32.
//!
//! Three twins with the same answer to the bit: AVX-512 VNNI, AVX2, plain. Integer sums have no rounding, and
//! with 7-bit weights no pair sum leaves 16 bits, so the machine cannot be told from the result.

use super::float::{Rows, TILE};

/// Outputs in one packed block.
const BLOCK: usize = 16;
/// Blocks that a kernel works on at once.
const BLOCKS: usize = 4;
/// Outputs that a kernel works on at once.
pub const WIDE: usize = BLOCK * BLOCKS;

/// A weight matrix packed for the kernels: blocks of 16 outputs, and in each, four inputs side by side.
pub struct Packed {
    data: Vec<i8>,
    /// Outputs (the last blocks are padded with zeros).
    pub outputs: usize,
    /// Inputs, rounded up to a multiple of four.
    pub inputs: usize,
    /// For each output 128 × the sum of its weights: what the shift of the inputs to u8 adds.
    pub shift: Vec<i32>,
}

impl Packed {
    /// Packs a row-major matrix of `outputs` × `inputs`.
    pub fn new(values: &[i8], outputs: usize, inputs: usize) -> Packed {
        let (quads, blocks) = (inputs.div_ceil(4), outputs.div_ceil(WIDE) * BLOCKS);
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

    /// Adds to the outputs from `first` on (a multiple of [`WIDE`]) what `x` at one input makes of them.
    ///
    /// # Safety
    /// The processor must have what `D` needs.
    #[inline(always)]
    pub unsafe fn add<D: Dot>(&self, first: usize, input: usize, x: f32, out: &mut [f32; WIDE]) {
        for (k, out) in out.chunks_exact_mut(BLOCK).enumerate() {
            let at = ((first / BLOCK + k) * self.inputs / 4 + input / 4) * BLOCK * 4;
            // SAFETY: as the caller vouches.
            unsafe { D::add(&self.data[at..at + BLOCK * 4], input % 4, x, out) }
        }
    }

    fn blocks(&self, first: usize) -> [&[i8]; BLOCKS] {
        let size = self.inputs * BLOCK;
        std::array::from_fn(|k| &self.data[(first + k) * size..(first + k + 1) * size])
    }
}

/// One family of kernels.
pub trait Dot: Copy {
    /// `R` rows of `x`, each `inputs` long, times four neighbouring blocks.
    ///
    /// # Safety
    /// The processor must have what the implementation needs.
    unsafe fn rows<const R: usize>(x: &[u8], inputs: usize, w: [&[i8]; BLOCKS]) -> [[i32; WIDE]; R];

    /// `R` rows of `a` times [`TILE`] columns of `b`, in f32: the sums run over `k` in order, each product fused
    /// with its addition, so that every machine rounds alike.
    ///
    /// # Safety
    /// The processor must have what the implementation needs.
    unsafe fn tile<const R: usize>(a: Rows, b: Rows, k: usize) -> [[f32; TILE]; R];

    /// Adds to the [`BLOCK`] outputs of a block `x` times their weights at one of four inputs side by side, fused.
    ///
    /// # Safety
    /// The processor must have what the implementation needs.
    unsafe fn add(quads: &[i8], input: usize, x: f32, out: &mut [f32]);
}

/// Any machine.
#[derive(Clone, Copy)]
pub struct Plain;

impl Dot for Plain {
    #[inline(always)]
    unsafe fn rows<const R: usize>(x: &[u8], inputs: usize, w: [&[i8]; BLOCKS]) -> [[i32; WIDE]; R] {
        let mut out = [[0; WIDE]; R];
        for (r, sums) in out.iter_mut().enumerate() {
            for (q, quad) in x[r * inputs..(r + 1) * inputs].chunks_exact(4).enumerate() {
                for (block, w) in w.into_iter().enumerate() {
                    let w = &w[q * 4 * BLOCK..(q + 1) * 4 * BLOCK];
                    for lane in 0..BLOCK {
                        for k in 0..4 {
                            sums[block * BLOCK + lane] += i32::from(quad[k]) * i32::from(w[lane * 4 + k]);
                        }
                    }
                }
            }
        }
        out
    }

    #[inline(always)]
    unsafe fn tile<const R: usize>(a: Rows, b: Rows, k: usize) -> [[f32; TILE]; R] {
        let mut sums = [[0f32; TILE]; R];
        for i in 0..k {
            let right = &b.0[i * b.1..i * b.1 + TILE];
            for (r, sums) in sums.iter_mut().enumerate() {
                let x = a.0[r * a.1 + i];
                for (s, &y) in sums.iter_mut().zip(right) {
                    *s = x.mul_add(y, *s);
                }
            }
        }
        sums
    }

    #[inline(always)]
    unsafe fn add(quads: &[i8], input: usize, x: f32, out: &mut [f32]) {
        for (o, quad) in out.iter_mut().zip(quads.chunks_exact(4)) {
            *o = x.mul_add(f32::from(quad[input]), *o);
        }
    }
}

#[cfg(target_arch = "x86_64")]
pub use x86::{Avx2, Vnni};

#[cfg(target_arch = "x86_64")]
mod x86 {
    use super::{BLOCK, BLOCKS, Dot, Rows, TILE, WIDE};
    use std::arch::x86_64::*;

    /// AVX-512 with VNNI.
    #[derive(Clone, Copy)]
    pub struct Vnni;

    impl Dot for Vnni {
        #[inline(always)]
        unsafe fn rows<const R: usize>(x: &[u8], inputs: usize, w: [&[i8]; BLOCKS]) -> [[i32; WIDE]; R] {
            assert!(x.len() >= R * inputs && w.iter().all(|w| w.len() >= inputs * BLOCK));
            let mut out = [[0; WIDE]; R];
            // SAFETY: all offsets stay below the lengths asserted above; the caller vouches for the processor.
            unsafe {
                let mut sums = [[_mm512_setzero_si512(); BLOCKS]; R];
                for q in 0..inputs / 4 {
                    // No closures here: they would be compiled without the vectors.
                    let at = q * 4 * BLOCK;
                    let w = [
                        _mm512_loadu_si512(w[0].as_ptr().add(at).cast()),
                        _mm512_loadu_si512(w[1].as_ptr().add(at).cast()),
                        _mm512_loadu_si512(w[2].as_ptr().add(at).cast()),
                        _mm512_loadu_si512(w[3].as_ptr().add(at).cast()),
                    ];
                    for (r, s) in sums.iter_mut().enumerate() {
                        let v = _mm512_set1_epi32(x.as_ptr().add(r * inputs + q * 4).cast::<i32>().read_unaligned());
                        for (s, w) in s.iter_mut().zip(w) {
                            *s = _mm512_dpbusd_epi32(*s, v, w);
                        }
                    }
                }
                for (o, s) in out.iter_mut().zip(sums) {
                    for (k, s) in s.into_iter().enumerate() {
                        _mm512_storeu_si512(o.as_mut_ptr().add(k * BLOCK).cast(), s);
                    }
                }
            }
            out
        }

        #[inline(always)]
        unsafe fn tile<const R: usize>(a: Rows, b: Rows, k: usize) -> [[f32; TILE]; R] {
            assert!(k == 0 || (a.0.len() >= (R - 1) * a.1 + k && b.0.len() >= (k - 1) * b.1 + TILE));
            let mut out = [[0f32; TILE]; R];
            // SAFETY: all offsets stay below the lengths asserted above; the caller vouches for the processor.
            unsafe {
                let mut sums = [[_mm512_setzero_ps(); 2]; R];
                for i in 0..k {
                    let right = b.0.as_ptr().add(i * b.1);
                    let right = [_mm512_loadu_ps(right), _mm512_loadu_ps(right.add(16))];
                    for (r, s) in sums.iter_mut().enumerate() {
                        let x = _mm512_set1_ps(*a.0.as_ptr().add(r * a.1 + i));
                        s[0] = _mm512_fmadd_ps(x, right[0], s[0]);
                        s[1] = _mm512_fmadd_ps(x, right[1], s[1]);
                    }
                }
                for (o, s) in out.iter_mut().zip(sums) {
                    _mm512_storeu_ps(o.as_mut_ptr(), s[0]);
                    _mm512_storeu_ps(o.as_mut_ptr().add(16), s[1]);
                }
            }
            out
        }

        #[inline(always)]
        unsafe fn add(quads: &[i8], input: usize, x: f32, out: &mut [f32]) {
            assert!(quads.len() >= BLOCK * 4 && out.len() >= BLOCK);
            // SAFETY: the lengths are asserted above; the caller vouches for the processor.
            unsafe {
                // The byte of each quad to the top, and down again with its sign.
                let up = _mm_cvtsi32_si128(24 - 8 * input as i32);
                let w = _mm512_sll_epi32(_mm512_loadu_si512(quads.as_ptr().cast()), up);
                let w = _mm512_cvtepi32_ps(_mm512_srai_epi32::<24>(w));
                let o = out.as_mut_ptr();
                _mm512_storeu_ps(o, _mm512_fmadd_ps(_mm512_set1_ps(x), w, _mm512_loadu_ps(o)));
            }
        }
    }

    /// AVX2 with FMA: pairs of products are summed in 16 bits, which 7-bit weights never leave.
    #[derive(Clone, Copy)]
    pub struct Avx2;

    impl Dot for Avx2 {
        #[inline(always)]
        unsafe fn rows<const R: usize>(x: &[u8], inputs: usize, w: [&[i8]; BLOCKS]) -> [[i32; WIDE]; R] {
            assert!(x.len() >= R * inputs && w.iter().all(|w| w.len() >= inputs * BLOCK));
            let mut out = [[0; WIDE]; R];
            // SAFETY: all offsets stay below the lengths asserted above; the caller vouches for the processor.
            unsafe {
                let ones = _mm256_set1_epi16(1);
                // One block at a time, so that the sums stay in registers.
                for (k, w) in w.into_iter().enumerate() {
                    let mut sums = [[_mm256_setzero_si256(); 2]; R];
                    for q in 0..inputs / 4 {
                        let w = w.as_ptr().add(q * 4 * BLOCK);
                        let w = [_mm256_loadu_si256(w.cast()), _mm256_loadu_si256(w.add(32).cast())];
                        for (r, s) in sums.iter_mut().enumerate() {
                            let v = x.as_ptr().add(r * inputs + q * 4).cast::<i32>().read_unaligned();
                            let v = _mm256_set1_epi32(v);
                            for (s, w) in s.iter_mut().zip(w) {
                                *s = _mm256_add_epi32(*s, _mm256_madd_epi16(_mm256_maddubs_epi16(v, w), ones));
                            }
                        }
                    }
                    for (o, s) in out.iter_mut().zip(sums) {
                        _mm256_storeu_si256(o.as_mut_ptr().add(k * BLOCK).cast(), s[0]);
                        _mm256_storeu_si256(o.as_mut_ptr().add(k * BLOCK + 8).cast(), s[1]);
                    }
                }
            }
            out
        }

        #[inline(always)]
        unsafe fn tile<const R: usize>(a: Rows, b: Rows, k: usize) -> [[f32; TILE]; R] {
            assert!(k == 0 || (a.0.len() >= (R - 1) * a.1 + k && b.0.len() >= (k - 1) * b.1 + TILE));
            let mut out = [[0f32; TILE]; R];
            // SAFETY: all offsets stay below the lengths asserted above; the caller vouches for the processor.
            unsafe {
                // Eight columns at a time, so that the sums stay in registers.
                for col in (0..TILE).step_by(8) {
                    let mut sums = [_mm256_setzero_ps(); R];
                    for i in 0..k {
                        let right = _mm256_loadu_ps(b.0.as_ptr().add(i * b.1 + col));
                        for (r, s) in sums.iter_mut().enumerate() {
                            let x = _mm256_set1_ps(*a.0.as_ptr().add(r * a.1 + i));
                            *s = _mm256_fmadd_ps(x, right, *s);
                        }
                    }
                    for (o, s) in out.iter_mut().zip(sums) {
                        _mm256_storeu_ps(o.as_mut_ptr().add(col), s);
                    }
                }
            }
            out
        }

        #[inline(always)]
        unsafe fn add(quads: &[i8], input: usize, x: f32, out: &mut [f32]) {
            assert!(quads.len() >= BLOCK * 4 && out.len() >= BLOCK);
            // SAFETY: the lengths are asserted above; the caller vouches for the processor.
            unsafe {
                let up = _mm_cvtsi32_si128(24 - 8 * input as i32);
                for half in 0..2 {
                    let w = _mm256_sll_epi32(_mm256_loadu_si256(quads.as_ptr().add(half * 32).cast()), up);
                    let w = _mm256_cvtepi32_ps(_mm256_srai_epi32::<24>(w));
                    let o = out.as_mut_ptr().add(half * 8);
                    _mm256_storeu_ps(o, _mm256_fmadd_ps(_mm256_set1_ps(x), w, _mm256_loadu_ps(o)));
                }
            }
        }
    }
}

/// Takes the sums of a product.
pub trait Sink {
    /// The sums of one row from output `first` on. The last call of a row may reach into the padding.
    fn put(&mut self, row: usize, first: usize, sums: &[i32]);
}

/// Hands `rows` rows of `x` times the whole matrix to `sink`. A trait and not a closure, because only a function that is
/// inlined by force gets the caller's vectors.
///
/// # Safety
/// The processor must have what `D` needs.
#[inline(always)]
pub unsafe fn product<D: Dot>(x: &[u8], rows: usize, w: &Packed, sink: &mut impl Sink) {
    for first in (0..w.outputs).step_by(WIDE) {
        let blocks = w.blocks(first / BLOCK);
        let mut r = 0;
        // SAFETY: as the caller vouches.
        unsafe {
            while r + 6 <= rows {
                put(&D::rows::<6>(&x[r * w.inputs..], w.inputs, blocks), r, first, sink);
                r += 6;
            }
            if r + 3 <= rows {
                put(&D::rows::<3>(&x[r * w.inputs..], w.inputs, blocks), r, first, sink);
                r += 3;
            }
            while r < rows {
                put(&D::rows::<1>(&x[r * w.inputs..], w.inputs, blocks), r, first, sink);
                r += 1;
            }
        }
    }
}

#[inline(always)]
fn put(sums: &[[i32; WIDE]], row: usize, first: usize, sink: &mut impl Sink) {
    for (k, s) in sums.iter().enumerate() {
        sink.put(row + k, first, s);
    }
}
