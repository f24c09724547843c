use concord_core::picture::{Frame, Funnel};
use leptos::prelude::*;

use super::Measured;

/// A stage of the funnel: its name, how many came so far, and both in words.
#[derive(Clone, Debug, PartialEq)]
pub struct FunnelStage {
    pub name: String,
    pub count: f64,
    pub words: String,
}

const ROW: f64 = 52.0;

/// How many come from stage to stage, the names on the left and the numbers on the right.
#[component]
pub fn FunnelChart(
    #[prop(into)] name: Signal<String>,
    #[prop(into)] stages: Signal<Vec<FunnelStage>>,
) -> impl IntoView {
    let height = move || stages.with(Vec::len) as f64 * ROW;
    let draw = Callback::new(move |width: f64| {
        let stages = stages.get();
        // Room for the longest of the words, which are short.
        let letters = |text: fn(&FunnelStage) -> &str| stages.iter().map(|stage| text(stage).chars().count()).max();
        let [names, words] = [letters(|stage| &stage.name), letters(|stage| &stage.words)]
            .map(|letters| letters.unwrap_or_default() as f64 * 7.5 + 10.0);
        let counts: Vec<f64> = stages.iter().map(|stage| stage.count).collect();
        let shapes = Funnel::new(&counts, Frame::new((names, width - words), (0.0, height())));
        view! {
            {shapes.slopes.iter().map(|[first, second, third, fourth]| {
                let corners = format!(
                    "M{} {}L{} {}L{} {}L{} {}Z",
                    first.x, first.y, second.x, second.y, third.x, third.y, fourth.x, fourth.y
                );
                view! { <path class="slope" d=corners></path> }
            }).collect_view()}
            {shapes.stages.iter().zip(&stages).map(|(bar, stage)| {
                let y = (bar.middle() + 4.0).to_string();
                view! {
                    <text class="name" x="0" y=y.clone()>{stage.name.clone()}</text>
                    <rect class="amount" x=bar.left.to_string() y=bar.top.to_string() width=bar.width.max(1.0).to_string() height=bar.height.to_string()></rect>
                    <text class="name" x=width.to_string() y=y text-anchor="end">{stage.words.clone()}</text>
                }
            }).collect_view()}
        }
        .into_any()
    });
    view! { <Measured name=name draw=draw height=Callback::new(move |_: f64| height())/> }
}
