//! Trees as proposals: every field is taken before any is needed, so that one problem does not hide the next.

use super::{Own, Proposal, Tabled};
use crate::exchange::document::read::{administration, evidence, help, norm, positive, tax, terms, within};
use crate::exchange::{Ids, Node};
use crate::forecast::{Answers, Direction, Estimate, Given, Offer, Standing};
use crate::value::{Currency, Note};
use crate::workspace::{Rejection, Workspace};

pub(super) fn proposal(at: Node<'_>) -> Option<Proposal> {
    let mut ids = Ids::default();
    let mut record = at.record()?;
    let id = record.field("id").id();
    let answers_to = record.field("answers_to").optional(|at| at.id());
    let day = record.field("day").date();
    let sender = record.field("sender").optional(|at| at.name());
    let partner = record.field("partner").optional(|at| at.name());
    let message = record.field("message").optional(|at| at.parse(Note::new));
    let currency = record.field("currency").parse(Currency::new);
    let tax = tax(record.field("tax"));
    let topic = record.field("topic").one_of(&[("introductions", ())]);
    let direction = record
        .field("introducer")
        .one_of(&[("partner", Direction::TheyIntroduce), ("sender", Direction::YouIntroduce)]);
    let introductions = estimate(record.field("introductions"), |at| at.quantity());
    let projects = estimate(record.field("projects"), |at| at.quantity());
    let value = estimate(record.field("value"), positive);
    let months = record.field("months").optional(|at| estimate(at, |at| at.integer(1..=Answers::MOST_MONTHS)));
    let pass_through = record.field("pass_through").optional(|at| estimate(at, |at| at.rate()));
    let came_anyway = record.field("came_anyway").optional(|at| estimate(at, |at| at.rate()));
    let help = help(record.field("help"));
    let norm = record.field("norm").optional(|at| norm(at));
    let counted = record.field("counted").optional(|at| evidence(at));
    let offers = record.field("offers");
    let offers = offers
        .list(|at| tabled(at, &mut ids))
        .and_then(|list| offers.check(within(list, Workspace::MOST_OFFERS, Rejection::TooManyOffers)))
        .and_then(|list| {
            offers.check(if list.is_empty() { Err("a proposal has at least one offer") } else { Ok(list) })
        });
    let proposed = record.field("proposed");
    let proposed = proposed.optional(|at| at.id()).and_then(|id| match (id, &offers) {
        (Some(id), Some(offers)) if !offers.iter().any(|tabled| tabled.offer.id == id) => {
            proposed.check(Err("none of the offers has this id"))
        }
        _ => Some(id),
    });
    record.finish();
    topic?;
    let said = Answers {
        direction: direction?,
        introductions: Some(introductions?),
        projects: Some(projects?),
        value: Some(value?),
        months: months?,
        pass_through: pass_through?,
        came_anyway: came_anyway?,
        help: help?,
        norm: norm?,
        counted: counted?,
        ..Answers::default()
    };
    at.check(said.check())?;
    let proposal = Proposal {
        id: id?,
        answers_to: answers_to?,
        day: day?,
        sender: sender?,
        partner: partner?,
        message: message?.filter(|message| !message.is_empty()),
        currency: currency?,
        tax: tax?,
        said,
        offers: offers?,
        proposed: proposed?,
    };
    // Figures past the bound could not be shown.
    at.check(proposal.compared(&Own::default()).map(|_| ()))?;
    Some(proposal)
}

fn estimate<T: Copy + Ord>(at: Node<'_>, read: impl Fn(Node<'_>) -> Option<T>) -> Option<Estimate<T>> {
    let mut record = at.record()?;
    let likely = read(record.field("likely"));
    let low = record.field("low").optional(&read);
    let high = record.field("high").optional(&read);
    record.finish();
    at.check(Estimate::new(likely?, low?, high?, Given::Typed))
}

fn tabled(at: Node<'_>, ids: &mut Ids) -> Option<Tabled> {
    let mut record = at.record()?;
    let id = record.field("id").new_id(ids);
    let name = record.field("name").optional(|at| at.name());
    let terms = terms(record.field("terms"));
    let administration = record.field("administration").optional(|at| administration(at));
    let paid = record.field("paid").money();
    let works = record.field("works").optional(|at| {
        at.one_of(&[("yes", Standing::Works), ("usually", Standing::WorksUsually), ("no", Standing::Fails)])
    });
    record.finish();
    let offer = Offer { name: name?, administration: administration?, ..Offer::new(id?, terms?) };
    Some(Tabled { offer, paid: paid?, works: works? })
}
