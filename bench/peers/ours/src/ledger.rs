//! A ledger of referrals that look like chance, the same every time, and its figures after an edit.

use std::fmt::Write;
use std::sync::Arc;

use chrono::{Days, NaiveDate};
use concord_core::ledger::{Bill, Payment, Refund};
use concord_core::review::{Basis, Entry, Figures, StrategicValue, Trailing};
use concord_core::terms::{Percentage, Scale, Terms};
use concord_core::tracking::{
    Contact, Facts, Ledger, Number, Origin, Source, SourceKind, SourceOf, Sources, Stage, Standing, Standings, Tracked,
};
use concord_core::value::{Hours, Id, Money, Name, OutOfRange, Rate, Side};
use serde_json::{Value, json};
use wasm_bindgen::prelude::wasm_bindgen;

const CONTACTS: u32 = 50;
const START: NaiveDate = NaiveDate::from_ymd_opt(2023, 1, 1).unwrap();
const TODAY: NaiveDate = NaiveDate::from_ymd_opt(2026, 1, 1).unwrap();

/// A ledger, and what is shown of it.
#[wasm_bindgen]
pub struct Referrals {
    ledger: Ledger,
    standings: Standings,
    sources: Sources,
    shown: Option<Shown>,
}

/// What every contact is owed, where referrals come from, and what a partnership brings for what it takes.
struct Shown {
    standings: Vec<Arc<Standing>>,
    sources: Vec<Source>,
    efficiency: i128,
}

#[wasm_bindgen]
impl Referrals {
    /// So many referrals; nothing if they were out of range.
    #[must_use]
    pub fn generated(rows: u32) -> Option<Referrals> {
        let ledger = generated(rows)?;
        let (standings, sources) = (Standings::of(&ledger, TODAY), Sources::of(&ledger, SourceOf::Kind));
        Some(Referrals { ledger, standings, sources, shown: None })
    }

    /// Another amount in cents for the payment of a referral, by its row from 0. Whether it has one.
    pub fn edit(&mut self, row: u32, cents: u32) -> bool {
        let edited = self.ledger.referral(Number(row + 1)).and_then(|tracked| paid(tracked, cents));
        let ledger = edited.and_then(|tracked| self.ledger.with(vec![tracked]).ok());
        ledger.map(|ledger| self.ledger = ledger).is_some()
    }

    /// Brings the figures up to date with the ledger, by what is other.
    pub fn follow(&mut self) {
        self.standings.follow(&self.ledger);
        self.sources.follow(&self.ledger);
        self.shown = shown(&self.standings, &self.sources).ok();
    }

    /// Works the figures out from nothing.
    pub fn anew(&mut self) {
        let (standings, sources) = (Standings::of(&self.ledger, TODAY), Sources::of(&self.ledger, SourceOf::Kind));
        self.shown = shown(&standings, &sources).ok();
    }

    /// The figures that every peer has, as JSON: amounts in cents, the ratio in millionths.
    #[must_use]
    pub fn figures(&self) -> String {
        let Some(shown) = &self.shown else { return Value::Null.to_string() };
        let source = |source: &Source| {
            let tally = &source.tally;
            let kind = SourceKind::ALL.iter().position(|kind| source.origin == Some(Origin::Kind(*kind)));
            let (won, lost) = (tally.decided().won, tally.decided().lost);
            let value = tally.value().minor();
            json!([kind, tally.referrals(), tally.qualified(), won, lost, value, source.valued])
        };
        let mut sources: Vec<Value> = shown.sources.iter().map(source).collect();
        sources.sort_by_key(|source| source.pointer("/0").and_then(Value::as_u64));
        let owed = shown.standings.iter().map(|standing| standing.balance.owed.them.payable.minor());
        json!({ "owed": owed.collect::<Vec<_>>(), "sources": sources, "per": shown.efficiency as i64 }).to_string()
    }

    /// The referrals as CSV for the peers: days from the first one, amounts in cents, -1 where there is none.
    #[must_use]
    pub fn columns(&self) -> String {
        let mut text =
            String::from("contact,by_them,kind,qualified,stage,expected,paid_day,paid,refund_day,refunded\n");
        let day = |date: NaiveDate| (date - START).num_days();
        for tracked in self.ledger.referrals().iter() {
            let payment = tracked.bills().iter().flat_map(Bill::payments).next();
            let refund = payment.and_then(|payment| payment.refunds().first());
            let _ = writeln!(
                text,
                "{},{},{},{},{},{},{},{},{},{}",
                tracked.contact().map_or(-1, |id| id.as_u128() as i64 - 1),
                u8::from(tracked.made_by() == Side::Them),
                SourceKind::ALL.iter().position(|kind| *kind == tracked.kind()).unwrap_or_default(),
                u8::from(tracked.qualified().is_some()),
                Stage::ALL.iter().position(|stage| *stage == tracked.stage()).unwrap_or_default(),
                tracked.expected().map_or(-1, Money::minor),
                payment.map_or(-1, |payment| day(payment.date())),
                payment.map_or(0, |payment| payment.amount().minor()),
                refund.map_or(-1, |refund| day(refund.date)),
                refund.map_or(0, |refund| refund.amount.minor()),
            );
        }
        text
    }
}

/// The same with another amount in its payment, and what went back of it.
fn paid(tracked: &Tracked, cents: u32) -> Option<Tracked> {
    let payment = tracked.bills().first()?.payments().first()?;
    let payment = Payment::new(payment.date(), Money::new(cents.into()).ok()?, payment.refunds().to_vec()).ok()?;
    let bill = Bill::payment(payment, Money::ZERO).ok()?;
    tracked.with(|facts| facts.bills = vec![bill]).ok()
}

fn shown(standings: &Standings, sources: &Sources) -> Result<Shown, OutOfRange> {
    let standings_now = standings.each().into_iter().collect::<Result<Vec<_>, OutOfRange>>()?;
    let partner = Id::from_u128(1);
    let trailing = Trailing::up_to(TODAY, 12).map_err(|_| OutOfRange)?;
    let figures = Figures {
        revenue: standings.brought(partner, trailing.period())?.revenue,
        strategic: StrategicValue::none(),
        upkeep: Hours::hundredths(40_00),
        money: Money::new(500_00)?,
        payouts: standings_now.first().map(|first| first.balance.owed.them.payable).unwrap_or_default(),
    };
    let name = Name::new("Contact").map_err(|_| OutOfRange)?;
    let entry = Entry::new(partner, name, figures, None).map_err(|_| OutOfRange)?;
    let basis = Basis::new(Money::new(150_00)?, trailing).map_err(|_| OutOfRange)?;
    let efficiency = entry.review(&basis)?.efficiency.map_or(0, |efficiency| efficiency.rounded(6));
    Ok(Shown { standings: standings_now, sources: sources.each()?, efficiency })
}

fn generated(rows: u32) -> Option<Ledger> {
    let contact = |number: u32| {
        let contact = Contact::new(Id::from_u128(number.into()), Name::new(&format!("Contact {number}")).ok()?);
        let share = Terms::Percentage(Percentage::new(Scale::Flat(Rate::percent(10))));
        contact.agreed(Side::Them, START, share).ok()
    };
    let contacts = (1..=CONTACTS).map(contact).collect::<Option<Vec<Contact>>>()?;
    let referrals = (0..rows).map(referral).collect::<Option<Vec<Tracked>>>()?;
    Ledger::new(contacts, referrals, Vec::new()).ok()
}

/// Of a hundred 45 are won, four in five of those paid, and one in sixteen of those gets something back.
fn referral(row: u32) -> Option<Tracked> {
    let mut state = row;
    let mut below = |bound: u32| {
        state = state.wrapping_add(0x9e37_79b9);
        let word = (state ^ (state >> 16)).wrapping_mul(0x21f0_aaad);
        let word = (word ^ (word >> 15)).wrapping_mul(0x735a_2d97);
        (word ^ (word >> 15)) % bound
    };
    let introduced = START + Days::new(below(900).into());
    let after = |days: u32| introduced + Days::new(days.into());
    let kind = SourceKind::ALL.get(below(4) as usize).copied()?;
    let mut facts = Facts { kind, ..Facts::new(Name::new(&format!("Client {row}")).ok()?, introduced) };
    facts.contact = Some(Id::from_u128((below(CONTACTS) + 1).into()));
    facts.made_by = if below(8) == 0 { Side::You } else { Side::Them };
    facts.expected = (below(10) > 0).then(|| Money::new(i64::from(below(2_000_000)) + 500_00).ok()).flatten();
    match below(100) {
        0..45 => {
            let (won, amount) = (5 + below(90), below(2_000_000) + 100_00);
            facts.won = Some(after(won));
            let paid = won + 10 + below(50);
            if below(5) > 0 {
                let refund = Refund { date: after(paid + below(90)), amount: Money::new((amount / 3).into()).ok()? };
                let refunds = if below(16) == 0 { vec![refund] } else { Vec::new() };
                let payment = Payment::new(after(paid), Money::new(amount.into()).ok()?, refunds).ok()?;
                facts.bills.push(Bill::payment(payment, Money::ZERO).ok()?);
            }
        }
        45..75 => facts.lost = Some(after(below(60))),
        75..85 => facts.qualified = Some(after(below(30))),
        _ => {}
    }
    Tracked::new(Number(row + 1), facts).ok()
}
