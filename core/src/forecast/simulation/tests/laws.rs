use super::*;

#[test]
fn slices_come_to_what_the_whole_comes_to() {
    let whole = forecast(&answers(), &seven(), 500);
    let mut sliced = Simulation::new(&assumptions(&answers()), &seven(), Simulation::SEED).unwrap();
    for slice in [1, 2, 0, 97, 400] {
        sliced.advance(slice);
        assert_eq!(sliced.forecast().years, sliced.done());
    }
    assert_eq!(sliced.forecast(), whole);
    let other = Simulation::new(&assumptions(&answers()), &seven(), Simulation::SEED + 1).unwrap();
    assert_ne!(Simulation { drawn: Vec::new(), ..other }.forecast(), whole);
}

#[test]
fn the_order_of_the_offers_changes_nothing_else() {
    let there = seven();
    let back: Vec<Offer> = there.iter().rev().cloned().collect();
    let (there, back) = (forecast(&answers(), &there, 300), forecast(&answers(), &back, 300));
    let sorted = |outlook: &Outlook| {
        let mut outlook = outlook.clone();
        outlook.beats.sort_by_key(|beats| beats.other);
        outlook
    };
    assert_eq!(there.volume, back.volume);
    assert_eq!(sorted(&there.no_deal), sorted(&back.no_deal));
    for outlook in &there.offers {
        assert_eq!(sorted(outlook), sorted(back.offer(outlook.id.unwrap()).unwrap()));
    }
    // Nor does what else is on the table.
    let alone = forecast(&answers(), &seven()[4..5], 300);
    let tenth = there.offer(Id::from_u128(5)).unwrap();
    assert_eq!((alone.offers[0].payout, alone.offers[0].gain), (tenth.payout, tenth.gain));
    assert_eq!(alone.volume, there.volume);
}

#[test]
fn the_sides_change_places_with_the_direction() {
    let other = Answers { direction: crate::forecast::Direction::YouIntroduce, ..answers() };
    let (one, other) = (forecast(&answers(), &seven(), 200), forecast(&other, &seven(), 200));
    for (one, other) in one.offers.iter().zip(&other.offers) {
        assert_eq!((one.gain.you, one.gain.them), (other.gain.them, other.gain.you));
    }
}

#[test]
fn gains_compare_crosswise_and_ties_count_half() {
    let mut table = seven();
    table.push(Offer::new(Id::from_u128(8), table[4].terms.clone()));
    let forecast = forecast(&answers(), &table, 1_000);
    let fractions = |chance: &Sides<Chance>| (chance.you.fraction().0, chance.them.fraction().0);
    let outlooks: Vec<&Outlook> = [&forecast.no_deal].into_iter().chain(&forecast.offers).collect();
    for one in &outlooks {
        assert_eq!(one.beats.len(), 8);
        for beats in &one.beats {
            let other = outlooks.iter().find(|outlook| outlook.id == beats.other).unwrap();
            let back = other.beats.iter().find(|beats| beats.other == one.id).unwrap();
            let (there, back) = (fractions(&beats.chance), fractions(&back.chance));
            assert_eq!((there.0 + back.0, there.1 + back.1), (2_000, 2_000));
        }
    }
    assert_eq!(fractions(&forecast.offers[7].beats[5].chance), (1_000, 1_000));
    // Less is kept by you, and more by them, than under half the rate.
    assert!(fractions(&forecast.offers[4].beats[4].chance).1 > 1_900);
    for outlook in &forecast.offers {
        let [none, ..] = outlook.beats.as_slice() else { panic!() };
        let gain = &outlook.gain.them;
        assert!(none.chance.them.fraction().0 + 2 * u64::from(gain.losses) <= 2_000);
    }
}

#[test]
fn the_widest_ranges_stay_finite_or_are_refused() {
    let widest = |value: Money| Answers {
        introductions: estimate(Quantity::ZERO, Quantity::whole(500), Quantity::whole(500)),
        projects: estimate(Quantity::ZERO, Quantity::whole(500), Quantity::whole(500)),
        value: estimate(Money::new(1).unwrap(), value, value),
        months: certain(60),
        pass_through: estimate(Rate::ZERO, Rate::percent(50), Rate::FULL),
        margin: estimate(Rate::ZERO, Rate::FULL, Rate::FULL),
        came_anyway: estimate(Rate::ZERO, Rate::ZERO, Rate::FULL),
        ..answers()
    };
    let forecast = forecast(&widest(usd(1_000_000_000)), &seven(), 30);
    assert!(forecast.offers.iter().all(|outlook| outlook.effective_rate.unwrap().is_finite()));
    assert!(forecast.volume.net.mean() > 1e12 && forecast.volume.net.standard_error.unwrap().is_finite());
    let refused = |answers: &Answers, offers: &[Offer]| Simulation::new(&assumptions(answers), offers, 1).is_err();
    assert!(refused(&widest(usd(100_000_000_000)), &[]));
    assert!(refused(&answers(), &offers([fee(Money::MAX.minor() / 1_000, 0)])));
    let dear = Answers { hour: Sides { you: Some(Money::MAX), them: None }, ..answers() };
    assert!(refused(&dear, &seven()) && !refused(&dear, &[]));
    let nothing = Answers {
        introductions: certain(Quantity::ZERO),
        projects: certain(Quantity::ZERO),
        value: certain(Money::ZERO),
        margin: certain(Rate::ZERO),
        came_anyway: certain(Rate::FULL),
        ..answers()
    };
    let forecast = self::forecast(&nothing, &seven(), 20);
    assert_eq!((forecast.volume.net.sum, forecast.offers[4].effective_rate), (0, None));
    assert_eq!((forecast.offers[4].in_question, forecast.offers[2].in_question), (0, 20));
    let range = Range::certain(61);
    let mut ranges = *Premises::of(&assumptions(&answers()), &[]).unwrap().ranges();
    ranges.months = range;
    let band = answers().help.norm().band;
    let new = |ranges| Premises::new(answers().direction, ranges, Sides::default(), band, &[]).is_err();
    assert!(new(ranges));
}

#[test]
fn before_the_first_year_there_are_no_figures() {
    let none = forecast(&answers(), &seven(), 0);
    assert_eq!((none.years, none.volume.net.mean(), none.volume.net.standard_error), (0, 0.0, None));
    assert_eq!(
        (none.offers[0].gain.you.p10_within, none.offers[0].chance_of_loss(Side::You).rate()),
        ((0, 0), Rate::ZERO)
    );
    let one = forecast(&answers(), &seven(), 1);
    assert_eq!(one.offers[0].payout.quantiles.p10, one.offers[0].payout.quantiles.p90);
    assert_eq!(one.offers[0].payout.standard_error, None);
}

#[test]
fn the_years_as_csv_add_up_to_the_forecast_in_slices_as_at_once() {
    let offers = offers([share(10), fee(300, 2_000)]);
    let mut simulation = simulated(&answers(), &offers, 0);
    let mut rows = String::new();
    for _ in 0..4 {
        let done = simulation.done();
        simulation.advance(75);
        rows += &simulation.csv_rows(done, Currency::USD);
    }
    assert_eq!(rows, simulation.csv_rows(0, Currency::USD));
    let figures = |column: usize| {
        rows.lines()
            .map(move |row| (row.split(',').nth(column).unwrap().parse::<f64>().unwrap() * 100.0).round() as i128)
    };
    let forecast = simulation.forecast();
    assert_eq!(rows.lines().count(), 300);
    assert_eq!(figures(1).sum::<i128>(), forecast.volume.introductions.sum * 100);
    assert_eq!(figures(3).sum::<i128>(), forecast.volume.net.sum);
    assert_eq!(figures(5).sum::<i128>(), forecast.offers[0].payout.sum);
    assert_eq!(figures(10).sum::<i128>(), forecast.offers[1].gain.them.gain.sum);
    let head = Simulation::csv_head(&["=10%, \"ours\"".to_owned()]);
    assert_eq!(
        head,
        "year,introductions,projects,net revenue,added margin,\"'=10%, \"\"ours\"\": pay\",\"'=10%, \"\"ours\"\": your \
         gain\",\"'=10%, \"\"ours\"\": their gain\"\r\n"
    );
}
