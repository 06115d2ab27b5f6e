"""What was not seen is said, once, in one sentence; what is nothing to see is not."""

import warnings

import pytest
import torch
from activations.record import ActivationRecorder
from models import Gpt, SmallNetwork
from torch import nn


class Between(nn.Module):
    """Two seen activations, and something else between the second and the third linear layer."""

    def __init__(self, unseen):
        super().__init__()
        self.fc1, self.fc2, self.fc3 = nn.Linear(4, 4), nn.Linear(4, 4), nn.Linear(4, 4)
        self.unseen = unseen

    def forward(self, x):
        return torch.relu(self.fc3(self.unseen(self.fc2(torch.relu(self.fc1(x))))))


class OwnFunction(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        return torch.from_numpy(x.detach().numpy().clip(0)) if x.requires_grad else x.data.clamp(min=0)

    @staticmethod
    def backward(ctx, gradient):
        return gradient


class Clamps(nn.Module):
    def forward(self, x):
        return x.clamp(min=0)


class ComputesElsewhere(nn.Module):
    def forward(self, x):
        return torch.tensor([[max(value, 0) for value in row] for row in x.tolist()])


def said(log, model, probe, **options):
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        recorder = ActivationRecorder(model, log, format="jsonl", **options)
        recorder.record(probe, 0)
        recorder.record(probe, 1)
    assert {warning.filename for warning in caught} <= {__file__}, "it points to the caller"
    return [str(warning.message) for warning in caught]


UNSEEN = {
    "a clamp": Clamps(),
    "a function of one's own": OwnFunction.apply,
    "values that leave torch": ComputesElsewhere(),
    "a comparison": lambda x: x * (x > 0),
}


@pytest.mark.parametrize("kind", ["a clamp", "a function of one's own", "values that leave torch"])
def test_layer_behind_which_no_activation_was_seen_is_named_once(kind, log):
    sentences = said(log, Between(UNSEEN[kind]), torch.randn(6, 4))
    assert sentences == ["no activation was seen after: fc2; name a module by activations={'NAME': 'relu'}"]


def test_module_that_is_named_is_seen(log):
    assert said(log, Between(Clamps()), torch.randn(6, 4), activations={"unseen": "relu"}) == []


def test_torchscript_is_named(log):
    scripted = torch.jit.script(nn.Sequential(nn.Linear(4, 4), nn.ReLU()))
    (sentence,) = said(
        log, nn.Sequential(nn.Linear(4, 4), nn.ReLU(), scripted, nn.Linear(4, 2), nn.Sigmoid()), torch.randn(6, 4)
    )
    assert sentence == "TorchScript, so nothing inside was seen: 2"


def test_torchscript_model_is_refused(log):
    with pytest.raises(ValueError, match="nothing can be seen inside of a TorchScript model"):
        ActivationRecorder(torch.jit.script(nn.Sequential(nn.Linear(4, 4), nn.ReLU())), log)


def test_module_that_is_not_called_is_named(log):
    model = SmallNetwork()
    model.spare = nn.ReLU()
    assert said(log, model, torch.randn(6, 1, 8, 8)) == ["not called by the model, so not in the log: spare"]


def test_linear_layers_in_a_row_and_residual_streams_are_nothing_to_say(log):
    class Factorised(nn.Module):
        def __init__(self):
            super().__init__()
            self.a, self.b, self.c = nn.Linear(4, 2, bias=False), nn.Linear(2, 4), nn.Linear(4, 4)

        def forward(self, x):
            return self.c(torch.relu(self.b(self.a(x)))) + x

    assert said(log, Factorised(), torch.randn(6, 4)) == []
    assert said(log / "gpt", Gpt(), torch.randint(0, 11, (6, 8))) == []


def test_axis_that_was_assumed_is_said(log):
    (sentence,) = said(log, nn.Sequential(nn.ReLU()), torch.randn(6, 4, 5))
    assert sentence == (
        "layer 0: nothing before it tells which axis of (6, 4, 5) holds the units; axis 2 was taken, "
        "say another by unit_axis={'0': AXIS}"
    )
    assert said(log / "said", nn.Sequential(nn.ReLU()), torch.randn(6, 4, 5), unit_axis={"0": 1}) == []
