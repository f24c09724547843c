use super::*;

/// Asserts that a mean is what it is expected to be, within four standard errors.
#[track_caller]
fn is_near(summary: &Summary, expected: f64) {
    let (mean, error) = (summary.mean(), summary.standard_error.unwrap());
    assert!((mean - expected).abs() <= 4.0 * error, "{mean} ± {error} instead of {expected}");
}

#[test]
fn the_published_case_comes_to_its_figures() {
    let forecast = forecast(&answers(), &seven(), Simulation::USUAL);
    let volume = &forecast.volume;
    is_near(&volume.introductions, 13.0);
    is_near(&volume.projects, 13.0 * 49.0 / 120.0);
    is_near(&volume.net, 13.0 * 49.0 / 120.0 * 55_000_00.0 / 6.0);
    // An independent simulation of 400,000 years gives 13.0, 5.31, 48,675, 70.8% and 96.8%.
    let found = |place: usize| &forecast.offers[place];
    let close = |value: f64, expected: f64, by: f64| assert!((value - expected).abs() < by, "{value}, {expected}");
    close(volume.introductions.mean(), 12.9, 0.2);
    close(volume.projects.mean(), 5.3, 0.1);
    close(volume.net.mean(), 48_000_00.0, 1_200_00.0);
    close(found(0).effective_rate.unwrap(), 0.033, 0.0005);
    let in_band = |place: usize| f64::from(found(place).chance_in_band().rate().ppm()) / 1e6;
    // Two standard errors of a share of 10,000 years.
    close(in_band(2), 0.708, 0.009);
    close(in_band(6), 0.968, 0.004);
    close(in_band(3), 1.0, 0.01);
    assert!((found(4).effective_rate.unwrap() - 0.1).abs() < 1e-6);
    assert!(found(4).chance_in_band().is_at_least(Rate::percent(99)));
}

#[test]
fn mean_payouts_are_those_of_the_closed_forms() {
    let cases = [
        ((6, 12, 24), (3, 5, 9), (1_000, 2_000, 5_000), (1, 3, 8), (0, 10, 30)),
        ((50, 80, 90), (8, 10, 40), (1_000, 2_000, 5_000), (1, 1, 24), (20, 20, 20)),
        ((1, 1, 2), (0, 1, 1), (1_000, 2_000, 5_000), (30, 60, 60), (0, 0, 100)),
    ];
    for (introductions, projects, value, months, costs) in cases {
        let answers = Answers {
            introductions: estimate(
                Quantity::whole(introductions.0),
                Quantity::whole(introductions.1),
                Quantity::whole(introductions.2),
            ),
            projects: estimate(Quantity::whole(projects.0), Quantity::whole(projects.1), Quantity::whole(projects.2)),
            value: estimate(usd(value.0), usd(value.1), usd(value.2)),
            months: estimate(months.0, months.1, months.2),
            pass_through: estimate(Rate::percent(costs.0), Rate::percent(costs.1), Rate::percent(costs.2)),
            ..answers()
        };
        let net = Terms::Percentage(flat(10).on(Base::Net));
        let forecast =
            forecast(&answers, &offers([share(10), net, fee(500, 3_000), Terms::Retainer(monthly(40))]), 20_000);
        let pert = |low: u32, likely: u32, high: u32| f64::from(low + 4 * likely + high) / 6.0;
        let rate = pert(introductions.0, introductions.1, introductions.2);
        let conversion = pert(projects.0, projects.1, projects.2) / f64::from(introductions.1);
        let revenue = rate * conversion * (1_000.0 + 4.0 * 2_000.0 + 5_000.0) / 6.0 * 100.0;
        let costs = pert(costs.0, costs.1, costs.2) / 100.0;
        is_near(&forecast.volume.introductions, rate);
        is_near(&forecast.volume.projects, rate * conversion);
        is_near(&forecast.volume.net, revenue * (1.0 - costs));
        is_near(&forecast.offers[0].payout, revenue * 0.1);
        is_near(&forecast.offers[1].payout, revenue * 0.1 * (1.0 - costs));
        // The value is 1,000 + 4,000 × beta(2, 4), which exceeds a half with the chance of fewer than two of five heads.
        is_near(&forecast.offers[2].payout, rate * conversion * 6.0 / 32.0 * 500_00.0);
        is_near(&forecast.offers[3].payout, 480_00.0);
        assert_eq!(forecast.offers[3].payout.standard_error, Some(0.0));
    }
}

#[test]
fn months_accrue_what_their_introductions_bring() {
    let answers = Answers { months: certain(1), ..answers() };
    let simulation = simulated(&answers, &seven(), 2_000);
    // Billed in one month, every month pays its own twelfth and nothing comes later.
    let payouts = &simulation.columns[4];
    for (months, &payout) in payouts.months.iter().zip(&payouts.payouts) {
        assert_eq!(months.iter().sum::<i64>(), payout);
    }
    let forecast = simulation.forecast();
    assert!(forecast.offers[2].months.iter().all(|month| month.p10 == 300_00 && month.p90 == 300_00));
}

#[test]
fn record_keeping_costs_its_hours() {
    let forecast = forecast(&answers(), &seven(), 1_000);
    let seconds = 12.0 * 1_800.0 + forecast.volume.introductions.mean() * 900.0;
    assert!((f64::from(forecast.offers[4].hours.seconds()) - seconds).abs() <= 0.5);
    assert_eq!(forecast.no_deal.hours.seconds(), 0);
}

#[test]
fn a_year_with_neither_revenue_nor_pay_is_left_out_of_the_band() {
    let rare = Answers {
        introductions: certain(Quantity::ONE),
        projects: certain(Quantity::new(500_000).unwrap()),
        ..answers()
    };
    let simulation = simulated(&rare, &seven(), 1_000);
    let idle = simulation.drawn.iter().filter(|year| year.net == 0).count() as u32;
    let forecast = simulation.forecast();
    assert!(idle > 500);
    let counts = |place: usize| (forecast.offers[place].in_band, forecast.offers[place].in_question);
    assert_eq!(counts(4), (1_000 - idle, 1_000 - idle));
    assert_eq!(counts(2).1, 1_000);
}
