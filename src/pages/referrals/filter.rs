//! Which referrals are looked at, and in which order.

use concord_core::tracking::{Column, Filter, Order, SourceKind, Stage};
use concord_core::value::Side;
use concord_core::words;
use leptos::prelude::*;

use super::Shown;
use crate::form::{Choice, Entry, Field, Select, TextField};
use crate::widgets::when;

/// The keys of stages in lists of choices.
pub(super) const STAGES: [(&str, Stage); 4] =
    [("introduced", Stage::Introduced), ("qualified", Stage::Qualified), ("won", Stage::Won), ("lost", Stage::Lost)];
/// Those of the kinds of sources.
pub(super) const KINDS: [(&str, SourceKind); 4] = [
    ("former-client", SourceKind::FormerClient),
    ("colleague", SourceKind::Colleague),
    ("complementary", SourceKind::Complementary),
    ("other", SourceKind::Other),
];
/// And of who made a referral.
pub(super) const MADE_BY: [(&str, Side); 2] = [("them", Side::Them), ("you", Side::You)];

/// The value of a key.
pub(super) fn of_key<T: Copy>(choices: &[(&'static str, T)], key: &str) -> Option<T> {
    choices.iter().find(|(other, _)| *other == key).map(|(_, value)| *value)
}

/// The key of a value.
pub(super) fn key_of<T: Copy + PartialEq>(choices: &[(&'static str, T)], value: T) -> &'static str {
    choices.iter().find(|(_, other)| *other == value).map_or("", |(key, _)| key)
}

/// Choices in words.
pub(super) fn choices<T: Copy>(of: &[(&'static str, T)], words: fn(T) -> &'static str) -> Vec<Choice> {
    of.iter().map(|(key, value)| Choice::new(key, words(*value))).collect()
}

/// Choices, with all of them together first.
pub(super) fn or_all(mut choices: Vec<Choice>) -> Vec<Choice> {
    choices.insert(0, Choice::new("", "All"));
    choices
}

/// The fields that narrow the ledger down.
#[component]
pub(super) fn Filters(shown: Shown) -> impl IntoView {
    let filter = shown.filter;
    let text = Signal::derive(move || filter.with(|filter| filter.text.clone()));
    let find: Entry = Callback::new(move |(text, _): (String, bool)| {
        filter.update(|filter| filter.text = text);
        Ok(())
    });
    view! {
        <div class="filters">
            <Field field=TextField::text("find-referral", "Find", text, find)/>
            <Select
                id="filter-stage"
                label="Status"
                choices=or_all(choices(&STAGES, words::stage_name))
                chosen=Signal::derive(move || filter.with(|filter| filter.stage.map_or("", |stage| key_of(&STAGES, stage))))
                choose=Callback::new(move |key| filter.update(|filter| filter.stage = of_key(&STAGES, key)))
            />
            <Select
                id="filter-made-by"
                label="Direction"
                choices=or_all(choices(&MADE_BY, words::made_by))
                chosen=Signal::derive(move || filter.with(|filter| filter.made_by.map_or("", |side| key_of(&MADE_BY, side))))
                choose=Callback::new(move |key| filter.update(|filter| filter.made_by = of_key(&MADE_BY, key)))
            />
            <Select
                id="filter-kind"
                label="Kind of source"
                choices=or_all(choices(&KINDS, words::source_kind))
                chosen=Signal::derive(move || filter.with(|filter| filter.kind.map_or("", |kind| key_of(&KINDS, kind))))
                choose=Callback::new(move |key| filter.update(|filter| filter.kind = of_key(&KINDS, key)))
            />
            {when(move || filter.with(|filter| !filter.is_open()), move || view! {
                <button type="button" class="link" on:click=move |_| filter.set(Filter::default())>"Show all"</button>
            })}
        </div>
    }
}

/// The heads of the columns: each puts the ledger in its order, pressed again the other way round.
#[component]
pub(super) fn Heads(shown: Shown) -> impl IntoView {
    let order = shown.order;
    let head = move |column: Column, words: &'static str, class: &'static str| {
        let press = move |_| {
            order.update(|order| {
                let is_falling = if order.column == column { !order.is_falling } else { falls_first(column) };
                *order = Order { column, is_falling };
            });
        };
        let arrow = move || match order.get() {
            Order { column: other, .. } if other != column => "",
            Order { is_falling: true, .. } => " ↓",
            Order { is_falling: false, .. } => " ↑",
        };
        let label = move || match order.get() {
            Order { column: other, .. } if other != column => format!("Sort by {}", words.to_lowercase()),
            Order { is_falling: true, .. } => format!("{words}, falling: sort rising"),
            Order { is_falling: false, .. } => format!("{words}, rising: sort falling"),
        };
        view! { <button type="button" class=class aria-label=label on:click=press>{words}<span aria-hidden="true">{arrow}</span></button> }
    };
    view! {
        <div class="referral-heads" role="group" aria-label="Order">
            {head(Column::Client, "Client", "at-client")}
            {head(Column::Contact, "Contact", "at-contact")}
            {head(Column::Introduced, "Introduced", "at-introduced")}
            {head(Column::Stage, "Status", "at-stage")}
            {head(Column::Worth, "Worth", "at-worth sum")}
            {head(Column::Received, "Received", "at-received sum")}
        </div>
    }
}

/// Whether one looks for the greatest first.
const fn falls_first(column: Column) -> bool {
    matches!(column, Column::Introduced | Column::Worth | Column::Received)
}
