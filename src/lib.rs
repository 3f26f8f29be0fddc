#![doc = include_str!("architecture.md")]

pub mod app;
pub mod cli;
pub mod clock;
pub mod domain;
pub mod export;
pub mod import;
pub mod inlet;
pub mod keymap;
pub mod outlet;
pub mod run;
pub mod sample;
pub mod say;
pub mod store;
pub mod text;
pub mod ui;
