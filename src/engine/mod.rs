//! Where what takes long is computed: in a worker, or in slices on the page's own thread where there is none. Nobody who
//! asks has to know; the outcome is the same to the byte.

mod office;
mod worker;

use std::sync::Arc;

use concord_core::engine::{Outcome, Task};
use concord_core::scorecard::{Chances, Scorecard, Uncertain};
use leptos::prelude::*;

use office::News;
pub use office::Place;

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
    Effect::new(move || {
        let card = card.get();
        set_busy.set(true);
        set_so_far.set(0);
        let task = Task::usual(Uncertain::of(&card));
        asked.set_value(office::ask(task, move |news| match news {
            News::Progress(outcome) => set_so_far.set(outcome.steps()),
            News::Done(Outcome::Firmness(chances), place) => {
                set_drawn.set(Some(Drawn { card: card.clone(), chances: Arc::new(chances), place }));
                set_busy.set(false);
            }
        }));
    });
    on_cleanup(move || office::cancel(asked.get_value()));
    Drawing { drawn, is_busy, so_far }
}
