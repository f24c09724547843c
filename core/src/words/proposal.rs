use super::phrase::{Voice, fill, hours, isolated, months, number, percent, with_noun};
use super::reasons::{clause, reason, shortcoming, telling};
use super::terms::{in_words, offer_label, offered};
use super::verdict::{Grounds, Headline, Matter};
use crate::exchange::proposal::{Proposal, Seen, Tabled};
use crate::forecast::{Assessment, Assumptions, Direction, Estimate, Fix, Help, Standing, Verdict};
use crate::value::{Id, Money, Name, Notation, Side};
use crate::workspace::Tax;

/// One thing that a proposal shares, as its sender reads it before it leaves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SharedField {
    /// The name of the field in the file.
    pub field: &'static str,
    /// What it is.
    pub label: String,
    /// Its value, a line each.
    pub lines: Vec<String>,
}

/// Everything that a proposal holds, field by field, as its sender reads it: each field of the file once, offers one by one.
#[must_use]
pub fn shared_fields(proposal: &Proposal, notation: &dyn Notation) -> Vec<SharedField> {
    let n = notation;
    let said = proposal.said();
    let quantity = |q| n.quantity(q, 6);
    let rate = |rate| percent(rate, n);
    let they = if said.direction == Direction::TheyIntroduce {
        "Your partner introduces clients to you"
    } else {
        "You introduce clients to your partner"
    };
    let help = match said.help {
        Help::Lead => "A name passed on",
        Help::Active => "Active help: a recommendation, a joint call",
        Help::Subcontract => "Work done in the other’s name",
    };
    let name = |name: Option<&Name>| name.map(isolated);
    let norm = said.norm.map(|norm| {
        let band = [norm.usual, norm.band.low, norm.band.high].map(rate);
        fill("{0}, from {1} to {2}", &[&band[0], &band[1], &band[2]])
    });
    let counted = said.counted.map(|counted| {
        let [introductions, projects] = [counted.introductions, counted.projects].map(|count| n.count(count.into()));
        fill("{0} introductions and {1} projects, counted in your own list", &[&introductions, &projects])
    });
    let proposed = proposal.offers().iter().find(|tabled| Some(tabled.offer.id) == proposal.proposed());
    let one = |field, label: &str, value: Option<String>| {
        value.map(|value| SharedField { field, label: label.to_owned(), lines: vec![value] })
    };
    let billed = |count: u16| months(count, n);
    let head = [
        one("sender", "Your name", name(proposal.sender())),
        one("partner", "Your partner, as you call them", name(proposal.partner())),
        one("message", "Your message", proposal.message().map(ToString::to_string)),
        one("proposed", "What you propose", proposed.map(|tabled| offer_label(&tabled.offer, n))),
        one("introducer", "Who introduces", Some(they.into())),
        one("introductions", "Introductions a year", said.introductions.map(|e| estimated(e, quantity))),
        one("projects", "Become paid work", said.projects.map(|e| estimated(e, quantity))),
        one("value", "A project is worth", said.value.map(|e| estimated(e, |money| n.money(money)))),
        one("months", "Billed over", said.months.map(|e| estimated(e, billed))),
        one("pass_through", "Costs passed on", said.pass_through.map(|e| estimated(e, rate))),
        one("came_anyway", "Would have come anyway", said.came_anyway.map(|e| estimated(e, rate))),
        one("counted", "What these figures rest on", counted),
        one("help", "What comes with an introduction", Some(help.into())),
        one("norm", "Usually paid in your trade", norm),
    ];
    let offers = (1..).zip(proposal.offers()).map(|(place, tabled)| SharedField {
        field: "offers",
        label: fill("Offer {0}: {1}", &[&n.count(place), &offer_label(&tabled.offer, n)]),
        lines: offer_lines(proposal, tabled, n),
    });
    let tax = if proposal.tax() == Tax::Before { "Before tax" } else { "After tax" };
    let tail = [
        one("topic", "What the terms are for", Some("Introductions".into())),
        one("currency", "Currency", Some(proposal.currency().code().into())),
        one("tax", "Amounts are", Some(tax.into())),
        one("day", "Day", Some(n.date(proposal.day()))),
        one("answers_to", "Answers the proposal numbered", proposal.answers_to().map(|id| id.to_string())),
        one("id", "Number of this proposal", Some(proposal.id().to_string())),
    ];
    head.into_iter().flatten().chain(offers).chain(tail.into_iter().flatten()).collect()
}

fn estimated<T: Copy + Ord>(estimate: Estimate<T>, write: impl Fn(T) -> String) -> String {
    let likely = write(estimate.likely());
    match (estimate.low().map(&write), estimate.high().map(&write)) {
        (None, None) => likely,
        (Some(low), None) => fill("{0}, at least {1}", &[&likely, &low]),
        (None, Some(high)) => fill("{0}, at most {1}", &[&likely, &high]),
        (Some(low), Some(high)) => fill("{0}, from {1} to {2}", &[&likely, &low, &high]),
    }
}

fn offer_lines(proposal: &Proposal, tabled: &Tabled, notation: &dyn Notation) -> Vec<String> {
    let Tabled { offer, paid, works } = tabled;
    let direction = proposal.said().direction;
    let administration = offer.administration.map(|administration| {
        let each = [administration.monthly, administration.per_referral].map(|time| hours(time, notation));
        fill("Record keeping for each of you: {0} a month and {1} an introduction.", &[&each[0], &each[1]])
    });
    let pays = match direction {
        Direction::TheyIntroduce => "You pay {0} in a usual year.",
        Direction::YouIntroduce => "Your partner pays {0} in a usual year.",
    };
    let works = works.map(|works| match works {
        Standing::Works => "Works for you: yes.",
        Standing::WorksUsually => "Works for you: in a usual year, not in every low one.",
        Standing::Fails => "Works for you: no.",
    });
    let named = offer.name.as_ref().map(|name| fill("You call it {0}.", &[&isolated(name)]));
    let terms = in_words(&offer.terms, direction, proposal.partner(), notation);
    let paid = fill(pays, &[&notation.money(*paid)]);
    named.into_iter().chain([terms]).chain(administration).chain([paid]).chain(works.map(Into::into)).collect()
}

/// What stays at home, in words. `held_back` is the number of offers that were not chosen.
#[must_use]
pub fn withheld(proposal: &Proposal, held_back: usize, notation: &dyn Notation) -> Vec<String> {
    let offers = match held_back {
        0 => None,
        1 => Some("The offer that you did not tick".into()),
        count => Some(fill("The {0} offers that you did not tick", &[&number(count, notation)])),
    };
    let anyway = "How many of these clients would have come anyway";
    let works = "Which of the offers work for you";
    let tells_works = proposal.offers().iter().any(|tabled| tabled.works.is_some());
    ["Your margin", "What an hour of yours is worth, or of theirs", "What each of you keeps and gains"]
        .into_iter()
        .map(String::from)
        .chain((proposal.said().came_anyway.is_none()).then(|| anyway.into()))
        .chain((!tells_works).then(|| works.into()))
        .chain(offers)
        .chain(
            [
                "Your own list of work and the names of your clients",
                "Joint work",
                "Other partners, partnerships under review, and what they are worth to you",
                "Your notes",
            ]
            .map(String::from),
        )
        .collect()
}

/// How an offer stands with the partner, by their own account, in the few words of a table cell.
#[must_use]
pub const fn declared(works: Option<Standing>) -> &'static str {
    match works {
        None => "they do not say",
        Some(Standing::Works) => "yes, they say",
        Some(Standing::WorksUsually) => "usually, they say",
        Some(Standing::Fails) => "no, they say",
    }
}

/// How an offer stands with you by your own tests, in the few words of a table cell.
#[must_use]
pub fn tested(assessment: &Assessment, assumptions: &Assumptions, notation: &dyn Notation) -> String {
    assessment.misses.first().map_or_else(|| "yes".into(), |miss| shortcoming(miss, assumptions, notation))
}

/// Which of your tests an offer fails and by how much, a sentence each; or that it fails none.
#[must_use]
pub fn tested_in_full(
    assessment: &Assessment,
    assumptions: &Assumptions,
    sender: Option<&Name>,
    notation: &dyn Notation,
) -> Vec<String> {
    let misses = telling(assessment).map(|miss| reason(miss, assumptions, sender, notation));
    let why: Vec<String> = misses.collect();
    if why.is_empty() { vec!["It works in a usual year and in every low one.".into()] } else { why }
}

/// Says what a proposal means for whoever receives it.
#[must_use]
pub fn proposal_headline(proposal: &Proposal, seen: &Seen, notation: &dyn Notation) -> Headline {
    let partner = proposal.sender();
    let Seen { assumptions, offers, comparison, verdict, assessments } = seen;
    let matter = Matter::new(assessments, Grounds::Cases(comparison), assumptions, offers, partner, notation);
    let first = match verdict {
        Verdict::TooClose { first, .. } => Some(*first),
        verdict => verdict.pick(),
    };
    Reader { proposal, matter, verdict, first }.headline()
}

struct Reader<'a> {
    proposal: &'a Proposal,
    matter: Matter<'a>,
    verdict: &'a Verdict,
    /// The offer that the verdict puts first.
    first: Option<Id>,
}

impl Reader<'_> {
    fn voice(&self) -> Voice<'_> {
        self.matter.voice
    }

    fn headline(&self) -> Headline {
        match self.proposal.proposed().or(self.first) {
            Some(id) => self.about(id),
            None => self.nothing(),
        }
    }

    /// None is proposed, and none works.
    fn nothing(&self) -> Headline {
        let who = self.voice().partner_first();
        let template = if self.matter.offers.len() == 1 {
            "{0} puts one offer on the table, and it does not work for both of you."
        } else {
            "{0} puts {1} offers on the table, and none of them works for both of you."
        };
        let count = number(self.matter.offers.len(), self.voice().notation);
        Headline {
            state: "None works",
            code: "none-works",
            is_settled: false,
            sentence: fill(template, &[&who, &count]),
            detail: self.fix().unwrap_or_default(),
            line: "None works for both of you".into(),
        }
    }

    fn about(&self, id: Id) -> Headline {
        let assessment = self.matter.assessment(id);
        let tested = assessment.map_or(Standing::Fails, |assessment| assessment.tested());
        let declared = assessment.and_then(|assessment| assessment.declared);
        let thin = matches!(self.verdict, Verdict::TooEarly { .. });
        let miss = assessment.and_then(|assessment| assessment.misses.first());
        let why = miss.map(|miss| clause(miss, self.matter.assumptions, self.voice())).unwrap_or_default();
        let (state, code, template) = match (tested, declared) {
            (Standing::Fails, _) => ("Not for you as it stands", "none-works", "{0}, but {1}."),
            (_, Some(Standing::Fails)) => (
                "Works for you only",
                "none-works",
                "{0}: it would work for you, but they say that it does not for them.",
            ),
            (Standing::WorksUsually, _) => {
                ("Borderline for you", "leaning", "{0}: it works for you in a usual year, but {1}.")
            }
            (Standing::Works, Some(Standing::Works)) => {
                ("Works for you", "clear", "{0}: it works for you and, they say, for them.")
            }
            (Standing::Works, Some(Standing::WorksUsually)) => {
                ("Borderline for them", "leaning", "{0}: it works for you and, they say, in a usual year for them.")
            }
            (Standing::Works, None) => ("Works for you", "clear", "{0}: it works for you."),
        };
        let (state, code) =
            if thin && code != "none-works" { ("Too early to say", "too-early") } else { (state, code) };
        let gain = self.matter.gain(id, Side::You).filter(|gain| *gain > Money::ZERO);
        let gain = gain.map(|gain| {
            fill("You would be about {0} a year better off than without a deal.", &[&self.voice().about(gain)])
        });
        let detail =
            [Some(self.matter.pay(id)), gain, thin.then(|| self.thin()), self.alternative(id, tested, declared)];
        let line = match tested {
            Standing::Works => "Works for you: {0} · about {1} a year",
            Standing::WorksUsually => "Borderline for you: {0} · about {1} a year",
            Standing::Fails => "Not for you: {0} · about {1} a year",
        };
        Headline {
            state,
            code,
            is_settled: code == "clear",
            sentence: fill(template, &[&self.proposes(id), &why]),
            detail: detail.into_iter().flatten().collect::<Vec<_>>().join(" "),
            line: self.matter.line(line, id),
        }
    }

    /// "Harbor Copy asks you for 10% of what each client pays", or that it is what would be picked.
    fn proposes(&self, id: Id) -> String {
        let asks = self.matter.assumptions.direction == Direction::TheyIntroduce;
        let template = match (self.proposal.proposed().is_some(), asks) {
            (true, true) => "{0} asks you for {1}",
            (true, false) => "{0} offers you {1}",
            (false, _) => "{0} leaves the choice open, and the simplest that works is {1}",
        };
        let terms = self.matter.offer(id).map(|offer| offered(offer, self.voice().notation)).unwrap_or_default();
        fill(template, &[&self.voice().partner_first(), &terms])
    }

    fn thin(&self) -> String {
        let evidence = self.matter.assumptions.evidence;
        let counted = |count: u32, one, many| with_noun(self.voice().notation.count(count.into()), one, many);
        fill(
            "Only {0} and {1} stand behind these estimates; a three-month pilot would tell.",
            &[
                &counted(evidence.introductions, "introduction", "introductions"),
                &counted(evidence.projects, "project", "projects"),
            ],
        )
    }

    /// What else there is, where the offer is not the one that the verdict puts first.
    fn alternative(&self, id: Id, tested: Standing, declared: Option<Standing>) -> Option<String> {
        match self.first {
            Some(first) if first == id => None,
            Some(first) => {
                let label = self.matter.label(first);
                let works = tested < Standing::Fails && declared != Some(Standing::Fails);
                let says = self.matter.assessment(first).is_some_and(|assessment| assessment.declared.is_some());
                let template = match (works, says) {
                    (true, _) => "Of the others, {0} is simpler or nearer to what is usual, and works as well.",
                    (false, true) => "Of the others, {0} works for you and, they say, for them.",
                    (false, false) => "Of the others, {0} works for you.",
                };
                Some(fill(template, &[&label]))
            }
            None if tested == Standing::Fails => self.fix(),
            None if self.matter.offers.len() > 1 => Some("None of the others works for both of you.".into()),
            None => None,
        }
    }

    /// What would make an offer work for the reader.
    fn fix(&self) -> Option<String> {
        match self.verdict {
            Verdict::NoneWorks { fix: Fix::Change { id, parameter, from, to } } => Some(fill(
                "The smallest change with which one would work for you: {0}.",
                &[&self.matter.change(*id, *parameter, *from, *to)],
            )),
            Verdict::NoneWorks { .. } => {
                let suits = self.matter.assessments.iter().any(|assessment| assessment.tested() < Standing::Fails);
                let text = if suits {
                    "What would work for you does not work for them, they say."
                } else {
                    "No single number changed would make one work for you."
                };
                Some(text.into())
            }
            _ => None,
        }
    }
}

/// A yearly pay that the file states and the terms do not come to.
#[must_use]
pub fn disagreement(stated: Money, counted: Money, label: &str, notation: &dyn Notation) -> String {
    fill(
        "The file says that {0} pays {1} a year; on what it assumes, it comes to {2}, which is what is shown here.",
        &[label, &notation.money(stated), &notation.money(counted)],
    )
}
