"""Rounding and dates, by their definitions."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from fractions import Fraction
from math import floor

# Amounts are whole numbers of minor units up to this bound; past it there is no result.
BOUND = 2**53 - 1

HALF = Fraction(1, 2)


class NoFigure(Exception):
    """A case that has no figures, and why."""


class OutOfRange(NoFigure):
    """An amount past the bound of money."""

    def __init__(self) -> None:
        super().__init__("out of range")


def nearest(value: Fraction) -> int:
    """The nearest whole number, halves away from zero."""
    return floor(value + HALF) if value >= 0 else -floor(-value + HALF)


def money(amount: int) -> int:
    """The amount itself, if money can hold it."""
    if abs(amount) > BOUND:
        raise OutOfRange
    return amount


def add_months(day: date, count: int) -> date:
    """The same day of the month `count` months later, or the month's last day where it has no such day."""
    years, month = divmod(day.month - 1 + count, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def whole_months(start: date, end: date) -> int:
    """How many months counted from `start` are over by `end`."""
    count = max(0, (end.year - start.year) * 12 + end.month - start.month - 1)
    while add_months(start, count + 1) <= end:
        count += 1
    return count


def agreement_year(start: date, day: date) -> int:
    """The agreement year of `day`, from 0; what comes before the start belongs to the first year."""
    year = max(0, day.year - start.year - 1)
    while add_months(start, 12 * (year + 1)) <= day:
        year += 1
    return year
