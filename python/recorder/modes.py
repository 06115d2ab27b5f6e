"""How the model runs while it is recorded."""

from __future__ import annotations

import contextlib
import os
import random
import sys
from collections.abc import Iterator

import torch
from torch import nn


@contextlib.contextmanager
def evaluating(model: nn.Module) -> Iterator[None]:
    """Evaluation mode (no dropout, and batch normalisation neither uses nor changes with the batch), then as before."""
    training = [module for module in model.modules() if module.training]
    model.eval()
    try:
        yield
    finally:
        for module in training:
            module.training = True


@contextlib.contextmanager
def eagerly() -> Iterator[None]:
    """Without what runs several functions as one: compiled code, and the fast path of transformer layers."""
    fast = torch.backends.mha.get_fastpath_enabled()
    torch.backends.mha.set_fastpath_enabled(False)
    try:
        if "torch._dynamo" in sys.modules and hasattr(torch.compiler, "set_stance"):
            with torch.compiler.set_stance("force_eager"):
                yield
        else:
            yield
    finally:
        torch.backends.mha.set_fastpath_enabled(fast)


@contextlib.contextmanager
def gradients_wanted(wanted: bool) -> Iterator[None]:
    if wanted:
        with torch.inference_mode(False), torch.enable_grad():
            yield
    else:
        with torch.no_grad():
            yield


@contextlib.contextmanager
def beside_training() -> Iterator[None]:
    """For what is computed beside a training step: no gradients, and no trace in autocast's casts of weights."""
    cached = torch.is_autocast_cache_enabled()
    torch.set_autocast_cache_enabled(False)
    try:
        with torch.no_grad():
            yield
    finally:
        torch.set_autocast_cache_enabled(cached)


@contextlib.contextmanager
def same_randomness(model: nn.Module) -> Iterator[None]:
    """What is drawn at random inside leaves no trace: Python's, NumPy's and torch's generators are as before."""
    numpy = sys.modules.get("numpy")
    ours, numpys = random.getstate(), numpy and numpy.random.get_state()
    devices = {parameter.device for parameter in model.parameters()}
    mps = torch.mps.get_rng_state() if any(device.type == "mps" for device in devices) else None
    try:
        with torch.random.fork_rng([device for device in devices if device.type == "cuda"]):
            yield
    finally:
        random.setstate(ours)
        if numpy:
            numpy.random.set_state(numpys)
        if mps is not None:
            torch.mps.set_rng_state(mps)


def check_can_differentiate(model: nn.Module) -> None:
    if any(parameter.is_inference() for parameter in model.parameters()):
        raise ValueError("the model was made in inference mode, so it has no gradients: record it without loss=")


def process_rank() -> int | None:
    """This process's number in a distributed job; None where it is alone."""
    if torch.distributed.is_available() and torch.distributed.is_initialized():
        return torch.distributed.get_rank() if torch.distributed.get_world_size() > 1 else None
    return int(os.environ["RANK"]) if os.environ.get("WORLD_SIZE", "1") != "1" and "RANK" in os.environ else None
