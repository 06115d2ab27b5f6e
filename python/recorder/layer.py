"""What one batch has of one layer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import torch

from .flow import Node


class Layer:
    """What one batch has of one layer: for each column the values of each call, None where they are written already."""

    def __init__(self, name: str, depth: int, activation: str | None, role: str | None):
        self.name, self.depth, self.activation, self.role = name, depth, activation, role
        self.unit_axis: int | None = None
        self.positions_of: int | None = None
        self.first_sample = 0  # of the batch
        self.shape: tuple[int, ...] = ()
        self.nodes: list[Node] = []
        self.columns: dict[str, list[torch.Tensor | None]] = {}
        self.samples: list[torch.Tensor] = []
        self.positions: list[torch.Tensor | None] = []  # of selected rows, within their sample
        self.gradients: list[tuple[Any, Callable]] = []  # the place in autograd's graph, and what lays its gradient out

    def sample_column(self) -> torch.Tensor:
        return torch.cat(self.samples)

    def position_column(self) -> torch.Tensor | None:
        """Which call, or which selected row of its sample, a row is; None where a sample has one row."""
        if len(self.samples) == 1 and self.positions[0] is None:
            return None
        places = 1 + max((int(at.max()) for at in self.positions if at is not None and len(at)), default=0)
        calls = enumerate(zip(self.samples, self.positions))
        return torch.cat(
            [call * places + (torch.zeros_like(samples) if at is None else at) for call, (samples, at) in calls]
        )
