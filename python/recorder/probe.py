"""The probe: a tensor, a tuple or a dict, whole or in parts, or batches of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import torch

from .nested import arguments_of, described, narrowed, tensors_in
from .settings import Settings


class Probe:
    """Gives the batches of a probe, each with the arguments that the model is called with."""

    def __init__(self, given: Any, batch_size: int | None, inputs: Callable[[Any], Any] | None, settings: Settings):
        self._given, self._batch_size, self._settings = given, batch_size, settings
        self._inputs = inputs or (lambda batch: batch)
        self._is_one = isinstance(given, (torch.Tensor, tuple, Mapping))
        if batch_size is not None and batch_size < 1:
            raise ValueError(f"batch_size must be at least 1, got {batch_size}")
        if batch_size is not None and not self._is_one:
            raise ValueError("batch_size splits a tensor, a tuple or a dict; what gives batches has a size of its own")
        if not self._is_one and not hasattr(given, "__iter__"):
            raise ValueError(f"the probe is {described(given)}: give a tensor, a tuple, a dict, or batches of them")

    def batches(self, look_around: Callable[[tuple, dict], None]) -> Iterator[tuple[Any, tuple, dict]]:
        """Each batch as (batch, positional arguments, named arguments); looks around before the first."""
        for batch in self._parts(look_around) if self._is_one else self._given:
            args, kwargs = arguments_of(self._inputs(batch))
            look_around(args, kwargs)
            yield batch, args, kwargs

    def samples_in_all(self, in_first_batch: int) -> int:
        """How many samples there are, as far as can be told before the last batch."""
        return samples_in(*arguments_of(self._inputs(self._given)), self._settings) if self._is_one else in_first_batch

    def _parts(self, look_around: Callable[[tuple, dict], None]) -> Iterator[Any]:
        args, kwargs = arguments_of(self._inputs(self._given))
        look_around(args, kwargs)  # which may find that the samples are not along the first axis
        samples = samples_in(args, kwargs, self._settings)
        size = self._batch_size or samples
        if size >= samples:
            yield self._given
            return
        for start in range(0, samples, size):
            yield narrowed(self._given, self._settings.batch_axis, samples, start, min(size, samples - start))


def samples_in(args: tuple, kwargs: dict, settings: Settings) -> int:
    axis = settings.batch_axis
    tensors = [tensor for tensor in tensors_in([args, kwargs]) if tensor.dim() > axis]
    if not tensors or tensors[0].shape[axis] == 0:
        raise ValueError("the probe has no samples: give a tensor, a tuple or a dict of arguments, batch first")
    return tensors[0].shape[axis]
