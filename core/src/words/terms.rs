use super::phrase::{Voice, fill, isolated, listed, months, percent, with_noun};
use crate::forecast::{Direction, Offer};
use crate::terms::{
    Accrues, Base, FeeDue, FixedFee, Hybrid, Minimum, Payer, Percentage, Retainer, Scale, Shortfall, Terms, Tier,
    TierScope,
};
use crate::value::{Money, Name, Notation};

/// What an offer is called: the user's name for it or else its terms, short.
#[must_use]
pub fn offer_label(offer: &Offer, notation: &dyn Notation) -> String {
    offer.name.as_ref().map_or_else(|| short_name(&offer.terms, notation), isolated)
}

/// The same in a list of all offers, where it says whether it is set aside.
#[must_use]
pub fn offer_entry(offer: &Offer, notation: &dyn Notation) -> String {
    let label = offer_label(offer, notation);
    if offer.aside { label + " (set aside)" } else { label }
}

/// Terms as short as they can be told apart in most tables: "$300 a project over $2,000", "15%, 3 months".
#[must_use]
pub fn short_name(terms: &Terms, notation: &dyn Notation) -> String {
    match terms {
        Terms::FixedFee(fee) => fee_name(fee, notation),
        Terms::Retainer(retainer) => retainer_name(retainer, notation),
        Terms::Percentage(share) => share_name(share, notation, false),
        Terms::Hybrid(hybrid) => {
            [retainer_name(hybrid.retainer(), notation), share_name(hybrid.percentage(), notation, false)].join(" + ")
        }
    }
}

/// Terms as the object of a sentence: "10% of what each client pays".
pub(super) fn long_name(terms: &Terms, notation: &dyn Notation) -> String {
    match terms {
        Terms::Percentage(share) => share_name(share, notation, true),
        Terms::Hybrid(hybrid) => {
            [retainer_name(hybrid.retainer(), notation), share_name(hybrid.percentage(), notation, true)].join(" plus ")
        }
        terms => short_name(terms, notation),
    }
}

/// An offer as the object of a sentence: "10% of what each client pays (“usual”)".
pub(super) fn offered(offer: &Offer, notation: &dyn Notation) -> String {
    let terms = long_name(&offer.terms, notation);
    match &offer.name {
        Some(name) => fill("{0} (“{1}”)", &[&terms, &isolated(name)]),
        None => terms,
    }
}

/// An offer as the subject of a sentence, at its beginning: "The $300 fee".
pub(super) fn subject(offer: &Offer, notation: &dyn Notation) -> String {
    match (&offer.name, &offer.terms) {
        (None, Terms::FixedFee(fee)) => fill("The {0} fee", &[&notation.money(fee.amount())]),
        _ => offer_label(offer, notation),
    }
}

fn fee_name(fee: &FixedFee, notation: &dyn Notation) -> String {
    let amount = notation.money(fee.amount());
    match fee.due() {
        FeeDue::QualifiedReferral => amount + " a qualified introduction",
        FeeDue::WonProject { over: Money::ZERO } => amount + " a project",
        FeeDue::WonProject { over } => fill("{0} a project over {1}", &[&amount, &notation.money(over)]),
    }
}

fn retainer_name(retainer: &Retainer, notation: &dyn Notation) -> String {
    let amount = notation.money(retainer.amount());
    let mut name = match retainer.payer() {
        Payer::Receiver => amount + " a month",
        Payer::Introducer => amount + " a month back",
        Payer::Mutual { back } => fill("{0} a month, {1} back", &[&amount, &notation.money(back)]),
    };
    if let Some(minimum) = retainer.minimum() {
        name += " for ";
        name += &introductions(minimum, notation);
    }
    name
}

fn introductions(minimum: Minimum, notation: &dyn Notation) -> String {
    with_noun(notation.count(minimum.a_month().into()), "introduction", "introductions")
}

fn share_name(share: &Percentage, notation: &dyn Notation, long: bool) -> String {
    let mut name = match share.scale() {
        Scale::Flat(rate) => percent(*rate, notation),
        Scale::Marginal(tiers, _) | Scale::Whole(tiers, _) => {
            let rates = || tiers.as_slice().iter().map(|tier| tier.rate);
            let (low, high) = (rates().min().unwrap_or_default(), rates().max().unwrap_or_default());
            let low = if low == high { String::new() } else { percent(low, notation) };
            let number = low.trim_end_matches(['%', ' ', '\u{A0}', '\u{202F}']);
            let template = if low.is_empty() { "{1} in tiers" } else { "{0}–{1} in tiers" };
            fill(template, &[number, &percent(high, notation)])
        }
    };
    if long {
        name += " of what each client pays";
    }
    if share.base() == Base::Net {
        name += " after costs passed on";
    }
    if let Some(window) = share.window() {
        name += if long { " for " } else { ", " };
        name += &months(window, notation);
    }
    if share.client_cap().is_some() || share.year_cap().is_some() {
        name += ", capped";
    }
    name
}

/// Terms in full sentences that state every parameter, fit for a term sheet.
#[must_use]
pub fn in_words(terms: &Terms, direction: Direction, partner: Option<&Name>, notation: &dyn Notation) -> String {
    let writer = Writer(Voice { notation, partner, direction });
    match terms {
        Terms::FixedFee(fee) => writer.fee(fee),
        Terms::Retainer(retainer) => writer.retainer(retainer),
        Terms::Percentage(share) => writer.share(share, ""),
        Terms::Hybrid(hybrid) => writer.hybrid(hybrid),
    }
}

struct Writer<'a>(Voice<'a>);

impl Writer<'_> {
    fn money(&self, amount: Money) -> String {
        self.0.notation.money(amount)
    }

    /// "You pay Harbor Copy", for what flows from the receiver of the introductions; or the other way.
    fn pays(&self, from_receiver: bool) -> String {
        if (self.0.direction == Direction::TheyIntroduce) == from_receiver {
            fill("You pay {0}", &[&self.0.partner()])
        } else {
            fill("{0} pays you", &[&self.0.partner_first()])
        }
    }

    fn fee(&self, fee: &FixedFee) -> String {
        let (template, over) = match fee.due() {
            FeeDue::QualifiedReferral => {
                ("{0} {1} for each introduction that qualifies, whether or not it becomes a project.", Money::ZERO)
            }
            FeeDue::WonProject { over: Money::ZERO } => (
                "{0} {1} for each project that comes of an introduction, once, with the client’s first payment. It is \
                 paid back if all of the client’s payments are refunded.",
                Money::ZERO,
            ),
            FeeDue::WonProject { over } => (
                "{0} {1} for each introduced project of more than {2}, once, as soon as the client has paid more than \
                 that. It is paid back if refunds bring the payments down to {2} or less.",
                over,
            ),
        };
        fill(template, &[&self.pays(true), &self.money(fee.amount()), &self.money(over)])
    }

    fn retainer(&self, retainer: &Retainer) -> String {
        let amount = self.money(retainer.amount());
        let mut text = match retainer.payer() {
            Payer::Receiver => fill("{0} {1} for each whole month.", &[&self.pays(true), &amount]),
            Payer::Introducer => fill("{0} {1} for each whole month.", &[&self.pays(false), &amount]),
            Payer::Mutual { back } => fill(
                "{0} {1} for each whole month, and {2} are paid in return; only the difference changes hands.",
                &[&self.pays(true), &amount, &self.money(back)],
            ),
        };
        if let Some(minimum) = retainer.minimum() {
            let template = match minimum.shortfall() {
                Shortfall::CarriedForward => {
                    " That stands for at least {0} a month; what is missing is owed in the months after."
                }
                Shortfall::Credited if matches!(retainer.payer(), Payer::Mutual { .. }) => {
                    " That stands for at least {0} a month; if fewer come, the month’s amount falls in proportion, and what \
                     is paid in return stays the same."
                }
                Shortfall::Credited => {
                    " That stands for at least {0} a month; if fewer come, the month’s amount falls in proportion."
                }
                Shortfall::Ignored => {
                    " That stands for at least {0} a month; if fewer come, the amount stays the same."
                }
            };
            text += &fill(template, &[&introductions(minimum, self.0.notation)]);
        }
        text
    }

    /// The sentences of a percentage; `before` begins them in place of who pays whom.
    fn share(&self, share: &Percentage, before: &str) -> String {
        let pays = if before.is_empty() { self.pays(true) } else { before.into() };
        let receiver = if self.0.direction == Direction::TheyIntroduce { "you" } else { "them" };
        let base = match share.base() {
            Base::Gross => "",
            Base::Net => ", less costs passed on (such as travel or advertising)",
        };
        let due = match share.accrues() {
            Accrues::OnPayment => "due when the client pays",
            Accrues::OnInvoice => "due when the invoice is sent, paid or not",
        };
        let mut text = match share.scale() {
            Scale::Flat(rate) => fill(
                "{0} {1} of what each introduced client pays {2}{3}, {4}.",
                &[&pays, &percent(*rate, self.0.notation), receiver, base, due],
            ),
            Scale::Marginal(tiers, scope) | Scale::Whole(tiers, scope) => {
                let marginal = matches!(share.scale(), Scale::Marginal(..));
                let (scope, rule) = match (scope, marginal) {
                    (TierScope::AgreementYear, true) => (YEARLY, BY_PART),
                    (TierScope::AgreementYear, false) => (YEARLY, ON_ALL),
                    (TierScope::Project, true) => (BY_PROJECT, BY_PART),
                    (TierScope::Project, false) => (BY_PROJECT, ON_ALL),
                };
                let steps = self.steps(tiers.as_slice());
                fill(
                    "{0} a share of what introduced clients pay {1}{2}, {3}. By what is paid {4}: {5}; {6}.",
                    &[&pays, receiver, base, due, scope, &steps, rule],
                )
            }
        };
        if let Some(window) = share.window() {
            let (first, last) = match share.accrues() {
                Accrues::OnPayment => {
                    ("payment", "what is invoiced later does not count, and paying late changes nothing")
                }
                Accrues::OnInvoice => ("invoice", "what is invoiced later does not count"),
            };
            let window = months(window, self.0.notation);
            text += &fill(" It ends {0} after a project’s first {1}; {2}.", &[&window, first, last]);
        }
        let client = share.client_cap().map(|cap| self.money(cap) + " for all of one client’s work");
        let year = share.year_cap().map(|cap| self.money(cap) + YEAR);
        let caps: Vec<String> = client.into_iter().chain(year).collect();
        if !caps.is_empty() {
            text += &fill(" It is at most {0}.", &[&listed(&caps, "and")]);
        }
        text
    }

    fn steps(&self, tiers: &[Tier]) -> String {
        let steps: Vec<String> = tiers
            .iter()
            .map(|tier| {
                let rate = percent(tier.rate, self.0.notation);
                if tier.from == Money::ZERO { rate } else { fill("{0} from {1} on", &[&rate, &self.money(tier.from)]) }
            })
            .collect();
        listed(&steps, "and")
    }

    fn hybrid(&self, hybrid: &Hybrid) -> String {
        let mut text =
            [self.retainer(hybrid.retainer()), self.share(hybrid.percentage(), "Added to that is")].join(" ");
        let floor = hybrid.floor().map(|floor| fill("at least {0}", &[&self.money(floor)]));
        let cap = hybrid.cap().map(|cap| fill("at most {0}", &[&self.money(cap)]));
        let bounds: Vec<String> = floor.into_iter().chain(cap).collect();
        if !bounds.is_empty() {
            text += &fill(" Together it is {0}{1}.", &[&listed(&bounds, "and"), YEAR]);
        }
        text
    }
}

const YEAR: &str = " in each year of the agreement";
const YEARLY: &str = "in each year of the agreement, all introduced clients together";
const BY_PROJECT: &str = "for each project alone";
const BY_PART: &str = "each rate applies to the part above its own start only";
const ON_ALL: &str = "the rate reached applies to all of it";
