"""What the recorder was asked for, and what it found out about the model."""

from __future__ import annotations

import re
import sys
import warnings
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any


class Settings:
    """What the recorder was asked for, as a pass needs it."""

    def __init__(self, layers: str, roles: Mapping[str, str], unit_axis: Mapping[str, int], **options: Any):
        self.layers, self.roles, self.unit_axis = layers, roles, unit_axis
        self.unknown: str = options["unknown"]
        self.calls: str = options["calls"]
        self.positions: int | None = options["positions"]
        self.seed: int = options["seed"]
        self.attention: bool = options["attention"]
        self.batch_axis: int = options["batch_axis"] or 0
        self.depths: dict[str, int] = {}  # layer -> its place, by first call
        self.survey: Survey | None = None
        self.entry: Any = None  # the code whose caller is warned
        self._said: set[Any] = set()

    def is_wanted(self, layer: str) -> bool:
        return re.fullmatch(self.layers, layer) is not None

    def role(self, layer: str) -> str | None:
        return next(iter(matching(self.roles, layer)), None)

    def say(self, sentence: str, names: Iterable[str] = ("",)) -> None:
        """Warns once of each name, of several at a time."""
        new = [name for name in dict.fromkeys(names) if (sentence, name) not in self._said]
        if new:
            self._said.update((sentence, name) for name in new)
            some = ", ".join(new[:5]) + (f" and {len(new) - 5} more" if len(new) > 5 else "")
            warnings.warn(sentence.replace("{}", some), stacklevel=stack_above(self.entry))


class Survey:
    """What a pass over a few samples told: shapes, calls, values, and formulas that were written out."""

    def __init__(self, few: int):
        self.few = few
        self.shapes: dict[str, tuple[int, ...]] = {}  # by name
        self.calls: Counter[str] = Counter()  # by layer
        self.values = 0
        self.written_out: dict[str, str] = {}
        self.sequence_first: set[tuple[str, int]] = set()  # modules, and how many samples they were given


def matching(by_pattern: Mapping[str, Any], name: str) -> list:
    """The values of the patterns that match a whole name."""
    return [value for pattern, value in by_pattern.items() if re.fullmatch(pattern, name)]


def check_one_of(what: str, value: Any, allowed: tuple) -> None:
    if value not in allowed:
        raise ValueError(f"{what} must be one of {', '.join(map(repr, allowed))}, got {value!r}")


def stack_above(entry: Any) -> int:
    """How far up the stack the caller of the entry is, for a warning; the model may run in between."""
    depth, outermost, frame = 1, 1, sys._getframe(1)
    while frame:
        outermost = depth if frame.f_code is entry else outermost
        depth, frame = depth + 1, frame.f_back
    return outermost + 1
