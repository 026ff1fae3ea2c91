//! Show records to people and programs.

pub mod cli;
