//! Workspaces of every kind, and trees with one thing changed.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a failed unwrap is a failed test")]
#![allow(dead_code, reason = "each test file uses some of it")]

use std::sync::Arc;

use chrono::NaiveDate;
use concord_core::account::Settlement;
use concord_core::forecast::{Band, Direction, Estimate, Given, Help, Norm, Offer};
use concord_core::ledger::{Bill, Column, Line, Payment, Refund, Row, Typed, Work};
use concord_core::plan::{Message, Occasion, Plan, Question, Reached, RewardTier, Rewards, Trial, TrialArm, Trigger};
use concord_core::review::{Agreed, Basis, ClientWork, Entry, Figures, StrategicValue, Thresholds, Trailing};
use concord_core::scorecard::{
    Criteria, Criterion, Ending, Indicator, Judgement, Kind, Overlap, OverlapBand, OverlapScale, Partner,
    PastPartnership, Points, Rating, Scorecard, TrackRecord, Weight,
};
use concord_core::split::{CoalitionWorth, Coalitions, Contribution, ContributionKind, FixedSplit, JointSplit};
use concord_core::terms::{
    Accrues, Administration, Base, FeeDue, FixedFee, Hybrid, Minimum, Payer, Percentage, Retainer, Scale, Shortfall,
    Terms, Tier, TierScope, Tiers, Version,
};
use concord_core::tracking::{Contact, Facts, Ledger, Number, Paid, Reward, SourceKind, Tracked};
use concord_core::value::notation::{DateOrder, DecimalSign};
use concord_core::value::{Currency, Hours, Id, Money, Name, Note, Quantity, Range, Rate, Reading, Side};
use concord_core::workspace::{Answer, Command, Logged, Rejection, Table, Tax, Topic, Workspace};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use serde_json::{Value, json};

pub fn positive() -> impl Strategy<Value = Money> {
    prop_oneof![0..=3_000_00_i64, 0..=Money::MAX.minor()].prop_map(|minor| Money::new(minor).unwrap())
}

pub fn any_money() -> impl Strategy<Value = Money> {
    (positive(), any::<bool>()).prop_map(|(amount, negative)| if negative { -amount } else { amount })
}

pub fn rate() -> impl Strategy<Value = Rate> {
    (0..=1_000_000_u32).prop_map(|ppm| Rate::new(ppm).unwrap())
}

pub fn quantity(most: u32) -> impl Strategy<Value = Quantity> {
    (0..=u64::from(most) * 1_000_000).prop_map(|millionths| Quantity::new(millionths).unwrap())
}

pub fn hours() -> impl Strategy<Value = Hours> {
    (0..=Hours::MAX.seconds()).prop_map(|seconds| Hours::new(seconds).unwrap())
}

pub fn name() -> impl Strategy<Value = Name> {
    let text = prop_oneof!["[ -~]{1,20}", "\\PC{1,40}"];
    text.prop_filter_map("a name", |text| Name::new(&text).ok())
}

pub fn date() -> impl Strategy<Value = NaiveDate> {
    let first = NaiveDate::from_ymd_opt(1900, 1, 1).unwrap();
    (0..300 * 365_u64).prop_map(move |days| first + chrono::Days::new(days))
}

pub fn terms() -> impl Strategy<Value = Terms> {
    let due = option::of(positive())
        .prop_map(|over| over.map_or(FeeDue::QualifiedReferral, |over| FeeDue::WonProject { over }));
    let fee = (positive(), due).prop_map(|(amount, due)| Terms::FixedFee(FixedFee::new(amount, due).unwrap()));
    let hybrid = (retainer(), percentage(), option::of(positive()), option::of(positive()));
    prop_oneof![
        fee,
        retainer().prop_map(Terms::Retainer),
        percentage().prop_map(Terms::Percentage),
        hybrid.prop_filter_map("floor within cap", |(retainer, share, floor, cap)| {
            Hybrid::new(retainer, share, floor, cap).ok().map(Terms::Hybrid)
        }),
    ]
}

pub fn retainer() -> impl Strategy<Value = Retainer> {
    let payer =
        prop_oneof![Just(Payer::Receiver), Just(Payer::Introducer), positive().prop_map(|back| Payer::Mutual { back })];
    let shortfall = select(vec![Shortfall::CarriedForward, Shortfall::Credited, Shortfall::Ignored]);
    let minimum = (1..=1_000_u16, shortfall).prop_map(|(count, shortfall)| Minimum::new(count, shortfall).unwrap());
    (positive(), payer, option::of(minimum))
        .prop_map(|(amount, payer, minimum)| Retainer::new(amount, payer, minimum).unwrap())
}

pub fn percentage() -> impl Strategy<Value = Percentage> {
    let scope = || select(vec![TierScope::AgreementYear, TierScope::Project]);
    let scale = prop_oneof![
        rate().prop_map(Scale::Flat),
        (tiers(), scope()).prop_map(|(tiers, scope)| Scale::Marginal(tiers, scope)),
        (tiers(), scope()).prop_map(|(tiers, scope)| Scale::Whole(tiers, scope)),
    ];
    let base = select(vec![Base::Gross, Base::Net]);
    let accrues = select(vec![Accrues::OnPayment, Accrues::OnInvoice]);
    let caps = (option::of(positive()), option::of(positive()));
    (scale, base, accrues, option::of(1..=600_u16), caps).prop_map(|(scale, base, accrues, window, (client, year))| {
        let share = Percentage::new(scale).on(base).accruing(accrues);
        share.within(window).unwrap().capped(client, year).unwrap()
    })
}

pub fn tiers() -> impl Strategy<Value = Tiers> {
    vec((1..1_000_000_i64, rate()), 1..10).prop_map(|steps| {
        let mut from = 0;
        let tiers = steps.into_iter().map(|(step, rate)| {
            let tier = Tier { from: Money::new(from).unwrap(), rate };
            from += step;
            tier
        });
        Tiers::new(tiers.collect()).unwrap()
    })
}

pub fn estimate<T: Copy + Ord + std::fmt::Debug>(
    figure: impl Strategy<Value = T>,
) -> impl Strategy<Value = Option<Estimate<T>>> {
    let source = prop_oneof![Just(Given::Typed), any::<u32>().prop_map(Given::Rows)];
    (vec(figure, 3), any::<[bool; 3]>(), source).prop_map(|(mut figures, [said, low, high], source)| {
        figures.sort_unstable();
        let estimate =
            Estimate::new(figures[1], low.then_some(figures[0]), high.then_some(figures[2]), source).unwrap();
        said.then_some(estimate)
    })
}

pub fn answer() -> impl Strategy<Value = Answer> {
    let norm = vec(rate(), 3).prop_map(|mut rates| {
        rates.sort_unstable();
        Norm { usual: rates[1], band: Band { low: rates[0], high: rates[2] } }
    });
    prop_oneof![
        select(vec![Direction::TheyIntroduce, Direction::YouIntroduce]).prop_map(Answer::Direction),
        estimate(quantity(500)).prop_map(Answer::Introductions),
        estimate(quantity(40)).prop_map(Answer::Projects),
        estimate(positive()).prop_map(Answer::Value),
        estimate(1..=60_u16).prop_map(Answer::Months),
        estimate(rate()).prop_map(Answer::PassThrough),
        estimate(rate()).prop_map(Answer::Margin),
        estimate(rate()).prop_map(Answer::CameAnyway),
        (select(Side::BOTH.to_vec()), option::of(positive())).prop_map(|(side, hour)| Answer::Hour(side, hour)),
        select(Help::ALL.to_vec()).prop_map(Answer::Help),
        option::of(norm).prop_map(Answer::Norm),
    ]
}

/// What a line says: a row, or cells that are none.
#[derive(Clone, Debug)]
pub enum Said {
    Work(Work),
    Cells(Typed),
}

pub fn work() -> impl Strategy<Value = Work> {
    let days = (option::of(0..900_u64), date());
    (name(), option::of(name()), days, any_money(), rate()).prop_map(
        |(client, project, (before, date), amount, part)| {
            let introduced = before.and_then(|before| date.checked_sub_days(chrono::Days::new(before)));
            Work {
                client,
                project,
                introduced: introduced.filter(|day| *day >= NaiveDate::from_ymd_opt(1900, 1, 1).unwrap()),
                date,
                amount,
                pass_through: part.of(amount.max(Money::ZERO)),
            }
        },
    )
}

pub fn said() -> impl Strategy<Value = Said> {
    let cells = vec(prop_oneof![Just(String::new()), ".{0,20}", any::<String>()], 6).prop_map(|texts| {
        let cells = Column::ALL.into_iter().zip(texts);
        Said::Cells(cells.fold(Typed::default(), |typed, (column, text)| typed.with(column, &text)))
    });
    prop_oneof![3 => work().prop_map(Said::Work), 1 => cells]
}

pub fn party() -> impl Strategy<Value = Id> {
    select(Side::BOTH.map(Side::party).to_vec())
}

pub fn contribution() -> impl Strategy<Value = Contribution> {
    let most = 1_000_000;
    let kind = prop_oneof![
        (hours(), positive(), quantity(most)).prop_map(|(time, hourly, weight)| ContributionKind::Hours {
            time,
            hourly,
            weight
        }),
        (positive(), quantity(most)).prop_map(|(amount, multiplier)| ContributionKind::Cash { amount, multiplier }),
    ];
    (party(), kind).prop_map(|(party, kind)| Contribution::new(party, kind).unwrap())
}

pub fn split() -> impl Strategy<Value = JointSplit> {
    let [you, them] = Side::BOTH.map(Side::party);
    let fixed = (any::<u32>(), 1..=u32::MAX, any::<bool>()).prop_map(move |(yours, theirs, swapped)| {
        let mut stakes = vec![(you, yours), (them, theirs)];
        if swapped {
            stakes.reverse();
        }
        JointSplit::Fixed(FixedSplit::new(stakes).unwrap())
    });
    let worths = vec(option::of(any_money()), 3);
    let shapley = (worths, any::<bool>()).prop_filter_map("sums within bounds", move |(worths, swapped)| {
        let parties = if swapped { vec![them, you] } else { vec![you, them] };
        let groups = [vec![you], vec![them], vec![you, them]];
        let stated: Vec<_> = groups
            .into_iter()
            .zip(worths)
            .filter_map(|(members, worth)| Some(CoalitionWorth { members, worth: worth? }))
            .collect();
        Coalitions::new(parties, &stated).ok().map(JointSplit::Shapley)
    });
    prop_oneof![fixed, any::<bool>().prop_map(|cash_first| JointSplit::Contribution { cash_first }), shapley]
}

pub fn note() -> impl Strategy<Value = Note> {
    let text = prop_oneof![3 => Just(String::new()), 1 => "(\\PC|\n|\t){0,60}"];
    text.prop_filter_map("a note", |text| Note::new(&text).ok())
}

/// The usual criteria, or any others. Their ids may be those of other things.
fn criteria() -> impl Strategy<Value = Criteria> {
    let own = vec((name(), 0..=100_00_u16, vec(name(), 1..5), any::<bool>()), 1..6).prop_filter_map(
        "some weight",
        |criteria| {
            let criteria = (1..).zip(criteria).map(|(place, (name, weight, indicators, plain))| {
                let (id, weight) = (Id::from_u128(place * 10), Weight::new(weight).unwrap());
                let indicators =
                    (1..).zip(indicators).map(|(n, name)| Indicator::new(Id::from_u128(place * 10 + n), name));
                if plain {
                    Criterion::plain(id, name, weight)
                } else {
                    Criterion::new(id, name, weight, indicators.collect()).unwrap()
                }
            });
            Criteria::new(criteria.collect()).ok()
        },
    );
    prop_oneof![1 => Just(Criteria::usual()), 2 => own]
}

fn overlap_scale() -> impl Strategy<Value = OverlapScale> {
    (select(Side::BOTH.to_vec()), 1..=99_u8, 1..=99_u8).prop_map(|(scored, one, other)| OverlapScale {
        scored,
        band: OverlapBand::new(one.min(other), one.max(other)).unwrap(),
    })
}

fn past() -> impl Strategy<Value = PastPartnership> {
    (date(), date(), any::<bool>(), option::of(name()), any::<bool>()).prop_map(
        |(one, other, ended, reason, checked)| {
            let ending = ended.then(|| Ending { date: one.max(other), reason });
            PastPartnership::new(one.min(other), ending, checked).unwrap()
        },
    )
}

fn rating() -> impl Strategy<Value = Rating> {
    let exact = (0..=100_u8).prop_map(|points| Rating::Exact(Points::new(points).unwrap()));
    prop_oneof![select(Rating::IN_WORDS.to_vec()), exact]
}

/// A partner without its id: some indicators are judged, counted from the first one.
type Told = (Name, Kind, Vec<(Rating, Note)>, Option<Overlap>, Vec<PastPartnership>, Note);

fn told() -> impl Strategy<Value = Told> {
    let overlap = (0..=100_000_u32, 0..=100_000_u32).prop_flat_map(|(yours, theirs)| {
        (0..=yours.min(theirs)).prop_map(move |shared| Overlap::new(yours, theirs, shared).unwrap())
    });
    let judged = vec((rating(), note()), 0..12);
    (name(), select(Kind::ALL.to_vec()), judged, option::of(overlap), vec(past(), 0..4), note())
}

fn scorecard(criteria: Criteria, scale: OverlapScale, told: Vec<Told>, mut id: impl FnMut() -> Id) -> Scorecard {
    let partners = told.into_iter().map(|(name, kind, judged, overlap, past, note)| {
        let partner = Partner::new(id(), name, kind)
            .with_overlap(overlap)
            .with_track_record(TrackRecord::new(past).unwrap())
            .noted(note);
        let indicators = criteria.list().iter().flat_map(Criterion::indicators);
        indicators.zip(judged).fold(partner, |partner, (indicator, (rating, evidence))| {
            partner.judged(indicator.id(), Judgement { rating, evidence })
        })
    });
    let partners = partners.collect();
    Scorecard::new(criteria, scale, partners).unwrap()
}

pub fn basis() -> impl Strategy<Value = Basis> {
    let steps = (1..=3_000_000_u64, 1..=5_000_000_u64).prop_map(|(renegotiate, more)| {
        let [invest, renegotiate] = [renegotiate + more, renegotiate].map(|step| Quantity::new(step).unwrap());
        Thresholds::new(invest, renegotiate).unwrap()
    });
    let trailing = (date(), 1..=Trailing::MOST_MONTHS, any::<bool>())
        .prop_filter_map("within dates", |(day, months, up_to)| {
            if up_to { Trailing::up_to(day, months) } else { Trailing::from(day, months) }.ok()
        });
    (1..=Money::MAX.minor(), trailing, steps, hours(), any::<bool>()).prop_map(
        |(hourly, trailing, thresholds, fewest, payouts)| {
            let basis = Basis::new(Money::new(hourly).unwrap(), trailing).unwrap();
            basis.deciding_at(thresholds).judging_from(fewest).counting_payouts(payouts)
        },
    )
}

pub fn figures() -> impl Strategy<Value = Figures> {
    let note = prop_oneof!["[ -~\n]{1,30}", "\\PC{1,30}"]
        .prop_map(|text| Note::new(&text).ok().filter(|note| !note.is_empty()));
    let strategic = (vec(any_money(), 3), note).prop_map(|(mut ends, note)| {
        ends.sort_unstable();
        StrategicValue { range: Range::new(ends[0], ends[1], ends[2]).unwrap(), note }
    });
    (any_money(), strategic, hours(), positive(), any_money())
        .prop_map(|(revenue, strategic, upkeep, money, payouts)| Figures { revenue, strategic, upkeep, money, payouts })
}

/// What payouts of some partnerships are counted on, and by the offer at which place.
fn agreement() -> impl Strategy<Value = Option<(Index, ClientWork)>> {
    let most = Agreed::MOST;
    let even = (option::of(1..=most), option::of(0..=most))
        .prop_map(|(projects, introductions)| ClientWork::Even { projects, introductions });
    option::of((any::<Index>(), prop_oneof![even, Just(ClientWork::Rows)]))
}

/// What a ledger is made of.
#[derive(Clone, Debug)]
pub struct LedgerTold {
    contacts: Vec<(Name, u16, [Vec<Version>; 2])>,
    referrals: Vec<(u32, Facts, Option<Index>)>,
    paid: Vec<(Index, Settlement)>,
}

impl LedgerTold {
    /// The ledger; a second contact of one name is left out, and what would be theirs.
    pub fn ledger(self, mut id: impl FnMut() -> Id) -> Ledger {
        let contact = |(name, due_after, [you, them]): (Name, u16, [Vec<Version>; 2])| {
            let contact = Contact::new(id(), name).due_after(due_after).unwrap();
            contact.earning(Side::You, you).unwrap().earning(Side::Them, them).unwrap()
        };
        let contacts: Vec<Contact> = self.contacts.into_iter().map(contact).collect();
        let put = |ledger: Ledger, contact| ledger.with_contacts(vec![contact]).unwrap_or(ledger);
        let ledger = contacts.into_iter().fold(Ledger::default(), put);
        let known: Vec<Id> = ledger.contacts().iter().map(Contact::id).collect();
        let of = |place: Index| (!known.is_empty()).then(|| *place.get(&known));
        let mut number = 0;
        let referrals = self.referrals.into_iter().filter_map(|(step, facts, contact)| {
            number += step;
            // Bills may be more than money can hold together.
            Tracked::new(Number(number), Facts { contact: contact.and_then(of), ..facts }).ok()
        });
        let ledger = ledger.with(referrals.collect()).unwrap();
        let paid = self
            .paid
            .into_iter()
            .filter_map(|(contact, settlement)| Some(Paid { id: id(), contact: of(contact)?, settlement }));
        ledger.with_paid(paid.collect()).unwrap()
    }
}

/// A day of the years in which most is entered.
fn near() -> impl Strategy<Value = NaiveDate> {
    (0..10 * 365_u64).prop_map(|days| NaiveDate::from_ymd_opt(2018, 1, 1).unwrap() + chrono::Days::new(days))
}

/// So many days later, or the last day there is.
fn later(day: NaiveDate, days: u64) -> NaiveDate {
    (day + chrono::Days::new(days)).min(NaiveDate::from_ymd_opt(2199, 12, 31).unwrap())
}

fn versions(terms: BoxedStrategy<Terms>) -> impl Strategy<Value = Vec<Version>> {
    (near(), vec((1..500_u64, terms), 0..4)).prop_map(|(mut from, all)| {
        let version = |(step, terms)| {
            from = later(from, step);
            Version { from, terms }
        };
        all.into_iter().map(version).collect()
    })
}

/// A bill of work that was won on a day: whether there is an invoice, the amount, the part of it that is passed on, and
/// payments as parts of what is left to pay, with what went back of each.
fn bill(won: NaiveDate, amount: BoxedStrategy<Money>) -> impl Strategy<Value = Bill> {
    let refunds = prop_oneof![2 => Just(vec![]).boxed(), 1 => vec((0..300_u64, rate()), 1..3).boxed()];
    let payments = vec((0..400_u64, prop_oneof![Just(Rate::FULL), rate()], refunds), 0..4);
    (any::<bool>(), 0..200_u64, amount, rate(), payments).prop_map(
        move |(has_invoice, after, amount, passed_on, payments)| {
            let first = later(won, after);
            let mut left = amount;
            let payments = payments.into_iter().map(|(after, part, refunds)| {
                let date = later(first, after);
                let paid = if has_invoice { part.of(left) } else { amount };
                left = left.minus(if has_invoice { paid } else { Money::ZERO }).unwrap();
                let mut kept = paid;
                let refunds = refunds.into_iter().map(|(after, part)| {
                    let amount = part.of(kept);
                    kept = kept.minus(amount).unwrap();
                    Refund { date: later(date, after), amount }
                });
                Payment::new(date, paid, refunds.collect()).unwrap()
            });
            let mut payments: Vec<Payment> = payments.collect();
            match payments.pop().filter(|_| !has_invoice) {
                Some(payment) => Bill::payment(payment, passed_on.of(amount)).unwrap(),
                None => Bill::invoice(first, amount, passed_on.of(amount), payments).unwrap(),
            }
        },
    )
}

/// A referral of a known day with any of the steps that may follow; bills only where it was won.
fn facts_of(introduced: NaiveDate, amount: &BoxedStrategy<Money>) -> impl Strategy<Value = Facts> + use<> {
    let after = || option::of(0..500_u64);
    let steps = (after(), after(), after(), after(), after());
    let amount = amount.clone();
    let texts = (name(), option::of(name()), option::of(name()), note());
    let said = (select(Side::BOTH.to_vec()), select(SourceKind::ALL.to_vec()), option::of(amount.clone()));
    (texts, said, steps).prop_flat_map(move |(texts, said, (qualified, won, lost, due, paid))| {
        let (client, project, source, note) = texts;
        let (made_by, kind, expected) = said;
        let qualified = qualified.map(|days| later(introduced, days));
        let won = won.map(|days| later(qualified.unwrap_or(introduced), days));
        let reward = match (due.map(|days| later(introduced, days)), paid) {
            (None, _) => Reward::None,
            (Some(due), None) => Reward::Due(due),
            (Some(due), Some(days)) => Reward::Paid { due, paid: later(due, days) },
        };
        let lost = lost.map(|days| later(introduced, days));
        let facts = Facts { project, made_by, kind, source, expected, ..Facts::new(client, introduced) };
        let facts = Facts { qualified, won, lost, reward, note, ..facts };
        let bills = match won {
            Some(won) => vec(bill(won, amount.clone()), 0..3).boxed(),
            None => Just(vec![]).boxed(),
        };
        bills.prop_map(move |bills| Facts { bills, ..facts.clone() })
    })
}

/// What a ledger of so many referrals at most is made of, with such terms and amounts.
pub fn ledger_of(
    terms: impl Strategy<Value = Terms> + 'static,
    amount: impl Strategy<Value = Money> + 'static,
    most: usize,
) -> impl Strategy<Value = LedgerTold> {
    let (terms, amount) = (terms.boxed(), amount.boxed());
    let contact = (name(), 0..=Contact::LATEST_DUE, [versions(terms.clone()), versions(terms)]);
    let introduced = prop_oneof![9 => near().boxed(), 1 => date().boxed()];
    let of_amount = amount.clone();
    let facts = introduced.prop_flat_map(move |day| facts_of(day, &of_amount));
    let one = Money::new(1).unwrap();
    let settlement = (select(Side::BOTH.to_vec()), near(), amount).prop_map(move |(payer, date, amount)| Settlement {
        payer,
        date,
        amount: amount.max(one),
    });
    let referrals = vec((1..5_u32, facts, option::weighted(0.8, any::<Index>())), 0..most);
    (vec(contact, 0..4), referrals, vec((any::<Index>(), settlement), 0..5))
        .prop_map(|(contacts, referrals, paid)| LedgerTold { contacts, referrals, paid })
}

/// Whom a plan names: a referral without a reward, or a contact who was written to.
pub type NamedTold = (Index, bool, Reached);

/// A referral program, and whom of a ledger it names.
pub fn plan_told() -> impl Strategy<Value = (Plan, Vec<NamedTold>)> {
    let rewards = (
        date(),
        select(Trigger::ALL.to_vec()),
        0..=Rewards::LATEST,
        vec((positive(), name(), option::of(positive())), 1..4),
    );
    let rewards = rewards.prop_map(|(from, trigger, within, mut tiers)| {
        tiers.sort_by_key(|(from, ..)| *from);
        tiers.dedup_by_key(|(from, ..)| *from);
        tiers[0].0 = Money::ZERO;
        let tiers = tiers.into_iter().map(|(from, reward, cost)| RewardTier { from, reward, cost });
        Rewards::new(from, trigger, within, tiers.collect()).ok()
    });
    let message = (name(), note()).prop_map(|(subject, body)| {
        let plain = |text: &str| text.replace(['{', '}'], "");
        Message::new(&plain(subject.as_str()), &(plain(body.as_str()) + " {first name}, {Reward}")).ok()
    });
    let arm = (name(), 0..=Trial::MOST_PEOPLE, 0..=Trial::MOST_DAYS, 0..=Trial::MOST_REFERRALS);
    let arm = arm.prop_map(|(name, people, days, referrals)| TrialArm { name, people, days, referrals });
    let trial = (name(), vec(arm, 0..=Trial::MOST_ARMS)).prop_map(|(name, arms)| Trial::new(name, arms).unwrap());
    let answers = vec((select(Question::ALL.to_vec()), note()), 0..12);
    let messages = vec((select(Occasion::ALL.to_vec()), message), 0..6);
    let reached = (option::of(date()), option::of(date())).prop_map(|(thanked, asked)| Reached { thanked, asked });
    let named = vec((any::<Index>(), any::<bool>(), reached), 0..6);
    let rest = (option::of(name()), option::of(rewards), 1..=Plan::LATEST_ASK, vec(trial, 0..3));
    (answers, messages, rest, named).prop_map(|(answers, messages, (signed, rewards, every, trials), named)| {
        let plan = Plan::default().signed_by(signed).with_rewards(rewards.flatten()).asking_every(every).unwrap();
        let plan = answers.into_iter().fold(plan, |plan, (question, answer)| plan.with_answer(question, answer));
        let plan = messages.into_iter().fold(plan, |plan, (of, message)| plan.with_message(of, message));
        (plan.with_trials(trials).unwrap(), named)
    })
}

/// The plan that names these of the ledger.
fn naming(plan: Plan, named: Vec<NamedTold>, ledger: &Ledger) -> Plan {
    let numbers: Vec<Number> = ledger.referrals().iter().map(Tracked::number).collect();
    named.into_iter().fold(plan, |plan, (place, is_excused, reached)| {
        let plan = if numbers.is_empty() { plan } else { plan.excusing(*place.get(&numbers), is_excused) };
        match ledger.contacts().as_slice() {
            [] => plan,
            contacts => plan.with_reached(place.get(contacts).id(), reached).unwrap(),
        }
    })
}

/// An offer without its id.
#[derive(Clone, Debug)]
pub struct Described {
    name: Option<Name>,
    terms: Terms,
    administration: Option<Administration>,
    aside: bool,
}

impl Described {
    pub fn under(self, id: Id) -> Offer {
        let Described { name, terms, administration, aside } = self;
        Offer { id, name, terms, administration, aside }
    }
}

pub fn offer() -> impl Strategy<Value = Described> {
    let administration = option::of((hours(), hours()));
    let administration =
        administration.prop_map(|hours| hours.map(|(monthly, per_referral)| Administration { monthly, per_referral }));
    (option::of(name()), terms(), administration, any::<bool>())
        .prop_map(|(name, terms, administration, aside)| Described { name, terms, administration, aside })
}

/// What happens to offers later: to which, after how many days, and what it is then; none where it is taken off.
pub type Edits = Vec<(Index, u64, Option<Described>)>;

pub fn edits() -> impl Strategy<Value = Edits> {
    vec((any::<Index>(), 0..3_u64, option::weighted(0.8, offer())), 0..12)
}

/// The workspace with something else on its table; what is refused changes nothing.
pub fn with_table(workspace: &Workspace, table: Result<Table, Rejection>) -> Workspace {
    table.and_then(|table| workspace.apply(Command::SetTable(table))).unwrap_or_else(|_| workspace.clone())
}

/// The first day of all edits.
pub fn first_day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 1, 1).unwrap()
}

/// The workspace after each of these edits of offers with these ids, with the day of each.
pub fn edited(workspace: Workspace, ids: &[Id], edits: Edits) -> Vec<(NaiveDate, Workspace)> {
    let mut day = first_day();
    let mut after = vec![(day, workspace)];
    for (which, days, is) in edits.into_iter().filter(|_| !ids.is_empty()) {
        day = day + chrono::Days::new(days);
        let (id, last) = (*which.get(ids), &after[after.len() - 1].1);
        let table = match is {
            Some(is) => last.table().put(is.under(id), day),
            None => last.table().without(id, day),
        };
        let next = with_table(last, table);
        after.push((day, next));
    }
    after
}

prop_compose! {
    /// Any workspace that commands can make.
    pub fn workspace()(
        code in select(vec!["USD", "EUR", "JPY", "KWD"]),
        tax in select(vec![Tax::Before, Tax::After]),
        topic in select(vec![Topic::Introductions, Topic::JointWork]),
        decimal in select(vec![DecimalSign::Point, DecimalSign::Comma]),
        dates in select(vec![DateOrder::DayFirst, DateOrder::MonthFirst]),
        partner in option::of(name()),
        answers in vec(answer(), 0..15),
        offers in vec(offer(), 0..8),
        edits in edits(),
        lines in vec(said(), 0..20),
        (pool, log, splits) in (option::of(any_money()), vec(contribution(), 0..8), vec(split(), 0..6)),
        (criteria, scale, told) in (criteria(), overlap_scale(), vec(told(), 0..6)),
        ledger in option::of(ledger_of(terms(), positive(), 8)),
        plan in option::of(plan_told()),
        (basis, entries) in (option::of(basis()), vec((name(), figures(), option::of(figures()), agreement()), 0..6)),
        spread in any::<u64>(),
    ) -> Workspace {
        // Ids in no order; an odd factor keeps them apart.
        let mut ids = (1_u128..).map(|count| Id::from_u128(count.wrapping_mul(u128::from(spread) << 64 | 1)));
        let mut id = || ids.next().unwrap();
        let mut commands = vec![
            Command::SetTax(tax),
            Command::SetTopic(topic),
            Command::set_reading(Reading { decimal, dates }),
            Command::SetPartner(partner),
            Command::set_pool(pool),
        ];
        commands.extend(answers.into_iter().map(Command::Answer));
        let given: Vec<Id> = offers.iter().map(|_| id()).collect();
        let first = Workspace::new(Currency::new(code).unwrap(), [(); 4].map(|()| id()));
        let put = |workspace: Workspace, (&id, described): (&Id, Described)| {
            with_table(&workspace, workspace.table().put(described.under(id), first_day()))
        };
        let first = given.iter().zip(offers).fold(first, put);
        let (_, first) = edited(first, &given, edits).pop().unwrap();
        let lines = lines.into_iter().map(|said| match said {
            Said::Work(work) => Line::Read(Row::new(id(), work).unwrap()),
            Said::Cells(typed) => Line::Unread { id: id(), typed },
        });
        commands.push(Command::add_lines(lines.collect()));
        commands.extend(log.into_iter().map(|contribution| Command::put_logged(Logged { id: id(), contribution })));
        commands.extend(splits.into_iter().map(|split| Command::put_split(id(), split)));
        commands.push(Command::set_scorecard(Arc::new(scorecard(criteria, scale, told, &mut id))));
        commands.extend(ledger.map(|told| Command::set_ledger(Arc::new(told.ledger(&mut id)))));
        commands.extend(basis.map(Command::set_basis));
        commands.extend(entries.into_iter().map(|(name, figures, previous, agreement)| {
            let agreed = agreement.filter(|_| !given.is_empty());
            let agreed = agreed.map(|(place, work)| Agreed::new(*place.get(&given), work).unwrap());
            let entry = Entry::new(id(), name, figures, previous).unwrap();
            Command::put_entry(entry.agreeing(agreed))
        }));
        // A command that makes no sense here changes nothing.
        let apply = |workspace: Workspace, command| workspace.apply(command).unwrap_or(workspace);
        let workspace = commands.into_iter().fold(first, apply);
        let workspace = match plan {
            Some((plan, named)) => {
                let plan = naming(plan, named, &workspace.ledger());
                apply(workspace, Command::set_plan(plan))
            }
            None => workspace,
        };
        match workspace.list().referrals().summary() {
            Some(summary) => apply(workspace, Command::answer_from_rows(summary)),
            None => workspace,
        }
    }
}

/// Every place in a tree but its root, as a JSON pointer.
pub fn places(tree: &Value) -> Vec<String> {
    let inside = |key: String, value: &Value| {
        let deeper = places(value).into_iter().map(|rest| format!("/{key}{rest}")).collect::<Vec<_>>();
        [format!("/{key}")].into_iter().chain(deeper)
    };
    match tree {
        Value::Object(fields) => fields.iter().flat_map(|(key, value)| inside(key.clone(), value)).collect(),
        Value::Array(items) => items.iter().enumerate().flat_map(|(at, value)| inside(at.to_string(), value)).collect(),
        _ => Vec::new(),
    }
}

/// The tree without the field at `place`; nothing for an item of a list.
pub fn without(tree: &Value, place: &str) -> Option<Value> {
    let (record, field) = place.rsplit_once('/')?;
    let mut tree = tree.clone();
    tree.pointer_mut(record)?.as_object_mut()?.remove(field)?;
    Some(tree)
}

/// The tree with something of each other type at `place`.
pub fn retyped(tree: &Value, place: &str) -> Vec<Value> {
    let others = [json!(null), json!(true), json!(1.5), json!(7), json!("?"), json!([]), json!({})];
    let found = tree.pointer(place).unwrap();
    others
        .into_iter()
        .filter(|other| std::mem::discriminant(other) != std::mem::discriminant(found) || *other == json!(1.5))
        .map(|other| {
            let mut tree = tree.clone();
            *tree.pointer_mut(place).unwrap() = other;
            tree
        })
        .collect()
}
