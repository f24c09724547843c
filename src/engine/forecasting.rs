use std::sync::Arc;
use std::time::Duration;

use concord_core::engine::{Outcome, Task};
use concord_core::forecast::{Fix, Forecast, Premises, Verdict};
use leptos::prelude::*;

use super::office::{self, News};
use crate::judgement::{Judgement, Missing};

/// From so many years on there is something to look at.
const FIRST: u32 = 500;

/// A forecast, and what it is of.
#[derive(Clone)]
pub struct Forecasted {
    /// The judgement without simulated years.
    of: Arc<Judgement>,
    /// The judgement on them.
    pub judged: Arc<Judgement>,
}

/// The forecast of a judgement that changes.
#[derive(Clone, Copy)]
pub struct Forecasting {
    /// The last, of fewer years for as long as they are drawn.
    pub last: RwSignal<Option<Forecasted>>,
    /// Whether it is not yet whole, or not of the present judgement.
    pub is_busy: RwSignal<bool>,
    asked: StoredValue<Asked>,
}

/// What was asked for.
#[derive(Clone, Default)]
struct Asked {
    number: Option<u32>,
    /// What to ask for once there is something to see of what is under way: a slider that moves would otherwise never let
    /// anything come.
    next: Option<Arc<Judgement>>,
}

/// Forecasts what is judged, anew whenever it changes.
pub fn forecast(judged: Memo<Result<Judgement, Missing>>) -> Forecasting {
    let forecasting =
        Forecasting { last: RwSignal::new(None), is_busy: RwSignal::new(false), asked: StoredValue::default() };
    Effect::new(move || match judged.get() {
        Ok(judged) => forecasting.want(Arc::new(judged)),
        Err(_) => {
            forecasting.stop();
            forecasting.last.set(None);
        }
    });
    on_cleanup(move || forecasting.stop());
    forecasting
}

impl Forecasting {
    fn want(self, judged: Arc<Judgement>) {
        self.is_busy.set(true);
        if self.asked.with_value(|asked| asked.number.is_none()) {
            return self.begin(judged);
        }
        self.asked.update_value(|asked| asked.next = Some(judged));
    }

    /// Simulates what was stopped, from the start.
    pub fn again(self) {
        if let Some(last) = self.last.get_untracked() {
            self.want(last.of);
        }
    }

    /// Stops at what there is.
    pub fn stop(self) {
        // Also where the page is gone.
        if let Some(Asked { number: Some(number), .. }) = self.asked.try_update_value(std::mem::take) {
            office::cancel(number);
        }
        let _ = self.is_busy.try_set(false);
    }

    fn begin(self, of: Arc<Judgement>) {
        let Ok(premises) = Premises::of(&of.assumptions, &of.offers) else {
            self.last.set(None);
            return self.stop();
        };
        let task = Task::forecast(premises.clone());
        self.ask(task, move |news| match news {
            News::Progress(Outcome::Forecast(forecast)) if forecast.years >= FIRST => {
                let of = of.clone();
                in_a_task_of_its_own(move || {
                    self.show(&of, Arc::new(*forecast), None);
                    self.go_on();
                });
            }
            News::Done(Outcome::Forecast(forecast), _) => {
                self.asked.update_value(|asked| asked.number = None);
                let (of, premises, forecast) = (of.clone(), premises.clone(), Arc::new(*forecast));
                in_a_task_of_its_own(move || {
                    self.show(&of, forecast.clone(), None);
                    in_a_task_of_its_own(move || self.end(&of, forecast, premises));
                });
            }
            News::Progress(_) | News::Done(..) => {}
        });
    }

    /// After a whole forecast: begins what is wanted next, or looks for what would help.
    fn end(self, of: &Arc<Judgement>, forecast: Arc<Forecast>, premises: Premises) {
        let is_sought = |last: &Option<Forecasted>| {
            let unknown = Verdict::NoneWorks { fix: Fix::Unknown };
            last.as_ref().is_some_and(|last| Arc::ptr_eq(&last.of, of) && last.judged.verdict == unknown)
        };
        let is_idle = !self.go_on() && self.asked.try_with_value(|asked| asked.number.is_none()) == Some(true);
        if is_idle && self.last.try_with_untracked(is_sought) == Some(true) {
            self.search(of, forecast, premises);
        }
    }

    /// Looks for what would help where no offer works.
    fn search(self, of: &Arc<Judgement>, forecast: Arc<Forecast>, premises: Premises) {
        let of = of.clone();
        self.is_busy.set(true);
        self.ask(Task::fix(premises, of.currency), move |news| match news {
            News::Progress(_) => {
                self.go_on();
            }
            News::Done(Outcome::Fix(found), _) => {
                self.show(&of, forecast.clone(), found.fix.as_ref());
                self.asked.update_value(|asked| asked.number = None);
                self.go_on();
            }
            News::Done(..) => {}
        });
    }

    fn ask(self, task: Task, hear: impl Fn(News) + 'static) {
        let number = office::ask(task, hear);
        self.asked.update_value(|asked| asked.number = Some(number));
    }

    fn show(self, of: &Arc<Judgement>, forecast: Arc<Forecast>, fix: Option<&Fix>) {
        let judged = Arc::new(of.on_years(forecast, fix));
        // Nobody looks where the page is gone.
        let _ = self.last.try_set(Some(Forecasted { of: of.clone(), judged }));
    }

    /// Begins with what is wanted next, if something is. Where nothing is and nothing is under way, the work is over.
    fn go_on(self) -> bool {
        let Some(Asked { number, next }) = self.asked.try_update_value(|asked| {
            let next = asked.next.take();
            Asked { number: if next.is_some() { asked.number.take() } else { asked.number }, next }
        }) else {
            return true;
        };
        match next {
            Some(next) => {
                if let Some(number) = number {
                    office::cancel(number);
                }
                self.begin(next);
                true
            }
            None => {
                if number.is_none() {
                    let _ = self.is_busy.try_set(false);
                }
                false
            }
        }
    }
}

/// Does something once the present task is over: to read figures, to show them and to ask for others takes its time each.
fn in_a_task_of_its_own(act: impl FnOnce() + 'static) {
    set_timeout(act, Duration::ZERO);
}
