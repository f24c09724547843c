use concord_core::value::notation::{DateOrder, DecimalSign};
use leptos::prelude::*;

use super::{Choice, Select};

/// Which decimal sign and which order of dates a text has; what leaves doubt is asked for.
#[component]
pub fn Signs(
    /// What the ids of the fields begin with.
    id: &'static str,
    #[prop(into)] decimal: Signal<Option<DecimalSign>>,
    #[prop(into)] dates: Signal<Option<DateOrder>>,
    choose_decimal: Callback<Option<DecimalSign>>,
    choose_dates: Callback<Option<DateOrder>>,
) -> impl IntoView {
    view! {
        <div class="columns">
            <Select
                id=format!("{id}-decimal")
                label="Amounts"
                choices=vec![Choice::new("", "choose…"), Choice::new("point", "1,234.50"), Choice::new("comma", "1.234,50")]
                chosen=Signal::derive(move || match decimal.get() {
                    Some(DecimalSign::Point) => "point",
                    Some(DecimalSign::Comma) => "comma",
                    None => "",
                })
                choose=Callback::new(move |key| choose_decimal.run(match key {
                    "point" => Some(DecimalSign::Point),
                    "comma" => Some(DecimalSign::Comma),
                    _ => None,
                }))
            />
            <Select
                id=format!("{id}-dates")
                label="Dates"
                choices=vec![Choice::new("", "choose…"), Choice::new("month-first", "month first: 12/31/2026"), Choice::new("day-first", "day first: 31/12/2026")]
                chosen=Signal::derive(move || match dates.get() {
                    Some(DateOrder::MonthFirst) => "month-first",
                    Some(DateOrder::DayFirst) => "day-first",
                    None => "",
                })
                choose=Callback::new(move |key| choose_dates.run(match key {
                    "month-first" => Some(DateOrder::MonthFirst),
                    "day-first" => Some(DateOrder::DayFirst),
                    _ => None,
                }))
            />
        </div>
    }
}
