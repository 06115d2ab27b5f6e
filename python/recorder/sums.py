"""What the values of one layer at one step add up to: the columns of the table of statistics (docs/statistics.md)."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from typing import Any

import torch

from .behaviour import WHERE_IT_FIRES, Side, behaviour_of, flags
from .catalogue import SOFTMAX_KINDS, kind_of
from .moments import Histogram, Moments
from .samples import SampleNumbers

CHUNK = 1 << 19  # values that are added up at once: they stay in the processor's cache, and sums of 1s are exact
NO_MISMATCH, NEAR = 0.9 * 1e-2, 1e-5  # what single precision can tell of a comparison
RANGE_TOLERANCE, MISMATCH_TOLERANCE, ROW_SUM_TOLERANCE, COLLAPSED = 4e-3, 1e-2, 5e-3, 0.1


class LayerSums:
    """Adds up the rows of a layer, as the job does. Within a batch a sample may have several rows; `end_batch` ends it.

    shape      a row's shape
    unit_axis  the axis of the units within it; None for softmax kinds
    """

    def __init__(self, activation: str | None, shape: tuple[int, ...], unit_axis: int | None):
        self.behaviour = behaviour_of(activation)
        self.kind = kind_of(activation)
        self.shape, self.unit_axis = shape, unit_axis or 0
        self.units = shape[self.unit_axis]
        self._unit_dim = 1 + self.unit_axis
        self._positions = [dim for dim in range(1, len(shape) + 1) if dim != self._unit_dim]
        self._others = [0, *self._positions]
        along = [dim for dim in self._positions if self.kind not in SOFTMAX_KINDS]
        self._long_dim = max(along, key=lambda dim: shape[dim - 1], default=0)  # along which long rows are cut
        self.counts: dict[str, Any] = {}  # column -> number or tensor
        self.moments: dict[str, Moments] = {}
        self.histogram = Histogram()
        self.extremes: dict[str, torch.Tensor] = {}
        self.samples, self.empty_samples = SampleNumbers(), SampleNumbers()
        self._batch: dict[
            str, torch.Tensor
        ] = {}  # (samples, units): which fired, which have values; (samples): gradients

    # -- rows

    def add(self, at: torch.Tensor, samples: int, post: torch.Tensor, pre: torch.Tensor | None, mask) -> None:
        """Adds rows, (rows, *shape); `at` is the place of each row's sample among the samples of the batch."""
        pre = None if self.behaviour is None else pre
        self._count("rows", len(post))
        self._count("rows_with_input", 0 if pre is None else len(post))
        for rows, part in self._parts(len(post)):
            usable = None if mask is None else ~_on_a_device_with_doubles(mask[part])
            self._add(at[rows], samples, _floats(post[part]), None if pre is None else _floats(pre[part]), usable)

    def _parts(self, rows: int) -> Iterator[tuple[slice, tuple[slice, ...]]]:
        """Which rows, and which part of the tensor: some rows whole, or a stretch of the positions of one."""
        width, dim = max(1, math.prod(self.shape)), self._long_dim
        size, length = max(1, CHUNK // width), self.shape[dim - 1] if dim else 1
        stretch = max(1, length * CHUNK // width)
        for start in range(0, rows, size):
            which = slice(start, start + size)
            if not dim or stretch >= length:
                yield which, (which,)
                continue
            for place in range(0, length, stretch):
                yield which, (which, *[slice(None)] * (dim - 1), slice(place, place + stretch))

    def _add(self, at: torch.Tensor, samples: int, post: torch.Tensor, pre, usable: torch.Tensor | None) -> None:
        finite = _finite(post, usable)
        self._add_outputs(post, finite, usable)
        side, told, known = Side(None), post, finite
        if self.behaviour is not None:
            side = self.behaviour.by_output
            if pre is not None:
                side, told = self.behaviour.by_input, pre
                known = _finite(told, usable)
                self._add_inputs(told, known, post, finite, usable)
        self._add_units(at, samples, side, told, known, finite, usable)
        if self.kind in SOFTMAX_KINDS:
            self._add_softmax(post, finite, usable)
        elif self.kind in ("", "identity") and self.units > 1:
            self._add_votes(post, usable)

    def _count(self, column: str, number: Any) -> None:
        self.counts[column] = self.counts.get(column, 0) + number

    def _merge(self, name: str, moments: Moments) -> None:
        self.moments[name] = moments.plus(self.moments.get(name))

    def _extreme(self, name: str, values: torch.Tensor) -> None:
        known = self.extremes.get(name)
        pick = torch.minimum if name.endswith("min") else torch.maximum
        self.extremes[name] = values if known is None else pick(known, values)

    def _add_outputs(self, post: torch.Tensor, finite, usable) -> None:
        there = post.numel() if usable is None else usable.sum()
        self._count("masked", post.numel() - there)
        self._count("values", there)
        for column, which in (
            ("nan", torch.isnan),
            ("positive_infinity", torch.isposinf),
            ("negative_infinity", torch.isneginf),
        ):
            self._count(column, 0 if finite is None else _among(which(post), usable).sum())
        self._count("non_finite_outputs", 0 if finite is None else there - finite.sum())
        self.histogram.add(post.flatten() if finite is None else post[finite])
        self._merge("unit", Moments.of(_zeroed(post, finite), finite, self._others))
        smallest = self._of_units(torch.amin, post if finite is None else post.masked_fill(~finite, math.inf)).double()
        largest = self._of_units(torch.amax, post if finite is None else post.masked_fill(~finite, -math.inf)).double()
        self._extreme("unit_min", smallest)
        self._extreme("unit_max", largest)
        self._add_impossible(post, finite, smallest, largest)

    def _of_units(self, reduce: Callable, values: torch.Tensor) -> torch.Tensor:
        """Along the positions, then along the rows, which is faster than both at once."""
        return reduce(reduce(values, self._positions) if self._positions else values, 0)

    def _add_impossible(self, outputs: torch.Tensor, finite, smallest: torch.Tensor, largest: torch.Tensor) -> None:
        low, high = self._range()
        outside = 0
        low, high = low - RANGE_TOLERANCE * max(1.0, abs(low)), high + RANGE_TOLERANCE * max(1.0, abs(high))
        if bool((smallest < low).any() | (largest > high).any()):
            outputs = outputs.double()
            outside = _among((outputs < low) | (outputs > high), finite).sum()
        self._count("impossible_outputs", outside)

    def _range(self) -> tuple[float, float]:
        if self.behaviour is not None:
            return self.behaviour.low, self.behaviour.high
        if self.kind in SOFTMAX_KINDS:
            return (-math.inf, 0) if self.kind == "log_softmax" else (0, 1)
        return -math.inf, math.inf

    def _add_inputs(self, inputs: torch.Tensor, known, outputs: torch.Tensor, finite, usable) -> None:
        there = inputs.numel() if usable is None else usable.sum()
        self._count("input_non_finite", 0 if known is None else there - known.sum())
        values = _zeroed(inputs, known)
        self._merge("input", Moments.of(values, known, [0, *range(1, inputs.dim())]))
        self._extreme("input_min", (inputs if known is None else inputs.masked_fill(~known, math.inf)).amin().double())
        if self.behaviour.value is not None:
            self._add_comparison(inputs, outputs, known is None and finite is None, usable)

    def _add_comparison(self, inputs: torch.Tensor, outputs: torch.Tensor, finite: bool, usable) -> None:
        if finite:
            off = (self.behaviour.value(inputs) - outputs).abs_()
            if bool(off.amax() <= NO_MISMATCH):  # nothing is near the limit, so single precision tells
                self._count("compared_outputs", off.numel())
                self._count("mismatched_outputs", 0)
                return
        outputs = outputs.double()
        expected = self.behaviour.value(inputs.double())
        both = _among(torch.isfinite(expected) & torch.isfinite(outputs), usable)
        off = (expected - outputs).abs() > MISMATCH_TOLERANCE * (1 + outputs.abs())
        self._count("compared_outputs", both.sum())
        self._count("mismatched_outputs", (off & both).sum())

    # -- units

    def _add_units(self, at, samples: int, side: Side, told: torch.Tensor, known, finite, usable) -> None:
        everywhere = torch.full((self.units,), told.numel() // self.units, device=told.device)
        self._count("unit_values", everywhere if usable is None else usable.sum(self._others))
        self._count("unit_tail_values", everywhere if known is None else known.sum(self._others))
        if known is not None or finite is not None:
            bad = _among(~(torch.isfinite(told) & _or_true(finite, told)), usable)
            self._count("unit_non_finite", bad.sum(self._others))
        else:
            self._count("unit_non_finite", torch.zeros_like(everywhere))
        fired = torch.zeros_like(everywhere)
        if side.fires is not None:
            firing = _flags_among(side.firing(told), known)
            if firing is None:
                fired = everywhere
                self._mark("fired", at, samples, torch.ones(len(told), self.units, dtype=torch.bool, device=told.device))
            else:
                of_rows = firing.sum(self._positions) if self._positions else firing
                fired = of_rows.sum(0).long()
                self._mark("fired", at, samples, of_rows > 0)
        self._count("unit_firing_values", fired)
        for column, tail, beyond in (("unit_low", side.low, torch.le), ("unit_high", side.high, torch.ge)):
            if tail is not None:
                self._count(column, self._of_units(torch.sum, _flags_among(flags(beyond, told, tail), known)).long())
        seen = None if usable is None else usable.any(dim=self._positions) if self._positions else usable
        self._mark("seen", at, samples, seen)
        if side.derivative is WHERE_IT_FIRES:
            self._merge("derivative", _of_flags(fired.sum(), self._known(told, known)))
        elif side.derivative is not None:
            values = side.slopes(_zeroed(told, known))
            self._merge("derivative", Moments.of(values, known, [0, *range(1, told.dim())]))

    @staticmethod
    def _known(told: torch.Tensor, known: torch.Tensor | None) -> Any:
        return told.numel() if known is None else known.sum()

    def _mark(self, name: str, at: torch.Tensor, samples: int, rows: torch.Tensor | None) -> None:
        """Marks samples of the batch, unit by unit; None marks every unit of the rows' samples."""
        device = "cpu" if rows is None else rows.device
        if rows is None:
            marked = self._batch.setdefault("whole", torch.zeros(samples, dtype=torch.bool))
            marked[at] = True
            return
        if name not in self._batch:
            self._batch[name] = torch.zeros(samples, *rows.shape[1:], dtype=torch.bool, device=device)
        if len(at) and bool((at.diff() == 1).all()):  # a row for each sample, as is usual
            self._batch[name][int(at[0]) : int(at[0]) + len(at)] |= rows
        else:
            hits = torch.zeros(samples, *rows.shape[1:], dtype=torch.int32, device=device)
            self._batch[name] |= hits.index_add_(0, at.to(device), rows.int()) > 0

    def end_batch(self, first_sample: int, rows_of: torch.Tensor) -> None:
        """Ends the samples of a batch: each is one observation of every unit. `rows_of`: every row's sample."""
        marks, self._batch = self._batch, {}
        whole = marks.get("whole")
        seen = marks.get("seen")
        per_unit = torch.zeros(self.units, dtype=torch.int64)
        if seen is not None:
            seen = seen.cpu()
            if whole is not None:
                seen |= whole[:, None]
            per_unit, some = _samples_of_units(seen), seen.any(1)
        else:
            some = whole
            per_unit = per_unit + whole.sum()
        self._count("unit_samples", per_unit)
        self._count("samples", int(some.sum()))
        none = torch.zeros(self.units, dtype=torch.int64)
        self._count("unit_fired", _samples_of_units(marks["fired"]) if "fired" in marks else none)
        if "gradients" in marks:
            self._count("gradient_samples", marks["gradients"].sum())
        numbers = (some.nonzero().flatten() + first_sample).tolist()
        self.samples.add(numbers)
        self.empty_samples.add(sorted(set(rows_of.tolist()) - set(numbers)))
        self._count("log_rows", len(rows_of))

    # -- gradients

    def add_gradients(self, at: torch.Tensor, samples: int, gradients: torch.Tensor, mask) -> None:
        for rows, part in self._parts(len(gradients)):
            values = _on_a_device_with_doubles(gradients[part]).double()
            usable = None if mask is None else ~_on_a_device_with_doubles(mask[part])
            finite = _finite(values, usable)
            there = torch.ones_like(values, dtype=torch.bool) if usable is None else usable
            self._count("unit_gradients", there.sum(self._others))
            self._count("unit_gradients_not_zero", _among(values != 0, usable).sum(self._others))
            self._count("gradient_non_finite", 0 if finite is None else there.sum() - finite.sum())
            self._merge("gradient", Moments.of(_zeroed(values, finite).abs(), finite, [0, *range(1, values.dim())]))
            self._mark("gradients", at[rows], samples, there.flatten(1).any(1))

    # -- softmax kinds and votes

    def _add_softmax(self, outputs: torch.Tensor, finite, usable: torch.Tensor | None) -> None:
        p = outputs.double().exp() if self.kind == "log_softmax" else outputs
        size, there = p.shape[-1], usable
        left = torch.full(p.shape[:-1], size, device=p.device) if usable is None else usable.sum(-1)
        if finite is not None or not math.isfinite(p.sum()):
            left = left * (torch.isfinite(p) if usable is None else torch.isfinite(p) | ~usable).all(-1)
        largest = (p if usable is None else p.masked_fill(~usable, -math.inf)).amax(-1)
        p = p if usable is None else p.masked_fill(~usable, 0.0)
        some, judged = left > 0, left > 1
        self._count("softmax_rows", some.sum())
        off = (p.sum(-1, dtype=torch.float64) - 1).abs() > ROW_SUM_TOLERANCE
        self._count("softmax_row_sum_errors", (some & off).sum())
        self._count("softmax_max_probability_sum", largest.double().masked_fill(~some, 0.0).sum())
        self._count("softmax_judged_max_probability_sum", largest.double().masked_fill(~judged, 0.0).sum())
        entropy = _entropy(p, left)
        near = judged & ((entropy - COLLAPSED).abs() < NEAR)
        if bool(near.any()):  # single precision does not tell
            entropy[near] = _entropy(p[near].double(), left[near])
        entropy = entropy.masked_fill(~judged, 0.0)
        self._count("softmax_collapsed", (judged & (entropy < COLLAPSED)).sum())
        heads = self.shape[0] if len(self.shape) > 2 else 1
        split = (len(p), heads, -1)
        self._count("head_rows", judged.reshape(split).sum((0, 2)))
        self._count("head_entropy_sums", entropy.reshape(split).sum((0, 2)))
        best = flags(torch.eq, p, largest.unsqueeze(-1))
        self._count("class_rows", judged.sum())
        self._count("class_wins", self._wins(_flags_among(best, there), judged, -1))

    def _add_votes(self, outputs: torch.Tensor, usable: torch.Tensor | None) -> None:
        best = flags(torch.eq, outputs, outputs.amax(self._unit_dim, keepdim=True))
        votes = torch.ones_like(outputs, dtype=torch.bool) if usable is None else usable
        votes = votes.all(self._unit_dim)
        self._count("class_rows", votes.sum())
        self._count("class_wins", self._wins(best, votes, self._unit_dim))

    @staticmethod
    def _wins(best: torch.Tensor, judged: torch.Tensor, dim: int) -> torch.Tensor:
        """How many of the rows that are judged each class is the only best of; `best` has 1 where it is a best."""
        classes = best.shape[dim]
        places = torch.arange(classes, dtype=torch.float64, device=best.device)
        alone = judged & (best.sum(dim) == 1)
        best = best.movedim(dim, -1)[alone]
        return torch.bincount((best * places).sum(-1).long(), minlength=classes)


def _floats(tensor: torch.Tensor) -> torch.Tensor:
    """The same numbers in single or double precision."""
    tensor = _on_a_device_with_doubles(tensor)
    return tensor if tensor.dtype in (torch.float32, torch.float64) else tensor.float()


def _entropy(p: torch.Tensor, left: torch.Tensor) -> torch.Tensor:
    """Of each row, divided by its maximum, the logarithm of how many entries are left."""
    p = p.clamp(min=0)
    return -torch.special.xlogy(p, p).sum(-1, dtype=torch.float64) / left.clamp(min=2).double().log()


def _on_a_device_with_doubles(tensor: torch.Tensor) -> torch.Tensor:
    return tensor.cpu() if tensor.device.type == "mps" else tensor


def _flags_among(ones: torch.Tensor | None, usable: torch.Tensor | None) -> torch.Tensor | None:
    """1s that are usable, where None stands for 1 everywhere."""
    if ones is None:
        return None if usable is None else usable.float()
    return ones if usable is None else ones.mul_(usable)


def _samples_of_units(flags: torch.Tensor) -> torch.Tensor:
    """How many samples are marked for each unit, of (samples, units); some samples at once."""
    parts = flags.split(max(1, CHUNK // flags.shape[1]))
    return sum(part.sum(0) for part in parts)


def _finite(values: torch.Tensor, usable: torch.Tensor | None) -> torch.Tensor | None:
    """Which values are usable and finite; None: all."""
    if usable is None and math.isfinite(values.sum()):
        return None
    return _among(torch.isfinite(values), usable)


def _among(flags: torch.Tensor, usable: torch.Tensor | None) -> torch.Tensor:
    return flags if usable is None else flags & usable


def _or_true(flags: torch.Tensor | None, like: torch.Tensor) -> torch.Tensor:
    return torch.ones_like(like, dtype=torch.bool) if flags is None else flags


def _zeroed(values: torch.Tensor, there: torch.Tensor | None) -> torch.Tensor:
    return values if there is None else values.masked_fill(~there, 0.0)


def _of_flags(ones: torch.Tensor, count: Any) -> Moments:
    """Moments of numbers that are 1 or 0."""
    ones = ones.double().reshape(1)
    count = torch.as_tensor(count, dtype=torch.float64, device=ones.device).reshape(1)
    mean = ones / count.clamp(min=1)
    return Moments(count, mean, ones * (1 - mean), ones * (1 - mean) * (1 - 2 * mean))
