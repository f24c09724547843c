use super::*;

const WEIGHTS: [u8; 2] = [30, 10];

fn partner(id: u128) -> Partner {
    Partner::new(Id::from_u128(id), Name::new("Harbor Copy").unwrap(), Kind::ReferralExchange)
}

#[test]
fn partners_are_added_replaced_and_removed() {
    let before = card(WEIGHTS, &[["80", "20"]]);
    let added = before.with_added(partner(9)).unwrap();
    assert_eq!((added.partners().len(), before.partners().len()), (2, 1));
    let renamed = added.with_replaced(&partner(9).renamed(Name::new("Larkspur").unwrap())).unwrap();
    assert_eq!(renamed.partner(Id::from_u128(9)).unwrap().name().as_str(), "Larkspur");
    assert_eq!(renamed.without(Id::from_u128(9)), Ok(before.clone()));
    let unknown = Err(ScorecardError::UnknownPartner { partner: Id::from_u128(9) });
    assert_eq!(before.without(Id::from_u128(9)), unknown);
    assert_eq!(before.with_replaced(&partner(9)), unknown);
    assert_eq!(added.with_added(partner(9)), Err(ScorecardError::PartnerTwice { partner: Id::from_u128(9) }));
    let many: Vec<Partner> = (0..=1_000).map(partner).collect();
    let build = |partners: &[Partner]| {
        Scorecard::new(Criteria::usual(), OverlapScale::USUAL, partners.to_vec()).map(|card| card.partners().len())
    };
    assert_eq!((build(&many[..1_000]), build(&many)), (Ok(1_000), Err(ScorecardError::TooManyPartners)));
}

#[test]
fn only_indicators_that_there_are_can_be_judged() {
    let indicator = Id::from_u128(0x999);
    let judged = partner(9).judged(indicator, Rating::Weak.into());
    let unknown = ScorecardError::UnknownIndicator { partner: judged.id(), indicator };
    let before = card(WEIGHTS, &[["80", "20"]]);
    assert_eq!(before.with_added(judged.clone()), Err(unknown));
    let replaced = before.with_added(partner(9)).unwrap().with_replaced(&judged);
    assert_eq!(replaced, Err(unknown));
}

#[test]
fn judgements_go_with_their_criterion() {
    let before = card(WEIGHTS, &[["80", "20"], ["?", "40"]]);
    let after = before.with_criteria(before.criteria().without(Id::from_u128(2)).unwrap());
    let counts: Vec<_> = after.partners().iter().map(|partner| partner.judgements().len()).collect();
    assert_eq!(counts, [1, 0]);
    assert_eq!(after.scores()[0].total, Some(Mark::whole(80)));
    let rebuilt = Scorecard::new(after.criteria().clone(), after.scale(), after.partners().to_vec());
    assert_eq!(rebuilt, Ok(after));
}
