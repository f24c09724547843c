use super::phrase::{about, fill, isolated, listed, months, number};
use super::review::{freed, hours_in_words, must_beat};
use super::verdict::Headline;
use crate::review::{Basis, Decision, Group, Judgement, Portfolio, Review};
use crate::value::{Money, Notation, Rate};

/// Says in words what to do with each partnership of a portfolio, and what that frees.
#[must_use]
pub fn portfolio_headline(portfolio: &Portfolio, basis: &Basis, notation: &dyn Notation) -> Headline {
    let said = Said { portfolio, basis, n: notation };
    if portfolio.reviews.is_empty() {
        return Headline {
            state: "Nothing to review",
            code: "nothing-entered",
            is_settled: false,
            sentence: "Add a partnership to see whether it is worth its upkeep.".into(),
            detail: String::new(),
            line: "Nothing to review".into(),
        };
    }
    let Some((least_certain, decision)) = portfolio.least_certain() else { return said.too_early() };
    let chance = least_certain.chances.map(|chances| chances.of(decision));
    let is_likely = chance.is_none_or(|chance| chance.is_likely());
    let (state, code) = if is_likely { ("Clear", "clear") } else { ("Leaning", "leaning") };
    let is_settled = is_likely && portfolio.reviews.iter().all(|review| review.judgement.decision().is_some());
    let [sentence, detail, line] = [said.sentence(), said.detail(least_certain, decision), said.line()];
    Headline { state, code, is_settled, sentence, detail, line }
}

struct Said<'a> {
    portfolio: &'a Portfolio,
    basis: &'a Basis,
    n: &'a dyn Notation,
}

impl Said<'_> {
    fn too_early(&self) -> Headline {
        let nothing = self.portfolio.judged(Judgement::TooLittle).next().is_none();
        let template = if nothing {
            "Too early to say: nothing went into any partnership in {1}."
        } else {
            "Too early to say: no partnership took {0} of your time, or as much in money, in {1}."
        };
        Headline {
            state: "Too early to say",
            code: "too-early",
            is_settled: false,
            sentence: fill(template, &[&hours_in_words(self.basis.fewest(), 2, self.n), &self.period()]),
            detail: "Note the hours that each partnership takes, and their worth can be compared.".into(),
            line: "Too early to say".into(),
        }
    }

    /// "Invest in A, renegotiate with B, end C, D and E: that frees 15 hours a week."
    fn sentence(&self) -> String {
        let named = |decision| self.named(Judgement::Decided(decision));
        let done = self.each(["Invest in {0}", "Renegotiate with {0}", "End {0}"], named);
        let template = if self.freed().is_empty() { "{0}." } else { "{0}: that frees {1}." };
        fill(template, &[&done, &listed(&self.freed(), "and")])
    }

    /// What is given up, which decision is least certain, and what cannot be judged.
    fn detail(&self, least_certain: &Review, decision: Decision) -> String {
        let mut parts = Vec::new();
        if let Some(ended) = self.ended() {
            let them = if ended.partnerships.len() == 1 { "it" } else { "them" };
            let ending = &ended.ending;
            let given_up = [(ending.revenue, "{0} of revenue"), (ending.strategic.money(), "{0} of strategic value")];
            let given_up: Vec<String> = given_up
                .into_iter()
                .filter(|&(amount, _)| amount > Money::ZERO)
                .map(|(amount, template)| fill(template, &[&about(amount, self.n)]))
                .collect();
            let template = if given_up.is_empty() {
                "Ending {3} gives up no revenue{2}."
            } else {
                "Ending {3} gives up {0} in {1}{2}."
            };
            let must_beat = must_beat(ending, self.n);
            parts.push(fill(template, &[&listed(&given_up, "and"), &self.period(), &must_beat, them]));
        }
        let percent = |chance| self.n.percent(chance, 0);
        let chance = least_certain.chances.map(|chances| percent(chances.of(decision).rate()));
        if let Some(chance) = chance.filter(|chance| *chance != percent(Rate::FULL)) {
            let template = match decision {
                Decision::Invest => "Least certain is {0}: {1} likely to be worth investing in.",
                Decision::Renegotiate => "Least certain is {0}: {1} likely to be one to renegotiate with.",
                Decision::PhaseOut => "Least certain is {0}: {1} likely to be one to end.",
            };
            parts.push(fill(template, &[&isolated(&least_certain.name), &chance]));
        }
        for (judgement, template) in [
            (Judgement::TooLittle, "Too little went into {0} to judge."),
            (Judgement::NoInvestment, "Nothing went into {0}, so there is no figure."),
        ] {
            parts.extend(self.named(judgement).map(|names| fill(template, &[&names])));
        }
        parts.join(" ")
    }

    /// "Invest in 1, renegotiate with 1, end 3 · 15 hours a week freed"
    fn line(&self) -> String {
        let count = |decision| {
            let group = self.portfolio.group(Judgement::Decided(decision))?;
            Some(self.n.count(group.partnerships.len() as u64))
        };
        let done = self.each(["Invest in {0}", "Renegotiate with {0}", "End {0}"], count);
        match self.freed().first() {
            Some(freed) => fill("{0} · {1} freed", &[&done, freed]),
            None => done,
        }
    }

    /// One template for each decision that somebody got, the first as it begins a sentence.
    fn each(&self, templates: [&str; 3], object: impl Fn(Decision) -> Option<String>) -> String {
        let mut done = String::new();
        for (template, decision) in templates.into_iter().zip(Decision::ALL) {
            let Some(object) = object(decision) else { continue };
            done = if done.is_empty() {
                fill(template, &[&object])
            } else {
                fill("{0}, {1}", &[&done, &fill(&template.to_lowercase(), &[&object])])
            };
        }
        done
    }

    /// The partnerships with this judgement, the first few by name; none when nobody got it.
    fn named(&self, judgement: Judgement) -> Option<String> {
        const MOST_NAMES: usize = 4;
        let mut names: Vec<String> = self.portfolio.judged(judgement).map(|review| isolated(&review.name)).collect();
        let count = names.len();
        if count > MOST_NAMES {
            names.truncate(MOST_NAMES - 1);
            names.push(fill("{0} others", &[&number(count - names.len(), self.n)]));
        }
        (count > 0).then(|| listed(&names, "and"))
    }

    /// Those to phase out.
    fn ended(&self) -> Option<&Group> {
        self.portfolio.group(Judgement::Decided(Decision::PhaseOut))
    }

    /// What ending them frees.
    fn freed(&self) -> Vec<String> {
        self.ended().map(|group| freed(&group.ending, self.basis, self.n)).unwrap_or_default()
    }

    fn period(&self) -> String {
        months(self.basis.trailing().months(), self.n)
    }
}
