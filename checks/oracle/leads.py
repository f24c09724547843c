"""Who leads on a scorecard and the smallest change of a weight that puts another first: the definition, by trying.

* An overlap is rated piecewise linearly through (0, 0), (40%, 100), (60%, 100) and (100%, 0) of your clients; without
  clients the first indicator keeps its rating.
* A criterion is the mean of its known indicators; it counts here only if it is known for every partner.
* A changed weight takes its share of the whole, and the others share the rest in the proportions that they had. Every
  score is then a straight line in that share, so two scores at 0 and at 1 say where the lines cross.
* The nearest crossing of any rival, on any criterion, is where somebody else is first too. It is checked by scoring
  everybody there, and on the way there, where the leader is still alone. Of equally near ones the criterion with the
  lowest id counts, then the lowest partner.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Optional

# Where between the stated weights and the crossing the leader is looked at.
ON_THE_WAY = [Fraction(0), Fraction(1, 3), Fraction(9, 10), Fraction(999_999, 1_000_000)]


def answer(case: dict) -> dict:
    marks = {partner["id"]: means(partner) for partner in case["partners"]}
    known = [at for at in range(len(case["criteria"])) if all(mark[at] is not None for mark in marks.values())]
    ids = [case["criteria"][at]["id"] for at in known]
    weights = [case["criteria"][at]["weight"] for at in known]
    rows = {partner: [mark[at] for at in known] for partner, mark in sorted(marks.items())}
    if len(rows) < 2 or sum(weights) == 0:
        return {"lead": "incomparable"}
    shares = [Fraction(weight, sum(weights)) for weight in weights]
    first = leaders(rows, shares)
    if len(first) > 1:
        return {"lead": "level", "partners": first}
    nearest = min(crossings(rows, shares, ids, first[0]), default=None)
    if nearest is None:
        return {"lead": "fixed", "leader": first[0]}
    _, criterion, rival, share = nearest
    at = ids.index(criterion)
    check(rows, shares, at, share, first[0], rival)
    return {
        "lead": "open",
        "leader": first[0],
        "rival": rival,
        "criterion": criterion,
        "from": text(shares[at]),
        "to": text(share),
        "partial": len(known) < len(case["criteria"]),
    }


def means(partner: dict) -> list[Optional[Fraction]]:
    """What is known about a partner on each criterion."""
    ratings = [list(row) for row in partner["ratings"]]
    counts = partner["overlap"]
    if counts and counts["yours"]:
        ratings[0][0] = overlap(Fraction(counts["shared"], counts["yours"]))
    known = [[Fraction(rating) for rating in row if rating is not None] for row in ratings]
    return [sum(row) / len(row) if row else None for row in known]


def overlap(share: Fraction) -> Fraction:
    """Straight lines through the four points."""
    points = [(Fraction(0), 0), (Fraction(2, 5), 100), (Fraction(3, 5), 100), (Fraction(1), 0)]
    for (left, low), (right, high) in zip(points, points[1:]):
        if left <= share <= right:
            return low + (share - left) / (right - left) * (high - low)
    raise ValueError(share)


def score(row: list[Fraction], shares: list[Fraction]) -> Fraction:
    return sum((share * mark for share, mark in zip(shares, row)), Fraction(0))


def leaders(rows: dict[int, list[Fraction]], shares: list[Fraction]) -> list[int]:
    scores = {partner: score(row, shares) for partner, row in rows.items()}
    best = max(scores.values())
    return [partner for partner in scores if scores[partner] == best]


def moved(shares: list[Fraction], at: int, share: Fraction) -> list[Fraction]:
    """The shares with one of them moved, and the others rescaled to fill the rest."""
    rest = 1 - shares[at]
    return [share if other == at else old * (1 - share) / rest for other, old in enumerate(shares)]


def crossings(rows: dict, shares: list[Fraction], ids: list[int], leader: int) -> list[tuple]:
    """Every share of a criterion at which a rival is level: how far away, which criterion, who, and the share."""
    found = []
    for at, criterion in enumerate(ids):
        if shares[at] == 1:
            continue
        ends = [moved(shares, at, Fraction(end)) for end in (0, 1)]
        for rival in rows:
            if rival == leader:
                continue
            at_none, at_all = (score(rows[rival], end) - score(rows[leader], end) for end in ends)
            if at_none == at_all:
                continue
            share = at_none / (at_none - at_all)
            if 0 <= share <= 1:
                found.append((abs(share - shares[at]), criterion, rival, share))
    return found


def check(rows: dict, shares: list[Fraction], at: int, share: Fraction, leader: int, rival: int) -> None:
    """Raises if the change does not do what it should, or less of it already does."""
    there = leaders(rows, moved(shares, at, share))
    if leader not in there or rival not in there:
        raise AssertionError(f"{rival} is not level with {leader} at {share}: {there}")
    for part in ON_THE_WAY:
        before = leaders(rows, moved(shares, at, shares[at] + part * (share - shares[at])))
        if before != [leader]:
            raise AssertionError(f"{before} lead already before {share}")



def text(share: Fraction) -> str:
    """In lowest terms."""
    return f"{share.numerator}/{share.denominator}"
