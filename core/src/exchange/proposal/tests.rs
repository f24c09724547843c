#![allow(clippy::unwrap_used, clippy::panic, clippy::string_slice, clippy::indexing_slicing)]
use super::*;
use crate::exchange::{File, document, open};
use crate::forecast::{Case, Factor, Figures, verdict};
use crate::terms::{Percentage, Scale, Terms};
use crate::value::Rate;
use crate::workspace::{Answer, Command};

/// A file of version 1 with something of everything. It must load for ever, and is never written anew.
const FROZEN: &str = include_str!("../../../../checks/fixtures/proposal-v1.json");
/// The workspace of the published verdict.
const VERDICT: &str = include_str!("../../../../checks/fixtures/verdict.json");
/// A workspace with something of everything.
const EVERYTHING: &str = include_str!("../../../../checks/fixtures/workspace-v1.json");
/// A workspace with partnerships under review.
const PORTFOLIO: &str = include_str!("../../../../checks/fixtures/portfolio.json");

fn id(number: u128) -> Id {
    Id::from_u128(number)
}

fn usd(units: i64) -> Money {
    Money::new(units * 100).unwrap()
}

fn opened(file: &str) -> Workspace {
    document::read(file.as_bytes()).unwrap().workspace
}

fn after(workspace: &Workspace, commands: impl IntoIterator<Item = Command>) -> Workspace {
    commands.into_iter().fold(workspace.clone(), |workspace, command| workspace.apply(command).unwrap())
}

fn sending() -> Sending {
    Sending {
        id: id(7),
        answers_to: None,
        day: NaiveDate::from_ymd_opt(2026, 11, 24).unwrap(),
        sender: Some(Name::new("Mara Lind").unwrap()),
        message: Note::new("Shall we talk on Friday?").unwrap(),
        held_back: Vec::new(),
        proposed: None,
        tells_came_anyway: false,
        tells_what_works: true,
    }
}

/// What arrives of a workspace that is sent whole.
fn sent(workspace: &Workspace) -> Proposal {
    let proposal = Proposal::of(workspace, &sending()).unwrap();
    let received = read(write(&proposal).as_bytes()).unwrap();
    assert!(received.is_intact && received.notices.notices() == 0);
    assert_eq!(received.proposal, proposal);
    proposal
}

/// The usual year of every offer as the sender's own page has it.
fn own_page(workspace: &Workspace) -> Vec<Figures> {
    let assumptions = workspace.answers().assume(workspace.currency()).unwrap();
    let comparison = Comparison::new(&assumptions, workspace.offers()).unwrap();
    comparison.offers.iter().map(|offered| *offered.likely().unwrap()).collect()
}

/// The frozen file with its first `old` replaced.
#[track_caller]
fn altered(old: &str, new: &str) -> String {
    assert!(FROZEN.contains(old), "{old}");
    FROZEN.replacen(old, new, 1)
}

#[track_caller]
fn refused(text: &str) -> ReadError {
    read(text.as_bytes()).unwrap_err()
}

/// Every problem of a file, as sentences.
#[track_caller]
fn problems(text: &str) -> Vec<String> {
    match refused(text) {
        ReadError::Problems(problems) => problems.kept().iter().map(ToString::to_string).collect(),
        error => panic!("{error}"),
    }
}

#[test]
fn the_frozen_file_loads_whole_and_is_written_as_it_is() {
    let received = read(FROZEN.as_bytes()).unwrap();
    assert!(received.is_intact && received.notices.notices() == 0);
    let proposal = received.proposal;
    assert_eq!(write(&proposal), FROZEN);
    assert_eq!(proposal.sender().unwrap().as_str(), "Zoë Ångström 🤝");
    assert_eq!((proposal.offers().len(), proposal.proposed()), (9, Some(proposal.offers()[1].offer.id)));
    assert_eq!(proposal.answers_to(), Some(id(0x0192_0000_0000_7000_8000_0000_0000_aaaa)));
    let works: Vec<_> = proposal.offers().iter().map(|tabled| tabled.works).collect();
    for standing in [None, Some(Standing::Works), Some(Standing::WorksUsually), Some(Standing::Fails)] {
        assert!(works.contains(&standing), "{standing:?}");
    }
}

#[test]
fn what_is_paid_is_what_a_hand_counts_on_both_sides() {
    // 4.8 projects of 8,000 over three months, 12 introductions: worked by hand for the published verdict.
    let paid =
        [1_440_00, 4_80, 3_600_00, 1_920_00, 3_840_00, 5_760_00, 3_120_00].map(|minor| Money::new(minor).unwrap());
    let workspace = opened(VERDICT);
    let proposal = sent(&workspace);
    let stated: Vec<Money> = proposal.offers().iter().map(|tabled| tabled.paid).collect();
    assert_eq!(stated, paid);
    let seen = proposal.seen(&Own::default()).unwrap();
    let counted: Vec<Money> = seen.comparison.offers.iter().map(|offered| offered.likely().unwrap().payout).collect();
    assert_eq!(counted, paid);
    assert_eq!(seen.disagreeing(&proposal), []);
}

#[test]
fn a_receiver_who_is_as_the_sender_guessed_sees_the_same_figures_with_the_sides_swapped() {
    for direction in [Direction::TheyIntroduce, Direction::YouIntroduce] {
        for file in [VERDICT, EVERYTHING] {
            let hours = [(Side::You, 110), (Side::Them, 85)];
            let hours = hours.map(|(side, hour)| Command::Answer(Answer::Hour(side, Some(usd(hour)))));
            let direction = Command::Answer(Answer::Direction(direction));
            let topic = Command::SetTopic(Topic::Introductions);
            let workspace = after(&opened(file), [topic, direction].into_iter().chain(hours));
            let answers = workspace.answers();
            let own = Own { margin: answers.margin, hour: Some(usd(85)), came_anyway: None };
            let sending = Sending { tells_came_anyway: true, ..sending() };
            let seen = Proposal::of(&workspace, &sending).unwrap().seen(&own).unwrap();
            let theirs = own_page(&workspace);
            assert_eq!(theirs.len(), seen.comparison.offers.len());
            for (sender, receiver) in theirs.iter().zip(&seen.comparison.offers) {
                let receiver = receiver.likely().unwrap();
                assert_eq!(
                    (sender.payout, sender.revenue, sender.net, sender.hours),
                    (receiver.payout, receiver.revenue, receiver.net, receiver.hours)
                );
                assert_eq!((sender.gain.them, sender.keep.them), (receiver.gain.you, receiver.keep.you));
                assert_eq!(sender.administration.them, receiver.administration.you);
            }
        }
    }
}

#[test]
fn each_side_is_tested_on_its_own_page_and_declared_on_the_other() {
    let workspace = opened(VERDICT);
    let proposal = sent(&workspace);
    // The sender pays; a fee of a dollar, the monthly amount and the rest leave them ahead in every case but low ones.
    let (_, assessments) = {
        let assumptions = workspace.answers().assume(Currency::USD).unwrap();
        let comparison = Comparison::new(&assumptions, workspace.offers()).unwrap();
        verdict(&assumptions, &comparison, workspace.offers(), Currency::USD).unwrap()
    };
    for (tabled, assessment) in proposal.offers().iter().zip(&assessments) {
        assert_eq!(tabled.works, Some(assessment.standing_for(Side::You)));
    }
    let seen = proposal.seen(&Own::default()).unwrap();
    for (tabled, assessment) in proposal.offers().iter().zip(&seen.assessments) {
        assert_eq!(assessment.declared, tabled.works);
        assert!(assessment.misses.iter().all(|miss| miss.reason.side() != Some(Side::Them)));
    }
    // A dollar a project does not pay the hours that it takes whoever introduces.
    assert_eq!(seen.assessments[1].standing_for(Side::You), Standing::Fails);
    assert_eq!(proposal.offers()[1].works, Some(Standing::Works));
}

#[test]
fn the_receivers_own_margin_decides_where_the_work_is_theirs_and_nothing_else_does() {
    let work_is_theirs = after(&opened(VERDICT), [Command::Answer(Answer::Direction(Direction::YouIntroduce))]);
    let percent = |percent| Own { margin: Some(Estimate::typed(Rate::percent(percent))), ..Own::default() };
    let stands = |workspace: &Workspace, percents: u32| -> Vec<Standing> {
        sent(workspace)
            .seen(&percent(percents))
            .unwrap()
            .assessments
            .iter()
            .map(|a| a.standing_for(Side::You))
            .collect()
    };
    // 38,400 billed; at 5% left, 1,920 less the record keeping does not pay for 10% of it.
    assert_eq!(stands(&work_is_theirs, 50)[4], Standing::Works);
    assert_eq!(stands(&work_is_theirs, 5)[4], Standing::Fails);
    assert_eq!(stands(&opened(VERDICT), 50), stands(&opened(VERDICT), 5));
}

#[test]
fn what_is_the_senders_alone_is_neither_tested_nor_tried() {
    // 60% of 38,400 is more than the half that is guessed to be left; the sender, with nine tenths left, is ahead.
    let margin = Command::Answer(Answer::Margin(Some(Estimate::typed(Rate::percent(90)))));
    let anyway = Estimate::new(Rate::percent(20), Some(Rate::ZERO), None, Given::Typed).ok();
    let mut workspace = after(&opened(VERDICT), [margin, Command::Answer(Answer::CameAnyway(anyway))]);
    let large = Terms::Percentage(Percentage::new(Scale::Flat(Rate::percent(60))));
    workspace = after(
        &workspace,
        [Command::SetTable(workspace.table().put(Offer::new(id(60), large), "2026-11-24".parse().unwrap()).unwrap())],
    );
    let proposal = Proposal::of(&workspace, &Sending { tells_came_anyway: true, ..sending() }).unwrap();
    let seen = proposal.seen(&Own::default()).unwrap();
    let assessment = seen.assessments.last().unwrap();
    assert_eq!(assessment.declared, Some(Standing::Works));
    assert!(assessment.misses.iter().all(|miss| miss.reason.side().is_none()), "{:?}", assessment.misses);
    for factor in [Factor::Margin, Factor::CameAnyway] {
        assert!(!seen.comparison.cases.contains(&Case::Low(factor)), "{factor:?}");
    }
    let work_is_theirs = after(&workspace, [Command::Answer(Answer::Direction(Direction::YouIntroduce))]);
    let seen = Proposal::of(&work_is_theirs, &sending()).unwrap().seen(&Own::default()).unwrap();
    assert!(seen.comparison.cases.contains(&Case::Low(Factor::Margin)));
}

#[test]
fn what_the_sender_says_does_not_work_for_them_is_never_the_pick() {
    let proposal = sent(&opened(VERDICT));
    let seen = proposal.seen(&Own::default()).unwrap();
    let pick = seen.verdict.pick().unwrap();
    let mut declined = proposal.clone();
    for tabled in declined.offers.iter_mut().filter(|tabled| tabled.offer.id == pick) {
        tabled.works = Some(Standing::Fails);
    }
    let seen = declined.seen(&Own::default()).unwrap();
    assert_ne!(seen.verdict.pick(), Some(pick));
    let stands = seen.assessments.iter().find(|assessment| assessment.id == pick).unwrap();
    assert_eq!((stands.tested(), stands.standing()), (Standing::Works, Standing::Fails));
}

#[test]
fn nothing_private_is_in_the_file() {
    let private = [
        Command::Answer(Answer::Margin(
            Estimate::new(Rate::percent(37), Some(Rate::percent(31)), None, Given::Typed).ok(),
        )),
        Command::Answer(Answer::Hour(Side::You, Some(usd(143)))),
        Command::Answer(Answer::Hour(Side::Them, Some(usd(77)))),
        Command::Answer(Answer::CameAnyway(Some(Estimate::typed(Rate::percent(23))))),
        Command::SetTopic(Topic::Introductions),
    ];
    let reviewed = Workspace { partnerships: opened(PORTFOLIO).partnerships, ..opened(EVERYTHING) };
    let workspace = after(&reviewed, private);
    let file = write(&Proposal::of(&workspace, &sending()).unwrap());
    for secret in
        ["370000", "310000", "14300", "7700", "230000", "\"margin\"", "hour\"", "came_anyway", "rows", "list", "joint"]
    {
        assert!(!file.contains(secret), "{secret} in {file}");
    }
    for line in workspace.list().rows() {
        assert!(!file.contains(line.work().client.as_str()), "{}", line.work().client);
    }
    for entry in workspace.partnerships().unwrap().entries.iter() {
        assert!(!file.contains(entry.name().as_str()), "{}", entry.name());
    }
    let told = Sending { tells_came_anyway: true, ..sending() };
    assert!(write(&Proposal::of(&workspace, &told).unwrap()).contains(r#""came_anyway":{"likely":230000}"#));
}

#[test]
fn only_the_offers_that_are_ticked_leave() {
    let workspace = opened(VERDICT);
    let held_back: Vec<Id> = workspace.offers().iter().skip(1).map(|offer| offer.id).collect();
    let kept = held_back[0];
    let proposal = Proposal::of(&workspace, &Sending { held_back, proposed: Some(kept), ..sending() }).unwrap();
    assert_eq!(proposal.offers().len(), 1);
    assert_eq!(proposal.proposed(), None);
}

#[test]
fn what_cannot_be_sent_says_why() {
    let workspace = opened(VERDICT);
    let of = |workspace: &Workspace, sending: Sending| Proposal::of(workspace, &sending).unwrap_err();
    let all = workspace.offers().iter().map(|offer| offer.id).collect();
    assert_eq!(of(&workspace, Sending { held_back: all, ..sending() }), Unsendable::Offers);
    let joint = after(&workspace, [Command::SetTopic(Topic::JointWork)]);
    assert_eq!(of(&joint, sending()), Unsendable::JointWork);
    let unsaid = after(&workspace, [Command::Answer(Answer::Value(None))]);
    assert_eq!(of(&unsaid, sending()), Unsendable::Answers);
    let huge = after(&workspace, [Command::Answer(Answer::Value(Some(Estimate::typed(Money::MAX))))]);
    assert_eq!(of(&huge, sending()), Unsendable::TooLarge);
}

#[test]
fn a_file_of_another_kind_says_what_it_is_and_where_to_open_it() {
    let workspace = refused(VERDICT).to_string();
    assert!(workspace.contains("a whole workspace, not a proposal; open it under “Share & data”"), "{workspace}");
    let proposal = document::read(FROZEN.as_bytes()).unwrap_err().to_string();
    assert!(
        proposal.contains("a proposal from a partner, not a workspace; open it under “Share & data”"),
        "{proposal}"
    );
    assert!(matches!(open(FROZEN.as_bytes()), Ok(File::Proposal(_))));
    assert!(matches!(open(VERDICT.as_bytes()), Ok(File::Workspace(_))));
    assert_eq!(open(b"{}"), Err(ReadError::NotConcord));
    assert_eq!(refused("[]"), ReadError::NotConcord);
    assert_eq!(refused(&altered(r#""version":1"#, r#""version":2"#)), ReadError::Newer { version: 2 });
}

#[test]
fn every_problem_is_named_by_its_path() {
    let first = &FROZEN[FROZEN.find(r#""proposed":""#).unwrap() + 12..][..36];
    for (old, new, problem) in [
        (r#""currency":"EUR""#, r#""currency":"eur""#, "proposal.currency: "),
        (r#""topic":"introductions""#, r#""topic":"joint-work""#, "proposal.topic: expected one of introductions"),
        (r#""introducer":"partner""#, r#""introducer":"you""#, "proposal.introducer: expected one of partner, sender"),
        (r#""day":"2026-11-24""#, r#""day":"2026-11-31""#, "proposal.day: "),
        (r#""works":"usually""#, r#""works":true"#, "works: expected one of yes, usually, no"),
        (r#""projects":{"#, r#""projects":{"rows":3,"#, ""),
    ] {
        let text = altered(old, new);
        match problem {
            "" => assert_eq!(read(text.as_bytes()).unwrap().notices.notices(), 1),
            problem => assert!(problems(&text).iter().any(|found| found.contains(problem)), "{:?}", problems(&text)),
        }
    }
    let stranger = altered(&format!(r#""proposed":"{first}""#), &format!(r#""proposed":"{}""#, id(99)));
    assert_eq!(problems(&stranger), ["proposal.proposed: none of the offers has this id"]);
    let start = FROZEN.find(r#""offers":["#).unwrap();
    let end = FROZEN.find(r#"],"partner""#).unwrap();
    let empty = format!("{}{}{}", &FROZEN[..start], r#""offers":["#, &FROZEN[end..]);
    assert!(problems(&empty).contains(&"proposal.offers: a proposal has at least one offer".to_owned()));
}

#[test]
fn a_changed_figure_is_seen_and_figures_past_the_bound_are_refused() {
    let received = read(altered(r#""paid":"#, r#""paid":1"#).as_bytes()).unwrap();
    assert!(!received.is_intact);
    let seen = received.proposal.seen(&Own::default()).unwrap();
    assert_eq!(seen.disagreeing(&received.proposal).len(), 1);
    let huge = altered(r#""likely":800050"#, r#""likely":9007199254740991"#);
    let huge = huge.replacen(r#""high":2000000,"likely":9"#, r#""likely":9"#, 1);
    assert!(problems(&huge).iter().any(|problem| problem.contains("2^53")), "{:?}", problems(&huge));
}

#[test]
fn a_page_started_from_a_proposal_shows_what_the_proposal_showed_and_keeps_the_rest() {
    let euros = [Command::SetCurrency(Currency::new("EUR").unwrap(), [1, 2, 3, 4].map(id))];
    let proposal = sent(&after(&opened(VERDICT), euros));
    let here = Workspace { partnerships: opened(PORTFOLIO).partnerships, ..opened(EVERYTHING) };
    let own = Own { hour: Some(usd(85)), ..Own::default() };
    let mine = proposal.taken_into(&here, &own, &mut || panic!("every id is free")).unwrap();
    assert_eq!(mine.partner().unwrap().as_str(), "Mara Lind");
    assert_eq!(mine.answers().direction, Direction::YouIntroduce);
    assert_eq!((mine.list(), mine.joint(), mine.partnerships()), (here.list(), here.joint(), here.partnerships()));
    let seen = proposal.seen(&own).unwrap();
    let shown: Vec<Figures> = seen.comparison.offers.iter().map(|offered| *offered.likely().unwrap()).collect();
    assert_eq!(own_page(&mine), shown);
    assert_eq!(document::read(document::write(&mine).as_bytes()).unwrap().workspace, mine);
}

#[test]
fn an_id_that_something_else_has_is_given_anew() {
    let here = opened(EVERYTHING);
    let taken = here.list().rows().next().unwrap().id();
    let mut proposal = sent(&opened(VERDICT));
    proposal.currency = here.currency();
    proposal.offers[0].offer.id = taken;
    let mine = proposal.taken_into(&here, &Own::default(), &mut || id(4_711)).unwrap();
    assert_eq!(mine.offers()[0].id, id(4_711));
    assert_eq!(document::read(document::write(&mine).as_bytes()).unwrap().workspace, mine);
}

#[test]
fn amounts_of_another_currency_are_not_mixed_with_those_that_stay() {
    let mut proposal = sent(&opened(VERDICT));
    proposal.currency = Currency::new("GBP").unwrap();
    let error = proposal.taken_into(&opened(EVERYTHING), &Own::default(), &mut || id(1)).unwrap_err();
    assert!(error.to_string().starts_with("the proposal is in GBP, and your rows"), "{error}");
    let fresh = Workspace::new(Currency::USD, [1, 2, 3, 4].map(id));
    assert_eq!(proposal.taken_into(&fresh, &Own::default(), &mut || id(1)).unwrap().currency().code(), "GBP");
}
