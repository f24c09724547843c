//! Writing offers and their terms; [`super::super::read`] has its mirror.

use super::{count, date, hours, id, list, money, or_null, rate, record, text};
use crate::exchange::Tree;
use crate::forecast::Offer;
use crate::terms::{
    Accrues, Administration, Base, FeeDue, Minimum, Payer, Percentage, Retainer, Scale, Shortfall, Terms, TierScope,
    Tiers,
};
use crate::workspace::{Table, TermsChange};

pub(in crate::exchange) fn offer(offer: &Offer) -> Tree {
    described(offer, id(offer.id))
}

/// An offer under an id, or none where another field names it.
fn described(offer: &Offer, id: Tree) -> Tree {
    record([
        ("id", id),
        ("name", or_null(offer.name.as_ref(), |name| text(name.as_str()))),
        ("terms", terms(&offer.terms)),
        ("administration", or_null(offer.administration, administration)),
        ("aside", if offer.aside { Tree::Bool(true) } else { Tree::Null }),
    ])
}

/// The changes of terms; nothing where there are none.
pub(super) fn changes(table: &Table) -> Tree {
    if table.changes().is_empty() { Tree::Null } else { list(table.changes().iter(), |of| change(of)) }
}

fn change(change: &TermsChange) -> Tree {
    record([
        ("day", date(change.day)),
        ("offer", id(change.offer)),
        ("was", or_null(change.was.as_ref(), |was| described(was, Tree::Null))),
    ])
}

pub(in crate::exchange) fn administration(administration: Administration) -> Tree {
    record([("monthly", hours(administration.monthly)), ("per_referral", hours(administration.per_referral))])
}

pub(in crate::exchange) fn terms(terms: &Terms) -> Tree {
    match terms {
        Terms::FixedFee(fee) => record([
            ("model", text("fixed-fee")),
            ("amount", money(fee.amount())),
            ("over", if let FeeDue::WonProject { over } = fee.due() { money(over) } else { Tree::Null }),
        ]),
        Terms::Retainer(terms) => record([("model", text("retainer")), ("retainer", retainer(terms))]),
        Terms::Percentage(terms) => record([("model", text("percentage")), ("percentage", percentage(terms))]),
        Terms::Hybrid(hybrid) => record([
            ("model", text("hybrid")),
            ("retainer", retainer(hybrid.retainer())),
            ("percentage", percentage(hybrid.percentage())),
            ("floor", or_null(hybrid.floor(), money)),
            ("cap", or_null(hybrid.cap(), money)),
        ]),
    }
}

fn retainer(retainer: &Retainer) -> Tree {
    let (payer, back) = match retainer.payer() {
        Payer::Receiver => ("receiver", Tree::Null),
        Payer::Introducer => ("introducer", Tree::Null),
        Payer::Mutual { back } => ("mutual", money(back)),
    };
    record([
        ("amount", money(retainer.amount())),
        ("payer", text(payer)),
        ("back", back),
        ("minimum", or_null(retainer.minimum(), minimum)),
    ])
}

fn minimum(minimum: Minimum) -> Tree {
    let shortfall = match minimum.shortfall() {
        Shortfall::CarriedForward => "carried-forward",
        Shortfall::Credited => "credited",
        Shortfall::Ignored => "ignored",
    };
    record([("a_month", count(minimum.a_month())), ("shortfall", text(shortfall))])
}

fn percentage(percentage: &Percentage) -> Tree {
    let (steps, flat, tiers, scope) = match percentage.scale() {
        Scale::Flat(flat) => ("flat", rate(*flat), Tree::Null, Tree::Null),
        Scale::Marginal(steps, scope) => ("marginal", Tree::Null, tiers(steps), tier_scope(*scope)),
        Scale::Whole(steps, scope) => ("whole", Tree::Null, tiers(steps), tier_scope(*scope)),
    };
    record([
        ("scale", text(steps)),
        ("rate", flat),
        ("tiers", tiers),
        ("scope", scope),
        ("base", text(if percentage.base() == Base::Gross { "gross" } else { "net" })),
        ("accrues", text(if percentage.accrues() == Accrues::OnPayment { "on-payment" } else { "on-invoice" })),
        ("window", or_null(percentage.window(), count)),
        ("client_cap", or_null(percentage.client_cap(), money)),
        ("year_cap", or_null(percentage.year_cap(), money)),
    ])
}

fn tiers(tiers: &Tiers) -> Tree {
    list(tiers.as_slice(), |tier| record([("from", money(tier.from)), ("rate", rate(tier.rate))]))
}

fn tier_scope(scope: TierScope) -> Tree {
    text(if scope == TierScope::AgreementYear { "agreement-year" } else { "project" })
}
