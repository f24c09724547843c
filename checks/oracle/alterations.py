"""Payout cases with one thing changed, to see whether it matters."""

from __future__ import annotations

from typing import Callable, Optional

import payouts


def share(case: dict) -> Optional[dict]:
    """The percentage in the terms, alone or in a hybrid."""
    terms = case["terms"]
    return terms["percentage"] if terms["model"] == "hybrid" else terms if terms["model"] == "percentage" else None


def monthly(case: dict) -> Optional[dict]:
    """The retainer in the terms, alone or in a hybrid."""
    terms = case["terms"]
    return terms["retainer"] if terms["model"] == "hybrid" else terms if terms["model"] == "retainer" else None


def changed(case: dict, part: dict, **fields: object) -> dict:
    """The case with other fields in that part of its terms."""
    terms = case["terms"]
    if part is terms:
        return {**case, "terms": {**terms, **fields}}
    key = next(key for key, value in terms.items() if value is part)
    return {**case, "terms": {**terms, key: {**part, **fields}}}


def with_work(case: dict, alter: Callable[[dict], dict]) -> dict:
    return {**case, "referrals": [alter(referral) for referral in case["referrals"]]}


def with_bills(case: dict, alter: Callable[[dict], dict]) -> dict:
    return with_work(case, lambda referral: {**referral, "bills": [alter(bill) for bill in referral["bills"]]})


def with_payments(case: dict, alter: Callable[[list], list]) -> dict:
    return with_bills(case, lambda bill: {**bill, "payments": alter(bill["payments"])})


def bills(case: dict) -> list[dict]:
    return [bill for referral in case["referrals"] for bill in referral["bills"]]


def matters(answer: dict, other: dict) -> bool:
    """Whether the other case has another answer."""
    return payouts.answer(other) != answer
