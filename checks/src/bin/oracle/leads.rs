use concord_core::scorecard::{
    Criteria, Criterion, Indicator, Kind, Lead, Overlap, OverlapScale, Partner, Points, Rating, Scorecard, Weight,
};
use concord_core::split::Share;
use concord_core::value::{Id, Name};
use serde_json::{Value, json};

use crate::case::{Case, Refused};

/// Who leads on a scorecard, and what would change that.
pub(crate) fn lead(case: Case<'_>) -> Result<Value, Refused> {
    let mut indicators: Vec<Vec<Id>> = Vec::new();
    let mut criteria = Vec::new();
    for criterion in case.list("criteria")? {
        let place = indicators.len() as u128;
        let ids: Vec<Id> = (0..criterion.number::<u8>("indicators")?)
            .map(|at| Id::from_u128(Indicator::CLIENT_OVERLAP.as_u128() + place * 0x100 + u128::from(at)))
            .collect();
        let named = ids.iter().map(|&id| Ok(Indicator::new(id, Name::new("Indicator")?)));
        let weight = Weight::new(criterion.number("weight")?)?;
        let id = Id::from_u128(criterion.number("id")?);
        criteria.push(Criterion::new(id, Name::new("Criterion")?, weight, named.collect::<Result<_, Refused>>()?)?);
        indicators.push(ids);
    }
    let partners = case.list("partners")?.map(|row| partner(row, &indicators)).collect::<Result<_, _>>()?;
    let card = Scorecard::new(Criteria::new(criteria)?, OverlapScale::USUAL, partners)?;
    Ok(match Lead::new(&card) {
        Lead::Incomparable => json!({ "lead": "incomparable" }),
        Lead::Level { partners } => {
            json!({ "lead": "level", "partners": partners.into_iter().map(number).collect::<Vec<_>>() })
        }
        Lead::Fixed { leader } => json!({ "lead": "fixed", "leader": number(leader) }),
        Lead::Open(change) => json!({
            "lead": "open",
            "leader": number(change.leader),
            "rival": number(change.rival),
            "criterion": number(change.criterion),
            "from": fraction(change.from),
            "to": fraction(change.to),
            "partial": change.is_partial,
        }),
    })
}

fn partner(row: Case<'_>, indicators: &[Vec<Id>]) -> Result<Partner, Refused> {
    let mut partner = Partner::new(Id::from_u128(row.number("id")?), Name::new("Partner")?, Kind::default());
    for (ratings, ids) in row.list("ratings")?.zip(indicators) {
        let ratings = ratings.0.as_array().ok_or_else(|| Refused("ratings are no list".to_string()))?;
        for (rating, &indicator) in ratings.iter().zip(ids) {
            let rating = match Case(rating) {
                Case(Value::Null) => Rating::Unknown,
                points => Rating::Exact(Points::new(points.as_number()?)?),
            };
            partner = partner.judged(indicator, rating.into());
        }
    }
    let counts = row.optional("overlap", |counts| {
        Ok(Overlap::new(counts.number("yours")?, counts.number("theirs")?, counts.number("shared")?)?)
    })?;
    Ok(partner.with_overlap(counts))
}

fn number(id: Id) -> u64 {
    u64::try_from(id.as_u128()).unwrap_or(u64::MAX)
}

fn fraction(share: Share) -> String {
    let (numer, denom) = share.fraction();
    format!("{numer}/{denom}")
}
