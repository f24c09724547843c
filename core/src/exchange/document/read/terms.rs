//! Reading offers and their terms; [`super::super::write`] has its mirror.

use std::sync::Arc;

use crate::exchange::{Ids, Node, Record};
use crate::forecast::Offer;
use crate::terms::{
    Accrues, Administration, Base, FeeDue, FixedFee, Hybrid, Minimum, Payer, Percentage, Retainer, Scale, Shortfall,
    Terms, Tier, TierScope, Tiers,
};
use crate::value::Id;
use crate::workspace::{Table, TermsChange};

pub(super) fn offer(at: Node<'_>, ids: &mut Ids) -> Option<Offer> {
    let mut record = at.record()?;
    let id = record.field("id").new_id(ids);
    described(record, id)
}

fn described(mut record: Record<'_>, id: Option<Id>) -> Option<Offer> {
    let name = record.field("name").optional(|at| at.name());
    let terms = terms(record.field("terms"));
    let administration = record.field("administration").optional(|at| administration(at));
    let aside = record.field("aside").optional(|at| at.boolean());
    record.finish();
    let aside = aside?.unwrap_or_default();
    Some(Offer { id: id?, name: name?, terms: terms?, administration: administration?, aside })
}

pub(super) fn changes(at: Node<'_>) -> Option<Vec<Arc<TermsChange>>> {
    let changes = at.list(|at| change(at).map(Arc::new))?;
    let is_again = |(place, change): (usize, &Arc<TermsChange>)| {
        changes.iter().take(place).any(|before| (before.day, before.offer) == (change.day, change.offer))
    };
    at.check(if changes.len() > Table::MOST_CHANGES {
        Err("more changes of terms than are kept")
    } else if !changes.is_sorted_by_key(|change| change.day) || changes.iter().enumerate().any(is_again) {
        Err("changes of terms are in the order of their days, each offer once a day")
    } else {
        Ok(())
    })?;
    Some(changes)
}

fn change(at: Node<'_>) -> Option<TermsChange> {
    let mut record = at.record()?;
    let day = record.field("day").date();
    let offer = record.field("offer").id();
    let was = record.field("was").optional(|at| described(at.record()?, offer));
    record.finish();
    Some(TermsChange { day: day?, offer: offer?, was: was? })
}

pub(in crate::exchange) fn administration(at: Node<'_>) -> Option<Administration> {
    let mut record = at.record()?;
    let monthly = record.field("monthly").hours();
    let per_referral = record.field("per_referral").hours();
    record.finish();
    Some(Administration { monthly: monthly?, per_referral: per_referral? })
}

#[derive(Clone, Copy)]
enum Model {
    FixedFee,
    Retainer,
    Percentage,
    Hybrid,
}

pub(in crate::exchange) fn terms(at: Node<'_>) -> Option<Terms> {
    let mut record = at.record()?;
    let model = record.field("model").one_of(&[
        ("fixed-fee", Model::FixedFee),
        ("retainer", Model::Retainer),
        ("percentage", Model::Percentage),
        ("hybrid", Model::Hybrid),
    ])?;
    let terms = match model {
        Model::FixedFee => {
            let amount = record.field("amount").money();
            let over = record.field("over").optional(|at| at.money());
            let due = over.map(|over| over.map_or(FeeDue::QualifiedReferral, |over| FeeDue::WonProject { over }));
            amount.zip(due).and_then(|(amount, due)| record.check(FixedFee::new(amount, due))).map(Terms::FixedFee)
        }
        Model::Retainer => retainer(record.field("retainer")).map(Terms::Retainer),
        Model::Percentage => percentage(record.field("percentage")).map(Terms::Percentage),
        Model::Hybrid => {
            let retainer = retainer(record.field("retainer"));
            let percentage = percentage(record.field("percentage"));
            let floor = record.field("floor").optional(|at| at.money());
            let cap = record.field("cap").optional(|at| at.money());
            match (retainer, percentage, floor, cap) {
                (Some(retainer), Some(percentage), Some(floor), Some(cap)) => {
                    record.check(Hybrid::new(retainer, percentage, floor, cap)).map(Terms::Hybrid)
                }
                _ => None,
            }
        }
    };
    record.finish();
    terms
}

fn retainer(at: Node<'_>) -> Option<Retainer> {
    let mut record = at.record()?;
    let amount = record.field("amount").money();
    let payer = match record.field("payer").one_of(&[
        ("receiver", Some(Payer::Receiver)),
        ("introducer", Some(Payer::Introducer)),
        ("mutual", None),
    ])? {
        None => record.field("back").money().map(|back| Payer::Mutual { back }),
        payer => payer,
    };
    let minimum = record.field("minimum").optional(|at| minimum(at));
    record.finish();
    at.check(Retainer::new(amount?, payer?, minimum?))
}

fn minimum(at: Node<'_>) -> Option<Minimum> {
    let mut record = at.record()?;
    let a_month = record.field("a_month").integer(0..=u16::MAX);
    let shortfall = record.field("shortfall").one_of(&[
        ("carried-forward", Shortfall::CarriedForward),
        ("credited", Shortfall::Credited),
        ("ignored", Shortfall::Ignored),
    ]);
    record.finish();
    at.check(Minimum::new(a_month?, shortfall?))
}

#[derive(Clone, Copy)]
enum Steps {
    Flat,
    Marginal,
    Whole,
}

fn percentage(at: Node<'_>) -> Option<Percentage> {
    let mut record = at.record()?;
    let steps = record.field("scale").one_of(&[
        ("flat", Steps::Flat),
        ("marginal", Steps::Marginal),
        ("whole", Steps::Whole),
    ])?;
    let scale = match steps {
        Steps::Flat => record.field("rate").rate().map(Scale::Flat),
        Steps::Marginal | Steps::Whole => {
            let tiers = tiers(record.field("tiers"));
            let scope = record
                .field("scope")
                .one_of(&[("agreement-year", TierScope::AgreementYear), ("project", TierScope::Project)]);
            tiers.zip(scope).map(|(tiers, scope)| match steps {
                Steps::Whole => Scale::Whole(tiers, scope),
                Steps::Flat | Steps::Marginal => Scale::Marginal(tiers, scope),
            })
        }
    };
    let base = record.field("base").one_of(&[("gross", Base::Gross), ("net", Base::Net)]);
    let accrues =
        record.field("accrues").one_of(&[("on-payment", Accrues::OnPayment), ("on-invoice", Accrues::OnInvoice)]);
    let window = record.field("window").optional(|at| at.integer(0..=u16::MAX));
    let client_cap = record.field("client_cap").optional(|at| at.money());
    let year_cap = record.field("year_cap").optional(|at| at.money());
    record.finish();
    let share = Percentage::new(scale?).on(base?).accruing(accrues?);
    let share = at.check(share.within(window?))?;
    at.check(share.capped(client_cap?, year_cap?))
}

fn tiers(at: Node<'_>) -> Option<Tiers> {
    let tiers = at.list(|at| {
        let mut record = at.record()?;
        let from = record.field("from").money();
        let rate = record.field("rate").rate();
        record.finish();
        Some(Tier { from: from?, rate: rate? })
    })?;
    at.check(Tiers::new(tiers))
}
