"""The modules of a model: their names, which are activations, and what runs in them."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Mapping

import torch
from torch import nn

from .catalogue import in_catalogue, is_activation, kind_of, needs_inputs
from .flow import Node
from .settings import Settings, matching


class Frame:
    """One call of a module: what ran in it so far."""

    def __init__(self, name: str, module: nn.Module):
        self.name, self.module = name, module
        self.counts: Counter[str] = Counter()
        self.places: dict[tuple, int] = {}  # (function, line of code, weights before it) -> its order

    def order(self, op: str, node: Node, always_new: bool) -> int:
        """The order of a call among those of its function; a line that runs again on the same weights keeps it."""
        place = (op, _place_of_call(), node.sources)
        if always_new or place not in self.places:
            self.counts[op] += 1
            self.places[place] = self.counts[op]
        return self.places[place]


class Activation:
    """An activation module: what the catalogue calls it, and whether it is recorded."""

    def __init__(self, name: str | None, wanted: bool):
        self.name, self.wanted = name, wanted
        self.needs_inputs = wanted and (needs_inputs(name) or kind_of(name) == "softmax")


class Modules:
    """The modules of a model by name, and which of them are activations."""

    def __init__(self, model: nn.Module, settings: Settings, declared: Mapping[str, str | None]):
        self.model = model
        self.names = {module: plain_name(name) for name, module in model.named_modules()}
        self.activations: dict[str, Activation] = {}
        for module, name in self.names.items():
            given, wanted = matching(declared, name), settings.is_wanted(name)
            if given:
                self.activations[name] = Activation(given[0], wanted)
            elif is_activation(module):
                found = in_catalogue(name, module, settings.unknown) if wanted else None
                self.activations[name] = Activation(found, wanted)


def plain_name(name: str) -> str:
    """A module's name without what wrappers put into it."""
    wrappers = ("_orig_mod", "_fsdp_wrapped_module", "_checkpoint_wrapped_module")
    return ".".join(part for part in name.split(".") if part not in wrappers)


def unwrapped(model: nn.Module) -> nn.Module:
    """The plain model inside of what torch.compile, DataParallel and DistributedDataParallel make of it."""
    while True:
        if hasattr(model, "_orig_mod"):
            model = model._orig_mod
        elif isinstance(model, (nn.DataParallel, nn.parallel.DistributedDataParallel)):
            model = model.module
        else:
            return model


def _place_of_call() -> tuple:
    """The line of code outside of torch that called the function which runs now."""
    frame = sys._getframe(1)
    while frame.f_code.co_name != "__torch_function__":
        frame = frame.f_back
    frame, torch_folder = frame.f_back, os.path.dirname(torch.__file__)
    while frame.f_back and frame.f_code.co_filename.startswith(torch_folder):
        frame = frame.f_back
    return frame.f_code, frame.f_lasti
