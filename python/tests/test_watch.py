"""Watching the training itself: what is written, and that the training does not notice."""

import copy
import pickle
import random
import subprocess
import sys
import warnings
from pathlib import Path

import pytest
import torch
import torch.utils.checkpoint
from activations.record import ActivationRecorder
from conftest import read_statistics
from models import Gpt, LstmByCell, SmallNetwork
from torch import nn


def batches(count, size=32, shape=(1, 8, 8)):
    generator = torch.Generator().manual_seed(3)
    return [torch.randn(size, *shape, generator=generator) for _ in range(count)]


def train(model, given, optimizer=None):
    optimizer = optimizer or torch.optim.SGD(model.parameters(), lr=0.1, momentum=0.9)
    for batch in given:
        output = model(batch)
        output = output[0] if isinstance(output, tuple) else output
        optimizer.zero_grad()
        output.square().mean().backward()
        optimizer.step()


def tables(folder):
    """The rows of each file by its step."""
    found = {}
    for path in folder.iterdir():
        rows = read_statistics(path)
        found[rows[0]["step"]] = {row["layer"]: row for row in rows}
    return dict(sorted(found.items()))


class Transformer(nn.Module):
    """Layers of torch with dropout in attention, and two LSTM layers with dropout in between."""

    def __init__(self):
        super().__init__()
        layer = nn.TransformerEncoderLayer(16, 4, 32, dropout=0.3, activation="gelu", batch_first=True)
        self.encoder = nn.TransformerEncoder(layer, 2)
        self.lstm = nn.LSTM(16, 8, 2, dropout=0.3, batch_first=True)
        self.gru = nn.GRU(8, 8, batch_first=True)

    def forward(self, x):
        x, _ = self.lstm(self.encoder(x))
        return self.gru(x)[0]


MODELS = {
    "cnn": (SmallNetwork, (1, 8, 8)),
    "transformer": (Transformer, (6, 16)),
    "lstm cell": (LstmByCell, (4, 5)),
}


@pytest.mark.parametrize("kind", MODELS)
@pytest.mark.filterwarnings("ignore")
def test_training_is_the_same_bit_for_bit(kind, tmp_path):
    build, shape = MODELS[kind]
    model = build().train()
    twin = copy.deepcopy(model)
    seed = torch.get_rng_state(), random.getstate()
    train(twin, batches(12, shape=shape))
    expected = torch.get_rng_state(), random.getstate()
    torch.set_rng_state(seed[0])
    random.setstate(seed[1])
    with ActivationRecorder(model, tmp_path, run="a").watch(every=2, samples=64):
        train(model, batches(12, shape=shape))
    for name, value in twin.state_dict().items():
        assert torch.equal(model.state_dict()[name], value), name
    assert torch.equal(torch.get_rng_state(), expected[0]) and random.getstate() == expected[1]
    assert list(tables(tmp_path)) == [0, 2, 4, 6, 8, 10]


def test_batches_are_pooled_until_there_are_enough_samples(tmp_path):
    seen = []
    model = SmallNetwork().train()
    model.relu.register_forward_hook(lambda module, args, output: seen.append(output.detach().clone()))
    with ActivationRecorder(model, tmp_path, run="a").watch(every=20):
        train(model, batches(35))
    found = tables(tmp_path)
    assert list(found) == [0, 20]
    seen = seen[1:]  # without the look around before the first step
    for step, layers in found.items():
        values = torch.cat(seen[step : step + 10]).double()
        assert (layers["relu"]["mode"], layers["relu"]["samples"]) == ("train", 320)
        assert layers["relu"]["sample_numbers"] == list(range(320))
        assert layers["relu"]["unit_fired"] == (values > 0).sum(0).tolist()
        assert layers["relu"]["unit_mean"] == pytest.approx(values.mean(0).tolist(), rel=1e-6, abs=1e-12)
        assert layers["relu"]["role"] == "hidden"


def test_dropout_and_batch_statistics_are_on(tmp_path):
    model = nn.Sequential(nn.Linear(4, 8), nn.BatchNorm1d(8), nn.Dropout(0.5), nn.ReLU())
    with ActivationRecorder(model, tmp_path).watch(samples=300):
        train(model, batches(1, 300, (4,)))
    (row,) = tables(tmp_path)[0].values()
    # Half of the values are dropped, and half of the others are negative. BatchNorm's own statistics were 0 and 1.
    assert sum(row["unit_firing_values"]) / row["values"] == pytest.approx(0.25, abs=0.03)


def test_attention_is_recorded_before_dropout_beside_the_model(tmp_path):
    model = Transformer().train()
    with pytest.warns(UserWarning, match="dropout between the layers hides the gates of: lstm"):
        with ActivationRecorder(model, tmp_path).watch(samples=64):
            train(model, batches(2, shape=(6, 16)))
    row = tables(tmp_path)[0]["encoder.layers.1.self_attn.weights"]
    assert (row["role"], row["heads"], row["head_rows"]) == ("attention", 4, [64 * 6] * 4)
    assert row["softmax_row_sum_errors"] == 0  # dropout would scale what it leaves
    assert {"gru.reset_gate", "encoder.layers.0@gelu"} <= tables(tmp_path)[0].keys()


def test_evaluation_and_passes_without_gradients_are_no_steps(tmp_path):
    model = SmallNetwork().train()
    with ActivationRecorder(model, tmp_path).watch(every=1, samples=32):
        model.eval()(batches(1)[0])
        model.train()
        with torch.no_grad():
            model(batches(1)[0])
        train(model, batches(2))
    assert list(tables(tmp_path)) == [0, 1]


def test_steps_are_those_of_the_trainer(tmp_path):
    model, steps = SmallNetwork().train(), iter([700, 700, 701, 701, 702, 702])
    with ActivationRecorder(model, tmp_path).watch(every=2, samples=64, step=lambda: next(steps)):
        train(model, batches(6))
    assert list(tables(tmp_path)) == [700, 702]


def test_short_training_is_written_with_a_warning(tmp_path):
    model = SmallNetwork().train()
    with pytest.warns(UserWarning, match="only 96 samples were seen in training: fewer than 299 prove nothing"):
        with ActivationRecorder(model, tmp_path).watch():
            train(model, batches(3))
    assert tables(tmp_path)[0]["relu"]["samples"] == 96


def test_steps_that_are_not_enough_are_left_out_behind_others(tmp_path):
    model = SmallNetwork().train()
    with ActivationRecorder(model, tmp_path).watch(every=4, samples=64):
        train(model, batches(5))
    assert list(tables(tmp_path)) == [0]


def test_batches_of_other_shapes_are_left_out(tmp_path):
    model = nn.Sequential(nn.Linear(5, 8), nn.Tanh())
    given = [torch.randn(32, length, 5) for length in (7, 7, 6, 7)]
    with pytest.warns(UserWarning, match="only batches of the shapes"):
        with ActivationRecorder(model, tmp_path).watch(samples=96):
            train(model, given)
    (row,) = tables(tmp_path)[0].values()
    assert (row["samples"], row["positions_after"]) == (96, 7)


@pytest.mark.parametrize("strict", [False, True])
def test_error_ends_the_watching_and_not_the_training(strict, tmp_path, monkeypatch, capsys):
    model = SmallNetwork().train()
    twin = copy.deepcopy(model)
    torch.manual_seed(1)
    train(twin, batches(6))
    watching = ActivationRecorder(model, tmp_path).watch(every=3, samples=32)
    torch.manual_seed(1)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1, momentum=0.9)
    train(model, batches(6)[:3], optimizer)

    def fail(*given):
        raise RuntimeError("no memory left")

    monkeypatch.setattr("activations.record.LayerSums.add", fail)
    with warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("error" if strict else "always")
        train(model, batches(6)[3:], optimizer)
    sentence = "watching ended at step 3, training goes on: RuntimeError: no memory left"
    if strict:
        assert sentence in capsys.readouterr().err
    else:
        assert [str(warning.message) for warning in said] == [sentence]
    assert not watching.is_on
    assert not any(module._forward_hooks or module._forward_pre_hooks for module in model.modules())
    watching.close()
    for name, value in twin.state_dict().items():
        assert torch.equal(model.state_dict()[name], value), name
    assert list(tables(tmp_path)) == [0]


def test_error_of_the_training_is_the_trainings_own(tmp_path):
    class Failing(SmallNetwork):
        fails = False

        def forward(self, x):
            x = super().forward(x)
            if self.fails:
                raise KeyError("theirs")
            return x

    model = Failing().train()
    with ActivationRecorder(model, tmp_path).watch(samples=64):
        train(model, batches(1))
        model.fails = True
        with pytest.raises(KeyError, match="theirs"):
            train(model, batches(1))
        model.fails = False
        train(model, batches(2))
    found = tables(tmp_path)
    assert list(found) == [2]  # the steps before the error are dropped
    assert found[2]["relu"]["samples"] == 64


def test_disk_that_is_full_ends_the_watching(tmp_path, monkeypatch):
    model = SmallNetwork().train()

    def full(sink, complete=True):
        raise OSError("no space left on device")

    monkeypatch.setattr("activations.record.Summary.close", full)
    with pytest.warns(UserWarning, match="no space left on device"):
        with ActivationRecorder(model, tmp_path).watch(samples=32):
            train(model, batches(1))
    assert not any(tmp_path.iterdir())


def test_copies_of_the_model_are_not_watched(tmp_path):
    model = SmallNetwork().train()
    with ActivationRecorder(model, tmp_path).watch(every=1, samples=32):
        train(copy.deepcopy(model), batches(1))
        stored = pickle.dumps(model)
        train(model, batches(1))
    assert list(tables(tmp_path)) == [0]
    loaded = "import pickle, sys; pickle.load(sys.stdin.buffer)(__import__('torch').ones(2, 1, 8, 8))"
    subprocess.run([sys.executable, "-W", "ignore", "-c", loaded], input=stored, check=True, cwd=Path(__file__).parent)


def test_compiled_model_is_watched(tmp_path):
    model = SmallNetwork().train()
    compiled = torch.compile(model, backend="eager")
    with ActivationRecorder(compiled, tmp_path).watch(every=2, samples=32):
        train(compiled, batches(3))
    assert list(tables(tmp_path)) == [0, 2]
    assert "relu" in tables(tmp_path)[2]


def test_model_that_is_compiled_afterwards_says_so(tmp_path):
    model = SmallNetwork().train()
    with pytest.warns(UserWarning, match="no training step was seen"):
        with ActivationRecorder(model, tmp_path).watch(samples=32):
            train(torch.compile(model, backend="eager"), batches(1))


def test_autocast_trains_as_without(tmp_path):
    class Model(nn.Module):
        def __init__(self):
            super().__init__()
            self.attention, self.act = nn.MultiheadAttention(8, 2, batch_first=True), nn.GELU()
            self.fc = nn.Linear(8, 8)

        def forward(self, x):
            return self.fc(self.act(self.attention(x, x, x)[0]))

    model = Model().train()
    twin = copy.deepcopy(model)
    with torch.autocast("cpu", torch.bfloat16):
        train(twin, batches(3, shape=(5, 8)))
    with torch.autocast("cpu", torch.bfloat16), ActivationRecorder(model, tmp_path).watch(every=1, samples=32):
        train(model, batches(3, shape=(5, 8)))
    for name, value in twin.state_dict().items():
        assert torch.equal(model.state_dict()[name], value), name
    assert list(tables(tmp_path)) == [0, 1, 2]


def test_checkpointed_blocks_train_as_without(tmp_path):
    class Model(nn.Module):
        def __init__(self):
            super().__init__()
            self.block = nn.Sequential(nn.Linear(8, 16), nn.GELU(), nn.Dropout(0.2), nn.Linear(16, 8), nn.ReLU())

        def forward(self, x):
            return torch.utils.checkpoint.checkpoint(self.block, x, use_reentrant=False)

    model = Model().train()
    twin = copy.deepcopy(model)
    torch.manual_seed(1)
    train(twin, batches(3, shape=(8,)))
    torch.manual_seed(1)
    with ActivationRecorder(model, tmp_path).watch(every=1, samples=32):
        train(model, batches(3, shape=(8,)))
    for name, value in twin.state_dict().items():
        assert torch.equal(model.state_dict()[name], value), name
    assert tables(tmp_path)[2]["block.1"]["values"] == 32 * 16


def test_watching_nearly_every_step_is_said(tmp_path):
    model = SmallNetwork().train()
    with pytest.warns(UserWarning, match="10 steps of every 10 are watched"):
        with ActivationRecorder(model, tmp_path).watch(every=10):
            train(model, batches(10))


def test_recorder_that_watches_records_no_probe(tmp_path):
    recorder = ActivationRecorder(SmallNetwork(), tmp_path)
    recorder.record(batches(1)[0], 0)
    with pytest.raises(ValueError, match="under a run of its own"):
        recorder.watch()
    recorder = ActivationRecorder(SmallNetwork().train(), tmp_path, run="b")
    with recorder.watch(samples=32) as watching:
        with pytest.raises(ValueError, match="this recorder watches the training"):
            recorder.record(batches(1)[0], 0)
        train(recorder._given_model, batches(1))
    assert not watching.is_on


def test_gpt_is_watched_with_its_masks(tmp_path):
    model = Gpt(attention="function").train()
    tokens = [torch.arange(256).view(32, 8) % 11] * 2
    with ActivationRecorder(model, tmp_path, attention=True).watch(samples=64):
        train(model, tokens)
    weights = [row for name, row in tables(tmp_path)[0].items() if name.endswith(".weights")]
    assert weights and all(row["masked"] > 0 and row["rows"] == 64 for row in weights)
