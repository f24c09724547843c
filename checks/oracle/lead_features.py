"""Which rules decided a lead: a run that never meets one of them proves little about it.

A predicate gets a case and its answer.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Callable

import leads

Predicate = Callable[[dict, dict], bool]


def decided(case: dict, answer: dict) -> list[str]:
    """The names of the rules that decided something."""
    return [f"lead: {name}" for name, rule in RULES.items() if rule(case, answer)]


def outcome(lead: str) -> Predicate:
    return lambda case, answer: answer["lead"] == lead


def opened(test: Callable[[dict], bool]) -> Predicate:
    return lambda case, answer: answer["lead"] == "open" and test(answer)


def another_rival(case: dict, answer: dict) -> bool:
    """Somebody else is needed to change the lead than the one who comes second."""
    if answer["lead"] != "open" or len(case["partners"]) < 3:
        return False
    others = [partner for partner in case["partners"] if partner["id"] != answer["leader"]]
    second = leads.answer({**case, "partners": others})
    return second.get("leader", answer["rival"]) != answer["rival"]


def overlap_matters(case: dict, answer: dict) -> bool:
    bare = [{**partner, "overlap": None} for partner in case["partners"]]
    return leads.answer({**case, "partners": bare}) != answer


def order_matters_not(case: dict, answer: dict) -> bool:
    ids = [criterion["id"] for criterion in case["criteria"]]
    return answer["lead"] == "open" and ids != sorted(ids)


def all_on_one(case: dict, answer: dict) -> bool:
    weighted = [criterion for criterion in case["criteria"] if criterion["weight"]]
    return len(case["criteria"]) > 1 and len(weighted) == 1 and answer["lead"] in ("open", "fixed")


RULES: dict[str, Predicate] = {
    "incomparable": outcome("incomparable"),
    "level": outcome("level"),
    "fixed": outcome("fixed"),
    "raised": opened(lambda answer: Fraction(answer["to"]) > Fraction(answer["from"])),
    "lowered": opened(lambda answer: Fraction(answer["to"]) < Fraction(answer["from"])),
    "raised to all": opened(lambda answer: answer["to"] == "1/1"),
    "lowered to nothing": opened(lambda answer: answer["to"] == "0/1"),
    "raised from nothing": opened(lambda answer: answer["from"] == "0/1"),
    "over what is known for all": opened(lambda answer: answer["partial"]),
    "another rival than the second": another_rival,
    "an overlap": overlap_matters,
    "criteria out of order": order_matters_not,
    "all weight on one": all_on_one,
}

ALL = [f"lead: {name}" for name in RULES]
