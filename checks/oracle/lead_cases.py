"""Random scorecards, drawn so that scores often tie, weights are often zero and ratings often unknown."""

from __future__ import annotations

from random import Random

# Ids whose order as numbers and as text differ.
PARTNERS = [1, 2, 9, 10, 255]

# The indicator that is rated by counts of clients; of the others any id will do.
OVERLAP = 0x101


def lead_case(rng: Random) -> dict:
    """Two to four partners, rated on one to five criteria."""
    count = rng.choices([1, 2, 3, 4, 5], [1, 4, 4, 3, 2])[0]
    alike = rng.random() < 0.3
    ids = rng.sample(range(1, 10), count)
    criteria = [{"id": id, "weight": draw_weight(rng), "indicators": rng.choice([1, 1, 2, 3])} for id in ids]
    if not any(criterion["weight"] for criterion in criteria):
        rng.choice(criteria)["weight"] = rng.randint(1, 100)
    unknown = rng.choice([0, 0, 0.1, 0.4])
    partners = [
        {
            "id": partner,
            "ratings": [[draw_rating(rng, unknown, alike) for _ in range(each["indicators"])] for each in criteria],
            "overlap": draw_overlap(rng),
        }
        for partner in rng.sample(PARTNERS, rng.choices([1, 2, 3, 4], [1, 12, 6, 4])[0])
    ]
    return {"kind": "lead", "criteria": criteria, "partners": partners}


def draw_weight(rng: Random) -> int:
    return rng.choice([0, 0, 10, 10, 20, 30, 30, rng.randint(0, 100), rng.randint(0, 10_000)])


def draw_rating(rng: Random, unknown: float, alike: bool) -> int | None:
    if rng.random() < unknown:
        return None
    return rng.choice([20, 50, 80]) if alike or rng.random() < 0.5 else rng.randint(0, 100)


def draw_overlap(rng: Random) -> dict | None:
    """Counts that rate the first indicator of the first criterion."""
    if rng.random() < 0.7:
        return None
    yours = rng.choice([0, 7, 100, rng.randint(1, 100_000)])
    return {"yours": yours, "theirs": 100_000, "shared": rng.randint(0, yours)}
