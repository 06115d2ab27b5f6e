"""Functions: each is seen however it is written, under the name of the module it ran in and its order there."""

import math

import pytest
import torch
import torch.nn.functional as F
from activations.record import FUNCTIONS, ActivationRecorder
from catalogue_names import EXPECTED
from torch import nn


class Of(nn.Module):
    """A function as a model."""

    def __init__(self, function):
        super().__init__()
        self.function = function

    def forward(self, x):
        return self.function(x)


WRITTEN = {
    "F.relu": (F.relu, "@relu", "relu"),
    "F.relu in place": (lambda x: F.relu(x * 1, inplace=True), "@relu", "relu"),
    "F.relu_": (lambda x: F.relu_(x * 1), "@relu", "relu"),
    "torch.relu": (torch.relu, "@relu", "relu"),
    "torch.relu_": (lambda x: torch.relu_(x * 1), "@relu", "relu"),
    "x.relu()": (lambda x: x.relu(), "@relu", "relu"),
    "x.relu_()": (lambda x: (x * 1).relu_(), "@relu", "relu"),
    "F.relu6": (F.relu6, "@relu6", "relu6"),
    "F.leaky_relu": (lambda x: F.leaky_relu(x, 0.2), "@leaky_relu", "leaky_relu(alpha=0.2)"),
    "F.leaky_relu by name": (lambda x: F.leaky_relu(x, negative_slope=0.3), "@leaky_relu", "leaky_relu(alpha=0.3)"),
    "F.rrelu": (lambda x: F.rrelu(x, 0.25, 0.75), "@rrelu", "leaky_relu(alpha=0.5)"),
    "F.prelu": (lambda x: F.prelu(x, torch.tensor([0.25])), "@prelu", "prelu(alpha=0.25)"),
    "F.threshold": (lambda x: F.threshold(x, 0.1, 20.0), "@threshold", "threshold(threshold=0.1, value=20.0)"),
    "F.elu": (lambda x: F.elu(x, 0.5), "@elu", "elu(alpha=0.5)"),
    "F.celu": (lambda x: F.celu(x, 2.0), "@celu", "celu(alpha=2.0)"),
    "torch.selu": (torch.selu, "@selu", "selu"),
    "F.gelu": (F.gelu, "@gelu", "gelu(approximate=none)"),
    "F.gelu by tanh": (lambda x: F.gelu(x, approximate="tanh"), "@gelu", "gelu"),
    "F.silu": (F.silu, "@silu", "swish"),
    "F.mish": (F.mish, "@mish", "mish"),
    "F.hardswish": (F.hardswish, "@hardswish", "hard_swish"),
    "torch.sigmoid": (torch.sigmoid, "@sigmoid", "sigmoid"),
    "F.sigmoid": (F.sigmoid, "@sigmoid", "sigmoid"),
    "x.sigmoid_()": (lambda x: (x * 1).sigmoid_(), "@sigmoid", "sigmoid"),
    "torch.special.expit": (torch.special.expit, "@special_expit", "sigmoid"),
    "F.hardsigmoid": (F.hardsigmoid, "@hardsigmoid", "hard_sigmoid"),
    "F.logsigmoid": (F.logsigmoid, "@log_sigmoid", "log_sigmoid"),
    "x.tanh()": (lambda x: x.tanh(), "@tanh", "tanh"),
    "F.hardtanh": (lambda x: F.hardtanh(x, -2, 3), "@hardtanh", "hard_tanh(min=-2.0, max=3.0)"),
    "F.tanhshrink": (F.tanhshrink, "@tanhshrink", "tanh_shrink"),
    "F.softsign": (F.softsign, "@softsign", "softsign"),
    "F.softplus": (lambda x: F.softplus(x, 2), "@softplus", "softplus(beta=2.0)"),
    "F.softshrink": (lambda x: F.softshrink(x, 0.3), "@softshrink", "soft_shrink(lambda=0.3)"),
    "F.hardshrink": (lambda x: F.hardshrink(x, 0.3), "@hardshrink", "hard_shrink(lambda=0.3)"),
    "F.softmax": (lambda x: F.softmax(x, dim=-1), "@softmax", "softmax"),
    "x.softmax()": (lambda x: x.softmax(-1), "@softmax", "softmax"),
    "F.softmin": (lambda x: F.softmin(x, dim=-1), "@softmin", "softmin"),
    "torch.log_softmax": (lambda x: torch.log_softmax(x, -1), "@log_softmax", "log_softmax"),
    "F.glu": (F.glu, "@glu", "glu"),
}


@pytest.mark.parametrize("form", WRITTEN)
def test_each_way_to_write_a_function_is_seen(form, record):
    function, name, activation = WRITTEN[form]
    x = torch.randn(4, 6)
    recording = record(Of(function), x)
    assert recording.described("activation") == {name: (activation,)}
    assert torch.equal(recording.values(name), function(x))


@pytest.mark.parametrize("module,name,inputs", EXPECTED[1:], ids=lambda value: str(value))
def test_module_and_what_it_computes_are_never_two_layers(module, name, inputs, record):
    x = torch.randn(4, 6, 3, 2)
    assert record(nn.Sequential(module), x).described("activation") == {"0": (name,)}


def test_every_function_has_a_way_to_write_it():
    names = {name.removeprefix("@") for _, name, _ in WRITTEN.values()}
    assert set(FUNCTIONS) - names == {"special_softmax", "special_log_softmax", "logsigmoid"}  # other names of the same


def test_inputs_of_a_function_in_place_are_those_before_it(record):
    x = torch.randn(4, 6)
    row = record(Of(lambda x: F.silu(x.mul(2), inplace=True)), x)["@silu"][0]
    assert row["pre"] == (2 * x[0]).tolist()


def test_names_are_the_module_and_the_order_there(record):
    class Mlp(nn.Module):
        def __init__(self):
            super().__init__()
            self.a, self.b, self.c = nn.Linear(4, 4), nn.Linear(4, 4), nn.Linear(4, 4)

        def forward(self, x):
            return self.c(F.gelu(self.b(F.gelu(self.a(x)))))

    blocks = nn.ModuleDict({"block": nn.ModuleList([Mlp(), Mlp()])})

    class Model(nn.Module):
        def __init__(self):
            super().__init__()
            self.block = blocks["block"]

        def forward(self, x):
            for block in self.block:
                x = block(x)
            return torch.tanh(x)

    names = list(record(Model(), torch.randn(3, 4)).layers)
    assert names == ["block.0@gelu", "block.0@gelu.2", "block.1@gelu", "block.1@gelu.2", "@tanh"]


def test_loop_over_layers_gives_layers_and_loop_over_times_gives_positions(record):
    class Loops(nn.Module):
        def __init__(self):
            super().__init__()
            self.fcs, self.step = nn.ModuleList(nn.Linear(4, 4) for _ in range(3)), nn.Linear(4, 4)

        def forward(self, x):
            for fc in self.fcs:
                x = torch.relu(fc(x))
            for _ in range(5):
                x = torch.tanh(self.step(x))
            return x

    recording = record(Loops(), torch.randn(3, 4))
    assert {name: len(rows) for name, rows in recording.layers.items()} == {
        "@relu": 3, "@relu.2": 3, "@relu.3": 3, "@tanh": 15,
    }  # fmt: skip


def test_functions_of_parameters_are_no_activations(record):
    class Scaled(nn.Module):
        def __init__(self):
            super().__init__()
            self.scale, self.fc = nn.Parameter(torch.zeros(4)), nn.Linear(4, 4)

        def forward(self, x):
            return torch.relu(self.fc(x)) * torch.sigmoid(self.scale) + F.softplus(self.fc.weight).sum()

    assert list(record(Scaled(), torch.randn(3, 4)).layers) == ["@relu"]


FORMULAS = {
    "gelu": lambda x: 0.5 * x * (1 + torch.tanh(math.sqrt(2 / math.pi) * (x + 0.044715 * torch.pow(x, 3)))),
    "quick_gelu": lambda x: x * torch.sigmoid(1.702 * x),
    "swish": lambda x: x * torch.sigmoid(x),
    "mish": lambda x: x * torch.tanh(F.softplus(x)),
    "squared_relu": lambda x: torch.square(F.relu(x)),
}


@pytest.mark.parametrize("name", FORMULAS)
def test_formula_in_a_module_of_its_own_is_recognised_by_its_values(name, record):
    model = nn.Sequential(nn.Linear(6, 8), Of(FORMULAS[name]), nn.Linear(8, 2))
    recording = record(model, torch.randn(20, 6))
    assert recording.described("activation", "role") == {"1": (name, "hidden")}
    assert ("pre" in recording["1"][0]) == (name != "squared_relu")


def test_formula_that_is_none_of_these_is_recorded_by_its_functions(record):
    model = nn.Sequential(nn.Linear(6, 8), Of(lambda x: x * torch.sigmoid(3 * x)), nn.Linear(8, 2))
    assert list(record(model, torch.randn(20, 6)).layers) == ["1@sigmoid"]


def test_function_that_the_catalogue_lacks_is_refused_or_recorded_without_activation(log, record):
    model = Of(lambda x: F.prelu(x, torch.full((6,), 0.2)))
    with pytest.raises(ValueError, match="layer @prelu: the catalogue has no function for prelu"):
        ActivationRecorder(model, log).record(torch.randn(4, 6), 0)
    assert record(model, torch.randn(4, 6), unknown="record").described("activation") == {"@prelu": (None,)}
