//! JSONL: one answer a line, a document or a message.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| onrecord_fuzz::open_as("input.jsonl", bytes));
