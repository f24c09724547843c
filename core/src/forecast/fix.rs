use super::assess::failures;
use super::compare::{Ground, Tract};
use super::{Assumptions, Case, Figures, Offer};
use crate::terms::{Parameter, Setting, Simplicity, Terms};
use crate::value::{Currency, Id, Money, OutOfRange, Rate};

/// What would make terms work where none on the table does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fix {
    /// One number of one offer changed, by the smallest factor that is enough.
    Change {
        /// The offer.
        id: Id,
        /// Which number.
        parameter: Parameter,
        /// What it is.
        from: Setting,
        /// What it would have to be.
        to: Setting,
    },
    /// The introductions bring too little to pay both sides' record keeping: no terms help.
    VolumeTooSmall {
        /// What the introductions bring in a usual year, before anything is paid.
        added: Money,
        /// What the least record keeping of any terms costs both sides together.
        administration: Money,
    },
    /// No single number is enough.
    NoSingleChange,
}

/// The steps between round amounts, as leading digits.
const LEADING: [i64; 10] = [10, 12, 15, 20, 25, 30, 40, 50, 60, 80];
const MONTHS: [u16; 12] = [1, 2, 3, 4, 6, 9, 12, 18, 24, 36, 48, 60];
/// No change by more than this factor is proposed: it would be another offer.
const FURTHEST: f64 = 20.0;

/// Searches the offers for the smallest change of one number after which an offer passes every test.
pub(super) fn search(
    assumptions: &Assumptions,
    ground: &Ground,
    offers: &[Offer],
    currency: Currency,
) -> Result<Fix, OutOfRange> {
    let receiver = assumptions.direction.receiver();
    if let (Some(year), Some(offer)) = (ground.years.first(), offers.first()) {
        // Whatever is on the table, other terms may ask for less record keeping.
        let usual = Simplicity::ALL.map(Simplicity::administration);
        let each = offers.iter().map(Offer::administration).chain(usual);
        let each = each.map(|each| Ok((year.hours(each)?, each))).collect::<Result<Vec<_>, OutOfRange>>()?;
        let least = each.into_iter().min_by_key(|(hours, _)| *hours).map_or(offer.administration(), |(_, least)| least);
        let idle = year.figures(&offer.terms, least)?;
        let administration = Money::total([idle.administration.you, idle.administration.them])?;
        let added = Money::total([*idle.gain.of(receiver), idle.payout, *idle.administration.of(receiver)])?;
        if added <= administration {
            return Ok(Fix::VolumeTooSmall { added, administration });
        }
    }
    let mut candidates: Vec<(f64, &Offer, Parameter, Setting, Setting)> = Vec::new();
    for offer in offers {
        for (parameter, from) in offer.terms.parameters() {
            let steps = steps(from, currency).into_iter();
            candidates.extend(steps.map(|(factor, to)| (factor, offer, parameter, from, to)));
        }
    }
    // Stable: of equally small changes the one in the first offer.
    candidates.sort_by(|a, b| a.0.total_cmp(&b.0));
    for (_, offer, parameter, from, to) in candidates {
        if let Some(terms) = offer.terms.with(parameter, to)
            && works(assumptions, ground, offer, &terms)?
        {
            return Ok(Fix::Change { id: offer.id, parameter, from, to });
        }
    }
    Ok(Fix::NoSingleChange)
}

fn works(assumptions: &Assumptions, ground: &Ground, offer: &Offer, terms: &Terms) -> Result<bool, OutOfRange> {
    // The same hours as the offer's own, unless the change makes the model another.
    let administration = offer.administration.unwrap_or_else(|| terms.administration());
    let mut usual: Option<Figures> = None;
    for (&case, year) in ground.cases.iter().zip(&ground.years) {
        let figures = Tract::figures(year, terms, administration)?;
        let usual = usual.get_or_insert(figures);
        if failures(assumptions, case, &figures, usual).next().is_some() {
            return Ok(false);
        }
    }
    Ok(matches!(ground.cases.first(), Some(Case::Likely)))
}

/// Round values around a setting, each with the factor by which it differs.
fn steps(from: Setting, currency: Currency) -> Vec<(f64, Setting)> {
    let settings: Vec<(f64, f64, Setting)> = match from {
        Setting::Money(now) => {
            let unit = 10_i64.pow(u32::from(currency.exponent()));
            (0..14)
                .flat_map(|power| LEADING.map(|lead| lead.checked_mul(10_i64.pow(power))?.checked_mul(unit)))
                .flatten()
                .filter_map(|minor| Money::new(minor / 10).ok())
                .map(|to| (now.minor() as f64, to.minor() as f64, Setting::Money(to)))
                .collect()
        }
        Setting::Rate(now) => (1..=200)
            .filter_map(|halves| Rate::new(halves * 5_000).ok())
            .map(|to| (f64::from(now.ppm()), f64::from(to.ppm()), Setting::Rate(to)))
            .collect(),
        Setting::Months(now) => MONTHS.iter().map(|&to| (f64::from(now), f64::from(to), Setting::Months(to))).collect(),
    };
    settings
        .into_iter()
        .filter(|(now, to, _)| now.total_cmp(to).is_ne() && *to > 0.0)
        .map(|(now, to, setting)| ((to / now).max(now / to), setting))
        // A setting of 0 has no factor; any round value may replace it, the smallest first.
        .filter(|(factor, _)| *factor <= FURTHEST || factor.is_infinite())
        .collect()
}
