"""The graph of tensors of one forward pass: what each was made of, and where its features and samples are."""

from __future__ import annotations

import itertools
import weakref
from collections.abc import Callable, Iterable

import torch
from torch import nn

from .catalogue import FUNCTIONS, SIGMOID_KINDS
from .operations import (
    CELLS,
    CHOICES,
    CONVOLUTIONS,
    FEATURES_LAST,
    LOSSES,
    MATRIX_PRODUCTS,
    NORMS_SECOND,
    PASSING,
    PERMUTES,
    PRODUCTS,
    REPLACED,
    WEIGHTED,
)


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
