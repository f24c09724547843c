"""Published figures and hand arithmetic, which the oracle itself has to meet before it judges anything."""

from __future__ import annotations

from datetime import date
from typing import Optional

import payouts
import splits
from exact import add_months

START = date(2026, 1, 1)


def check() -> None:
    """Raises for the first figure that the oracle gets wrong."""
    for name, case, expected in list(PAYOUTS):
        result = payouts.answer(case)["payouts"][0]["total"]
        if result != expected:
            raise AssertionError(f"{name}: {result} instead of {expected}")
    for name, case, expected in list(SPLITS):
        result = list(splits.answer(case)["parts"].values())
        if result != expected:
            raise AssertionError(f"{name}: {result} instead of {expected}")


def work(terms: dict, *bills: dict) -> dict:
    """One client's bills under these terms, for a year."""
    referral = {"client": "Acme", "introduced": START, "qualified": None, "bills": list(bills)}
    return {"kind": "payout", "start": START, "end": add_months(START, 12), "terms": terms, "referrals": [referral]}


def paid(month: int, amount: int, refunded: int = 0) -> dict:
    payment = {"date": add_months(START, month), "amount": amount, "refunded": refunded}
    return {"issued": None, "amount": amount, "pass_through": 0, "payments": [payment]}


def share(scale: dict, window: Optional[int] = None, base: str = "gross") -> dict:
    return {
        "model": "percentage",
        "scale": scale,
        "base": base,
        "accrues": "payment",
        "window": window,
        "client_cap": None,
        "year_cap": None,
    }


def flat(percent: int) -> dict:
    return {"kind": "flat", "rate": percent * 10_000}


def marginal(*tiers: tuple[int, int]) -> dict:
    listed = [{"from": start, "rate": percent * 10_000} for start, percent in tiers]
    return {"kind": "marginal", "tiers": listed, "scope": "year"}


def fee(amount: int, over: int) -> dict:
    return {"model": "fixed", "amount": amount, "over": over}


def stakes(amount: int, *parts: int) -> dict:
    listed = [{"party": party, "stake": stake} for party, stake in enumerate(parts, 1)]
    return {"kind": "split", "amount": amount, "stakes": listed}


INVOICE = {
    "issued": START,
    "amount": 20_000_00,
    "pass_through": 5_000_00,
    "payments": [{"date": add_months(START, month), "amount": 10_000_00, "refunded": 0} for month in (1, 2)],
}

THREE_TIERS = marginal((0, 3), (300_000_00, 5), (500_000_00, 7))

PAYOUTS = [
    ("finder's fee", work(share(flat(15), 3), *(paid(month, 4_000_00) for month in range(8))), 1_800_00),
    ("fee at its threshold", work(fee(300_00, 2_000_00), paid(1, 2_000_00)), 0),
    ("fee above its threshold", work(fee(300_00, 2_000_00), paid(1, 2_000_01)), 300_00),
    ("fee after a refund", work(fee(300_00, 2_000_00), paid(1, 2_000_01, 1)), 0),
    ("marginal tiers", work(share(THREE_TIERS), paid(1, 600_000_00)), 26_000_00),
    ("part payments", work(share(flat(20)), INVOICE), 4_000_00),
    ("net of costs passed on", work(share(flat(20), base="net"), INVOICE), 3_000_00),
    (
        "refunds in tiers",
        work(share(marginal((0, 10), (10_000_00, 20))), paid(1, 10_000_00, 10_000_00), paid(2, 5_000_00)),
        500_00,
    ),
]

LOG = [
    {"party": 1, "seconds": 20 * 3_600, "hourly": 150_00, "weight": 2_000_000},
    {"party": 1, "cash": 1_000_00, "multiplier": 2_000_000},
    {"party": 2, "cash": 2_000_00, "multiplier": 4_000_000},
]

# Three parties alone, in pairs and together.
STATED = [([1], 68), ([2], 102), ([3], 0), ([1, 2], 170), ([1, 3], 710), ([2, 3], 762), ([1, 2, 3], 992)]
WORTHS = [{"members": members, "worth": worth} for members, worth in STATED]

SPLITS = [
    ("odd cent", stakes(1_00, 1, 1, 1), [34, 33, 33]),
    ("odd cent of a loss", stakes(-1_00, 1, 1, 1), [-34, -33, -33]),
    ("contribution", {"kind": "contribution", "pool": 16_000_00, "log": LOG, "cash_first": False}, [8_000_00] * 2),
    ("Shapley", {"kind": "shapley", "pool": 992, "parties": [1, 2, 3], "stated": WORTHS}, [229, 272, 491]),
]
