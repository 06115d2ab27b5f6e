"""Networks that train well, and a twin of each that is made sick on purpose; scripts/recorder_round_trip.py records both.

`diagnose` has to be quiet about the first and to name what is wrong with the second.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import torch
import torch.nn.functional as F
from models import Gpt, LstmByCell, LstmClassifier, SqueezeExcite, TwoHeads
from torch import nn

SAMPLES = 300
STEPS = (0, 50, 200)


@dataclass
class Case:
    """A network, what it is trained on, and how its twin is made sick.

    probe     what is recorded: (model, its inputs) of the right form
    loss      of the model's output and the targets
    sicken    makes the twin, before it trains: changes the model, and gives the inputs and targets that it gets
    finding   the rule and the layer of the twin's first finding
    """

    build: Callable[[], nn.Module]
    inputs: torch.Tensor
    targets: Any
    loss: Callable[[Any, Any], torch.Tensor]
    sicken: Callable[[nn.Module, torch.Tensor, Any], tuple[torch.Tensor, Any]]
    finding: tuple[str, str]


def sequences() -> torch.Tensor:
    return torch.randn(SAMPLES, 6, 5)


def which_is_largest(x: torch.Tensor) -> torch.Tensor:
    """Of the first three features, summed over the times."""
    return x.sum(1)[:, :3].argmax(1)


def unscaled(model: nn.Module, x: torch.Tensor, y: Any) -> tuple[torch.Tensor, Any]:
    """Inputs as they come, in the thousands: every candidate is -1 or 1."""
    return 1000 * x, y


def lstm() -> Case:
    x = sequences()
    y = (x.sum((1, 2)) > 0).float().unsqueeze(1)
    return Case(lambda: LstmClassifier(hidden=24), x, y, F.binary_cross_entropy, unscaled,
                ("saturation", "lstm.candidate"))  # fmt: skip


def lstm_by_cell() -> Case:
    x = sequences()
    return Case(lambda: LstmByCell(hidden=24), x, which_is_largest(x), F.cross_entropy, unscaled,
                ("saturation", "cell.candidate"))  # fmt: skip


def gpt() -> Case:
    starts = torch.arange(SAMPLES) % 11
    steps = 1 + torch.arange(SAMPLES) // 11 % 10
    sequence = (starts[:, None] + steps[:, None] * torch.arange(9)) % 11

    def sicken(model, x, y):
        with torch.no_grad():
            model.block[1].mlp["up"].bias[:40] = -30
        return x, y

    def loss(output, targets):
        return F.cross_entropy(output.flatten(0, 1), targets.flatten())

    return Case(lambda: Gpt(width=32, heads=4), sequence[:, :-1], sequence[:, 1:], loss, sicken,
                ("stuck-units", "block.1@gelu"))  # fmt: skip


def squeeze_excite() -> Case:
    """Which way the stripes run: across, down, both, or neither."""
    y = torch.arange(SAMPLES) % 4
    wave = torch.tensor([1.0, 1.0, -1.0, -1.0]).repeat(2)
    patterns = torch.stack([wave[:, None].expand(8, 8), wave.expand(8, 8), wave[:, None] * wave, torch.ones(8, 8)])
    x = (patterns[y] * (0.5 + torch.rand(SAMPLES, 1, 1) * 2)).unsqueeze(1) + 0.3 * torch.randn(SAMPLES, 1, 8, 8)

    def sicken(model, x, y):
        with torch.no_grad():
            model.conv1.bias[:10] = -50
        return x, y

    return Case(lambda: SqueezeExcite(channels=16, squeezed=8), x, y, F.cross_entropy, sicken,
                ("dead-units", "@relu"))  # fmt: skip


def two_heads() -> Case:
    x = torch.randn(SAMPLES, 6)
    y = {"class": x[:, :3].argmax(1), "box": torch.sigmoid(x[:, 1:5])}

    def loss(output, targets):
        class_loss = F.nll_loss(output["class"].clamp_min(1e-9).log(), targets["class"])
        return class_loss + F.mse_loss(output["box"], targets["box"])

    def sicken(model, x, y):
        return x, {**y, "class": torch.ones_like(y["class"])}

    return Case(TwoHeads, x, y, loss, sicken, ("one-class-output", "@softmax"))


CASES = {
    "lstm": lstm,
    "lstm-by-cell": lstm_by_cell,
    "gpt": gpt,
    "squeeze-excite": squeeze_excite,
    "two-heads": two_heads,
}


def training(case: Case, model: nn.Module, x: torch.Tensor, y: Any) -> Iterator[int]:
    """Trains; stops at each of STEPS for a recording."""
    optimizer = torch.optim.Adam(model.parameters(), lr=5e-3)
    for step in range(STEPS[-1] + 1):
        if step in STEPS:
            yield step
        optimizer.zero_grad()
        case.loss(model(x), y).backward()
        optimizer.step()


def networks() -> Iterator[tuple[str, nn.Module, torch.Tensor, Iterator[int]]]:
    """Every network and its twin: the run's name, the model, the probe, and its training."""
    for name, make in CASES.items():
        for kind in ("healthy", "sick"):
            torch.manual_seed(9)
            case = make()
            model, x, y = case.build(), case.inputs, case.targets
            if kind == "sick":
                x, y = case.sicken(model, x, y)
            yield f"{kind}-{name}", model, x, training(case, model, x, y)


def expected_findings() -> dict[str, tuple[str, str]]:
    """Of each sick run: the rule and the layer of its first finding."""
    return {f"sick-{name}": make().finding for name, make in CASES.items()}
