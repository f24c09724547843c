"""What terms pay for introductions: the definition, in exact fractions and civil dates.

Written from the definition of the models and not from the program, which adds up scaled integers entry by entry. Here
the work becomes a list of entries, and every rule is one more list beside it:

* A rule is a curve over a running total: a tier scale, a threshold, a cap. `through` sends amounts through a curve: an
  entry gets curve(total after) - curve(total before), totals kept apart by a key: project, client, agreement year.
* Nothing is rounded before the end, where the rounded running total is differenced day by day and month by month.

Choices where the models leave room:

* A refund counts on the date of the payment that it refunds. Where the share accrues on invoices, an invoice counts
  with what is billed less refunds, but never with less than what the client has paid and not got back.
* Without costs passed on, a bill counts with paid - round(costs x paid so far / billed), a running total of that bill.
* A window starts with the project's first payment, refunded or not (with its first invoice, if the share accrues on
  invoices), and tests date < start + N months on the invoice's date where there is an invoice.
* Agreement years turn on the anniversaries of the period's start. Retainer months are the whole months of the period,
  dated on their first day. A floor tops up on the last day of each agreement year that the period completes.
* On one day the retainer's month comes first, then work in the order of the referrals given, then the end of the year.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from fractions import Fraction
from itertools import groupby
from typing import Callable, NamedTuple, Optional

from exact import NoFigure, add_months, agreement_year, money, nearest, whole_months

MILLION = 1_000_000


class Entry(NamedTuple):
    """A payment or an invoice: the day it counts on, the day a window tests, and what it counts with."""

    day: date
    tested: date
    project: int
    client: str
    volume: int


class Step(NamedTuple):
    """An exact amount that falls due on a day."""

    day: date
    amount: Fraction


def answer(case: dict) -> dict:
    """What the case pays: one payout, or one for each version of the terms."""
    try:
        if case["kind"] == "versions":
            return {"payouts": [payout(part) for part in parts_by_version(case)]}
        return {"payouts": [payout(case)]}
    except NoFigure as refusal:
        return {"error": str(refusal)}


def parts_by_version(case: dict) -> list[dict]:
    """A referral keeps the terms in force on its date; their period ends where the next begins, or with the case."""
    versions = case["versions"]
    parts = []
    for index, version in enumerate(versions):
        following = versions[index + 1]["from"] if index + 1 < len(versions) else date.max
        referrals = [r for r in case["referrals"] if version["from"] <= r["introduced"] < following]
        end = max(version["from"], min(following, case["end"]))
        parts.append({"start": version["from"], "end": end, "terms": version["terms"], "referrals": referrals})
    return parts


def payout(case: dict) -> dict:
    """Total, months and days of what the terms pay, and the introductions that a minimum still asks for."""
    totals, total, rounded = [], Fraction(0), 0
    for step in exact_steps(case):
        total += step.amount
        after = money(nearest(total))
        money(after - rounded)
        rounded = after
        totals.append((step.day, after))
    return {
        "total": rounded,
        "months": differences(totals, lambda day: day.isoformat()[:7]),
        "days": differences(totals, date.isoformat),
        "owed": owed_introductions(case),
    }


def differences(totals: list[tuple[date, int]], stretch: Callable[[date], str]) -> dict[str, int]:
    """By how much the rounded running total moves in each month or on each day; none that stands still."""
    result, before = {}, 0
    for label, group in groupby(totals, key=lambda pair: stretch(pair[0])):
        after = list(group)[-1][1]
        if after != before:
            result[label] = after - before
        before = after
    return result


def exact_steps(case: dict) -> list[Step]:
    """What falls due and when, unrounded, in the order in which it counts."""
    terms = case["terms"]
    if terms["model"] == "fixed":
        return fixed_fee(case, terms)
    if terms["model"] == "retainer":
        return retainer(case, terms)
    if terms["model"] == "percentage":
        return percentage(case, terms)
    return hybrid(case, terms)


# The work


def payments(case: dict, base: str) -> list[Entry]:
    """Client payments by day; on one day in the order of the referrals."""
    entries = []
    for project, referral in enumerate(case["referrals"]):
        for bill in referral["bills"]:
            paid = 0
            for payment in sorted(bill["payments"], key=lambda p: p["date"]):
                before = counted(bill, paid, base)
                paid += kept(payment)
                volume = counted(bill, paid, base) - before
                tested = bill["issued"] or payment["date"]
                entries.append(Entry(payment["date"], tested, project, client(referral), volume))
    return sorted(entries, key=lambda entry: entry.day)


def invoices(case: dict, base: str) -> list[Entry]:
    """Invoices by day; a payment that no invoice is known for stands for its own."""
    entries = []
    for project, referral in enumerate(case["referrals"]):
        for bill in referral["bills"]:
            refunded = sum(payment["refunded"] for payment in bill["payments"])
            left = sum(kept(payment) for payment in bill["payments"])
            volume = counted(bill, max(bill["amount"] - refunded, left), base)
            entries.append(Entry(billed_on(bill), billed_on(bill), project, client(referral), volume))
    return sorted(entries, key=lambda entry: entry.day)


def kept(payment: dict) -> int:
    return payment["amount"] - payment["refunded"]


def counted(bill: dict, paid: int, base: str) -> int:
    if base == "gross" or bill["amount"] == 0:
        return paid
    return paid - nearest(Fraction(bill["pass_through"] * paid, bill["amount"]))


def billed_on(bill: dict) -> date:
    return bill["issued"] or bill["payments"][0]["date"]


def client(referral: dict) -> str:
    """Names that differ in capitals only are one client."""
    return referral["client"].lower()


# Curves over running totals


def through(
    entries: list[Entry],
    amounts: list,
    key: Callable[[Entry], object],
    curve: Callable[[Fraction], Fraction],
) -> list[Fraction]:
    totals: dict = defaultdict(Fraction)
    moved = []
    for entry, amount in zip(entries, amounts):
        before = totals[key(entry)]
        after = totals[key(entry)] = before + amount
        moved.append(curve(after) - curve(before))
    return moved


def capped(cap: int) -> Callable[[Fraction], Fraction]:
    return lambda total: min(total, Fraction(cap))


def scale_curve(scale: dict) -> Callable[[Fraction], Fraction]:
    """What a volume earns."""
    if scale["kind"] == "flat":
        return lambda volume: volume * Fraction(scale["rate"], MILLION)
    tiers = [(tier["from"], Fraction(tier["rate"], MILLION)) for tier in scale["tiers"]]
    if scale["kind"] == "whole":
        return lambda volume: volume * [rate for start, rate in tiers if start <= volume][-1]
    ends: list[Optional[int]] = [start for start, _ in tiers[1:]] + [None]

    def marginal(volume: Fraction) -> Fraction:
        earned = Fraction(0)
        for (start, rate), end in zip(tiers, ends):
            reached = volume if end is None else min(volume, end)
            earned += max(reached - start, 0) * rate
        return earned

    return marginal


# The models


def fixed_fee(case: dict, terms: dict) -> list[Step]:
    """Per qualified referral; or once for each project whose payments come to exceed a threshold."""
    amount = Fraction(terms["amount"])
    if terms["over"] is None:
        days = sorted(r["qualified"] for r in case["referrals"] if r["qualified"])
        return [Step(day, amount) for day in days]
    entries = payments(case, "gross")
    fees = through(
        entries,
        [entry.volume for entry in entries],
        lambda entry: entry.project,
        lambda total: amount if total > terms["over"] else Fraction(0),
    )
    return [Step(entry.day, fee) for entry, fee in zip(entries, fees)]


def percentage(case: dict, terms: dict) -> list[Step]:
    entries = eligible(case, terms)
    return [Step(entry.day, share) for entry, share in zip(entries, shares(case, terms, entries, caps(case, terms)))]


def eligible(case: dict, terms: dict) -> list[Entry]:
    """The payments or invoices inside their project's window."""
    entries = (invoices if terms["accrues"] == "invoice" else payments)(case, terms["base"])
    if terms["window"] is None:
        return entries
    first: dict[int, date] = {}
    for entry in entries:
        first.setdefault(entry.project, entry.day)
    ends = {project: add_months(day, terms["window"]) for project, day in first.items()}
    return [entry for entry in entries if entry.tested < ends[entry.project]]


def caps(case: dict, terms: dict) -> list[tuple[Callable[[Entry], object], int]]:
    """What is capped and at how much, in the order in which caps apply."""
    start = case["start"]
    both = [
        (lambda entry: entry.client, terms["client_cap"]),
        (lambda entry: agreement_year(start, entry.day), terms["year_cap"]),
    ]
    return [(key, cap) for key, cap in both if cap is not None]


def shares(case: dict, terms: dict, entries: list[Entry], limits: list) -> list[Fraction]:
    """What each entry earns through the tiers, and what the caps leave of it."""
    scale, start = terms["scale"], case["start"]

    def total_of(entry: Entry) -> int:
        return agreement_year(start, entry.day) if scale.get("scope") == "year" else entry.project

    amounts = through(entries, [entry.volume for entry in entries], total_of, scale_curve(scale))
    for key, cap in limits:
        amounts = through(entries, amounts, key, capped(cap))
    return amounts


def retainer(case: dict, terms: dict) -> list[Step]:
    """The amount of each whole month, less what a credited shortfall takes off it; and in return what is paid back."""
    amount = -terms["amount"] if terms["payer"] == "introducer" else terms["amount"]
    back = terms["back"] if terms["payer"] == "mutual" else 0
    steps = []
    for first, came in introductions_by_month(case):
        wanted = terms["minimum"]
        short = wanted is not None and terms["shortfall"] == "credited" and came < wanted
        earned = Fraction(amount * came, wanted) if short else Fraction(amount)
        steps.append(Step(first, earned - back))
    return steps


def introductions_by_month(case: dict) -> list[tuple[date, int]]:
    start = case["start"]
    firsts = [add_months(start, index) for index in range(whole_months(start, case["end"]) + 1)]
    days = [referral["introduced"] for referral in case["referrals"]]
    return [(first, sum(first <= day < end for day in days)) for first, end in zip(firsts, firsts[1:])]


def owed_introductions(case: dict) -> int:
    """A month's shortfall is owed until later months bring more than their own minimum; more is never saved up."""
    terms = case["terms"].get("retainer", case["terms"])
    if terms.get("minimum") is None or terms["shortfall"] != "carried":
        return 0
    owed = 0
    for _, came in introductions_by_month(case):
        owed = max(0, owed + terms["minimum"] - came)
    return owed


def hybrid(case: dict, terms: dict) -> list[Step]:
    """Retainer and share; in each agreement year at most the cap, and once a year is complete at least the floor."""
    start = case["start"]
    # sorted is stable: on one day the retainer's month stays before the work.
    both = retainer(case, terms["retainer"]) + percentage(case, terms["percentage"])
    steps = sorted(both, key=lambda step: step.day)
    years: dict[int, list[Step]] = defaultdict(list)
    for step in steps:
        years[agreement_year(start, step.day)].append(step)
    complete = whole_months(start, case["end"]) // 12
    held = []
    for year in sorted(set(years) | set(range(complete))):
        total = paid = Fraction(0)
        for step in years[year]:
            total += step.amount
            after = total if terms["cap"] is None else min(total, Fraction(terms["cap"]))
            held.append(Step(step.day, after - paid))
            paid = after
        if year < complete and terms["floor"] is not None and paid < terms["floor"]:
            last_day = add_months(start, 12 * (year + 1)) - timedelta(days=1)
            held.append(Step(last_day, terms["floor"] - paid))
    return held
