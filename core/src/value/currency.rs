use std::fmt;

use super::{Money, OutOfRange};

/// A currency of ISO 4217, with the number of decimals of its minor unit.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Currency {
    code: [u8; 3],
    exponent: u8,
}

/// A code that ISO 4217 does not list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnknownCurrency;

impl fmt::Display for UnknownCurrency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a currency is one of the three-letter codes of ISO 4217, such as USD or EUR")
    }
}

impl std::error::Error for UnknownCurrency {}

/// ISO 4217 list one (active codes of funds, metals and tests left out), by number of decimals.
const BY_EXPONENT: [(u8, &str); 3] = [
    (0, "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF"),
    (
        2,
        "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CNY COP CRC \
         CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES \
         KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR \
         NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT \
         TOP TRY TTD TWD TZS UAH USD UYU UZS VED VES WST XCD YER ZAR ZMW ZWG",
    ),
    (3, "BHD IQD JOD KWD LYD OMR TND"),
];

impl Currency {
    /// United States dollar.
    pub const USD: Currency = Currency { code: *b"USD", exponent: 2 };

    /// A round amount of about the worth of `units` dollars or euros: as many whole units, or a hundred times as many of a
    /// currency without decimals, whose unit is worth about a cent.
    ///
    /// # Errors
    /// [`OutOfRange`] past the bound of money.
    pub fn round_amount(&self, units: i64) -> Result<Money, OutOfRange> {
        let decimals = if self.exponent == 0 { 2 } else { u32::from(self.exponent) };
        units.checked_mul(10_i64.pow(decimals)).ok_or(OutOfRange).and_then(Money::new)
    }

    /// The currency with this code, in capitals.
    ///
    /// # Errors
    /// [`UnknownCurrency`] for a code that ISO 4217 does not list.
    pub fn new(code: &str) -> Result<Currency, UnknownCurrency> {
        Currency::all().find(|currency| currency.code() == code).ok_or(UnknownCurrency)
    }

    /// Every currency, by number of decimals and code.
    pub fn all() -> impl Iterator<Item = Currency> {
        BY_EXPONENT.iter().flat_map(|&(exponent, codes)| {
            codes
                .split_ascii_whitespace()
                .filter_map(move |code| Some(Currency { code: code.as_bytes().try_into().ok()?, exponent }))
        })
    }

    /// The three-letter code.
    #[must_use]
    pub fn code(&self) -> &str {
        str::from_utf8(&self.code).unwrap_or_default()
    }

    /// Decimals of the minor unit: 0 for yen, 2 for dollars, 3 for Kuwaiti dinars.
    #[must_use]
    pub const fn exponent(&self) -> u8 {
        self.exponent
    }
}

impl fmt::Debug for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_the_minor_unit_of_each_currency() {
        for (code, exponent) in [("JPY", 0), ("USD", 2), ("KWD", 3), ("EUR", 2), ("TND", 3)] {
            assert_eq!(Currency::new(code).map(|c| c.exponent()), Ok(exponent), "{code}");
        }
        assert_eq!(Currency::new("usd"), Err(UnknownCurrency));
        assert_eq!(Currency::new("XXX"), Err(UnknownCurrency));
        assert_eq!(Currency::new("USD"), Ok(Currency::USD));
    }
}
