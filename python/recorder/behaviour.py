"""What values tell of a catalogue's function: when a unit fires, where the function levels off, its derivative."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from typing import Any

import torch

from .catalogue import WRITTEN_OUT, kind_of
from .scratch import SCRATCH

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
