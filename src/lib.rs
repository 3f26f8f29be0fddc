#![doc = include_str!("architecture.md")]

pub mod domain;
pub mod text;
pub mod keymap;
pub mod ui;
pub mod app;
pub mod run;
pub mod sample;
