"""Attention: the weights of nn.MultiheadAttention and of scaled_dot_product_attention, and what a mask took out."""

import math

import pytest
import torch
import torch.nn.functional as F
from torch import nn

SAMPLES, QUERIES, WIDTH, HEADS = 5, 6, 8, 2


class Attends(nn.Module):
    def __init__(self, batch_first=True, **call):
        super().__init__()
        self.att, self.call = nn.MultiheadAttention(WIDTH, HEADS, batch_first=batch_first, dropout=0.5), call

    def forward(self, x):
        self.given = self.att(x, x, x, **self.call)
        return self.given[0]


def weights(recording, layer="att.weights", column="post"):
    return recording.values(layer, column).view(SAMPLES, HEADS, QUERIES, QUERIES)


@pytest.mark.parametrize("call", [{}, {"need_weights": False}, {"average_attn_weights": False}], ids=str)
def test_weights_of_every_head_are_recorded_and_the_caller_gets_what_it_asked_for(record, call):
    model, x = Attends(**call), torch.randn(SAMPLES, QUERIES, WIDTH)
    recording = record(model, x)
    given = model.given
    with torch.no_grad():
        output, expected = model.eval().att(x, x, x, average_attn_weights=False)
        caller = model.att(x, x, x, **call)
    assert recording.described("activation", "role", "shape") == {
        "att.weights": ("softmax", "attention", [HEADS, QUERIES, QUERIES])
    }
    assert torch.allclose(weights(recording), expected, atol=1e-6)
    assert torch.allclose(given[0], output, atol=1e-6)
    assert (given[1] is None) == (caller[1] is None)
    assert given[1] is None or torch.allclose(given[1], caller[1], atol=1e-6)


def test_sequence_first_attention_has_its_samples_first(record):
    x = torch.randn(QUERIES, SAMPLES, WIDTH)
    model = Attends(batch_first=False)
    with pytest.warns(UserWarning, match="att has the sequence first"):
        recording = record(model, x)
    with torch.no_grad():
        _, expected = model.eval().att(x, x, x, average_attn_weights=False)
    assert torch.allclose(weights(recording), expected, atol=1e-6)


CAUSAL = torch.ones(QUERIES, QUERIES, dtype=torch.bool).triu(1)


@pytest.mark.parametrize(
    "mask", [CAUSAL, torch.zeros(QUERIES, QUERIES).masked_fill(CAUSAL, -math.inf)], ids=["bool", "float"]
)
def test_what_a_mask_took_out_is_masked(record, mask):
    padding = torch.zeros(SAMPLES, QUERIES, dtype=torch.bool)
    padding[1, 4:] = True
    recording = record(
        Attends(attn_mask=mask, key_padding_mask=padding), torch.randn(SAMPLES, QUERIES, WIDTH), batch_size=None
    )
    expected = CAUSAL.expand(SAMPLES, HEADS, -1, -1) | padding[:, None, None, :]
    assert torch.equal(weights(recording, column="mask"), expected)


@pytest.mark.parametrize("written", ["inf", "lowest", "-1e9"])
def test_mask_before_a_softmax_is_seen(record, written):
    low = {"inf": -math.inf, "lowest": torch.finfo(torch.float32).min, "-1e9": -1e9}[written]

    class ByHand(nn.Module):
        def forward(self, q):
            return torch.softmax((q @ q.mT).masked_fill(CAUSAL, low), -1) @ q

    recording = record(ByHand(), torch.randn(SAMPLES, QUERIES, WIDTH))
    mask = recording.values("@softmax", "mask").view(SAMPLES, QUERIES, QUERIES)
    assert torch.equal(mask, CAUSAL.expand(SAMPLES, -1, -1))


def test_sharp_head_is_not_taken_for_a_mask(record):
    class Sharp(nn.Module):
        def forward(self, q):
            return torch.softmax(q @ q.mT * 1e4, -1) @ q

    assert "mask" not in record(Sharp(), torch.randn(SAMPLES, QUERIES, WIDTH))["@softmax"][0]


class ScaledDotProduct(nn.Module):
    def __init__(self, key_heads=HEADS, **call):
        super().__init__()
        self.call, self.heads = call, key_heads
        self.qkv = nn.Linear(WIDTH, WIDTH + 2 * key_heads * WIDTH // HEADS)

    def forward(self, x):
        size = WIDTH // HEADS
        parts = self.qkv(x).split([WIDTH, self.heads * size, self.heads * size], -1)
        q, k, v = (part.unflatten(-1, (-1, size)).transpose(1, 2) for part in parts)
        self.value, self.output = v, F.scaled_dot_product_attention(q, k, v, **self.call)
        return self.output


@pytest.mark.parametrize(
    "call",
    [{}, {"is_causal": True}, {"scale": 0.3}, {"attn_mask": ~CAUSAL}, {"attn_mask": torch.zeros(QUERIES, QUERIES).masked_fill(CAUSAL, -math.inf)},
     {"key_heads": 1, "enable_gqa": True}],
    ids=lambda call: ",".join(call),
)  # fmt: skip
def test_weights_of_a_fused_attention_give_its_output(record, call):
    model = ScaledDotProduct(**call)
    recording = record(model, torch.randn(SAMPLES, QUERIES, WIDTH), attention=True)
    (layer,) = recording.layers
    assert layer == "@scaled_dot_product_attention.weights"
    value = model.value.detach().repeat_interleave(HEADS // model.heads, 1)
    assert torch.allclose(weights(recording, layer) @ value, model.output, atol=1e-6)
    assert ("mask" in recording[layer][0]) == ("is_causal" in call or "attn_mask" in call)


def test_fused_attention_is_not_recorded_unless_asked_for_and_that_is_said(record):
    class Model(nn.Module):
        def __init__(self):
            super().__init__()
            self.att = ScaledDotProduct()

        def forward(self, x):
            return torch.relu(self.att(x))

    with pytest.warns(
        UserWarning,
        match="the attention weights were not recorded of: att@scaled_dot_product_attention; attention=True",
    ):
        assert list(record(Model(), torch.randn(SAMPLES, QUERIES, WIDTH)).layers) == ["@relu"]


@pytest.mark.parametrize("batch_first", [True, False])
def test_transformer_layers_are_seen_though_torch_would_fuse_them(record, batch_first):
    layer = nn.TransformerEncoderLayer(16, 2, 32, activation=nn.GELU(), batch_first=batch_first)
    model = nn.Sequential(nn.Embedding(50, 16), nn.TransformerEncoder(layer, 2))
    tokens = torch.randint(0, 50, (6, 9))
    recording = record(model, tokens if batch_first else tokens.T)
    assert {name: (len(rows), rows[0]["shape"], rows[0]["role"]) for name, rows in recording.layers.items()} == {
        "1.layers.0.self_attn.weights": (6, [2, 9, 9], "attention"),
        "1.layers.0.activation": (6, [32, 9], "hidden"),
        "1.layers.1.self_attn.weights": (6, [2, 9, 9], "attention"),
        "1.layers.1.activation": (6, [32, 9], "hidden"),
    }


def test_activation_function_of_a_transformer_layer_is_seen(record):
    layer = nn.TransformerEncoderLayer(16, 2, 32, batch_first=True)  # its activation is F.relu
    assert list(record(layer, torch.randn(4, 9, 16)).layers) == ["self_attn.weights", "@relu"]
