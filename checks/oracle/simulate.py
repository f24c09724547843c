#!/usr/bin/env python3
"""Forecasts of the program against simulations in Python, within their standard errors.

    python3 checks/oracle/simulate.py --years 1000 --seed 1

Both simulate years of their own, so that nothing is the same but what it comes to. Of each figure the means may differ by
four standard errors of their difference. A quantile of the program, put among the values found here, may lie off its rank
by four standard errors of a share of as many years; so may the shares of years with a loss or with pay in the band.
"""

from __future__ import annotations

import argparse
import sys
from math import sqrt
from random import Random
from statistics import fmean, stdev

import figures
import forecasts
from subject import Subject

# Years of the program.
THEIRS = 10_000
WITHIN = 4.0
TENTHS = [0.1, 0.5, 0.9]


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--years", type=int, default=1_000)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--program", help="an `oracle` built before; without it, one is built in release")
    given = options.parse_args()

    figures.check()
    answers = Subject(given.program).answers(CASES)
    rng = Random(given.seed)
    compared, failures = 0, []
    for name, case, answer in zip(NAMES, CASES, answers):
        found = forecasts.simulate(case, given.years, rng)
        for figure, off in compare(found, answer):
            compared += 1
            if not abs(off) <= WITHIN:
                failures.append(f"{name}, {figure}: {off:.1f} standard errors apart")
    agree = compared - len(failures)
    print(f"seed {given.seed}: {agree} figures agree within {WITHIN} standard errors, {len(failures)} do not")
    for failure in failures:
        print(failure)
    return 1 if failures else 0


def compare(found: dict, answer: dict):
    """Each figure and by how many standard errors it is off."""
    for key in ("introductions", "projects", "net"):
        yield from summary(key, found[key], answer[key])
    if len(found["offers"]) != len(answer["offers"]):
        raise AssertionError("not every offer has an answer")
    for place, (ours, theirs) in enumerate(zip(found["offers"], answer["offers"])):
        at = f"offer {place}"
        yield from summary(f"{at} payout", ours["payout"], theirs["payout"])
        for month, (values, quantiles) in enumerate(zip(ours["months"], theirs["months"])):
            yield from ranks(f"{at} month {month}", values, quantiles)
        inside, of = theirs["in_band"]
        yield f"{at} in the band", share_apart(fmean(ours["in_band"]), len(ours["in_band"]), inside / of, of)
        for side in ("you", "them"):
            values, gain = ours[side], theirs[side]
            yield from summary(f"{at} gain of {side}", values, gain["gain"])
            losses = fmean(value < 0 for value in values)
            yield f"{at} losses of {side}", share_apart(losses, len(values), gain["losses"] / THEIRS, THEIRS)


def summary(name: str, values: list, theirs: dict):
    error = sqrt(stdev(values) ** 2 / len(values) + theirs["error"] ** 2)
    apart = fmean(values) - theirs["mean"]
    yield f"{name} mean", apart / error if error else apart
    yield from ranks(name, values, theirs["quantiles"])


def ranks(name: str, values: list, quantiles: list):
    """A quantile is right if no more years lie below it, and no fewer at it or below, than its rank says."""
    for tenths, quantile in zip(TENTHS, quantiles):
        error = sqrt(tenths * (1 - tenths) * (1 / len(values) + 1 / THEIRS))
        below = fmean(value < quantile for value in values)
        to = fmean(value <= quantile for value in values)
        yield f"{name} P{tenths * 100:.0f}", max(0.0, below - tenths, tenths - to) / error


def share_apart(ours: float, years: int, theirs: float, of: int) -> float:
    pooled = (ours * years + theirs * of) / (years + of)
    error = sqrt(pooled * (1 - pooled) * (1 / years + 1 / of))
    return (ours - theirs) / error if error else 0.0


# The cases: ranges in millionths, minor units and months; terms as in payout_cases.py.


def share(scale: dict, **fields: object) -> dict:
    return {**figures.share(scale), **fields}


def offer(terms: dict, monthly: int = 1_800, each: int = 900) -> dict:
    return {"terms": terms, "monthly": monthly, "each": each}


def retainer(amount: int, minimum: int | None = None) -> dict:
    return {"model": "retainer", "amount": amount, "payer": "receiver", "minimum": minimum, "shortfall": "credited"}


def hybrid(amount: int, percentage: dict, floor: int | None, cap: int | None) -> dict:
    return {"model": "hybrid", "retainer": retainer(amount), "percentage": percentage, "floor": floor, "cap": cap}


def whole(*counts: float) -> list[int]:
    return [round(count * 1_000_000) for count in counts]


TIERS = figures.marginal((0, 15), (10_000_00, 10), (40_000_00, 5))
BY_PROJECT = {**figures.marginal((0, 5), (5_000_00, 20)), "scope": "project"}
WHOLE = {**figures.marginal((0, 10), (30_000_00, 7)), "kind": "whole"}

# The figures of the published verdict.
PUBLISHED = {
    "kind": "forecast",
    "years": THEIRS,
    "introductions": whole(6, 12, 24),
    "projects": whole(3, 4.8, 7.2),
    "value": [3_000_00, 8_000_00, 20_000_00],
    "months": [1, 3, 8],
    "pass_through": whole(0, 0, 0),
    "margin": whole(0.5, 0.6, 0.7),
    "came_anyway": whole(0, 0, 0),
    "your_hour": 150_00,
    "their_hour": 150_00,
    "band_low": 50_000,
    "band_high": 200_000,
    "offers": [
        offer(figures.fee(300_00, 2_000_00), 360),
        offer(retainer(300_00), 900, 0),
        offer(share(figures.flat(10))),
        offer(share(figures.flat(15), window=3), 2_700, 1_800),
        offer(hybrid(100_00, share(figures.flat(5)), 600_00, 10_000_00), 3_600, 1_800),
    ],
}

# Many projects with costs passed on, long enough for later agreement years, and terms with every kind of memory.
LONG = {
    **PUBLISHED,
    "introductions": whole(4, 9, 11),
    "projects": whole(2, 6, 9),
    "value": [1_000_00, 2_000_00, 30_000_00],
    "months": [1, 14, 40],
    "pass_through": whole(0, 0.1, 0.5),
    "came_anyway": whole(0.1, 0.4, 0.6),
    "offers": [
        offer(share(TIERS, client_cap=1_500_00, year_cap=6_000_00)),
        offer(share(BY_PROJECT, base="net", window=18)),
        offer(share(WHOLE, base="net", year_cap=2_000_00)),
        offer(share(figures.flat(12), client_cap=500_00)),
        offer(hybrid(50_00, share(TIERS, window=6), 900_00, 2_500_00)),
    ],
}

# So little that many years bring nothing.
RARE = {
    **PUBLISHED,
    "introductions": whole(0, 1, 3),
    "projects": whole(0, 0.4, 0.5),
    "value": [1, 50_000_00, 50_000_00],
    "offers": [
        offer(figures.fee(900_00, 30_000_00)),
        offer({**figures.fee(100_00, 0), "over": None}),
        offer(retainer(100_00, 2)),
        offer(share(figures.flat(20))),
    ],
}

NAMES = ["published", "long", "rare"]
CASES = [PUBLISHED, LONG, RARE]


if __name__ == "__main__":
    sys.exit(main())
