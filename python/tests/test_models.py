"""The usual models: exactly these layers, roles, activations and shapes."""

import pytest
import torch
from activations.record import ActivationRecorder
from conftest import Recording, read_safetensors
from models import (
    Autoencoder,
    Gpt,
    LstmByCell,
    LstmByHand,
    LstmClassifier,
    MixtureOfExperts,
    ResNet,
    SmallNetwork,
    SqueezeExcite,
    SwiGlu,
    TwoHeads,
)
from torch import nn

LSTM_GATES = {
    "input_gate": ("sigmoid", "gate"),
    "forget_gate": ("sigmoid", "gate"),
    "candidate": ("tanh", "hidden"),
    "output_gate": ("sigmoid", "gate"),
    "cell": ("tanh", "hidden"),
}


def gates(prefix, shape):
    return {f"{prefix}.{gate}": (*told, shape) for gate, told in LSTM_GATES.items()}


def attention_and_gelu(block, attention):
    return {
        f"block.{block}@{attention}": ("softmax", "attention", [2, 8, 8]),
        f"block.{block}@gelu": ("gelu", "hidden", [64, 8]),
    }


def relus(*names):
    return {name: ("relu", "hidden", [4, 6, 6]) for name in names}


TOKENS = torch.arange(72).view(9, 8) % 11
MODELS = {
    "a small network": (SmallNetwork, (30, 1, 8, 8), {
        "conv_act": ("relu", "hidden", [3, 6, 6]),
        "leaky": ("leaky_relu(alpha=0.2)", "hidden", None),
        "silu": ("swish", "hidden", None),
        "relu": ("relu", "hidden", None),
        "softmax": ("softmax", "output", None),
    }),
    "an LSTM cell written by hand": (LstmByHand, (7, 4, 5), {
        "@sigmoid": ("sigmoid", "gate", None),
        "@sigmoid.2": ("sigmoid", "gate", None),
        "@tanh": ("tanh", "hidden", None),
        "@sigmoid.3": ("sigmoid", "gate", None),
        "@tanh.2": ("tanh", "hidden", None),
    }),
    "nn.LSTMCell": (LstmByCell, (7, 4, 5), gates("cell", None)),
    "nn.LSTM": (LstmClassifier, (7, 4, 5), {**gates("lstm", [8, 4]), "@sigmoid": ("sigmoid", "output", None)}),
    "squeeze and excite": (SqueezeExcite, (9, 1, 8, 8), {
        "@relu": ("relu", "hidden", [6, 8, 8]),
        "@relu.2": ("relu", "hidden", [3, 1, 1]),
        "gate": ("sigmoid", "gate", [6, 1, 1]),
        "@relu.3": ("relu", "hidden", [6, 6, 6]),
    }),
    "SwiGLU": (SwiGlu, (9, 8), {"@silu": ("swish", "gate", None)}),
    "two heads": (TwoHeads, (9, 6), {
        "@relu": ("relu", "hidden", None),
        "@softmax": ("softmax", "output", None),
        "@sigmoid": ("sigmoid", "output", None),
    }),
    "GPT": (Gpt, TOKENS, {**attention_and_gelu(0, "softmax"), **attention_and_gelu(1, "softmax")}),
    "GPT with fused attention": (lambda: Gpt(attention="function"), TOKENS, {
        **attention_and_gelu(0, "scaled_dot_product_attention.weights"),
        **attention_and_gelu(1, "scaled_dot_product_attention.weights"),
    }),
    "ResNet": (ResNet, (9, 1, 8, 8), relus(
        "relu", "layer1.0.relu", "layer1.0.relu#2", "layer1.1.relu", "layer1.1.relu#2"
    )),
    "an autoencoder": (Autoencoder, (9, 12), {
        "encoder.1": ("relu", "hidden", None),
        "encoder.3": ("tanh", "hidden", None),
        "decoder.1": ("relu", "hidden", None),
        "decoder.3": ("sigmoid", "output", None),
    }),
    "a mixture of experts": (MixtureOfExperts, (9, 5, 8), {
        "@softmax": ("softmax", "router", [5, 4]),
        **{f"experts.{expert}.1": ("gelu(approximate=none)", "hidden", None) for expert in range(4)},
    }),
}  # fmt: skip


@pytest.mark.parametrize("kind", MODELS)
def test_layers_roles_and_shapes_are_exactly_these(kind, record, recwarn):
    build, probe, expected = MODELS[kind]
    probe = torch.randn(probe) if isinstance(probe, tuple) else probe
    recording = record(build(), probe, attention=True)
    assert recording.described("activation", "role", "shape") == expected
    assert [str(warning.message) for warning in recwarn] == []
    for layer in expected.keys() - {f"experts.{expert}.1" for expert in range(4)}:
        assert {row["sample"] for row in recording[layer]} == set(range(len(probe)))


def test_times_of_one_layer_are_its_positions(record):
    probe = torch.randn(7, 4, 5)
    rows = record(LstmByHand(), probe)["@tanh.2"]
    assert [(row["sample"], row["position"]) for row in rows] == [(s, t) for t in range(4) for s in range(7)]


def test_calls_can_be_layers_of_their_own(record):
    recording = record(LstmByCell(), torch.randn(7, 4, 5), calls="layers", layers=r"cell\.cell.*")
    assert list(recording.layers) == ["cell.cell", "cell.cell#2", "cell.cell#3", "cell.cell#4"]


def test_one_module_behind_different_weights_is_several_layers(record):
    class Shared(nn.Module):
        def __init__(self):
            super().__init__()
            self.a, self.b, self.relu = nn.Linear(3, 3), nn.Linear(3, 3), nn.ReLU(inplace=True)

        def forward(self, x):
            return self.relu(self.b(self.relu(self.a(x))))

    assert record(Shared(), torch.randn(4, 3)).described("depth", "role") == {
        "relu": (0, "hidden"),
        "relu#2": (1, "output"),
    }


def test_tokens_of_an_expert_have_their_sample_and_place(record):
    model, probe = MixtureOfExperts(), torch.randn(9, 5, 8)
    recording = record(model, probe)
    with torch.no_grad():
        chosen = torch.topk(model.router(probe).softmax(-1), 2).indices
        for number, expert in enumerate(model.experts):
            rows = recording[f"experts.{number}.1"]
            routed = (chosen == number).any(-1).nonzero().tolist()
            assert sorted([row["sample"], row["position"]] for row in rows) == routed
            for row in rows:
                z = expert[0](probe[row["sample"], row["position"]])
                assert torch.allclose(torch.tensor(row["post"]), nn.functional.gelu(z), atol=1e-6)


def test_roles_can_be_said(record):
    recording = record(Autoencoder(), torch.randn(9, 12), roles={"encoder.3": "features", ".*": "hidden"})
    assert list(recording.roles().values()) == ["hidden", "features", "hidden", "hidden"]


def test_role_that_cannot_be_told_is_left_out(record):
    class Forgets(nn.Module):
        def forward(self, x):
            return torch.fft.rfft(torch.relu(x)).abs()

    assert record(Forgets(), torch.randn(4, 6)).roles() == {"@relu": None}


def test_hidden_goes_through_reshape_pooling_normalisation_addition_and_dropout(record):
    class Long(nn.Module):
        def __init__(self):
            super().__init__()
            self.conv, self.norm, self.fc = nn.Conv2d(1, 4, 3), nn.BatchNorm2d(4), nn.Linear(4 * 9, 2)

        def forward(self, x):
            y = torch.relu(self.conv(x))
            y = nn.functional.dropout(self.norm(nn.functional.max_pool2d(y, 2)) + 1, 0.5, self.training)
            return self.fc(y.permute(0, 2, 3, 1).reshape(len(y), -1))

    assert record(Long(), torch.randn(4, 1, 8, 8)).roles() == {"@relu": "hidden"}


def test_normalisation_that_is_written_out_is_one(record, recwarn):
    class Normalises(nn.Module):
        def __init__(self):
            super().__init__()
            self.fc, self.head, self.weight = nn.Linear(4, 6), nn.Linear(6, 2), nn.Parameter(torch.ones(6))

        def forward(self, x):
            x = torch.relu(self.fc(x))
            x = x * torch.rsqrt(x.pow(2).mean(-1, keepdim=True) + 1e-6) * self.weight
            return self.head(x)

    assert record(Normalises(), torch.randn(5, 4)).roles() == {"@relu": "hidden"}
    assert not recwarn.list


def test_llama_block_is_recorded_without_a_word_too_many(record, recwarn):
    class Norm(nn.Module):
        def __init__(self):
            super().__init__()
            self.weight = nn.Parameter(torch.ones(8))

        def forward(self, x):
            return self.weight * x * torch.rsqrt(x.float().pow(2).mean(-1, keepdim=True) + 1e-6).type_as(x)

    class Llama(nn.Module):
        def __init__(self):
            super().__init__()
            self.embed, self.qkv, self.out = (
                nn.Embedding(9, 8),
                nn.Linear(8, 24, bias=False),
                nn.Linear(8, 8, bias=False),
            )
            self.norm_1, self.norm_2, self.norm_3 = Norm(), Norm(), Norm()
            self.mlp, self.head = SwiGlu(), nn.Linear(8, 9)

        def rotated(self, x):
            at = torch.arange(x.shape[1], device=x.device)[:, None]
            a, b = x.chunk(2, -1)
            return x * torch.cos(at) + torch.cat([-b, a], -1) * torch.sin(at)

        def forward(self, tokens):
            x = self.embed(tokens)
            q, k, v = self.qkv(self.norm_1(x)).chunk(3, -1)
            scores = self.rotated(q) @ self.rotated(k).transpose(1, 2)
            mask = torch.full((tokens.shape[1],) * 2, torch.finfo(torch.float32).min).triu(1)
            x = x + self.out(torch.softmax(scores + mask, -1, dtype=torch.float32).type_as(v) @ v)
            x = x + self.mlp(self.norm_2(x))
            return self.head(self.norm_3(x))

    recording = record(Llama(), torch.randint(0, 9, (5, 7)))
    assert recording.described("role", "shape") == {"@softmax": ("attention", [7, 7]), "mlp@silu": ("gate", [12, 7])}
    assert "mask" in recording["@softmax"][0]
    assert not recwarn.list


def test_padding_mask_that_is_multiplied_with_makes_no_gate(record):
    class Masked(nn.Module):
        def __init__(self):
            super().__init__()
            self.embed, self.fc, self.head = nn.Embedding(9, 4), nn.Linear(4, 6), nn.Linear(6, 2)

        def forward(self, tokens):
            keep = (tokens != 0).float().unsqueeze(-1)
            return self.head((torch.relu(self.fc(self.embed(tokens))) * keep).sum(1))

    assert record(Masked(), torch.randint(0, 9, (5, 7))).roles() == {"@relu": "hidden"}


def test_prediction_beside_the_probabilities_makes_no_router(record):
    class Predicts(nn.Module):
        def __init__(self):
            super().__init__()
            self.fc = nn.Linear(6, 4)

        def forward(self, x):
            probabilities = self.fc(x).softmax(-1)
            return probabilities, probabilities.argmax(-1)

    assert record(Predicts(), torch.randn(5, 6)).roles() == {"@softmax": "output"}


def test_safetensors_say_the_same(log):
    model, probe = Gpt(), TOKENS
    rows = Recording(ActivationRecorder(model, log / "rows", format="jsonl").record(probe, 3))
    tensors, metadata = read_safetensors(
        ActivationRecorder(model, log / "tensors", format="safetensors").record(probe, 3)
    )
    for layer, (activation, role, depth) in rows.described("activation", "role", "depth").items():
        prefix = f"activations.{layer}/post."
        told = [metadata[prefix + key] for key in ("layer", "column", "activation", "role", "depth")]
        assert told == [layer, "post", activation, role, str(depth)]
        values = tensors[f"{layer}/post"]
        if prefix + "unit_axis" in metadata:
            values = values.movedim(1 + int(metadata[prefix + "unit_axis"]), 1)
        assert torch.equal(values.flatten(1), rows.values(layer))
