#![doc = include_str!("architecture.md")]

pub mod domain;
pub mod import;
pub mod run;
pub mod text;
