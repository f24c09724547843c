//! Laws of the scorecard: the order in which anything is listed and the scale of the weights do not matter, shown parts add
//! up, chances sum to one, and to know less about another never puts a partner lower.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a failed unwrap is a failed test")]

use concord_core::engine::wire::{OutcomeV1, TaskV1};
use concord_core::engine::{Firmness, Run, Task};
use concord_core::scorecard::{
    Chances, Criteria, Criterion, Draws, Indicator, Kind, Lead, Overlap, OverlapScale, Partner, Points, Ranking,
    Rating, Score, Scorecard, Sheet, Totals, Uncertain, Weight, ranked, verdict,
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
                    id: id * 47 % 101 + 1,
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

/// Cards as large and as awkward as they can be: weights of nothing, of a hundredth and of everything, up to twelve
/// indicators, unknown in whole criteria, and long lists of clients. Rows are often alike but for their lists, so that
/// scores are equal or nearly so.
fn wide(partners: std::ops::RangeInclusive<usize>) -> impl Strategy<Value = Table> {
    let weight =
        prop_oneof![1 => Just(0_u16), 2 => Just(1), 3 => Just(10_000), 2 => 9_000..=10_000_u16, 2 => 0..=10_000_u16];
    let criteria = vec((weight, 1..=12_usize), 1..=12)
        .prop_filter("something has weight", |criteria| criteria.iter().any(|&(weight, _)| weight > 0));
    (criteria, partners, 60_000..=100_000_u32).prop_flat_map(|(criteria, count, clients)| {
        let ids = |place: usize, count: usize| (0..count).map(move |at| 0x101 + (place * 0x10 + at) as u128).collect();
        let criteria: Vec<(u16, Vec<u128>)> =
            criteria.into_iter().enumerate().map(|(place, (weight, count))| (weight, ids(place, count))).collect();
        let indicators: Vec<u128> = criteria.iter().flat_map(|(_, ids)| ids.clone()).collect();
        let alike = vec(vec(points(), indicators.len()), 1..=3);
        let row =
            (0..3_usize, prop::option::of((clients - 3..=clients, clients - 9_000..=clients - 8_997)), any::<u64>());
        (alike, vec(row, count)).prop_map(move |(alike, rows)| Table {
            criteria: criteria.clone(),
            partners: (1..)
                .zip(rows)
                .map(|(id, (which, overlap, forgotten))| Row {
                    id: id * 7 % 1_009 + 1,
                    ratings: indicators
                        .iter()
                        .zip(&alike[which % alike.len()])
                        .map(|(&id, &points)| {
                            // Now and then nothing is known of a whole criterion.
                            let criterion = (id - 0x101) / 0x10;
                            (id, points.filter(|_| (forgotten >> (criterion * 4)) % 16 > 0))
                        })
                        .collect(),
                    overlap: overlap.map(|(yours, shared)| (yours, 100_000, shared.min(yours))),
                })
                .collect(),
            scored: Side::You,
        })
    })
}

/// A score by its definition as numerator and denominator, written out; none where nothing with weight is known.
fn defined(table: &Table, row: &Row) -> Option<(i128, i128)> {
    // The share of the clients that is scored by the lines through (0, 0), (40, 100), (60, 100) and (100, 0).
    let overlap = row.overlap.and_then(|(yours, theirs, shared)| {
        let of = i128::from(if table.scored == Side::You { yours } else { theirs });
        let shared = i128::from(shared);
        match 100 * shared {
            _ if of == 0 => None,
            share if share < 40 * of => Some((10_000 * shared, 40 * of)),
            share if share > 60 * of => Some((10_000 * (of - shared), 40 * of)),
            _ => Some((100, 1)),
        }
    });
    let (mut numer, mut denom) = (0, 0);
    let unit = overlap.map_or(1, |(_, denom)| denom);
    for (weight, ids) in &table.criteria {
        let rated = ids.iter().filter_map(|&id| match overlap {
            Some((numer, _)) if id == 0x101 => Some(numer),
            _ => row.ratings.iter().find(|rating| rating.0 == id)?.1.map(|points| i128::from(points) * unit),
        });
        let rated: Vec<i128> = rated.collect();
        if let Some(part) = 27_720_i128.checked_div(rated.len() as i128) {
            numer += i128::from(*weight) * rated.iter().sum::<i128>() * part;
            denom += i128::from(*weight) * 27_720 * unit;
        }
    }
    (denom > 0).then_some((numer, denom))
}

/// The higher score first; no score is the lowest.
fn compared(a: Option<(i128, i128)>, b: Option<(i128, i128)>) -> std::cmp::Ordering {
    match (a, b) {
        (Some((a, of_a)), Some((b, of_b))) => (b * of_a).cmp(&(a * of_b)),
        (a, b) => b.is_some().cmp(&a.is_some()),
    }
}

/// The ids in the order of a scorecard's scores.
fn in_order(card: &Scorecard) -> Vec<u128> {
    let mut ranking = Ranking::default();
    card.sheet().rank(&card.totals(), &mut ranking);
    card.sheet().in_order(&ranking).map(|row| card.partners()[row].id().as_u128()).collect()
}

/// The partners by chance, each after all that are better on everything known about it: one by one, by the definition.
fn placed(table: &Table, card: &Scorecard, chances: &Chances) -> Vec<Id> {
    let weighted: Vec<u128> = table.criteria.iter().filter(|each| each.0 > 0).flat_map(|each| each.1.clone()).collect();
    let mark = |id: Id, of: u128| card.partner(id).unwrap().mark(Id::from_u128(of), card.scale());
    let is_better = |ours: Id, theirs: Id| {
        let known = || weighted.iter().filter(|&&of| mark(theirs, of).is_some());
        known().all(|&of| mark(ours, of) >= mark(theirs, of)) && known().any(|&of| mark(ours, of) > mark(theirs, of))
    };
    let by_score = in_order(card);
    let place = |id: Id| by_score.iter().position(|&other| other == id.as_u128());
    let mut ids: Vec<Id> = card.partners().iter().map(Partner::id).collect();
    ids.sort_by_key(|&id| (std::cmp::Reverse(chances.of(id)), place(id)));
    let (mut placed, mut waiting): (Vec<Id>, Vec<Id>) = (Vec::new(), Vec::new());
    for &id in &ids {
        waiting.push(id);
        let is_free = |&id: &Id, placed: &[Id]| {
            ids.iter().all(|&other| placed.contains(&other) || other == id || !is_better(other, id))
        };
        while let Some(at) = waiting.iter().position(|id| is_free(id, &placed)) {
            placed.push(waiting.remove(at));
        }
    }
    placed
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn a_sheet_scores_as_the_definition_does(table in prop_oneof![wide(1..=40), table(1..5)]) {
        let card = table.card();
        let totals = card.totals();
        prop_assert_eq!(totals.len(), table.partners.len());
        for (place, row) in table.partners.iter().enumerate() {
            // A mark shows its numerator and denominator.
            let found = totals.get(place).map(|mark| {
                let (numer, denom) = (format!("{mark:?}").split_once('/').map(|(n, d)| (n.to_owned(), d.to_owned()))).unwrap();
                (numer.parse::<i128>().unwrap(), denom.parse::<i128>().unwrap())
            });
            let defined_here = defined(&table, row);
            prop_assert_eq!(found.is_some(), defined_here.is_some());
            prop_assert!(compared(found, defined_here).is_eq(), "{:?} {:?}", found, defined_here);
            let others = table.partners.iter().enumerate().filter(|&(other, _)| other != place);
            let tied: Vec<usize> = others
                .filter(|(_, other)| defined_here.is_some() && compared(defined(&table, other), defined_here).is_eq())
                .map(|(other, _)| other)
                .collect();
            prop_assert_eq!(totals.tied(place).collect::<Vec<_>>(), tied);
        }
    }

    #[test]
    fn the_order_is_that_of_the_exact_scores(table in prop_oneof![wide(1..=40), table(1..5)]) {
        let mut rows: Vec<&Row> = table.partners.iter().collect();
        rows.sort_by(|a, b| compared(defined(&table, a), defined(&table, b)).then(a.id.cmp(&b.id)));
        let order = in_order(&table.card());
        prop_assert_eq!(&order, &rows.iter().map(|row| row.id).collect::<Vec<_>>());
        let reversed = Table { partners: table.partners.iter().rev().cloned().collect(), ..table.clone() };
        prop_assert_eq!(in_order(&reversed.card()), order.clone());
        let halves = table.criteria.iter().all(|(weight, _)| weight % 2 == 0);
        let factor = |weight: u16| if halves { weight / 2 } else { weight };
        let scaled = table.criteria.iter().map(|(weight, ids)| (factor(*weight), ids.clone())).collect();
        prop_assert_eq!(in_order(&Table { criteria: scaled, ..table }.card()), order);
    }

    #[test]
    fn other_weights_on_a_sheet_score_as_a_sheet_of_their_own(table in wide(1..=20), weights in vec(0..=10_000_u16, 12)) {
        let criteria: Vec<_> =
            table.criteria.iter().zip(&weights).map(|((_, ids), &weight)| (weight, ids.clone())).collect();
        prop_assume!(criteria.iter().any(|each| each.0 > 0));
        let other = Table { criteria, ..table.clone() }.card();
        let mut totals = table.card().totals();
        let card = table.card();
        card.sheet().weigh(other.criteria(), &mut totals);
        let scores: Vec<_> = other.scores().iter().map(|score| score.total).collect();
        prop_assert_eq!((0..totals.len()).map(|row| totals.get(row)).collect::<Vec<_>>(), scores);
        // The same by way of the scorecard, which keeps its sheet, and with figures as exact as those of a new one.
        prop_assert_eq!(&card.with_criteria(other.criteria().clone()), &other);
        prop_assert_eq!(card.with_criteria(other.criteria().clone()).scores(), other.scores());
        prop_assert_eq!(card.with_criteria(other.criteria().clone()).written(), other.written());
    }

    #[test]
    fn coverage_is_known_without_the_score(table in wide(1..=20), percent in 1..=100_u32) {
        let card = table.card();
        for (row, score) in card.scores().iter().enumerate() {
            let (ppm, least) = (score.coverage.ppm(), percent * 10_000);
            // The score says it to the nearest part per million.
            prop_assume!(ppm != least || percent == 100);
            prop_assert_eq!(card.coverage().is_at_least(row, Rate::percent(percent)), ppm >= least);
        }
    }

    #[test]
    fn the_order_by_chance_is_that_of_the_definition(table in prop_oneof![table(2..9), table(60..75)]) {
        let card = table.card();
        let chances = drawn(&card);
        prop_assert_eq!(ranked(&card, &chances), placed(&table, &card, &chances));
    }

    #[test]
    fn a_lead_among_many_is_the_smallest_of_all(
        points in vec([0..=100_u8, 0..=100_u8, 0..=100_u8], 2..=150),
        weights in [1..=20_u16, 1..=20_u16, 1..=20_u16],
    ) {
        let criteria = (0..3).map(|at| (weights[at], vec![0x201 + at as u128])).collect();
        let row = |(id, points): (u128, &[u8; 3])| Row {
            id,
            ratings: (0..3).map(|at| (0x201 + at as u128, Some(points[at]))).collect(),
            overlap: None,
        };
        let table = Table { criteria, partners: (1..).zip(&points).map(row).collect(), scored: Side::You };
        let weights = weights.map(i128::from);
        let total: i128 = weights.iter().sum();
        let score = |points: &[u8; 3]| (0..3).map(|at| weights[at] * i128::from(points[at])).sum::<i128>();
        let best = points.iter().map(score).max().unwrap();
        let first = points.iter().filter(|points| score(points) == best).count();
        let lead = Lead::new(&table.card());
        if first > 1 {
            let is_level = matches!(lead, Lead::Level { partners } if partners.len() == first);
            prop_assert!(is_level);
            return Ok(());
        }
        let leader = points.iter().find(|points| score(points) == best).unwrap();
        // |G(1 − w)/(d + G)|, in whole numbers.
        let mut smallest: Option<((i128, i128), usize, usize)> = None;
        for at in 0..3 {
            for (rival, theirs) in points.iter().enumerate().filter(|&(_, theirs)| score(theirs) < best) {
                let (ahead, gain) = (best - score(theirs), i128::from(theirs[at]) - i128::from(leader[at]));
                if gain >= 0 || weights[at] * -gain >= ahead {
                    let size = (ahead * (total - weights[at]), (gain * total + ahead).abs());
                    if smallest.is_none_or(|(other, ..)| size.0 * other.1 < other.0 * size.1) {
                        smallest = Some((size, at, rival));
                    }
                }
            }
        }
        match (lead, smallest) {
            (Lead::Open(change), Some((_, at, rival))) => {
                prop_assert_eq!((change.criterion.as_u128(), change.rival.as_u128()), (at as u128 + 1, rival as u128 + 1));
            }
            (lead, smallest) => {
                let is_fixed = matches!(lead, Lead::Fixed { .. });
                prop_assert!(is_fixed && smallest.is_none());
            }
        }
    }
}

#[test]
fn a_thousand_and_none_are_scored_as_each_alone() {
    let card = concord_checks::scorecard(1_000);
    let totals = card.totals();
    assert_eq!(totals.len(), 1_000);
    for (row, partner) in card.partners().iter().enumerate() {
        assert_eq!(totals.get(row), Score::new(card.criteria(), card.scale(), partner).total);
        assert_eq!(card.sheet().row(partner.id()), Some(row));
    }
    let order = in_order(&card);
    let total = |id: &u128| (totals.get(card.sheet().row(Id::from_u128(*id)).unwrap()), std::cmp::Reverse(*id));
    assert!(order.len() == 1_000 && order.is_sorted_by(|a, b| total(a) > total(b)));
    let (mut none, mut ranking) = (Totals::default(), Ranking::default());
    let empty = Sheet::new(card.criteria(), card.scale(), &[]);
    empty.weigh(card.criteria(), &mut none);
    empty.rank(&none, &mut ranking);
    assert!(none.is_empty() && empty.in_order(&ranking).next().is_none());
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
    fn a_task_comes_to_the_same_whole_sliced_and_across_the_message_boundary(
        table in table(0..5),
        seed in any::<u64>(),
        slices in vec(0..=60_u32, 0..6),
    ) {
        let task = Task::Firmness(Firmness::new(Uncertain::of(&table.card()), seed, DRAWS).unwrap());
        let sent = serde_json::to_string(&TaskV1::from(&task)).unwrap();
        let received = Task::try_from(serde_json::from_str::<TaskV1>(&sent).unwrap());
        prop_assert_eq!(received.as_ref(), Ok(&task));
        let (mut run, mut slices) = (Run::new(&received.unwrap()), slices.into_iter());
        while run.rest() > 0 {
            run.advance(slices.next().unwrap_or(DRAWS));
        }
        let back = serde_json::to_string(&OutcomeV1::from(&run.so_far())).unwrap();
        let outcome = serde_json::from_str::<OutcomeV1>(&back).unwrap().of(&task);
        prop_assert_eq!(outcome, Ok(Run::new(&task).finish()));
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

#[test]
fn scores_that_are_nearly_equal_are_told_apart() {
    // The overlaps differ by 10^-10, and weigh one part in 110,001.
    let criteria = (0..12).map(|at| (if at == 0 { 1 } else { 10_000 }, vec![0x101 + at * 0x10])).collect();
    let row = |id, yours, shared| Row {
        id,
        ratings: (1..12).map(|at| (0x101 + at * 0x10, Some(50))).collect(),
        overlap: Some((yours, 100_000, shared)),
    };
    let partners = vec![row(1, 99_997, 33_332), row(3, 100_000, 33_333), row(2, 100_000, 33_333)];
    let card = Table { criteria, partners, scored: Side::You }.card();
    assert_eq!(in_order(&card), [2, 3, 1]);
    assert_eq!(card.totals().tied(1).collect::<Vec<_>>(), [2]);
    assert!(card.totals().get(0) < card.totals().get(1));
}
