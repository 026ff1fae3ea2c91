//! What the targets share: an input as a file, and the laws that every record obeys.

use std::path::PathBuf;
use std::sync::LazyLock;
use std::{fs, process};

use onrecord::document::{Given, document};
use onrecord::pipeline;
use onrecord::record::json;
use onrecord::sources::{Raw, open};

/// Opens the bytes as the program opens a file of this name, and makes a document of each answer.
pub fn open_as(name: &str, bytes: &[u8]) {
    static FOLDER: LazyLock<PathBuf> = LazyLock::new(|| {
        let memory = PathBuf::from("/dev/shm");
        let base = if memory.is_dir() { memory } else { std::env::temp_dir() };
        let folder = base.join(format!("onrecord-fuzz-{}", process::id()));
        fs::create_dir_all(&folder).expect("a folder for the inputs");
        folder
    });
    let path = FOLDER.join(name);
    fs::write(&path, bytes).expect("the input is written");
    let Ok(documents) = open(path.to_str().expect("a plain path"), 1 << 20) else { return };
    for raw in documents.flatten() {
        let text = raw.text.clone();
        let d = document(raw, &Given::default());
        assert_eq!(d.text, text, "the text is unchanged");
        for p in &d.paragraphs {
            assert!(!p.of(&text).trim().is_empty(), "a paragraph has words");
        }
    }
}

/// Reads a text the whole way. Every record cites stretches of it.
pub fn read(text: &str) {
    let raw = Raw { id: "fuzz".into(), text: text.to_string(), published: Some("2023-03-22".into()), ..Raw::default() };
    let record = pipeline::read(raw, &Given::default());
    assert_eq!(record.document.text, text, "the text is unchanged");
    for e in &record.events {
        assert!(!e.trigger.of(text).is_empty() && !e.evidence.is_empty(), "an event cites its words");
    }
    for s in &record.statements {
        assert!(!s.content.is_empty(), "a statement cites its content");
    }
    // Panics if a span is none of the text.
    json::record(&record, &pipeline::made_by());
}
