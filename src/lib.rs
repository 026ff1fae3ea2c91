//! onrecord reads news articles and official statements and puts on record who did what to whom (events, in the
//! PLOVER ontology) and who said what about whom (attributed statements). Every record points at the exact
//! characters that it stands on.
//!
//! A text goes through the stages in the order of the folders: [`sources`] → [`document`] → [`parse`] → [`coding`] →
//! [`record`] → [`views`]. [`pipeline`] is the only place that knows them all.
//!
//! ```
//! use onrecord::{document::Given, pipeline, sources::Raw};
//!
//! let raw = Raw {
//!     id: "note-7".into(),
//!     text: "Kenya's foreign minister met his Ugandan counterpart in Nairobi on Tuesday.".into(),
//!     published: Some("2019-05-16".into()),
//!     ..Raw::default()
//! };
//! let record = pipeline::read(raw, &Given::default());
//! let event = &record.events[0];
//! assert_eq!(event.kind, "CONSULT");
//! assert_eq!(event.trigger.of(&record.document.text), "met");
//! assert_eq!(event.date.as_ref().unwrap().start.to_string(), "2019-05-14");
//! ```

pub mod coding;
pub mod document;
pub mod error;
pub mod parse;
pub mod pipeline;
pub mod record;
pub mod sources;
pub mod span;
pub mod views;
