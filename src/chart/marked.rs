use concord_core::picture::{Frame, Labelling, MarkedBars};
use leptos::prelude::*;

use super::ranges::shortened;
use super::{Measured, name_column};

/// A row of the chart: its name, its figure, and the figure in words.
#[derive(Clone, Debug, PartialEq)]
pub struct MarkedRow {
    pub name: String,
    pub figure: Option<f64>,
    pub words: String,
}

/// A line across all rows, and what begins there.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    pub at: f64,
    pub words: String,
}

const ROW: f64 = 32.0;
const LABEL: f64 = 18.0;

/// A bar from zero for each row, against lines that mark where something begins.
#[component]
pub fn MarkedChart(
    #[prop(into)] name: Signal<String>,
    #[prop(into)] rows: Signal<Vec<MarkedRow>>,
    #[prop(into)] marks: Signal<Vec<Mark>>,
    /// How a value on the axis is written.
    write: Callback<f64, String>,
) -> impl IntoView {
    // The words of each mark stand above the rows, on a line of their own.
    let head = move || marks.with(Vec::len) as f64 * LABEL + 6.0;
    let foot = move || head() + rows.with(Vec::len) as f64 * ROW;
    let draw = Callback::new(move |width: f64| {
        let (rows, marks) = (rows.get(), marks.get());
        let (top, bottom) = (head(), foot());
        let (names, letters) = name_column(width);
        let figures: Vec<Option<f64>> = rows.iter().map(|row| row.figure).collect();
        let places: Vec<f64> = marks.iter().map(|mark| mark.at).collect();
        let frame = Frame::new((names, width - 72.0), (top, bottom));
        // Room for the longest label of the axis.
        let largest = figures.iter().flatten().chain(&places).fold(0.0, |most: f64, figure| most.max(figure.abs()));
        let room = write.run(largest.ceil()).len() as f64 * 8.0 + 18.0;
        let shapes = MarkedBars::new(&figures, &places, frame, Labelling { room, least_step: 1.0 });
        let zero = shapes.axis.scale.pixel(0.0);
        view! {
            {shapes.axis.ticks.iter().map(|tick| {
                let at = tick.at.to_string();
                view! {
                    <line class="grid" x1=at.clone() x2=at.clone() y1=top.to_string() y2=bottom.to_string()></line>
                    <text x=at y=(bottom + 18.0).to_string() text-anchor="middle">{write.run(tick.value)}</text>
                }
            }).collect_view()}
            {shapes.rows.iter().zip(&rows).enumerate().map(|(place, (shape, row))| {
                let y = top + (place as f64 + 0.5) * ROW;
                let after = shape.map_or(zero, |bar| (bar.left + bar.width).max(zero)) + 6.0;
                view! {
                    <text class="name" x="0" y=(y + 4.0).to_string()>{shortened(&row.name, letters)}<title>{row.name.clone()}</title></text>
                    {shape.map(|bar| view! {
                        <rect class="amount" x=bar.left.to_string() y=(bar.y - 8.0).to_string() width=bar.width.max(1.0).to_string() height="16"></rect>
                    })}
                    <text class="name over" x=after.to_string() y=(y + 4.0).to_string()>{row.words.clone()}</text>
                }
            }).collect_view()}
            {shapes.marks.iter().zip(&marks).enumerate().map(|(place, (&at, mark))| {
                let from = place as f64 * LABEL + 12.0;
                // Words that would leave the picture on the right end at their line.
                let anchor = if at > width / 2.0 { "end" } else { "start" };
                let beside = if anchor == "end" { at - 5.0 } else { at + 5.0 };
                view! {
                    <line class="threshold" x1=at.to_string() x2=at.to_string() y1=(from - 10.0).to_string() y2=bottom.to_string()></line>
                    <text class="name" x=beside.to_string() y=from.to_string() text-anchor=anchor>{mark.words.clone()}</text>
                }
            }).collect_view()}
        }
        .into_any()
    });
    view! { <Measured name=name draw=draw height=Callback::new(move |_: f64| foot() + 26.0)/> }
}
