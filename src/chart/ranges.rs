use concord_core::picture::{DotRanges, Frame, Labelling, Spread};
use leptos::prelude::*;

use super::{Measured, name_column, series_class};

/// A row of the chart: its name, the place of the series that it is of, and its numbers.
#[derive(Clone, Debug, PartialEq)]
pub struct RangeRow {
    pub name: String,
    pub place: usize,
    pub spread: Spread,
}

const ROW: f64 = 36.0;

/// A dot for the usual value and a bar from the lowest to the highest, a row for each series, against a light band.
#[component]
pub fn RangeChart(
    #[prop(into)] name: Signal<String>,
    #[prop(into)] rows: Signal<Vec<RangeRow>>,
    #[prop(into)] band: Signal<Option<(f64, f64)>>,
    /// How a value on the axis is written.
    write: Callback<f64, String>,
) -> impl IntoView {
    let height = Callback::new(move |_: f64| rows.with(Vec::len) as f64 * ROW + 44.0);
    let draw = Callback::new(move |width: f64| {
        let rows = rows.get();
        let (names, letters) = name_column(width);
        let foot = rows.len() as f64 * ROW + 12.0;
        let spreads: Vec<Option<Spread>> = rows.iter().map(|row| Some(row.spread)).collect();
        let frame = Frame::new((names, width - 36.0), (8.0, foot));
        let shapes = DotRanges::new(&spreads, band.get(), frame, Labelling { room: 76.0, least_step: 1.0 });
        view! {
            {shapes.band.map(|(from, to)| view! { <rect class="band" x=from.to_string() y="4" width=(to - from).to_string() height=(foot - 4.0).to_string()></rect> })}
            {shapes.axis.ticks.iter().map(|tick| {
                let at = tick.at.to_string();
                view! {
                    <line class="grid" x1=at.clone() x2=at.clone() y1="4" y2=foot.to_string()></line>
                    <text x=at y=(foot + 20.0).to_string() text-anchor="middle">{write.run(tick.value)}</text>
                }
            }).collect_view()}
            {shapes.rows.iter().zip(&rows).map(|(shape, row)| {
                shape.as_ref().map(|shape| {
                    let y = shape.y.to_string();
                    view! {
                        <g class=series_class(row.place)>
                            <text class="name" x="0" y=(shape.y + 5.0).to_string()>{shortened(&row.name, letters)}<title>{row.name.clone()}</title></text>
                            {shape.bar.map(|(from, to)| view! { <line class="bar" x1=from.to_string() x2=to.to_string() y1=y.clone() y2=y.clone()></line> })}
                            <circle class="dot" cx=shape.dot.to_string() cy=y.clone() r="6"></circle>
                        </g>
                    }
                })
            }).collect_view()}
        }
        .into_any()
    });
    view! { <Measured name=name draw=draw height=height/> }
}

/// The text cut to so many letters; the whole is in the title and in the table.
pub(super) fn shortened(text: &str, letters: usize) -> String {
    if text.chars().count() <= letters {
        text.to_owned()
    } else {
        text.chars().take(letters.saturating_sub(1)).chain(['…']).collect()
    }
}
