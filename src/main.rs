//! The browser app of Concord: everything it computes comes from `concord_core`.

mod app;
mod chart;
mod engine;
mod figures;
mod file;
mod form;
mod handy;
mod headline;
mod incoming;
mod judgement;
mod keys;
mod later;
mod notation;
mod pages;
mod replayed;
mod reviewed;
mod route;
mod session;
mod storage;
mod typing;
mod widgets;

use leptos::prelude::*;
use wasm_bindgen::JsCast;

fn main() {
    let Some(root) = document().get_element_by_id("app") else { return };
    mount_to(root.unchecked_into(), app::App).forget();
}
