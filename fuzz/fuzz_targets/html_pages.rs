//! Saved pages: a main text or a message.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| onrecord_fuzz::open_as("input.html", bytes));
