use super::*;
use crate::scorecard::{
    Chances, Criteria, Draws, Ending, Indicator, Kind, Lead, Overlap, OverlapScale, Partner, PastPartnership, Points,
    Rating, Scorecard, TrackRecord, Weight, ranked, verdict,
};
use crate::value::Side;
use crate::words::{Headline, caution, kind, kind_asks, lead, partner_headline, rating};

/// The five usual criteria, each rated throughout: w, m, s, or ? for unknown.
fn partner(id: u128, called: &str, ratings: &str) -> Partner {
    let partner = Partner::new(Id::from_u128(id), Name::new(called).unwrap(), Kind::default());
    Criteria::usual().list().iter().zip(ratings.chars()).fold(partner, |partner, (criterion, letter)| {
        let rating = match letter {
            'w' => Rating::Weak,
            'm' => Rating::Mixed,
            's' => Rating::Strong,
            _ => Rating::Unknown,
        };
        partner.rated_throughout(criterion, rating)
    })
}

fn card(partners: Vec<Partner>) -> Scorecard {
    Scorecard::new(Criteria::usual(), OverlapScale::USUAL, partners).unwrap()
}

fn larkspur_and(harbor: &str, larkspur: &str) -> Scorecard {
    card(vec![partner(1, "Larkspur Studio", larkspur), partner(2, "Harbor Copy", harbor)])
}

fn say(card: &Scorecard) -> Headline {
    let chances = Draws::of(card, 1);
    partner_headline(&verdict(card, &chances), card, &chances, &DOLLARS)
}

#[test]
fn a_clear_choice_is_named_with_its_chance_and_both_scores() {
    let said = say(&larkspur_and("smsmw", "ssmmm"));
    assert_eq!(said.sentence, "Choose Larkspur Studio: first in 93 of 100 draws with your weights varied a little.");
    assert_eq!(said.detail, "Larkspur Studio scores 66.5 of 100, Harbor Copy 62.");
    assert_eq!((said.state, said.code, said.is_settled), ("Clear", "clear", true));
    assert_eq!(said.line, "Choose Larkspur Studio · first in 93 of 100");
}

#[test]
fn who_is_not_rated_has_no_score() {
    let detail = |larkspur, chances: [u64; 3]| {
        let card = larkspur_and("wmmms", larkspur).with_added(partner(3, "Northlight", "?????")).unwrap();
        let chances: Vec<_> = (1..).map(Id::from_u128).zip(chances).collect();
        let chances = Chances::new(1, 100, &chances);
        partner_headline(&verdict(&card, &chances), &card, &chances, &DOLLARS).detail
    };
    let check = |detail: String, said: &str| assert!(detail.starts_with(said), "{detail}");
    check(
        detail("smmmw", [78, 1, 21]),
        "Larkspur Studio scores 56 of 100, Northlight is not rated yet. Find out first",
    );
}

#[test]
fn nearly_all_draws_are_not_all() {
    let card = larkspur_and("mmmmm", "sssss");
    let sentence = |first, second| {
        let chances = Chances::new(1, 10_000, &[(Id::from_u128(1), first), (Id::from_u128(2), second)]);
        partner_headline(&verdict(&card, &chances), &card, &chances, &DOLLARS).sentence
    };
    let said = |chance: &str| {
        format!("Choose Larkspur Studio: first in {chance} of 100 draws with your weights varied a little.")
    };
    assert_eq!(sentence(10_000, 0), said("100"));
    assert_eq!(sentence(9_999, 1), said("more than 99"));
    assert_eq!(sentence(9_949, 51), said("99"));
    let none = |first, second| {
        let chances = [(Id::from_u128(1), first), (Id::from_u128(2), second), (Id::from_u128(3), 100 - first - second)];
        let card = card.with_added(partner(3, "Northlight", "sssss")).unwrap();
        let chances = Chances::new(1, 10_000, &chances);
        partner_headline(&verdict(&card, &chances), &card, &chances, &DOLLARS).sentence
    };
    assert_eq!(
        none(50, 0),
        "No clear winner: Larkspur Studio is first in 50 of 100 draws with your weights varied a little, Northlight in 50 of 100."
    );
}

#[test]
fn a_leaning_says_who_comes_next_and_what_to_find_out() {
    let said = say(&larkspur_and("m?wm?", "mm?mw"));
    assert_eq!(
        said.sentence,
        "Leaning towards Larkspur Studio: first in 71 of 100 draws with your weights varied a little and unknown ratings guessed; Harbor Copy is next."
    );
    assert_eq!(
        said.detail,
        "Larkspur Studio scores 46.3 of 100 with 80% of the weight known, Harbor Copy 40.8 with 65% of the weight known. \
         Find out first: “Way of working” for Harbor Copy."
    );
    assert_eq!((said.state, said.code, said.is_settled), ("Leaning", "leaning", false));
    assert_eq!(said.line, "Leaning towards Larkspur Studio · first in 71 of 100");
}

#[test]
fn without_a_clear_winner_both_are_named() {
    let said = say(&larkspur_and("smmmm", "msmmm"));
    assert_eq!(
        said.sentence,
        "No clear winner: Harbor Copy is first in 69 of 100 draws with your weights varied a little, Larkspur Studio in 31 of 100."
    );
    assert_eq!(
        said.detail,
        "Harbor Copy scores 59 of 100, Larkspur Studio 57.5. All of it is rated, so try a small project with each, or \
         choose by what no criterion says."
    );
    assert_eq!((said.state, said.code, said.is_settled), ("No clear winner", "no-clear-winner", false));
    assert_eq!(said.line, "No clear winner: Harbor Copy or Larkspur Studio");
    let said = say(&larkspur_and("w?www", "wwwwm"));
    assert_eq!(
        said.sentence,
        "No clear winner: Harbor Copy is first in 85 of 100 draws with your weights varied a little and unknown ratings guessed, but only by what you do not know about it; on what \
         you do know Larkspur Studio is better."
    );
}

#[test]
fn whoever_is_hardly_known_is_to_be_rated() {
    let said = say(&larkspur_and("?????", "sssss"));
    assert_eq!(said.sentence, "Too little known to choose: rate Harbor Copy on more of what counts.");
    assert_eq!(
        said.detail,
        "A choice takes ratings behind at least 50% of the weight. Find out first: “Client overlap” for Harbor Copy."
    );
    assert_eq!((said.state, said.code, said.is_settled), ("Too little known", "too-little-known", false));
    assert_eq!(said.line, "Too little known about Harbor Copy");
    let four = ["One", "Two", "Three", "Four"].iter().zip(1..).map(|(called, id)| partner(id, called, "?????"));
    let said = say(&card(four.collect()));
    assert_eq!(said.sentence, "Too little known to choose: rate four of the partners on more of what counts.");
}

#[test]
fn fewer_than_two_partners_are_no_choice() {
    let said = say(&card(vec![partner(1, "Larkspur Studio", "sssss")]));
    assert_eq!(said.sentence, "Add a second partner to compare Larkspur Studio with.");
    assert_eq!((said.state, said.code, said.line.as_str()), ("Nothing to compare", "too-few", "Nothing to compare"));
    assert_eq!(say(&card(vec![])).sentence, "Add the partners that you are choosing between.");
}

fn say_lead(card: &Scorecard) -> String {
    lead(&Lead::new(card), card, &DOLLARS)
}

#[test]
fn the_smallest_weight_change_is_said_with_both_weights() {
    for (harbor, said) in [
        (
            "mmsmm",
            "Larkspur Studio leads; Harbor Copy would draw level if “Reputation and references” counted for 27.3% instead \
             of 20%.",
        ),
        (
            "mmsm?",
            "Over what is rated for everyone, Larkspur Studio leads; Harbor Copy would draw level if “Reputation and \
             references” counted for 30% instead of 22.2%.",
        ),
        ("mmmmm", "Larkspur Studio leads; Harbor Copy would draw level if “Client alignment” did not count (now 30%)."),
        (
            "mmwmm",
            "Larkspur Studio leads; Harbor Copy would draw level only if nothing but “Process compatibility” counted (now \
             25%).",
        ),
        ("wwwww", "No change of a single weight would put another partner ahead of Larkspur Studio."),
        ("smmmm", "Larkspur Studio and Harbor Copy score the same over what is rated for everyone."),
        ("?????", "No criterion is rated for every partner yet, so there is no lead to speak of."),
    ] {
        assert_eq!(say_lead(&larkspur_and(harbor, "smmmm")), said, "{harbor}");
    }
}

#[test]
fn what_is_nearly_so_is_not_said_to_be_so() {
    // All but one of the four indicators of a criterion that weighs next to nothing is 99.99% of the weight.
    let before = larkspur_and("mmmmm", "sssss");
    let values = before.criteria().list()[4].weighing(Weight::new(1).unwrap());
    let light = before.with_criteria(before.criteria().with_replaced(&values).unwrap());
    let indicator = values.indicators()[0].id();
    let partner = light.partners()[1].judged(indicator, Rating::Unknown.into());
    let said = say(&light.with_replaced(&partner).unwrap());
    assert_eq!(said.detail, "Larkspur Studio scores 80 of 100, Harbor Copy 50 with 99% of the weight known.");
    // A change too small for a tenth of a percent is said more finely.
    let card = card(vec![exactly(partner_of(1), [50, 50, 50, 50, 51]), exactly(partner_of(2), [50, 51, 50, 50, 50])]);
    let weight = card.criteria().list()[1].weighing(Weight::new(10_01).unwrap());
    let card = card.with_criteria(card.criteria().with_replaced(&weight).unwrap());
    assert_eq!(
        say_lead(&card),
        "Harbor Copy leads; Larkspur Studio would draw level if “Cultural fit” counted for 11.7737% instead of 11.7633%."
    );
}

fn partner_of(id: u128) -> Partner {
    partner(id, if id == 1 { "Larkspur Studio" } else { "Harbor Copy" }, "")
}

/// Every criterion rated throughout, to the point.
fn exactly(partner: Partner, points: [u8; 5]) -> Partner {
    Criteria::usual().list().iter().zip(points).fold(partner, |partner, (criterion, points)| {
        partner.rated_throughout(criterion, Rating::Exact(Points::new(points).unwrap()))
    })
}

#[test]
fn a_name_written_from_right_to_left_keeps_the_order_of_the_sentence() {
    let card = card(vec![partner(1, "مكتب النور", "sssss"), partner(2, "Harbor Copy", "mmmmm")]);
    assert_eq!(ranked(&card, &Draws::of(&card, 1)).len(), 2);
    assert!(say(&card).sentence.starts_with("Choose \u{2068}مكتب النور\u{2069}: "));
}

fn cautions(partner: &Partner, scale: OverlapScale) -> Vec<(String, &'static str)> {
    let today = "2026-06-15".parse().unwrap();
    let said = partner.flags(scale, today).into_iter().map(|flag| caution(&flag, scale, &DOLLARS));
    said.map(|caution| (caution.found, caution.advice)).collect()
}

#[test]
fn flags_say_what_was_found_and_what_to_do() {
    let found =
        |partner: &Partner, scale| cautions(partner, scale).into_iter().map(|(found, _)| found).collect::<Vec<_>>();
    let with = |yours, theirs, shared| {
        partner(1, "Larkspur", "").with_overlap(Some(Overlap::new(yours, theirs, shared).unwrap()))
    };
    let unknown = "Nothing is known about their past partnerships.";
    let theirs = OverlapScale { scored: Side::Them, ..OverlapScale::USUAL };
    for (partner, scale, said) in [
        (
            with(100, 40, 25),
            OverlapScale::USUAL,
            "Little in common: 25% of your clients are shared, below the usual 40% to 60%.",
        ),
        (with(100, 40, 25), theirs, "You may compete: 63% of their clients are shared, above the usual 40% to 60%."),
        (
            with(1_000, 1_000, 399),
            OverlapScale::USUAL,
            "Little in common: 39.9% of your clients are shared, below the usual 40% to 60%.",
        ),
    ] {
        assert_eq!(found(&partner, scale), [said, unknown]);
    }
    assert_eq!(found(&with(100, 100, 55), OverlapScale::USUAL), [unknown]);
}

#[test]
fn past_partnerships_are_said_with_what_to_ask() {
    let past = [("2024-07-01", "2025-01-10"), ("2024-09-01", "2025-06-01"), ("2025-06-01", "2026-02-01")];
    let past = past.map(|(start, end): (&str, &str)| {
        let reason = Some(Name::new("Communication").unwrap());
        let ending = Ending { date: end.parse().unwrap(), reason };
        PastPartnership::new(start.parse().unwrap(), Some(ending), false).unwrap()
    });
    let risky = partner(1, "Larkspur", "").with_track_record(TrackRecord::new(past.to_vec()).unwrap());
    let said = cautions(&risky, OverlapScale::USUAL);
    assert_eq!(
        said.iter().map(|(found, _)| found.as_str()).collect::<Vec<_>>(),
        [
            "Three of their partnerships ended within the last 36 months.",
            "“Communication” ended 3 of 3 partnerships.",
            "No partnership of theirs has lasted 12 months; the longest took 9 months.",
            "No reference was checked.",
        ]
    );
    assert_eq!(said[0].1, "Ask one of those partners what happened before you commit to anything.");
}

#[test]
fn ratings_and_kinds_have_words() {
    let said = Rating::IN_WORDS.map(|word| rating(word, &DOLLARS));
    assert_eq!(said, ["Weak", "Mixed", "Strong", "Don’t know"]);
    let exact = Rating::Exact(Points::new(85).unwrap());
    assert_eq!(rating(exact, &DOLLARS), "85 of 100");
    for each in Kind::ALL {
        assert!(!kind(each).is_empty() && kind_asks(each).ends_with('.'));
    }
    assert!(Criteria::usual().indicator(Indicator::CLIENT_OVERLAP).is_some());
}
