use super::phrase::{Voice, fill, hours, listed, money, months, number, percent};
use super::reasons::{clause, condition, narrowly};
use super::terms::{offer_label, offered, subject};
use crate::forecast::{
    Assessment, Assumptions, Case, Comparison, Direction, Evidence, Fix, Forecast, Miss, Offer, Offered, Outlook,
    Quantiles, Standing, Verdict,
};
use crate::terms::{Parameter, Setting, Simplicity};
use crate::value::{Hours, Id, Money, Name, Notation, Rate, Side};

/// A verdict as the page says it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Headline {
    /// The outcome in a word or two.
    pub state: &'static str,
    /// The outcome for machines.
    pub code: &'static str,
    /// Whether nothing is left open.
    pub is_settled: bool,
    /// What to do, in one sentence.
    pub sentence: String,
    /// What that comes to, and what speaks against the rest; may be empty.
    pub detail: String,
    /// All of it in one short line.
    pub line: String,
}

/// What a verdict rests on.
#[derive(Clone, Copy)]
pub enum Grounds<'a> {
    /// A usual year, and a year for each quantity that turns out low.
    Cases(&'a Comparison),
    /// Simulated years.
    Years(&'a Forecast),
}

/// What the sentences of a verdict are about.
pub(super) struct Matter<'a> {
    pub(super) assessments: &'a [Assessment],
    grounds: Grounds<'a>,
    pub(super) assumptions: &'a Assumptions,
    pub(super) offers: &'a [Offer],
    pub(super) voice: Voice<'a>,
}

/// Says a verdict in words.
#[must_use]
pub fn headline(
    verdict: &Verdict,
    assessments: &[Assessment],
    grounds: Grounds,
    assumptions: &Assumptions,
    offers: &[Offer],
    partner: Option<&Name>,
    notation: &dyn Notation,
) -> Headline {
    let matter = Matter::new(assessments, grounds, assumptions, offers, partner, notation);
    let (state, code) = match verdict {
        Verdict::NothingOffered => ("Nothing to compare", "nothing-offered"),
        Verdict::TooEarly { .. } => ("Too early to say", "too-early"),
        Verdict::Clear { .. } => ("Clear", "clear"),
        Verdict::Leaning { .. } => ("Leaning", "leaning"),
        Verdict::TooClose { .. } => ("Too close to call", "too-close"),
        Verdict::NoneWorks { .. } => ("None works", "none-works"),
    };
    let [sentence, detail, line] = match verdict {
        Verdict::NothingOffered => {
            let sentence = "Put at least one offer on the table, a new one or one that is set aside.";
            [sentence.into(), String::new(), "Nothing on the table".into()]
        }
        Verdict::TooEarly { evidence, plausible, leaning } => matter.too_early(*evidence, *plausible, *leaning),
        Verdict::Clear { pick } => matter.clear(*pick),
        Verdict::Leaning { pick, misses } => matter.leaning(*pick, misses),
        Verdict::TooClose { first, second, difference } => matter.too_close(*first, *second, *difference),
        Verdict::NoneWorks { fix } => matter.none_works(fix),
    };
    Headline { state, code, is_settled: matches!(verdict, Verdict::Clear { .. }), sentence, detail, line }
}

impl<'a> Matter<'a> {
    pub(super) fn new(
        assessments: &'a [Assessment],
        grounds: Grounds<'a>,
        assumptions: &'a Assumptions,
        offers: &'a [Offer],
        partner: Option<&'a Name>,
        notation: &'a dyn Notation,
    ) -> Matter<'a> {
        let voice = Voice { notation, partner, direction: assumptions.direction };
        Matter { assessments, grounds, assumptions, offers, voice }
    }

    pub(super) fn is_simulated(&self) -> bool {
        matches!(self.grounds, Grounds::Years(_))
    }

    pub(super) fn offer(&self, id: Id) -> Option<&Offer> {
        self.offers.iter().find(|offer| offer.id == id)
    }

    pub(super) fn assessment(&self, id: Id) -> Option<&Assessment> {
        self.assessments.iter().find(|assessment| assessment.id == id)
    }

    /// What a side gains over no deal in a usual year, or on average.
    pub(super) fn gain(&self, id: Id, side: Side) -> Option<Money> {
        match self.grounds {
            Grounds::Cases(comparison) => Some(*comparison.offer(id)?.likely()?.gain.of(side)),
            Grounds::Years(forecast) => Some(forecast.offer(id)?.gain.of(side).gain.mean_money()),
        }
    }

    /// What is paid in a usual year, or on average.
    fn payout(&self, id: Id) -> Option<Money> {
        match self.grounds {
            Grounds::Cases(comparison) => Some(comparison.offer(id)?.likely()?.payout),
            Grounds::Years(forecast) => Some(forecast.offer(id)?.payout.mean_money()),
        }
    }

    /// The hours of record keeping in such a year, for each side.
    fn hours(&self, id: Id) -> Hours {
        let hours = match self.grounds {
            Grounds::Cases(comparison) => comparison.offer(id).and_then(|offered| Some(offered.likely()?.hours)),
            Grounds::Years(forecast) => forecast.offer(id).map(|outlook| outlook.hours),
        };
        hours.unwrap_or_default()
    }

    pub(super) fn label(&self, id: Id) -> String {
        self.offer(id).map(|offer| offer_label(offer, self.voice.notation)).unwrap_or_default()
    }

    fn usual(&self) -> String {
        percent(self.assumptions.norm.usual, self.voice.notation)
    }

    fn asks(&self) -> bool {
        self.assumptions.direction == Direction::YouIntroduce
    }

    /// "Offer Harbor Copy 10% of what each client pays".
    fn proposal(&self, id: Id) -> String {
        let template = if self.asks() { "Ask {0} for {1}" } else { "Offer {0} {1}" };
        let offered = self.offer(id).map(|offer| offered(offer, self.voice.notation)).unwrap_or_default();
        fill(template, &[&self.voice.partner(), &offered])
    }

    /// "Offer 10% · about $3,840 a year", after `template`.
    pub(super) fn line(&self, template: &str, id: Id) -> String {
        let payout = self.payout(id).unwrap_or_default();
        fill(template, &[&self.label(id), &self.voice.about(payout)])
    }

    /// What the offer pays a year, and when least.
    pub(super) fn pay(&self, id: Id) -> String {
        match self.grounds {
            Grounds::Cases(comparison) => comparison.offer(id).map(|offered| self.pay_in_cases(comparison, offered)),
            Grounds::Years(forecast) => forecast.offer(id).map(|outlook| self.pay_in_years(forecast, outlook)),
        }
        .unwrap_or_default()
    }

    fn pay_in_cases(&self, comparison: &Comparison, offered: &Offered) -> String {
        let Some(figures) = offered.likely() else { return String::new() };
        let lowest = comparison.payout_range(offered.id).map_or(figures.payout, |(low, _)| low);
        let template = match (self.asks(), lowest < figures.payout) {
            (false, false) => "You would pay about {0} a year for {1}.",
            (false, true) => "You would pay about {0} a year for {1}, or about {2} if one estimate turns out low.",
            (true, false) => "They would pay you about {0} a year for {1}.",
            (true, true) => "They would pay you about {0} a year for {1}, or about {2} if one estimate turns out low.",
        };
        let projects = self.voice.counted(figures.projects, "project", "projects");
        fill(template, &[&self.voice.about(figures.payout), &projects, &self.voice.about(lowest)])
    }

    fn pay_in_years(&self, forecast: &Forecast, outlook: &Outlook) -> String {
        let Quantiles { p10, p90, .. } = outlook.payout.quantiles;
        let template = match (self.asks(), p10 < p90) {
            (false, false) => "You would pay about {0} a year, for {1} on average.",
            (false, true) => {
                "You would pay about {0} a year on average, for {1}: in eight years of ten between {2} and {3}."
            }
            (true, false) => "They would pay you about {0} a year, for {1} on average.",
            (true, true) => {
                "They would pay you about {0} a year on average, for {1}: in eight years of ten between {2} and {3}."
            }
        };
        let projects = self.voice.counted(forecast.volume.projects.mean_quantity(), "project", "projects");
        let mean = self.voice.about(outlook.payout.mean_money());
        let [p10, p90] = [p10, p90].map(|amount| self.voice.about(money(amount)));
        fill(template, &[&mean, &projects, &p10, &p90])
    }

    fn clear(&self, pick: Id) -> [String; 3] {
        let simplicity = |id| self.offer(id).map(|offer| offer.terms.simplicity());
        let standing = self.assessment(pick).map(Assessment::standing);
        let rivals: Vec<Option<Simplicity>> = self
            .assessments
            .iter()
            .filter(|rival| rival.id != pick && Some(rival.standing()) == standing)
            .map(|rival| simplicity(rival.id))
            .collect();
        let tied = rivals.contains(&simplicity(pick));
        let template = match (self.offers.len(), rivals.len()) {
            (0 | 1, _) => "{0}: the one option on the table, and it works for both of you.",
            (_, 0) => "{0}: the only one of your {1} options that works for both of you.",
            (2, _) if tied => "{0}: it works for both of you as the other option does, and is nearer to the usual {2}.",
            (2, _) => "{0}: the simpler of your two options, which both work for both of you.",
            _ if tied => {
                "{0}: the simplest of your {1} options that works for both of you, and the nearest to the usual {2}."
            }
            _ => "{0}: the simplest of your {1} options that works for both of you.",
        };
        let options = number(self.offers.len(), self.voice.notation);
        let line = if self.asks() { "Ask for {0} · about {1} a year" } else { "Offer {0} · about {1} a year" };
        [
            fill(template, &[&self.proposal(pick), &options, &self.usual()]),
            [self.pay(pick), self.second_thought(pick)].join(" "),
            self.line(line, pick),
        ]
    }

    /// Why not something simpler; where nothing is, what each side gains.
    fn second_thought(&self, pick: Id) -> String {
        let simpler = self
            .offers
            .iter()
            .filter(|offer| self.offer(pick).is_some_and(|pick| offer.terms.simplicity() < pick.terms.simplicity()))
            .min_by_key(|offer| offer.terms.simplicity());
        let miss = simpler.and_then(|offer| Some((offer, self.assessment(offer.id)?.misses.first()?)));
        let gains = Side::BOTH.map(|side| self.gain(pick, side));
        match (miss, gains) {
            (Some((offer, miss)), _) => fill(
                "{0} is simpler, but {1}.",
                &[&subject(offer, self.voice.notation), &clause(miss, self.assumptions, self.voice)],
            ),
            (None, [Some(yours), Some(theirs)]) => fill(
                "You would be about {0} a year better off than without a deal, and {1} about {2}.",
                &[&self.voice.about(yours), &self.voice.side(Side::Them), &self.voice.about(theirs)],
            ),
            (None, _) => String::new(),
        }
    }

    fn leaning(&self, pick: Id, misses: &[Miss]) -> [String; 3] {
        let line = self.line("Borderline: {0} · about {1} a year", pick);
        let Some((first, rest)) = misses.split_first() else {
            let sentence = fill("{0}, if only just: {1}.", &[&self.proposal(pick), &self.passed_over(pick)]);
            return [sentence, self.pay(pick), line];
        };
        let passes = self.assessment(pick).is_some_and(|assessment| !assessment.misses.contains(first));
        let why = match first.case {
            Case::Simulated => narrowly(first, passes, self.assumptions, self.voice),
            Case::Likely | Case::Low(_) => clause(first, self.assumptions, self.voice),
        };
        let mut others: Vec<String> = rest
            .iter()
            .filter_map(|miss| match miss.case {
                Case::Low(factor) if miss.case != first.case => {
                    Some(condition(factor, self.assumptions, self.voice.notation, "only "))
                }
                Case::Low(_) | Case::Likely | Case::Simulated => None,
            })
            .collect();
        others.dedup();
        let mut detail = self.pay(pick);
        if !others.is_empty() {
            detail += &fill(" It is borderline too if {0}.", &[&listed(&others, "or")]);
        }
        [fill("{0}, but it is borderline: {1}.", &[&self.proposal(pick), &why]), detail, line]
    }

    /// What would be taken before `pick`, had it not failed by as little as the years cannot tell.
    fn passed_over(&self, pick: Id) -> String {
        let simplicity = |id| self.offer(id).map(|offer| offer.terms.simplicity());
        let rival = self.assessments.iter().find(|rival| {
            rival.id != pick && rival.standing() == Standing::WorksUsually && simplicity(rival.id) <= simplicity(pick)
        });
        let told = |rival: &Assessment| {
            let (offer, miss) = (self.offer(rival.id)?, rival.misses.first()?);
            let why = narrowly(miss, false, self.assumptions, self.voice);
            Some(fill("{0} would come first, but {1}", &[&subject(offer, self.voice.notation), &why]))
        };
        rival.and_then(told).unwrap_or_default()
    }

    fn too_close(&self, first: Id, second: Id, difference: Money) -> [String; 3] {
        let [one, other] = [first, second].map(|id| self.label(id));
        let template = if difference == Money::ZERO {
            "Too close to call: {0} and {1} pay the same."
        } else {
            "Too close to call: {0} and {1} differ by {2} a year, less than your estimates can tell apart."
        };
        let written = |id| hours(self.hours(id), self.voice.notation);
        let detail = match self.hours(first).cmp(&self.hours(second)) {
            std::cmp::Ordering::Equal => {
                fill("Both are as much to track, so choose the one that {0} likes better.", &[&self.voice.partner()])
            }
            order => {
                let (less, more) = if order.is_lt() { (first, second) } else { (second, first) };
                fill(
                    "Choose the one that is less to track: {0}, with {1} a year for each of you instead of {2}.",
                    &[&self.label(less), &written(less), &written(more)],
                )
            }
        };
        let difference = self.voice.notation.money(difference);
        [fill(template, &[&one, &other, &difference]), detail, fill("Too close: {0} or {1}", &[&one, &other])]
    }

    fn none_works(&self, fix: &Fix) -> [String; 3] {
        let none = if self.offers.len() == 1 {
            "This does not work for both of you"
        } else {
            "None of these works for both of you"
        };
        let (template, change, detail) = match fix {
            Fix::Change { id, parameter, from, to } => {
                let miss = self.assessment(*id).and_then(|assessment| assessment.misses.first());
                let why = miss.map(|miss| clause(miss, self.assumptions, self.voice)).unwrap_or_default();
                let change = self.change(*id, *parameter, *from, *to);
                ("{0}. Smallest fix: {1}.", change, fill("As it stands, {0}.", &[&why]))
            }
            Fix::Unknown => {
                let detail = "The smallest change of one number that would help is being looked for.";
                ("{0}.", String::new(), detail.into())
            }
            Fix::VolumeTooSmall { added, administration } => {
                let amounts = [*added, *administration].map(|amount| self.voice.about(amount));
                let [added, administration] = &amounts;
                let change = fill(
                    "the introductions bring about {0} a year, no more than the {1} that the least record keeping \
                     costs the two of you",
                    &[added, administration],
                );
                let detail = "More introductions or larger projects would change that.";
                ("{0}, and no other terms would: {1}.", change, detail.into())
            }
            Fix::NoSingleChange => (
                "{0}, and changing a single number is not enough.",
                String::new(),
                "Put other terms on the table, such as a percentage near the usual rate.".into(),
            ),
        };
        let line = match fix {
            Fix::Change { .. } => fill("None works · {0}", &[&change]),
            Fix::VolumeTooSmall { .. } => "No terms work: too little comes in".into(),
            Fix::NoSingleChange | Fix::Unknown => "None works".into(),
        };
        [fill(template, &[none, &change]), detail, line]
    }

    /// "lower 25% to 20%", and in which offer where that does not say it.
    pub(super) fn change(&self, id: Id, parameter: Parameter, from: Setting, to: Setting) -> String {
        let rises = match (from, to) {
            (Setting::Money(from), Setting::Money(to)) => to > from,
            (Setting::Rate(from), Setting::Rate(to)) => to > from,
            (Setting::Months(from), Setting::Months(to)) => to > from,
            _ => false,
        };
        let verb = match (parameter, rises) {
            (Parameter::Window, true) => "lengthen",
            (Parameter::Window, false) => "shorten",
            (_, true) => "raise",
            (_, false) => "lower",
        };
        let simplicity = self.offer(id).map(|offer| offer.terms.simplicity());
        let tier =
            simplicity > Some(Simplicity::Percentage) && matches!(parameter, Parameter::Rate(place) if place > 0);
        let noun = match parameter {
            Parameter::Fee => "the {0} fee",
            Parameter::Threshold => "the threshold of {0}",
            Parameter::Retainer => "{0} a month",
            Parameter::Rate(_) if tier => "the tier of {0}",
            Parameter::Rate(_) => "{0}",
            Parameter::Window => "the window of {0}",
            Parameter::ClientCap => "the cap of {0} for each client",
            Parameter::YearCap | Parameter::Cap => "the cap of {0} a year",
            Parameter::Floor => "the floor of {0} a year",
        };
        let written = |setting| match setting {
            Setting::Money(amount) => self.voice.notation.money(amount),
            Setting::Rate(rate) => percent(rate, self.voice.notation),
            Setting::Months(count) => months(count, self.voice.notation),
        };
        let says_which = matches!(parameter, Parameter::Fee | Parameter::Retainer | Parameter::Rate(_))
            && simplicity <= Some(Simplicity::Percentage);
        let template = if says_which || self.offers.len() == 1 { "{0} {1} to {2}" } else { "in {3}, {0} {1} to {2}" };
        fill(template, &[verb, &fill(noun, &[&written(from)]), &written(to), &self.label(id)])
    }

    fn too_early(&self, evidence: Evidence, plausible: (Rate, Rate), leaning: Option<Id>) -> [String; 3] {
        let Evidence { introductions, projects } = evidence;
        let template = match (introductions, projects) {
            (0, _) => "there is no introduction to judge by yet",
            (1, 0) => "your one introduction became no project, so the true rate could be {2} to {3}",
            (1, _) => "your one introduction became a project, so the true rate could be {2} to {3}",
            (_, 0) => "none of {1} introductions became a project, so the true rate could be {2} to {3}",
            (_, 1) => "1 of {1} introductions became a project, so the true rate could be {2} to {3}",
            _ => "{0} of {1} introductions became projects, so the true rate could be {2} to {3}",
        };
        let notation = self.voice.notation;
        let so_far = fill(
            template,
            &[
                &notation.count(projects.into()),
                &notation.count(introductions.into()),
                &notation.percent(plausible.0, 0),
                &notation.percent(plausible.1, 0),
            ],
        );
        let detail = match leaning {
            Some(id) => {
                let offer = self.offer(id).map(|offer| offered(offer, notation)).unwrap_or_default();
                fill("If your estimates hold, {0} looks best. {1}", &[&offer, &self.pay(id)])
            }
            None => "On your estimates, nothing on the table works for both of you yet.".into(),
        };
        let line = leaning.map_or("Too early to say".into(), |id| self.line("Too early · perhaps {0}", id));
        [fill("Too early to say: {0}. A three-month pilot would tell.", &[&so_far]), detail, line]
    }
}
