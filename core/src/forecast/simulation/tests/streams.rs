use super::*;

/// A simulated year and what it was made of.
struct Told {
    year: Year,
    /// Introductions by month.
    introduced: [u32; 12],
    projects: Vec<Project>,
}

/// The month in which a project begins, what it is worth, and over how many months it is billed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Project {
    start: usize,
    value: i64,
    months: usize,
}

fn told(answers: &Answers, count: u32) -> Vec<Told> {
    let premises = Premises::of(&assumptions(answers), &[]).unwrap();
    let mut years = Years::new(premises.ranges(), 7);
    let mut flow = Flow::default();
    let mut draw = |number| {
        let year = years.draw(number, &mut flow);
        let projects = flow.courses(Base::Gross).map(|(start, paid)| Project {
            start,
            value: *paid.last().unwrap(),
            months: paid.len() - 1,
        });
        Told { year, introduced: *flow.introductions(), projects: projects.collect() }
    };
    (0..count).map(&mut draw).collect()
}

#[test]
fn fixing_one_quantity_leaves_every_other_as_it_was() {
    let full = Answers { pass_through: estimate(Rate::ZERO, Rate::percent(10), Rate::percent(20)), ..answers() };
    let before = told(&full, 200);
    let fixed = |change: fn(&mut Answers)| {
        let mut answers = full.clone();
        change(&mut answers);
        told(&answers, 200)
    };
    let all = |years: &[Told], seen: fn(Project) -> Project| -> Vec<_> {
        years
            .iter()
            .map(|told| (told.introduced, told.projects.iter().copied().map(seen).collect::<Vec<_>>()))
            .collect()
    };
    let value = fixed(|answers| answers.value = certain(usd(8_000)));
    let but_value = |project| Project { value: 0, ..project };
    assert_eq!(all(&value, but_value), all(&before, but_value));
    let months = fixed(|answers| answers.months = certain(3));
    let but_months = |project| Project { months: 0, ..project };
    assert_eq!(all(&months, but_months), all(&before, but_months));
    for other in [
        fixed(|answers| answers.margin = certain(Rate::percent(60))),
        fixed(|answers| answers.came_anyway = certain(Rate::percent(5))),
        fixed(|answers| answers.pass_through = certain(Rate::percent(10))),
    ] {
        assert_eq!(all(&other, |project| project), all(&before, |project| project));
    }
    // In hundredths of a percent, which no rounding of amounts reaches.
    let margins = |years: &[Told]| -> Vec<f64> {
        let sold = years.iter().map(|told| told.year).filter(|year| year.net > 0);
        sold.map(|year| (year.added as f64 / year.net as f64 * 1e4).round()).collect()
    };
    assert_eq!(margins(&fixed(|answers| answers.pass_through = certain(Rate::ZERO))), margins(&before));
    // Who comes, and with what, does not depend on how many of them become work.
    let conversion = fixed(|answers| answers.projects = certain(Quantity::whole(12)));
    for (all, some) in conversion.iter().zip(&before) {
        assert_eq!(
            (all.introduced, all.projects.len()),
            (some.introduced, all.introduced.iter().sum::<u32>() as usize)
        );
        let mut rest = all.projects.iter();
        assert!(some.projects.iter().all(|project| rest.any(|other| other == project)));
    }
}

#[test]
fn more_introductions_leave_those_before_them_as_they_were() {
    let of = |count| {
        let count = certain(Quantity::whole(count));
        told(&Answers { introductions: count, projects: count, ..answers() }, 200)
    };
    let mut more = 0;
    for (few, many) in of(12).iter().zip(&of(24)) {
        for month in 0..12 {
            assert!(few.introduced[month] <= many.introduced[month]);
            more += many.introduced[month] - few.introduced[month];
            let in_month = |told: &Told| {
                told.projects.iter().filter(|project| project.start == month).copied().collect::<Vec<_>>()
            };
            assert!(in_month(many).starts_with(&in_month(few)));
        }
    }
    assert!(more > 2_000, "{more}");
}

#[test]
fn certain_ranges_pay_what_each_year_pays_by_definition() {
    let (value, pass_through) = (usd(7_000), Rate::percent(15));
    let answers = Answers {
        value: certain(value),
        months: certain(5),
        pass_through: certain(pass_through),
        margin: certain(Rate::percent(60)),
        came_anyway: certain(Rate::percent(20)),
        ..answers()
    };
    let simulation = simulated(&answers, &seven(), 200);
    let mut years = Years::new(simulation.premises.ranges(), Simulation::SEED);
    let mut flow = Flow::default();
    for number in 0..200 {
        years.draw(number, &mut flow);
        let introduced = flow.introductions().iter().zip(0..).flat_map(|(&count, month)| vec![month; count as usize]);
        let project = Engagement { value, months: 5, pass_through };
        let book = Book::year(introduced, flow.courses(Base::Net).map(|(start, _)| (start as u32, project)));
        let net = Money::total(book.payments().iter().map(|entry| entry.net)).unwrap();
        let added = Rate::percent(80).of(Rate::percent(60).of(net));
        for (offer, columns) in seven().iter().zip(&simulation.columns) {
            let payout = offer.terms.payout(&book).unwrap().total;
            let administration = offer.administration();
            let seconds = administration.monthly.seconds() * 12
                + administration.per_referral.seconds() * book.introductions() as u32;
            let cost = crate::value::Hours::new(seconds).unwrap().at(usd(150)).unwrap();
            let place = number as usize;
            assert_eq!(columns.payouts[place], payout.minor());
            assert_eq!(columns.gains.you[place], added.minor() - payout.minor() - cost.minor());
            assert_eq!(columns.gains.them[place], payout.minor() - cost.minor());
        }
    }
}

#[test]
fn introductions_and_projects_are_poisson() {
    let answers = Answers {
        introductions: certain(Quantity::whole(24)),
        projects: certain(Quantity::new(9_600_000).unwrap()),
        ..answers()
    };
    let years = told(&answers, 20_000);
    // Introductions at the year's rate, and a Bernoulli of each, which makes projects Poisson too.
    for (mean, count) in [(24.0_f64, (|year| year.introductions) as fn(&Year) -> u32), (9.6, |year| year.projects)] {
        let mut seen = vec![0.0; 80];
        years.iter().for_each(|told| seen[count(&told.year) as usize] += 1.0);
        let (mut chi, mut degrees, mut probability) = (0.0, -1.0, libm::exp(-mean));
        for (count, seen) in seen.iter().enumerate() {
            let expected = 20_000.0 * probability;
            if expected > 20.0 {
                chi += (seen - expected).powi(2) / expected;
                degrees += 1.0;
            }
            probability *= mean / (count + 1) as f64;
        }
        assert!(degrees > 12.0 && chi < degrees + 4.0 * (2.0_f64 * degrees).sqrt(), "{mean}: {chi} of {degrees}");
    }
}

/// Whether two columns go together no more than independent ones do, to four standard errors.
#[track_caller]
fn are_apart(one: &[f64], other: &[f64]) {
    let n = one.len() as f64;
    let (mean, mean_of_other) = (one.iter().sum::<f64>() / n, other.iter().sum::<f64>() / n);
    let sum = |f: fn(f64, f64) -> f64| -> f64 {
        one.iter().zip(other).map(|(one, other)| f(one - mean, other - mean_of_other)).sum()
    };
    let correlation = sum(|one, other| one * other) / (sum(|one, _| one * one) * sum(|_, other| other * other)).sqrt();
    assert!(correlation.abs() < 4.0 / n.sqrt(), "{correlation} of {n}");
}

#[test]
fn no_quantity_goes_with_another() {
    let answers = Answers { pass_through: estimate(Rate::ZERO, Rate::percent(10), Rate::FULL), ..answers() };
    let premises = Premises::of(&assumptions(&answers), &[]).unwrap();
    let mut years = Years::new(premises.ranges(), 3);
    let mut flow = Flow::default();
    let mut projects: [Vec<f64>; 3] = Default::default();
    let mut yearly: [Vec<f64>; 4] = Default::default();
    for number in 0..4_000 {
        let year = years.draw(number, &mut flow);
        for ((_, gross), (_, net)) in flow.courses(Base::Gross).zip(flow.courses(Base::Net)) {
            let (value, net) = (*gross.last().unwrap() as f64, *net.last().unwrap() as f64);
            [value, gross.len() as f64, net / value].into_iter().zip(&mut projects).for_each(|(x, to)| to.push(x));
        }
        if year.net > 0 {
            let conversion = f64::from(year.projects) / f64::from(year.introductions);
            let margin = year.added as f64 / year.net as f64;
            let average = flow.total(Base::Gross) as f64 / f64::from(year.projects);
            let found = [f64::from(year.introductions), conversion, margin, average];
            found.into_iter().zip(&mut yearly).for_each(|(x, to)| to.push(x));
        }
    }
    for columns in [projects.as_slice(), &yearly] {
        for (place, one) in columns.iter().enumerate() {
            columns.iter().skip(place + 1).for_each(|other| are_apart(one, other));
        }
    }
}
