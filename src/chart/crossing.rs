use concord_core::picture::{Frame, Labelling, Plot, Point, StepLine, push_apart};
use concord_core::terms::Piecewise;
use leptos::prelude::*;

use super::ranges::shortened;
use super::{Measured, dash_class, series_class};

/// A line of the chart: which series it is, its name and its function.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    pub place: usize,
    pub name: String,
    pub pay: Piecewise,
}

const HEIGHT: f64 = 270.0;
const LABEL: f64 = 16.0;

/// Pay over a quantity: a line for each series, jumps drawn as jumps, a ring wherever two lines cross.
#[component]
pub fn CrossingChart(
    #[prop(into)] name: Signal<String>,
    #[prop(into)] lines: Signal<Vec<Line>>,
    /// Up to where the quantity runs.
    #[prop(into)]
    until: Signal<f64>,
    /// How a value across is written.
    write_across: Callback<f64, String>,
    /// How a value up is written.
    write_up: Callback<f64, String>,
) -> impl IntoView {
    let draw = Callback::new(move |width: f64| {
        let lines = lines.get();
        let labels = if width < 500.0 { 84.0 } else { 196.0 };
        let frame = Frame::new((64.0, width - labels), (12.0, HEIGHT - 34.0));
        let pays: Vec<&Piecewise> = lines.iter().map(|line| &line.pay).collect();
        let across = Labelling { room: 76.0, least_step: 1.0 };
        let plot = Plot::new(&pays, until.get(), frame, across, Labelling { room: 34.0, least_step: 1.0 });
        let shapes: Vec<StepLine> = lines.iter().map(|line| StepLine::new(&line.pay, &plot)).collect();
        let wanted: Vec<f64> = shapes.iter().map(|shape| shape.end().map_or(0.0, |end| end.y)).collect();
        let placed = push_apart(&wanted, LABEL, (12.0, HEIGHT - 34.0));
        let marks: Vec<Point> = lines
            .iter()
            .enumerate()
            .flat_map(|(place, first)| {
                let plot = &plot;
                lines
                    .iter()
                    .skip(place + 1)
                    .flat_map(move |second| plot.marks(&first.pay, &first.pay.compare(&second.pay)))
            })
            .map(|mark| mark.at)
            .collect();
        let edge = plot.x.scale.pixels().1;
        let (left, right) = plot.x.scale.pixels();
        view! {
            {plot.y.ticks.iter().map(|tick| {
                let at = tick.at.to_string();
                view! {
                    <line class="grid" x1=left.to_string() x2=right.to_string() y1=at.clone() y2=at></line>
                    <text x=(left - 8.0).to_string() y=(tick.at + 4.0).to_string() text-anchor="end">{write_up.run(tick.value)}</text>
                }
            }).collect_view()}
            {plot.x.ticks.iter().map(|tick| view! {
                <text x=tick.at.to_string() y=(HEIGHT - 12.0).to_string() text-anchor="middle">{write_across.run(tick.value)}</text>
            }).collect_view()}
            {shapes.iter().zip(&lines).zip(&placed).map(|((shape, line), label)| view! {
                <g class=series_class(line.place)>
                    {shape.runs.iter().map(|run| view! { <path class=dash_class(line.place) d=path(run)></path> }).collect_view()}
                    {shape.jumps.iter().map(|(from, to)| view! {
                        <line class="line jump" stroke-width="1" x1=from.x.to_string() x2=to.x.to_string() y1=from.y.to_string() y2=to.y.to_string()></line>
                    }).collect_view()}
                    {shape.ends.iter().map(|end| view! {
                        <circle class="dot" class:open=!end.closed cx=end.at.x.to_string() cy=end.at.y.to_string() r="4"></circle>
                    }).collect_view()}
                    <text class="name" x=(edge + 8.0).to_string() y=(label + 4.0).to_string()>
                        {shortened(&line.name, if labels < 100.0 { 11 } else { 26 })}<title>{line.name.clone()}</title>
                    </text>
                </g>
            }).collect_view()}
            {marks.iter().map(|mark| view! { <circle class="ring" cx=mark.x.to_string() cy=mark.y.to_string() r="6"></circle> }).collect_view()}
        }
        .into_any()
    });
    view! { <Measured name=name draw=draw height=Callback::new(|_: f64| HEIGHT)/> }
}

fn path(run: &[Point]) -> String {
    let mut path = String::new();
    for (index, point) in run.iter().enumerate() {
        path.push_str(&format!("{}{:.2} {:.2}", if index == 0 { 'M' } else { 'L' }, point.x, point.y));
    }
    path
}
