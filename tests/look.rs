mod common;
use common::*;
#[test]
fn look() {
    let (w, h) = (80, 24);
    let mut s = Session::new(district(), w, h);
    println!("{}\n=====", s.text());
    println!("{}\n=====", s.keys("2<Right><Down>").text());
    println!("{}\n=====", s.keys("<Enter>").text());
    println!("{}\n=====", s.keys("<Esc>3").text());
    println!("{}\n=====", s.keys("<Enter>").text());
    println!("{}\n=====", s.keys("<F2>").text());
    println!("{}\n=====", s.keys("<Esc><Esc>4").text());
    println!("{}\n=====", s.keys("<F7>").text());
    println!("{}\n=====", s.keys("<Ctrl+O>").text());
    println!("{}\n=====", s.keys("<F7><Ctrl+K>").text());
    println!("{}\n=====", s.keys("<Ctrl+S>").text());
    println!("{}\n=====", s.keys("<Esc><Esc><Ctrl+P>").text());
    println!("{}\n=====", s.keys("<Esc>").resize(140, 40).text());
    println!("{}\n=====", s.keys("2").text());
}
