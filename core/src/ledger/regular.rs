use crate::value::{Money, Rate, round_half_away};

/// A year of work as regular as its numbers allow: introductions spread evenly over twelve months, every n-th of them a
/// project, each project billed in equal monthly payments from the month of its introduction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Regular {
    /// Introductions in the year, every one of them qualified.
    pub introductions: u32,
    /// Projects that come of them, each its own client.
    pub projects: u32,
    /// What a project is worth.
    pub value: Money,
    /// Over how many months it is billed.
    pub months: u16,
    /// The share of costs passed on.
    pub pass_through: Rate,
}

impl Regular {
    /// The months of the year, counted from 0, in which `count` things spread evenly over it fall.
    pub(super) fn spread(count: u32) -> impl Iterator<Item = u32> {
        (0..count).map(move |place| {
            let month = (u64::from(place) * 2 + 1) * 12 / (u64::from(count) * 2);
            u32::try_from(month).unwrap_or(u32::MAX)
        })
    }

    /// Each of the projects.
    pub(super) fn project(&self) -> Engagement {
        Engagement { value: self.value, months: self.months, pass_through: self.pass_through }
    }
}

/// A project as it is billed: in equal monthly payments from the month of its introduction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Engagement {
    /// What it is worth.
    pub(crate) value: Money,
    /// Over how many months it is billed.
    pub(crate) months: u16,
    /// The share of costs passed on.
    pub(crate) pass_through: Rate,
}

impl Engagement {
    /// What it has paid by the end of each of its months, gross and without costs passed on; first comes nothing.
    ///
    /// Instalments and passed-on costs are differences of these rounded running totals.
    pub(crate) fn paid(&self) -> impl Iterator<Item = (Money, Money)> + use<> {
        let Engagement { value, months, pass_through } = *self;
        let count = i64::from(months.max(1));
        let (each, rest) = (value.minor() / count, value.minor() % count);
        (0..=months).map(move |month| {
            // round(value × month ÷ months): whole instalments apart from the rest, so that no product leaves 64 bits.
            let month = i64::from(month);
            let gross = Money::new(each * month + round_half_away(rest * month, count)).unwrap_or(value);
            (gross, gross.minus(pass_through.of(gross)).unwrap_or(gross))
        })
    }
}

/// What one project of a regular year has paid by the end of each of its months, in minor units, from 0 months on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Course {
    gross: Vec<i128>,
    net: Vec<i128>,
}

impl Course {
    /// The course of every project of `work`.
    pub(crate) fn new(work: Regular) -> Course {
        let (gross, net) = work.project().paid().map(|(gross, net)| (gross.wide(), net.wide())).unzip();
        Course { gross, net }
    }

    /// Over how many months a project pays.
    pub(crate) fn months(&self) -> usize {
        self.gross.len().saturating_sub(1)
    }

    /// The running totals, in full.
    pub(crate) fn gross(&self) -> &[i128] {
        &self.gross
    }

    /// The running totals without costs passed on.
    pub(crate) fn net(&self) -> &[i128] {
        &self.net
    }
}

/// How many introductions and projects begin in each month of a regular year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Arrivals {
    introductions: [u32; 12],
    projects: [u32; 12],
}

impl Arrivals {
    /// So many introductions and projects, spread as in [`Regular`].
    pub(crate) fn new(introductions: u32, projects: u32) -> Arrivals {
        Arrivals { introductions: by_month(introductions), projects: by_month(projects) }
    }

    /// Introductions by month.
    pub(crate) fn introductions(&self) -> &[u32; 12] {
        &self.introductions
    }

    /// Projects by the month in which they begin.
    pub(crate) fn projects(&self) -> &[u32; 12] {
        &self.projects
    }
}

fn by_month(count: u32) -> [u32; 12] {
    let mut months = [0; 12];
    for month in Regular::spread(count) {
        let place = usize::try_from(month).ok().and_then(|month| months.get_mut(month));
        if let Some(in_month) = place {
            *in_month += 1;
        }
    }
    months
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn running_totals_are_rounded_once() {
        for (value, months) in
            [(1, 3), (100, 7), (-100, 7), (0, 5), (999_999, 60), (Money::MAX.minor(), 65_535), (5, 0)]
        {
            let value = Money::new(value).unwrap();
            let project = Engagement { value, months, pass_through: Rate::percent(33) };
            for (month, (gross, net)) in (0..).zip(project.paid()) {
                assert_eq!(Money::rounded(value.wide() * month, months.max(1).into()), Ok(gross));
                assert_eq!(gross.minus(Rate::percent(33).of(gross)), Ok(net));
            }
            assert_eq!(project.paid().count(), usize::from(months) + 1);
        }
    }
}
