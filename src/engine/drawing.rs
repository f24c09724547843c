use std::sync::Arc;
use std::time::Duration;

use concord_core::engine::{Outcome, Task};
use concord_core::scorecard::{Chances, Scorecard, Uncertain};
use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::*;

use super::office::{self, News, Place};

/// From so many partners on, what has to be drawn is laid out and sent only once nothing has changed for [`REST`]: it takes
/// longer than a slider that moves has time for.
const MANY: usize = 30;
const REST: Duration = Duration::from_millis(100);

/// Chances, and the scorecard that they are of.
#[derive(Clone, PartialEq)]
pub struct Drawn {
    pub card: Arc<Scorecard>,
    pub chances: Arc<Chances>,
    /// Where they were drawn.
    pub place: Place,
}

/// The chances of a scorecard that changes.
#[derive(Clone, Copy)]
pub struct Drawing {
    /// The last that were finished.
    pub drawn: ReadSignal<Option<Drawn>>,
    /// Whether those of the present scorecard are still being drawn.
    pub is_busy: ReadSignal<bool>,
    /// Of these, how many draws there were so far.
    pub so_far: ReadSignal<u32>,
}

/// Draws the chances of `card`, anew whenever it changes.
pub fn draw(card: Memo<Arc<Scorecard>>) -> Drawing {
    let (drawn, set_drawn) = signal(None);
    let (is_busy, set_busy) = signal(true);
    let (so_far, set_so_far) = signal(0);
    let asked = StoredValue::new(0);
    let rest = StoredValue::new(None::<TimeoutHandle>);
    let ask = move |card: Arc<Scorecard>| {
        let task = Task::usual(Uncertain::of(&card));
        asked.set_value(office::ask(task, move |news| match news {
            News::Progress(outcome) => set_so_far.set(outcome.steps()),
            News::Done(Outcome::Firmness(chances), place) => {
                set_drawn.set(Some(Drawn { card: card.clone(), chances: Arc::new(chances), place }));
                set_busy.set(false);
            }
            // What arrives is of the kind that was asked for.
            News::Done(..) => {}
        }));
    };
    let stop = move || {
        office::cancel(asked.get_value());
        if let Some(timer) = rest.try_update_value(Option::take).flatten() {
            timer.clear();
        }
    };
    Effect::new(move |before: Option<()>| {
        let card = card.get();
        set_busy.set(true);
        set_so_far.set(0);
        stop();
        if before.is_none() || card.partners().len() < MANY {
            ask(card);
        } else {
            rest.set_value(set_timeout_with_handle(move || ask(card), REST).ok());
        }
    });
    on_cleanup(stop);
    Drawing { drawn, is_busy, so_far }
}
