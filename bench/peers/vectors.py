"""The forecast with numpy: all years at once, all projects of all years in flat arrays."""

import json
import sys
import time

import numpy as np

HOUR, BAND = 150, (0.05, 0.2)
# Hours of record keeping in a month and for each introduction.
FEE, RETAINER, SHARE, WINDOW, HYBRID = (0.1, 0.25), (0.25, 0), (0.5, 0.25), (0.75, 0.5), (1, 0.5)


def pert(rng, low, likely, high, size):
    alpha = 1 + 4 * (likely - low) / (high - low)
    return low + (high - low) * rng.beta(alpha, 6 - alpha, size)


def simulated(seed, years):
    rng = np.random.default_rng(seed)
    expected = pert(rng, 6, 12, 24, years) / 12
    conversion = pert(rng, 0.25, 0.4, 0.6, years)
    margin = pert(rng, 0.5, 0.6, 0.7, years)

    # Introductions month by month, then one by one; of them, those that become projects.
    by_month = rng.poisson(expected[:, None], (years, 12))
    introductions = by_month.sum(axis=1)
    place = np.repeat(np.arange(years * 12), by_month.ravel())
    place = place[rng.random(place.size) < conversion[place // 12]]
    year, start = place // 12, place % 12
    value = pert(rng, 3_000, 8_000, 20_000, year.size)
    months = np.maximum(1, np.rint(pert(rng, 1, 3, 8, year.size)))

    def a_year(of_project):
        return np.bincount(year, of_project, years)

    net = a_year(value)
    windowed = a_year(value * np.minimum(months, 3) / months)
    first_year = a_year(value * np.minimum(months, 12 - start) / months)
    hybrid = np.clip(12 * 100 + 0.05 * first_year, 600, 10_000) + np.minimum(0.05 * (net - first_year), 10_000)
    offers = [
        (300.0 * a_year(value > 2_000), FEE),
        (1.0 * a_year(value > 0), FEE),
        (np.full(years, 12 * 300.0), RETAINER),
        (0.05 * net, SHARE),
        (0.10 * net, SHARE),
        (0.15 * windowed, WINDOW),
        (hybrid, HYBRID),
    ]
    return [figures(pay, net, margin * net, HOUR * (12 * month + each * introductions)) for pay, (month, each) in offers]


def figures(pay, net, earned, upkeep):
    p10, median, p90 = np.quantile(pay, (0.1, 0.5, 0.9), method="inverted_cdf")
    in_question = (pay != 0) | (net != 0)
    in_band = (net > 0) & (BAND[0] * net <= pay) & (pay <= BAND[1] * net)
    return {
        "pay": {**mean(pay), "p10": p10, "median": median, "p90": p90},
        "payer": gain(earned - pay - upkeep),
        "referrer": gain(pay - upkeep),
        "band": in_band.sum() / in_question.sum(),
    }


def gain(of_years):
    return {**mean(of_years), "loss": (of_years < 0).mean()}


def mean(of_years):
    return {"mean": of_years.mean(), "error": of_years.std(ddof=1) / of_years.size**0.5}


for line in sys.stdin:
    seed, years = map(int, line.split())
    start = time.perf_counter()
    offers = simulated(seed, years)
    ms = (time.perf_counter() - start) * 1_000
    print(json.dumps({"ms": ms, "offers": offers}, default=float), flush=True)
