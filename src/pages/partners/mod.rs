//! Which partner to choose: candidates side by side, what they are judged by, and how firm the order is.

mod answer;
mod candidates;
mod cautions;
mod criteria;
mod one;
mod past;
mod rated;
mod refine;
mod scale;
mod shared;
mod table;
mod weights;

use std::collections::BTreeSet;
use std::fmt::Display;
use std::sync::Arc;
use std::time::Duration;

use chrono::NaiveDate;
use concord_core::scorecard::{Mark, Partner, Score, Scorecard, Totals, Verdict, ranked, verdict_in};
use concord_core::value::Id;
use concord_core::workspace::{Command, Workspace};
use leptos::prelude::*;

use crate::app::{Head, focus_on};
use crate::engine::{self, Drawing, Drawn};
use crate::form::sentence;
use crate::route::Route;
use crate::session::{Session, today};
use crate::widgets::{live, when};
use answer::{answer, headline};
use candidates::Candidates;
use cautions::Cautions;
use one::OnePartner;
use table::Table;
use weights::Weights;

/// How many candidates are shown side by side.
const ABREAST: usize = 6;

/// What the pieces of the pages show.
#[derive(Clone, Copy)]
struct Shown {
    card: Memo<Arc<Scorecard>>,
    /// The candidates themselves: they stay the same while a weight moves.
    partners: Memo<Arc<Vec<Partner>>>,
    drawing: Drawing,
    /// What follows from the last chances.
    ranking: RwSignal<Option<Arc<Ranking>>>,
    /// Whether what is shown is not yet that of the present scorecard.
    is_busy: Memo<bool>,
    /// The candidates, the likeliest to be first at the top; those that the chances do not know yet at the end.
    order: Memo<Vec<Id>>,
    /// The candidates that stand side by side, with their places in the order.
    abreast: Memo<Vec<(usize, Id)>>,
    first: RwSignal<usize>,
    today: NaiveDate,
    /// The place in the list of the candidate to focus.
    focus: RwSignal<Option<usize>>,
}

/// What takes a look at every candidate: done once for the chances that were drawn, not while a weight moves.
struct Ranking {
    drawn: Drawn,
    verdict: Verdict,
    order: Vec<Id>,
    /// The exact scores.
    totals: Totals,
}

impl Ranking {
    fn new(drawn: Drawn) -> Ranking {
        let (card, chances) = (&drawn.card, &drawn.chances);
        let order = ranked(card, chances);
        Ranking { verdict: verdict_in(&order, card, chances), order, totals: card.totals(), drawn }
    }

    /// The ranking by the last chances. To work it out and to show it are tasks of their own: of many candidates each
    /// takes its time.
    fn follow(drawing: Drawing) -> RwSignal<Option<Arc<Ranking>>> {
        let ranking = RwSignal::new(None);
        // False also when the page is gone.
        let is_last =
            move |drawn: &Drawn| drawing.drawn.try_with_untracked(|last| last.as_ref() == Some(drawn)) == Some(true);
        Effect::new(move || {
            let Some(drawn) = drawing.drawn.get() else { return };
            let work_out = move || {
                if is_last(&drawn) {
                    let found = Arc::new(Ranking::new(drawn));
                    let show = move || {
                        if is_last(&found.drawn) {
                            ranking.set(Some(found));
                        }
                    };
                    set_timeout(show, Duration::ZERO);
                }
            };
            set_timeout(work_out, Duration::ZERO);
        });
        ranking
    }

    /// The score of one candidate, none while nothing is known; none at all of somebody new.
    fn total(&self, id: Id) -> Option<Option<Mark>> {
        Some(self.totals.get(self.drawn.card.sheet().row(id)?))
    }

    /// Who has exactly the same score as this one.
    fn tied_with(&self, id: Id) -> impl Iterator<Item = Id> {
        let sheet = self.drawn.card.sheet();
        let tied = sheet.row(id).into_iter().flat_map(|row| self.totals.tied(row));
        tied.filter_map(|row| sheet.ids().get(row).copied())
    }
}

impl Shown {
    fn new(session: Session) -> Shown {
        let card = session.part(Workspace::scorecard);
        let drawing = engine::draw(card);
        let ranking = Ranking::follow(drawing);
        let is_busy = Memo::new(move |_| {
            let is_shown = |drawn: &Option<Drawn>| {
                ranking.with(|ranking| ranking.as_ref().map(|ranking| &ranking.drawn) == drawn.as_ref())
            };
            drawing.is_busy.get() || !drawing.drawn.with(is_shown)
        });
        let partners = Memo::new(move |_| card.with(|card| card.shared_partners().clone()));
        let order = Memo::new(move |_| {
            partners.with(|partners| ranking.with(|ranking| in_order(partners, ranking.as_deref())))
        });
        let first = RwSignal::new(0_usize);
        let abreast = Memo::new(move |_| {
            order.with(|order| {
                let from = first.get().min(order.len().saturating_sub(1)) / ABREAST * ABREAST;
                order.iter().copied().enumerate().skip(from).take(ABREAST).collect()
            })
        });
        let focus = RwSignal::new(None);
        Shown { card, partners, drawing, ranking, is_busy, order, abreast, first, today: today(), focus }
    }

    /// The score of one candidate.
    fn score(self, id: Id) -> Option<Score> {
        self.card.with(|card| Some(Score::new(card.criteria(), card.scale(), card.partner(id)?)))
    }
}

/// The candidates in the order of the ranking; those that it does not know yet at the end.
fn in_order(partners: &Arc<Vec<Partner>>, ranking: Option<&Ranking>) -> Vec<Id> {
    let ids = || partners.iter().map(Partner::id);
    let Some(ranking) = ranking else { return ids().collect() };
    if Arc::ptr_eq(partners, ranking.drawn.card.shared_partners()) {
        return ranking.order.clone();
    }
    let mut new: BTreeSet<Id> = ids().collect();
    let mut order: Vec<Id> = ranking.order.iter().copied().filter(|id| new.remove(id)).collect();
    order.extend(ids().filter(|id| new.contains(id)));
    order
}

/// The pages of the candidates for a partnership: all of them, or one.
#[component]
pub fn Partners() -> impl IntoView {
    let session = Session::get();
    let shown = Shown::new(session);
    let route = expect_context::<ReadSignal<Route>>();
    // Where the focus goes from a link that is no longer there.
    Effect::new(move |before: Option<Route>| {
        let now = route.get();
        match before {
            Some(Route::Partner(Some(id))) if now == Route::Partners => {
                let place = shown.order.with_untracked(|order| order.iter().position(|&other| other == id));
                if place.is_none() {
                    focus_soon("candidate");
                }
                shown.focus.set(place);
            }
            Some(before) if before != now && now.page() == Route::Partners => focus_soon("main"),
            _ => (),
        }
        now
    });
    live(move || match route.get() {
        Route::Partner(id) => view! { <OnePartner shown=shown id=id/> }.into_any(),
        _ => view! { <All shown=shown/> }.into_any(),
    })
}

/// Focuses what has this id, once it is there.
fn focus_soon(id: impl Into<String>) {
    let id = id.into();
    request_animation_frame(move || focus_on(&id));
}

/// The page of all candidates.
#[component]
fn All(shown: Shown) -> impl IntoView {
    let session = Session::get();
    let count = Memo::new(move |_| shown.partners.with(|partners| partners.len()));
    let first_visit = count.get_untracked() == 0;
    let headline = headline(session, shown);
    document().set_title("Partners · Concord");
    view! {
        <div class="page beside" class:first=first_visit>
            <Head
                title=Signal::derive(|| "Partners".to_owned())
                line=Signal::derive(|| "Whom to work with, and why".to_owned())
            />
            <p class="stick" aria-hidden="true">
                {move || match headline.get() {
                    Some(headline) if count.get() > 0 => headline.line,
                    _ => "Two names, and the comparison is here".to_owned(),
                }}
            </p>
            <div class="answer">
                <section
                    class="verdict"
                    aria-live="polite"
                    aria-label="Verdict"
                    aria-busy=move || shown.is_busy.get().to_string()
                >
                    {answer(shown, headline, count)}
                </section>
                {when(move || count.get() > 0, move || view! {
                    <Table shown=shown/>
                    <Cautions shown=shown/>
                })}
            </div>
            <section class="panel questions stack" aria-label="Candidates and criteria">
                <Candidates shown=shown/>
                <Weights shown=shown/>
            </section>
        </div>
    }
}

/// Changes the scorecard, or shows what a change would do.
fn change<E: Display>(
    session: Session,
    done: bool,
    change: impl FnOnce(&Scorecard) -> Result<Scorecard, E>,
) -> Result<(), String> {
    let before = session.committed().scorecard();
    let result = change(&before).map_err(sentence).and_then(|next| {
        if next == *before {
            session.end_preview();
            return Ok(());
        }
        let command = Command::set_scorecard(Arc::new(next));
        if done { session.dispatch(command) } else { session.preview(command) }.map_err(sentence)
    });
    if result.is_err() {
        session.end_preview();
    }
    result
}

/// Changes one partner.
fn change_partner(
    session: Session,
    id: Id,
    done: bool,
    edit: impl FnOnce(&Partner, &Scorecard) -> Result<Partner, String>,
) -> Result<(), String> {
    let mut problem = None;
    let result = change(session, done, |card| {
        let edited = card.partner(id).map(|partner| edit(partner, card));
        match edited {
            Some(Ok(partner)) => card.with_replaced(&partner),
            Some(Err(words)) => {
                problem = Some(words);
                Ok(card.clone())
            }
            None => Ok(card.clone()),
        }
    });
    problem.map_or(result, Err)
}
