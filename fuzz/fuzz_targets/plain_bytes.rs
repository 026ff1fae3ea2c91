//! Any bytes as a text, through document, parse, coding and record.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| onrecord_fuzz::read(&String::from_utf8_lossy(bytes)));
