//! Values as the reader's language writes them, by the browser's `Intl`.

use chrono::{Datelike, NaiveDate};
use concord_core::value::notation::Separators;
use concord_core::value::{Currency, Money, Month, Notation, Plain, Quantity, Rate};
use js_sys::{Array, Function, Intl, Object};
use serde::Serialize;
use wasm_bindgen::{JsCast, JsValue};

/// The interface is in English; its numbers follow the reader's own region when that is an English-speaking one, so that
/// a sentence never mixes two languages. The signs in numbers can be chosen apart from it.
fn locales() -> Array {
    let region = web_sys::window().and_then(|window| window.navigator().language());
    let locale = region.filter(|language| language.starts_with("en")).unwrap_or_else(|| "en-US".to_owned());
    Array::of1(&JsValue::from(locale))
}

/// The formatters for one currency. Each is made once: making one is far slower than using it.
#[derive(Clone)]
pub struct IntlNotation {
    currency: Currency,
    money: Function,
    whole_money: Function,
    date: Function,
    month: Function,
    /// The signs that the region has in numbers, and those that are shown.
    region: Separators,
    signs: Separators,
}

impl IntlNotation {
    /// The notation for amounts in `currency`, its numbers with the signs of `numbers`, a choice of the reader.
    pub fn new(currency: Currency, numbers: &str) -> IntlNotation {
        let locales = locales();
        let sample = Intl::NumberFormat::new(&locales, &Object::new()).format();
        let region = Separators::of_sample(&call(&sample, &12_345.5.into()));
        let signs = match numbers {
            "point" => Separators::POINT,
            "comma" => Separators::COMMA,
            "space" => Separators::SPACE,
            _ => region,
        };
        let number = |decimals: Option<u8>| {
            let options = NumberOptions {
                style: "currency",
                currency: currency.code(),
                maximum_fraction_digits: decimals,
                minimum_fraction_digits: decimals,
                trailing_zero_display: if decimals.is_none() { "stripIfInteger" } else { "auto" },
            };
            Intl::NumberFormat::new(&locales, &object(&options)).format()
        };
        let date = |day: Option<&'static str>| {
            let options = DateOptions { year: "numeric", month: "short", day, time_zone: "UTC" };
            Intl::DateTimeFormat::new(&locales, &object(&options)).format()
        };
        IntlNotation {
            currency,
            money: number(None),
            whole_money: number(Some(0)),
            date: date(Some("numeric")),
            month: date(None),
            region,
            signs,
        }
    }

    /// The signs in shown numbers.
    pub fn signs(&self) -> Separators {
        self.signs
    }

    fn amount(&self, format: &Function, amount: Money) -> String {
        self.region.rewrite(self.signs, &call(format, &self.units(amount)))
    }

    /// An amount in units: exact, since 2^53 minor units are, as far as a decimal text is.
    fn units(&self, amount: Money) -> JsValue {
        let exponent = usize::from(self.currency.exponent());
        let minor = amount.minor().unsigned_abs();
        let scale = 10_u64.pow(u32::from(self.currency.exponent()));
        let sign = if amount.is_negative() { "-" } else { "" };
        // Intl reads a decimal text exactly where a double would not be.
        format!("{sign}{}.{:0exponent$}", minor / scale, minor % scale).trim_end_matches('.').into()
    }

    fn day(&self, format: &Function, date: NaiveDate) -> String {
        let days = date.num_days_from_ce() - NaiveDate::default().num_days_from_ce();
        call(format, &(f64::from(days) * 86_400_000.0).into())
    }
}

impl Notation for IntlNotation {
    fn currency(&self) -> Currency {
        self.currency
    }

    fn money(&self, amount: Money) -> String {
        self.amount(&self.money, amount)
    }

    fn whole_money(&self, amount: Money) -> String {
        self.amount(&self.whole_money, amount)
    }

    fn count(&self, count: u64) -> String {
        self.signed(&Plain(self.currency).count(count))
    }

    fn quantity(&self, quantity: Quantity, decimals: u8) -> String {
        self.signed(&Plain(self.currency).quantity(quantity, decimals))
    }

    fn percent(&self, rate: Rate, decimals: u8) -> String {
        self.signed(&Plain(self.currency).percent(rate, decimals))
    }

    fn signed(&self, english: &str) -> String {
        Separators::POINT.rewrite(self.signs, english)
    }

    fn date(&self, date: NaiveDate) -> String {
        self.day(&self.date, date)
    }

    fn month(&self, month: Month) -> String {
        NaiveDate::from_ymd_opt(month.year, month.month, 1).map(|day| self.day(&self.month, day)).unwrap_or_default()
    }
}

fn call(format: &Function, value: &JsValue) -> String {
    format.call1(&JsValue::UNDEFINED, value).ok().and_then(|text| text.as_string()).unwrap_or_default()
}

/// The options of `Intl.NumberFormat` that are used here, by their own names.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct NumberOptions<'a> {
    style: &'static str,
    currency: &'a str,
    maximum_fraction_digits: Option<u8>,
    minimum_fraction_digits: Option<u8>,
    trailing_zero_display: &'static str,
}

/// The options of `Intl.DateTimeFormat` that are used here.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct DateOptions {
    year: &'static str,
    month: &'static str,
    day: Option<&'static str>,
    time_zone: &'static str,
}

/// Options as the object that `Intl` expects; `None` stays undefined. Plain fields cannot fail.
fn object(options: &impl Serialize) -> Object {
    serde_wasm_bindgen::to_value(options).unwrap_or_default().unchecked_into()
}
