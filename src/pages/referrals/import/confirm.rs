//! How the table is read: its signs, its words, and what each column holds.

use concord_core::tracking::Stage;
use concord_core::tracking::table::{Encoding, Field, Mapping};
use concord_core::words;
use leptos::prelude::*;

use super::super::filter::{STAGES, choices, key_of, of_key};
use super::Form;
use crate::form::{Choice, Select, Signs, sentence};
use crate::widgets::live;

/// How many letters of a cell are shown.
const LONGEST: usize = 28;

/// The questions about the table.
#[component]
pub(super) fn Confirm(form: Form) -> impl IntoView {
    let mapping = form.mapping;
    let told = move || {
        form.table.with(|table| {
            let table = table.as_ref()?;
            let preset =
                mapping.with(|mapping| mapping.as_ref().and_then(|mapping| mapping.preset).map(|preset| preset.name()));
            let rows = table.rows - usize::from(mapping.with(|mapping| mapping.as_ref().is_some_and(|one| one.header)));
            let rows = format!("{rows} {}", if rows == 1 { "row" } else { "rows" });
            let what = preset.map_or_else(|| "a table".to_owned(), |preset| format!("looks like {preset}"));
            let name = form.file.with_value(|file| file.as_ref().map(|file| file.name.clone()).unwrap_or_default());
            Some(format!("{name}: {what}, {rows}, {}.", encoding(table.encoding)))
        })
    };
    let is_headed = move || mapping.with(|mapping| mapping.as_ref().is_some_and(|mapping| mapping.header));
    let columns = Memo::new(move |_| {
        form.table.with(|table| {
            let Some(table) = table else { return Vec::new() };
            let shorten = |cell: &str| {
                if cell.chars().count() > LONGEST {
                    cell.chars().take(LONGEST - 1).chain(['…']).collect()
                } else {
                    cell.to_owned()
                }
            };
            let cell = |row: &Vec<String>, column: usize| row.get(column).map(|cell| shorten(cell)).unwrap_or_default();
            let samples = |column: usize| table.first.iter().map(|row| cell(row, column)).collect::<Vec<_>>();
            (0..table.columns).map(samples).collect::<Vec<_>>()
        })
    });
    let choose = move |column: usize, field: Option<Field>| {
        form.mean_columns(|mapping| {
            // A meaning has one column.
            for other in mapping.columns.iter_mut().filter(|other| field.is_some() && **other == field) {
                *other = None;
            }
            if let Some(place) = mapping.columns.get_mut(column) {
                *place = field;
            }
        });
    };
    let faults = move || {
        let faults = mapping.with(|mapping| mapping.as_ref().map(Mapping::faults).unwrap_or_default());
        faults.into_iter().map(|fault| view! { <p class="problem">{sentence(fault)}</p> }).collect_view().into_any()
    };
    let row = move |(column, samples): (usize, Vec<String>)| {
        let mut fields = vec![Choice::new("", "left out")];
        fields.extend(Field::ALL.map(|field| Choice::new(field.heading(), field.heading())));
        let chosen = Signal::derive(move || {
            mapping.with(|mapping| {
                mapping.as_ref().and_then(|one| one.columns.get(column).copied().flatten()).map_or("", Field::heading)
            })
        });
        let name = if is_headed() { samples.first().cloned().unwrap_or_default() } else { String::new() };
        let label = if name.is_empty() { format!("Column {}", column + 1) } else { name };
        let shown: Vec<String> =
            samples.into_iter().skip(usize::from(is_headed())).filter(|cell| !cell.is_empty()).collect();
        view! {
            <div class="column-meaning">
                <Select
                    id=format!("import-column-{column}")
                    label=label
                    choices=fields
                    chosen=chosen
                    choose=Callback::new(move |key| choose(column, Field::ALL.into_iter().find(|field| field.heading() == key)))
                />
                <p class="note"><bdi>{shown.join(" · ")}</bdi></p>
            </div>
        }
    };
    view! {
        <section class="panel stack" aria-labelledby="meant">
            <h2 id="meant">"Is this how it is meant?"</h2>
            <p data-table>{told}</p>
            <Signs
                id="import"
                decimal=Signal::derive(move || mapping.with(|mapping| mapping.as_ref().and_then(|one| one.decimal)))
                dates=Signal::derive(move || mapping.with(|mapping| mapping.as_ref().and_then(|one| one.dates)))
                choose_decimal=Callback::new(move |decimal| form.mean(|mapping| mapping.decimal = decimal))
                choose_dates=Callback::new(move |dates| form.mean(|mapping| mapping.dates = dates))
            />
            <label class="tick">
                <input type="checkbox" prop:checked=is_headed on:change=move |event| {
                    let header = event_target_checked(&event);
                    form.mean(|mapping| mapping.header = header);
                }/>
                "The first row names the columns"
            </label>
            <h3>"What each column holds"</h3>
            <div class="meanings">{live(move || columns.get().into_iter().enumerate().map(row).collect_view().into_any())}</div>
            {live(move || stages(form))}
            <div role="alert">{live(faults)}</div>
        </section>
    }
}

/// Words for a status that nobody knows yet, to be explained.
fn stages(form: Form) -> AnyView {
    let unknown = form.table.with(|table| table.as_ref().map(|table| table.unknown.clone()).unwrap_or_default());
    if unknown.is_empty() {
        return ().into_any();
    }
    let one = |(place, word): (usize, String)| {
        let mut stages: Vec<Choice> = vec![Choice::new("", "choose…")];
        stages.extend(choices(&STAGES, words::stage_name));
        let (of, said) = (word.clone(), word.clone());
        let chosen = Signal::derive(move || {
            let stage: Option<Stage> =
                form.mapping.with(|mapping| mapping.as_ref().and_then(|mapping| mapping.stage(&of)));
            stage.map_or("", |stage| key_of(&STAGES, stage))
        });
        let choose = move |key: &'static str| {
            if let Some(stage) = of_key(&STAGES, key) {
                form.mean(|mapping| mapping.stages.push((said.clone(), stage)));
            }
        };
        view! { <Select id=format!("import-stage-{place}") label=format!("“{word}” means") choices=stages chosen=chosen choose=Callback::new(choose)/> }
    };
    view! {
        <h3>"Words for the status that are not known yet"</h3>
        <div class="meanings">{unknown.into_iter().enumerate().map(one).collect_view()}</div>
    }
    .into_any()
}

const fn encoding(encoding: Encoding) -> &'static str {
    match encoding {
        Encoding::Utf8 => "Unicode (UTF-8)",
        Encoding::Utf16Le | Encoding::Utf16Be => "Unicode (UTF-16)",
        Encoding::Windows1252 => "Western European (Windows-1252)",
    }
}
