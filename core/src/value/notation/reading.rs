use std::fmt;

use chrono::NaiveDate;
use rust_decimal::Decimal;

use crate::value::{Currency, Hours, Money, Quantity, Rate, check_date};

/// The sign between units and decimals. The other one of the two groups thousands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DecimalSign {
    /// 1,234.50
    Point,
    /// 1.234,50
    Comma,
}

/// The order of day, month and year in dates that do not start with a four-digit year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateOrder {
    /// 31.12.2026
    DayFirst,
    /// 12/31/2026
    MonthFirst,
}

/// How typed or pasted text is to be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reading {
    /// The decimal sign.
    pub decimal: DecimalSign,
    /// The order in dates; a date that starts with its year is read in any order.
    pub dates: DateOrder,
}

/// Why a text is not the value that was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReadError {
    /// Nothing but white space.
    Empty,
    /// Not a number in this notation.
    NotANumber,
    /// Thousands are grouped in a way that suggests the other decimal sign.
    Grouping,
    /// More decimals than the value can hold.
    TooPrecise {
        /// How many it can hold.
        decimals: u8,
    },
    /// Below zero where that cannot be.
    Negative,
    /// Above 100%.
    OverFull,
    /// Above the largest value.
    TooLarge,
    /// Not a date in this notation.
    NotADate,
    /// A date outside 1900–2199.
    DateOutOfRange,
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ReadError::Empty => f.write_str("nothing is filled in"),
            ReadError::NotANumber => f.write_str("this is not a number"),
            ReadError::Grouping => f.write_str("the thousands are not in groups of three; check the decimal sign"),
            ReadError::TooPrecise { decimals: 0 } => f.write_str("this must be a whole number"),
            ReadError::TooPrecise { decimals: 1 } => f.write_str("this can have one decimal at most"),
            ReadError::TooPrecise { decimals } => write!(f, "this can have {decimals} decimals at most"),
            ReadError::Negative => f.write_str("this cannot be below zero"),
            ReadError::OverFull => f.write_str("this cannot be over 100%"),
            ReadError::TooLarge => f.write_str("this is larger than can be kept exact"),
            ReadError::NotADate => f.write_str("this is not a date in the chosen order"),
            ReadError::DateOutOfRange => f.write_str("dates run from 1900 to 2199"),
        }
    }
}

impl std::error::Error for ReadError {}

const CURRENCY_SIGNS: &str = "$€£¥₹₩₽₺₫₪฿₴₦₱";

impl Reading {
    /// 1,234.50 and 12/31/2026.
    pub const ENGLISH: Reading = Reading { decimal: DecimalSign::Point, dates: DateOrder::MonthFirst };

    /// An amount, negative ones included: `-1,234.50`, `(1,234.50)`, `$ 1 234.5`, `US$ 12`, `1.234,50 €`.
    ///
    /// # Errors
    /// [`ReadError`] for what is no amount, or has more decimals than the currency.
    pub fn money(self, text: &str, currency: Currency) -> Result<Money, ReadError> {
        let minor = self.scaled(text, currency.exponent())?;
        i64::try_from(minor).ok().and_then(|minor| Money::new(minor).ok()).ok_or(ReadError::TooLarge)
    }

    /// An amount of zero or more.
    ///
    /// # Errors
    /// [`ReadError`], [`ReadError::Negative`] included.
    pub fn positive_money(self, text: &str, currency: Currency) -> Result<Money, ReadError> {
        let amount = self.money(text, currency)?;
        if amount.is_negative() { Err(ReadError::Negative) } else { Ok(amount) }
    }

    /// A percentage from 0 to 100, with or without its sign.
    ///
    /// # Errors
    /// [`ReadError`], [`ReadError::OverFull`] above 100%.
    pub fn rate(self, text: &str) -> Result<Rate, ReadError> {
        let text = text.trim();
        let ppm = not_negative(self.scaled(text.strip_suffix('%').unwrap_or(text), 4)?)?;
        u32::try_from(ppm).ok().and_then(|ppm| Rate::new(ppm).ok()).ok_or(ReadError::OverFull)
    }

    /// A number of zero or more with up to six decimals.
    ///
    /// # Errors
    /// [`ReadError`].
    pub fn quantity(self, text: &str) -> Result<Quantity, ReadError> {
        let millionths = not_negative(self.scaled(text, 6)?)?;
        u64::try_from(millionths).ok().and_then(|m| Quantity::new(m).ok()).ok_or(ReadError::TooLarge)
    }

    /// A whole number of zero or more.
    ///
    /// # Errors
    /// [`ReadError`].
    pub fn count(self, text: &str) -> Result<u32, ReadError> {
        u32::try_from(not_negative(self.scaled(text, 0)?)?).map_err(|_| ReadError::TooLarge)
    }

    /// A time: hours with up to two decimals, or `h:mm`.
    ///
    /// # Errors
    /// [`ReadError`].
    pub fn hours(self, text: &str) -> Result<Hours, ReadError> {
        let seconds = match text.trim().split_once(':') {
            Some((hours, minutes)) => {
                let minutes = self.count(minutes)?;
                if minutes > 59 {
                    return Err(ReadError::NotANumber);
                }
                i128::from(self.count(hours)?) * 3_600 + i128::from(minutes) * 60
            }
            None => not_negative(self.scaled(text, 2)?)? * 36,
        };
        u32::try_from(seconds).ok().and_then(|seconds| Hours::new(seconds).ok()).ok_or(ReadError::TooLarge)
    }

    /// A day: `2026-12-31` always; otherwise in the chosen order, with `.`, `/`, `-` or spaces, English month names and
    /// two-digit years (of this century) included. A time of day behind the date is ignored, and so is the end of a range,
    /// as Notion writes it: `June 3, 2026 → June 9, 2026`.
    ///
    /// # Errors
    /// [`ReadError::NotADate`], [`ReadError::DateOutOfRange`], [`ReadError::Empty`].
    pub fn date(self, text: &str) -> Result<NaiveDate, ReadError> {
        let text = text.split_once('→').map_or(text, |(start, _)| start).trim();
        if text.is_empty() {
            return Err(ReadError::Empty);
        }
        let mut parts = text
            .split(|c: char| c.is_whitespace() || matches!(c, '-' | '/' | '.' | ',' | 'T'))
            .filter(|part| !part.is_empty());
        let (Some(first), Some(second), Some(third)) = (parts.next(), parts.next(), parts.next()) else {
            return Err(ReadError::NotADate);
        };
        // What may follow is a time of day, and nothing else.
        if parts.any(|rest| !rest.contains(':') && !matches!(rest, "AM" | "PM" | "am" | "pm")) {
            return Err(ReadError::NotADate);
        }
        let (year, month, day) = if first.len() == 4 && number(first).is_some() {
            (first, second, third)
        } else if number(first).is_none() || (self.dates == DateOrder::MonthFirst && number(second).is_some()) {
            (third, first, second)
        } else {
            (third, second, first)
        };
        let year = match (year.len(), number(year)) {
            (2, Some(year)) => 2_000 + year,
            (4, Some(year)) => year,
            _ => return Err(ReadError::NotADate),
        };
        let (Some(month), Some(day)) = (number(month).or_else(|| named_month(month)), number(day)) else {
            return Err(ReadError::NotADate);
        };
        let date = i32::try_from(year)
            .ok()
            .and_then(|year| NaiveDate::from_ymd_opt(year, month, day))
            .ok_or(ReadError::NotADate)?;
        check_date(date).map_err(|_| ReadError::DateOutOfRange)
    }

    /// The number in `text` times 10^`decimals`, if it has no more decimals than that.
    fn scaled(self, text: &str, decimals: u8) -> Result<i128, ReadError> {
        let mut value = Decimal::from_str_exact(&self.canonical(text)?).map_err(|_| ReadError::TooLarge)?.normalize();
        if value.scale() > u32::from(decimals) {
            return Err(ReadError::TooPrecise { decimals });
        }
        value.rescale(u32::from(decimals));
        if value.scale() == u32::from(decimals) { Ok(value.mantissa()) } else { Err(ReadError::TooLarge) }
    }

    /// The number as `-1234.50`: signs, currency, grouping and spaces resolved.
    fn canonical(self, text: &str) -> Result<String, ReadError> {
        let text = text.trim();
        if text.is_empty() {
            return Err(ReadError::Empty);
        }
        let (bracketed, text) = match text.strip_prefix('(').and_then(|text| text.strip_suffix(')')) {
            Some(inside) => (true, inside),
            None => (false, text),
        };
        let (decimal, group) = match self.decimal {
            DecimalSign::Point => ('.', ','),
            DecimalSign::Comma => (',', '.'),
        };
        let (minus, text) = match text.strip_prefix(['-', '\u{2212}']) {
            Some(rest) if !bracketed => (true, rest.trim_start()),
            _ => (false, text),
        };
        let mut negative = bracketed || minus;
        let mut whole = String::new();
        let mut fraction: Option<String> = None;
        let mut groups: Vec<usize> = Vec::new();
        let mut ended = false;
        for c in strip_code(text).chars() {
            match c {
                '0'..='9' if ended => return Err(ReadError::NotANumber),
                '0'..='9' => match &mut fraction {
                    Some(fraction) => fraction.push(c),
                    None => whole.push(c),
                },
                '-' | '\u{2212}' if whole.is_empty() && fraction.is_none() && !negative => negative = true,
                '+' if whole.is_empty() && fraction.is_none() => {}
                c if c == decimal && fraction.is_none() => fraction = Some(String::new()),
                c if c == group && fraction.is_none() => groups.push(whole.len()),
                c if c == decimal || c == group => return Err(ReadError::Grouping),
                c if CURRENCY_SIGNS.contains(c) => ended = !whole.is_empty() || fraction.is_some(),
                '\'' | '\u{2019}' => {}
                c if c.is_whitespace() => {}
                _ => return Err(ReadError::NotANumber),
            }
        }
        if whole.is_empty() && fraction.as_deref().is_none_or(str::is_empty) {
            return Err(ReadError::NotANumber);
        }
        if !well_grouped(&groups, whole.len()) {
            return Err(ReadError::Grouping);
        }
        let sign = if negative { "-" } else { "" };
        let whole = if whole.is_empty() { "0" } else { &whole };
        Ok(match fraction.filter(|fraction| !fraction.is_empty()) {
            Some(fraction) => format!("{sign}{whole}.{fraction}"),
            None => format!("{sign}{whole}"),
        })
    }
}

/// Whether group signs behind these many digits leave a last group of three and, before it, groups of two or three
/// (12,34,567 is how India writes it).
fn well_grouped(groups: &[usize], digits: usize) -> bool {
    let Some((&last, _)) = groups.split_last() else { return true };
    groups.first().is_some_and(|&first| (1..=3).contains(&first))
        && digits - last == 3
        && groups.windows(2).all(|pair| matches!(pair, [a, b] if (2..=3).contains(&(b - a))))
}

/// The text without a three-letter currency code before or behind the number, and without the letters before a sign that
/// several currencies have: `US$`, `R$`, `CN¥`.
fn strip_code(text: &str) -> &str {
    let rest = text.trim_start_matches(|c: char| c.is_ascii_uppercase());
    let has_sign = text.len() - rest.len() <= 3 && rest.starts_with(|c| CURRENCY_SIGNS.contains(c));
    let text = if has_sign { rest } else { text };
    let is_code = |code: &str| code.len() == 3 && code.bytes().all(|b| b.is_ascii_uppercase());
    match (text.split_at_checked(3), text.len().checked_sub(3).and_then(|at| text.split_at_checked(at))) {
        (Some((code, rest)), _) if is_code(code) => rest,
        (_, Some((rest, code))) if is_code(code) => rest,
        _ => text,
    }
}

fn not_negative(number: i128) -> Result<i128, ReadError> {
    if number < 0 { Err(ReadError::Negative) } else { Ok(number) }
}

fn number(text: &str) -> Option<u32> {
    if text.bytes().all(|b| b.is_ascii_digit()) { text.parse().ok() } else { None }
}

fn named_month(text: &str) -> Option<u32> {
    const NAMES: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let text = text.to_ascii_lowercase();
    if text.len() < 3 {
        return None;
    }
    (1..).zip(NAMES).find_map(|(month, name)| name.starts_with(&text).then_some(month))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    const COMMA: Reading = Reading { decimal: DecimalSign::Comma, dates: DateOrder::DayFirst };

    #[test]
    fn reads_amounts_as_spreadsheets_write_them() {
        for (text, minor) in [
            ("1234.5", 1_234_50),
            ("1,234.50", 1_234_50),
            ("$1,234.50", 1_234_50),
            ("-$1,234.50", -1_234_50),
            ("($1,234.50)", -1_234_50),
            ("USD 12", 12_00),
            ("12 USD", 12_00),
            ("US$ 1,234.50", 1_234_50),
            ("-US$5", -5_00),
            ("- USD 5", -5_00),
            ("\u{2212}5", -5_00),
            ("1 234.5", 1_234_50),
            ("1'234'567", 1_234_567_00),
            ("12,34,567", 1_234_567_00),
            (".5", 50),
            ("5.", 5_00),
            ("7.000", 7_00),
            ("90071992547409.91", 9_007_199_254_740_991),
        ] {
            assert_eq!(Reading::ENGLISH.money(text, Currency::USD).map(Money::minor), Ok(minor), "{text}");
        }
        for (text, minor) in [
            ("1.234,50 €", 1_234_50),
            ("R$ 1.234,50", 1_234_50),
            ("1\u{202F}234,5", 1_234_50),
            ("-0,01", -1),
            ("1.234", 1_234_00),
        ] {
            assert_eq!(COMMA.money(text, Currency::USD).map(Money::minor), Ok(minor), "{text}");
        }
    }

    #[test]
    fn says_what_is_wrong_with_an_amount() {
        for (text, error) in [
            ("", ReadError::Empty),
            ("abc", ReadError::NotANumber),
            ("1E5", ReadError::NotANumber),
            ("1-2", ReadError::NotANumber),
            ("NaN", ReadError::NotANumber),
            ("$", ReadError::NotANumber),
            ("1$2", ReadError::NotANumber),
            ("--5", ReadError::NotANumber),
            ("USDX$5", ReadError::NotANumber),
            ("us$5", ReadError::NotANumber),
            ("1,5", ReadError::Grouping),
            ("1.234,50", ReadError::Grouping),
            ("1,2345", ReadError::Grouping),
            ("0.005", ReadError::TooPrecise { decimals: 2 }),
            ("90071992547409.92", ReadError::TooLarge),
            ("99999999999999999999999999999999999999", ReadError::TooLarge),
        ] {
            assert_eq!(Reading::ENGLISH.money(text, Currency::USD), Err(error), "{text}");
        }
        assert_eq!(Reading::ENGLISH.positive_money("-1", Currency::USD), Err(ReadError::Negative));
        assert_eq!(
            Reading::ENGLISH.money("1.5", Currency::new("JPY").unwrap()),
            Err(ReadError::TooPrecise { decimals: 0 })
        );
    }

    #[test]
    fn reads_rates_counts_and_hours_exactly() {
        assert_eq!(Reading::ENGLISH.rate("12.5%").map(Rate::ppm), Ok(125_000));
        assert_eq!(COMMA.rate("0,0001 %").map(Rate::ppm), Ok(1));
        assert_eq!(Reading::ENGLISH.rate("100.0001"), Err(ReadError::OverFull));
        assert_eq!(Reading::ENGLISH.rate("-1"), Err(ReadError::Negative));
        assert_eq!(Reading::ENGLISH.count("12.5"), Err(ReadError::TooPrecise { decimals: 0 }));
        assert_eq!(Reading::ENGLISH.hours("1:30").map(Hours::seconds), Ok(5_400));
        assert_eq!(Reading::ENGLISH.hours("0.25").map(Hours::seconds), Ok(900));
        assert_eq!(Reading::ENGLISH.hours("1:60"), Err(ReadError::NotANumber));
        assert_eq!(Reading::ENGLISH.hours("-2"), Err(ReadError::Negative));
        assert_eq!(Reading::ENGLISH.quantity("0.000001").map(Quantity::millionths), Ok(1));
    }

    #[test]
    fn reads_dates_in_the_confirmed_order() {
        let date = |text: &str| text.parse::<NaiveDate>().unwrap();
        for (text, english, day_first) in [
            ("2026-04-03", Ok(date("2026-04-03")), Ok(date("2026-04-03"))),
            ("04/03/2026", Ok(date("2026-04-03")), Ok(date("2026-03-04"))),
            ("4.3.26", Ok(date("2026-04-03")), Ok(date("2026-03-04"))),
            ("31.12.2026", Err(ReadError::NotADate), Ok(date("2026-12-31"))),
            ("12-Jan-2026", Ok(date("2026-01-12")), Ok(date("2026-01-12"))),
            ("March 5, 2026", Ok(date("2026-03-05")), Ok(date("2026-03-05"))),
            ("2026-04-03 10:15", Ok(date("2026-04-03")), Ok(date("2026-04-03"))),
            ("June 3, 2026 → June 9, 2026", Ok(date("2026-06-03")), Ok(date("2026-06-03"))),
            ("2026-04-03 10:15 → 11:30", Ok(date("2026-04-03")), Ok(date("2026-04-03"))),
            ("→ June 9, 2026", Err(ReadError::Empty), Err(ReadError::Empty)),
            ("2026-02-30", Err(ReadError::NotADate), Err(ReadError::NotADate)),
            ("1899-12-31", Err(ReadError::DateOutOfRange), Err(ReadError::DateOutOfRange)),
            ("soon", Err(ReadError::NotADate), Err(ReadError::NotADate)),
            ("", Err(ReadError::Empty), Err(ReadError::Empty)),
        ] {
            assert_eq!(Reading::ENGLISH.date(text), english, "{text}");
            assert_eq!(COMMA.date(text), day_first, "{text}");
        }
    }
}
