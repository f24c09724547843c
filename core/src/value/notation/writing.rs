use chrono::NaiveDate;

use super::{DecimalSign, Reading};
use crate::value::{Currency, Hours, Money, Quantity, Rate};

/// Text for fields: it reads back to the same value, and has neither grouping nor currency.
impl Reading {
    /// An amount in units of `currency`; decimals only where there are any.
    #[must_use]
    pub fn write_money(self, amount: Money, currency: Currency) -> String {
        self.write(amount.minor(), currency.exponent())
    }

    /// A percentage, without its sign.
    #[must_use]
    pub fn write_rate(self, rate: Rate) -> String {
        self.write(rate.ppm().into(), 4)
    }

    /// A quantity.
    #[must_use]
    pub fn write_quantity(self, quantity: Quantity) -> String {
        self.write(quantity.millionths().cast_signed(), 6)
    }

    /// A time: decimal hours where hundredths hold it, else `h:mm` to the minute.
    #[must_use]
    pub fn write_hours(self, hours: Hours) -> String {
        let seconds = hours.seconds();
        if seconds.is_multiple_of(36) {
            self.write((seconds / 36).into(), 2)
        } else {
            format!("{}:{:02}", seconds / 3_600, seconds % 3_600 / 60)
        }
    }

    /// A day, year first, which reads back in any order.
    #[must_use]
    pub fn write_date(self, date: NaiveDate) -> String {
        date.to_string()
    }

    fn write(self, scaled: i64, decimals: u8) -> String {
        let unit = 10_u64.pow(u32::from(decimals));
        let minus = if scaled < 0 { "-" } else { "" };
        let whole = scaled.unsigned_abs() / unit;
        let fraction = format!("{:0width$}", scaled.unsigned_abs() % unit, width = usize::from(decimals));
        // Money shows its decimals whole ("4.50"), everything else as few as it can.
        let fraction = if decimals <= 3 && !scaled.unsigned_abs().is_multiple_of(unit) {
            fraction.as_str()
        } else {
            fraction.trim_end_matches('0')
        };
        let sign = match self.decimal {
            DecimalSign::Point => '.',
            DecimalSign::Comma => ',',
        };
        if fraction.is_empty() || decimals == 0 {
            format!("{minus}{whole}")
        } else {
            format!("{minus}{whole}{sign}{fraction}")
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::value::notation::DateOrder;

    #[test]
    fn what_is_written_reads_back() {
        for decimal in [DecimalSign::Point, DecimalSign::Comma] {
            let reading = Reading { decimal, dates: DateOrder::DayFirst };
            for code in ["USD", "JPY", "KWD"] {
                let currency = Currency::new(code).unwrap();
                for minor in [0, 1, -1, 99, 100, 123_456_70, -123_456_789, Money::MAX.minor()] {
                    let amount = Money::new(minor).unwrap();
                    assert_eq!(reading.money(&reading.write_money(amount, currency), currency), Ok(amount));
                }
            }
            for ppm in [0, 1, 416_667, 150_000, 1_000_000] {
                let rate = Rate::new(ppm).unwrap();
                assert_eq!(reading.rate(&reading.write_rate(rate)), Ok(rate));
            }
            for seconds in [0, 36, 5_400, 5_460, 3_600_000] {
                let hours = Hours::new(seconds).unwrap();
                assert_eq!(reading.hours(&reading.write_hours(hours)), Ok(hours));
            }
            for millionths in [0, 1, 4_800_000, 12_000_000] {
                let quantity = Quantity::new(millionths).unwrap();
                assert_eq!(reading.quantity(&reading.write_quantity(quantity)), Ok(quantity));
            }
        }
    }

    #[test]
    fn fields_hold_short_numbers() {
        let write = |minor| Reading::ENGLISH.write_money(Money::new(minor).unwrap(), Currency::USD);
        assert_eq!([write(8_000_00), write(4_50), write(-5)], ["8000", "4.50", "-0.05"]);
        assert_eq!(Reading::ENGLISH.write_rate(Rate::new(125_000).unwrap()), "12.5");
        assert_eq!(Reading::ENGLISH.write_quantity(Quantity::whole(12)), "12");
        assert_eq!(Reading::ENGLISH.write_hours(Hours::hundredths(25)), "0.25");
    }
}
