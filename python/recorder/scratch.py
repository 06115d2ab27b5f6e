"""Memory for what is computed on the way, used over and over."""

from __future__ import annotations

import threading

import torch


class Scratch(threading.local):
    """Tensors whose contents are of no use after the next call: fresh memory costs more than the arithmetic in it."""

    def __init__(self):
        self._held: dict[tuple, torch.Tensor] = {}

    def like(self, values: torch.Tensor, dtype: torch.dtype, use: str) -> torch.Tensor:
        """A contiguous tensor of the shape of `values`; the next one for the same use is the same memory."""
        if values.device.type != "cpu":
            return torch.empty(values.shape, dtype=dtype, device=values.device)
        held = self._held.get((dtype, use))
        if held is None or held.numel() < values.numel():
            held = self._held[dtype, use] = torch.empty(values.numel(), dtype=dtype)
        return held[: values.numel()].view(values.shape)


SCRATCH = Scratch()
