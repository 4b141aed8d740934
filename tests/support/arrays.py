"""Dossiers whose numbers are arrays, and one element taken out of them again: the axis rule as something to test
with."""

import dataclasses
from collections.abc import Callable
from typing import Any

import numpy as np

from negotiation.core.distributions import ThreePoint
from negotiation.core.fields import Unit

Change = Callable[[float, Unit], Any]


def change_numbers(record: Any, change: Change) -> Any:
    """The record with `change` applied to every number that has a unit, in the records inside it too; three points
    must rise, so they stay."""
    if isinstance(record, ThreePoint):
        return record
    changed = {}
    for field in dataclasses.fields(record):
        value = getattr(record, field.name)
        if "unit" in field.metadata and value is not None:
            changed[field.name] = change(value, field.metadata["unit"])
        elif isinstance(value, tuple):
            changed[field.name] = tuple(
                change_numbers(item, change) if dataclasses.is_dataclass(item) else item for item in value
            )
        elif dataclasses.is_dataclass(value) and not isinstance(value, type):
            changed[field.name] = change_numbers(value, change)
    return dataclasses.replace(record, **changed)


def spread(record: Any, shapes: list[tuple[int, ...]], seed: int) -> Any:
    """Every number as an array around itself, in range, its shape drawn from `shapes`; one in ten is nothing at all."""
    random = np.random.default_rng(seed)

    def change(value: float, unit: Unit) -> Any:
        shape = shapes[random.integers(len(shapes))]
        nothing = random.random(shape) < 0.1
        array = np.clip(np.where(nothing, 0.0, value * random.uniform(0.7, 1.2, shape)), unit.low, unit.high)
        return np.round(array) if unit.whole else array

    return change_numbers(record, change)


def element(record: Any, place: tuple[int, ...], shape: tuple[int, ...]) -> Any:
    """The record at one place of the broadcast shape: plain numbers again."""
    return change_numbers(record, lambda value, unit: float(np.broadcast_to(value, shape)[place]))
