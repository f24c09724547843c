//! One row of a table, cell by cell.

use chrono::NaiveDate;

use super::formula::bared;
use super::vocabulary::{RewardWord, Worded};
use super::{Field, Mapping, Problem};
use crate::ledger::{Holds, Meaning, filled, on_one_line};
use crate::tracking::{Number, SourceKind, Stage};
use crate::value::notation::ReadError;
use crate::value::{Currency, Money, Name, Note, Reading, Side, is_blank};

/// What a row says of its referral; nothing where a cell is empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Said {
    pub client: Option<Name>,
    pub project: Option<Name>,
    pub contact: Option<Name>,
    pub made_by: Option<Side>,
    pub kind: Option<SourceKind>,
    pub source: Option<Name>,
    pub introduced: Option<NaiveDate>,
    pub expected: Option<Money>,
    pub qualified: Option<NaiveDate>,
    pub won: Option<NaiveDate>,
    pub lost: Option<NaiveDate>,
    pub stage: Option<Stage>,
    pub since: Option<NaiveDate>,
    pub closed: Option<NaiveDate>,
    pub reward_due: Option<NaiveDate>,
    pub reward_paid: Option<NaiveDate>,
    pub reward: Option<RewardWord>,
    pub note: Option<Note>,
}

/// A row as it was read.
#[derive(Debug, Default)]
pub(super) struct Row {
    /// Its place in the table.
    pub place: usize,
    pub number: Option<Number>,
    pub said: Said,
    /// An invoice's day and amount.
    pub invoice: Option<(NaiveDate, Money)>,
    pub passed_on: Option<Money>,
    pub payment: Option<(NaiveDate, Money)>,
    pub refund: Option<(NaiveDate, Money)>,
    pub problems: Vec<(Option<Field>, Problem)>,
}

/// How cells are read.
pub(super) struct Reader<'a> {
    pub mapping: &'a Mapping,
    pub reading: Reading,
    pub currency: Currency,
    /// How many cells a row can have.
    pub columns: usize,
}

/// The days and amounts of a row before each has its other half.
#[derive(Default)]
struct Halves {
    invoice: (Option<NaiveDate>, Option<Money>),
    payment: (Option<NaiveDate>, Option<Money>),
    refund: (Option<NaiveDate>, Option<Money>),
}

impl Reader<'_> {
    /// What the cells say.
    pub fn row<'c>(&self, place: usize, cells: impl Iterator<Item = &'c str>) -> Row {
        let mut row = Row { place, ..Row::default() };
        let mut halves = Halves::default();
        for (index, text) in cells.enumerate() {
            if index >= self.columns {
                if !is_blank(text) {
                    row.problems.push((None, Problem::TooManyCells { columns: self.columns }));
                    break;
                }
            } else if let Some(field) = self.mapping.columns.get(index).copied().flatten()
                && let Some(text) = said(field, text)
                && let Err(problem) = self.cell(field, text, &mut row, &mut halves)
            {
                row.problems.push((Some(field), problem));
            }
        }
        row.invoice = row.whole(halves.invoice, (Field::InvoiceDate, Field::Invoiced));
        row.payment = row.whole(halves.payment, (Field::PaymentDate, Field::Paid));
        row.refund = row.whole(halves.refund, (Field::RefundDate, Field::Refunded));
        row
    }

    fn cell(&self, field: Field, text: &str, row: &mut Row, halves: &mut Halves) -> Result<(), Problem> {
        let said = &mut row.said;
        match field {
            Field::Number => row.number = Some(number(text)?),
            Field::Client => said.client = Some(name(text)?),
            Field::Project => said.project = Some(name(text)?),
            Field::Contact => said.contact = Some(name(text)?),
            Field::MadeBy => said.made_by = Some(worded(text)?),
            Field::Kind => said.kind = Some(worded(text)?),
            Field::Source => said.source = Some(name(text)?),
            Field::Introduced => said.introduced = Some(self.date(text)?),
            Field::Expected => said.expected = Some(self.amount(text)?),
            Field::Qualified => said.qualified = Some(self.date(text)?),
            Field::Won => said.won = Some(self.date(text)?),
            Field::Lost => said.lost = Some(self.date(text)?),
            Field::Stage => {
                said.stage = Some(self.mapping.stage(text).ok_or_else(|| Problem::UnknownWord(Stage::offered()))?);
            }
            Field::StageSince => said.since = Some(self.date(text)?),
            Field::Closed => said.closed = Some(self.date(text)?),
            Field::RewardDue => said.reward_due = Some(self.date(text)?),
            Field::RewardPaid => said.reward_paid = Some(self.date(text)?),
            Field::Reward => said.reward = Some(worded(text)?),
            Field::InvoiceDate => halves.invoice.0 = Some(self.date(text)?),
            Field::Invoiced => halves.invoice.1 = Some(self.amount(text)?),
            Field::PassedOn => row.passed_on = Some(self.amount(text)?),
            Field::PaymentDate => halves.payment.0 = Some(self.date(text)?),
            Field::Paid => halves.payment.1 = Some(self.amount(text)?),
            Field::RefundDate => halves.refund.0 = Some(self.date(text)?),
            Field::Refunded => halves.refund.1 = Some(self.amount(text)?),
            Field::Currency => self.check_currency(text)?,
            Field::Note => said.note = Some(Note::new(text)?),
        }
        Ok(())
    }

    /// A day. Behind one that programs write for programs (`2026-12-31T10:00:00.000Z`) the time is left out.
    fn date(&self, text: &str) -> Result<NaiveDate, Problem> {
        let day = text.split_once('T').map(|(day, _)| day).filter(|day| day.len() == 10);
        Ok(self.reading.date(day.unwrap_or(text))?)
    }

    fn amount(&self, text: &str) -> Result<Money, Problem> {
        let text = text.to_uppercase();
        if let Some(found) = foreign(&text, self.currency) {
            return Err(Problem::OtherCurrency { found, currency: self.currency });
        }
        Ok(self.reading.positive_money(&text, self.currency)?)
    }

    fn check_currency(&self, text: &str) -> Result<(), Problem> {
        let is_own = text.eq_ignore_ascii_case(self.currency.code())
            || SIGNS.iter().any(|(sign, codes)| text == *sign && codes.contains(self.currency.code()));
        if is_own { Ok(()) } else { Err(Problem::OtherCurrency { found: text.to_owned(), currency: self.currency }) }
    }
}

impl Row {
    /// A day and an amount that belong together; a problem where only one of them is there, and not because the other
    /// cannot be read.
    fn whole(
        &mut self,
        (day, amount): (Option<NaiveDate>, Option<Money>),
        (day_field, amount_field): (Field, Field),
    ) -> Option<(NaiveDate, Money)> {
        let missing = match (day, amount) {
            (Some(_), None) => amount_field,
            (None, Some(_)) => day_field,
            _ => return day.zip(amount),
        };
        if !self.problems.iter().any(|(field, _)| *field == Some(missing)) {
            self.problems.push((Some(missing), Problem::Missing));
        }
        None
    }

    /// Whether there is an invoice, a payment or a refund in it.
    pub fn has_bills(&self) -> bool {
        self.invoice.is_some() || self.payment.is_some() || self.refund.is_some() || self.passed_on.is_some()
    }
}

/// What a cell says, without the apostrophe before a formula; nothing if it is empty or a dash.
fn said(field: Field, text: &str) -> Option<&str> {
    let text = filled(text)?;
    Some(if field.holds() == Holds::Text { bared(text) } else { text })
}

fn name(text: &str) -> Result<Name, Problem> {
    Ok(Name::new(&on_one_line(text))?)
}

fn worded<T: Worded>(text: &str) -> Result<T, Problem> {
    T::read(text).ok_or_else(|| Problem::UnknownWord(T::offered()))
}

fn number(text: &str) -> Result<Number, Problem> {
    let digits = text.strip_prefix('#').unwrap_or(text);
    let number = if digits.bytes().all(|byte| byte.is_ascii_digit()) { digits.parse().ok() } else { None };
    number.filter(|number| *number > 0).map(Number).ok_or(Problem::NoNumber)
}

/// The signs that are read beside an amount, and the currencies that use them: one that is part of another comes after it.
const SIGNS: [(&str, &str); 28] = [
    ("US$", "USD"),
    ("AU$", "AUD"),
    ("CA$", "CAD"),
    ("NZ$", "NZD"),
    ("HK$", "HKD"),
    ("SG$", "SGD"),
    ("NT$", "TWD"),
    ("MX$", "MXN"),
    ("R$", "BRL"),
    ("A$", "AUD"),
    ("C$", "CAD NIO"),
    ("S$", "SGD"),
    ("CN¥", "CNY"),
    ("JP¥", "JPY"),
    (
        "$",
        "USD AUD BBD BMD BND BRL BSD BZD CAD CLP COP FJD GYD HKD JMD KYD LRD MXN NAD NZD SBD SGD SRD TTD TWD UYU XCD ARS",
    ),
    ("€", "EUR"),
    ("£", "GBP EGP FKP GIP LBP SDG SHP SSP SYP"),
    ("¥", "JPY CNY"),
    ("₹", "INR"),
    ("₩", "KRW KPW"),
    ("₽", "RUB"),
    ("₺", "TRY"),
    ("₫", "VND"),
    ("₪", "ILS"),
    ("฿", "THB"),
    ("₴", "UAH"),
    ("₦", "NGN"),
    ("₱", "PHP"),
];

/// The sign or the code of another currency in an amount in capitals.
fn foreign(text: &str, currency: Currency) -> Option<String> {
    if text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'.' | b',' | b'-')) {
        return None;
    }
    let sign = SIGNS.iter().find_map(|(sign, codes)| Some((text.split_once(sign)?, *sign, *codes)));
    if let Some(((before, _), sign, codes)) = sign {
        let letters = before.trim_start_matches(|c: char| !c.is_alphabetic());
        // Nobody knows whose sign `XY$` is.
        if !letters.is_empty() && !letters.ends_with(|c: char| !c.is_alphabetic()) {
            return Some(format!("{letters}{sign}"));
        }
        if !codes.contains(currency.code()) {
            return Some(sign.to_owned());
        }
    }
    let signless = sign.map_or(text.to_owned(), |((before, after), ..)| format!("{before}{after}"));
    let letters: String = signless.chars().filter(|c| c.is_alphabetic()).collect();
    let code = Currency::new(&letters).ok()?;
    (code != currency).then_some(letters)
}

impl From<ReadError> for Problem {
    fn from(error: ReadError) -> Problem {
        Problem::Read(error)
    }
}
