"""How joint revenue divides: the definition, in exact fractions.

* Largest remainder: everyone gets the whole units of their exact part; the units left over go one each to the largest
  remainders, equal ones to the lower id. A negative amount splits as minus the split of its absolute value.
* Instalments pay the split of the running total, less the split of the total before.
* Contribution: hours x hourly rate x weight, or cash x multiplier. Cash put in is repaid first (pro rata where the pool
  falls short of it; a loss repays nothing), then the rest splits by contribution. Nothing that counts: no split.
* Shapley: what a party adds to those before it, over all orders in which the parties can join. An unstated coalition
  earns the best of its partitions into stated ones and single parties, who earn nothing unless stated. The sum over
  the orders is the stake of each; if all together earn nothing, there is no split.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations, permutations
from math import floor
from typing import Iterator

from exact import NoFigure, money


class NothingStaked(NoFigure):
    """The stakes do not add up to more than zero."""

    def __init__(self) -> None:
        super().__init__("nothing staked")


def answer(case: dict) -> dict:
    """Each party's part, and who got an odd unit; or why there is no split."""
    try:
        return {
            "split": split,
            "instalments": instalments,
            "contribution": contribution,
            "shapley": shapley,
        }[case["kind"]](case)
    except NoFigure as refusal:
        return {"error": str(refusal)}


def split(case: dict) -> dict:
    parts, odd = largest_remainder(case["amount"], by_party(case["stakes"]))
    return {"parts": figures(parts), "odd": sorted(odd)}


def instalments(case: dict) -> dict:
    stakes = by_party(case["stakes"])
    total, paid, steps = 0, largest_remainder(0, stakes)[0], []
    for step in case["steps"]:
        total = money(total + step)
        due, _ = largest_remainder(total, stakes)
        steps.append(figures({party: money(due[party] - paid[party]) for party in due}))
        paid = due
    return {"steps": steps}


def by_party(stakes: list[dict]) -> dict[int, int]:
    return {stake["party"]: stake["stake"] for stake in stakes}


def largest_remainder(amount: int, stakes: dict[int, int]) -> tuple[dict[int, int], list[int]]:
    """The parts by party, and the parties that got an odd unit."""
    total = sum(stakes.values())
    if total <= 0:
        raise NothingStaked
    exact = {party: Fraction(abs(amount) * stake, total) for party, stake in stakes.items()}
    parts = {party: floor(part) for party, part in exact.items()}
    ranked = sorted(stakes, key=lambda party: (parts[party] - exact[party], party))
    odd = ranked[: abs(amount) - sum(parts.values())]
    for party in odd:
        parts[party] += 1
    sign = -1 if amount < 0 else 1
    return {party: money(sign * part) for party, part in parts.items()}, odd


def figures(parts: dict[int, int]) -> dict[str, int]:
    """As JSON spells it: names are text."""
    return {str(party): part for party, part in parts.items()}


def contribution(case: dict) -> dict:
    counts: dict[int, Fraction] = {}
    cash: dict[int, int] = {}
    for entry in case["log"]:
        party = entry["party"]
        counts[party] = counts.get(party, Fraction(0)) + value(entry)
        cash[party] = cash.get(party, 0) + entry.get("cash", 0)
    stakes = whole(counts)
    repaid = min(max(case["pool"], 0), sum(cash.values())) if case["cash_first"] else 0
    rest, odd = largest_remainder(case["pool"] - repaid, stakes)
    back, odd_back = largest_remainder(repaid, cash) if repaid else (dict.fromkeys(rest, 0), [])
    parts = {party: money(rest[party] + back[party]) for party in rest}
    return {"parts": figures(parts), "odd": sorted(odd + odd_back)}


def value(entry: dict) -> Fraction:
    """What an entry counts for; weights and multipliers are in millionths."""
    if "cash" in entry:
        return Fraction(entry["cash"] * entry["multiplier"], 1_000_000)
    return Fraction(entry["seconds"], 3_600) * entry["hourly"] * Fraction(entry["weight"], 1_000_000)


def whole(counts: dict[int, Fraction]) -> dict[int, int]:
    """The same proportions in whole numbers."""
    unit = 3_600 * 1_000_000
    return {party: int(count * unit) for party, count in counts.items()}


def shapley(case: dict) -> dict:
    parties = case["parties"]
    stated = {frozenset(coalition["members"]): coalition["worth"] for coalition in case["stated"]}
    known = {members: worth(members, stated) for size in range(len(parties) + 1) for members in groups(parties, size)}
    added = dict.fromkeys(parties, 0)
    for order in permutations(parties):
        for place, party in enumerate(order):
            before = frozenset(order[:place])
            added[party] += known[before | {party}] - known[before]
    answer = {"values": figures(added)}
    try:
        parts, odd = largest_remainder(case["pool"], added)
        return {**answer, "parts": figures(parts), "odd": sorted(odd)}
    except NoFigure as refusal:
        return {**answer, "error": str(refusal)}


def groups(parties: list[int], size: int) -> Iterator[frozenset]:
    return map(frozenset, combinations(parties, size))


def worth(members: frozenset, stated: dict[frozenset, int]) -> int:
    """What is stated, or else the best known partition."""
    if members in stated:
        return stated[members]
    return max(
        sum(stated.get(block, 0) for block in partition)
        for partition in partitions(sorted(members))
        if all(block in stated or len(block) == 1 for block in partition)
    )


def partitions(members: list[int]) -> Iterator[list[frozenset]]:
    """Every way to divide the members into groups."""
    if not members:
        yield []
        return
    first, others = members[0], members[1:]
    for size in range(len(others) + 1):
        for companions in combinations(others, size):
            left = [member for member in others if member not in companions]
            for rest in partitions(left):
                yield [frozenset((first, *companions)), *rest]
