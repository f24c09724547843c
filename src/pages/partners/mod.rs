//! Which partner to choose: candidates side by side, what they are judged by, and how firm the order is.

mod answer;
mod candidates;
mod cautions;
mod dialog;
mod past;
mod refine;
mod shared;
mod table;
mod weights;

use std::fmt::Display;
use std::sync::Arc;

use chrono::NaiveDate;
use concord_core::scorecard::{self, Partner, Scorecard, Verdict, ranked};
use concord_core::value::Id;
use concord_core::workspace::{Command, Workspace};
use leptos::prelude::*;

use crate::app::Head;
use crate::engine::{self, Drawing};
use crate::form::sentence;
use crate::session::{Session, Wish, today};
use crate::widgets::when;
use answer::{answer, headline};
use candidates::Candidates;
use cautions::Cautions;
use dialog::PartnerDialog;
use table::Table;
use weights::Weights;

/// How many candidates are shown side by side.
const ABREAST: usize = 6;

/// What the pieces of the page show.
#[derive(Clone, Copy)]
struct Shown {
    card: Memo<Arc<Scorecard>>,
    drawing: Drawing,
    /// Of the last chances.
    verdict: Memo<Option<Verdict>>,
    /// The candidates, the likeliest to be first at the top; those that the chances do not know yet at the end.
    order: Memo<Vec<Id>>,
    /// The candidates that stand side by side, with their places in the order.
    abreast: Memo<Vec<(usize, Id)>>,
    first: RwSignal<usize>,
    today: NaiveDate,
    /// Whose dialog is open.
    editing: RwSignal<Option<Id>>,
    open: RwSignal<bool>,
}

impl Shown {
    fn edit(self, partner: Id) {
        self.editing.set(Some(partner));
        self.open.set(true);
    }
}

/// The page of the candidates for a partnership.
#[component]
pub fn Partners() -> impl IntoView {
    let session = Session::get();
    let card = session.part(Workspace::scorecard);
    let drawing = engine::draw(card);
    let order = Memo::new(move |_| order(&card.get(), drawing));
    let verdict = Memo::new(move |_| {
        drawing.drawn.with(|drawn| drawn.as_ref().map(|drawn| scorecard::verdict(&drawn.card, &drawn.chances)))
    });
    let first = RwSignal::new(0_usize);
    let abreast = Memo::new(move |_| {
        order.with(|order| {
            let from = first.get().min(order.len().saturating_sub(1)) / ABREAST * ABREAST;
            order.iter().copied().enumerate().skip(from).take(ABREAST).collect()
        })
    });
    let (editing, open) = (RwSignal::new(None), RwSignal::new(false));
    let shown = Shown { card, drawing, verdict, order, abreast, first, today: today(), editing, open };
    session.fulfil(
        |wish| if let Wish::Candidate(Some(partner)) = wish { Some(partner) } else { None },
        move |partner| shown.edit(partner),
    );
    let count = Memo::new(move |_| card.with(|card| card.partners().len()));
    let first_visit = count.get_untracked() == 0;
    let headline = headline(session, shown);
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
                    aria-busy=move || drawing.is_busy.get().to_string()
                >
                    {answer(headline, count)}
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
            <PartnerDialog shown=shown/>
        </div>
    }
}

fn order(card: &Scorecard, drawing: Drawing) -> Vec<Id> {
    let mut order =
        drawing.drawn.with(|drawn| drawn.as_ref().map(|drawn| ranked(&drawn.card, &drawn.chances)).unwrap_or_default());
    order.retain(|&id| card.partner(id).is_some());
    let ids = card.partners().iter().map(Partner::id);
    let new: Vec<Id> = ids.filter(|id| !order.contains(id)).collect();
    order.extend(new);
    order
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
        let command = Command::SetScorecard(Arc::new(next));
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
