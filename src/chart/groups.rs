use concord_core::picture::{Frame, Labelling, MonthBars};
use leptos::prelude::*;

use super::{Measured, series_class};

/// One group of bars: its name on two lines, its figures with how they are written, and whether it may still grow.
#[derive(Clone, Debug, PartialEq)]
pub struct BarGroup {
    pub name: [String; 2],
    pub figures: Vec<(f64, String)>,
    pub is_running: bool,
}

const HEIGHT: f64 = 216.0;
const HEAD: f64 = 44.0;
const FOOT: f64 = 160.0;
const LABELS: f64 = 36.0;

/// Bars side by side, a group for each stretch of time and a bar in it for each series. The bars of a group that may still
/// grow are outlines.
#[component]
pub fn GroupsChart(
    #[prop(into)] name: Signal<String>,
    /// What each series is called, in their order.
    series: Vec<&'static str>,
    #[prop(into)] groups: Signal<Vec<BarGroup>>,
    /// How a value on the axis is written.
    write: Callback<f64, String>,
    /// What is written below a group that may still grow.
    running: &'static str,
) -> impl IntoView {
    let draw = Callback::new(move |width: f64| {
        let groups = groups.get();
        let figures: Vec<Vec<Option<f64>>> =
            groups.iter().map(|group| group.figures.iter().map(|(figure, _)| Some(*figure)).collect()).collect();
        let frame = Frame::new((LABELS, width), (HEAD, FOOT));
        let shapes = MonthBars::new(&figures, frame, Labelling { room: 28.0, least_step: 1.0 }, 38.0);
        // The last group always has its name, and before it as many as there is room for.
        let every = shapes.months.iter().skip(1).position(|group| group.named).map_or(groups.len(), |place| place + 1);
        let last = groups.len().saturating_sub(1);
        // The figures stand above their bars while there is room for them.
        let has_room = shapes.months.iter().flat_map(|group| &group.bars).all(|bar| bar.width >= 16.0);
        view! {
            {series.iter().enumerate().map(|(place, name)| {
                let x = LABELS + place as f64 * 96.0;
                view! {
                    <g class=series_class(place)>
                        <rect class="column" x=x.to_string() y="4" width="12" height="12"></rect>
                        <text class="name" x=(x + 18.0).to_string() y="15">{*name}</text>
                    </g>
                }
            }).collect_view()}
            {shapes.axis.ticks.iter().map(|tick| {
                let at = tick.at.to_string();
                view! {
                    <line class="grid" x1=LABELS.to_string() x2=width.to_string() y1=at.clone() y2=at></line>
                    <text x=(LABELS - 8.0).to_string() y=(tick.at + 4.0).to_string() text-anchor="end">{write.run(tick.value)}</text>
                }
            }).collect_view()}
            {shapes.months.iter().zip(&groups).enumerate().map(|(place, (shape, group))| {
                let is_named = (last - place.min(last)).is_multiple_of(every.max(1));
                let is_running = group.is_running;
                let lines = group.name.iter().cloned().chain(is_running.then(|| running.to_owned()));
                let x = shape.x.to_string();
                view! {
                    {shape.bars.iter().zip(&group.figures).map(|(bar, (_, written))| view! {
                        <g class=series_class(bar.series)>
                            <rect
                                class="column" class:running=is_running
                                x=(bar.left + 1.0).to_string() y=bar.top.to_string()
                                width=(bar.width - 2.0).max(1.0).to_string() height=bar.height.to_string()
                            ></rect>
                            {has_room.then(|| view! {
                                <text x=(bar.left + bar.width / 2.0).to_string() y=(bar.top - 4.0).to_string() text-anchor="middle">{written.clone()}</text>
                            })}
                        </g>
                    }).collect_view()}
                    {is_named.then(|| lines.zip([18.0, 33.0, 48.0]).map(|(line, below)| view! {
                        <text x=x.clone() y=(FOOT + below).to_string() text-anchor="middle">{line}</text>
                    }).collect_view())}
                }
            }).collect_view()}
        }
        .into_any()
    });
    view! { <Measured name=name draw=draw height=Callback::new(|_: f64| HEIGHT)/> }
}
