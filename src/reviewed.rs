//! What is derived from the workspace about partnerships: what each was paid, what it comes to, the verdict.

use std::sync::Arc;

use concord_core::forecast::Offer;
use concord_core::ledger::List;
use concord_core::review::{Basis, ClientWork, Entry, Portfolio, PortfolioError, Settled};
use concord_core::value::Id;
use concord_core::words::{self, Headline};
use concord_core::workspace::{Partnerships, Workspace};
use leptos::prelude::*;

use crate::session::Session;

/// The partnerships, and what they come to.
#[derive(Clone, Debug, PartialEq)]
pub struct Reviewed {
    pub basis: Basis,
    pub settled: Vec<Settled>,
    pub portfolio: Portfolio,
}

/// What there is to show; nothing before it was said what an hour is worth.
pub type Review = Memo<Option<Result<Reviewed, PortfolioError>>>;

impl Reviewed {
    fn of(asked: &Asked) -> Option<Result<Reviewed, PortfolioError>> {
        let partnerships = asked.partnerships.as_ref()?;
        let basis = partnerships.basis;
        let reviewed = partnerships.settled(&asked.offers, &asked.list).and_then(|settled| {
            let portfolio = Portfolio::of(&settled, &basis)?;
            Ok(Reviewed { basis, settled, portfolio })
        });
        Some(reviewed)
    }

    /// A partnership and what it was paid.
    pub fn settled(&self, id: Id) -> Option<&Settled> {
        self.settled.iter().find(|settled| settled.entry.partnership() == id)
    }
}

/// What the review depends on.
#[derive(Clone, Debug, PartialEq)]
struct Asked {
    partnerships: Option<Partnerships>,
    offers: Arc<Vec<Offer>>,
    /// The user's own rows; none where no partnership counts on them.
    list: List,
}

impl Asked {
    fn of(workspace: &Workspace) -> Asked {
        let on_rows = |entry: &Entry| entry.agreed().is_some_and(|agreed| agreed.work() == ClientWork::Rows);
        let asks = workspace.partnerships().is_some_and(|all| all.entries.iter().any(on_rows));
        Asked {
            partnerships: workspace.partnerships().cloned(),
            offers: workspace.table().all().clone(),
            list: if asks { workspace.list().clone() } else { List::default() },
        }
    }
}

/// The review of the session's partnerships, kept up to date.
pub fn follow(session: Session) -> Review {
    let asked = session.part(Asked::of);
    Memo::new(move |_| asked.with(Reviewed::of))
}

/// What the verdict says, in words.
pub fn headline(session: Session, review: Review) -> Memo<Option<Headline>> {
    let notation = session.notation();
    Memo::new(move |_| {
        review.with(|review| {
            let Some(Ok(reviewed)) = review else { return None };
            Some(words::portfolio_headline(&reviewed.portfolio, &reviewed.basis, &*notation.get()))
        })
    })
}
