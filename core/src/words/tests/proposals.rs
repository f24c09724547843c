use super::*;
use crate::exchange::proposal::{Own, Proposal, Sending};
use crate::forecast::{Direction, Standing};
use crate::value::{Note, Side};
use crate::words::{
    Headline, SharedField, assumed_in_proposal, declared, proposal_headline, shared_fields, tested, tested_in_full,
    withheld,
};
use crate::workspace::{Answer, Command, Workspace};

fn sending() -> Sending {
    Sending {
        id: Id::from_u128(7),
        answers_to: None,
        day: chrono::NaiveDate::from_ymd_opt(2026, 11, 24).unwrap(),
        sender: Some(Name::new("Mara Lind").unwrap()),
        message: Note::default(),
        held_back: Vec::new(),
        proposed: None,
        tells_came_anyway: false,
        tells_what_works: true,
    }
}

/// The workspace of these answers and terms, of a sender whose partner is Harbor Copy.
fn workspace(answers: &Answers, terms: impl IntoIterator<Item = Terms>) -> Workspace {
    let first = Workspace::new(Currency::USD, [101, 102, 103, 104].map(Id::from_u128));
    let answered = Workspace { answers: answers.clone().into(), ..first };
    let today = "2026-11-24".parse().unwrap();
    let removed = [101, 102, 103, 104].map(Id::from_u128).into_iter();
    let bare = removed.fold(answered.table().clone(), |table, id| table.without(id, today).unwrap());
    let table = offers(terms).into_iter().fold(bare, |table, offer| table.put(offer, today).unwrap());
    let commands = [Command::SetTable(table), Command::SetPartner(Some(harbor()))].into_iter();
    commands.fold(answered, |workspace, command| workspace.apply(command).unwrap())
}

fn proposal(answers: &Answers, terms: impl IntoIterator<Item = Terms>, proposed: Option<u128>) -> Proposal {
    let sending = Sending { proposed: proposed.map(Id::from_u128), ..sending() };
    Proposal::of(&workspace(answers, terms), &sending).unwrap()
}

fn said(proposal: &Proposal, own: Own) -> Headline {
    proposal_headline(proposal, &proposal.seen(&own).unwrap(), &DOLLARS)
}

fn margin(percent: u32) -> Own {
    Own { margin: Some(Estimate::typed(Rate::percent(percent))), ..Own::default() }
}

/// The sender introduces: the work, and its margin, are the reader's.
fn introducing() -> Answers {
    Answers { direction: Direction::YouIntroduce, ..answers() }
}

#[track_caller]
fn check(headline: &Headline, code: &str, sentence: &str, detail: &str) {
    assert_eq!((headline.code, &*headline.sentence, &*headline.detail), (code, sentence, detail));
}

#[test]
fn what_works_on_both_sides_is_said_to_work() {
    // 10% of 38,400 is 3,840; 18 hours of record keeping at 100 leave 2,940: 12 × ½ + 12 × ¼ = 9 each.
    check(
        &said(&proposal(&answers(), [share(10)], Some(1)), Own::default()),
        "clear",
        "Mara Lind offers you 10% of what each client pays: it works for you and, they say, for them.",
        "They would pay you about $3,840 a year for 4.8 projects, or about $1,440 if one estimate turns out low. \
         You would be about $2,940 a year better off than without a deal.",
    );
    check(
        &said(&proposal(&introducing(), [share(10)], Some(1)), margin(60)),
        "clear",
        "Mara Lind asks you for 10% of what each client pays: it works for you and, they say, for them.",
        "You would pay about $3,840 a year for 4.8 projects, or about $1,440 if one estimate turns out low. \
         You would be about $18,300 a year better off than without a deal.",
    );
}

#[test]
fn the_readers_own_margin_turns_the_sentence() {
    // At 5% left, 1,920 do not pay for 3,840 and nine hours at 100.
    let asked = proposal(&introducing(), [share(10)], Some(1));
    check(
        &said(&asked, margin(5)),
        "none-works",
        "Mara Lind asks you for 10% of what each client pays, but it leaves you $2,820 a year worse off than no deal.",
        "You would pay about $3,840 a year for 4.8 projects, or about $1,440 if one estimate turns out low. \
         No single number changed would make one work for you.",
    );
}

#[test]
fn another_offer_is_named_where_the_one_proposed_does_not_work() {
    check(
        &said(&proposal(&answers(), [fee(1, 0), share(10)], Some(1)), Own::default()),
        "none-works",
        "Mara Lind offers you $1 a project, but it leaves you $415 a year worse off than no deal.",
        "They would pay you about $5 a year for 4.8 projects, or about $2 if one estimate turns out low. \
         Of the others, 10% works for you and, they say, for them.",
    );
}

#[test]
fn what_the_sender_declines_is_said_so() {
    // At 8% left and 10% paid the sender is the one who loses.
    let answers = Answers { margin: Some(Estimate::typed(Rate::percent(8))), ..answers() };
    check(
        &said(&proposal(&answers, [share(10)], Some(1)), Own::default()),
        "none-works",
        "Mara Lind offers you 10% of what each client pays: it would work for you, but they say that it does not for them.",
        "They would pay you about $3,840 a year for 4.8 projects, or about $1,440 if one estimate turns out low. \
         You would be about $2,940 a year better off than without a deal.",
    );
    let none = said(&proposal(&answers, [share(10)], None), Own::default());
    check(
        &none,
        "none-works",
        "Mara Lind puts one offer on the table, and it does not work for both of you.",
        "What would work for you does not work for them, they say.",
    );
}

#[test]
fn without_a_name_a_proposal_or_a_word_on_what_works_the_sentence_still_holds() {
    let silent = Sending { sender: None, tells_what_works: false, ..sending() };
    let open = Proposal::of(&workspace(&answers(), [share(10), fee(1, 0)]), &silent).unwrap();
    let headline = said(&open, Own::default());
    assert_eq!(
        headline.sentence,
        "Your partner leaves the choice open, and the simplest that works is 10% of what each client pays: it works for you."
    );
    assert_eq!(declared(None), "they do not say");
}

#[test]
fn few_introductions_are_too_early_for_either_side() {
    check(
        &said(&proposal(&typed(4, 1, 8_000), [share(10)], Some(1)), Own::default()),
        "too-early",
        "Mara Lind offers you 10% of what each client pays: it works for you in a usual year, but if only 2 \
         introductions come a year, you would lose $250, more than the $100 of a usual year.",
        "They would pay you about $800 a year for 1 project, or about $146 if one estimate turns out low. \
         You would be about $100 a year better off than without a deal. \
         Only 4 introductions and 1 project stand behind these estimates; a three-month pilot would tell.",
    );
}

#[test]
fn the_preview_says_every_field_in_words() {
    let answers = Answers { came_anyway: Some(Estimate::typed(Rate::percent(20))), ..answers() };
    let workspace = workspace(&answers, [share(10)]);
    let sending = Sending { proposed: Some(Id::from_u128(1)), tells_came_anyway: true, ..sending() };
    let proposal = Proposal::of(&workspace, &sending).unwrap();
    let fields = shared_fields(&proposal, &DOLLARS);
    let line = |field: &str| -> Vec<String> {
        fields.iter().find(|shared| shared.field == field).map(|shared: &SharedField| shared.lines.clone()).unwrap()
    };
    assert_eq!(line("sender"), ["Mara Lind"]);
    assert_eq!(line("projects"), ["4.8, from 3 to 7.2"]);
    assert_eq!(line("came_anyway"), ["20%"]);
    assert_eq!(line("counted"), ["24 introductions and 10 projects, counted in your own list"]);
    assert_eq!(line("introducer"), ["Your partner introduces clients to you"]);
    assert_eq!(
        line("offers"),
        [
            "You pay Harbor Copy 10% of what each introduced client pays you, due when the client pays.",
            "You pay $3,840 in a usual year.",
            "Works for you: yes."
        ]
    );
    let stays = withheld(&proposal, 2, &DOLLARS);
    assert!(
        stays.contains(&"Your margin".to_owned()) && stays.contains(&"The two offers that you did not tick".to_owned())
    );
    assert!(!stays.iter().any(|line| line.contains("come anyway")));
}

#[test]
fn the_reader_is_told_who_said_what() {
    let proposal = proposal(&introducing(), [share(10)], Some(1));
    let seen = proposal.seen(&margin(60)).unwrap();
    let lines = assumed_in_proposal(&seen.assumptions, &seen.offers, &DOLLARS);
    let why = |label: &str| lines.iter().find(|line| line.label == label).map(|line| line.why.clone());
    assert_eq!(why("Introductions a year").as_deref(), Some("They said."));
    assert_eq!(why("Costs passed on").as_deref(), Some("They did not say, so none."));
    assert!(why("Left after delivering").unwrap().starts_with("You said."));
    assert_eq!(why("Their hour"), None);
    // Whoever introduces has no margin in it.
    let introduced = self::proposal(&answers(), [share(10)], Some(1));
    let seen = introduced.seen(&Own::default()).unwrap();
    let lines = assumed_in_proposal(&seen.assumptions, &seen.offers, &DOLLARS);
    assert!(lines.iter().all(|line| line.label != "Left after delivering" && line.label != "Would have come anyway"));
}

#[test]
fn each_test_is_said_from_the_readers_side() {
    let proposal = proposal(&answers(), [fee(1, 0), share(10)], Some(1));
    let seen = proposal.seen(&Own::default()).unwrap();
    let [dollar, tenth] = [&seen.assessments[0], &seen.assessments[1]];
    assert_eq!(tested(dollar, &seen.assumptions, &DOLLARS), "not worth it for you");
    assert_eq!(tested(tenth, &seen.assumptions, &DOLLARS), "yes");
    let why = tested_in_full(dollar, &seen.assumptions, proposal.sender(), &DOLLARS);
    assert_eq!(why[0], "In a usual year you would be $415.20 worse off than without a deal.");
    assert_eq!(
        tested_in_full(tenth, &seen.assumptions, None, &DOLLARS),
        ["It works in a usual year and in every low one."]
    );
    assert_eq!(
        [Standing::Works, Standing::WorksUsually, Standing::Fails].map(|works| declared(Some(works))),
        ["yes, they say", "usually, they say", "no, they say"]
    );
}

#[test]
fn a_guess_of_the_senders_about_the_readers_hour_goes_nowhere() {
    let priced =
        workspace(&answers(), [share(10)]).apply(Command::Answer(Answer::Hour(Side::Them, Some(usd(1))))).unwrap();
    let proposal = Proposal::of(&priced, &sending()).unwrap();
    assert_eq!(proposal.seen(&Own::default()).unwrap().assumptions.hour.you.0, usd(100));
}
