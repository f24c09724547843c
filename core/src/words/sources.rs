use super::ledger::stage_name;
use super::phrase::{capitalised, fill, isolated, with_noun};
use super::verdict::Headline;
use crate::program::{Chance, Claim, Decided, Settling};
use crate::tracking::{
    Compared, Ledger, Origin, Quarter, Quarters, Source, SourceKind, SourceMeasure, SourceOf, SourceVerdict, Stage,
    Trust,
};
use crate::value::{Notation, Rate};

/// What sources are put together by, as a choice.
#[must_use]
pub const fn source_of_name(by: SourceOf) -> &'static str {
    match by {
        SourceOf::Kind => "By kind of source",
        SourceOf::Source => "By source",
        SourceOf::Contact => "By referrer",
    }
}

/// What a row of sources is called. A name stands as it was typed: whoever shows it isolates it.
#[must_use]
pub fn source_row(origin: Option<&Origin>, by: SourceOf, ledger: &Ledger) -> String {
    match origin {
        Some(Origin::Kind(kind)) => capitalised(kind_name(*kind)),
        Some(Origin::Source(name)) => name.to_string(),
        Some(Origin::Contact(id)) => ledger.contact(*id).map_or_else(unknown, |contact| contact.name().to_string()),
        None => match by {
            SourceOf::Contact => "No referrer named".into(),
            SourceOf::Kind | SourceOf::Source => "No source named".into(),
        },
    }
}

fn unknown() -> String {
    "Someone unknown".into()
}

const fn kind_name(kind: SourceKind) -> &'static str {
    match kind {
        SourceKind::FormerClient => "former clients",
        SourceKind::Colleague => "colleagues",
        SourceKind::Complementary => "complementary providers",
        SourceKind::Other => "other sources",
    }
}

/// Says in words which source turns more of its referrals into work, as far as that can be told.
#[must_use]
pub fn sources_headline(verdict: &SourceVerdict, by: SourceOf, ledger: &Ledger, notation: &dyn Notation) -> Headline {
    let said = Said { ledger, n: notation };
    let headline = |state, code, sentence: String, detail: &str| Headline {
        state,
        code,
        is_settled: false,
        sentence,
        detail: detail.into(),
        line: state.into(),
    };
    match verdict {
        SourceVerdict::Nothing => headline(
            "Nothing to compare",
            "nothing-entered",
            "No referral was made to you yet.".into(),
            "Enter those that were, with where they came from, and sources are compared here.",
        ),
        SourceVerdict::NothingDecided { open } => {
            let are = if *open == 1 { "is" } else { "are" };
            headline(
                "Too early to say",
                "too-early",
                fill("Nothing is decided yet: {0} {1} open.", &[&said.referrals(*open), are]),
                "Once referrals are won or lost, sources are compared here.",
            )
        }
        SourceVerdict::NoneNamed { decided } => {
            let [template, detail] = match by {
                SourceOf::Contact => [
                    "Nothing to compare: none of {0} says who made it.",
                    "Say it in the ledger, and they are compared here.",
                ],
                SourceOf::Kind | SourceOf::Source => [
                    "Nothing to compare: none of {0} names its source.",
                    "Name it in the ledger, and sources are compared here.",
                ],
            };
            let decided = with_noun(said.n.count(*decided), "decided referral", "decided referrals");
            headline("Nothing to compare", "nothing-named", fill(template, &[&decided]), detail)
        }
        SourceVerdict::OnlyOne(only) => {
            let (name, is_many) = said.name(only);
            let Decided { won, .. } = only.tally.decided();
            let have = if is_many { "have" } else { "has" };
            let of = said.n.count(only.tally.decided().count());
            let parts = [&name, have, &said.n.count(won.into()), &of];
            headline(
                "Nothing to compare",
                "only-one",
                fill("Nothing to compare yet: only {0} {1} decided referrals, {2} of {3} became work.", &parts),
                "Once a second source has referrals that were won or lost, the two are compared here.",
            )
        }
        SourceVerdict::Compared(compared) => said.compared(compared),
    }
}

struct Said<'a> {
    ledger: &'a Ledger,
    n: &'a dyn Notation,
}

impl Said<'_> {
    fn referrals(&self, count: u32) -> String {
        with_noun(self.n.count(count.into()), "referral", "referrals")
    }

    /// A source inside a sentence, and whether it is more than one.
    fn name(&self, source: &Source) -> (String, bool) {
        match &source.origin {
            Some(Origin::Kind(kind)) => (kind_name(*kind).into(), true),
            Some(Origin::Source(name)) => (isolated(name), false),
            Some(Origin::Contact(id)) => {
                (self.ledger.contact(*id).map_or_else(unknown, |contact| isolated(contact.name())), false)
            }
            None => ("the others".into(), true),
        }
    }

    /// The same at the beginning of a sentence: a name stays as it was typed.
    fn name_first(&self, source: &Source) -> String {
        match &source.origin {
            Some(Origin::Kind(kind)) => capitalised(kind_name(*kind)),
            _ => self.name(source).0,
        }
    }

    fn compared(&self, compared: &Compared) -> Headline {
        let Compared { trust, better, other, chance, .. } = compared;
        let ((one, is_many), (another, _)) = (self.name(better), self.name(other));
        let first = self.name_first(better);
        let [[won, of], [others_won, from]] = [better, other].map(|source| {
            let decided = source.tally.decided();
            [u64::from(decided.won), decided.count()].map(|count| self.n.count(count))
        });
        let [w, of, v, from] = [&won, &of, &others_won, &from].map(String::as_str);
        let chance = chance_of(*chance, self.n);
        let (state, code, sentence) = match trust {
            Trust::TooFew => {
                let noun = if better.tally.decided().count() == 1 { "decided referral" } else { "decided referrals" };
                let template = "Too few to tell: {0} of {1} {6} from {4} became work, {2} of {3} from {5}.";
                let said = fill(template, &[w, of, v, from, &one, &another, noun]);
                ("Too early to say", "too-early", joined(&said, &self.settling(compared)))
            }
            Trust::TooClose => {
                let template =
                    "Too close to call: {0} of {1} decided referrals from {4} became work, {2} of {3} from {5}.";
                ("Too close to call", "too-close", fill(template, &[w, of, v, from, &one, &another]))
            }
            Trust::Leaning | Trust::Settled => {
                let template = if is_many {
                    "{4} convert better than {5}: {0} of {1} against {2} of {3}, true with a chance of {6}."
                } else {
                    "{4} converts better than {5}: {0} of {1} against {2} of {3}, true with a chance of {6}."
                };
                let (state, code) = if *trust == Trust::Settled { ("Clear", "clear") } else { ("Leaning", "leaning") };
                (state, code, fill(template, &[w, of, v, from, &first, &another, &chance]))
            }
        };
        let line = match trust {
            Trust::TooFew | Trust::TooClose => state.into(),
            Trust::Leaning | Trust::Settled => {
                fill("{0} {1} of {2}, {3} {4} of {5}", &[&first, w, of, &another, v, from])
            }
        };
        let is_settled = *trust == Trust::Settled;
        Headline { state, code, is_settled, sentence, detail: self.detail(compared, &chance), line }
    }

    fn detail(&self, compared: &Compared, chance: &str) -> String {
        let Compared { trust, better, other, .. } = compared;
        let ((one, is_many), (another, other_is_many)) = (self.name(better), self.name(other));
        let mut parts = Vec::new();
        if matches!(trust, Trust::TooFew | Trust::TooClose) {
            let are = if is_many { "are" } else { "is" };
            let parts_of = [&self.name_first(better), are, chance];
            parts.push(fill("{0} {1} the better source with a chance of {2}.", &parts_of));
        }
        if matches!(trust, Trust::TooClose | Trust::Leaning) {
            parts.push(self.settling(compared));
        }
        if let Some((a, b)) = better.tally.decided().conversion().zip(other.tally.decided().conversion()) {
            let [low, high, least, most] =
                [a.low, a.high, b.low, b.high].map(|end| honest_percent(end.rate(), 0, self.n));
            let template = "The true rate could be {0} to {1} for {4}, {2} to {3} for {5}.";
            parts.push(fill(template, &[&low, &high, &least, &most, &one, &another]));
        }
        // What has no value would speak against its source without a reason.
        let [value, others] =
            [better, other].map(|source| source.tally.value_per_referral().filter(|_| source.unvalued() == 0));
        if let Some((value, others)) = value.zip(others).filter(|(value, others)| others > value) {
            let bring = if other_is_many { "bring" } else { "brings" };
            let template = "For each referral {0} {1} more, though: {2} against {3}.";
            parts.push(fill(template, &[&another, bring, &self.n.money(others), &self.n.money(value)]));
        }
        let open = better.tally.open().saturating_add(other.tally.open());
        if open > 0 {
            let template = if open == 1 {
                "{0} of theirs is open and counts neither way."
            } else {
                "{0} of theirs are open and count neither way."
            };
            parts.push(fill(template, &[&self.n.count(open.into())]));
        }
        parts.join(" ")
    }

    /// What would settle it; nothing where it is settled.
    fn settling(&self, compared: &Compared) -> String {
        match compared.settling {
            Settling::After(0) | Settling::NoRate => String::new(),
            Settling::After(more) => fill(
                "About {0} more of each would settle it, if they go on as they did (optimistic).",
                &[&self.n.count(more.into())],
            ),
            Settling::Never => "If they go on as they did, no number of them would tell the two apart.".into(),
        }
    }
}

fn joined(one: &str, other: &str) -> String {
    if other.is_empty() { one.into() } else { fill("{0} {1}", &[one, other]) }
}

/// A chance in whole percent that it reaches, so that none looks surer than it is.
fn chance_of(chance: Chance, notation: &dyn Notation) -> String {
    const MOST: u32 = 99;
    let percent = chance.rate().ppm() / 10_000;
    let written = notation.percent(Rate::percent(percent.min(MOST)), 0);
    if chance.rate() > Rate::percent(MOST) { fill("more than {0}", &[&written]) } else { written }
}

/// A rate with so many decimals, or as many as show that it is neither nothing nor all.
fn honest_percent(rate: Rate, decimals: u8, notation: &dyn Notation) -> String {
    const MOST: u8 = 4;
    let is_honest =
        |text: &String| [Rate::ZERO, Rate::FULL].iter().all(|&end| rate == end || *text != notation.percent(end, 0));
    let mut texts = (decimals..=MOST).map(|decimals| notation.percent(rate, decimals));
    texts.find(is_honest).unwrap_or_else(|| notation.percent(rate, MOST))
}

/// A figure of a source as its table shows it; nothing where there is none.
#[must_use]
pub fn source_figure(measure: SourceMeasure, source: &Source, all: &Source, notation: &dyn Notation) -> Option<String> {
    let tally = &source.tally;
    let conversion = tally.decided().conversion();
    let rate = |rate: Rate| honest_percent(rate, 0, notation);
    Some(match measure {
        SourceMeasure::Conversion => rate(conversion?.rate.rate()),
        SourceMeasure::Low => rate(conversion?.low.rate()),
        SourceMeasure::High => rate(conversion?.high.rate()),
        SourceMeasure::DaysToWin => notation.quantity(tally.days_to_win()?, 1),
        SourceMeasure::Value => notation.money(tally.value()),
        SourceMeasure::ValuePerReferral => notation.money(tally.value_per_referral()?),
        SourceMeasure::ShareOfValue => rate(tally.share_of_value(&all.tally)?),
        SourceMeasure::ShareOfCount => rate(tally.share_of_count(&all.tally)?),
        SourceMeasure::Referrals
        | SourceMeasure::Qualified
        | SourceMeasure::Won
        | SourceMeasure::Lost
        | SourceMeasure::Open
        | SourceMeasure::Unvalued => notation.count(u64::try_from(measure.of(source, all)?).ok()?),
    })
}

/// How a figure of a source is computed, line by line, with its inputs; `all` is what all sources came to.
#[must_use]
pub fn explain_source(measure: SourceMeasure, source: &Source, all: &Source, notation: &dyn Notation) -> Vec<String> {
    let sums = Sums { source, all, n: notation };
    match measure {
        SourceMeasure::Referrals => sums.lines(["{won} won + {lost} lost + {open} open = {all}"]),
        SourceMeasure::Qualified => sums.lines([
            "{qualified} of {all} counted as a real prospect at some time",
            "Whatever was won is one of them, even where no day is noted",
        ]),
        SourceMeasure::Won => sums.lines(["{won} of {all} became work", "Work that was called off counts as lost"]),
        SourceMeasure::Lost => sums.lines(["{lost} of {all} became nothing, or the work was called off"]),
        SourceMeasure::Open => sums.lines([
            "{all} − {won} won − {lost} lost = {open} open",
            "They are no part of the conversion: what becomes of them is not known yet",
        ]),
        SourceMeasure::Conversion | SourceMeasure::Low | SourceMeasure::High => sums.conversion(),
        SourceMeasure::DaysToWin => sums.days(),
        SourceMeasure::Value => sums.value(),
        SourceMeasure::Unvalued => sums.unvalued().into_iter().collect(),
        SourceMeasure::ValuePerReferral => sums.per_referral(),
        SourceMeasure::ShareOfValue | SourceMeasure::ShareOfCount => sums.shares(),
    }
}

struct Sums<'a> {
    source: &'a Source,
    all: &'a Source,
    n: &'a dyn Notation,
}

impl Sums<'_> {
    fn figure(&self, measure: SourceMeasure) -> String {
        source_figure(measure, self.source, self.all, self.n).unwrap_or_else(|| "–".into())
    }

    fn referrals(&self, source: &Source) -> String {
        with_noun(self.n.count(source.tally.referrals().into()), "referral", "referrals")
    }

    /// The templates with what they count by name.
    fn lines<const N: usize>(&self, templates: [&str; N]) -> Vec<String> {
        let counts = [
            ("{all}", self.referrals(self.source)),
            ("{qualified}", self.figure(SourceMeasure::Qualified)),
            ("{won}", self.figure(SourceMeasure::Won)),
            ("{lost}", self.figure(SourceMeasure::Lost)),
            ("{open}", self.figure(SourceMeasure::Open)),
        ];
        let filled =
            |template: &str| counts.iter().fold(template.to_owned(), |line, (name, count)| line.replace(name, count));
        templates.map(filled).into()
    }

    fn conversion(&self) -> Vec<String> {
        let Some(found) = self.source.tally.decided().conversion() else { return Vec::new() };
        let [rate, low, high] =
            [found.rate, found.low, found.high].map(|chance| honest_percent(chance.rate(), 1, self.n));
        let [won, lost, open] =
            [SourceMeasure::Won, SourceMeasure::Lost, SourceMeasure::Open].map(|measure| self.figure(measure));
        let of = self.n.count(self.source.tally.decided().count());
        let mut lines = vec![
            fill("{0} won ÷ ({0} won + {1} lost) = {2}", &[&won, &lost, &rate]),
            fill(
                "The true rate could be {0} to {1}: the 95% interval of {2} in {3} (Wilson 1927)",
                &[&low, &high, &won, &of],
            ),
        ];
        if self.source.tally.open() > 0 {
            lines.push(fill("Left out: {0} open", &[&open]));
        }
        lines
    }

    fn days(&self) -> Vec<String> {
        let Some(days) = self.source.tally.days_to_win() else { return Vec::new() };
        let days = with_noun(self.n.quantity(days, 1), "day", "days");
        let won = with_noun(self.figure(SourceMeasure::Won), "win", "wins");
        vec![fill("From the introduction on, the median of {0}: {1}", &[&won, &days])]
    }

    fn value(&self) -> Vec<String> {
        let [value, won] = [SourceMeasure::Value, SourceMeasure::Won].map(|measure| self.figure(measure));
        let mut lines = vec![
            fill("{0} won = {1}", &[&won, &value]),
            "Of each what was billed, less what went back; before any bill, what was expected".into(),
        ];
        lines.extend(self.unvalued());
        lines
    }

    fn unvalued(&self) -> Option<String> {
        let count = self.source.unvalued();
        let template = match count {
            0 => return None,
            1 => "{0} of {1} won has no value and counts as nothing",
            _ => "{0} of {1} won have no value and count as nothing",
        };
        let [count, won] = [SourceMeasure::Unvalued, SourceMeasure::Won].map(|measure| self.figure(measure));
        Some(fill(template, &[&count, &won]))
    }

    fn per_referral(&self) -> Vec<String> {
        let [value, each] = [SourceMeasure::Value, SourceMeasure::ValuePerReferral].map(|measure| self.figure(measure));
        let mut lines = vec![fill("{0} ÷ {1} = {2}", &[&value, &self.referrals(self.source), &each])];
        let open = self.source.tally.open();
        lines.push(match open {
            0 => "Those that were lost are counted among the referrals".into(),
            _ => "Lost and open ones are counted among the referrals; what the open ones may bring is not in it".into(),
        });
        lines.extend(self.unvalued());
        lines
    }

    fn shares(&self) -> Vec<String> {
        let rate = |rate: Option<Rate>| rate.map_or_else(|| "–".into(), |rate| honest_percent(rate, 1, self.n));
        let (of_value, of_count) =
            (self.source.tally.share_of_value(&self.all.tally), self.source.tally.share_of_count(&self.all.tally));
        let value = match of_value {
            Some(_) => fill(
                "{0} ÷ {1} won from all sources = {2} of the value",
                &[&self.figure(SourceMeasure::Value), &self.n.money(self.all.tally.value()), &rate(of_value)],
            ),
            None => "No value was won from any source".into(),
        };
        let count = fill(
            "{0} ÷ {1} = {2} of the referrals",
            &[&self.n.count(self.source.tally.referrals().into()), &self.referrals(self.all), &rate(of_count)],
        );
        let mut lines = vec![value, count];
        if self.all.unvalued() > 0 {
            let all = Sums { source: self.all, all: self.all, n: self.n };
            lines.extend(all.unvalued().map(|line| fill("From all sources: {0}", &[&line])));
        }
        lines
    }
}

/// A step that referrals go through.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FunnelRow {
    /// What it is called.
    pub stage: &'static str,
    /// How many came so far.
    pub count: u32,
    /// The same, written.
    pub written: String,
    /// The share of all referrals; a dash without any.
    pub of_all: String,
    /// The share of those that came to the step before; a dash for the first, and without any.
    pub of_before: String,
}

/// How far referrals came: introduced, qualified, won.
#[must_use]
pub fn funnel(source: &Source, notation: &dyn Notation) -> [FunnelRow; 3] {
    let tally = &source.tally;
    let share = |part: u32, whole: u32| {
        let rate = Rate::of_whole(part.into(), whole.into());
        rate.map_or_else(|| "–".into(), |rate| honest_percent(rate, 0, notation))
    };
    let (all, qualified, won) = (tally.referrals(), tally.qualified(), tally.decided().won);
    let row = |stage, count: u32, before: Option<u32>| FunnelRow {
        stage,
        count,
        written: notation.count(count.into()),
        of_all: share(count, all),
        of_before: before.map_or_else(|| "–".into(), |before| share(count, before)),
    };
    [
        row(stage_name(Stage::Introduced), all, None),
        row(stage_name(Stage::Qualified), qualified, Some(all)),
        row(stage_name(Stage::Won), won, Some(qualified)),
    ]
}

/// What becomes of the referrals that the funnel does not show as won.
#[must_use]
pub fn funnel_note(source: &Source, notation: &dyn Notation) -> String {
    let count = |count: u32| notation.count(count.into());
    let (open, lost) = (source.tally.open(), source.tally.decided().lost);
    match open {
        0 => fill("Nothing is open; {0} lost.", &[&count(lost)]),
        _ => fill("{0} open, which may still become work; {1} lost.", &[&count(open), &count(lost)]),
    }
}

/// The funnel in words, for those who do not see it.
#[must_use]
pub fn funnel_in_words(rows: &[FunnelRow]) -> String {
    let each: Vec<String> = rows
        .iter()
        .map(|row| fill("{0} {1} ({2} of all)", &[&row.written, &row.stage.to_lowercase(), &row.of_all]))
        .collect();
    fill("How far referrals came: {0}", &[&each.join(", ")])
}

/// A quarter, "Q4 2026".
#[must_use]
pub fn quarter_name(quarter: Quarter) -> String {
    fill("Q{0} {1}", &[&quarter.quarter.to_string(), &quarter.year.to_string()])
}

/// The quarters in words, for those who do not see them.
#[must_use]
pub fn quarters_in_words(quarters: &Quarters, notation: &dyn Notation) -> String {
    let count = |count: u32| notation.count(count.into());
    let mut each: Vec<String> = quarters
        .quarters
        .iter()
        .map(|of| fill("{0} {1} and {2}", &[&quarter_name(of.quarter), &count(of.referrals), &count(of.won)]))
        .collect();
    if let Some(last) = each.last_mut() {
        last.push_str(" so far");
    }
    fill("Referrals of each quarter and how many of them were won: {0}", &[&each.join(", ")])
}

/// What there is to say about the quarters that are shown, and those that are not.
#[must_use]
pub fn quarters_note(quarters: &Quarters, notation: &dyn Notation) -> String {
    let count = |count: u32| notation.count(count.into());
    let mut parts = vec!["By the quarter of the introduction; won is what became work since then.".to_owned()];
    let open: u32 = quarters.quarters.iter().map(|of| of.open).sum();
    if open > 0 {
        parts.push(fill("{0} open, so that won may still rise.", &[&count(open)]));
    }
    if let Some(last) = quarters.quarters.last() {
        parts.push(fill("{0} is not over.", &[&quarter_name(last.quarter)]));
    }
    for (left_out, template) in
        [(quarters.earlier, "{0} earlier not shown."), (quarters.later, "{0} dated after this quarter, not shown.")]
    {
        if left_out > 0 {
            parts.push(fill(template, &[&count(left_out)]));
        }
    }
    parts.join(" ")
}

/// A claim about referrals: itself, and what it takes to believe it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClaimLines {
    /// The claim.
    pub claim: String,
    /// How many referrals it needs, in sentences.
    pub needs: Vec<String>,
}

/// A claim of the article in words.
#[must_use]
pub fn claim(claim: Claim, notation: &dyn Notation) -> ClaimLines {
    let percent = |rate: Rate| honest_percent(rate, 0, notation);
    let said = match claim {
        Claim::Shares(one, other) => {
            fill("{0} of one source’s referrals became work, {1} of another’s", &[&percent(one), &percent(other)])
        }
        Claim::Ratio(ratio) => {
            let more = i64::try_from(ratio.millionths()).unwrap_or_default() - 1_000_000;
            let rate = u32::try_from(more.unsigned_abs()).ok().and_then(|ppm| Rate::new(ppm).ok());
            match rate {
                Some(rate) if more >= 0 => fill("One reward brought {0} more referrals", &[&percent(rate)]),
                Some(rate) => fill("One reward brought {0} fewer referrals", &[&percent(rate)]),
                None => fill("One reward brought {0} times as many referrals", &[&notation.quantity(ratio, 2)]),
            }
        }
    };
    let mut needs =
        vec!["The article’s claim, unverified: it does not say how many referrals are behind it.".to_owned()];
    needs.extend(claim.needs().map(|[one, other]| {
        let [first, second, sum] = [one, other, one.saturating_add(other)].map(|count| notation.count(count));
        let template = match claim {
            Claim::Shares(..) => {
                "To tell such rates apart takes {0} decided referrals from each source, {2} together."
            }
            Claim::Ratio(_) => {
                "To tell such a difference from chance takes about {0} referrals without the reward and {1} with it, from as many people in the same time."
            }
        };
        fill(template, &[&first, &second, &sum])
    }));
    needs.push(
        "Then a true difference of this size is found 8 times in 10, and one that is not there 1 time in 20.".into(),
    );
    ClaimLines { claim: said, needs }
}
