//! Values as trees. [`super::read`] is its mirror: each function here has its reader of the same name there.

use std::sync::Arc;

use chrono::NaiveDate;

use crate::exchange::Tree;
use crate::exchange::envelope::{record, text};
use crate::forecast::{Answers, Direction, Estimate, Evidence, Given, Help, Norm, Offer};
use crate::ledger::{Line, List};
use crate::review::{Entry, Figures};
use crate::split::{Contribution, ContributionKind, JointSplit};
use crate::terms::{
    Accrues, Administration, Base, FeeDue, Minimum, Payer, Percentage, Retainer, Scale, Shortfall, Terms, TierScope,
    Tiers,
};
use crate::value::notation::{DateOrder, DecimalSign};
use crate::value::{Hours, Id, Money, Quantity, Rate, Reading, Side};
use crate::workspace::{Joint, Partnerships, Tax, Topic, Workspace};

pub(in crate::exchange) fn list<T>(items: impl IntoIterator<Item = T>, write: impl Fn(T) -> Tree) -> Tree {
    Tree::List(items.into_iter().map(write).collect())
}

pub(in crate::exchange) fn or_null<T>(value: Option<T>, write: impl FnOnce(T) -> Tree) -> Tree {
    value.map_or(Tree::Null, write)
}

pub(in crate::exchange) fn money(amount: Money) -> Tree {
    Tree::Integer(amount.minor())
}

pub(in crate::exchange) fn rate(rate: Rate) -> Tree {
    Tree::Integer(rate.ppm().into())
}

pub(in crate::exchange) fn quantity(quantity: Quantity) -> Tree {
    Tree::Integer(quantity.millionths().cast_signed())
}

fn hours(hours: Hours) -> Tree {
    Tree::Integer(hours.seconds().into())
}

pub(in crate::exchange) fn date(date: NaiveDate) -> Tree {
    text(date.to_string())
}

pub(in crate::exchange) fn id(id: Id) -> Tree {
    text(id.to_string())
}

pub(in crate::exchange) fn count(count: impl Into<i64>) -> Tree {
    Tree::Integer(count.into())
}

pub(super) fn workspace(workspace: &Workspace) -> Tree {
    record([
        ("currency", text(workspace.currency.code())),
        ("tax", tax(workspace.tax)),
        ("reading", reading(workspace.reading)),
        ("partner", or_null(workspace.partner.as_ref(), |name| text(name.as_str()))),
        ("topic", text(if workspace.topic == Topic::Introductions { "introductions" } else { "joint-work" })),
        ("answers", answers(&workspace.answers)),
        ("offers", list(workspace.offers.iter(), offer)),
        ("list", lines(&workspace.list)),
        ("joint", joint(&workspace.joint)),
        ("partnerships", or_null(workspace.partnerships.as_ref(), partnerships)),
    ])
}

pub(in crate::exchange) fn tax(tax: Tax) -> Tree {
    text(if tax == Tax::Before { "before" } else { "after" })
}

fn reading(reading: Reading) -> Tree {
    record([
        ("decimal", text(if reading.decimal == DecimalSign::Point { "point" } else { "comma" })),
        ("dates", text(if reading.dates == DateOrder::DayFirst { "day-first" } else { "month-first" })),
    ])
}

fn answers(answers: &Answers) -> Tree {
    record([
        (
            "direction",
            text(if answers.direction == Direction::TheyIntroduce { "they-introduce" } else { "you-introduce" }),
        ),
        ("introductions", or_null(answers.introductions, |e| estimate(e, quantity))),
        ("projects", or_null(answers.projects, |e| estimate(e, quantity))),
        ("value", or_null(answers.value, |e| estimate(e, money))),
        ("months", or_null(answers.months, |e| estimate(e, count))),
        ("pass_through", or_null(answers.pass_through, |e| estimate(e, rate))),
        ("margin", or_null(answers.margin, |e| estimate(e, rate))),
        ("came_anyway", or_null(answers.came_anyway, |e| estimate(e, rate))),
        ("your_hour", or_null(answers.hour.you, money)),
        ("their_hour", or_null(answers.hour.them, money)),
        ("help", help(answers.help)),
        ("norm", or_null(answers.norm, norm)),
        ("counted", or_null(answers.counted, evidence)),
    ])
}

pub(in crate::exchange) fn help(help: Help) -> Tree {
    text(match help {
        Help::Lead => "lead",
        Help::Active => "active",
        Help::Subcontract => "subcontract",
    })
}

pub(in crate::exchange) fn estimate<T: Copy + Ord>(estimate: Estimate<T>, write: impl Fn(T) -> Tree) -> Tree {
    record([
        ("likely", write(estimate.likely())),
        ("low", or_null(estimate.low(), &write)),
        ("high", or_null(estimate.high(), &write)),
        ("rows", if let Given::Rows(rows) = estimate.given() { count(rows) } else { Tree::Null }),
    ])
}

pub(in crate::exchange) fn norm(norm: Norm) -> Tree {
    record([("usual", rate(norm.usual)), ("low", rate(norm.band.low)), ("high", rate(norm.band.high))])
}

pub(in crate::exchange) fn evidence(evidence: Evidence) -> Tree {
    record([("introductions", count(evidence.introductions)), ("projects", count(evidence.projects))])
}

pub(in crate::exchange) fn offer(offer: &Offer) -> Tree {
    record([
        ("id", id(offer.id)),
        ("name", or_null(offer.name.as_ref(), |name| text(name.as_str()))),
        ("terms", terms(&offer.terms)),
        ("administration", or_null(offer.administration, administration)),
    ])
}

pub(in crate::exchange) fn administration(administration: Administration) -> Tree {
    record([("monthly", hours(administration.monthly)), ("per_referral", hours(administration.per_referral))])
}

fn terms(terms: &Terms) -> Tree {
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

/// Rows as columns: a key once instead of once a row. Lines that cannot be read yet stand apart, with their places.
fn lines(lines: &List) -> Tree {
    let rows = || lines.rows();
    let unread = lines.lines().iter().enumerate().filter_map(|(place, line)| match line {
        Line::Read(_) => None,
        Line::Unread { id: of, typed } => {
            let cell = |cell: &Arc<str>| if cell.is_empty() { Tree::Null } else { text(&**cell) };
            Some(record([
                ("place", count(u32::try_from(place).unwrap_or(u32::MAX))),
                ("id", id(*of)),
                ("client", cell(&typed.client)),
                ("project", cell(&typed.project)),
                ("introduced", cell(&typed.introduced)),
                ("date", cell(&typed.date)),
                ("amount", cell(&typed.amount)),
                ("pass_through", cell(&typed.pass_through)),
            ]))
        }
    });
    record([
        ("id", list(rows(), |row| id(row.id()))),
        ("client", list(rows(), |row| text(row.work().client.as_str()))),
        ("project", list(rows(), |row| or_null(row.work().project.as_ref(), |name| text(name.as_str())))),
        ("introduced", list(rows(), |row| or_null(row.work().introduced, date))),
        ("date", list(rows(), |row| date(row.work().date))),
        ("amount", list(rows(), |row| money(row.work().amount))),
        ("pass_through", list(rows(), |row| money(row.work().pass_through))),
        ("unread", Tree::List(unread.collect())),
    ])
}

fn joint(joint: &Joint) -> Tree {
    record([
        ("pool", or_null(joint.pool, money)),
        (
            "log",
            list(&joint.log, |entry| {
                let mut tree = contribution(&entry.contribution);
                if let Tree::Record(fields) = &mut tree {
                    fields.insert("id".to_owned(), id(entry.id));
                }
                tree
            }),
        ),
        ("splits", list(&joint.splits, |(of, split)| record([("id", id(*of)), ("split", joint_split(split))]))),
    ])
}

fn party(party: Id) -> Tree {
    text(if party == Side::You.party() { "you" } else { "them" })
}

fn contribution(contribution: &Contribution) -> Tree {
    let by = party(contribution.party());
    match contribution.kind() {
        ContributionKind::Hours { time, hourly, weight } => record([
            ("party", by),
            ("kind", text("hours")),
            ("time", hours(time)),
            ("hourly", money(hourly)),
            ("weight", quantity(weight)),
        ]),
        ContributionKind::Cash { amount, multiplier } => record([
            ("party", by),
            ("kind", text("cash")),
            ("amount", money(amount)),
            ("multiplier", quantity(multiplier)),
        ]),
    }
}

fn joint_split(split: &JointSplit) -> Tree {
    match split {
        JointSplit::Fixed(fixed) => record([
            ("model", text("fixed")),
            ("stakes", list(fixed.stakes(), |(of, stake)| record([("party", party(*of)), ("stake", count(*stake))]))),
        ]),
        JointSplit::Contribution { cash_first } => {
            record([("model", text("contribution")), ("cash_first", Tree::Bool(*cash_first))])
        }
        JointSplit::Shapley(coalitions) => record([
            ("model", text("shapley")),
            ("parties", list(coalitions.parties(), |of| party(*of))),
            (
                "coalitions",
                list(coalitions.stated(), |stated| {
                    record([("members", list(&stated.members, |of| party(*of))), ("worth", money(stated.worth))])
                }),
            ),
        ]),
    }
}

fn partnerships(partnerships: &Partnerships) -> Tree {
    let Partnerships { basis, entries } = partnerships;
    record([
        ("hour", money(basis.hourly())),
        ("start", date(basis.trailing().period().start())),
        ("months", count(basis.trailing().months())),
        ("invest", quantity(basis.thresholds().invest())),
        ("renegotiate", quantity(basis.thresholds().renegotiate())),
        ("fewest", hours(basis.fewest())),
        ("payouts_count", Tree::Bool(basis.payouts_count())),
        ("entries", list(entries.iter(), entry)),
    ])
}

fn entry(entry: &Entry) -> Tree {
    record([
        ("id", id(entry.partnership())),
        ("name", text(entry.name().as_str())),
        ("figures", figures(entry.figures())),
        ("previous", or_null(entry.previous(), figures)),
    ])
}

fn figures(figures: &Figures) -> Tree {
    let strategic = &figures.strategic;
    record([
        ("revenue", money(figures.revenue)),
        ("low", money(strategic.range.low())),
        ("likely", money(strategic.range.likely())),
        ("high", money(strategic.range.high())),
        ("note", or_null(strategic.note.as_ref(), |note| text(note.as_str()))),
        ("upkeep", hours(figures.upkeep)),
        ("money", money(figures.money)),
        ("payouts", money(figures.payouts)),
    ])
}
