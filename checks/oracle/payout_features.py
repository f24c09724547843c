"""Which rules decided what a payout case pays: as a rule, the answer is another one without the rule.

A predicate gets a case and its answer, which has figures.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Callable

import payouts
from alterations import bills, changed, matters, monthly, share, with_bills, with_payments, with_work
from exact import HALF, add_months, agreement_year, nearest, whole_months

DAY = timedelta(days=1)

Predicate = Callable[[dict, dict], bool]


def decided(case: dict, answer: dict) -> list[str]:
    """The names of the rules that decided something."""
    if "error" in answer:
        return ["payout: past the bound of money"]
    rules = VERSIONS if case["kind"] == "versions" else RULES
    return [name for name, rule in rules.items() if rule(case, answer)]


def share_rule(applies: Callable[[dict], bool], **fields: object) -> Predicate:
    """A rule of a percentage: it applies, and without it the answer is another one."""

    def rule(case: dict, answer: dict) -> bool:
        terms = share(case)
        return terms is not None and applies(terms) and matters(answer, changed(case, terms, **fields))

    return rule


# Rules of a percentage


def tiers_of(kind: str, scope: str) -> Predicate:
    def rule(case: dict, answer: dict) -> bool:
        terms = share(case)
        if terms is None or terms["scale"]["kind"] != kind or terms["scale"]["scope"] != scope:
            return False
        lowest = terms["scale"]["tiers"][0]["rate"]
        return matters(answer, changed(case, terms, scale={"kind": "flat", "rate": lowest}))

    return rule


def scope_of(scope: str, other: str) -> Predicate:
    def rule(case: dict, answer: dict) -> bool:
        terms = share(case)
        if terms is None or terms["scale"].get("scope") != scope:
            return False
        return matters(answer, changed(case, terms, scale={**terms["scale"], "scope": other}))

    return rule


def tier_just_reached(case: dict, answer: dict) -> bool:
    terms = share(case)
    if terms is None or terms["scale"]["kind"] != "whole":
        return False
    first, *others = terms["scale"]["tiers"]
    later = [{**tier, "from": tier["from"] + 1} for tier in others]
    return matters(answer, changed(case, terms, scale={**terms["scale"], "tiers": [first, *later]}))


def window_bound(case: dict, answer: dict) -> bool:
    terms = share(case)
    if terms is None or terms["window"] is None:
        return False
    entries = payouts.eligible(case, {**terms, "window": None})
    first: dict = {}
    for entry in entries:
        first.setdefault(entry.project, entry.day)
    return any(entry.volume and entry.tested == add_months(first[entry.project], terms["window"]) for entry in entries)


def invoice_date_in_window(case: dict, answer: dict) -> bool:
    terms = share(case)
    if terms is None or terms["window"] is None or terms["accrues"] == "invoice":
        return False
    return matters(answer, with_bills(case, lambda bill: {**bill, "issued": None}))


def refunded_first_payment(case: dict, answer: dict) -> bool:
    terms = share(case)
    if terms is None or terms["window"] is None or terms["accrues"] == "invoice":
        return False
    return matters(answer, with_payments(case, lambda payments: [p for p in payments if payouts.kept(p)]))


def cap_order(case: dict, answer: dict) -> bool:
    terms = share(case)
    if terms is None or terms["client_cap"] is None or terms["year_cap"] is None:
        return False
    entries, limits = payouts.eligible(case, terms), payouts.caps(case, terms)
    swapped = payouts.shares(case, terms, entries, limits[::-1])
    return sum(payouts.shares(case, terms, entries, limits)) != sum(swapped)


def clients_joined(case: dict, answer: dict) -> bool:
    terms = share(case)
    if terms is None or terms["client_cap"] is None:
        return False
    apart = [{**referral, "client": str(place)} for place, referral in enumerate(case["referrals"])]
    return matters(answer, {**case, "referrals": apart})


def capitals_ignored(case: dict, answer: dict) -> bool:
    terms = share(case)
    if terms is None or terms["client_cap"] is None:
        return False
    return matters(answer, with_work(case, lambda referral: {**referral, "client": referral["client"].encode().hex()}))


def costs_in_part_payments(case: dict, answer: dict) -> bool:
    terms = share(case)
    if terms is None or terms["base"] != "net" or terms["accrues"] == "invoice":
        return False
    part_paid = any(0 < left(bill) < bill["amount"] and bill["pass_through"] for bill in bills(case))
    return part_paid and matters(answer, with_bills(case, lambda bill: {**bill, "pass_through": 0}))


def left(bill: dict) -> int:
    return sum(map(payouts.kept, bill["payments"]))


def invoice_paid_again(case: dict, answer: dict) -> bool:
    terms = share(case)
    if terms is None or terms["accrues"] != "invoice":
        return False
    return any(bill["amount"] - sum(p["refunded"] for p in bill["payments"]) < left(bill) for bill in bills(case))


def years_kept_apart(case: dict, answer: dict) -> bool:
    if case["terms"]["model"] != "percentage":
        return False
    # Everything before the start belongs to one year.
    late = add_months(case["start"], 1_200)
    return matters(answer, {**case, "start": late, "end": late})


def year_turns(case: dict, answer: dict) -> bool:
    terms = case["terms"]
    if terms["model"] != "percentage":
        return False
    return matters(answer, {**case, "start": case["start"] + DAY, "end": case["end"] + DAY})


def year_from_leap_day(case: dict, answer: dict) -> bool:
    return (case["start"].month, case["start"].day) == (2, 29) and year_turns(case, answer)


# Rules of other models


def fee_rule(over: Callable[[int], int]) -> Predicate:
    def rule(case: dict, answer: dict) -> bool:
        terms = case["terms"]
        if terms["model"] != "fixed" or not terms["over"]:
            return False
        return matters(answer, changed(case, terms, over=over(terms["over"])))

    return rule


def qualified_fee(case: dict, answer: dict) -> bool:
    return case["terms"]["model"] == "fixed" and case["terms"]["over"] is None and total(answer) > 0


def paid_by(payer: str) -> Predicate:
    def rule(case: dict, answer: dict) -> bool:
        terms = monthly(case)
        return terms is not None and terms["payer"] == payer and any(s.amount for s in payouts.retainer(case, terms))

    return rule


def shortfall(kind: str, instead: str) -> Predicate:
    def rule(case: dict, answer: dict) -> bool:
        terms = monthly(case)
        if terms is None or terms["minimum"] is None or terms["shortfall"] != kind:
            return False
        return matters(answer, changed(case, terms, shortfall=instead))

    return rule


def credited_and_paid_back(case: dict, answer: dict) -> bool:
    """A mutual retainer with a credited shortfall: the same net amount without anything paid back falls by less."""
    terms = monthly(case)
    if terms is None or terms["payer"] != "mutual" or terms["amount"] < terms["back"]:
        return False
    net = {"payer": "receiver", "amount": terms["amount"] - terms["back"]}
    return matters(answer, changed(case, terms, **net))


def carried_and_made_good(case: dict, answer: dict) -> bool:
    terms = monthly(case)
    if terms is None or terms["minimum"] is None or terms["shortfall"] != "carried":
        return False
    missing = sum(max(0, terms["minimum"] - came) for _, came in payouts.introductions_by_month(case))
    return answer["payouts"][0]["owed"] < missing


def surplus_not_saved(case: dict, answer: dict) -> bool:
    terms = monthly(case)
    if terms is None or terms["minimum"] is None or terms["shortfall"] != "carried":
        return False
    balance = sum(terms["minimum"] - came for _, came in payouts.introductions_by_month(case))
    return answer["payouts"][0]["owed"] > max(0, balance)


def month_clamped(case: dict, answer: dict) -> bool:
    terms = monthly(case)
    return terms is not None and any(step.day.day != case["start"].day for step in payouts.retainer(case, terms))


def month_begun_unpaid(case: dict, answer: dict) -> bool:
    return monthly(case) is not None and matters(answer, {**case, "end": add_months(case["end"], 1) - DAY})


def hybrid_rule(bound: str) -> Predicate:
    def rule(case: dict, answer: dict) -> bool:
        terms = case["terms"]
        if terms["model"] != "hybrid" or terms[bound] is None:
            return False
        return matters(answer, changed(case, terms, **{bound: None}))

    return rule


def work_on_last_day(case: dict, answer: dict) -> bool:
    terms = case["terms"]
    if terms["model"] != "hybrid" or not hybrid_rule("floor")(case, answer):
        return False
    start, years = case["start"], whole_months(case["start"], case["end"]) // 12
    last_days = {add_months(start, 12 * (year + 1)) - DAY for year in range(years)}
    return any(step.amount and step.day in last_days for step in payouts.percentage(case, terms["percentage"]))


def floor_not_due(case: dict, answer: dict) -> bool:
    """In its last year, which is not over, the hybrid paid less than the floor."""
    terms = case["terms"]
    if terms["model"] != "hybrid" or terms["floor"] is None:
        return False
    complete = whole_months(case["start"], case["end"]) // 12
    by_year: dict = {}
    for step in payouts.hybrid(case, terms):
        year = agreement_year(case["start"], step.day)
        by_year[year] = by_year.get(year, 0) + step.amount
    return any(0 < paid < terms["floor"] for year, paid in by_year.items() if year >= complete)


# Rules of every model


def total(answer: dict) -> int:
    return answer["payouts"][0]["total"]


def refund(model: str) -> Predicate:
    def rule(case: dict, answer: dict) -> bool:
        if case["terms"]["model"] != model:
            return False
        return matters(answer, with_payments(case, lambda rows: [{**payment, "refunded": 0} for payment in rows]))

    return rule


def half(sign: int) -> Predicate:
    def rule(case: dict, answer: dict) -> bool:
        running = 0
        for step in payouts.exact_steps(case):
            running += step.amount
            if running * sign > 0 and abs(running) % 1 == HALF:
                return True
        return False

    return rule


def rounded_once(case: dict, answer: dict) -> bool:
    return sum(nearest(step.amount) for step in payouts.exact_steps(case)) != total(answer)


def order_on_a_day(case: dict, answer: dict) -> bool:
    return len(case["referrals"]) > 1 and matters(answer, {**case, "referrals": case["referrals"][::-1]})


RULES: dict[str, Predicate] = {
    "window: ended": share_rule(lambda terms: terms["window"] is not None, window=None),
    "window: exactly on its end": window_bound,
    "window: tests the invoice's date": invoice_date_in_window,
    "window: begun by a refunded payment": refunded_first_payment,
    "base: net of costs passed on": share_rule(lambda terms: terms["base"] == "net", base="gross"),
    "base: costs in part payments": costs_in_part_payments,
    "accrual: on invoice": share_rule(lambda terms: terms["accrues"] == "invoice", accrues="payment"),
    "accrual: an invoice refunded and paid again": invoice_paid_again,
    "tiers: marginal, by year": tiers_of("marginal", "year"),
    "tiers: marginal, by project": tiers_of("marginal", "project"),
    "tiers: whole, by year": tiers_of("whole", "year"),
    "tiers: whole, by project": tiers_of("whole", "project"),
    "tiers: whole, exactly reached": tier_just_reached,
    "tiers: year and not project": scope_of("year", "project"),
    "tiers: project and not year": scope_of("project", "year"),
    "cap: client": share_rule(lambda terms: terms["client_cap"] is not None, client_cap=None),
    "cap: client, over several projects": clients_joined,
    "cap: client, names in other capitals": capitals_ignored,
    "cap: year": share_rule(lambda terms: terms["year_cap"] is not None, year_cap=None),
    "cap: client before year": cap_order,
    "year: kept apart from others": years_kept_apart,
    "year: exactly on its turn": year_turns,
    "year: from 29 February": year_from_leap_day,
    "fee: threshold held it back": fee_rule(lambda over: 0),
    "fee: threshold exactly hit": fee_rule(lambda over: over - 1),
    "fee: qualified referral": qualified_fee,
    "retainer: paid by the receiver": paid_by("receiver"),
    "retainer: paid by the introducer": paid_by("introducer"),
    "retainer: mutual": paid_by("mutual"),
    "retainer: shortfall credited": shortfall("credited", "ignored"),
    "retainer: shortfall credited, less what is paid back": credited_and_paid_back,
    "retainer: shortfall carried": shortfall("carried", "ignored"),
    "retainer: shortfall carried and made good": carried_and_made_good,
    "retainer: surplus not saved up": surplus_not_saved,
    "retainer: shortfall ignored": shortfall("ignored", "credited"),
    "retainer: a month on a clamped day": month_clamped,
    "retainer: a month begun and not paid": month_begun_unpaid,
    "hybrid: floor": hybrid_rule("floor"),
    "hybrid: floor not yet due": floor_not_due,
    "hybrid: work on the last day under a floor": work_on_last_day,
    "hybrid: cap": hybrid_rule("cap"),
    "refund: percentage": refund("percentage"),
    "refund: fee": refund("fixed"),
    "refund: hybrid": refund("hybrid"),
    "rounding: a half": half(1),
    "rounding: a half below zero": half(-1),
    "rounding: once, on the running total": rounded_once,
    "order: of referrals on one day": order_on_a_day,
}


# Rules of terms that change


def terms_kept(case: dict, answer: dict) -> bool:
    last = case["versions"][-1]["terms"]
    return matters(answer, {**case, "versions": [{**version, "terms": last} for version in case["versions"]]})


def on_first_day(case: dict, answer: dict) -> bool:
    later = [{**version, "from": version["from"] + DAY} for version in case["versions"]]
    starts = {version["from"] for version in case["versions"]}
    introduced = {referral["introduced"] for referral in case["referrals"] if referral["bills"]}
    return bool(starts & introduced) and matters(answer, {**case, "versions": later})


def before_any_terms(case: dict, answer: dict) -> bool:
    first = case["versions"][0]["from"]
    return any(referral["introduced"] < first and referral["bills"] for referral in case["referrals"])


def ended_before_a_change(case: dict, answer: dict) -> bool:
    return case["end"] < case["versions"][-1]["from"] and matters(answer, {**case, "end": case["versions"][-1]["from"]})


VERSIONS: dict[str, Predicate] = {
    "change: a referral keeps its terms": terms_kept,
    "change: on the first day of new terms": on_first_day,
    "change: introduced before any terms": before_any_terms,
    "change: the end comes first": ended_before_a_change,
}

ALL = ["payout: past the bound of money", *RULES, *VERSIONS]
