"""The layout of a batch: which axis holds the samples, which the units, and which positions are kept."""

from __future__ import annotations

import hashlib
import math

import torch

from .flow import Rows


class Layout:
    """Brings a layer's tensor into rows: one row per sample (or per selected row), then the axes of a sample.

    unit_axis  the axis of the units within a sample; None for softmax kinds, whose classes come last
    """

    def __init__(
        self,
        samples: int,
        batch_axis: int = 0,
        per_sample: int = 1,
        sample_first: bool = True,
        selected: Rows | None = None,
    ):
        self.samples = samples
        self.batch_axis = batch_axis
        self.per_sample = per_sample  # rows of the tensor for each sample, such as tokens that were flattened
        self.sample_first = sample_first  # whether the rows of one sample are neighbours
        self.unit_axis: int | None = None
        self.class_axis: int | None = None
        self.heads = False  # whether heads follow the samples, as in attention
        self.selected = selected  # the samples of the rows, where they were selected

    def set_axis(self, axis: int, softmax: bool) -> None:
        """Sets the axis of the units, or of a softmax's classes, from its place in the model's tensor."""
        if softmax:
            self.class_axis = axis
        else:
            self.unit_axis = axis - (axis > self.batch_axis) + (self.per_sample > 1)

    def rows(self, tensor: torch.Tensor) -> torch.Tensor:
        if self.class_axis is not None:
            tensor = tensor.movedim(self.class_axis, -1)
        tensor = tensor.movedim(self.batch_axis, 0)
        if self.per_sample > 1:
            order = (self.samples, self.per_sample) if self.sample_first else (self.per_sample, self.samples)
            tensor = tensor.reshape(*order, *tensor.shape[1:])
            tensor = tensor if self.sample_first else tensor.movedim(1, 0)
            tensor = tensor.transpose(1, 2).flatten(2, 3) if self.heads else tensor
        return tensor.unsqueeze(1) if tensor.dim() == 1 else tensor


def grown_axis(small: tuple[int, ...], shape: tuple[int, ...], few: int, samples: int, preferred: int):
    """The axis that grows with the number of samples, and how many of its places one sample has."""
    if len(small) != len(shape):
        return None
    grown = [
        axis for axis, (before, now) in enumerate(zip(small, shape))
        if before != now and before * samples == now * few and before % few == 0
    ]  # fmt: skip
    if not grown:
        return None
    axis = preferred if preferred in grown else grown[0]
    return axis, small[axis] // few


def fitting_axis(shape: tuple[int, ...], samples: int, preferred: int):
    """The same from the sizes alone: the axis that is as long as there are samples."""
    if preferred < len(shape) and shape[preferred] == samples:
        return preferred, 1
    fitting = [axis for axis, size in enumerate(shape) if size == samples]
    if len(fitting) == 1:
        return fitting[0], 1
    if not fitting and shape[0] and shape[0] % samples == 0:
        return 0, shape[0] // samples
    return None


def _chosen_positions(rows: torch.Tensor, keep: int, seed: str) -> torch.Tensor:
    """Of (rows, positions, units), `keep` positions of each row: one from each of as many equal stretches."""
    count, positions = rows.shape[:2]
    generator = torch.Generator().manual_seed(int.from_bytes(hashlib.sha256(seed.encode()).digest()[:8], "big") >> 1)
    within = torch.rand(count, keep, generator=generator, dtype=torch.float64)
    at = ((torch.arange(keep) + within) * positions / keep).long().clamp_(max=positions - 1).to(rows.device)
    return rows.gather(1, at.unsqueeze(-1).expand(-1, -1, rows.shape[2])) if rows.dim() == 3 else rows.gather(1, at)


def some_positions(rows: torch.Tensor, unit_axis: int | None, keep: int, seed: str):
    """Keeps some positions of each sample: (rows, unit axis, how many there were), or None where there are no more."""
    shape = rows.shape[1:]
    if unit_axis is not None:
        total = math.prod(shape) // shape[unit_axis]
        if len(shape) < 2 or total <= keep:
            return None
        flat = rows.movedim(unit_axis + 1, -1).flatten(1, -2)
        return _chosen_positions(flat, keep, seed), 1, total
    head = 1 if len(shape) > 2 else 0  # attention keeps all its heads, and some of their queries
    total = math.prod(shape[head:-1])
    if len(shape) < 2 or total <= keep:
        return None
    flat = rows.flatten(1 + head, -2).movedim(1, 2) if head else rows.flatten(1, -2)
    kept = _chosen_positions(flat.flatten(2), keep, seed)
    return (kept.unflatten(2, flat.shape[2:]).movedim(2, 1) if head else kept), None, total
