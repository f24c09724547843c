use super::{Columns, Simulation};
use crate::tracking::table::guarded;
use crate::value::notation::{DateOrder, DecimalSign};
use crate::value::{Currency, Money, Reading};

/// As programs write numbers.
const PLAIN: Reading = Reading { decimal: DecimalSign::Point, dates: DateOrder::MonthFirst };

impl Simulation {
    /// The head of the years as CSV: what they bring, and under each offer, by these names, what is paid and what each side
    /// gains.
    #[must_use]
    pub fn csv_head(names: &[String]) -> String {
        let of = |name: &String| ["pay", "your gain", "their gain"].map(|what| field(&format!("{name}: {what}")));
        let head = ["year", "introductions", "projects", "net revenue", "added margin"].map(str::to_owned);
        head.into_iter().chain(names.iter().flat_map(of)).collect::<Vec<_>>().join(",") + "\r\n"
    }

    /// The years from this one on, counted from 0, as rows of CSV: amounts in units of the currency with a decimal point.
    #[must_use]
    pub fn csv_rows(&self, from: u32, currency: Currency) -> String {
        let mut text = String::new();
        let years = self.drawn.iter().enumerate().skip(usize::try_from(from).unwrap_or(usize::MAX));
        for (place, year) in years {
            text.push_str(&format!("{},{},{}", place + 1, year.introductions, year.projects));
            let of = |columns: &Columns| {
                let [paid, yours, theirs] = [&columns.payouts, &columns.gains.you, &columns.gains.them];
                [paid, yours, theirs].map(|figures| figures.get(place).copied().unwrap_or_default())
            };
            for minor in [year.net, year.added].into_iter().chain(self.columns.iter().flat_map(of)) {
                let amount = Money::new(minor).unwrap_or_default();
                text.push(',');
                text.push_str(&PLAIN.write_money(amount, currency));
            }
            text.push_str("\r\n");
        }
        text
    }
}

/// A text as a field of CSV.
fn field(text: &str) -> String {
    format!("\"{}\"", guarded(text).replace('"', "\"\""))
}
