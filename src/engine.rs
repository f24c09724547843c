//! Where what takes long is computed: in slices on the page's own thread, so that it never waits for one. A worker can
//! take this place.

use std::sync::Arc;
use std::time::Duration;

use concord_core::scorecard::{Chances, Draws, Scorecard};
use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::*;

/// The milliseconds after which a slice ends. It can last twice as long: the draws of a slice double as it goes on.
const SLICE: f64 = 3.0;

/// Chances, and the scorecard that they are of.
#[derive(Clone, PartialEq)]
pub struct Drawn {
    pub card: Arc<Scorecard>,
    pub chances: Arc<Chances>,
}

/// The chances of a scorecard that changes.
#[derive(Clone, Copy)]
pub struct Drawing {
    /// The last that were finished.
    pub drawn: ReadSignal<Option<Drawn>>,
    /// Whether those of the present scorecard are still being drawn.
    pub is_busy: ReadSignal<bool>,
}

/// Draws that have begun, and the timer of the next slice.
struct Job {
    card: Arc<Scorecard>,
    draws: Draws,
    timer: Option<TimeoutHandle>,
}

#[derive(Clone, Copy)]
struct Engine {
    job: StoredValue<Option<Job>, LocalStorage>,
    drawn: WriteSignal<Option<Drawn>>,
    is_busy: WriteSignal<bool>,
}

/// Draws the chances of `card`, anew whenever it changes.
pub fn draw(card: Memo<Arc<Scorecard>>) -> Drawing {
    let (drawn, set_drawn) = signal(None);
    let (is_busy, set_busy) = signal(true);
    let engine = Engine { job: StoredValue::new_local(None), drawn: set_drawn, is_busy: set_busy };
    Effect::new(move || engine.begin(card.get()));
    on_cleanup(move || engine.cancel());
    Drawing { drawn, is_busy }
}

impl Engine {
    fn begin(self, card: Arc<Scorecard>) {
        self.cancel();
        self.is_busy.set(true);
        let draws = Draws::new(&card, Draws::SEED);
        self.job.set_value(Some(Job { card, draws, timer: None }));
        self.go_on();
    }

    fn cancel(self) {
        let job = self.job.try_update_value(Option::take).flatten();
        if let Some(timer) = job.and_then(|job| job.timer) {
            timer.clear();
        }
    }

    /// Lets the page do what it has to, then draws another slice.
    fn go_on(self) {
        let timer = set_timeout_with_handle(move || self.slice(), Duration::ZERO).ok();
        self.job.update_value(|job| {
            if let Some(job) = job {
                job.timer = timer;
            }
        });
    }

    fn slice(self) {
        let Some(mut job) = self.job.try_update_value(Option::take).flatten() else { return };
        let (start, mut count) = (js_sys::Date::now(), 1);
        while job.draws.done() < Draws::USUAL && js_sys::Date::now() - start < SLICE {
            job.draws.advance(count.min(Draws::USUAL - job.draws.done()));
            count *= 2;
        }
        if job.draws.done() < Draws::USUAL {
            self.job.set_value(Some(Job { timer: None, ..job }));
            self.go_on();
        } else {
            self.drawn.set(Some(Drawn { card: job.card, chances: Arc::new(job.draws.finish()) }));
            self.is_busy.set(false);
        }
    }
}
