"""What terms come to over simulated years, by another road: random numbers of Python, betas by rejection, arrivals one
after another, and every year paid by the definition of the terms in payouts.py.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from random import Random

import payouts
from exact import add_months, nearest

START = date(2001, 1, 1)
MILLION = 1_000_000


def simulate(case: dict, years: int, rng: Random) -> dict:
    """The same figures as the program's, each as the list of its values, year by year."""
    told: dict = {"introductions": [], "projects": [], "net": [], "offers": [empty() for _ in case["offers"]]}
    for _ in range(years):
        year(case, rng, told)
    return told


def empty() -> dict:
    return {"payout": [], "months": [[] for _ in range(12)], "in_band": [], "you": [], "them": []}


def year(case: dict, rng: Random, told: dict) -> None:
    rate = pert(rng, case["introductions"]) / MILLION / 12
    likely = case["introductions"][1]
    conversion = pert(rng, [min(1, projects / likely) for projects in case["projects"]])
    margin = round(pert(rng, case["margin"]))
    came_anyway = round(pert(rng, case["came_anyway"]))
    referrals, net, projects = [], 0, 0
    for month in range(12):
        for _ in range(arrivals(rng, rate)):
            introduced = add_months(START, month)
            is_project = rng.random() < conversion
            bills = project(case, introduced, rng) if is_project else []
            projects += is_project
            net += sum(bill["amount"] - bill["pass_through"] for bill in bills)
            client = f"Client {len(referrals)}"
            referrals.append({"client": client, "introduced": introduced, "qualified": introduced, "bills": bills})
    told["introductions"].append(len(referrals))
    told["projects"].append(projects)
    told["net"].append(net)
    added = share(share(net, margin), MILLION - came_anyway)
    for offer, values in zip(case["offers"], told["offers"]):
        work = {"start": START, "end": add_months(START, 12), "terms": offer["terms"], "referrals": referrals}
        paid = payouts.payout(work)
        seconds = offer["monthly"] * 12 + offer["each"] * len(referrals)
        cost = [nearest(Fraction(seconds * case[hour], 3_600)) for hour in ("your_hour", "their_hour")]
        values["payout"].append(paid["total"])
        for month, column in enumerate(values["months"]):
            column.append(paid["months"].get(add_months(START, month).isoformat()[:7], 0))
        if paid["total"] or net:
            low, high = share(net, case["band_low"]), share(net, case["band_high"])
            values["in_band"].append(net > 0 and low <= paid["total"] <= high)
        values["you"].append(added - paid["total"] - cost[0])
        values["them"].append(paid["total"] - cost[1])


def project(case: dict, first: date, rng: Random) -> list[dict]:
    """Equal monthly payments from the month of the introduction, and costs passed on, by rounded running totals."""
    value = round(pert(rng, case["value"]))
    months = max(1, round(pert(rng, case["months"])))
    costs = round(pert(rng, case["pass_through"]))
    bills, before = [], (0, 0)
    for month in range(1, months + 1):
        paid = nearest(Fraction(value * month, months))
        passed = share(paid, costs)
        payment = {"date": add_months(first, month - 1), "amount": paid - before[0], "refunded": 0}
        amounts = {"amount": payment["amount"], "pass_through": passed - before[1]}
        bills.append({"issued": None, "payments": [payment], **amounts})
        before = (paid, passed)
    return bills


def share(amount: int, rate: int) -> int:
    return nearest(Fraction(amount * rate, MILLION))


def pert(rng: Random, ends: list) -> float:
    low, likely, high = ends
    if low == high:
        return low
    alpha = 1 + 4 * (likely - low) / (high - low)
    return low + (high - low) * rng.betavariate(alpha, 6 - alpha)


def arrivals(rng: Random, rate: float) -> int:
    """How many come in a month at a steady rate: gaps between them are exponential."""
    count, time = 0, rng.expovariate(rate) if rate > 0 else 2.0
    while time < 1:
        count, time = count + 1, time + rng.expovariate(rate)
    return count
