use std::sync::Arc;

use concord_core::engine::{Outcome, Task};
use concord_core::forecast::{Fix, Forecast, Premises, Verdict};
use leptos::prelude::*;

use super::in_a_task_of_its_own;
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

/// What is wanted, and what is under way. A slider that moves would never let anything come if each step began anew: what
/// is under way goes on until there is something to see of it.
#[derive(Clone, Default)]
struct Asked {
    /// The task under way.
    number: Option<u32>,
    /// What was begun last.
    begun: Option<Arc<Judgement>>,
    /// What is to be forecast.
    wanted: Option<Arc<Judgement>>,
}

impl Asked {
    /// What is wanted and was not begun.
    fn next(&self) -> Option<&Arc<Judgement>> {
        let is_begun = |wanted: &&Arc<Judgement>| self.begun.as_ref().is_some_and(|begun| Arc::ptr_eq(begun, wanted));
        self.wanted.as_ref().filter(|wanted| !is_begun(wanted))
    }

    fn wants(&self, of: &Arc<Judgement>) -> bool {
        self.wanted.as_ref().is_some_and(|wanted| Arc::ptr_eq(wanted, of))
    }
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
        self.asked.update_value(|asked| asked.wanted = Some(judged.clone()));
        if self.asked.with_value(|asked| asked.number.is_none()) {
            self.begin(judged);
        }
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
        self.asked.update_value(|asked| asked.begun = Some(of.clone()));
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
        let over = |asked: &mut Asked| {
            // It may have been stopped and another one begun.
            if asked.begun.as_ref().is_some_and(|begun| Arc::ptr_eq(begun, of)) {
                asked.number = None;
            }
        };
        let _ = self.asked.try_update_value(over);
        let is_idle = |asked: &Asked| asked.number.is_none() && asked.wants(of);
        if !self.go_on()
            && self.asked.try_with_value(is_idle) == Some(true)
            && self.last.try_with_untracked(is_sought) == Some(true)
        {
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
                self.asked.update_value(|asked| asked.number = None);
                if !self.go_on() {
                    self.show(&of, forecast.clone(), found.fix.as_ref());
                }
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

    /// Begins what is wanted next, if something is. Where nothing is and nothing is under way, the work is over.
    fn go_on(self) -> bool {
        let Some(asked) = self.asked.try_get_value() else { return true };
        match (asked.next(), asked.number) {
            (Some(next), number) => {
                if let Some(number) = number {
                    office::cancel(number);
                }
                self.begin(next.clone());
                true
            }
            (None, None) => {
                let _ = self.is_busy.try_set(false);
                false
            }
            (None, Some(_)) => false,
        }
    }
}
