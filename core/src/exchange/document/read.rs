//! Trees as values: every field is taken before any is needed, so that one problem does not hide the next.

use std::collections::BTreeMap;
use std::fmt;
use std::iter;
use std::sync::Arc;

use crate::exchange::{Ids, Node};
use crate::forecast::{Answers, Band, Direction, Estimate, Evidence, Given, Help, Norm, Offer};
use crate::ledger::{CellProblem, Line, List, Row, Typed, Work};
use crate::review::{Basis, Entry, Figures, StrategicValue, Thresholds, Trailing};
use crate::split::{CoalitionWorth, Coalitions, Contribution, ContributionKind, FixedSplit, JointSplit};
use crate::terms::{
    Accrues, Administration, Base, FeeDue, FixedFee, Hybrid, Minimum, Payer, Percentage, Retainer, Scale, Shortfall,
    Terms, Tier, TierScope, Tiers,
};
use crate::value::notation::{DateOrder, DecimalSign};
use crate::value::{Currency, Id, Money, Note, Range, Reading, Side, Sides};
use crate::workspace::{Joint, Logged, Partnerships, Rejection, Tax, Topic, Workspace};

pub(super) fn workspace(at: Node<'_>) -> Option<Workspace> {
    let mut ids = Ids::default();
    let mut record = at.record()?;
    let currency = record.field("currency").parse(Currency::new);
    let tax = tax(record.field("tax"));
    let reading = reading(record.field("reading"));
    let partner = record.field("partner").optional(|at| at.name());
    let topic =
        record.field("topic").one_of(&[("introductions", Topic::Introductions), ("joint-work", Topic::JointWork)]);
    let answers = answers(record.field("answers"));
    let offers = record.field("offers");
    let offers = offers
        .list(|at| offer(at, &mut ids))
        .and_then(|list| offers.check(within(list, Workspace::MOST_OFFERS, Rejection::TooManyOffers)));
    let list = list(record.field("list"), &mut ids);
    let joint = joint(record.field("joint"), &mut ids);
    let partnerships = record.field("partnerships").optional(|at| partnerships(at, &mut ids));
    record.finish();
    let (currency, reading) = (currency?, reading?);
    let workspace = Workspace {
        currency,
        tax: tax?,
        reading,
        partner: partner?,
        topic: topic?,
        answers: Arc::new(answers?),
        offers: Arc::new(offers?),
        // A line that was mended in the file, or that an older version could not read yet, counts from now on.
        list: list?.read_again(reading, currency),
        joint: Arc::new(joint?),
        partnerships: partnerships?,
    };
    at.check(workspace.short_enough())
}

pub(in crate::exchange) fn within<T>(list: Vec<T>, most: usize, rejection: Rejection) -> Result<Vec<T>, Rejection> {
    if list.len() > most { Err(rejection) } else { Ok(list) }
}

fn reading(at: Node<'_>) -> Option<Reading> {
    let mut record = at.record()?;
    let decimal = record.field("decimal").one_of(&[("point", DecimalSign::Point), ("comma", DecimalSign::Comma)]);
    let dates =
        record.field("dates").one_of(&[("day-first", DateOrder::DayFirst), ("month-first", DateOrder::MonthFirst)]);
    record.finish();
    Some(Reading { decimal: decimal?, dates: dates? })
}

fn answers(at: Node<'_>) -> Option<Answers> {
    let mut record = at.record()?;
    let direction = record
        .field("direction")
        .one_of(&[("they-introduce", Direction::TheyIntroduce), ("you-introduce", Direction::YouIntroduce)]);
    let introductions = record.field("introductions").optional(|at| estimate(at, |at| at.quantity()));
    let projects = record.field("projects").optional(|at| estimate(at, |at| at.quantity()));
    let value = record.field("value").optional(|at| estimate(at, positive));
    let months = record.field("months").optional(|at| estimate(at, |at| at.integer(1..=Answers::MOST_MONTHS)));
    let pass_through = record.field("pass_through").optional(|at| estimate(at, |at| at.rate()));
    let margin = record.field("margin").optional(|at| estimate(at, |at| at.rate()));
    let came_anyway = record.field("came_anyway").optional(|at| estimate(at, |at| at.rate()));
    let your_hour = record.field("your_hour").optional(positive);
    let their_hour = record.field("their_hour").optional(positive);
    let help = help(record.field("help"));
    let norm = record.field("norm").optional(|at| norm(at));
    let counted = record.field("counted").optional(|at| evidence(at));
    record.finish();
    let answers = Answers {
        direction: direction?,
        introductions: introductions?,
        projects: projects?,
        value: value?,
        months: months?,
        pass_through: pass_through?,
        margin: margin?,
        came_anyway: came_anyway?,
        hour: Sides { you: your_hour?, them: their_hour? },
        help: help?,
        norm: norm?,
        counted: counted?,
    };
    at.check(answers.check()).map(|()| answers)
}

pub(in crate::exchange) fn help(at: Node<'_>) -> Option<Help> {
    at.one_of(&[("lead", Help::Lead), ("active", Help::Active), ("subcontract", Help::Subcontract)])
}

pub(in crate::exchange) fn tax(at: Node<'_>) -> Option<Tax> {
    at.one_of(&[("before", Tax::Before), ("after", Tax::After)])
}

/// An amount of zero or more.
pub(in crate::exchange) fn positive(at: Node<'_>) -> Option<Money> {
    let amount = at.money()?;
    at.check(if amount.is_negative() { Err("an amount cannot be below zero here") } else { Ok(amount) })
}

pub(in crate::exchange) fn estimate<T: Copy + Ord>(
    at: Node<'_>,
    read: impl Fn(Node<'_>) -> Option<T>,
) -> Option<Estimate<T>> {
    let mut record = at.record()?;
    let likely = read(record.field("likely"));
    let low = record.field("low").optional(&read);
    let high = record.field("high").optional(&read);
    let rows = record.field("rows").optional(|at| at.integer(0..=u32::MAX));
    record.finish();
    let source = rows?.map_or(Given::Typed, Given::Rows);
    at.check(Estimate::new(likely?, low?, high?, source))
}

pub(in crate::exchange) fn norm(at: Node<'_>) -> Option<Norm> {
    let mut record = at.record()?;
    let usual = record.field("usual").rate();
    let low = record.field("low").rate();
    let high = record.field("high").rate();
    record.finish();
    Some(Norm { usual: usual?, band: Band { low: low?, high: high? } })
}

pub(in crate::exchange) fn evidence(at: Node<'_>) -> Option<Evidence> {
    let mut record = at.record()?;
    let introductions = record.field("introductions").integer(0..=u32::MAX);
    let projects = record.field("projects").integer(0..=u32::MAX);
    record.finish();
    Some(Evidence { introductions: introductions?, projects: projects? })
}

pub(in crate::exchange) fn offer(at: Node<'_>, ids: &mut Ids) -> Option<Offer> {
    let mut record = at.record()?;
    let id = record.field("id").new_id(ids);
    let name = record.field("name").optional(|at| at.name());
    let terms = terms(record.field("terms"));
    let administration = record.field("administration").optional(|at| administration(at));
    record.finish();
    Some(Offer { id: id?, name: name?, terms: terms?, administration: administration? })
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

fn list(at: Node<'_>, ids: &mut Ids) -> Option<List> {
    let mut record = at.record()?;
    let id = record.field("id").list(|at| at.new_id(ids));
    let client = record.field("client").list(|at| at.name());
    let project = record.field("project").list(|at| at.optional(|at| at.name()));
    let introduced = record.field("introduced").list(|at| at.optional(|at| at.date()));
    let date = record.field("date").list(|at| at.date());
    let amount = record.field("amount").list(|at| at.money());
    let pass_through = record.field("pass_through").list(|at| at.money());
    let unread = record.field("unread").list(|at| unread(at, ids));
    record.finish();
    let (id, client, project, introduced) = (id?, client?, project?, introduced?);
    let (date, amount, pass_through) = (date?, amount?, pass_through?);
    let rows = id.len();
    let lengths = [client.len(), project.len(), introduced.len(), date.len(), amount.len(), pass_through.len()];
    if lengths.iter().any(|length| *length != rows) {
        return at.check(Err("the columns of the list are not equally long"));
    }
    let work = client.into_iter().zip(project).zip(introduced).zip(date).zip(amount).zip(pass_through);
    let work = work.map(|(((((client, project), introduced), date), amount), pass_through)| Work {
        client,
        project,
        introduced,
        date,
        amount,
        pass_through,
    });
    let read: Vec<Option<Line>> = (0..)
        .zip(id.into_iter().zip(work))
        .map(|(place, (id, work))| at.check(Row::new(id, work).map_err(|problems| Contradiction { place, problems })))
        .map(|row| row.map(Line::Read))
        .collect();
    let mut read = read.into_iter().collect::<Option<Vec<Line>>>()?.into_iter();
    let unread = unread?;
    let apart = unread.len();
    let mut unread: BTreeMap<usize, Line> = unread.into_iter().collect();
    if unread.len() != apart {
        return at.check(Err("two unread lines have the same place"));
    }
    let total = rows + unread.len();
    let mut lines = Vec::with_capacity(total);
    for place in 0..total {
        let line = match unread.remove(&place) {
            Some(line) => line,
            None => match read.next() {
                Some(row) => row,
                None => return at.check(Err("the places of unread lines leave a gap")),
            },
        };
        lines.push(line);
    }
    let lines = at.check(within(lines, Workspace::MOST_ROWS, Rejection::TooManyRows))?;
    at.check(List::default().with_added(lines).map_err(Rejection::DuplicateId))
}

/// Why the row at a place of the columns is none.
struct Contradiction {
    /// Counted from 0, as in paths.
    place: usize,
    problems: Vec<CellProblem>,
}

impl fmt::Display for Contradiction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "row {}", self.place)?;
        self.problems
            .iter()
            .zip([": "].into_iter().chain(iter::repeat("; ")))
            .try_for_each(|(problem, separator)| write!(f, "{separator}{}", problem.error))
    }
}

fn unread(at: Node<'_>, ids: &mut Ids) -> Option<(usize, Line)> {
    let mut record = at.record()?;
    let place = record.field("place").integer(0..=u32::MAX);
    let id = record.field("id").new_id(ids);
    let mut cell = |name| record.field(name).optional(|at| at.text()).map(|text| Arc::from(text.unwrap_or_default()));
    let client = cell("client");
    let project = cell("project");
    let introduced = cell("introduced");
    let date = cell("date");
    let amount = cell("amount");
    let pass_through = cell("pass_through");
    record.finish();
    let typed = Typed {
        client: client?,
        project: project?,
        introduced: introduced?,
        date: date?,
        amount: amount?,
        pass_through: pass_through?,
    };
    Some((usize::try_from(place?).ok()?, Line::Unread { id: id?, typed }))
}

fn joint(at: Node<'_>, ids: &mut Ids) -> Option<Joint> {
    let mut record = at.record()?;
    let pool = record.field("pool").optional(|at| at.money());
    let log = record.field("log");
    let log = log
        .list(|at| logged(at, ids))
        .and_then(|list| log.check(within(list, Workspace::MOST_LOGGED, Rejection::TooManyLogged)));
    let splits = record.field("splits");
    let splits = splits
        .list(|at| {
            let mut record = at.record()?;
            let id = record.field("id").new_id(ids);
            let split = joint_split(record.field("split"));
            record.finish();
            Some((id?, split?))
        })
        .and_then(|list| splits.check(within(list, Workspace::MOST_OFFERS, Rejection::TooManyOffers)));
    record.finish();
    Some(Joint { pool: pool?, log: log?, splits: splits? })
}

fn party(at: Node<'_>) -> Option<Id> {
    at.one_of(&[("you", Side::You.party()), ("them", Side::Them.party())])
}

fn logged(at: Node<'_>, ids: &mut Ids) -> Option<Logged> {
    let mut record = at.record()?;
    let id = record.field("id").new_id(ids);
    let by = party(record.field("party"));
    let is_cash = record.field("kind").one_of(&[("hours", false), ("cash", true)])?;
    let kind = if is_cash {
        let amount = record.field("amount").money();
        let multiplier = record.field("multiplier").quantity();
        amount.zip(multiplier).map(|(amount, multiplier)| ContributionKind::Cash { amount, multiplier })
    } else {
        let time = record.field("time").hours();
        let hourly = record.field("hourly").money();
        let weight = record.field("weight").quantity();
        time.zip(hourly).zip(weight).map(|((time, hourly), weight)| ContributionKind::Hours { time, hourly, weight })
    };
    record.finish();
    let contribution = at.check(Contribution::new(by?, kind?))?;
    Some(Logged { id: id?, contribution })
}

#[derive(Clone, Copy)]
enum SplitModel {
    Fixed,
    Contribution,
    Shapley,
}

fn joint_split(at: Node<'_>) -> Option<JointSplit> {
    let mut record = at.record()?;
    let model = record.field("model").one_of(&[
        ("fixed", SplitModel::Fixed),
        ("contribution", SplitModel::Contribution),
        ("shapley", SplitModel::Shapley),
    ])?;
    let split = match model {
        SplitModel::Fixed => {
            let stakes = record.field("stakes").list(|at| {
                let mut record = at.record()?;
                let of = party(record.field("party"));
                let stake = record.field("stake").integer(0..=u32::MAX);
                record.finish();
                Some((of?, stake?))
            });
            stakes.and_then(|stakes| record.check(FixedSplit::new(stakes))).map(JointSplit::Fixed)
        }
        SplitModel::Contribution => {
            record.field("cash_first").boolean().map(|cash_first| JointSplit::Contribution { cash_first })
        }
        SplitModel::Shapley => {
            let parties = record.field("parties").list(party);
            let stated = record.field("coalitions").list(|at| {
                let mut record = at.record()?;
                let members = record.field("members").list(party);
                let worth = record.field("worth").money();
                record.finish();
                Some(CoalitionWorth { members: members?, worth: worth? })
            });
            parties
                .zip(stated)
                .and_then(|(parties, stated)| record.check(Coalitions::new(parties, &stated)))
                .map(JointSplit::Shapley)
        }
    };
    record.finish();
    split
}

fn partnerships(at: Node<'_>, ids: &mut Ids) -> Option<Partnerships> {
    let mut record = at.record()?;
    let hour = record.field("hour").money();
    let start = record.field("start").date();
    let months = record.field("months").integer(1..=Trailing::MOST_MONTHS);
    let invest = record.field("invest").quantity();
    let renegotiate = record.field("renegotiate").quantity();
    let fewest = record.field("fewest").hours();
    let payouts_count = record.field("payouts_count").boolean();
    let entries = record.field("entries");
    let entries = entries
        .list(|at| entry(at, ids))
        .and_then(|list| entries.check(within(list, Workspace::MOST_PARTNERSHIPS, Rejection::TooManyPartnerships)));
    record.finish();
    let trailing = at.check(Trailing::from(start?, months?));
    let thresholds = at.check(Thresholds::new(invest?, renegotiate?));
    let basis = at.check(Basis::new(hour?, trailing?))?;
    let basis = basis.deciding_at(thresholds?).judging_from(fewest?).counting_payouts(payouts_count?);
    Some(Partnerships { basis, entries: Arc::new(entries?) })
}

fn entry(at: Node<'_>, ids: &mut Ids) -> Option<Entry> {
    let mut record = at.record()?;
    let id = record.field("id").new_id(ids);
    let name = record.field("name").name();
    let now = figures(record.field("figures"));
    let previous = record.field("previous").optional(|at| figures(at));
    record.finish();
    at.check(Entry::new(id?, name?, now?, previous?))
}

fn figures(at: Node<'_>) -> Option<Figures> {
    let mut record = at.record()?;
    let revenue = record.field("revenue").money();
    let low = record.field("low").money();
    let likely = record.field("likely").money();
    let high = record.field("high").money();
    let note = record.field("note").optional(|at| at.parse(Note::new)).map(|note| note.filter(|note| !note.is_empty()));
    let upkeep = record.field("upkeep").hours();
    let money = record.field("money").money();
    let payouts = record.field("payouts").money();
    record.finish();
    let range = at.check(Range::new(low?, likely?, high?))?;
    let strategic = StrategicValue { range, note: note? };
    Some(Figures { revenue: revenue?, strategic, upkeep: upkeep?, money: money?, payouts: payouts? })
}
