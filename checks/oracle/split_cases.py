"""Random splits, drawn so that remainders often tie and units are often left over."""

from __future__ import annotations

from itertools import combinations
from random import Random

from exact import BOUND

# Ids whose order as numbers, as text and by their lowest byte all differ.
PARTIES = [1, 2, 9, 10, 255, 256, 1 << 40, 3 << 24]


def split_case(rng: Random) -> dict:
    """One split of any kind."""
    return rng.choices([stakes_case, instalment_case, contribution_case, shapley_case], [30, 20, 25, 25])[0](rng)


def stakes_case(rng: Random) -> dict:
    """An amount of either sign among stakes, some of them zero, some negative as Shapley values can be."""
    if rng.random() < 0.02:
        near_bound = [{"party": 1, "stake": rng.randint(1, 9)}, {"party": 2, "stake": rng.randint(-9, 9)}]
        return {"kind": "split", "amount": rng.choice([BOUND, -BOUND]), "stakes": near_bound}
    return {"kind": "split", "amount": draw_amount(rng), "stakes": draw_stakes(rng)}


def instalment_case(rng: Random) -> dict:
    """Payments and refunds."""
    most = rng.choice([1, 2, 5, 10, 100_00])
    steps = [rng.choice([-1, 1, 1, 1]) * rng.randint(0, most) for _ in range(rng.randint(1, 6))]
    # Of 3 units by these stakes the last party gets one, of 4 none: a part can fall while the total rises.
    falling = [{"party": party, "stake": stake} for party, stake in zip(rng.sample(PARTIES, 3), (3, 3, 1))]
    return {"kind": "instalments", "steps": steps, "stakes": falling if rng.random() < 0.2 else draw_stakes(rng)}


def contribution_case(rng: Random) -> dict:
    """A log of hours and cash, and a pool above, at or below the cash."""
    parties = rng.sample(PARTIES, rng.randint(1, 5))
    log = [draw_entry(rng, rng.choice(parties)) for _ in range(rng.randint(0, 7))]
    cash = sum(entry.get("cash", 0) for entry in log)
    pool = rng.choice([0, cash, cash - 1, cash + 1, cash // 2, cash // 3, -cash - 1, cash + draw_amount(rng)])
    return {"kind": "contribution", "pool": max(-BOUND, min(pool, BOUND)), "log": log, "cash_first": rng.random() < 0.7}


def shapley_case(rng: Random) -> dict:
    """One to five parties; of each coalition's worth perhaps nothing stated."""
    parties = rng.sample(PARTIES, rng.choices([1, 2, 3, 4, 5], [1, 3, 4, 2, 1])[0])
    unit, gap = rng.choice([1, 100, 12_345]), rng.choice([0, 0, 0.3, 0.7])
    everyone = [members for size in range(1, len(parties) + 1) for members in combinations(parties, size)]
    stated = [
        {"members": rng.sample(members, len(members)), "worth": unit * len(members) * rng.randint(-1, 6)}
        for members in everyone
        if rng.random() >= gap
    ]
    rng.shuffle(stated)
    pool = draw_amount(rng) if rng.random() < 0.95 else BOUND
    return {"kind": "shapley", "pool": pool, "parties": parties, "stated": stated}


def draw_amount(rng: Random) -> int:
    size = rng.choice([1, 5, 20, 1_00, 10_000_00, BOUND])
    return rng.choice([1, 1, 1, -1]) * rng.randint(0, size)


def draw_stakes(rng: Random) -> list[dict]:
    kind = rng.choice(["equal", "few", "few", "any", "signed"])
    draw = {
        "equal": lambda: 1,
        "few": lambda: rng.choice([0, 1, 1, 2, 3]),
        "any": lambda: rng.randint(0, 1_000_000),
        "signed": lambda: rng.randint(-2, 9),
    }[kind]
    return [{"party": party, "stake": draw()} for party in rng.sample(PARTIES, rng.randint(1, len(PARTIES)))]


def draw_entry(rng: Random, party: int) -> dict:
    weight = rng.choice([0, 500_000, 1_000_000, 1_000_000, 2_000_000, 4_000_000, rng.randint(0, 5_000_000)])
    if rng.random() < 0.5:
        return {"party": party, "cash": rng.choice([0, 1, 7, 100, rng.randint(0, 10_000)]), "multiplier": weight}
    seconds = rng.choice([0, 1, 900, 3_600, 72_000, rng.randint(0, 400_000)])
    return {"party": party, "seconds": seconds, "hourly": rng.choice([0, 1, 100, 15_000]), "weight": weight}
