//! Charts: components that place the shapes of `concord_core::picture`. Every chart has a text alternative and the
//! numbers as a table behind a button.

mod crossing;
mod funnel;
mod groups;
mod marked;
mod months;
mod ranges;

pub use crossing::{CrossingChart, Line};
pub use funnel::{FunnelChart, FunnelStage};
pub use groups::{BarGroup, GroupsChart};
pub use marked::{Mark, MarkedChart, MarkedRow};
pub use months::{MonthsChart, MonthsOf};
pub use ranges::{RangeChart, RangeRow};

use leptos::ev;
use leptos::html;
use leptos::prelude::*;

/// The classes of a series: its hue, and its dash, so that hue is never the only difference.
pub fn series_class(place: usize) -> String {
    let hue = place % 4 + 1;
    format!("model-{hue}")
}

/// The dash of a series.
pub fn dash_class(place: usize) -> String {
    format!("line dash-{}", place % 4 + 1)
}

/// The width of the column of names in a chart of rows, and how many letters fit into it.
fn name_column(width: f64) -> (f64, usize) {
    if width < 500.0 { (104.0, 14) } else { (190.0, 26) }
}

/// A box that knows its width in CSS pixels, so that charts are drawn at their real size.
#[component]
pub fn Measured(
    /// The text alternative.
    #[prop(into)]
    name: Signal<String>,
    /// The drawing, for a width.
    draw: Callback<f64, AnyView>,
    /// The height for a width.
    height: Callback<f64, f64>,
) -> impl IntoView {
    let node = NodeRef::<html::Div>::new();
    let width = RwSignal::new(None::<f64>);
    let measure = move || {
        if let Some(element) = node.get_untracked() {
            width.set(Some(f64::from(element.client_width()).max(240.0)));
        }
    };
    Effect::new(move || {
        if node.get().is_some() {
            measure();
        }
    });
    let resized = window_event_listener(ev::resize, move |_| measure());
    on_cleanup(move || resized.remove());
    view! {
        <div class="chart" node_ref=node>
            {move || {
                width.get().map(|width| {
                    let height = height.run(width);
                    view! {
                        <svg
                            viewBox=format!("0 0 {width} {height}")
                            width=width.to_string()
                            height=height.to_string()
                            role="img"
                            aria-label=move || name.get()
                        >
                            {draw.run(width)}
                        </svg>
                    }
                })
            }}
        </div>
    }
}
