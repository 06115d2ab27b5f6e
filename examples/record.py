"""Records a PyTorch model's activation log, for `bin/activations diagnose`.

Copy this file beside your training script. It needs nothing but torch.

    from record import ActivationRecorder

    recorder = ActivationRecorder(model, "log", run="baseline")
    probe = validation_images[:300]            # the same samples at every step; fewer than 299 cannot prove a unit dead
    for step, (images, labels) in enumerate(batches):
        if step % 500 == 0:
            recorder.record(probe, step)
        ...                                    # your training step

    $ bin/activations diagnose log

`record` runs the model once over the probe, in evaluation mode and without gradients, and leaves the model as it was.
What comes out of every activation module (nn.ReLU, nn.GELU, ...) goes to the folder, one gzipped file of JSON lines for
each step. A row is one sample at one layer, in the columns of docs/log-format.md:

    run, step, layer     the layer is the module's name, such as "features.3"; where the model calls a module a second
                         time, that is the layer "relu#2"
    depth                0 for the activation that is called first, and so on
    activation           as the catalogue writes it: nn.LeakyReLU(0.2) is "leaky_relu(alpha=0.2)"
    sample               the index in the probe
    post, pre            what came out; and what went in, where the output does not tell the gradient (GELU, SiLU, ...)
    shape                where a unit has several values: units first, then positions

Units come first: a convolution's (channels, height, width) stays as it is, a transformer's (tokens, features) is
written as (features, tokens). So axis 0 is the units in every layer, as `diagnose` takes it without any option. A
softmax has no units; its classes come last.

Only modules can be seen: write nn.ReLU() instead of torch.relu(x) or F.relu(x), and give the plain model, not what
torch.compile or DataParallel make of it. nn.Identity counts as an activation; leave placeholders out by `layers`. The
first axis is always the batch. Padded tokens are recorded like all others. A value that is not zero takes 10 bytes.
"""

from __future__ import annotations

import contextlib
import gzip
import json
import math
import os
import re
import urllib.parse
import warnings
from pathlib import Path

import torch
from torch import nn


def _call(function: str, **parameters: float) -> str:
    return f"{function}({', '.join(f'{name}={float(value)}' for name, value in parameters.items())})"


# What the catalogue calls each module: a name, or a function of the module. None: it has no such function.
CATALOGUE = {
    nn.Identity: "identity",
    nn.ReLU: "relu",
    nn.ReLU6: "relu6",
    nn.LeakyReLU: lambda m: _call("leaky_relu", alpha=m.negative_slope),
    nn.RReLU: lambda m: _call("leaky_relu", alpha=(m.lower + m.upper) / 2),  # what it is in evaluation mode
    nn.PReLU: lambda m: _call("prelu", alpha=m.weight.item()) if m.weight.numel() == 1 else None,
    nn.Threshold: lambda m: _call("threshold", threshold=m.threshold, value=m.value),
    nn.ELU: lambda m: _call("elu", alpha=m.alpha),
    nn.CELU: lambda m: _call("celu", alpha=m.alpha),
    nn.SELU: "selu",
    nn.GELU: lambda m: "gelu" if m.approximate == "tanh" else "gelu(approximate=none)",
    nn.SiLU: "swish",
    nn.Mish: "mish",
    nn.Hardswish: "hard_swish",
    nn.Sigmoid: "sigmoid",
    nn.Hardsigmoid: "hard_sigmoid",
    nn.LogSigmoid: "log_sigmoid",
    nn.Tanh: "tanh",
    nn.Hardtanh: lambda m: _call("hard_tanh", min=m.min_val, max=m.max_val),
    nn.Tanhshrink: "tanh_shrink",
    nn.Softsign: "softsign",
    # Above its threshold PyTorch returns x; the default of 20 changes nothing that one could see.
    nn.Softplus: lambda m: _call("softplus", beta=m.beta) if m.threshold >= 10 else None,
    nn.Softshrink: lambda m: _call("soft_shrink", **{"lambda": m.lambd}),
    nn.Hardshrink: lambda m: _call("hard_shrink", **{"lambda": m.lambd}),
    nn.Softmax: "softmax",
    nn.Softmax2d: "softmax",
    nn.Softmin: "softmin",
    nn.LogSoftmax: "log_softmax",
    nn.GLU: "glu",
}

# The gradient of these cannot be told from what comes out. The same holds for a negative slope.
NEED_INPUTS = {"gelu", "quick_gelu", "swish", "silu", "mish", "hard_swish", "hard_silu", "tanh_shrink"}

# These work along an axis, `dim`, and have no units.
SOFTMAX_KINDS = {"softmax", "softmin", "log_softmax", "sparsemax", "hardmax"}

# Where a module puts its features: an activation that follows has its units there.
FEATURES_SECOND = (nn.Conv1d, nn.Conv2d, nn.Conv3d, nn.ConvTranspose1d, nn.ConvTranspose2d, nn.ConvTranspose3d,
                   nn.BatchNorm1d, nn.BatchNorm2d, nn.BatchNorm3d, nn.GroupNorm,
                   nn.InstanceNorm1d, nn.InstanceNorm2d, nn.InstanceNorm3d)  # fmt: skip
FEATURES_LAST = (nn.Linear, nn.Bilinear, nn.LayerNorm, nn.Embedding, nn.RNNBase, nn.MultiheadAttention)


class ActivationRecorder:
    """Writes what comes out of a model's activation modules to a folder, one file for each recorded step.

    model        the model; it is hooked only while `record` runs
    folder       the log; made if need be. Several runs may share it
    run          the training run's name
    layers       a regular expression: only modules whose whole name matches are recorded
    activations  for your own modules: regular expression of module names -> name in the catalogue, such as
                 {"blocks.*.act": "quick_gelu"}; None records values without an activation. The first match counts
    unknown      what to do with an activation module that the catalogue does not have: "raise", or "record" it without
                 an activation
    unit_axis    where the units are: regular expression of module names -> axis (the batch is axis 0). Without it, the
                 axis where the last convolution (1), linear layer (-1) or normalisation before the activation has its
                 features

    ValueError says in one sentence what cannot be recorded.
    """

    def __init__(self, model, folder, run=None, *, layers=".*", activations=None, unknown="raise", unit_axis=None):
        if unknown not in ("raise", "record"):
            raise ValueError(f"unknown must be 'raise' or 'record', got {unknown!r}")
        self._model = model
        self._folder = Path(folder)
        self._run = run
        self._unit_axis = unit_axis or {}
        self._modules = {}  # by name, those that are recorded
        self._activations = {}  # name of the module -> its name in the catalogue; None without one
        self._depths = {}  # layer -> its place, by first call
        self._samples = None
        for name, module in model.named_modules():
            declared = _matches(activations or {}, name)
            if re.fullmatch(layers, name) and (declared or _is_activation(module)):
                self._modules[name] = module
                self._activations[name] = declared[0] if declared else _in_catalogue(name, module, unknown)
        if not self._modules:
            raise ValueError(
                "the model has no activation modules to record: functions such as F.relu cannot be seen, write "
                "nn.ReLU(); modules of your own need activations={'NAME': 'gelu'}"
            )

    def record(self, probe, step):
        """Records one step and returns the path of the file, which appears only when it is complete.

        probe  the model's input, batch first: a tensor, a tuple of arguments, or a dict of named arguments. The same
               samples at every step
        step   the training step, a whole number
        """
        args = () if isinstance(probe, dict) else tuple(probe) if isinstance(probe, (tuple, list)) else (probe,)
        kwargs = probe if isinstance(probe, dict) else {}
        self._check_samples([*args, *kwargs.values()])
        run = urllib.parse.quote(f"{self._run}-", safe="") if self._run else ""
        path = self._folder / f"activations-{run}step-{step:d}.jsonl.gz"
        aside = self._folder / f".{path.name}.tmp"
        if path.exists():
            raise ValueError(f"{path} is there already: choose another run or folder, or delete it")
        self._warn_of_learned_slopes()
        self._folder.mkdir(parents=True, exist_ok=True)
        try:
            with (
                gzip.open(aside, "wt", compresslevel=4, encoding="utf-8") as file,
                _evaluating(self._model),
                torch.no_grad(),
            ):
                recording = _Recording(self, file, step)
                with recording.hooks(self._model):
                    self._model(*args, **kwargs)
            not_called = ", ".join(name for name in self._modules if name not in recording.calls)
            if not recording.calls:
                raise ValueError(f"the model called none of its activation modules: {not_called}")
            if not_called:
                warnings.warn(f"not called by the model, so not in the log: {not_called}", stacklevel=2)
            os.replace(aside, path)
        finally:
            aside.unlink(missing_ok=True)
        return path

    def _check_samples(self, inputs):
        tensors = [value for value in inputs if isinstance(value, torch.Tensor) and value.dim() > 0]
        samples = len(tensors[0]) if tensors else 0
        if samples == 0:
            raise ValueError("the probe has no samples: give a tensor, a tuple or a dict of arguments, batch first")
        if self._samples not in (None, samples):
            raise ValueError(
                f"the probe has {samples} samples, before it had {self._samples}: record the same ones at every step"
            )
        self._samples = samples

    def _warn_of_learned_slopes(self):
        """A layer keeps its activation within a log, but the slope of a PReLU is learned."""
        for name, module in self._modules.items():
            said, now = self._activations[name], type(module) is nn.PReLU and CATALOGUE[nn.PReLU](module)
            if now and said and said.startswith("prelu") and now != said:
                warnings.warn(f"layer {name} is {now} by now; the log goes on to say {said}", stacklevel=3)


class _Recording:
    """One run of the model over the probe: rows are written as the activations are called."""

    def __init__(self, recorder, file, step):
        self._recorder = recorder
        self._file = file
        self._step = step
        self._inputs = {}
        self._features_axis = None
        self.calls = {}  # how often each module was called

    @contextlib.contextmanager
    def hooks(self, model):
        with contextlib.ExitStack() as hooks:
            for module in model.modules():
                if isinstance(module, FEATURES_SECOND + FEATURES_LAST):
                    hooks.callback(module.register_forward_hook(self._see_features).remove)
            for name, module in self._recorder._modules.items():
                activation = self._recorder._activations[name]
                if activation and _needs_inputs(activation):
                    hooks.callback(module.register_forward_pre_hook(self._input_hook(name)).remove)
                hooks.callback(module.register_forward_hook(self._output_hook(name, activation)).remove)
            yield

    def _see_features(self, module, _inputs, _output):
        self._features_axis = -1 if isinstance(module, FEATURES_LAST) else 1

    def _input_hook(self, name):
        def hook(_module, inputs):
            self._inputs[name] = inputs[0].detach().to("cpu", copy=True)  # an in-place activation overwrites it

        return hook

    def _output_hook(self, name, activation):
        def hook(module, _inputs, output):
            pre, post = self._inputs.pop(name, None), output.detach().cpu()
            if post.dim() == 0 or len(post) != self._recorder._samples:
                raise ValueError(
                    f"layer {name} gives the shape {tuple(post.shape)} for a probe of {self._recorder._samples} "
                    "samples: its first axis must be the batch; leave it out by layers="
                )
            call = self.calls[name] = self.calls.get(name, 0) + 1
            layer = name if call == 1 else f"{name}#{call}"
            self._write(layer, activation, self._layout(name, module, activation, post), pre, post)

        return hook

    def _layout(self, name, module, activation, post):
        """What brings a batch into the log's layout: units first, or the classes of a softmax last."""
        axes = post.dim()
        chosen = _matches(self._recorder._unit_axis, name)
        softmax = bool(activation) and activation.split("(")[0] in SOFTMAX_KINDS
        if axes == 1:
            return lambda batch: batch.unsqueeze(1)  # one unit
        if chosen:
            axis = chosen[0]
        elif softmax:
            axis = -3 if isinstance(module, nn.Softmax2d) else getattr(module, "dim", -1)
            axis = (0 if axes == 3 else 1) if axis is None else axis  # torch's choice for nn.Softmax()
        else:
            axis = self._features_axis or (1 if axes > 3 else -1)
        if axis == 0 or not -axes < axis < axes:
            raise ValueError(f"layer {name}: axis {axis} of the shape {tuple(post.shape)} is not within a sample")
        return lambda batch: batch.movedim(axis, -1 if softmax else 1)

    def _write(self, layer, activation, layout, pre, post):
        depth = self._recorder._depths.setdefault(layer, len(self._recorder._depths))
        row = {"run": self._recorder._run, "step": self._step, "layer": layer, "depth": depth, "activation": activation}
        row = {column: value for column, value in row.items() if value is not None}
        arranged = layout(post)
        if arranged.dim() > 2:
            row["shape"] = list(arranged.shape[1:])
        columns = {"post": arranged} if pre is None else {"pre": layout(pre), "post": arranged}
        for sample in range(len(post)):
            values = {column: _numbers(batch[sample].flatten()) for column, batch in columns.items()}
            self._file.write(json.dumps({**row, "sample": sample, **values}, allow_nan=False) + "\n")


def _is_activation(module: nn.Module) -> bool:
    in_torch = type(module).__module__ == nn.modules.activation.__name__ and type(module) is not nn.MultiheadAttention
    return in_torch or isinstance(module, tuple(CATALOGUE))


def _in_catalogue(name: str, module: nn.Module, unknown: str) -> str | None:
    found = CATALOGUE.get(type(module))  # not for a subclass, which may compute something else
    activation = found(module) if callable(found) else found
    if activation is None and unknown == "raise":
        raise ValueError(
            f"layer {name}: the catalogue has no function for {module}; name one by activations={{{name!r}: 'relu'}}, "
            "or record its values alone by unknown='record'"
        )
    return activation


def _needs_inputs(activation: str) -> bool:
    return activation.split("(")[0] in NEED_INPUTS or "alpha=-" in activation


def _numbers(values: torch.Tensor) -> list:
    """The exact values; JSON has no NaN and no infinity, so these are the strings that Spark reads as such."""
    numbers = values.tolist()
    if torch.isfinite(values).all():
        return numbers
    return [v if math.isfinite(v) else "NaN" if v != v else "Infinity" if v > 0 else "-Infinity" for v in numbers]


def _matches(by_pattern: dict, name: str) -> list:
    """The values of the patterns that match a module's whole name."""
    return [value for pattern, value in by_pattern.items() if re.fullmatch(pattern, name)]


@contextlib.contextmanager
def _evaluating(model: nn.Module):
    """Evaluation mode (no dropout, and batch normalisation neither uses nor changes with the batch), then as before."""
    training = [module for module in model.modules() if module.training]
    model.eval()
    try:
        yield
    finally:
        for module in training:
            module.training = True
