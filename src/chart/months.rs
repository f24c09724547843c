use concord_core::picture::{Axis, Labelling, Spread};
use leptos::prelude::*;

use super::{Measured, series_class};

/// The year of one series: what each month lies between, and what it usually is.
#[derive(Clone, Debug, PartialEq)]
pub struct MonthsOf {
    pub place: usize,
    pub months: Vec<Spread>,
}

const HEIGHT: f64 = 96.0;
const FOOT: f64 = 78.0;
const LABELS: f64 = 52.0;

/// A line for each month from low to high with a dot at what is usual, on an axis that reaches to `most`.
#[component]
pub fn MonthsChart(
    #[prop(into)] name: Signal<String>,
    #[prop(into)] series: Signal<MonthsOf>,
    /// The highest value that the axis has to hold, so that charts side by side can be compared.
    #[prop(into)]
    most: Signal<f64>,
    /// How a value on the axis is written.
    write: Callback<f64, String>,
) -> impl IntoView {
    let draw = Callback::new(move |width: f64| {
        let MonthsOf { place, months } = series.get();
        let low = months.iter().map(|month| month.low).fold(0.0, f64::min);
        let axis = Axis::new([low, most.get()], (FOOT, 8.0), Labelling { room: 34.0, least_step: 1.0 });
        let step = (width - LABELS) / months.len().max(1) as f64;
        view! {
            {axis.ticks.iter().map(|tick| {
                let at = tick.at.to_string();
                view! {
                    <line class="grid" x1=LABELS.to_string() x2=width.to_string() y1=at.clone() y2=at></line>
                    <text x=(LABELS - 6.0).to_string() y=(tick.at + 4.0).to_string() text-anchor="end">{write.run(tick.value)}</text>
                }
            }).collect_view()}
            <g class=series_class(place)>
                {months.iter().enumerate().map(|(month, spread)| {
                    let x = (LABELS + (month as f64 + 0.5) * step).to_string();
                    let [low, dot, high] = [spread.low, spread.likely, spread.high].map(|value| axis.scale.pixel(value).to_string());
                    view! {
                        <line class="bar" x1=x.clone() x2=x.clone() y1=low y2=high></line>
                        <circle class="dot" cx=x cy=dot r="3"></circle>
                    }
                }).collect_view()}
            </g>
            {[0, 5, 11].map(|month| {
                let x = LABELS + (f64::from(month) + 0.5) * step;
                view! { <text x=x.to_string() y=(HEIGHT - 3.0).to_string() text-anchor="middle">{month + 1}</text> }
            }).collect_view()}
        }
        .into_any()
    });
    view! { <Measured name=name draw=draw height=Callback::new(|_: f64| HEIGHT)/> }
}
