#!/usr/bin/env python3
"""Payouts, splits and leads of the program against their definitions, on random cases.

    python3 checks/oracle/run.py --cases 100000 --seed 1

The definitions (payouts.py, splits.py, leads.py) compute with Fraction; the program answers the same cases through `oracle`, a
binary of concord-checks. Every answer has to be the same to the minor unit, by day, by month and in total, weights as exact fractions. A run also
has to be worth something: each rule must have decided some cases. On a difference the smallest case that shows it is
printed, and the exit code is 1.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from random import Random

import figures
import lead_cases
import lead_features
import leads
import payout_cases
import payout_features
import payouts
import split_cases
import split_features
import splits
from shrink import size, smallest
from subject import Subject

BATCH = 2_000

# Looking for the rules that decided a payout takes longer than the payout, so every fifth is looked at.
PAYOUTS_LOOKED_AT = 5

# Of so many cases looked at, each rule has to have decided one.
RARE = 5_000

# What a case may have instead of figures. Anything else says that the case itself is wrong.
NO_FIGURES = {None, "out of range", "nothing staked"}


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--cases", type=int, default=100_000)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--program", help="an `oracle` built before; without it, one is built in release")
    given = options.parse_args()

    figures.check()
    subject = Subject(given.program)
    print(f"seed {given.seed}", flush=True)

    random = Random(given.seed)
    rules: Counter = Counter()
    looked_at: Counter = Counter()
    worst, failed = None, 0
    for done in range(0, given.cases, BATCH):
        cases = [draw(random) for _ in range(min(BATCH, given.cases - done))]
        for case, theirs in zip(cases, subject.answers(cases)):
            ours = answer(case)
            if ours != theirs:
                failed += 1
                worst = case if worst is None else min(case, worst, key=size)
            look_at(case, ours, rules, looked_at, random)

    idle = report(rules, looked_at)
    if worst is not None:
        explain(smallest(worst, lambda candidates: differences(subject, candidates)), subject)
    print(f"{given.cases - failed} passed, {failed} failed")
    return 1 if failed or idle else 0


def draw(random: Random) -> dict:
    """Two payouts to two splits and one lead; of a dozen payouts one under terms that change."""
    kinds = [payout_cases.payout_case, payout_cases.version_case, split_cases.split_case, lead_cases.lead_case]
    return random.choices(kinds, [37, 3, 40, 20])[0](random)


def is_payout(case: dict) -> bool:
    return case["kind"] in ("payout", "versions")


def answer(case: dict) -> dict:
    if case["kind"] == "lead":
        return leads.answer(case)
    return payouts.answer(case) if is_payout(case) else splits.answer(case)


def differences(subject: Subject, cases: list[dict]) -> list[bool]:
    """Which of the cases are cases, with answers that differ."""
    return [
        theirs.get("error") in NO_FIGURES and answer(case) != theirs
        for case, theirs in zip(cases, subject.answers(cases))
    ]


def look_at(case: dict, ours: dict, rules: Counter, looked_at: Counter, random: Random) -> None:
    """Counts the rules that decided the case."""
    if case["kind"] == "lead":
        looked_at["leads"] += 1
        rules.update(lead_features.decided(case, ours))
    elif not is_payout(case):
        looked_at["splits"] += 1
        rules.update(split_features.decided(case, ours))
    elif random.randrange(PAYOUTS_LOOKED_AT) == 0:
        looked_at["payouts"] += 1
        rules.update(payout_features.decided(case, ours))


def report(rules: Counter, looked_at: Counter) -> list[str]:
    """Prints how often each rule decided, and returns those that did so too rarely."""
    idle = []
    for family, names in (("payouts", payout_features.ALL), ("splits", split_features.ALL), ("leads", lead_features.ALL)):
        least = looked_at[family] // RARE
        print(f"rules that decided, in {looked_at[family]} {family} (each at least {least} times):")
        for name in names:
            print(f"  {rules[name]:6} {name}" + ("  TOO FEW" if rules[name] < least else ""))
        idle += [name for name in names if rules[name] < least]
    return idle


def explain(case: dict, subject: Subject) -> None:
    """Prints the case and both answers."""
    print("the smallest difference found:")
    print("  case       ", json.dumps(case, default=str))
    print("  definition ", json.dumps(answer(case)))
    print("  program    ", json.dumps(subject.answers([case])[0]))


if __name__ == "__main__":
    sys.exit(main())
