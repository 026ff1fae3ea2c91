//! Word pieces a second through the encoder, on one thread, for each family of kernels that this processor has.
//!
//!     cargo bench --bench encoder
//!
//! Each figure is the best of five runs of a second, so that a busy machine disturbs it least.

use std::time::{Duration, Instant};

use onrecord::parse::{Machine, Parser};

const TEXT: &str = "The foreign minister of the island said on Tuesday that both sides had agreed to reopen the harbour, \
                    and that the fishermen held since March would be home before the feast. ";

fn main() {
    for machine in [Machine::Vnni, Machine::Avx2, Machine::Plain] {
        if machine > Machine::detect() {
            println!("{machine:?}: this processor does not have it");
            continue;
        }
        let parser = Parser::on(machine);
        let (ids, shapes, _) = parser.pieces(&TEXT.repeat(8));
        for window in [32, 128, 256] {
            let run = || {
                let (start, mut pieces) = (Instant::now(), 0);
                while start.elapsed() < Duration::from_secs(1) {
                    parser.vectors(&ids[..window], &shapes[..window]);
                    pieces += window;
                }
                pieces as f64 / start.elapsed().as_secs_f64()
            };
            let best = (0..5).map(|_| run()).fold(0.0, f64::max);
            println!("{machine:?}, window of {window}: {best:.0} pieces/s");
        }
    }
}
