"""Watches one forward pass: every function and every module."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Collection, Iterator
from typing import Any

import torch
from torch import nn
from torch.overrides import TorchFunctionMode

from .attention import attention_weights, masked_in, with_weights
from .batch import Batch
from .catalogue import CATALOGUE, FUNCTIONS, SIGMOID_KINDS, formula_of, kind_of, needs_inputs, not_in_catalogue
from .flow import Flow, Node
from .layer import Layer
from .modules import Frame, Modules
from .nested import described, tensors_in
from .recurrent import RECURRENT, gate_names, gates_of
from .roles import is_missed, role_of
from .settings import Settings


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
