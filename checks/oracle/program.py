#!/usr/bin/env python3
"""Figures of referrals against closed forms in Python, on random counts.

    python3 checks/oracle/program.py --cases 2000 --seed 1

The chance that one arm beats another is a finite sum of fractions here, and an infinite series where referrals count in
parts; the program integrates. An end of an interval has to leave out 2.5% of the binomial distribution that it belongs to.
The chances of being the best come from the trapezoidal rule, with the error function and a finite sum for the shares below;
the numbers of referrals from NormalDist. Chances may differ by 10^-10; so near to its limit a number may be the next one.
"""

from __future__ import annotations

import argparse
import sys
from fractions import Fraction
from math import comb, erf, exp, fsum, gamma, lgamma, log, sqrt
from random import Random
from statistics import NormalDist
from typing import Iterator

from subject import Subject

WITHIN = 1e-10
SURE = 0.95
MOST = 100_000


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--cases", type=int, default=2_000)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--program", help="an `oracle` built before; without it, one is built in release")
    given = options.parse_args()

    random = Random(given.seed)
    cases = [random.choices([arms_case, experiment_case, power_case], [6, 2, 2])[0](random) for _ in range(given.cases)]
    compared, failures = 0, []
    for case, answer in zip(cases, Subject(given.program).answers(cases)):
        for what, agrees in CHECKS[case["kind"]](case, answer):
            compared += 1
            if not agrees:
                failures.append(f"{what}: {case} {answer}")
    print(f"seed {given.seed}: {compared - len(failures)} figures agree, {len(failures)} do not")
    for failure in failures[:20]:
        print(failure)
    return 1 if failures else 0


def arms_case(random: Random) -> dict:
    most = random.choice([1, 6, 40, 150])
    arm = lambda: {"won": random.randint(0, most), "lost": random.randint(0, most)}
    return {"kind": "arms", "one": arm(), "other": arm()}


def experiment_case(random: Random) -> dict:
    days = random.choice([1, 30])
    most = random.choice([3, 12, 60])
    arm = lambda: {"people": random.randint(1, 80), "days": days, "referrals": random.randint(0, most)}
    return {"kind": "experiment", "arms": [arm() for _ in range(random.randint(2, 4))]}


def power_case(random: Random) -> dict:
    one, other = [random.randint(0, 100) * 10_000 for _ in range(2)]
    return {"kind": "power", "one": one, "other": other, "ratio": random.randint(0, 500) * 10_000}


def arms(case: dict, answer: dict) -> Iterator[tuple[str, bool]]:
    one, other = [(case[key]["won"], case[key]["lost"]) for key in ("one", "other")]
    chance = float(beats(*one, *other))
    yield "beats", abs(answer["beats"] - chance) <= WITHIN
    yield "conversion", conversion_agrees(*one, answer["conversion"])
    yield "settled", settled_agrees(one, other, chance, answer["settled"])


def beats(won: int, lost: int, others_won: int, others_lost: int) -> Fraction:
    """The chance that Beta(1 + won, 1 + lost) is above the other, by the finite sum over the first one's wins."""
    a, b, c = others_won + 1, others_lost + 1, lost + 1
    # B(a + i, b + c) / ((c + i) B(1 + i, c) B(a, b)), whose first is B(a, b + c) / B(a, b).
    term = Fraction(1)
    for step in range(c):
        term *= Fraction(b + step, a + b + step)
    total = term
    for i in range(won):
        term *= Fraction((a + i) * (c + i), (1 + i) * (a + b + c + i))
        total += term
    return total


def conversion_agrees(won: int, lost: int, found: list | None) -> bool:
    """Both ends p of Wilson's interval are where (p̂ − p)² = z² p (1 − p) / n."""
    if won + lost == 0 or found is None:
        return won + lost == 0 and found is None
    n, z, share = won + lost, Fraction(196, 100), Fraction(won, won + lost)
    rate, low, high = map(Fraction, found)
    off = [abs((share - end) ** 2 - z * z * end * (1 - end) / n) for end in (low, high)]
    return abs(rate - share) < 1e-15 and low < high and max(off) < 1e-12


def settled_agrees(one: tuple, other: tuple, chance: float, found: int | str) -> bool:
    if 0 in (sum(one), sum(other)):
        return found == "no rate"
    now = max(chance, 1 - chance)
    if now >= SURE:
        return found == 0 or now - SURE <= WITHIN
    if found == "never":
        return not_enough(one, other, MOST)
    if not isinstance(found, int) or not 0 < found <= MOST:
        return False
    return enough(one, other, found) and not_enough(one, other, found - 1)


def enough(one: tuple, other: tuple, more: int) -> bool:
    chance = after(one, other, more)
    return chance is None or chance >= SURE - WITHIN


def not_enough(one: tuple, other: tuple, more: int) -> bool:
    chance = after(one, other, more)
    return chance is None or chance < SURE + WITHIN


def after(one: tuple, other: tuple, more: int) -> float | None:
    """The chance of the likelier arm after so many more in each, won at the same rates. None where the series is slow."""
    (a, b), (c, d) = [tuple(1 + count + more * count / sum(arm) for count in arm) for arm in (one, other)]
    # Its terms fall like those of j^-(1 + parameter): each parameter has a series, two of which give the opposite chance.
    greatest = max(a, b, c, d)
    if greatest < 6:
        return None
    chance = {
        b: lambda: series(a, b, c, d),
        a: lambda: 1 - series(b, a, d, c),
        c: lambda: series(d, c, b, a),
        d: lambda: 1 - series(c, d, a, b),
    }[greatest]()
    return max(chance, 1 - chance)


def series(a: float, b: float, c: float, d: float) -> float:
    """The chance that Beta(a, b) is above Beta(c, d): the sum over j of B(a + c + j, b + d) / ((c + j) B(c + j, d) B(a, b))."""
    beta = lambda one, other: lgamma(one) + lgamma(other) - lgamma(one + other)
    # Far from its highest terms the sum would start from nothing; they are looked for by their ratio.
    rises = lambda j: (a + c + j) * (c + d + j) > (a + b + c + d + j) * (c + j + 1)
    low, high = 0, 1
    while rises(high):
        low, high = high, 2 * high
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if rises(middle) else (low, middle)
    top = exp(beta(a + c + low, b + d) - log(c + low) - beta(c + low, d) - beta(a, b))
    terms, term, j = [top], top, low
    while term > 1e-18 and j < low + 2_000_000:
        term *= (a + c + j) * (c + d + j) / ((a + b + c + d + j) * (c + j + 1))
        terms.append(term)
        j += 1
    term, j = top, low
    while term > 1e-18 and j > 0:
        j -= 1
        term *= (a + b + c + d + j) * (c + j + 1) / ((a + c + j) * (c + d + j))
        terms.append(term)
    return fsum(terms)


def experiment(case: dict, answer: dict) -> Iterator[tuple[str, bool]]:
    arms = [(arm["referrals"], arm["people"] * arm["days"]) for arm in case["arms"]]
    (mine, exposure), (theirs, others) = arms[:2]
    per_odds = Fraction(others, exposure)
    expected = None if theirs == 0 else mine * per_odds / theirs
    yield "ratio", (answer["ratio"] is None) == (expected is None) and near(answer["ratio"] or 0, expected or 0)
    yield "low", leaves_out(answer["low"], per_odds, mine, theirs)
    # The high end is the low end of the opposite ratio.
    high = answer["high"]
    yield "high", (high is None) == (theirs == 0) and leaves_out(1 / high if high else 0, 1 / per_odds, theirs, mine)
    found = answer["best"]
    yield "best", all(abs(one - other) <= WITHIN for one, other in zip(found, best(arms))) and len(found) == len(arms)


def near(found: float, expected: float | Fraction) -> bool:
    return abs(found - expected) <= 1e-12 * abs(expected)


def leaves_out(low: float, per_odds: Fraction, mine: int, theirs: int) -> bool:
    """At the low end, as many or more than mine of all come with a chance of 2.5%."""
    if mine == 0:
        return low == 0
    odds = Fraction(low) / per_odds
    share, count = float(odds / (1 + odds)), mine + theirs
    tail = fsum(comb(count, k) * share**k * (1 - share) ** (count - k) for k in range(mine, count + 1))
    return abs(tail - 0.025) <= WITHIN


def best(arms: list[tuple[int, int]]) -> list[float]:
    """The integrals over the logarithm of the rate."""
    step = 1 / 16
    found = []
    for place, (count, exposure) in enumerate(arms):
        shape, total = count + 0.5, []
        for m in range(int(-110 / step), int(20 / step)):
            x = exposure * exp(m * step)
            logarithm = shape * log(x) - x - lgamma(shape)
            if logarithm < -45:
                continue
            value = exp(logarithm)
            for other, (count_of_other, its_exposure) in enumerate(arms):
                if other != place:
                    value *= below(count_of_other, its_exposure * exp(m * step))
            total.append(value)
        found.append(step * fsum(total))
    return found


def below(count: int, x: float) -> float:
    """How much of Gamma(count + ½, 1) lies below x."""
    if x > 700:
        return 1.0
    term, terms = exp(-x) * sqrt(x) / gamma(1.5), []
    for j in range(1, count + 1):
        terms.append(-term)
        term *= x / (j + 0.5)
    return max(0.0, fsum([erf(sqrt(x)), *terms]))


def power(case: dict, answer: dict) -> Iterator[tuple[str, bool]]:
    z, y = NormalDist().inv_cdf(0.975), NormalDist().inv_cdf(0.8)
    p, q = case["one"] / 1e6, case["other"] / 1e6
    if p == q:
        yield "shares", answer["shares"] is None
    else:
        mean = (p + q) / 2
        root = z * sqrt(2 * mean * (1 - mean)) + y * sqrt(p * (1 - p) + q * (1 - q))
        needed = (root / (p - q)) ** 2
        yield "shares", needed - 1e-6 <= answer["shares"] < needed + 1 + 1e-6
    ratio = case["ratio"] / 1e6
    if ratio in (0, 1):
        yield "claim", answer["ratio"] is None
    else:
        without = (z + y) ** 2 * (1 + 1 / ratio) / log(ratio) ** 2
        off = [abs(found - expected) for found, expected in zip(answer["ratio"], (without, ratio * without))]
        yield "claim", max(off) <= 0.5 + 1e-6


CHECKS = {"arms": arms, "experiment": experiment, "power": power}


if __name__ == "__main__":
    sys.exit(main())
