use std::hash::Hash;
use std::time::Duration;

use leptos::ev::KeyboardEvent;
use leptos::html;
use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, EventTarget, HtmlElement};

use super::on_paper;

/// The height of a row in CSS pixels; `.windowed li` has the same.
const ROW: usize = 64;
/// How many rows are in the document on either side of those in sight; fewer right after a jump.
const SPARE: usize = 10;
/// After how long another one comes on either side. One before the others moves none of them in the document, so that none
/// loses the focus.
const PACE: Duration = Duration::from_millis(20);
/// A longer list is one stop of the Tab key, and the arrow keys move inside it.
const STOPS: usize = 30;

/// One row: what it is of, and its tabindex: whether the Tab key stops at it.
#[derive(Clone, Copy)]
pub struct WindowedRow<K: Copy + Send + Sync + 'static> {
    pub item: K,
    pub tab: Memo<&'static str>,
}

/// A list of which only the rows in sight are in the document, and a few on either side. A row has one link or button;
/// the arrow keys, Home and End move between them.
#[component]
pub fn Windowed<K>(
    /// What the list is of.
    label: &'static str,
    items: Memo<Vec<K>>,
    /// The place of a row to bring into sight and to focus.
    focus: RwSignal<Option<usize>>,
    row: impl Fn(WindowedRow<K>) -> AnyView + Copy + Send + Sync + 'static,
) -> impl IntoView
where
    K: Copy + Eq + Hash + Send + Sync + 'static,
{
    let frame = NodeRef::<html::Div>::new();
    let count = Memo::new(move |_| items.with(Vec::len));
    // Which rows are in sight: the first, and how many; more than fit before it is known.
    let sight = RwSignal::new((0, 12));
    // How many rows are there before and after them. A jump to where none of them is shows what is in sight; the rest follows
    // bit by bit once it rests.
    let spare = RwSignal::new(SPARE);
    let growing = StoredValue::new(None);
    let on_paper = on_paper();
    let span = Memo::new(move |_| {
        let ((first, many), count, spare) = (sight.get(), count.get(), spare.get());
        let first = first.min(count.saturating_sub(many));
        if on_paper.get() { (0, count) } else { (first.saturating_sub(spare), count.min(first + many + spare)) }
    });
    let look = move || {
        if let Some(frame) = frame.get_untracked() {
            let whole = |pixels: i32| usize::try_from(pixels).unwrap_or_default();
            let (top, height) = (whole(frame.scroll_top()), whole(frame.client_height()));
            let now = (top / ROW, height / ROW + 2);
            let before = sight.get_untracked();
            if height > 0 && before != now {
                if before.0.abs_diff(now.0) > before.1 + SPARE {
                    spare.set(0);
                    grow(spare, growing);
                }
                sight.set(now);
            }
        }
    };
    let last_focused = RwSignal::new(0);
    // Where the Tab key stops: where it did before as long as that row is there, so that few rows change while it scrolls.
    let stop = Memo::new(move |before: Option<&usize>| {
        let ((from, to), (first, _)) = (span.get(), sight.get());
        let is_there = |place: &usize| (from..to).contains(place);
        let known = [Some(last_focused.get()), before.copied()];
        known.into_iter().flatten().find(is_there).unwrap_or(first.min(to.saturating_sub(1)))
    });
    let rows = move || {
        let (from, to) = span.get();
        let there = |items: &Vec<K>| items.iter().copied().enumerate().skip(from).take(to - from).collect::<Vec<_>>();
        items.with(there)
    };
    let tab =
        move |place: usize| Memo::new(move |_| if count.get() <= STOPS || stop.get() == place { "0" } else { "-1" });
    Effect::new(move || {
        count.track();
        look();
    });
    Effect::new(move || {
        let Some(place) = focus.get() else { return };
        focus.set(None);
        last_focused.set(place);
        let Some(frame) = frame.get_untracked() else { return };
        show(&frame, place);
        look();
        request_animation_frame(move || {
            let inner = format!("[data-place='{place}'] :is(a, button)");
            if let Some(target) = frame.query_selector(&inner).ok().flatten() {
                let _ = target.unchecked_into::<HtmlElement>().focus();
            }
        });
    });
    let resized = window_event_listener(leptos::ev::resize, move |_| look());
    on_cleanup(move || resized.remove());
    let press = move |event: KeyboardEvent| {
        let Some(place) = place_of(event.target()) else { return };
        // These have their own use for such keys.
        if around(event.target(), "select, input[type=text]").is_some() {
            return;
        }
        let last = count.get_untracked().saturating_sub(1);
        let to = match event.key().as_str() {
            "ArrowDown" => (place + 1).min(last),
            "ArrowUp" => place.saturating_sub(1),
            "PageDown" => (place + 10).min(last),
            "PageUp" => place.saturating_sub(10),
            "Home" => 0,
            "End" => last,
            _ => return,
        };
        event.prevent_default();
        focus.set(Some(to));
    };
    view! {
        <div
            class="windowed"
            node_ref=frame
            on:scroll=move |_| look()
            on:keydown=press
            on:focusin=move |event| {
                if let Some(place) = place_of(event.target()) {
                    last_focused.set(place);
                }
            }
        >
            <ul
                role="list"
                aria-label=label
                style:height=move || format!("{}px", count.get() * ROW)
                style:padding-top=move || format!("{}px", span.get().0 * ROW)
            >
                <For each=rows key=|row| *row let((place, item))>
                    <li
                        data-place=place.to_string()
                        aria-posinset=(place + 1).to_string()
                        aria-setsize=move || count.get().to_string()
                    >
                        {row(WindowedRow { item, tab: tab(place) })}
                    </li>
                </For>
            </ul>
        </div>
    }
}

/// Makes room for more rows on either side of those in sight, one at a time, until all have it.
fn grow(spare: RwSignal<usize>, growing: StoredValue<Option<TimeoutHandle>>) {
    let more = move || {
        let left = spare.try_update(|spare| {
            *spare = SPARE.min(*spare + 1);
            SPARE - *spare
        });
        if left.is_some_and(|left| left > 0) {
            grow(spare, growing);
        }
    };
    growing.update_value(|growing| {
        if let Some(before) = std::mem::replace(growing, set_timeout_with_handle(more, PACE).ok()) {
            before.clear();
        }
    });
}

/// Scrolls no further than it takes to have the whole row in sight.
fn show(frame: &HtmlElement, place: usize) {
    let pixels = |rows: usize| i32::try_from(rows * ROW).unwrap_or(i32::MAX);
    let (top, end) = (pixels(place), pixels(place + 1) - frame.client_height());
    if frame.scroll_top() > top {
        frame.set_scroll_top(top);
    } else if frame.scroll_top() < end {
        frame.set_scroll_top(end);
    }
}

/// The place of the row that something happened in.
fn place_of(target: Option<EventTarget>) -> Option<usize> {
    around(target, "[data-place]")?.get_attribute("data-place")?.parse().ok()
}

/// The element around it that a selector tells of, or itself.
fn around(target: Option<EventTarget>, selector: &str) -> Option<Element> {
    target?.dyn_into::<Element>().ok()?.closest(selector).ok()?
}
