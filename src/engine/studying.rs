use std::sync::Arc;

use concord_core::engine::{Outcome, Task};
use concord_core::forecast::Forecast;
use concord_core::forecast::study::Study;
use leptos::prelude::*;

use super::in_a_task_of_its_own;
use super::office::{self, News};
use crate::judgement::{Judgement, Judging};

/// A study as far as it is, and what it is of.
#[derive(Clone)]
pub struct Studied<S> {
    pub of: Arc<Judgement>,
    pub study: S,
}

/// A study of a judgement that changes, for as long as somebody looks.
pub struct Studying<S: 'static> {
    pub last: RwSignal<Option<Studied<S>>>,
    /// Whether it is under way.
    pub is_busy: RwSignal<bool>,
    /// Whether it was stopped before its end.
    pub is_stopped: RwSignal<bool>,
    /// The forecast under way.
    number: StoredValue<Option<u32>>,
}

impl<S: 'static> Clone for Studying<S> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<S: 'static> Copy for Studying<S> {}

/// Studies what is judged while `is_open`, anew whenever its simulated years change, and never before they are whole.
pub fn study<S: Study + Clone + Send + Sync>(
    Judging { judgement, forecasting }: Judging,
    is_open: RwSignal<bool>,
    make: fn(&Judgement, &Forecast) -> S,
) -> Studying<S> {
    let studying = Studying {
        last: RwSignal::new(None),
        is_busy: RwSignal::new(false),
        is_stopped: RwSignal::new(false),
        number: StoredValue::new(None),
    };
    Effect::new(move || {
        studying.pause();
        if !is_open.get() || forecasting.is_busy.get() {
            return;
        }
        let judged = judgement.get().ok().and_then(|judged| Some((judged.forecast.clone()?, judged)));
        let Some((forecast, judged)) = judged else { return studying.last.set(None) };
        let is_known = studying.last.with_untracked(|last| {
            let of = last.as_ref().and_then(|last| last.of.forecast.as_ref());
            of.is_some_and(|of| Arc::ptr_eq(of, &forecast))
        });
        if !is_known {
            let study = make(&judged, &forecast);
            studying.is_stopped.set(false);
            studying.last.set(Some(Studied { of: Arc::new(judged), study }));
        }
        if !studying.is_stopped.get_untracked() {
            studying.go_on();
        }
    });
    on_cleanup(move || studying.pause());
    studying
}

impl<S: Study + Clone + Send + Sync> Studying<S> {
    /// Makes the forecasts that are needed, one after the other.
    pub fn go_on(self) {
        self.is_stopped.set(false);
        let wanted = self.last.with_untracked(|last| last.as_ref()?.study.next());
        self.is_busy.set(wanted.is_some());
        let Some(wanted) = wanted else { return };
        let number = office::ask(Task::wanted(wanted), move |news| {
            let News::Done(Outcome::Forecast(forecast), _) = news else { return };
            let number = self.number.try_get_value().flatten();
            in_a_task_of_its_own(move || {
                // It may have been paused meanwhile, or nobody looks any more.
                if number.is_some() && self.number.try_get_value().flatten() == number {
                    self.last.update(|last| {
                        if let Some(last) = last {
                            last.study.take(&forecast);
                        }
                    });
                    self.go_on();
                }
            });
        });
        self.number.set_value(Some(number));
    }

    /// Stops at what there is.
    pub fn stop(self) {
        self.pause();
        self.is_stopped.set(true);
    }

    fn pause(self) {
        // Also where the page is gone.
        if let Some(Some(number)) = self.number.try_update_value(Option::take) {
            office::cancel(number);
            let _ = self.is_busy.try_set(false);
        }
    }
}
