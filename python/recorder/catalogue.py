"""What the catalogue calls PyTorch's activation modules and functions."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import torch
from torch import nn


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
