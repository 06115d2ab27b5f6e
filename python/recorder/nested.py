"""Tensors in nested tuples, lists and dicts, as models take and give them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import torch


def tensors_in(value: Any) -> list[torch.Tensor]:
    """All tensors in nested tuples, lists, dicts and records."""
    if isinstance(value, torch.Tensor):
        return [value]
    if isinstance(value, Mapping):
        return [tensor for item in value.values() for tensor in tensors_in(item)]
    if isinstance(value, (tuple, list)):
        return [tensor for item in value for tensor in tensors_in(item)]
    if hasattr(value, "__dataclass_fields__"):
        return [tensor for field in value.__dataclass_fields__ for tensor in tensors_in(getattr(value, field))]
    return []


def described(value: Any) -> str:
    return f"a {type(value).__name__}"


def arguments_of(given: Any) -> tuple[tuple, dict]:
    """How the model is called with a batch: positional and named arguments."""
    if isinstance(given, Mapping):
        return (), dict(given)
    return tuple(given) if isinstance(given, (tuple, list)) else (given,), {}


def narrowed(value: Any, axis: int, samples: int, start: int, size: int) -> Any:
    """Some samples of every tensor that has as many as the probe, in nested tuples, lists and dicts."""
    if isinstance(value, torch.Tensor):
        fits = value.dim() > axis and value.shape[axis] == samples
        return value.narrow(axis, start, size) if fits else value
    if isinstance(value, Mapping):
        return {key: narrowed(item, axis, samples, start, size) for key, item in value.items()}
    if type(value) in (tuple, list):
        return type(value)(narrowed(item, axis, samples, start, size) for item in value)
    return value


def requiring_gradients(value: Any) -> Any:
    """The same with copies of the floating-point tensors that autograd follows: a frozen model has gradients too."""
    if isinstance(value, torch.Tensor):
        return value.detach().clone().requires_grad_() if value.is_floating_point() else value.clone()
    if isinstance(value, Mapping):
        return {key: requiring_gradients(item) for key, item in value.items()}
    if type(value) in (tuple, list):
        return type(value)(requiring_gradients(item) for item in value)
    return value
