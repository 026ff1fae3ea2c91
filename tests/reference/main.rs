//! The program against other people's numbers: units and pieces against the trainer's and against the reference
//! tokenizer's, vectors against the trainer's f32 network, and the kernels against one another.
//!
//! `make.py` beside this file makes the numbers from `texts.py`; run it again when the weights change.

mod tokens;
mod vectors;

use serde_json::Value;

/// The rows of a file that `make.py` wrote.
fn rows(json: &str) -> Vec<Value> {
    let mut file: Value = serde_json::from_str(json).expect("make.py writes JSON");
    serde_json::from_value(file["rows"].take()).expect("rows")
}

fn numbers<T: serde::de::DeserializeOwned>(v: &Value) -> Vec<T> {
    serde_json::from_value(v.clone()).unwrap_or_else(|e| panic!("{e}: {v}"))
}
