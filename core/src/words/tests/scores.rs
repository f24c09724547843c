use super::*;
use crate::scorecard::{
    Criteria, Draws, Ending, Judgement, Kind, Overlap, OverlapScale, Partner, PastPartnership, Points, Rating, Score,
    Scorecard, TrackRecord, Weight,
};
use crate::value::{Note, Side};
use crate::words::{ScoreRow, explain_score, nearly, overlap_lines, track_lines, what_would_change};

/// Rated on the first two criteria, one of them in part and by the counts of clients.
fn card() -> Scorecard {
    let criteria = Criteria::usual();
    let [alignment, process] = [0, 1].map(|place| &criteria.list()[place]);
    let exact = Rating::Exact(Points::new(65).unwrap());
    let evidence = Note::new("Their last ten projects").unwrap();
    let partner = Partner::new(Id::from_u128(1), Name::new("Harbor Copy").unwrap(), Kind::default())
        .rated_throughout(process, Rating::Mixed)
        .judged(alignment.indicators()[1].id(), Judgement { rating: exact, evidence })
        .judged(alignment.indicators()[2].id(), Rating::Strong.into())
        .with_overlap(Overlap::new(40, 80, 10).ok());
    Scorecard::new(criteria, OverlapScale::USUAL, vec![partner]).unwrap()
}

fn explained(card: &Scorecard, row: ScoreRow) -> Vec<String> {
    let score = card.scores().remove(0);
    explain_score(row, card, &score, Some(&Draws::of(card, 1)), &DOLLARS)
}

#[test]
fn a_criterion_is_the_mean_of_what_is_rated() {
    let id = card().criteria().list()[0].id();
    assert_eq!(
        explained(&card(), ScoreRow::Criterion(id)),
        [
            "Client overlap: 62.5 by 10 of 40 clients shared",
            "Industry focus: 65 of 100. “Their last ten projects”",
            "Company size: strong, 80 of 100",
            "Geography: don’t know",
            "The mean of the three that are rated is 69.2.",
        ]
    );
    let id = card().criteria().list()[4].id();
    assert_eq!(explained(&card(), ScoreRow::Criterion(id)).len(), 4);
}

#[test]
fn a_score_is_the_sum_of_its_parts() {
    let criteria = card().criteria().with_replaced(&card().criteria().list()[4].weighing(Weight::ZERO)).unwrap();
    assert_eq!(
        explained(&card().with_criteria(criteria), ScoreRow::Score),
        [
            "Client alignment: 69.2 × 30 ÷ 55 → 37.8",
            "Process compatibility: 50 × 25 ÷ 55 → 22.7",
            "Reputation and references is not rated, so its weight of 20 is left out",
            "Growth trajectory is not rated, so its weight of 15 is left out",
            "Cultural fit counts for nothing: its weight is 0",
            "37.8 + 22.7 = 60.5 of 100; the parts are rounded so that they add up",
        ]
    );
    let unknown = Partner::new(Id::from_u128(2), Name::new("Larkspur").unwrap(), Kind::default());
    let score = Score::new(card().criteria(), card().scale(), &unknown);
    let card = card().with_added(unknown).unwrap();
    let lines = explain_score(ScoreRow::Score, &card, &score, None, &DOLLARS);
    assert_eq!(lines, ["Nothing that counts is rated yet, so there is no score."]);
}

#[test]
fn coverage_and_what_is_open_say_what_they_count() {
    let coverage = explained(&card(), ScoreRow::Coverage);
    assert_eq!(coverage[0], "Client alignment: 3 of 4 rated, weight 30");
    assert_eq!(coverage[5], "Each weight times the share rated, out of 100: 48%");
    assert_eq!(
        explained(&card(), ScoreRow::Open),
        ["If everything that is not rated turned out to be 0: 28.1", "If all of it turned out to be 100: 80.6"]
    );
    let chance = explained(&card(), ScoreRow::Chance);
    assert_eq!(chance[0], "First in 10,000 of 10,000 draws; who comes first together shares the draw");
    assert_eq!(
        [Rate::ZERO, Rate::new(1).unwrap(), Rate::new(999_999).unwrap()].map(|rate| nearly(rate, &DOLLARS)),
        ["0%", "1%", "99%"]
    );
}

#[test]
fn counts_of_clients_give_three_shares() {
    let theirs = OverlapScale { scored: Side::Them, ..OverlapScale::USUAL };
    let lines = overlap_lines(Overlap::new(40, 34, 22).unwrap(), theirs, &DOLLARS);
    assert_eq!(
        lines.each_ref().map(|line| line.words.as_str()),
        [
            "Of your clients: 55% shared, rated 100; in the usual 40% to 60%.",
            "Of their clients: 64.7% shared, rated 88.2; you may compete, above 40% to 60%.",
            "Of all clients of both together: 42.3% shared, rated 100; in the usual 25% to 43%.",
        ]
    );
    assert_eq!(lines.map(|line| line.is_scored), [false, true, false]);
    let empty = overlap_lines(Overlap::new(0, 5, 0).unwrap(), theirs, &DOLLARS);
    assert_eq!(empty[0].words, "Of your clients: no clients, so no figure.");
    assert_eq!(empty[1].words, "Of their clients: 0% shared, rated 0; little in common, below 40% to 60%.");
}

#[test]
fn a_history_is_told_by_its_figures() {
    let day = |text: &str| text.parse().unwrap();
    let ending = Ending { date: day("2025-01-01"), reason: Name::new("Communication").ok() };
    let past = vec![
        PastPartnership::new(day("2024-01-01"), Some(ending), true).unwrap(),
        PastPartnership::new(day("2024-01-01"), None, false).unwrap(),
    ];
    let figures = TrackRecord::new(past).unwrap().figures(day("2026-01-01"));
    assert_eq!(
        track_lines(&figures, &DOLLARS),
        [
            "2 partnerships; half of them lasted 18 months or longer, the longest 24 months.",
            "1 ended within the last 36 months.",
            "The one that ended did so over “Communication”.",
            "1 reference checked.",
        ]
    );
    let ended = Ending { date: day("2025-01-01"), reason: None };
    let ended = TrackRecord::new(vec![PastPartnership::new(day("2024-01-01"), Some(ended), true).unwrap()]).unwrap();
    assert_eq!(
        track_lines(&ended.figures(day("2026-01-01")), &DOLLARS).first().unwrap(),
        "1 partnership, which lasted 12 months."
    );
    assert_eq!(track_lines(&TrackRecord::default().figures(day("2026-01-01")), &DOLLARS), Vec::<String>::new());

    let one = TrackRecord::new(vec![PastPartnership::new(day("2024-01-01"), None, false).unwrap()]).unwrap();
    assert_eq!(
        track_lines(&one.figures(day("2026-01-01")), &DOLLARS),
        ["1 partnership, going on for 24 months.", "None ended within the last 36 months.", "0 references checked."]
    );
}

#[test]
fn who_is_hardly_known_does_not_hide_what_would_change() {
    let rated = |id: u128, called: &str, words: [Rating; 5]| {
        let partner = Partner::new(Id::from_u128(id), Name::new(called).unwrap(), Kind::default());
        let criteria = Criteria::usual();
        criteria
            .list()
            .iter()
            .zip(words)
            .fold(partner, |partner, (criterion, word)| partner.rated_throughout(criterion, word))
    };
    use Rating::{Mixed, Strong, Unknown, Weak};
    let card = |partners| Scorecard::new(Criteria::usual(), OverlapScale::USUAL, partners).unwrap();
    let [larkspur, harbor, unknown] = [
        rated(1, "Larkspur Studio", [Strong, Mixed, Mixed, Mixed, Weak]),
        rated(2, "Harbor Copy", [Weak, Mixed, Mixed, Mixed, Strong]),
        rated(3, "Northlight", [Unknown, Strong, Unknown, Unknown, Unknown]),
    ];
    let said = "Larkspur Studio leads; Harbor Copy would draw level if “Cultural fit” counted for 25% instead of 10%.";
    assert_eq!(what_would_change(&card(vec![larkspur.clone(), harbor.clone()]), &DOLLARS), said);
    assert_eq!(
        what_would_change(&card(vec![unknown.clone(), larkspur.clone(), harbor]), &DOLLARS),
        format!("{said} Left out, because too little is known: Northlight.")
    );
    assert_eq!(
        what_would_change(&card(vec![unknown, larkspur]), &DOLLARS),
        "Too little is rated yet to say what would change the order."
    );
}
