"""Which rules decided how a split case divides: as a rule, the answer is another one without the rule.

A predicate gets a case and its answer.
"""

from __future__ import annotations

from typing import Callable

import splits

Predicate = Callable[[dict, dict], bool]


def decided(case: dict, answer: dict) -> list[str]:
    """The names of the rules that decided something."""
    rules = {**EVERY, **RULES[case["kind"]]}
    return [f"{case['kind']}: {name}" for name, rule in rules.items() if rule(case, answer)]


def matters(case: dict, answer: dict, **fields: object) -> bool:
    """Whether the case with other fields has another answer."""
    return splits.answer({**case, **fields}) != answer


def refused(reason: str) -> Predicate:
    return lambda case, answer: answer.get("error") == reason


def odd_unit(case: dict, answer: dict) -> bool:
    return bool(answer.get("odd"))


# Stakes


def renamed(case: dict, names: dict[int, int]) -> dict:
    """The answer of the case to parties of other names, in the names that they have."""
    back = {str(name): str(party) for party, name in names.items()}
    stakes = [{**stake, "party": names[stake["party"]]} for stake in case["stakes"]]
    answer = splits.answer({**case, "stakes": stakes})
    if "error" in answer:
        return answer
    original = {name: party for party, name in names.items()}
    return {
        "parts": {back[name]: part for name, part in answer["parts"].items()},
        "odd": sorted(original[name] for name in answer["odd"]),
    }


def tie_by_id(case: dict, answer: dict) -> bool:
    return renamed(case, {stake["party"]: -stake["party"] for stake in case["stakes"]}) != answer


def tie_not_by_place(case: dict, answer: dict) -> bool:
    return renamed(case, {stake["party"]: place for place, stake in enumerate(case["stakes"])}) != answer


def remainder_before_id(case: dict, answer: dict) -> bool:
    odd = answer.get("odd", [])
    return odd != sorted(stake["party"] for stake in case["stakes"])[: len(odd)]


def loss_with_odd_unit(case: dict, answer: dict) -> bool:
    return case["amount"] < 0 and odd_unit(case, answer)


def stake(test: Callable[[int], bool]) -> Predicate:
    return lambda case, answer: "parts" in answer and any(test(stake["stake"]) for stake in case["stakes"])


# Instalments


def running(case: dict, answer: dict) -> bool:
    if "error" in answer:
        return False
    alone = [splits.answer({"kind": "split", "amount": step, "stakes": case["stakes"]}) for step in case["steps"]]
    return [step["parts"] for step in alone] != answer["steps"]


def falls_while_total_rises(case: dict, answer: dict) -> bool:
    pairs = zip(case["steps"], answer.get("steps", []))
    whole = all(stake["stake"] >= 0 for stake in case["stakes"])
    return whole and any(step > 0 and min(parts.values()) < 0 for step, parts in pairs)


def turns_negative(case: dict, answer: dict) -> bool:
    totals = [sum(case["steps"][: count + 1]) for count in range(len(case["steps"]))]
    return "steps" in answer and min(totals) < 0 < max(totals)


# Contribution


def cash_in(case: dict) -> int:
    return sum(entry.get("cash", 0) for entry in case["log"])


def cash_first(test: Callable[[int, int], bool]) -> Predicate:
    """Cash comes first and matters, with this pool and so much cash."""

    def rule(case: dict, answer: dict) -> bool:
        if not case["cash_first"] or not test(case["pool"], cash_in(case)):
            return False
        return matters(case, answer, cash_first=False)

    return rule


def cash_not_first(case: dict, answer: dict) -> bool:
    return not case["cash_first"] and matters(case, answer, cash_first=True)


def loss_repays_nothing(case: dict, answer: dict) -> bool:
    return case["cash_first"] and case["pool"] < 0 < cash_in(case) and "parts" in answer


def factor(name: str) -> Predicate:
    def rule(case: dict, answer: dict) -> bool:
        plain = [{**entry, name: 1_000_000} if name in entry else entry for entry in case["log"]]
        return matters(case, answer, log=plain)

    return rule


def repaid_with_odd_unit(case: dict, answer: dict) -> bool:
    return case["cash_first"] and 0 < case["pool"] < cash_in(case) and odd_unit(case, answer)


def cash_but_no_split(case: dict, answer: dict) -> bool:
    return case["cash_first"] and cash_in(case) > 0 and answer.get("error") == "nothing staked"


# Shapley


def best_partition(case: dict, answer: dict) -> bool:
    stated = {frozenset(coalition["members"]) for coalition in case["stated"]}
    sizes = range(1, len(case["parties"]) + 1)
    every = {members for size in sizes for members in splits.groups(case["parties"], size)}
    nothing = [{"members": sorted(members), "worth": 0} for members in every - stated]
    return matters(case, answer, stated=case["stated"] + nothing)


def partition_of_groups(case: dict, answer: dict) -> bool:
    alone = [coalition for coalition in case["stated"] if len(coalition["members"]) in (1, len(case["parties"]))]
    return best_partition(case, answer) and matters(case, answer, stated=alone)


def stated_below_apart(case: dict, answer: dict) -> bool:
    """What is stated stands, even where a partition is better."""
    stated = {frozenset(coalition["members"]): coalition["worth"] for coalition in case["stated"]}
    return any(splits.worth(members, without(stated, members)) > worth for members, worth in stated.items())


def without(stated: dict, members: frozenset) -> dict:
    return {other: worth for other, worth in stated.items() if other != members or len(members) == 1}


def negative_value(case: dict, answer: dict) -> bool:
    return "parts" in answer and min(answer["values"].values()) < 0


def five_parties(case: dict, answer: dict) -> bool:
    return len(case["parties"]) == 5 and "parts" in answer


EVERY: dict[str, Predicate] = {
    "nothing staked, no split": refused("nothing staked"),
}

RULES: dict[str, dict[str, Predicate]] = {
    "split": {
        "an odd unit": odd_unit,
        "a tie settled by id": tie_by_id,
        "a tie not settled by place": tie_not_by_place,
        "a remainder before a lower id": remainder_before_id,
        "a loss with an odd unit": loss_with_odd_unit,
        "a stake of nothing": stake(lambda amount: amount == 0),
        "a stake below nothing": stake(lambda amount: amount < 0),
        "past the bound of money": refused("out of range"),
    },
    "instalments": {
        "not each step alone": running,
        "a part falls while the total rises": falls_while_total_rises,
        "refunds past what was paid": turns_negative,
    },
    "contribution": {
        "cash first, and a rest": cash_first(lambda pool, cash: pool > cash > 0),
        "cash first, and no rest": cash_first(lambda pool, cash: pool == cash > 0),
        "cash first, and too little": cash_first(lambda pool, cash: 0 < pool < cash),
        "cash not first": cash_not_first,
        "a loss repays nothing": loss_repays_nothing,
        "too little, with an odd unit": repaid_with_odd_unit,
        "cash that counts for nothing": cash_but_no_split,
        "a weight": factor("weight"),
        "a multiplier": factor("multiplier"),
        "an odd unit": odd_unit,
    },
    "shapley": {
        "an unstated group earns its best partition": best_partition,
        "a partition into groups": partition_of_groups,
        "what is stated stands below a partition": stated_below_apart,
        "a value below nothing": negative_value,
        "five parties": five_parties,
        "an odd unit": odd_unit,
        "past the bound of money": refused("out of range"),
    },
}

ALL = [f"{kind}: {name}" for kind, rules in RULES.items() for name in (*EVERY, *rules)]
