"""Records a PyTorch model's activation log, for `bin/activations diagnose`.

Install the package, or copy this one file beside your training script: it needs nothing but torch (2.1 or newer).

    from record import ActivationRecorder          # in the package: from activations.record import ActivationRecorder

    recorder = ActivationRecorder(model, "log", run="baseline")
    probe = validation_images[:300]            # the same samples at every step; fewer than 299 cannot prove a unit dead
    for step, (images, labels) in enumerate(batches):
        if step % 500 == 0:
            recorder.record(probe, step)
        ...                                    # your training step

    $ bin/activations diagnose log

`record` runs the model once over the probe, in evaluation mode, and leaves the model as it was. It sees activation
modules (nn.ReLU), functions (F.gelu, x.relu()), attention and the gates of recurrent layers. docs/recording.md says
what is recorded under which name, and what the files hold.
"""

# Made by scripts/bundle_recorder.py from python/recorder: change the modules there, then run it again.

from __future__ import annotations

import base64
import contextlib
import ctypes
import gzip
import hashlib
import importlib.util
import inspect
import itertools
import json
import math
import operator
import os
import random
import re
import struct
import sys
import threading
import urllib.parse
import warnings
import weakref
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import torch
from torch import nn
from torch.overrides import TorchFunctionMode

__all__ = ["ActivationRecorder"]


# ----------------------------------------------------------------------------------------------------------------------
# What the catalogue calls PyTorch's activation modules and functions.


def call_of(function: str, **parameters: float) -> str:
    return f"{function}({', '.join(f'{name}={float(value)}' for name, value in parameters.items())})"


# What the catalogue calls each module: a name, or a function of the module. None: it has no such function.
CATALOGUE: dict[type[nn.Module], str | Callable[[Any], str | None]] = {
    nn.Identity: "identity",
    nn.ReLU: "relu",
    nn.ReLU6: "relu6",
    nn.LeakyReLU: lambda m: call_of("leaky_relu", alpha=m.negative_slope),
    nn.RReLU: lambda m: call_of("leaky_relu", alpha=(m.lower + m.upper) / 2),  # what it is in evaluation mode
    nn.PReLU: lambda m: prelu_name(m.weight),
    nn.Threshold: lambda m: call_of("threshold", threshold=m.threshold, value=m.value),
    nn.ELU: lambda m: call_of("elu", alpha=m.alpha),
    nn.CELU: lambda m: call_of("celu", alpha=m.alpha),
    nn.SELU: "selu",
    nn.GELU: lambda m: gelu_name(m.approximate),
    nn.SiLU: "swish",
    nn.Mish: "mish",
    nn.Hardswish: "hard_swish",
    nn.Sigmoid: "sigmoid",
    nn.Hardsigmoid: "hard_sigmoid",
    nn.LogSigmoid: "log_sigmoid",
    nn.Tanh: "tanh",
    nn.Hardtanh: lambda m: hard_tanh_name(m.min_val, m.max_val),
    nn.Tanhshrink: "tanh_shrink",
    nn.Softsign: "softsign",
    nn.Softplus: lambda m: softplus_name(m.beta, m.threshold),
    nn.Softshrink: lambda m: call_of("soft_shrink", **{"lambda": m.lambd}),
    nn.Hardshrink: lambda m: call_of("hard_shrink", **{"lambda": m.lambd}),
    nn.Softmax: "softmax",
    nn.Softmax2d: "softmax",
    nn.Softmin: "softmin",
    nn.LogSoftmax: "log_softmax",
    nn.GLU: "glu",
}

# The same for functions, by the name that PyTorch gives them without underscores at its ends: F.relu, torch.relu,
# torch.relu_, Tensor.relu and Tensor.relu_ are all "relu". `a(place, name, default)` reads an argument of the call.
FUNCTIONS: dict[str, str | Callable[[Callable], str | None]] = {
    "relu": "relu",
    "relu6": "relu6",
    "leaky_relu": lambda a: call_of("leaky_relu", alpha=a(1, "negative_slope", 0.01)),
    "rrelu": lambda a: call_of("leaky_relu", alpha=(a(1, "lower", 1 / 8) + a(2, "upper", 1 / 3)) / 2),
    "prelu": lambda a: prelu_name(a(1, "weight", None)),
    "threshold": lambda a: call_of("threshold", threshold=a(1, "threshold", None), value=a(2, "value", None)),
    "elu": lambda a: call_of("elu", alpha=a(1, "alpha", 1.0)),
    "celu": lambda a: call_of("celu", alpha=a(1, "alpha", 1.0)),
    "selu": "selu",
    "gelu": lambda a: gelu_name(a(1, "approximate", "none")),
    "silu": "swish",
    "mish": "mish",
    "hardswish": "hard_swish",
    "sigmoid": "sigmoid",
    "special_expit": "sigmoid",
    "hardsigmoid": "hard_sigmoid",
    "log_sigmoid": "log_sigmoid",
    "logsigmoid": "log_sigmoid",
    "tanh": "tanh",
    "hardtanh": lambda a: hard_tanh_name(a(1, "min_val", -1.0), a(2, "max_val", 1.0)),
    "tanhshrink": "tanh_shrink",
    "softsign": "softsign",
    "softplus": lambda a: softplus_name(a(1, "beta", 1.0), a(2, "threshold", 20.0)),
    "softshrink": lambda a: call_of("soft_shrink", **{"lambda": a(1, "lambd", 0.5)}),
    "hardshrink": lambda a: call_of("hard_shrink", **{"lambda": a(1, "lambd", 0.5)}),
    "softmax": "softmax",
    "special_softmax": "softmax",
    "softmin": "softmin",
    "log_softmax": "log_softmax",
    "special_log_softmax": "log_softmax",
    "glu": "glu",
}

# The gradient of these cannot be told from what comes out. The same holds for a negative slope.
NEED_INPUTS = {"gelu", "quick_gelu", "swish", "silu", "mish", "hard_swish", "hard_silu", "tanh_shrink"}

# These work along an axis, `dim`, and have no units.
SOFTMAX_KINDS = {"softmax", "softmin", "log_softmax", "sparsemax", "hardmax"}

# What a gate that opens and closes is made of, from 0 to 1.
SIGMOID_KINDS = {"sigmoid", "hard_sigmoid"}

# Formulas that models write out in a module of their own, such as "new GELU": recognised by their values.
WRITTEN_OUT = {
    "gelu": lambda x: nn.functional.gelu(x, approximate="tanh"),
    "gelu(approximate=none)": nn.functional.gelu,
    "quick_gelu": lambda x: x * torch.sigmoid(1.702 * x),
    "swish": nn.functional.silu,
    "mish": nn.functional.mish,
    "squared_relu": lambda x: torch.relu(x).square(),
}


def prelu_name(weight: torch.Tensor) -> str | None:
    return call_of("prelu", alpha=weight.item()) if weight.numel() == 1 else None


def gelu_name(approximate: str) -> str:
    return "gelu" if approximate == "tanh" else "gelu(approximate=none)"


def hard_tanh_name(low: float, high: float) -> str:
    return "relu6" if (low, high) == (0, 6) else call_of("hard_tanh", min=low, max=high)


def softplus_name(beta: float, threshold: float) -> str | None:
    # Above its threshold PyTorch returns x; the default of 20 changes nothing that one could see.
    return call_of("softplus", beta=beta) if threshold >= 10 else None


def kind_of(activation: str | None) -> str:
    return activation.split("(")[0] if activation else ""


def needs_inputs(activation: str | None) -> bool:
    return kind_of(activation) in NEED_INPUTS or "alpha=-" in (activation or "")


def is_activation(module: nn.Module) -> bool:
    in_torch = type(module).__module__ == nn.modules.activation.__name__ and type(module) is not nn.MultiheadAttention
    return in_torch or isinstance(module, tuple(CATALOGUE))


def in_catalogue(name: str, module: nn.Module, unknown: str) -> str | None:
    found = CATALOGUE.get(type(module))  # not for a subclass, which may compute something else
    activation = found(module) if callable(found) else found
    if activation is None and unknown == "raise":
        raise not_in_catalogue(name, module)
    return activation


def not_in_catalogue(name: str, what: object) -> ValueError:
    return ValueError(
        f"layer {name}: the catalogue has no function for {what}; name one by activations={{{name!r}: 'relu'}}, "
        "or record its values alone by unknown='record'"
    )


def formula_of(x: torch.Tensor, y: torch.Tensor) -> str | None:
    """The one known formula that gives y for x, to rounding."""
    if not (x.is_floating_point() and y.is_floating_point()):
        return None
    tolerance = 1e-5 if y.dtype in (torch.float32, torch.float64) else 1e-2
    x, y = x.double(), y.double()
    same = [name for name, f in WRITTEN_OUT.items() if torch.allclose(f(x), y, rtol=tolerance, atol=tolerance / 100)]
    return same[0] if len(same) == 1 else None


# ----------------------------------------------------------------------------------------------------------------------
# What PyTorch's operations mean for the tensor that goes in. Names are without the underscores at their ends.

# Operations by what they mean for the tensor that goes in. Names are PyTorch's without underscores at their ends.
FEATURES_LAST = {"linear", "bilinear", "embedding", "embedding_bag", "layer_norm", "rms_norm", "lstm", "gru",
                 "rnn_tanh", "rnn_relu", "multi_head_attention_forward", "scaled_dot_product_attention"}  # fmt: skip
CONVOLUTIONS = {f"conv{kind}{d}d" for kind in ("", "_transpose", "_tbc") for d in (1, 2, 3)}
NORMS_SECOND = {"batch_norm", "group_norm", "instance_norm", "local_response_norm"}
CELLS = {"lstm_cell", "gru_cell", "rnn_tanh_cell", "rnn_relu_cell"}
WEIGHTED = {"linear", "bilinear", "multi_head_attention_forward", "lstm", "gru", "rnn_tanh", "rnn_relu"}
WEIGHTED |= CONVOLUTIONS | CELLS
MATRIX_PRODUCTS = {
    "matmul",
    "rmatmul",
    "imatmul",
    "mm",
    "bmm",
    "mv",
    "addmm",
    "addmv",
    "baddbmm",
    "einsum",
    "tensordot",
}
PRODUCTS = {"mul", "rmul", "imul", "multiply", "addcmul"}
CHOICES = {"topk", "argmax", "max", "sort", "argsort", "multinomial"}
LOSSES = {"cross_entropy", "nll_loss", "mse_loss", "l1_loss", "smooth_l1_loss", "huber_loss", "binary_cross_entropy",
          "binary_cross_entropy_with_logits", "kl_div", "ctc_loss"}  # fmt: skip
PERMUTES = {"transpose", "permute", "movedim", "moveaxis", "swapaxes", "swapdims", "t", "adjoint"}
RESHAPES = PERMUTES | {
    "view", "reshape", "flatten", "unflatten", "ravel", "unsqueeze", "squeeze", "expand", "expand_as", "repeat", "tile",
    "repeat_interleave", "contiguous", "clone", "to", "float", "half", "bfloat16", "double", "type", "type_as", "cuda",
    "cpu", "getitem", "setitem", "get", "chunk", "split", "tensor_split", "unbind", "select", "narrow", "index_select",
    "gather", "cat", "concat", "concatenate", "stack", "hstack", "vstack", "pad", "roll", "flip", "detach", "unfold",
    "fold", "pixel_shuffle", "pixel_unshuffle", "interpolate", "view_as", "reshape_as", "masked_fill", "masked_select",
    "where", "copy", "index_add", "index_copy", "index_put", "scatter", "scatter_add", "scatter_reduce", "index",
    "pack_padded_sequence", "pad_packed_sequence", "requires_grad", "numpy", "take_along_dim", "checkpoint",
}  # fmt: skip
SUMS = {"add", "radd", "iadd", "sub", "rsub", "isub", "neg", "div", "truediv", "rtruediv", "itruediv", "lerp", "pow",
        "square", "sqrt", "rsqrt", "reciprocal"}  # fmt: skip
POOLS = {"mean", "sum", "amax", "amin", "cumsum", "nanmean", "normalize", "std", "var", "norm"}
POOLS |= {f"{kind}_pool{d}d" for kind in ("max", "avg", "adaptive_avg", "adaptive_max", "lp") for d in (1, 2, 3)}
DROPOUTS = {"dropout", "dropout1d", "dropout2d", "dropout3d", "alpha_dropout", "feature_alpha_dropout"}
PASSING = RESHAPES | SUMS | POOLS | DROPOUTS | NORMS_SECOND | {"layer_norm", "rms_norm", "embedding", "embedding_bag"}
PASSING |= {"scaled_dot_product_attention"}
REPLACED = {"setitem", "index_add", "index_copy", "index_put", "scatter", "scatter_add", "scatter_reduce"}


# ----------------------------------------------------------------------------------------------------------------------
# The graph of tensors of one forward pass: what each was made of, and where its features and samples are.


class Node:
    """One tensor of a forward pass: the operation that made it, what it was made of, and what is made of it."""

    __slots__ = ("op", "meaning", "operands", "consumers", "data", "sources", "axis", "gate", "rows", "layer",
                 "returned", "module")  # fmt: skip

    def __init__(self, op: str, meaning: str, data: bool, module: str):
        self.op = op
        self.meaning = meaning  # linear, passing, product, choice, activation, loss, input, other
        self.data = data  # whether it depends on the probe
        self.module = module
        self.operands: list[Node] = []
        self.consumers: list[Node] = []
        self.sources: frozenset[int] = frozenset()  # the weights it was last multiplied with
        self.axis: int | None = None  # where its features are
        self.gate = False  # whether it is a sigmoid's output, in any shape
        self.rows: Rows | None = None
        self.layer: str | None = None  # the layer that was recorded of it
        self.returned = False


class Rows:
    """The samples that a selection's rows are of: `at` is sample * per_sample + place within the sample."""

    def __init__(self, at: torch.Tensor, per_sample: int):
        self.at, self.per_sample = at, per_sample

    @staticmethod
    def of(tensor: torch.Tensor, node: Node, samples: int, index: object) -> Rows | None:
        """The rows of tensor[index], where the first axis holds the samples and the index is a tensor."""
        first = index[0] if isinstance(index, tuple) and index else index
        if not isinstance(first, torch.Tensor) or first.dtype not in (torch.bool, torch.int64, torch.int32):
            return None
        if tensor.dim() == 0 or first.dim() == 0 or (node.rows is None and tensor.shape[0] % samples):
            return None
        per_sample = node.rows.per_sample if node.rows else tensor.shape[0] // samples
        at = node.rows.at if node.rows else torch.arange(tensor.shape[0])
        chosen = first.cpu()
        if chosen.dtype is torch.bool and chosen.dim() == 2 and node.rows is None:
            return Rows(chosen.flatten().nonzero().flatten(), per_sample * tensor.shape[1])
        return Rows(at[chosen], per_sample) if chosen.dim() == 1 else None


class Flow:
    """The graph of one forward pass. It holds no tensor, only what is known of each."""

    def __init__(self, model: nn.Module, samples: int, rows: bool):
        self._nodes: dict[int, tuple[weakref.ref, Node]] = {}
        self._constants = {id(tensor) for tensor in itertools.chain(model.parameters(), model.buffers())}
        self._samples = samples
        self._rows = rows
        self.linear: list[Node] = []

    def start(self, inputs: Iterable[torch.Tensor]) -> None:
        for tensor in inputs:
            self.replace(tensor, Node("input", "input", True, ""))

    def node(self, tensor: torch.Tensor, adopt: bool = True) -> Node | None:
        """What is known of a tensor. One of unknown origin is taken for data if its axes could hold the samples."""
        known = self._nodes.get(id(tensor))
        if known and known[0]() is tensor:
            return known[1]
        if not adopt or id(tensor) in self._constants or isinstance(tensor, nn.Parameter):
            return None
        data = tensor.dim() > 0 and any(size and size % self._samples == 0 for size in tensor.shape)
        return self.replace(tensor, Node("unseen", "other", data, ""))

    def note(
        self, func: Callable, op: str, args: tuple, kwargs: dict, before: list, outputs: list, module: str
    ) -> None:
        """Adds the outputs of one call; `before` are its tensors and their nodes."""
        operands = [node for _, node in before if node]
        data = [node for node in operands if node.data]
        weights = frozenset(id(tensor) for tensor, node in before if node is None)
        weights = weights.union(*(node.sources for node in operands if not node.data))
        meaning = self._meaning(op, data)
        for place, output in enumerate(outputs):
            node = Node(op, meaning, bool(data), module)
            node.operands = operands
            for operand in operands:
                operand.consumers.append(node)
            node.sources = weights
            if not (meaning == "linear" and weights):
                node.sources = weights.union(*(operand.sources for operand in data))
            node.gate = op in SIGMOID_KINDS | {"hardsigmoid", "special_expit"} or (
                meaning == "passing" and bool(data) and all(operand.gate for operand in data)
            )
            node.axis = self._axis(func, op, args, kwargs, before, output)
            if self._rows and data:
                node.rows = self._selected(op, args, kwargs, before, output)
            self.replace(output, node)
            if meaning == "linear" and node.data and place == 0 and (weights or op not in MATRIX_PRODUCTS):
                self.linear.append(node)

    def bridge(self, inputs: list[torch.Tensor], outputs: list[torch.Tensor], module: str) -> None:
        """Connects a module's outputs to its inputs where what it did in between was not seen."""
        operands = [node for node in (self.node(tensor) for tensor in inputs) if node]
        for output in outputs:
            if self.node(output, adopt=False) is None and id(output) not in self._constants:
                node = self.replace(output, Node("unseen", "other", any(o.data for o in operands), module))
                node.operands = operands
                node.sources = frozenset().union(*(operand.sources for operand in operands))
                for operand in operands:
                    operand.consumers.append(node)

    def returned(self, outputs: Iterable[torch.Tensor]) -> None:
        for tensor in outputs:
            if node := self.node(tensor, adopt=False):
                node.returned = True

    def replace(self, tensor: torch.Tensor, node: Node) -> Node:
        self._nodes[id(tensor)] = (weakref.ref(tensor), node)
        return node

    def _meaning(self, op: str, data: list[Node]) -> str:
        if op in WEIGHTED:
            return "linear"
        if op in FUNCTIONS:
            return "activation"
        if op in MATRIX_PRODUCTS:
            return "product" if len(data) > 1 else "linear"
        if op in PRODUCTS:
            computed = {id(node) for node in data if node.sources}
            return "product" if len(computed) > 1 else "passing"
        if op in CHOICES:
            return "choice"
        if op in LOSSES:
            return "loss"
        return "passing" if op in PASSING else "other"

    def _selected(self, op: str, args: tuple, kwargs: dict, before: list, output: torch.Tensor) -> Rows | None:
        if op in REPLACED or output.dim() == 0:
            return None
        tensor, node = before[0] if before else (None, None)
        if node and node.data and op in ("getitem", "index_select"):
            index = args[1] if op == "getitem" else (args[2] if len(args) > 2 else kwargs.get("index"))
            along_first = op == "getitem" or (args[1] if len(args) > 1 else kwargs.get("dim")) == 0
            rows = Rows.of(tensor, node, self._samples, index) if along_first else None
            if rows and len(rows.at) == output.shape[0]:
                return rows
        inherited = (node.rows for _, node in before if node and node.data and node.rows)
        return next((rows for rows in inherited if len(rows.at) == output.shape[0]), None)

    def _axis(self, func: Callable, op: str, args: tuple, kwargs: dict, before: list, output: torch.Tensor):
        """The axis of the features: where the last layer put them, followed through reshapes."""
        if op in FEATURES_LAST or op in CELLS or (op in MATRIX_PRODUCTS and any(node is None for _, node in before)):
            return output.dim() - 1
        if op in CONVOLUTIONS or op in NORMS_SECOND:
            return 1 if output.dim() > 1 else None
        known = [(tensor, node.axis) for tensor, node in before if node and node.data and node.axis is not None]
        if not known:
            return None
        tensor, axis = max(known, key=lambda pair: pair[0].dim())
        if op in PERMUTES or op == "get":
            return _permuted(func, args, kwargs, tensor.dim(), axis)
        if output.dim() == tensor.dim():
            return axis
        size = tensor.shape[axis]
        if output.dim() and axis == tensor.dim() - 1 and output.shape[-1] == size:
            return output.dim() - 1
        if axis < output.dim() and output.shape[axis] == size:
            return axis
        places = [place for place, length in enumerate(output.shape) if length == size]
        return places[0] if len(places) == 1 else None


def _permuted(func: Callable, args: tuple, kwargs: dict, axes: int, axis: int) -> int | None:
    """Where an axis goes: the same call on a tensor without storage whose axes all differ in length."""
    try:
        moved = func(torch.empty(tuple(range(2, 2 + axes)), device="meta"), *args[1:], **kwargs)
        return list(moved.shape).index(2 + axis)
    except (TypeError, ValueError, IndexError, RuntimeError):
        return None


# ----------------------------------------------------------------------------------------------------------------------
# What becomes of an activation's output: its role, and whether an activation was missed.


ROLES = ("hidden", "output", "gate", "attention", "router", "features")


def _ends(start: Node, softmax: bool) -> set[str]:
    """What becomes of an activation's output: the words linear, activation, gates, attends, routes, returned."""
    found, stack, seen, products = set(), [start], {id(start)}, []
    while stack:
        node = stack.pop()
        if node.returned:
            found.add("returned")
        for consumer in node.consumers:
            if consumer.meaning == "product" and not softmax:
                products.append((node, consumer))
                continue
            end, follow = _end(consumer, softmax)
            found.update(end)
            if follow and id(consumer) not in seen:
                seen.add(id(consumer))
                stack.append(consumer)
        if not stack:  # a product with itself, as a normalisation is written, lets through
            for node, product in products:
                others = [operand for operand in product.operands if operand.data and operand is not node]
                if id(product) not in seen and _lets_through(start, product, others, seen):
                    seen.add(id(product))
                    stack.append(product)
    return found | {"gates" for _, product in products if id(product) not in seen and product.op in PRODUCTS}


def _lets_through(start: Node, product: Node, others: list[Node], seen: set[int]) -> bool:
    """Whether an activation goes on through a product: with what was made of it alone, or with a sigmoid gate."""
    if product.op not in PRODUCTS:
        return False
    return all(id(other) in seen for other in others) or (not start.gate and any(other.gate for other in others))


def _end(consumer: Node, softmax: bool) -> tuple[set[str], bool]:
    """What one use of a tensor says of the activation that it comes from, and whether to look behind that use."""
    meaning = consumer.meaning
    if meaning in ("linear", "activation"):
        return {meaning}, False
    if meaning == "choice":  # a choice that nothing is made of is a prediction
        return ({"routes"} if softmax and consumer.consumers else set()), not softmax
    return ({"attends"} if meaning == "product" else set()), meaning == "passing"


def role_of(nodes: list[Node], activation: str | None) -> str | None:
    """The role of a layer, from what becomes of its outputs; None where that does not tell."""
    softmax = kind_of(activation) in SOFTMAX_KINDS
    ends = set().union(*(_ends(node, softmax) for node in nodes))
    if "routes" in ends:
        return "router"
    if "attends" in ends:
        return "attention"
    if "linear" in ends:
        return "hidden"
    if "gates" in ends and ("activation" not in ends or any(node.gate for node in nodes)):
        return "gate"
    if "returned" in ends:
        return "output"
    return "hidden" if "activation" in ends else None


def is_missed(node: Node) -> bool:
    """Whether no activation was seen behind a layer with weights: it leads to an unknown operation, or nowhere."""
    met_layer, strange, stack, seen = False, False, [node], {id(node)}
    while stack:
        node = stack.pop()
        if node.returned or node.layer:
            return False
        for consumer in node.consumers:
            if consumer.meaning in ("activation", "loss", "choice"):
                return False
            if consumer.meaning == "linear":
                met_layer = True
                continue
            strange = strange or consumer.meaning == "other"
            if id(consumer) not in seen:
                seen.add(id(consumer))
                stack.append(consumer)
    return strange or not met_layer


# ----------------------------------------------------------------------------------------------------------------------
# The layout of a batch: which axis holds the samples, which the units, and which positions are kept.


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


# ----------------------------------------------------------------------------------------------------------------------
# The gates of recurrent layers, computed again from their weights.

# What each recurrent layer has, in the order of its weights: name, activation, role.
GATES = {
    "LSTM": (("input_gate", "sigmoid", "gate"), ("forget_gate", "sigmoid", "gate"), ("candidate", "tanh", "hidden"),
             ("output_gate", "sigmoid", "gate"), ("cell", "tanh", "hidden")),
    "GRU": (("reset_gate", "sigmoid", "gate"), ("update_gate", "sigmoid", "gate"), ("candidate", "tanh", "hidden")),
    "RNN_TANH": (("hidden", "tanh", "hidden"),),
    "RNN_RELU": (("hidden", "relu", "hidden"),),
}  # fmt: skip
RECURRENT = (nn.RNNBase, nn.RNNCellBase)


def _recurrent_mode(module: nn.Module) -> str:
    if isinstance(module, nn.RNNBase):
        return module.mode
    if isinstance(module, nn.RNNCell):
        return f"RNN_{module.nonlinearity.upper()}"
    return "LSTM" if isinstance(module, nn.LSTMCell) else "GRU"


def _step(mode: str, gates_x, h, c, weight, bias):
    """One time step: the values of GATES[mode], then the new hidden state and cell state."""
    if mode == "LSTM":
        i, f, g, o = (gates_x + nn.functional.linear(h, weight, bias)).chunk(4, -1)
        i, f, g, o = i.sigmoid(), f.sigmoid(), g.tanh(), o.sigmoid()
        c = f * c + i * g
        return (i, f, g, o, c.tanh()), o * c.tanh(), c
    if mode == "GRU":
        x_r, x_z, x_n = gates_x.chunk(3, -1)
        h_r, h_z, h_n = nn.functional.linear(h, weight, bias).chunk(3, -1)
        r, z = (x_r + h_r).sigmoid(), (x_z + h_z).sigmoid()
        n = (x_n + r * h_n).tanh()
        return (r, z, n), (1 - z) * n + z * h, c
    h = gates_x + nn.functional.linear(h, weight, bias)
    h = h.tanh() if mode == "RNN_TANH" else h.relu()
    return (h,), h, c


def _unrolled(module, mode: str, suffix: str, x: torch.Tensor, h, c):
    """One layer in one direction over x (samples, times, features): its values, each (samples, times, units), and h."""
    weight, recurrent = getattr(module, f"weight_ih{suffix}"), getattr(module, f"weight_hh{suffix}")
    bias = (getattr(module, f"bias_ih{suffix}"), getattr(module, f"bias_hh{suffix}")) if module.bias else (None, None)
    projection = getattr(module, f"weight_hr{suffix}", None)
    gates_x = nn.functional.linear(x, weight, bias[0])
    steps, hidden = [], []
    for time in range(x.shape[1]):
        values, h, c = _step(mode, gates_x[:, time], h, c, recurrent, bias[1])
        h = h if projection is None else nn.functional.linear(h, projection)
        steps.append(values)
        hidden.append(h)
    return [torch.stack(values, 1) for values in zip(*steps)], torch.stack(hidden, 1)


def _reversed(x: torch.Tensor, lengths: torch.Tensor | None) -> torch.Tensor:
    """The times of each sample backwards; what lies behind its length stays."""
    if lengths is None:
        return x.flip(1)
    time = torch.arange(x.shape[1], device=x.device).expand(len(x), -1)
    length = lengths.to(x.device).unsqueeze(1)
    at = torch.where(time < length, length - 1 - time, time)
    return x.gather(1, at.unsqueeze(-1).expand_as(x))


def gates_of(
    named: str, module: nn.Module, inputs: tuple, output: Any
) -> Iterator[tuple[str, str, str, torch.Tensor, Any]]:
    """The gates of a recurrent module, computed again: (name, activation, role, values (samples, times, units), mask).

    ValueError where the hidden states that this gives are not the module's own.
    """
    mode, x, state = _recurrent_mode(module), inputs[0], inputs[1] if len(inputs) > 1 else None
    lengths = mask = None
    if isinstance(module, nn.RNNCellBase):
        x, expected = x.unsqueeze(1), (output[0] if mode == "LSTM" else output).unsqueeze(1)
    else:
        expected = output[0]
        if isinstance(x, nn.utils.rnn.PackedSequence):
            x, lengths = nn.utils.rnn.pad_packed_sequence(x, batch_first=True)
            expected, _ = nn.utils.rnn.pad_packed_sequence(expected, batch_first=True)
            mask = torch.arange(x.shape[1]).unsqueeze(0) >= lengths.unsqueeze(1)
        elif not module.batch_first:
            x, expected = x.transpose(0, 1), expected.transpose(0, 1)
    h0, c0 = state if isinstance(state, tuple) else (state, None)
    width = getattr(module, "proj_size", 0) or module.hidden_size
    outputs: list[torch.Tensor] = []
    directions = _directions(module)
    for index, suffix, prefix in directions:
        h, c = _state(h0, index, module, x, width), _state(c0, index, module, x, module.hidden_size)
        backwards = suffix.endswith("_reverse")
        values, hidden = _unrolled(module, mode, suffix, _reversed(x, lengths) if backwards else x, h, c)
        if backwards:
            values, hidden = [_reversed(value, lengths) for value in values], _reversed(hidden, lengths)
        outputs.append(hidden)
        for (name, activation, role), value in zip(GATES[mode], values):
            yield prefix + name, activation, role, value, mask
        if index + 1 == len(directions) or not directions[index + 1][1].endswith("_reverse"):
            x, outputs = torch.cat(outputs, -1), []
    known = slice(None) if mask is None else ~mask
    tolerance = 1e-4 if x.dtype in (torch.float32, torch.float64) else 5e-2
    if not torch.allclose(x[known].float(), expected[known].float(), rtol=tolerance, atol=tolerance, equal_nan=True):
        raise ValueError(f"{named}: computing its gates again does not give its own output; leave it out by layers=")


def _directions(module: nn.Module) -> list[tuple[int, str, str]]:
    """A module's layers and directions: index, ending of the weights' names, beginning of the gates' names."""
    if isinstance(module, nn.RNNCellBase):
        return [(0, "", "")]
    endings = [
        f"_l{layer}{way}" for layer in range(module.num_layers) for way in ("", "_reverse")[: 1 + module.bidirectional]
    ]
    return [(index, ending, f"{ending[1:]}." if len(endings) > 1 else "") for index, ending in enumerate(endings)]


def gate_names(module: nn.Module) -> list[str]:
    return [prefix + gate for _, _, prefix in _directions(module) for gate, _, _ in GATES[_recurrent_mode(module)]]


def _state(state: torch.Tensor | None, index: int, module: nn.Module, x: torch.Tensor, width: int) -> torch.Tensor:
    if state is None:
        return x.new_zeros(len(x), width)
    return state if isinstance(module, nn.RNNCellBase) else state[index]


# ----------------------------------------------------------------------------------------------------------------------
# The weights of attention, and what masks take out of them.


def with_weights(
    func: Callable, args: tuple, kwargs: dict, dropout: bool = True
) -> tuple[Any, torch.Tensor, torch.Tensor | None]:
    """What multi-head attention gives its caller, its weights (samples, heads, queries, keys), and what was masked.

    Without `dropout` the weights are those before it, and nothing is drawn at random.
    """
    call = inspect.signature(nn.functional.multi_head_attention_forward).bind(*args, **kwargs)
    call.apply_defaults()
    given = call.arguments
    asked, average = given["need_weights"], given["average_attn_weights"]
    given.update(need_weights=True, average_attn_weights=False)
    if not dropout:
        given["training"] = False
    output, weights = func(*call.args, **call.kwargs)
    every = weights if weights.dim() == 4 else weights.unsqueeze(0)
    masks = [_shut(mask) for mask in (given["attn_mask"], given["key_padding_mask"])]
    if masks[0] is not None:
        masks[0] = masks[0].reshape(-1, every.shape[1] if masks[0].dim() == 3 else 1, *masks[0].shape[-2:])
    if masks[1] is not None:
        masks[1] = masks[1].reshape(-1, 1, 1, masks[1].shape[-1])
    there = [nn.functional.pad(mask, (0, every.shape[-1] - mask.shape[-1])) for mask in masks if mask is not None]
    masked = there[0] if len(there) == 1 else there[0] | there[1] if there else None
    return (output, (weights.mean(-3) if average else weights) if asked else None), every, masked


def _shut(mask: torch.Tensor | None) -> torch.Tensor | None:
    """Where multi-head attention may not look: true, or minus infinity to be added."""
    return mask if mask is None or mask.dtype is torch.bool else mask == -math.inf


def attention_weights(query, key, value, attn_mask=None, dropout_p=0.0, is_causal=False, scale=None, enable_gqa=False):
    """The weights of scaled_dot_product_attention, and what was masked, by its published definition."""
    query, key = query.detach(), key.detach()
    if enable_gqa:
        key = key.repeat_interleave(query.shape[-3] // key.shape[-3], -3)
    scores = query @ key.transpose(-2, -1) * (query.shape[-1] ** -0.5 if scale is None else scale)
    masked = None
    if is_causal:
        masked = ~torch.ones(scores.shape[-2:], dtype=torch.bool, device=scores.device).tril()
    elif attn_mask is not None:
        attn_mask, added = attn_mask.detach(), attn_mask.dtype is not torch.bool
        masked = attn_mask <= _floor(attn_mask) if added else ~attn_mask
        scores = scores + attn_mask if added else scores
    if masked is None:
        return torch.softmax(scores, -1), None
    masked = masked.expand_as(scores)
    return torch.softmax(scores.masked_fill(masked, -math.inf), -1).nan_to_num(0.0), masked


def _floor(scores: torch.Tensor) -> float:
    """The scores that masks are written as: minus infinity, the lowest number, -1e9; no network's own are as low."""
    return -6e4 if scores.dtype is torch.float16 else -1e8


def masked_in(scores: torch.Tensor, post: torch.Tensor) -> torch.Tensor | None:
    """Where a mask took entries out of a softmax: scores of minus infinity, or as low as masks are written."""
    floor = _floor(scores)
    if scores.shape != post.shape or not bool((scores.amin() <= floor) if scores.numel() else False):
        return None
    return (scores <= floor) & (post == 0)


# ----------------------------------------------------------------------------------------------------------------------
# Tensors in nested tuples, lists and dicts, as models take and give them.


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


# ----------------------------------------------------------------------------------------------------------------------
# What the recorder was asked for, and what it found out about the model.


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


# ----------------------------------------------------------------------------------------------------------------------
# What one batch has of one layer.


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


# ----------------------------------------------------------------------------------------------------------------------
# The files of a log: gzipped JSON lines and safetensors, each whole or absent.


def aside_of(path: Path) -> Path:
    """Where a file is written before it is complete: hidden from Spark."""
    return path.with_name(f".{path.name}.tmp")


class Sink:
    """A file of one recording, written aside and published whole by `publish`."""

    ending = ""

    def __init__(self, path: Path, run: str | None, step: int):
        self.path, self._run, self._step = path, run, step
        self._aside = aside_of(path)
        path.parent.mkdir(parents=True, exist_ok=True)

    def write_now(self, layer: Layer, column: str, rows: torch.Tensor) -> bool:
        """Writes the only call's values of a layer at once, where that can be done; whether it did."""
        return False

    def finish_batch(self, layers: Iterable[Layer], number: int) -> None:
        """Writes what the batch still holds. Roles are known by now."""
        raise NotImplementedError

    def publish(self) -> None:
        self.close()
        os.replace(self._aside, self.path)

    def close(self) -> None:
        raise NotImplementedError

    def discard(self) -> None:
        """After a failure: nothing is left."""
        with contextlib.suppress(OSError):
            self.close(complete=False)
        self._aside.unlink(missing_ok=True)


class JsonLines(Sink):
    """Gzipped JSON lines: a row is one sample (and position) of one layer, units first."""

    ending = ".jsonl.gz"

    def __init__(self, path: Path, run: str | None, step: int):
        super().__init__(path, run, step)
        self._file = gzip.open(self._aside, "xt", compresslevel=4, encoding="utf-8")

    def finish_batch(self, layers: Iterable[Layer], number: int) -> None:
        for layer in layers:
            said = {
                "run": self._run, "step": self._step, "layer": layer.name, "depth": layer.depth,
                "activation": layer.activation, "role": layer.role, "positions_of": layer.positions_of,
            }  # fmt: skip
            row = {key: value for key, value in said.items() if value is not None}
            columns = {name: torch.cat(values) for name, values in layer.columns.items()}
            if layer.unit_axis:
                columns = {name: values.movedim(layer.unit_axis + 1, 1) for name, values in columns.items()}
            if columns["post"].dim() > 2:
                row["shape"] = list(columns["post"].shape[1:])
                if layer.unit_axis is not None:
                    row["unit_axis"] = 0
            positions = layer.position_column()
            for index, sample in enumerate(layer.sample_column().tolist()):
                row["sample"] = sample
                if positions is not None:
                    row["position"] = int(positions[index])
                values = {name: _numbers(column[index].flatten()) for name, column in columns.items()}
                self._file.write(json.dumps({**row, **values}, allow_nan=False) + "\n")

    def close(self, complete: bool = True) -> None:
        self._file.close()


class Safetensors(Sink):
    """A safetensors file: a header in JSON, then every tensor's bytes as the model has them.

    Each tensor goes to the disk when it is seen. Room for the header is kept before them; where it does not suffice,
    the file is copied once.
    """

    ending = ".safetensors"
    DTYPES = {
        torch.float64: "F64", torch.float32: "F32", torch.float16: "F16", torch.bfloat16: "BF16",
        torch.int64: "I64", torch.bool: "BOOL",
    }  # fmt: skip

    def __init__(self, path: Path, run: str | None, step: int, called_once: set[str], room: int):
        super().__init__(path, run, step)
        self._called_once = called_once
        self._room = room
        self._header: dict[str, Any] = {}
        self._metadata = {"format": "pt", "activations.version": "1", "activations.step": str(step)}
        if run is not None:
            self._metadata["activations.run"] = run
        self._late: list[tuple[str, torch.Tensor]] = []  # whose lengths would put what follows out of alignment
        self._batch = 0
        self._end = 0
        self._file = open(self._aside, "xb", buffering=0)
        self._file.seek(room)

    def write_now(self, layer: Layer, column: str, rows: torch.Tensor) -> bool:
        if layer.name not in self._called_once:
            return False
        self._add(f"{layer.name}/{column}", rows)
        return True

    def finish_batch(self, layers: Iterable[Layer], number: int) -> None:
        for layer in layers:
            for column, values in layer.columns.items():
                if values[0] is not None:
                    self._add(f"{layer.name}/{column}", torch.cat(values))
                self._describe(layer, column)
            rows = {"sample": layer.sample_column(), "position": layer.position_column()}
            for column, values in rows.items():
                if values is not None:
                    self._add(f"{layer.name}/{column}", values)
                    self._describe(layer, column)
        self._batch = number + 1

    def _name(self, name: str) -> str:
        return f"{name}/{self._batch}" if self._batch else name

    def _describe(self, layer: Layer, column: str) -> None:
        prefix = f"activations.{self._name(f'{layer.name}/{column}')}"
        shape = json.dumps(list(layer.shape), separators=(",", ":")) if len(layer.shape) > 1 else None
        said = {
            "layer": layer.name, "column": column, "depth": layer.depth, "activation": layer.activation,
            "role": layer.role, "shape": shape, "unit_axis": layer.unit_axis, "positions_of": layer.positions_of,
        }  # fmt: skip
        if column in ("sample", "position"):
            said = {"layer": layer.name, "column": column}
        self._metadata.update({f"{prefix}.{key}": str(value) for key, value in said.items() if value is not None})

    def _add(self, name: str, tensor: torch.Tensor) -> None:
        tensor = tensor if tensor.dtype in self.DTYPES else tensor.float()
        tensor = tensor.to("cpu").contiguous()
        if tensor.nbytes % 8:
            self._late.append((self._name(name), tensor.clone()))
        else:
            self._write(self._name(name), tensor)

    def _write(self, name: str, tensor: torch.Tensor) -> None:
        start, self._end = self._end, self._end + tensor.nbytes
        self._header[name] = {
            "dtype": self.DTYPES[tensor.dtype], "shape": list(tensor.shape), "data_offsets": [start, self._end],
        }  # fmt: skip
        if tensor.nbytes:
            _write_whole(self._file, memoryview((ctypes.c_char * tensor.nbytes).from_address(tensor.data_ptr())))

    def close(self, complete: bool = True) -> None:
        if not complete:
            return self._file.close()
        for name, tensor in sorted(self._late, key=lambda late: -late[1].element_size()):
            self._write(name, tensor)
        header = json.dumps({"__metadata__": self._metadata, **self._header}, separators=(",", ":")).encode()
        if len(header) + 8 > self._room:
            self._make_room((len(header) + 8 + 7) // 8 * 8)
        self._file.seek(0)
        _write_whole(self._file, memoryview((self._room - 8).to_bytes(8, "little") + header.ljust(self._room - 8)))
        self._file.close()

    def _make_room(self, room: int) -> None:
        self._file.close()
        old = self._aside.with_name(f"{self._aside.name}.old")
        os.replace(self._aside, old)
        try:
            with open(old, "rb", buffering=0) as source:
                self._file = open(self._aside, "xb", buffering=0)
                self._file.seek(room)
                source.seek(self._room)
                while chunk := source.read(1 << 24):
                    _write_whole(self._file, memoryview(chunk))
        finally:
            old.unlink()
        self._room = room


def _write_whole(file, data: memoryview) -> None:
    while data:
        data = data[file.write(data) :]


def _numbers(values: torch.Tensor) -> list:
    """The exact values; JSON has no NaN and no infinity, so these are the strings that Spark reads as such."""
    numbers = values.tolist()
    if not values.is_floating_point() or torch.isfinite(values).all():
        return numbers
    return [v if math.isfinite(v) else "NaN" if v != v else "Infinity" if v > 0 else "-Infinity" for v in numbers]


# ----------------------------------------------------------------------------------------------------------------------
# Memory for what is computed on the way, used over and over.


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


# ----------------------------------------------------------------------------------------------------------------------
# Which samples were recorded, exactly and in little memory.


FEW = 1024  # so many are listed


class SampleNumbers:
    """Numbers of samples, added in any order, each once; numbers that follow one another are held as a range."""

    def __init__(self):
        self._ranges: list[tuple[int, int]] = []  # first and last

    def add(self, numbers: Iterable[int]) -> None:
        for number in numbers:
            if self._ranges and self._ranges[-1][1] == number - 1:
                self._ranges[-1] = self._ranges[-1][0], number
            else:
                self._ranges.append((number, number))

    def __len__(self) -> int:
        return sum(last - first + 1 for first, last in self._ranges)

    def __iter__(self) -> Iterator[int]:
        return (number for first, last in self._ranges for number in range(first, last + 1))

    def bitmap(self) -> bytes:
        """A 64-bit Roaring bitmap in the portable format, all of its containers runs."""
        high: dict[int, dict[int, list[tuple[int, int]]]] = {}
        for first, last in sorted(self._ranges):
            while first <= last:
                end = min(last, first | 0xFFFF)
                runs = high.setdefault(first >> 32, {}).setdefault(first >> 16 & 0xFFFF, [])
                runs.append((first & 0xFFFF, end - first))
                first = end + 1
        parts = [struct.pack("<Q", len(high))]
        for key, containers in high.items():
            parts += [struct.pack("<I", key), _bitmap_of_runs(containers)]
        return b"".join(parts)


def _bitmap_of_runs(containers: dict[int, list[tuple[int, int]]]) -> bytes:
    """A 32-bit Roaring bitmap: of each 16 upper bits, the runs of the lower ones as (first, length - 1)."""
    count = len(containers)
    head = struct.pack("<I", 12347 | count - 1 << 16) + ((1 << count) - 1).to_bytes((count + 7) // 8, "little")
    for key, runs in containers.items():
        head += struct.pack("<HH", key, sum(more + 1 for _, more in runs) - 1)
    bodies = []
    for runs in containers.values():
        bodies.append(struct.pack("<H", len(runs)) + b"".join(struct.pack("<HH", *run) for run in runs))
    if count >= 4:  # then come the places of the containers
        place = len(head) + 4 * count
        for body in bodies:
            head += struct.pack("<I", place)
            place += len(body)
    return head + b"".join(bodies)


# ----------------------------------------------------------------------------------------------------------------------
# What values tell of a catalogue's function: when a unit fires, where the function levels off, its derivative.


INF = math.inf
ALWAYS = ("inside", -INF, INF)  # the derivative is 0 on no interval
WHERE_IT_FIRES = "where it fires"  # the derivative is 1 there, and 0 elsewhere
LEVEL = 0.05  # of the largest derivative; at or below it a function has levelled off
EDGE = math.sqrt(1 - LEVEL)


class Side:
    """What one value tells, seen from the input or from the output.

    fires       ("inside", low, high), ("outside", low, high), or None: it does not tell
    low, high   the ends of the tails, which belong to them; None: there is no such tail, or it does not tell
    derivative  of a tensor of such values; None: it does not tell
    in_single   whether the derivative is as exact as its argument in single precision, far out too
    """

    def __init__(
        self,
        fires: tuple | None = ALWAYS,
        low: float | None = None,
        high: float | None = None,
        derivative: Any = None,
        in_single: bool = False,
    ):
        self.fires, self.low, self.high, self.derivative = fires, low, high, derivative
        self.in_single = in_single

    def firing(self, values: torch.Tensor) -> torch.Tensor | None:
        """1 where a value fires, of finite ones, and 0 elsewhere, as `flags`; None: all of them fire."""
        kind, low, high = self.fires
        if kind == "outside":
            return flags(torch.lt, values, low).add_(flags(torch.gt, values, high, "others"))
        above = flags(torch.gt, values, low) if low > -INF else None
        below = flags(torch.lt, values, high, "others") if high < INF else None
        return above if below is None else below if above is None else above.mul_(below)

    def slopes(self, values: torch.Tensor) -> torch.Tensor:
        """The derivative at each value."""
        return self.derivative(values if self.in_single else values.double())


def flags(compare: Callable, values: torch.Tensor, limit: Any, use: str = "flags") -> torch.Tensor:
    """1 where the comparison holds and 0 elsewhere, of single or double precision: that adds up faster than booleans.

    To be used up before the next ones of the same use.
    """
    if values.dtype is torch.float32 and not isinstance(limit, torch.Tensor) and torch.tensor(limit).item() != limit:
        values = values.double()  # a limit that single precision lacks
    return compare(values, limit, out=SCRATCH.like(values, values.dtype, use))


class Behaviour:
    """The facts of a function of single numbers. `value` computes it, where inputs are recorded."""

    def __init__(
        self, by_input: Side, by_output: Side, low: float = -INF, high: float = INF, value: Callable | None = None
    ):
        self.by_input, self.by_output, self.low, self.high, self.value = by_input, by_output, low, high, value


def behaviour_of(activation: str | None) -> Behaviour | None:
    """The facts of an activation as the catalogue writes it; None of softmax kinds, GLU and no activation.

    ValueError if they are not known here.
    """
    kind = kind_of(activation)
    if kind in ("", "softmax", "softmin", "log_softmax", "sparsemax", "hardmax", "glu", "reglu", "geglu", "swiglu"):
        return None
    make = _BEHAVIOURS.get(kind)
    given = re.fullmatch(r"\w+(?:\((.*)\))?", activation.strip())
    if make is None or given is None:
        raise ValueError(
            f"no summary can be made of the activation {activation}: record its values, without summarise="
        )
    if kind == "gelu":
        return _gelu_exact() if "none" in (given[1] or "") else _gelu()
    values = [float(part.split("=")[-1]) for part in (given[1] or "").split(",") if part.strip()]
    return make(*values)


def _both(side: Side, low: float, high: float = INF) -> Behaviour:
    return Behaviour(side, side, low, high)


def _relu() -> Behaviour:
    return _both(Side(("inside", 0, INF), derivative=WHERE_IT_FIRES), 0)


def _clamp(low: float, high: float) -> Behaviour:
    return _both(Side(("inside", low, high), low, high, WHERE_IT_FIRES), low, high)


def _leaky(alpha: float) -> Behaviour:
    def slope(x):
        return torch.where(x > 0, torch.ones_like(x), alpha)

    told = Side(("inside", 0, INF) if alpha == 0 else ALWAYS, derivative=slope)
    by_output = told if alpha >= 0 else Side(told.fires)
    low = 0 if alpha <= 0 else -INF
    return Behaviour(told, by_output, low, value=lambda x: torch.where(x > 0, x, alpha * x))


def _threshold(threshold: float, value: float = 0.0) -> Behaviour:
    outside = Side(("outside", value, value), derivative=WHERE_IT_FIRES)
    return Behaviour(Side(("inside", threshold, INF), derivative=WHERE_IT_FIRES), outside, min(threshold, value))


def _elu(alpha: float = 1.0) -> Behaviour:
    if alpha == 0:
        return _relu()
    tail = min(0.0, math.log(LEVEL * max(1, abs(alpha)) / abs(alpha)))

    def slope(x):
        return torch.where(x > 0, 1.0, alpha * x.clamp(max=0).exp())

    def value(x):
        return torch.where(x >= 0, x, alpha * x.clamp(max=0).expm1())

    if alpha < 0:
        return Behaviour(Side(low=tail, derivative=slope), Side(), 0, value=value)
    by_output = Side(low=alpha * math.expm1(tail), derivative=lambda a: torch.where(a > 0, 1.0, a + alpha))
    return Behaviour(Side(low=tail, derivative=slope), by_output, -alpha, value=value)


def _celu(alpha: float = 1.0) -> Behaviour:
    tail = alpha * math.log(LEVEL) if alpha > 0 else None
    by_output = Side(
        low=None if tail is None else alpha * math.expm1(tail / alpha),
        derivative=lambda a: torch.where(a > 0, 1.0, 1 + a / alpha),
    )
    by_input = Side(low=tail, derivative=lambda x: torch.where(x > 0, 1.0, (x.clamp(max=0) / alpha).exp()))
    return Behaviour(
        by_input, by_output, -alpha if alpha > 0 else -INF,
        value=lambda x: torch.where(x >= 0, x, alpha * (x.clamp(max=0) / alpha).expm1()),
    )  # fmt: skip


def _selu() -> Behaviour:
    scale, scaled = 1.0507009873554805, 1.7580993408473768
    by_output = Side(
        low=scaled * math.expm1(math.log(LEVEL)), derivative=lambda a: torch.where(a > 0, scale, a + scaled)
    )
    return Behaviour(Side(), by_output, -scaled)


def _by_input(low: float | None, smallest: float, value: Callable, slope: Callable, fires: tuple = ALWAYS) -> Behaviour:
    """A function that falls and rises, so that its output does not tell; only hard_swish can be off."""
    return Behaviour(
        Side(fires, low, derivative=slope, in_single=True),
        Side(ALWAYS if fires is ALWAYS else None),
        smallest,
        value=value,
    )


def _gelu() -> Behaviour:
    a, b = math.sqrt(2 / math.pi), 0.044715

    def slope(x):
        # (1 + tanh(u))/2 as sigmoid(2u), which is exact far out as well. There x times the rest overflows: x stops at 50.
        x = x.clamp(-50, 50)
        square = x * x
        half = torch.sigmoid((square * (2 * a * b)).add_(2 * a).mul_(x))
        return square.mul_(6 * a * b).add_(2 * a).mul_(x).mul_(1 - half).add_(1).mul_(half)

    return _by_input(-2.2857000662662843, -0.17004075057125405, WRITTEN_OUT["gelu"], slope)


def _gelu_exact() -> Behaviour:
    def slope(x):
        density = (x * x).mul_(-0.5).exp_().mul_(x).mul_(1 / math.sqrt(2 * math.pi))
        return density.add_(torch.erfc(x * -math.sqrt(0.5)), alpha=0.5)

    return _by_input(-2.2785606938035557, -0.16997120747990366, torch.nn.functional.gelu, slope)


def _swish(beta: float = 1.0) -> Behaviour:
    if beta <= 0:
        raise ValueError(f"no summary can be made of swish(beta={beta}): record its values, without summarise=")

    def slope(x):
        s = torch.sigmoid(beta * x)
        return (1 - s).mul_(x).mul_(beta).add_(1).mul_(s)

    return _by_input(
        -3.9298973160966496 / beta, -0.2784645427610738 / beta, lambda x: x * torch.sigmoid(beta * x), slope
    )


def _mish() -> Behaviour:
    def slope(x):
        t = torch.tanh(torch.nn.functional.softplus(x))
        return t + x * (1 - t * t) * torch.sigmoid(x)

    return _by_input(-3.981251494912804, -0.3088434130172504, torch.nn.functional.mish, slope)


def _hard_swish() -> Behaviour:
    def slope(x):
        return ((x + 1.5) / 3).masked_fill(x <= -3, 0.0).masked_fill(x >= 3, 1.0)

    return _by_input(-3, -0.375, torch.nn.functional.hardswish, slope, ("inside", -3, INF))


def _softplus(beta: float = 1.0) -> Behaviour:
    tail = -math.log(1 / LEVEL - 1) / beta
    by_output = Side(low=math.log1p(math.exp(beta * tail)) / beta, derivative=lambda a: -torch.expm1(-beta * a))
    return Behaviour(Side(), by_output, 0)


def _squareplus(b: float = 4.0) -> Behaviour:
    if b == 0:
        return _relu()
    tail = -0.9 * math.sqrt(b / 0.19)
    by_output = Side(low=(tail + math.sqrt(tail * tail + b)) / 2, derivative=lambda a: 4 * a * a / (4 * a * a + b))
    return Behaviour(Side(), by_output, 0)


def _log_sigmoid() -> Behaviour:
    tail = math.log(1 / LEVEL - 1)
    return Behaviour(Side(), Side(high=-math.log1p(math.exp(-tail)), derivative=lambda a: -torch.expm1(a)), -INF, 0)


def _squashing(low: float, high: float, edges: tuple[float, float], slope: Callable) -> Behaviour:
    return Behaviour(Side(), Side(ALWAYS, *edges, slope), low, high)


def _hard_sigmoid() -> Behaviour:
    by_output = Side(("inside", 0, 1), 0, 1, lambda a: ((a > 0) & (a < 1)) * torch.full_like(a, 1 / 6))
    return Behaviour(Side(), by_output, 0, 1)


def _shrinking(_=0.5) -> Behaviour:
    return Behaviour(Side(), Side(("outside", 0, 0), derivative=WHERE_IT_FIRES))


def _tanh_shrink() -> Behaviour:
    return _by_input(None, -INF, lambda x: x - x.tanh(), lambda x: x.tanh().square())


_SOFT_EDGE = 1 - math.sqrt(LEVEL)
_BEHAVIOURS: dict[str, Callable[..., Behaviour]] = {
    "identity": lambda: Behaviour(Side(), Side(derivative=torch.ones_like)),
    "relu": _relu,
    "relu6": lambda: _both(Side(("inside", 0, 6), None, 6, WHERE_IT_FIRES), 0, 6),
    "leaky_relu": lambda alpha=0.01: _leaky(alpha),
    "prelu": lambda alpha=0.25: _leaky(alpha),
    "squared_relu": lambda: Behaviour(
        Side(), Side(("inside", 0, INF), derivative=lambda a: 2 * a.clamp(min=0).sqrt()), 0
    ),
    "threshold": _threshold,
    "elu": _elu,
    "celu": _celu,
    "selu": _selu,
    "gelu": _gelu,
    "quick_gelu": lambda: _swish(1.702),
    "swish": _swish,
    "silu": _swish,
    "mish": _mish,
    "hard_swish": _hard_swish,
    "softplus": _softplus,
    "squareplus": _squareplus,
    "exponential": lambda: Behaviour(Side(), Side(derivative=lambda a: a), 0),
    "sigmoid": lambda: _squashing(0, 1, ((1 - EDGE) / 2, (1 + EDGE) / 2), lambda a: a * (1 - a)),
    "hard_sigmoid": _hard_sigmoid,
    "log_sigmoid": _log_sigmoid,
    "tanh": lambda: _squashing(-1, 1, (-EDGE, EDGE), lambda a: 1 - a * a),
    "hard_tanh": lambda low=-1.0, high=1.0: _clamp(low, high),
    "softsign": lambda: _squashing(-1, 1, (-_SOFT_EDGE, _SOFT_EDGE), lambda a: (1 - a.abs()).square()),
    "soft_shrink": _shrinking,
    "hard_shrink": _shrinking,
    "tanh_shrink": _tanh_shrink,
}  # fmt: skip


# ----------------------------------------------------------------------------------------------------------------------
# Counts, means, squares and a histogram of tensors, added up in double precision.


class Moments:
    """How many numbers there are, their mean, and the sums of squared and cubed deviations; of each unit, or of all.

    Merged by the formulas of Chan, Golub and LeVeque (1983) and Pébay (2008).
    """

    def __init__(self, count: torch.Tensor, mean: torch.Tensor, m2: torch.Tensor, m3: torch.Tensor):
        self.count, self.mean, self.m2, self.m3 = count, mean, m2, m3

    @classmethod
    def of(cls, values: torch.Tensor, there: torch.Tensor | None, dims: list[int]) -> Moments:
        """Of values along some axes, where they are `there`; values that are not there have to be finite."""
        first = values
        for dim in dims:
            first = first.narrow(dim, 0, 1)
        first = first.double()
        # Equal values have no spread at all.
        apart = SCRATCH.like(values, torch.float64, "apart").copy_(values).sub_(first)
        if there is None:
            count = torch.full_like(first, values.numel() // first.numel())
        else:
            count = there.sum(dims, keepdim=True, dtype=torch.float64)
            apart *= there
        mean = apart.sum(dims, keepdim=True) / count.clamp(min=1)
        apart -= mean
        if there is not None:
            apart *= there
        squares = torch.mul(apart, apart, out=SCRATCH.like(apart, torch.float64, "squares"))
        m2 = squares.sum(dims, keepdim=True)
        m3 = squares.mul_(apart).sum(dims, keepdim=True)
        return cls(*(part.flatten() for part in (count, (first + mean) * (count > 0), m2, m3)))

    def plus(self, other: Moments | None) -> Moments:
        if other is None:
            return self
        count = self.count + other.count
        ours, theirs = self.count / count.clamp(min=1), other.count / count.clamp(min=1)
        delta = other.mean - self.mean
        spread = delta * delta * ours * other.count
        m3 = self.m3 + other.m3 + spread * delta * (ours - theirs)
        m3 += 3 * delta * (ours * other.m2 - theirs * self.m2)
        mean = torch.where(self.count == 0, other.mean, self.mean + delta * theirs)
        return Moments(count, mean, self.m2 + other.m2 + spread, m3)

    def of_all(self) -> tuple[int, float, float, float]:
        """All units together: count, mean, m2, m3."""
        count = self.count.sum()
        if count == 0:
            return 0, 0.0, 0.0, 0.0
        first = self.mean[self.count > 0][0]
        mean = first + ((self.mean - first) * self.count).sum() / count
        delta = torch.where(self.count > 0, self.mean - mean, 0.0)
        m2 = (self.m2 + self.count * delta * delta).sum()
        m3 = (self.m3 + 3 * delta * self.m2 + self.count * delta**3).sum()
        return int(count), mean.item(), m2.item(), m3.item()


class Histogram:
    """Counts of finite numbers by the upper 16 bits of their doubles: sign, exponent and four bits of mantissa.

    Zeros are counted by themselves; NaN and infinities are not counted.
    """

    def __init__(self):
        self.positive_zeros = self.negative_zeros = 0
        self._floats = self._doubles = 0  # counts by the upper 13 bits of floats, and by the upper 16 of doubles

    def add(self, values: torch.Tensor) -> None:
        if values.dtype is torch.float64:
            self._add_zeros(values.view(torch.int64))
            self._add_doubles(values)
            return
        values = values.float()
        bits = values.view(torch.int32)
        keys = torch.bitwise_right_shift(bits, 19, out=SCRATCH.like(bits, torch.int32, "bins")).bitwise_and_(0x1FFF)
        counts = torch.bincount(keys, minlength=1 << 13)
        self._floats = self._floats + counts
        tiny = counts[:16].sum() + counts[4096:4112].sum()
        if tiny == 0:
            return
        if values.numel() - tiny == flags(torch.ne, values, 0).sum():  # zeros alone
            self.positive_zeros, self.negative_zeros = (
                self.positive_zeros + counts[0],
                self.negative_zeros + counts[4096],
            )
        else:  # subnormal floats are normal doubles
            self._add_zeros(bits)
            self._add_doubles(values[values.abs() < torch.finfo(torch.float32).tiny].double())

    def _add_zeros(self, bits: torch.Tensor) -> None:
        positive, negative = (bits == 0).sum(), (bits == torch.iinfo(bits.dtype).min).sum()
        self.positive_zeros, self.negative_zeros = self.positive_zeros + positive, self.negative_zeros + negative

    def _add_doubles(self, values: torch.Tensor) -> None:
        bits = values[values != 0].view(torch.int64)
        self._doubles = self._doubles + torch.bincount((bits >> 48) & 0xFFFF, minlength=1 << 16)

    def bins(self) -> tuple[torch.Tensor, torch.Tensor]:
        """The bins that numbers lie in, ascending, and how many lie in each."""
        counts = torch.zeros(1 << 16, dtype=torch.int64)
        if isinstance(self._doubles, torch.Tensor):
            counts += self._doubles.cpu()
        if isinstance(self._floats, torch.Tensor):
            key = torch.arange(1 << 13)
            exponent = key >> 4 & 0xFF
            normal = (exponent > 0) & (exponent < 255)
            place = (key >> 12 << 15) | (exponent + 1023 - 127 << 4) | (key & 15)
            counts.index_add_(0, place[normal], self._floats.cpu()[normal])
        counts.view(2, 2048, 16)[:, 2047] = 0  # NaN and infinities
        places = counts.nonzero().flatten()
        return places, counts[places]


# ----------------------------------------------------------------------------------------------------------------------
# What the values of one layer at one step add up to: the columns of the table of statistics (docs/statistics.md).


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


# ----------------------------------------------------------------------------------------------------------------------
# The table of statistics: what a recording adds up to, in place of its values.


PAGE = 65_536  # units of one row
OF_UNITS = ("samples", "values", "tail_values", "non_finite", "fired", "firing_values", "low", "high", "gradients",
            "gradients_not_zero")  # fmt: skip
OF_LAYERS = ("rows", "rows_with_input", "samples", "masked", "values", "nan", "positive_infinity", "negative_infinity",
             "input_non_finite", "non_finite_outputs", "impossible_outputs", "compared_outputs", "mismatched_outputs",
             "gradient_non_finite", "gradient_samples", "softmax_rows", "softmax_row_sum_errors", "softmax_collapsed",
             "softmax_max_probability_sum", "softmax_judged_max_probability_sum", "head_rows", "head_entropy_sums",
             "class_rows", "class_wins")  # fmt: skip


class Summary(Sink):
    """A file in the columns of docs/statistics.md: one row for each layer and page of its units."""

    def __init__(self, path: Path, run: str | None, step: int, mode: str | None = None):
        super().__init__(path, run, step)
        self._mode = mode
        self._layers: dict[str, tuple[Layer, LayerSums, bool]] = {}

    def sums(self, layer: Layer) -> LayerSums:
        """What the layer adds up to so far."""
        if layer.name in self._layers:
            sums = self._layers[layer.name][1]
            if sums.shape != layer.shape:
                raise ValueError(
                    f"layer {layer.name} has rows of the shape {sums.shape} and of {layer.shape}: a summary needs batches "
                    "of one shape, such as tokens padded to one length"
                )
            return sums
        sums = LayerSums(layer.activation, layer.shape, layer.unit_axis)
        self._layers[layer.name] = (layer, sums, False)
        return sums

    def finish_batch(self, layers: Iterable[Layer], number: int) -> None:
        for layer in layers:
            _, sums, several = self._layers[layer.name]
            sums.end_batch(layer.first_sample, layer.sample_column())
            self._layers[layer.name] = (layer, sums, several or layer.position_column() is not None)

    def close(self, complete: bool = True) -> None:
        if complete:
            self._write(self._rows())

    def _write(self, rows: Iterable[dict[str, Any]]) -> None:
        raise NotImplementedError

    def _rows(self) -> Iterator[dict[str, Any]]:
        for layer, sums, several in self._layers.values():
            head = {"statistics_version": 1, "run": self._run, "layer": layer.name, "step": self._step,
                    "depth": layer.depth, "activation": layer.activation, "role": layer.role, "mode": self._mode,
                    "samples_named": True, "several_rows_per_sample": several}  # fmt: skip
            for row in rows_of(sums):
                yield {key: value for key, value in {**head, **row}.items() if value is not None}


class JsonSummary(Summary):
    """Gzipped JSON lines."""

    ending = ".jsonl.gz"

    def _write(self, rows: Iterable[dict[str, Any]]) -> None:
        with gzip.open(self._aside, "xt", compresslevel=4, encoding="utf-8") as file:
            for row in rows:
                plain = {column: _in_json(value) for column, value in row.items()}
                file.write(json.dumps(plain, allow_nan=False) + "\n")


class ParquetSummary(Summary):
    """Parquet, by pyarrow."""

    ending = ".parquet"

    def _write(self, rows: Iterable[dict[str, Any]]) -> None:
        import pyarrow
        from pyarrow import parquet

        rows = list(rows)  # tensors as yet, which the sums hold anyway
        types = {column: _arrow_type(pyarrow, value) for row in rows for column, value in row.items()}
        schema = pyarrow.schema(types.items())
        options: dict[str, Any] = {"compression": "gzip", "use_dictionary": False}
        if "write_page_checksum" in inspect.signature(parquet.ParquetWriter).parameters:  # pyarrow 12 and later
            options["write_page_checksum"] = True
        with parquet.ParquetWriter(self._aside, schema, **options) as file:
            for group in _groups(rows):
                plain = [{column: _plain(value) for column, value in row.items()} for row in group]
                file.write_table(pyarrow.Table.from_pylist(plain, schema))


def _groups(rows: list[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    """Rows of as many units together as a page has, or one row: what is Python's numbers at once, and a row group."""
    group, units = [], 0
    for row in rows:
        size = len(row["unit_values"])
        if group and units + size > PAGE:
            yield group
            group, units = [], 0
        group.append(row)
        units += size
    if group:
        yield group


def summary_form(format: str | None) -> type[Summary]:
    """Parquet where pyarrow is there, otherwise JSON lines; or what the format says."""
    if format is None:
        format = "parquet" if importlib.util.find_spec("pyarrow") else "jsonl"
    return {"parquet": ParquetSummary, "jsonl": JsonSummary}[format]


def rows_of(sums: LayerSums) -> Iterable[dict[str, Any]]:
    """A row for each page of units; what belongs to the layer as a whole is in the first."""
    shape = (sums.units, *(size for axis, size in enumerate(sums.shape) if axis != sums.unit_axis))
    layout = {
        "epsilon": 0.0, "positions_before": 1, "units": sums.units, "positions_after": math.prod(shape[1:]),
        "last_axis": shape[-1], "axes": len(shape), "heads": shape[0] if len(shape) > 2 else 0,
    }  # fmt: skip
    units = _of_units(sums)
    for first in range(0, sums.units, PAGE):
        page = {column: values[first : first + PAGE] for column, values in units.items()}
        yield {**layout, "first_unit": first, **(_of_layer(sums) if first == 0 else {}), **page}


def _of_units(sums: LayerSums) -> dict[str, torch.Tensor]:
    columns = {f"unit_{name}": sums.counts.get(f"unit_{name}") for name in OF_UNITS}
    moments = sums.moments["unit"]
    columns.update(unit_finite=moments.count.long(), unit_mean=moments.mean, unit_m2=moments.m2, **{
        name: sums.extremes[name] for name in ("unit_min", "unit_max")
    })  # fmt: skip
    return {name: values.cpu() for name, values in columns.items() if values is not None}


def _of_layer(sums: LayerSums) -> dict[str, Any]:
    counts = sums.counts
    row = {"log_rows": counts["log_rows"], "rows_without_values": 0, "repeated_positions": 0, "missing": 0}
    row |= {**_of_samples("", sums.samples), **_of_samples("empty_", sums.empty_samples)}
    for prefix, name in (
        ("finite_", "unit"),
        ("derivative_", "derivative"),
        ("input_", "input"),
        ("gradient_", "gradient"),
    ):
        if name in sums.moments:
            row.update(zip((f"{prefix}{end}" for end in ("count", "mean", "m2", "m3")), sums.moments[name].of_all()))
    row.update({name: torch.as_tensor(counts[name]).cpu() for name in OF_LAYERS if name in counts})
    histogram = sums.histogram
    row["histogram_bins"], row["histogram_counts"] = histogram.bins()
    row["positive_zeros"], row["negative_zeros"] = int(histogram.positive_zeros), int(histogram.negative_zeros)
    row["min"], row["max"] = sums.extremes["unit_min"].min().cpu(), sums.extremes["unit_max"].max().cpu()
    if "input_min" in sums.extremes:
        row["input_min"] = sums.extremes["input_min"].cpu()
    return row


def _of_samples(prefix: str, samples: SampleNumbers) -> dict[str, Any]:
    if len(samples) > FEW:
        return {f"{prefix}sample_bitmap": samples.bitmap()}
    return {f"{prefix}sample_numbers": torch.tensor(list(samples))} if len(samples) else {}


def _plain(value: Any) -> Any:
    return value.tolist() if isinstance(value, torch.Tensor) else value


def _in_json(value: Any) -> Any:
    """JSON has no NaN, no infinity and no bytes: these are written as strings."""
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    numbers = _plain(value)
    if not isinstance(value, torch.Tensor) or not value.is_floating_point() or bool(torch.isfinite(value).all()):
        return numbers
    written = {math.inf: "Infinity", -math.inf: "-Infinity"}
    plain = [written.get(v, v) if v == v else "NaN" for v in (numbers if isinstance(numbers, list) else [numbers])]
    return plain if isinstance(numbers, list) else plain[0]


def _arrow_type(pyarrow: Any, value: Any) -> Any:
    if isinstance(value, torch.Tensor):
        number = pyarrow.float64() if value.is_floating_point() else pyarrow.int64()
        return pyarrow.list_(number) if value.dim() else number
    kinds = {bool: pyarrow.bool_(), int: pyarrow.int64(), float: pyarrow.float64(), bytes: pyarrow.binary()}
    return kinds.get(type(value), pyarrow.string())


# ----------------------------------------------------------------------------------------------------------------------
# The layers of one batch: tensors as they are seen, laid out for the file.


class Batch:
    """Collects the layers of one batch: lays their tensors out, and hands them to the file or holds them."""

    def __init__(self, settings: Settings, samples: int, first_sample: int, sink: Sink | None):
        self._settings = settings
        self._samples = samples
        self._first_sample = first_sample
        self._sink = sink  # None: a survey
        self._variants: dict[str, list[tuple[tuple, Layer]]] = {}
        self.layers: dict[str, Layer] = {}
        self.survey = Survey(samples)

    @property
    def is_survey(self) -> bool:
        return self._sink is None

    def add(
        self, name: str, activation: str | None, role: str | None, node: Node, layout: Layout, columns: dict
    ) -> Layer:
        """Adds one call of a layer; `columns` are its tensors as the model has them, by the column's name."""
        rows = {column: layout.rows(tensor.detach()) for column, tensor in columns.items()}
        shape, chosen = tuple(rows["post"].shape[1:]), layout.selected
        layer = self._layer(name, (shape, node.sources), activation, role)
        layer.shape, layer.unit_axis = shape, layout.unit_axis
        layer.samples.append(
            self._first_sample + (chosen.at // chosen.per_sample if chosen else torch.arange(self._samples))
        )
        layer.positions.append(chosen.at % chosen.per_sample if chosen and chosen.per_sample > 1 else None)
        if self.is_survey:
            self.survey.shapes.setdefault(name, tuple(columns["post"].shape))
            self.survey.calls[layer.name] += 1
            self.survey.values += sum(tensor.numel() for tensor in rows.values())
        elif isinstance(self._sink, Summary):
            self._sink.sums(layer).add(
                layer.samples[-1] - self._first_sample, self._samples, rows["post"], rows.get("pre"), rows.get("mask")
            )
        else:
            for column, tensor in rows.items():
                self._keep(layer, layout, column, tensor)
        return layer

    def add_attention(self, name: str, node: Node, weights: torch.Tensor, masked: torch.Tensor | None) -> None:
        """Adds weights and what was masked, both (samples, heads, queries, keys)."""
        node.layer = name
        layout = self.layout_of_rows(name, weights)
        layout.heads = layout.per_sample > 1
        columns = {"post": weights} if masked is None else {"post": weights, "mask": masked.expand_as(weights)}
        self.add(name, "softmax", "attention", node, layout, columns)

    def add_gate(self, name: str, activation: str, role: str, node: Node, values: torch.Tensor, mask: Any) -> None:
        """Adds a gate's values, (samples, units) or (samples, times, units), and which times are padding."""
        layout = self.layout_of_rows(name, values)
        layout.unit_axis = values.dim() - 2 + (layout.per_sample > 1)
        columns = {"post": values}
        if mask is not None and bool(mask.any()):
            columns["mask"] = mask.to(values.device).unsqueeze(-1).expand_as(values)
        self.add(name, activation, role, node, layout, columns)

    def add_gradients(self, loss: torch.Tensor) -> list[str]:
        """Adds the gradient of the loss at every layer; returns the layers that have none."""
        wanted = [(layer, edge, lay_out) for layer in self.layers.values() for edge, lay_out in layer.gradients]
        edges = [edge for _, edge, _ in wanted]
        gradients = torch.autograd.grad(loss, edges, allow_unused=True) if edges else ()
        whole = {layer.name for layer in self.layers.values() if len(layer.gradients) == len(layer.samples)}
        whole -= {layer.name for (layer, _, _), gradient in zip(wanted, gradients) if gradient is None}
        for (layer, _, lay_out), gradient in zip(wanted, gradients):
            if layer.name in whole:
                lay_out(gradient)
        return [name for name in self.layers if name not in whole]

    def follow_gradient(self, layer: Layer, layout: Layout, post: torch.Tensor, mask: torch.Tensor | None) -> None:
        at = layer.samples[-1] - self._first_sample

        def lay_out(gradient: torch.Tensor) -> None:
            rows = layout.rows(gradient.detach())
            if isinstance(self._sink, Summary):
                masked = None if mask is None else layout.rows(mask)
                self._sink.sums(layer).add_gradients(at, self._samples, rows, masked)
            else:
                self._keep(layer, layout, "gradient", rows)

        layer.gradients.append((torch.autograd.graph.get_gradient_edge(post), lay_out))

    def _layer(self, name: str, key: tuple, activation: str | None, role: str | None) -> Layer:
        """The layer of a call: the same one for a further call on the same weights, otherwise name#2 and so on."""
        variants = self._variants.setdefault(name, [])
        known = next((layer for known, layer in variants if known == key), None)
        if known and self._settings.calls == "positions":
            return known
        full = name if not variants else f"{name}#{len(variants) + 1}"
        layer = Layer(full, self._settings.depths.setdefault(full, len(self._settings.depths)), activation, role)
        layer.first_sample = self._first_sample
        variants.append((key, layer))
        self.layers[full] = layer
        return layer

    def _keep(self, layer: Layer, layout: Layout, column: str, rows: torch.Tensor) -> None:
        call = len(layer.columns.setdefault(column, []))
        if self._settings.positions:
            seed = f"{self._settings.seed}|{layer.name}|{self._first_sample}|{call}"
            if some := some_positions(rows, layout.unit_axis, self._settings.positions, seed):
                rows, layer.unit_axis, layer.positions_of = some
                layer.shape = tuple(rows.shape[1:])
        written = call == 0 and self._sink.write_now(layer, column, rows)
        layer.columns[column].append(None if written else rows.to("cpu", copy=True))

    # -- layouts

    def layout_of_rows(self, name: str, tensor: torch.Tensor) -> Layout:
        """The layout of what has its samples first, each once or several times."""
        rows = tensor.shape[0]
        if self.is_survey:
            return Layout(rows)
        if rows % self._samples:
            raise self._without_batch(name, tuple(tensor.shape))
        return Layout(self._samples, 0, rows // self._samples)

    def layout(self, name: str, activation: str | None, node: Node, shape: tuple[int, ...], dim: int | None) -> Layout:
        """The layout of an activation's output; `dim` is the axis that a softmax works along."""
        axes = len(shape)
        if self.is_survey and axes:
            return Layout(self._samples)
        selected = node.rows if node.rows is not None and axes and len(node.rows.at) == shape[0] else None
        layout = Layout(shape[0], selected=selected) if selected else self._layout_by_size(name, shape)
        softmax = kind_of(activation) in SOFTMAX_KINDS
        if axes == 1 and not softmax:
            layout.unit_axis = 0
            return layout
        axis = self._asked_axis(name, softmax, axes, dim)
        if axis is None:
            axis = node.axis if node.axis is not None and node.axis < axes else None
            axis = self._assumed_axis(name, shape, layout) if axis in (None, layout.batch_axis) else axis
        if not -axes <= axis < axes or axis % axes == layout.batch_axis:
            raise ValueError(f"layer {name}: axis {axis} of the shape {shape} is not within a sample")
        layout.set_axis(axis % axes, softmax)
        return layout

    def _asked_axis(self, name: str, softmax: bool, axes: int, dim: int | None) -> int | None:
        asked = matching(self._settings.unit_axis, name)
        if asked:
            return asked[0]
        if softmax and dim is None:
            return 0 if axes in (0, 1, 3) else 1  # torch's choice
        return dim if softmax else None

    def _layout_by_size(self, name: str, shape: tuple[int, ...]) -> Layout:
        survey, preferred = self._settings.survey, self._settings.batch_axis
        found = None
        if shape and survey and name in survey.shapes and survey.few != self._samples:
            found = grown_axis(survey.shapes[name], shape, survey.few, self._samples, preferred)
        if shape and found is None:
            found = fitting_axis(shape, self._samples, preferred)
        if found is None:
            raise self._without_batch(name, shape)
        return Layout(self._samples, *found, sample_first=preferred == 0)

    def _without_batch(self, name: str, shape: tuple[int, ...]) -> ValueError:
        return ValueError(
            f"layer {name} gives the shape {shape} for a probe of {self._samples} samples: no axis of it is the batch; "
            "say where the probe has its samples by batch_axis=, or leave the layer out by layers="
        )

    def _assumed_axis(self, name: str, shape: tuple[int, ...], layout: Layout) -> int:
        others = [axis for axis in range(len(shape)) if axis != layout.batch_axis]
        axis = others[0] if len(shape) > 3 else others[-1]
        if len(others) > 1:
            self._settings.say(
                f"layer {name}: nothing before it tells which axis of {shape} holds the units; axis {axis} was taken, "
                f"say another by unit_axis={{{name!r}: AXIS}}"
            )
        return axis


# ----------------------------------------------------------------------------------------------------------------------
# The modules of a model: their names, which are activations, and what runs in them.


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


# ----------------------------------------------------------------------------------------------------------------------
# Watches one forward pass: every function and every module.


ATTENTION = "multi_head_attention_forward"


class Call:
    """One call of a function: what it was given, as it was before the call."""

    def __init__(self, func: Callable, args: tuple, kwargs: dict):
        self.func, self.args, self.kwargs = func, args, kwargs
        self.op = getattr(func, "__name__", "").strip("_")
        self.given: list[tuple[torch.Tensor, Node | None]] = []
        self.function: Any = None  # what the catalogue calls it
        self.pre: torch.Tensor | None = None
        self.attention: list = []  # the weights, and what was masked

    def run(self) -> Any:
        return self.func(*self.args, **self.kwargs)


class Watch(TorchFunctionMode):
    """Watches one forward pass, module by module and function by function, and adds what it sees to the batch."""

    def __init__(self, modules: Modules, settings: Settings, batch: Batch, samples: int, anchor: torch.Tensor | None):
        super().__init__()
        self._modules, self._settings, self._batch = modules, settings, batch
        self._anchor = anchor  # where gradients are recorded: zero, to be added to what has none
        self._flow = Flow(modules.model, samples, rows=settings.batch_axis == 0)
        self._frames = [Frame("", modules.model)]
        self._held: dict[int, torch.Tensor] = {}
        self._inside = 0  # activation modules, whose functions are their own affair
        self._quiet = False
        self.called: set[str] = set()
        self.without_weights: list[str] = []
        self.torchscript: list[str] = []

    def run(self, args: tuple, kwargs: dict) -> Any:
        self._flow.start(tensors_in([args, kwargs]))
        with self._hooks(), self:
            output = self._modules.model(*args, **kwargs)
        self._end(output)
        return output

    def _end(self, output: Any) -> None:
        self._flow.returned(tensors_in(output))
        for layer in self._batch.layers.values():
            layer.role = self._settings.role(layer.name) or layer.role or role_of(layer.nodes, layer.activation)

    @property
    def layers(self) -> Collection[Layer]:
        return self._batch.layers.values()

    def missed(self) -> list[str]:
        """The modules with weights behind which no activation was seen."""
        return [node.module or type(self._modules.model).__name__ for node in self._flow.linear if is_missed(node)]

    # -- functions

    def __torch_function__(self, func, types, args=(), kwargs=None):
        call = Call(func, args, kwargs or {})
        if self._quiet:
            return call.run()
        self._before(call)
        if call.op == ATTENTION:
            result, *call.attention = with_weights(func, args, call.kwargs)
        else:
            result = call.run()
        return self._after(call, result)

    def _before(self, call: Call) -> None:
        call.given = [(tensor, self._flow.node(tensor)) for tensor in tensors_in([call.args, call.kwargs])]
        call.function = None if self._inside else FUNCTIONS.get(call.op)
        call.pre = input_of(call.func, call.args, call.kwargs) if call.function else None

    def _after(self, call: Call, result: Any) -> Any:
        op, args, kwargs = call.op, call.args, call.kwargs
        outputs = [args[0]] if op == "setitem" else tensors_in(result)
        if not outputs:
            return result
        self._flow.note(call.func, op, args, kwargs, call.given, outputs, self._frames[-1].name)
        if self._inside:
            return result
        if op == ATTENTION:
            self._see_attention(outputs[0], *call.attention)
        elif op == "scaled_dot_product_attention":
            self._see_scaled_dot_product(outputs[0], args, kwargs)
        elif call.pre is not None and len(outputs) == 1:
            result = self._see_function(op, call.function, args, kwargs, call.pre, result)
        return result

    def _see_function(self, op: str, function: Any, args: tuple, kwargs: dict, pre: torch.Tensor, post: torch.Tensor):
        node = self._flow.node(post)
        if not node.data or not (post.is_floating_point() or post.is_complex()):
            return post
        name = self._name_of_function(op, node)
        if not self._settings.is_wanted(name):
            return post

        def argument(place: int, key: str, default: Any) -> Any:
            return args[place] if len(args) > place else kwargs.get(key, default)

        activation = function(argument) if callable(function) else function
        if activation is None and self._settings.unknown == "raise":
            raise not_in_catalogue(name, op)
        return self._see(name, activation, node, pre, post, argument(1, "dim", None))

    def _name_of_function(self, op: str, node: Node) -> str:
        frame = self._frames[-1]
        order = frame.order(op, node, always_new=self._settings.calls == "layers")
        return f"{frame.name}@{op}" if order == 1 else f"{frame.name}@{op}.{order}"

    def _see_attention(self, output: torch.Tensor, weights: torch.Tensor, masked: torch.Tensor | None) -> None:
        frame = self._frames[-1]
        name = frame.name if isinstance(frame.module, nn.MultiheadAttention) else f"{frame.name}@attention"
        name = f"{name}.weights" if name else "weights"
        if self._settings.is_wanted(name):
            self._batch.add_attention(name, self._flow.node(output), weights, masked)

    def _see_scaled_dot_product(self, output: torch.Tensor, args: tuple, kwargs: dict) -> None:
        node = self._flow.node(output)
        called = self._name_of_function("scaled_dot_product_attention", node)
        name = f"{called}.weights"
        if not node.data or not self._settings.is_wanted(name):
            return
        if not self._settings.attention:
            self.without_weights.append(called)
            return
        weights, masked = attention_weights(*args, **kwargs)
        if weights.dim() == 3:
            weights, masked = weights.unsqueeze(1), None if masked is None else masked.unsqueeze(1)
        self._batch.add_attention(name, node, weights, masked)

    # -- modules

    @contextlib.contextmanager
    def _hooks(self, but: nn.Module | None = None) -> Iterator[None]:
        with contextlib.ExitStack() as hooks:
            for module, name in self._modules.names.items():
                if module is but:
                    continue
                if isinstance(module, torch.jit.ScriptModule):
                    if not any(name.startswith(f"{outer}.") for outer in self.torchscript):
                        self.torchscript.append(name)
                    continue
                before = module.register_forward_pre_hook(self._enter, with_kwargs=True)
                hooks.callback(before.remove)
                after = module.register_forward_hook(self._leave, with_kwargs=True, always_call=True)
                hooks.callback(after.remove)
            yield

    def _enter(self, module: nn.Module, args: tuple, kwargs: dict) -> None:
        name = self._modules.names[module]
        self._frames.append(Frame(name, module))
        activation = self._modules.activations.get(name)
        self._inside += activation is not None
        with self._unwatched():
            if activation and activation.needs_inputs:
                given = tensors_in([args, kwargs])[0].detach()
                in_place = type(module) not in CATALOGUE or getattr(module, "inplace", False)
                self._held[len(self._frames)] = given.clone() if in_place else given
            if isinstance(module, (nn.RNNBase, nn.MultiheadAttention)) and not module.batch_first:
                given = tensors_in([args, kwargs])[:1]
                self._batch.survey.sequence_first.update((name, x.shape[1]) for x in given if x.dim() == 3)

    def _leave(self, module: nn.Module, args: tuple, kwargs: dict, output: Any) -> Any:
        name = self._modules.names[module]
        activation = self._modules.activations.get(name)
        self._inside -= activation is not None
        pre = self._held.pop(len(self._frames), None)
        if output is not None:  # not after an exception
            with self._unwatched():
                self._flow.bridge(tensors_in([args, kwargs]), tensors_in(output), name)
                if activation and activation.wanted:
                    output = self._see_module(name, module, activation.name, pre, output)
                elif isinstance(module, RECURRENT) and not self._inside:
                    self._see_recurrent(name, module, args, kwargs, output)
                elif self._batch.is_survey and not self._inside:
                    self._see_written_out(name, module, args, kwargs, output)
        self._frames.pop()
        return output

    @contextlib.contextmanager
    def _unwatched(self) -> Iterator[None]:
        self._quiet, before = True, self._quiet
        try:
            yield
        finally:
            self._quiet = before

    def _see_module(self, name: str, module: nn.Module, activation: str | None, pre, post):
        if not isinstance(post, torch.Tensor):
            raise ValueError(f"layer {name} gives {described(post)}, not one tensor: leave it out by layers=")
        self.called.add(name)
        node = self._flow.node(post)
        node.data = True
        if activation and activation != "identity":
            node.meaning = "activation"
            node.gate = kind_of(activation) in SIGMOID_KINDS
        dim = -3 if isinstance(module, nn.Softmax2d) else getattr(module, "dim", None)
        return self._see(name, activation, node, pre, post, dim)

    def _see_recurrent(self, name: str, module: nn.Module, args: tuple, kwargs: dict, output: Any) -> None:
        inputs = args if args else (kwargs["input"],)
        inputs += tuple(value for key, value in kwargs.items() if key == "hx")
        if isinstance(inputs[0], torch.Tensor) and inputs[0].dim() != (2 if isinstance(module, nn.RNNCellBase) else 3):
            return  # without a batch: `missed` says so
        for tensor in tensors_in(output):
            self._flow.node(tensor).layer = name
        layers = {gate: f"{name}.{gate}" if name else gate for gate in gate_names(module)}
        if not any(map(self._settings.is_wanted, layers.values())):
            return
        node = Node(name, "linear", True, name)
        node.sources = frozenset(id(parameter) for parameter in module.parameters(recurse=False))
        with torch.no_grad():
            for gate, activation, role, values, mask in gates_of(name, module, inputs, output):
                if self._settings.is_wanted(layers[gate]):
                    values = values if isinstance(module, nn.RNNBase) else values.squeeze(1)
                    self._batch.add_gate(layers[gate], activation, role, node, values, mask)

    def _see_written_out(self, name: str, module: nn.Module, args: tuple, kwargs: dict, output: Any) -> None:
        """In a survey: a module without weights that gives a known function's values is that function."""
        alone = len(args) == 1 and not kwargs and isinstance(args[0], torch.Tensor) and isinstance(output, torch.Tensor)
        if (
            not name
            or not alone
            or next(module.parameters(), None) is not None
            or next(module.children(), None) is not None
        ):
            return
        if self._frames[-1].counts and output.shape == args[0].shape and output.data_ptr() != args[0].data_ptr():
            found = formula_of(args[0].detach(), output.detach())
            seen = {layer.activation for layer in self._batch.layers.values() if layer.name.startswith(f"{name}@")}
            if found and seen != {found}:
                self._batch.survey.written_out[name] = found

    # -- both

    def _see(self, name: str, activation: str | None, node: Node, pre, post, dim: int | None):
        """Adds an activation's output, and returns it: with a gradient of its own where gradients are recorded."""
        if post.is_complex():
            raise ValueError(
                f"layer {name} gives complex values, which have no units that fire: leave it out by layers="
            )
        if self._anchor is not None and torch.is_grad_enabled() and not post.requires_grad:
            post = post + self._anchor
            self._flow.replace(post, node)
        layout = self._batch.layout(name, activation, node, tuple(post.shape), dim)
        columns = {"post": post}
        if needs_inputs(activation) and pre is not None:
            columns["pre"] = pre
        if kind_of(activation) == "softmax" and pre is not None and (masked := masked_in(pre, post)) is not None:
            columns["mask"] = masked
        layer = self._batch.add(name, activation, None, node, layout, columns)
        layer.nodes.append(node)
        node.layer = layer.name
        if self._anchor is not None and post.requires_grad:
            self._batch.follow_gradient(layer, layout, post, columns.get("mask"))
        return post


def input_of(func: Callable, args: tuple, kwargs: dict) -> torch.Tensor | None:
    """What goes into a function: a copy where the function may overwrite it."""
    given = next(iter(tensors_in([args[:1], kwargs])), None)
    if given is None:
        return None
    in_place = func.__name__.endswith("_") or kwargs.get("inplace") or any(value is True for value in args[1:])
    return given.detach().clone() if in_place else given


# ----------------------------------------------------------------------------------------------------------------------
# How the model runs while it is recorded.


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


# ----------------------------------------------------------------------------------------------------------------------
# The folder of a log: which file a recording goes to.


class LogFolder:
    """Names the files of one run and process: activations-RUN-step-STEP-rank-RANK-PID.ENDING.

    What was there before this object was made is another job's: its steps are not recorded again. What came since is of
    another process of the same job, and has another name.
    """

    def __init__(self, folder: Path, run: str | None):
        self._folder = folder
        self._run = urllib.parse.quote(f"{run}-", safe="") if run else ""
        self._there = {path.name for path in folder.glob("activations-*")} if folder.is_dir() else set()
        self._parts: Counter[int] = Counter()

    def new_path(self, step: int, ending: str) -> Path:
        rank = "" if process_rank() is None else f"rank-{process_rank()}-"
        prefix = f"activations-{self._run}step-{step}-{rank}"
        of_this_step = re.compile(re.escape(prefix) + r"\d+(-\d+)?\.(jsonl\.gz|safetensors|parquet)")
        if before := next(filter(of_this_step.fullmatch, sorted(self._there)), None):
            raise ValueError(f"{self._folder / before} exists already: choose another run or folder, or delete it")
        while True:
            part = self._parts[step]
            self._parts[step] += 1
            path = self._folder / f"{prefix}{os.getpid()}{f'-{part}' if part else ''}{ending}"
            if not path.exists() and not aside_of(path).exists():
                return path


# ----------------------------------------------------------------------------------------------------------------------
# The probe: a tensor, a tuple or a dict, whole or in parts, or batches of them.


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


# ----------------------------------------------------------------------------------------------------------------------
# A look at the model before the first recording: where the samples are, and what is written out as a formula.


def look_around(modules: Modules, settings: Settings, args: tuple, kwargs: dict, may_find_batch_axis: bool) -> None:
    """Runs the model over two samples: axes that are shorter than with the whole batch hold the samples."""
    settings.survey = _surveyed(modules, settings, args, kwargs)
    if may_find_batch_axis and settings.survey and settings.survey.sequence_first:
        _find_batch_axis(modules, settings, args, kwargs)
    if settings.survey:
        for name, activation in settings.survey.written_out.items():
            modules.activations[name] = Activation(activation, settings.is_wanted(name))


def _surveyed(modules: Modules, settings: Settings, args: tuple, kwargs: dict) -> Survey | None:
    axis, samples = settings.batch_axis, samples_in(args, kwargs, settings)
    few = min(2, samples - 1) or 1
    args, kwargs = (narrowed(value, axis, samples, 0, few) for value in (args, kwargs))
    batch = Batch(settings, few, 0, None)
    depths, settings.depths = settings.depths, {}
    try:
        with gradients_wanted(False), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            Watch(modules, settings, batch, few, None).run(args, kwargs)
    except Exception:  # such as a model with a fixed batch: the pass over the whole batch tells what is wrong
        return None
    finally:
        settings.depths = depths
    return batch.survey


def _find_batch_axis(modules: Modules, settings: Settings, args: tuple, kwargs: dict) -> None:
    """Where every module with the sequence first was given the probe's second axis whole, the samples are there."""
    longest = max(tensors_in([args, kwargs]), key=lambda tensor: tensor.dim())
    given = {samples for _, samples in settings.survey.sequence_first}
    if longest.dim() < 2 or given != {longest.shape[1]} or settings.survey.few in given:
        return
    settings.batch_axis = 1
    settings.say(
        f"{min(settings.survey.sequence_first)[0]} has the sequence first, so the samples were taken to be axis 1 of "
        "the probe; say batch_axis=0 or batch_axis=1"
    )
    settings.survey = _surveyed(modules, settings, args, kwargs)


# ----------------------------------------------------------------------------------------------------------------------
# Watches training steps: every so many of them, what their activations add up to, beside the training.


PROVE_NOTHING = 299  # fewer samples cannot prove a unit dead
RANK = 1 << 32  # samples of a rank are numbered from here


class TrainingPass(Watch):
    """Watches the forward pass of one training step. The pass runs as it would; an error ends the watching alone."""

    def __init__(self, modules: Modules, settings: Settings, batch: Batch, samples: int):
        super().__init__(modules, settings, batch, samples, None)
        self.samples = samples
        self.error: Exception | None = None
        self.with_dropout: list[str] = []
        self._outer: nn.Module | None = None
        self._open = contextlib.ExitStack()

    def begin(self, outer: nn.Module, args: tuple, kwargs: dict) -> None:
        """To be called by a hook before the forward pass of `outer`, which is the model or wraps it."""
        self._outer = outer
        self._flow.start(tensors_in([args, kwargs]))
        if outer is self._modules.model:
            self._enter(outer, args, kwargs)
        else:
            self._open.enter_context(eagerly())
        self._open.enter_context(self._hooks(but=outer))
        self._open.enter_context(self)

    def end(self, args: tuple, kwargs: dict, output: Any) -> None:
        """To be called by a hook after it."""
        self.leave()
        if self._outer is self._modules.model:
            self._leave(self._outer, args, kwargs, output)
        self._guarded(self._end, output)

    def leave(self) -> None:
        self._open.close()

    def _guarded(self, action: Callable, *given: Any) -> None:
        if self.error is None:
            try:
                with beside_training():
                    action(*given)
            except Exception as error:
                self.error = error

    def __torch_function__(self, func, types, args=(), kwargs=None):
        call = Call(func, args, kwargs or {})
        if self._quiet or self.error is not None:
            return call.run()
        self._guarded(self._before, call)
        result = call.run()
        self._guarded(self._after, call, result)
        return result

    def _after(self, call: Call, result: Any) -> Any:
        if call.op == ATTENTION and not self._inside:
            _, *call.attention = with_weights(call.func, call.args, call.kwargs, dropout=False)
        return super()._after(call, result)

    def _enter(self, module: nn.Module, args: tuple, kwargs: dict) -> None:
        self._guarded(super()._enter, module, args, kwargs)

    def _leave(self, module: nn.Module, args: tuple, kwargs: dict, output: Any) -> None:
        self._guarded(super()._leave, module, args, kwargs, output)

    def _see_recurrent(self, name: str, module: nn.Module, args: tuple, kwargs: dict, output: Any) -> None:
        if getattr(module, "dropout", 0) and module.num_layers > 1 and module.training:
            self.with_dropout.append(name)  # what it drew is not known outside, so its gates cannot be computed again
        else:
            super()._see_recurrent(name, module, args, kwargs, output)


class _Window:
    """Consecutive training steps that are added up into one file."""

    def __init__(self, step: int, sink: Summary):
        self.step, self.sink = step, sink
        self.samples = self.passes = 0


class _Hook:
    """Calls a method of the watcher. A copy of the model, also a pickled one, is not watched."""

    def __init__(self, method: Callable):
        self._method = method

    def __call__(self, *given: Any) -> None:
        if not torch.compiler.is_compiling():
            self._method(*given)

    def __deepcopy__(self, memo: dict) -> Callable:
        return contextlib.nullcontext.__exit__  # does nothing, and is there wherever the copy is read

    def __reduce__(self) -> tuple:
        return getattr, (contextlib.nullcontext, "__exit__")


class TrainingWatch:
    """What `ActivationRecorder.watch` gives: watches until `close`, or to the end of a `with` block."""

    def __init__(
        self,
        model: nn.Module,
        modules: Modules,
        settings: Settings,
        folder: LogFolder,
        run: str | None,
        form: type[Summary],
        every: int,
        samples: int,
        step: Callable[[], int] | None,
        may_find_batch_axis: bool,
    ):
        self._modules, self._settings, self._folder = modules, settings, folder
        self._run, self._form = run, form
        self._every, self._samples, self._step = every, samples, step
        self._may_find_batch_axis = may_find_batch_axis
        self._passes = self._due = self._now = self._written = 0
        self._looked_around = self._busy = False
        self._shapes: Any = None
        self._window: _Window | None = None
        self._pass: TrainingPass | None = None
        self._writer = ThreadPoolExecutor(1, thread_name_prefix="activations")
        self._writing: list[Future] = []
        self._hooks = [
            model.register_forward_pre_hook(_Hook(self._before_pass), with_kwargs=True),
            model.register_forward_hook(_Hook(self._after_pass), with_kwargs=True, always_call=True),
        ]

    def __enter__(self) -> TrainingWatch:
        return self

    def __exit__(self, *exception: Any) -> None:
        self.close()

    @property
    def is_on(self) -> bool:
        """Whether it watches: until it is closed or an error switched it off."""
        return bool(self._hooks)

    def close(self) -> None:
        """Stops watching, and waits until all is written. Steps that are not `samples` samples yet are left out."""
        if self._hooks and self._window and not self._written and self._window.samples:
            if self._window.samples < PROVE_NOTHING:
                _warn(f"only {self._window.samples} samples were seen in training: fewer than 299 prove nothing")
            self._publish()
        elif self._hooks and not self._passes:
            _warn(
                "no training step was seen: steps are calls of the model that was given to the recorder, in training "
                "mode and with gradients; a model that is compiled afterwards cannot be seen"
            )
        self._stop()
        self._writer.shutdown(wait=True)
        self._check_writing()

    def _stop(self) -> None:
        for hook in self._hooks:
            hook.remove()
        self._hooks, self._window = [], None

    def _switch_off(self, error: BaseException) -> None:
        if self._hooks:
            self._stop()
            _warn(f"watching ended at step {self._now}, training goes on: {type(error).__name__}: {error}")

    # -- one training step

    def _before_pass(self, module: nn.Module, args: tuple, kwargs: dict) -> None:
        if self._busy or not module.training or not torch.is_grad_enabled():
            return
        try:
            self._begin(module, args, kwargs)
        except Exception as error:
            self._leave_pass()
            self._switch_off(error)

    def _begin(self, module: nn.Module, args: tuple, kwargs: dict) -> None:
        if self._leave_pass():  # the pass before was interrupted
            self._window = None
        self._check_writing()
        self._now = self._passes if self._step is None else int(self._step())
        self._passes += 1
        lazy = any(isinstance(p, nn.parameter.UninitializedTensorMixin) for p in self._modules.model.parameters())
        if not self._hooks or lazy or (self._window is None and self._now < self._due):
            return
        self._look_around(args, kwargs)
        count = samples_in(args, kwargs, self._settings)
        if not self._has_known_shapes(args, kwargs, count):
            return
        if self._window is None:
            path = self._folder.new_path(self._now, self._form.ending)
            self._window = _Window(self._now, self._form(path, self._run, self._now, mode="train"))
        first = RANK * (process_rank() or 0) + self._window.samples
        seen = Batch(self._settings, count, first, self._window.sink)
        self._pass = TrainingPass(self._modules, self._settings, seen, count)
        self._pass.begin(module, args, kwargs)

    def _look_around(self, args: tuple, kwargs: dict) -> None:
        if self._looked_around:
            return
        self._looked_around = self._busy = True
        model = self._modules.model
        try:
            with beside_training(), evaluating(model), eagerly(), gradients_wanted(False), same_randomness(model):
                look_around(self._modules, self._settings, args, kwargs, self._may_find_batch_axis)
        finally:
            self._busy = False

    def _has_known_shapes(self, args: tuple, kwargs: dict, count: int) -> bool:
        axis = self._settings.batch_axis
        shapes = [
            tuple(size for place, size in enumerate(tensor.shape) if place != axis or size != count)
            for tensor in tensors_in([args, kwargs])
        ]
        self._shapes = self._shapes or shapes
        if shapes != self._shapes:
            self._settings.say(
                f"only batches of the shapes {self._shapes} are watched, as the first was (the samples left out), not "
                f"such as {shapes}: sums need rows of one shape"
            )
        return shapes == self._shapes

    def _after_pass(self, module: nn.Module, args: tuple, kwargs: dict, output: Any) -> None:
        if self._pass is None or self._busy:
            return
        seen, self._pass = self._pass, None
        try:
            seen.end(args, kwargs, output)
            if output is None and sys.exc_info()[0] is not None:  # the model failed, so that some layers lack the batch
                self._window = None
                return
            if seen.error is not None:
                raise seen.error
            with beside_training():
                self._add(seen)
        except Exception as error:
            self._switch_off(error)

    def _add(self, seen: TrainingPass) -> None:
        if not seen.layers:
            raise ValueError("the model has no activations that can be seen")
        window = self._window
        window.sink.finish_batch(seen.layers, window.passes)
        window.samples += seen.samples
        window.passes += 1
        say = self._settings.say
        say("no activation was seen behind: {}; name a module by activations={'NAME': 'relu'}", seen.missed())
        say("the attention weights were not recorded of: {}; attention=True does", seen.without_weights)
        say("dropout between the layers hides the gates of: {}", seen.with_dropout)
        if window.samples >= self._samples:
            if 2 * window.passes > self._every:
                say(
                    f"{window.passes} steps of every {self._every} are watched, as {window.samples} samples take so many; "
                    "give a larger every="
                )
            self._publish()

    def _leave_pass(self) -> bool:
        seen, self._pass = self._pass, None
        if seen is not None:
            seen.leave()
        return seen is not None

    # -- writing

    def _publish(self) -> None:
        window, self._window = self._window, None
        self._due = (self._now // self._every + 1) * self._every
        self._written += 1
        self._writing.append(self._writer.submit(_written, window.sink))

    def _check_writing(self) -> None:
        """An error of the writing is one of the watching."""
        done = [future for future in self._writing if future.done()]
        self._writing = [future for future in self._writing if not future.done()]
        for future in done:
            if future.exception() is not None:
                if not self._hooks:
                    _warn(f"what was watched could not be written: {future.exception()}")
                self._switch_off(future.exception())


def _written(sink: Summary) -> None:
    try:
        sink.publish()
    except BaseException:
        sink.discard()
        raise


def _warn(sentence: str) -> None:
    """Warns; where warnings are errors, which would end the training, it prints."""
    try:
        warnings.warn(sentence, stacklevel=3)
    except Warning:
        print(f"activations: {sentence}", file=sys.stderr)


# ----------------------------------------------------------------------------------------------------------------------
# The recorder: batches of the probe, passes over them, one file a call.


SMALL_STEP = 1_000_000  # values; below it, a step is written as JSON lines unless the format is given


class ActivationRecorder:
    """Writes what a model's activations give out to a folder, one file for each call of `record`.

    model        the model; it is hooked only while `record` runs. What DataParallel, DistributedDataParallel or
                 torch.compile made of it will do; the plain model inside is run
    folder       the log; made if need be. Several runs and processes may share it
    run          the training run's name
    layers       a regular expression: only layers whose whole name matches are recorded
    activations  for your own modules: regular expression of module names -> name in the catalogue, such as
                 {"blocks.*.act": "quick_gelu"}; None records values without an activation. The first match counts
    roles        regular expression of layer names -> role, one of hidden, output, gate, attention, router, features.
                 Without it, the role is told from what the model does with the layer's output; the first match counts
    unknown      what to do with an activation that the catalogue does not have: "raise", or "record" it without
                 an activation
    unit_axis    where the units are: regular expression of layer names -> axis (the batch is axis 0). Without it, the
                 axis where the last convolution, linear layer or normalisation before the activation has its features
    batch_axis   the axis of the probe's tensors that holds the samples. Without it 0, or 1 where the probe reaches a
                 recurrent or attention module that has the sequence first
    calls        "positions": calls of a module on the same weights, such as time steps, are positions of one layer.
                 "layers": each is a layer, "relu", "relu#2" and so on
    positions    keep this many positions (tokens, pixels, attention queries) of each sample, chosen by `seed`
    attention    whether the weights of scaled_dot_product_attention are computed again and recorded
    format       of values "jsonl" or "safetensors"; without it, "jsonl" where a step has fewer than a million values.
                 Of sums "jsonl" or "parquet"; without it, "parquet" where pyarrow is there
    summarise    writes what the values add up to (docs/statistics.md) in place of the values: a file of some kilobytes,
                 and nothing but sums leaves the model's device

    ValueError says in one sentence what cannot be recorded; a warning, once, what was guessed or not seen.
    """

    def __init__(
        self,
        model: nn.Module,
        folder: str | os.PathLike[str],
        run: str | None = None,
        *,
        layers: str = ".*",
        activations: Mapping[str, str | None] | None = None,
        roles: Mapping[str, str] | None = None,
        unknown: str = "raise",
        unit_axis: Mapping[str, int] | None = None,
        batch_axis: int | None = None,
        calls: str = "positions",
        positions: int | None = None,
        seed: int = 0,
        attention: bool = False,
        format: str | None = None,
        summarise: bool = False,
    ):
        check_one_of("unknown", unknown, ("raise", "record"))
        check_one_of("calls", calls, ("positions", "layers"))
        check_one_of("format", format, (None, "jsonl", "safetensors", "parquet"))
        for role in (roles or {}).values():
            check_one_of("a role", role, ROLES)
        if positions is not None and positions < 1:
            raise ValueError(f"positions must be at least 1, got {positions}")
        self._run, self._format, self._summarise = run, format, summarise
        self._chosen_format = format
        self._folder = LogFolder(Path(folder), run)
        self._settings = Settings(
            layers, roles or {}, unit_axis or {}, unknown=unknown, calls=calls, positions=positions, seed=seed,
            attention=attention, batch_axis=batch_axis,
        )  # fmt: skip
        self._given_model = model
        self._modules = Modules(unwrapped(model), self._settings, activations or {})
        if isinstance(self._modules.model, torch.jit.ScriptModule):
            raise ValueError(
                "nothing can be seen inside of a TorchScript model: give the Python model that it was made of"
            )
        self._may_find_batch_axis = batch_axis is None
        self._looked_around = False
        self._settings.entry = type(self).record.__code__
        self._recorded: dict[int, int] = {}  # step -> how many samples
        self._watching: TrainingWatch | None = None

    def record(
        self,
        probe: Any,
        step: int,
        *,
        batch_size: int | None = None,
        inputs: Callable[[Any], Any] | None = None,
        loss: Callable[..., torch.Tensor] | None = None,
        first_sample: int | None = None,
        summarise: bool | None = None,
    ) -> Path:
        """Records one step and returns the path of the file, which appears only when it is complete.

        probe         the model's input, batch first: a tensor, a tuple of arguments, or a dict of named arguments; or
                      any other iterable, such as a list or a DataLoader, of such batches. The same samples each time
        step          the training step, a whole number. A further call for the same step adds samples to it
        batch_size    how many samples of a tensor, tuple or dict go through the model at once; all, without it
        inputs        what of a batch the model takes, such as `lambda batch: batch[0]`; the whole batch, without it
        loss          writes the column `gradient`: of loss(output), or of loss(output, batch) if it takes two
                      arguments; several values are added up. The parameters' own gradients stay as they are
        first_sample  the number of the first sample; without it 0, or where the last call for this step ended
        summarise     writes sums in place of values, or values in place of sums; without it, as the recorder was made
        """
        if self._watching is not None:
            raise ValueError("this recorder watches the training: record a probe by another one, under a run of its own")
        summarise = self._summarise if summarise is None else summarise
        self._check_can_summarise(summarise)
        step = whole_step(step)
        first = self._recorded.get(step, 0) if first_sample is None else first_sample
        self._warn_of_ranks(first_sample)
        self._warn_of_learned_slopes()
        samples, sink, given = 0, None, Probe(probe, batch_size, inputs, self._settings)
        with evaluating(self._modules.model), eagerly(), gradients_wanted(loss is not None):
            try:
                for number, (batch, args, kwargs) in enumerate(given.batches(self._look_around)):
                    count = samples_in(args, kwargs, self._settings)
                    sink = sink or self._open(step, given.samples_in_all(count), summarise)
                    watch = self._run_batch(sink, batch, args, kwargs, count, first + samples, loss)
                    sink.finish_batch(watch.layers, number)
                    self._report(watch)
                    samples += count
                if sink is None:
                    raise ValueError("the probe has no batches")
                if first_sample is None:
                    self._check_same_probe(step, first + samples)
                sink.publish()
            except BaseException:
                if sink:
                    sink.discard()
                raise
        self._recorded[step] = first + samples
        return sink.path

    def watch(self, every: int = 100, *, samples: int = 320, step: Callable[[], int] | None = None) -> TrainingWatch:
        """Watches the training itself, without a probe: the model's own batches, by hooks.

        Every so many steps it adds up consecutive batches until `samples` samples were seen, as with summarise=True, and
        writes them in the background, under the first one's step and marked mode=train: dropout and batch statistics are
        on. The model's results and random numbers stay as they are. An error ends the watching with a warning; the
        training goes on.

        every    watch again after so many steps
        samples  how many samples make one recorded step; fewer than 299 cannot prove a unit dead
        step     gives the training step; without it, calls of the model in training mode are counted, from 0

        Returns what watches: a context manager, and `close()` ends it and waits until all is written.
        """
        for name, value in (("every", every), ("samples", samples)):
            if value < 1:
                raise ValueError(f"{name} must be at least 1, got {value}")
        self._check_can_summarise(True)
        if self._recorded or self._watching is not None:
            raise ValueError("this recorder has been used already: watch by another one, under a run of its own")
        if getattr(self._given_model, "_compiled_call_impl", None) is not None:
            raise ValueError("model.compile() leaves nothing to see: give what torch.compile(model) returns")
        self._settings.entry = nn.Module._wrapped_call_impl.__code__
        self._watching = TrainingWatch(
            self._given_model, self._modules, self._settings, self._folder, self._run, summary_form(self._format),
            every, samples, step, self._may_find_batch_axis,
        )  # fmt: skip
        return self._watching

    def _look_around(self, args: tuple, kwargs: dict) -> None:
        if not self._looked_around:
            self._looked_around = True
            look_around(self._modules, self._settings, args, kwargs, self._may_find_batch_axis)

    def _check_can_summarise(self, summarise: bool) -> None:
        if summarise and self._format == "safetensors":
            raise ValueError("format='safetensors' is a form of values, and summarise=True writes none: leave one out")
        if not summarise and self._format == "parquet":
            raise ValueError("format='parquet' is a form of sums: say summarise=True, or choose jsonl or safetensors")
        if summarise and self._settings.positions:
            raise ValueError("positions= keeps some values, and summarise=True is about all of them: leave one out")

    def _open(self, step: int, samples: int, summarise: bool) -> Sink:
        if summarise:
            form = summary_form(self._format)
            return form(self._folder.new_path(step, form.ending), self._run, step)
        survey = self._settings.survey
        if self._chosen_format is None:
            values = survey.values // survey.few * samples if survey else SMALL_STEP
            self._chosen_format = "jsonl" if values < SMALL_STEP else "safetensors"
        kind = JsonLines if self._chosen_format == "jsonl" else Safetensors
        path = self._folder.new_path(step, kind.ending)
        if kind is JsonLines:
            return JsonLines(path, self._run, step)
        once = {name for name, calls in survey.calls.items() if calls == 1} if survey else set()
        return Safetensors(path, self._run, step, once, 8 * 1024 + 1024 * len(self._modules.names))

    def _run_batch(self, sink: Sink, batch: Any, args: tuple, kwargs: dict, samples: int, first: int, loss) -> Watch:
        anchor = None
        if loss is not None:
            check_can_differentiate(self._modules.model)
            anchor = torch.zeros((), device=tensors_in([args, kwargs])[0].device, requires_grad=True)
            args, kwargs = requiring_gradients(args), requiring_gradients(kwargs)
        seen = Batch(self._settings, samples, first, sink)
        watch = Watch(self._modules, self._settings, seen, samples, anchor)
        output = watch.run(args, kwargs)
        if not seen.layers:
            raise ValueError(
                "the model has no activations that can be seen: name a module of your own by "
                "activations={'NAME': 'gelu'}"
            )
        if loss is not None:
            value = loss(output, batch) if len(inspect.signature(loss).parameters) > 1 else loss(output)
            without = seen.add_gradients(value.sum())
            self._settings.say("no gradient reaches, or none can be computed for: {}", without)
        return watch

    def _warn_of_learned_slopes(self) -> None:
        """A layer keeps its activation within a log, but the slope of a PReLU is learned."""
        for module, name in self._modules.names.items():
            activation = self._modules.activations.get(name)
            said, now = activation and activation.name, type(module) is nn.PReLU and prelu_name(module.weight)
            if now and said and said.startswith("prelu") and now != said:
                self._settings.say(f"layer {name} is {now} by now; the log goes on to say {said}")

    def _warn_of_ranks(self, first_sample: int | None) -> None:
        if process_rank() and first_sample is None:
            self._settings.say(
                f"rank {process_rank()} numbers its samples from 0, as rank 0 does: where each rank has samples of its "
                "own, give first_sample=; where all have the same, record on one rank"
            )

    def _check_same_probe(self, step: int, samples: int) -> None:
        """Every step has as many samples as the first; a step that has fewer so far may get more by a further call."""
        others = [known for known in self._recorded if known != step]
        if not others:
            return
        expected, last = self._recorded[others[0]], self._recorded[others[-1]]
        if samples > expected:
            raise ValueError(
                f"the probe has {samples} samples, before it had {expected}: record the same ones at every step"
            )
        if last != expected:
            self._settings.say(
                f"step {others[-1]} has {last} samples, step {others[0]} has {expected}: record the same ones"
            )

    def _report(self, watch: Watch) -> None:
        """What was not seen is said, once."""
        activations = self._modules.activations.items()
        not_called = [name for name, activation in activations if activation.wanted and name not in watch.called]
        say = self._settings.say
        say("not called by the model, so not in the log: {}", not_called)
        say("TorchScript, so nothing inside was seen: {}", watch.torchscript)
        say("no activation was seen after: {}; name a module by activations={'NAME': 'relu'}", watch.missed())
        say("the attention weights were not recorded of: {}; attention=True does", watch.without_weights)


def whole_step(step: Any) -> int:
    try:
        return operator.index(step)
    except TypeError:
        raise ValueError(f"the step must be a whole number, got {step!r}") from None
