#![doc = include_str!("architecture.md")]

pub mod cli;
pub mod domain;
pub mod import;
pub mod run;
pub mod sample;
pub mod store;
pub mod text;
