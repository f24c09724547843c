"""Random work and random terms, drawn so that days and sums often fall exactly on a bound."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from exact import BOUND, add_months

DAY = timedelta(days=1)
CLIENTS = ["Acme", "ACME", "Bolt", "Cape", "Ærø", "ærØ"]
STARTS = [date(2024, 2, 29), date(2026, 1, 31), date(2025, 8, 31), date(2026, 1, 1), date(2025, 12, 15)]
UNITS = [1, 7, 100, 333, 10_000, 100_000, 1_234_567]
RATES = [0, 1, 33_333, 50_000, 100_000, 125_000, 150_000, 333_333, 500_000, 666_667, 1_000_000]


def payout_case(rng: Random) -> dict:
    """One set of terms on one stretch of work."""
    unit = rng.choice(UNITS) if rng.random() < 0.98 else BOUND // rng.choice([1, 2, 3, 40])
    start = draw_start(rng)
    drawn = draw_terms(rng, unit)
    return {
        "kind": "payout",
        "start": start,
        "end": draw_end(rng, start),
        "terms": drawn,
        "referrals": draw_referrals(rng, start, unit, drawn),
    }


def version_case(rng: Random) -> dict:
    """Terms that change, and an end that need not come after the last change."""
    unit = rng.choice(UNITS)
    start = draw_start(rng)
    from_days = sorted({start} | {add_months(start, rng.randint(1, 30)) for _ in range(rng.randint(0, 2))})
    versions = [{"from": day, "terms": draw_terms(rng, unit)} for day in from_days]
    drawn = rng.choice(versions)["terms"]
    referrals = draw_referrals(rng, start, unit, drawn)
    for referral in referrals:
        if rng.random() < 0.3 and not referral["bills"]:
            referral["introduced"] = rng.choice(from_days) - rng.choice([0, 1]) * DAY
            referral["qualified"] = None
    return {"kind": "versions", "versions": versions, "end": draw_end(rng, start), "referrals": referrals}


def draw_start(rng: Random) -> date:
    return rng.choice(STARTS) if rng.random() < 0.7 else date(2023, 1, 1) + rng.randrange(1_000) * DAY


def draw_end(rng: Random, start: date) -> date:
    end = add_months(start, rng.choice([0, 1, 3, 6, 11, 12, 12, 13, 24, 24, 36]))
    return max(start, end + rng.choice([-1, 0, 0, 0, 1, 17]) * DAY)


# Terms


def draw_terms(rng: Random, unit: int) -> dict:
    model = rng.choices(["percentage", "hybrid", "fixed", "retainer"], [50, 22, 16, 12])[0]
    if model == "percentage":
        return draw_percentage(rng, unit)
    if model == "retainer":
        return draw_retainer(rng, unit)
    if model == "fixed":
        over = rng.choice([None, 0, unit, 2 * unit, 3 * unit])
        return {"model": "fixed", "amount": amount(rng, unit), "over": None if over is None else min(over, BOUND)}
    bounds = sorted(min(amount(rng, unit) * rng.choice([1, 2, 5, 12]), BOUND) for _ in range(2))
    return {
        "model": "hybrid",
        "retainer": draw_retainer(rng, max(1, unit // 10)),
        "percentage": draw_percentage(rng, unit),
        "floor": bounds[0] if rng.random() < 0.6 else None,
        "cap": bounds[1] if rng.random() < 0.6 else None,
    }


def draw_percentage(rng: Random, unit: int) -> dict:
    return {
        "model": "percentage",
        "scale": draw_scale(rng, unit),
        "base": rng.choice(["gross", "net"]),
        "accrues": rng.choice(["payment", "payment", "invoice"]),
        "window": rng.choice([1, 2, 3, 6, 12, 23]) if rng.random() < 0.45 else None,
        "client_cap": amount(rng, unit) if rng.random() < 0.35 else None,
        "year_cap": amount(rng, unit) if rng.random() < 0.35 else None,
    }


def draw_scale(rng: Random, unit: int) -> dict:
    kind = rng.choice(["flat", "marginal", "whole"])
    if kind == "flat":
        return {"kind": kind, "rate": draw_rate(rng)}
    steps = rng.sample(range(1, 8), rng.randint(0, 4))
    starts = [0] + sorted({min(step * unit, BOUND) for step in steps})
    tiers = [{"from": start, "rate": draw_rate(rng)} for start in starts]
    return {"kind": kind, "tiers": tiers, "scope": rng.choice(["year", "project"])}


def draw_rate(rng: Random) -> int:
    return rng.choice(RATES) if rng.random() < 0.8 else rng.randint(0, 1_000_000)


def draw_retainer(rng: Random, unit: int) -> dict:
    return {
        "model": "retainer",
        "amount": amount(rng, unit),
        "payer": rng.choice(["receiver", "receiver", "introducer", "mutual"]),
        "back": amount(rng, unit),
        "minimum": rng.choice([1, 2, 3, 7]) if rng.random() < 0.7 else None,
        "shortfall": rng.choice(["carried", "credited", "credited", "ignored"]),
    }


def amount(rng: Random, unit: int) -> int:
    """A whole number of units, or any amount up to some units."""
    if rng.random() < 0.5:
        return min(BOUND, unit * rng.randint(1, 5))
    return rng.randint(1, min(BOUND, unit * 3))


# Work


def draw_referrals(rng: Random, start: date, unit: int, drawn: dict) -> list[dict]:
    """Up to six introductions, some with the same client, around the terms' start and anniversaries."""
    marks = [start, add_months(start, 12) - DAY, add_months(start, 12), add_months(start, 24)]
    marks += [add_months(start, rng.randrange(30)) for _ in range(3)]
    if rng.random() < 0.2:
        marks = [rng.choice(marks)]
    referrals = [draw_referral(rng, marks, unit, drawn) for _ in range(rng.choice([0, 1, 1, 2, 2, 3, 4, 6]))]
    if drawn.get("retainer", drawn).get("minimum"):
        months = [start, add_months(start, rng.randint(1, 3)), add_months(start, rng.randint(1, 12))]
        days = [near(rng, rng.choice(months)) for _ in range(rng.choice([0, 2, 8]))]
        referrals += [{"client": "Dune", "introduced": day, "qualified": None, "bills": []} for day in days]
    return referrals


def draw_referral(rng: Random, marks: list[date], unit: int, drawn: dict) -> dict:
    introduced = near(rng, rng.choice(marks)) - rng.choice([0, 0, 1, 40]) * DAY
    qualified = introduced + rng.choice([0, 1, 30, 365]) * DAY if rng.random() < 0.5 else None
    bills = []
    if rng.random() < 0.75:
        first = max(introduced, near(rng, rng.choice(marks)))
        targets, billed = exact_targets(drawn), 0
        for index in range(rng.choice([1, 1, 2, 3, 4])):
            day = first if index == 0 else max(introduced, later(rng, first, marks, drawn))
            due = draw_due(rng, unit, [target - billed for target in targets])
            billed += due
            bills.append(draw_bill(rng, day, due))
    return {"client": rng.choice(CLIENTS), "introduced": introduced, "qualified": qualified, "bills": bills}


def exact_targets(drawn: dict) -> list[int]:
    """The running totals at which these terms change their mind."""
    if drawn["model"] == "fixed":
        return [drawn["over"] or 0]
    scale = drawn.get("percentage", drawn).get("scale", {})
    return [tier["from"] for tier in scale.get("tiers", [])]


def draw_due(rng: Random, unit: int, missing: list[int]) -> int:
    missing = [gap for gap in missing if gap > 0]
    if missing and rng.random() < 0.35:
        return rng.choice(missing)
    return amount(rng, unit)


def later(rng: Random, first: date, marks: list[date], drawn: dict) -> date:
    """A day after the first bill: at the end of the window, on a mark, or some months on."""
    window = drawn.get("percentage", drawn).get("window")
    if window and rng.random() < 0.5:
        return near(rng, add_months(first, window))
    if rng.random() < 0.5:
        return rng.choice(marks)
    return add_months(first, rng.randrange(8))


def near(rng: Random, day: date) -> date:
    return day + rng.choice([-1, 0, 0, 0, 1]) * DAY


def draw_bill(rng: Random, day: date, due: int) -> dict:
    passed = rng.choice([0, 0, due // 3, rng.randint(0, due)])
    if rng.random() < 0.5:
        refunded = rng.choice([0, 0, 0, due, rng.randint(0, due)])
        payments = [{"date": day, "amount": due, "refunded": refunded}]
        return {"issued": None, "amount": due, "pass_through": passed, "payments": payments}
    return {"issued": day, "amount": due, "pass_through": passed, "payments": draw_payments(rng, day, due)}


def draw_payments(rng: Random, issued: date, due: int) -> list[dict]:
    """Part payments in any order, some refunded and paid again, some above what was due and refunded to it."""
    payments, left = [], due
    for _ in range(rng.choice([0, 1, 1, 2, 3, 4])):
        stays = rng.choice([left, left // 2, left // 3, rng.randint(0, left)])
        above = rng.choice([0, 0, 0, stays, rng.randint(0, due)])
        if stays + above == 0 or stays + above > BOUND:
            continue
        day = issued + rng.choice([0, 0, 14, 30, 31, 120, 400]) * DAY
        payments.append({"date": day, "amount": stays + above, "refunded": above})
        left -= stays
    return payments
