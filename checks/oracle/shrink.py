"""The smallest case that still shows a difference."""

from __future__ import annotations

import json
from typing import Callable, Iterator

# Fields that a case can have without a value.
OPTIONAL = {"window", "client_cap", "year_cap", "floor", "cap", "minimum", "over", "qualified", "issued"}

# Enough to drop what does not matter; the last figures may then be lowered by hand.
ROUNDS = 100


def smallest(case: dict, differs: Callable[[list[dict]], list[bool]]) -> dict:
    """The case with rows dropped, rules removed and figures lowered for as long as the two sides differ."""
    for _ in range(ROUNDS):
        candidates = sorted(simpler(case), key=size)
        found = next((other for other, bad in zip(candidates, differs(candidates)) if bad), None)
        if found is None:
            break
        case = found
    return case


def size(case: object) -> tuple[int, int]:
    """Shorter first; of equal length the one with the smaller figures."""
    return len(json.dumps(case, default=str)), figures(case)


def figures(node: object) -> int:
    if isinstance(node, dict):
        return sum(map(figures, node.values()))
    if isinstance(node, list):
        return sum(map(figures, node))
    return abs(node) if isinstance(node, int) else 0


def simpler(node: object) -> Iterator:
    """Every case that is smaller by one step; some of them are no cases at all, and the program refuses those."""
    if isinstance(node, dict):
        for key, value in node.items():
            if key in OPTIONAL and value is not None:
                yield {**node, key: None}
            if isinstance(value, dict) and "model" in node and "model" in value:
                yield value
            for other in simpler(value):
                yield {**node, key: other}
    elif isinstance(node, list):
        for place, item in enumerate(node):
            yield node[:place] + node[place + 1 :]
            for other in simpler(item):
                yield [*node[:place], other, *node[place + 1 :]]
    elif isinstance(node, int) and not isinstance(node, bool) and node != 0:
        yield from (0, int(node / 2)) if abs(node) > 10 else (0, node - (1 if node > 0 else -1))
