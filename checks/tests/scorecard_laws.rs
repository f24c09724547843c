//! Laws of the scorecard: the order in which anything is listed and the scale of the weights do not matter, shown parts add
//! up, chances sum to one, and to know less about another never puts a partner lower.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a failed unwrap is a failed test")]

use concord_core::scorecard::{
    Chances, Criteria, Criterion, Draws, Indicator, Kind, Lead, Overlap, OverlapScale, Partner, Points, Rating, Score,
    Scorecard, Uncertain, Weight, ranked, verdict,
};
use concord_core::value::{Id, Name, Rate, Side};
use proptest::collection::vec;
use proptest::prelude::*;

const DRAWS: u32 = 200;

/// A scorecard as plain lists, so that it can be put in another order or weighed otherwise before it is built.
#[derive(Clone, Debug)]
struct Table {
    /// Weight and indicator ids of each criterion.
    criteria: Vec<(u16, Vec<u128>)>,
    partners: Vec<Row>,
    scored: Side,
}

#[derive(Clone, Debug)]
struct Row {
    id: u128,
    /// A rating of each indicator, by its id.
    ratings: Vec<(u128, Option<u8>)>,
    overlap: Option<(u32, u32, u32)>,
}

fn name() -> Name {
    Name::new("Larkspur").unwrap()
}

impl Table {
    fn criteria(&self, order: &[usize]) -> Criteria {
        let criteria = order.iter().map(|&at| {
            let (weight, indicators) = &self.criteria[at];
            let indicators = indicators.iter().map(|&id| Indicator::new(Id::from_u128(id), name())).collect();
            Criterion::new(Id::from_u128(at as u128 + 1), name(), Weight::new(*weight).unwrap(), indicators).unwrap()
        });
        Criteria::new(criteria.collect()).unwrap()
    }

    fn card(&self) -> Scorecard {
        self.card_of(&(0..self.criteria.len()).collect::<Vec<_>>())
    }

    /// The scorecard with its criteria in this order.
    fn card_of(&self, order: &[usize]) -> Scorecard {
        let partners = self.partners.iter().map(|row| {
            let partner = Partner::new(Id::from_u128(row.id), name(), Kind::CoCreation);
            let rated = row.ratings.iter().fold(partner, |partner, &(indicator, points)| {
                let rating = points.map_or(Rating::Unknown, |points| Rating::Exact(Points::new(points).unwrap()));
                partner.judged(Id::from_u128(indicator), rating.into())
            });
            rated.with_overlap(row.overlap.map(|(yours, theirs, shared)| Overlap::new(yours, theirs, shared).unwrap()))
        });
        let scale = OverlapScale { scored: self.scored, ..OverlapScale::USUAL };
        Scorecard::new(self.criteria(order), scale, partners.collect()).unwrap()
    }
}

/// Few different ratings, so that totals are often equal; and often unknown.
fn points() -> impl Strategy<Value = Option<u8>> {
    prop_oneof![
        2 => Just(None),
        4 => prop_oneof![Just(20_u8), Just(50), Just(80)].prop_map(Some),
        1 => (0..=100_u8).prop_map(Some),
    ]
}

fn overlap() -> impl Strategy<Value = Option<(u32, u32, u32)>> {
    let counts = (0..=30_u32, 0..=100_000_u32)
        .prop_flat_map(|(yours, theirs)| (Just(yours), Just(theirs), 0..=yours.min(theirs)));
    prop_oneof![2 => Just(None), 1 => counts.prop_map(Some)]
}

fn table(partners: std::ops::Range<usize>) -> impl Strategy<Value = Table> {
    let weight = prop_oneof![1 => Just(0_u16), 3 => 1..=50_u16, 1 => 0..=1_000_u16];
    let criteria = vec((weight, 1..=4_usize), 1..=5).prop_map(|criteria| {
        // The first indicator of all is the overlap; the others are numbered across the criteria.
        let mut id = 0x100;
        let numbered = criteria.into_iter().map(|(weight, count)| {
            let ids = (0..count).map(|_| {
                id += 1;
                id
            });
            (weight, ids.collect::<Vec<u128>>())
        });
        numbered.collect::<Vec<_>>()
    });
    let weighted =
        criteria.prop_filter("something has weight", |criteria| criteria.iter().any(|&(weight, _)| weight > 0));
    (weighted, partners, any::<bool>()).prop_flat_map(|(criteria, count, is_yours)| {
        let indicators: Vec<u128> = criteria.iter().flat_map(|(_, ids)| ids.clone()).collect();
        let row = (vec(points(), indicators.len()), overlap());
        vec(row, count).prop_map(move |rows| Table {
            criteria: criteria.clone(),
            partners: (1..)
                .zip(rows)
                .map(|(id, (points, overlap))| Row {
                    // Ids whose order is not that of their numbers' text.
                    id: id * 7 % 11 + 1,
                    ratings: indicators.iter().copied().zip(points).collect(),
                    overlap,
                })
                .collect(),
            scored: if is_yours { Side::You } else { Side::Them },
        })
    })
}

/// A table, and orders of its criteria, indicators and partners other than its own.
fn reordered() -> impl Strategy<Value = (Table, Table, Vec<usize>)> {
    table(1..5).prop_flat_map(|table| {
        let order: Vec<usize> = (0..table.criteria.len()).collect();
        let indicators: Vec<_> = table.criteria.iter().map(|(_, ids)| Just(ids.clone()).prop_shuffle()).collect();
        let partners = Just(table.partners.clone()).prop_shuffle();
        (Just(table), indicators, partners, Just(order).prop_shuffle()).prop_map(
            |(table, indicators, partners, order)| {
                let weights = table.criteria.iter().map(|&(weight, _)| weight);
                let other = Table { criteria: weights.zip(indicators).collect(), partners, ..table.clone() };
                (table, other, order)
            },
        )
    })
}

fn drawn(card: &Scorecard) -> Chances {
    let mut draws = Draws::new(&Uncertain::of(card), 5);
    draws.advance(DRAWS);
    draws.chances()
}

/// What a score says, whatever the order of the criteria.
fn said(score: &Score) -> impl PartialEq + std::fmt::Debug + use<> {
    let mut criteria: Vec<_> =
        score.criteria.iter().map(|each| (each.criterion, each.mark, each.known, each.of)).collect();
    criteria.sort_unstable_by_key(|&(criterion, ..)| criterion);
    let parts = score.shown().map(|shown| {
        let mut parts = shown.parts;
        parts.sort_unstable();
        (shown.total, parts)
    });
    (score.total, score.coverage, score.low, score.high, criteria, parts)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn the_order_of_anything_does_not_matter((table, other, order) in reordered()) {
        let (card, other) = (table.card(), other.card_of(&order));
        for score in card.scores() {
            let same = other.scores().into_iter().find(|same| same.partner == score.partner).unwrap();
            prop_assert_eq!(said(&score), said(&same));
        }
        prop_assert_eq!(Lead::new(&card), Lead::new(&other));
        let (chances, others) = (drawn(&card), drawn(&other));
        prop_assert_eq!(&chances, &others);
        prop_assert_eq!(ranked(&card, &chances), ranked(&other, &others));
        prop_assert_eq!(verdict(&card, &chances).pick(), verdict(&other, &others).pick());
    }

    #[test]
    fn scaling_the_weights_changes_nothing(table in table(1..5), factor in 2..=10_u16) {
        let scaled = table.criteria.iter().map(|(weight, ids)| (weight * factor, ids.clone())).collect();
        let (card, scaled) = (table.card(), Table { criteria: scaled, ..table }.card());
        for (score, other) in card.scores().iter().zip(scaled.scores()) {
            prop_assert_eq!(said(score), said(&other));
        }
        prop_assert_eq!(Lead::new(&card), Lead::new(&scaled));
        prop_assert_eq!(drawn(&card), drawn(&scaled));
    }

    #[test]
    fn shown_parts_add_up_to_the_shown_total(table in table(1..4)) {
        for score in table.card().scores() {
            prop_assert_eq!(score.shown().is_some(), score.total.is_some());
            let Some(shown) = score.shown() else { continue };
            let sum: u64 = shown.parts.iter().map(|&(_, part)| part.millionths()).sum();
            prop_assert_eq!(sum, shown.total.millionths());
            prop_assert!((shown.total.to_f64() - score.total.unwrap().to_f64()).abs() < 0.050_001);
        }
    }

    #[test]
    fn a_score_lies_in_the_interval_that_is_open(table in table(1..4)) {
        for score in table.card().scores() {
            prop_assert!(score.low <= score.high);
            prop_assert!(score.total.is_none_or(|total| score.low <= total && total <= score.high));
            // It is as wide as the share of the weight that is unknown, which is stated to the millionth.
            let width = score.high.to_f64() - score.low.to_f64();
            prop_assert!((width - f64::from(score.coverage.rest().ppm()) / 1e4).abs() < 0.000_1);
            if score.coverage == Rate::FULL {
                prop_assert_eq!((Some(score.low), Some(score.high)), (score.total, score.total));
            }
        }
    }

    #[test]
    fn chances_sum_to_one(table in table(1..9)) {
        let chances = drawn(&table.card());
        let fractions: Vec<_> = chances.iter().map(|(_, chance)| chance.fraction()).collect();
        let sum: u64 = fractions.iter().map(|&(credit, _)| credit).sum();
        prop_assert!(sum > 0 && fractions.iter().all(|&(_, of)| of == sum));
        prop_assert_eq!(fractions.len(), table.partners.len());
        // A draw is worth the same however many share it.
        let alone = Table { partners: table.partners[..1].to_vec(), ..table };
        prop_assert_eq!(drawn(&alone.card()).iter().next().unwrap().1.fraction().1, sum);
    }

    #[test]
    fn slices_draw_what_the_whole_draws(table in table(1..5), slices in vec(0..=60_u32, 0..6)) {
        let card = table.card();
        let mut draws = Draws::new(&Uncertain::of(&card), 9);
        for count in &slices {
            draws.advance(*count);
        }
        let mut whole = Draws::new(&Uncertain::of(&card), 9);
        whole.advance(slices.iter().sum());
        prop_assert_eq!(draws.chances(), whole.chances());
    }

    #[test]
    fn a_better_rating_never_lowers_a_chance(
        table in table(2..5),
        partner: prop::sample::Index,
        indicator: prop::sample::Index,
        points in 0..=100_u8,
    ) {
        let partner = partner.index(table.partners.len());
        let indicator = indicator.index(table.partners[partner].ratings.len());
        let mut better = table.clone();
        let rating = &mut better.partners[partner].ratings[indicator].1;
        prop_assume!(rating.is_some_and(|before| before <= points));
        *rating = Some(points);
        let id = Id::from_u128(table.partners[partner].id);
        // The weights and everything unknown are drawn as before, so that this holds draw by draw.
        prop_assert!(drawn(&better.card()).of(id) >= drawn(&table.card()).of(id));
    }

    #[test]
    fn to_know_less_about_another_never_puts_a_better_partner_lower(
        table in table(2..6),
        worse in vec(0..=3_u8, 20),
        forgotten in vec(any::<bool>(), 20),
    ) {
        // The second is the first, but somewhat worse where it is known, and known in fewer places.
        let mut table = table;
        let better = table.partners[0].clone();
        table.partners[0].overlap = None;
        table.partners[1].overlap = None;
        let others = better.ratings.iter().zip(&worse).zip(&forgotten);
        table.partners[1].ratings = others
            .map(|((&(id, points), by), forgotten)| {
                (id, points.filter(|_| !forgotten).map(|points| points.saturating_sub(by * 20)))
            })
            .collect();
        let weighted: Vec<u128> = table.criteria.iter().filter(|each| each.0 > 0).flat_map(|each| each.1.clone()).collect();
        let is_better = better.ratings.iter().zip(&table.partners[1].ratings).any(|(ours, theirs)| {
            weighted.contains(&ours.0) && theirs.1.is_some() && ours.1 > theirs.1
        });
        prop_assume!(is_better);
        let card = table.card();
        let order = ranked(&card, &drawn(&card));
        let place = |row: usize| order.iter().position(|id| id.as_u128() == table.partners[row].id).unwrap();
        prop_assert!(place(0) < place(1));
    }

    #[test]
    fn everybody_is_ranked_once(table in table(0..8)) {
        let card = table.card();
        let mut order = ranked(&card, &drawn(&card));
        order.sort_unstable();
        let mut ids: Vec<Id> = card.partners().iter().map(Partner::id).collect();
        ids.sort_unstable();
        prop_assert_eq!(order, ids);
    }
}
