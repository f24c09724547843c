use chrono::NaiveDate;

use super::Notation;
use crate::value::{Currency, Money, Month, Quantity, Rate, round_half_away};

/// English notation without a browser: `$1,234.50`, `12.5%`, `2026-04-01`. Dollars, euros, pounds and yen have their
/// signs; other currencies show their code.
#[derive(Clone, Copy, Debug)]
pub struct Plain(pub Currency);

impl Plain {
    fn with_currency(&self, negative: bool, figure: &str) -> String {
        let minus = if negative { "-" } else { "" };
        match self.0.code() {
            "USD" => format!("{minus}${figure}"),
            "EUR" => format!("{minus}€{figure}"),
            "GBP" => format!("{minus}£{figure}"),
            "JPY" => format!("{minus}¥{figure}"),
            code => format!("{minus}{code} {figure}"),
        }
    }
}

impl Notation for Plain {
    fn currency(&self) -> Currency {
        self.0
    }

    fn money(&self, amount: Money) -> String {
        let unit = 10_u64.pow(u32::from(self.0.exponent()));
        let minor = amount.minor().unsigned_abs();
        let mut figure = grouped(minor / unit);
        if !minor.is_multiple_of(unit) {
            figure.push_str(&format!(".{:0width$}", minor % unit, width = usize::from(self.0.exponent())));
        }
        self.with_currency(amount.is_negative(), &figure)
    }

    fn whole_money(&self, amount: Money) -> String {
        let units = round_half_away(amount.wide(), 10_i128.pow(u32::from(self.0.exponent())));
        let figure = grouped(u64::try_from(units.unsigned_abs()).unwrap_or(u64::MAX));
        self.with_currency(units < 0, &figure)
    }

    fn count(&self, count: u64) -> String {
        grouped(count)
    }

    fn quantity(&self, quantity: Quantity, decimals: u8) -> String {
        decimal(quantity.wide(), 6, decimals)
    }

    fn percent(&self, rate: Rate, decimals: u8) -> String {
        format!("{}%", decimal(rate.wide(), 4, decimals))
    }

    fn date(&self, date: NaiveDate) -> String {
        date.to_string()
    }

    fn month(&self, month: Month) -> String {
        format!("{:04}-{:02}", month.year, month.month)
    }
}

/// Digits in groups of three.
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// `scaled` / 10^`scale` rounded to at most `decimals` decimals, without trailing zeros.
fn decimal(scaled: i128, scale: u8, decimals: u8) -> String {
    let kept = decimals.min(scale);
    let rounded = round_half_away(scaled, 10_i128.pow(u32::from(scale - kept))).unsigned_abs();
    let unit = 10_u128.pow(u32::from(kept));
    let whole = grouped(u64::try_from(rounded / unit).unwrap_or(u64::MAX));
    let fraction = format!("{:0width$}", rounded % unit, width = usize::from(kept));
    let fraction = fraction.trim_end_matches('0');
    if fraction.is_empty() { whole } else { format!("{whole}.{fraction}") }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn writes_amounts_in_the_decimals_of_their_currency() {
        let plain = |code| Plain(Currency::new(code).unwrap());
        let minor = |minor| Money::new(minor).unwrap();
        assert_eq!(plain("USD").money(minor(123_456_50)), "$123,456.50");
        assert_eq!(plain("USD").money(minor(-5)), "-$0.05");
        assert_eq!(plain("USD").money(minor(300_00)), "$300");
        assert_eq!(plain("JPY").money(minor(1_234)), "¥1,234");
        assert_eq!(plain("KWD").money(minor(1_234)), "KWD 1.234");
        assert_eq!(plain("USD").whole_money(minor(-1_250_50)), "-$1,251");
    }

    #[test]
    fn writes_rates_and_quantities_without_trailing_zeros() {
        let plain = Plain(Currency::USD);
        assert_eq!(plain.percent(Rate::percent(15), 1), "15%");
        assert_eq!(plain.percent(Rate::new(416_667).unwrap(), 1), "41.7%");
        assert_eq!(plain.percent(Rate::new(999_999).unwrap(), 1), "100%");
        assert_eq!(plain.quantity(Quantity::new(4_800_000).unwrap(), 1), "4.8");
        assert_eq!(plain.count(1_234_567), "1,234,567");
    }
}
