"""The gates of recurrent layers, computed again from their weights."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import torch
from torch import nn

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
