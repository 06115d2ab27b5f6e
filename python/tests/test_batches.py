"""Probes of every form: tensors, tuples, dicts, iterables of batches; samples, positions and axes."""

import pytest
import torch
from activations.record import ActivationRecorder
from conftest import read_json_lines, read_safetensors
from models import Gpt, SmallNetwork
from torch import nn
from torch.utils.data import DataLoader, TensorDataset

MODEL = nn.Sequential(nn.Linear(3, 4), nn.ReLU(), nn.Linear(4, 2))


def rows_of(path):
    if path.suffix == ".gz":
        return {row["sample"]: row["post"] for row in read_json_lines(path)}
    tensors, _ = read_safetensors(path)
    samples = {}
    for name, values in tensors.items():
        if "/post" in name:
            at = tensors[name.replace("/post", "/sample")].tolist()
            samples.update(zip(at, values.tolist()))
    return samples


@pytest.fixture(params=["jsonl", "safetensors"])
def recorder(request, log):
    return ActivationRecorder(MODEL, log, format=request.param)


def expected(probe):
    with torch.no_grad():
        return dict(enumerate(MODEL[:2](probe).tolist()))


def close(rows, expected):
    return rows.keys() == expected.keys() and all(rows[s] == pytest.approx(expected[s], abs=1e-6) for s in rows)


PROBE = torch.arange(30.0).view(10, 3) / 10 - 1
FORMS = {
    "tensor": (PROBE, {}),
    "tuple": ((PROBE,), {}),
    "dict": ({"input": PROBE}, {}),
    "tensor in parts": (PROBE, {"batch_size": 4}),
    "dict in parts": ({"input": PROBE}, {"batch_size": 3}),
    "list of batches": ([PROBE[:6], PROBE[6:]], {}),
    "generator of dicts": (({"input": part} for part in PROBE.split(5)), {}),
    "DataLoader with labels": (
        DataLoader(TensorDataset(PROBE, torch.arange(10)), 4),
        {"inputs": lambda batch: batch[0]},
    ),
    "tuple with labels, in parts": ((PROBE, torch.arange(10)), {"inputs": lambda batch: batch[0], "batch_size": 4}),
}


@pytest.mark.parametrize("form", FORMS)
def test_each_form_of_a_probe_gives_the_same_rows(form, log):
    probe, options = FORMS[form]
    path = ActivationRecorder(MODEL, log, format="safetensors").record(probe, 0, **options)
    assert close(rows_of(path), expected(PROBE))


def test_calls_for_one_step_are_added_up(recorder):
    first, second = recorder.record(PROBE[:6], 5), recorder.record(PROBE[6:], 5)
    assert first != second
    assert close({**rows_of(first), **rows_of(second)}, expected(PROBE))


def test_samples_can_be_numbered(recorder):
    assert list(rows_of(recorder.record(PROBE, 0, first_sample=1000))) == list(range(1000, 1010))


def test_parts_use_no_more_memory_than_a_part(log):
    sizes = []
    model = nn.Sequential(nn.Linear(3, 4), nn.ReLU())
    model.register_forward_hook(lambda module, inputs, output: sizes.append(len(output)))
    ActivationRecorder(model, log).record(PROBE, 0, batch_size=3)
    assert sizes == [2, 3, 3, 3, 1]  # first, a look at two samples


def test_batch_size_of_what_gives_batches_is_refused(log):
    with pytest.raises(ValueError, match="what gives batches has a size of its own"):
        ActivationRecorder(MODEL, log).record([PROBE], 0, batch_size=3)


class TestPositions:
    def test_some_pixels_of_each_sample_are_kept_and_it_is_said_of_how_many(self, record):
        model, probe = SmallNetwork(), torch.randn(20, 1, 8, 8)
        every = record(model, probe, layers="conv_act", run="every")
        some = record(model, probe, layers="conv_act", run="some", positions=5)
        again = record(model, probe, layers="conv_act", run="again", positions=5)
        other = record(model, probe, layers="conv_act", run="other", positions=5, seed=1)
        assert some["conv_act"][0]["shape"] == [3, 5] and some["conv_act"][0]["positions_of"] == 36
        assert torch.equal(some.values("conv_act"), again.values("conv_act"))
        assert not torch.equal(some.values("conv_act"), other.values("conv_act"))
        pixels, kept = every.values("conv_act").view(20, 3, 36), some.values("conv_act").view(20, 3, 5)
        places = set()
        for sample in range(20):
            at = [
                (pixels[sample] == kept[sample, :, place : place + 1]).all(0).nonzero().flatten() for place in range(5)
            ]
            assert all(len(found) for found in at), "a pixel of the sample, all its channels"
            places.add(tuple(int(found[0]) for found in at))
        assert len(places) > 10, "each sample has pixels of its own"

    def test_inputs_and_outputs_are_of_the_same_tokens(self, record):
        model = nn.Sequential(nn.Linear(3, 4), nn.GELU())
        recording = record(model, torch.randn(6, 50, 3), positions=7)
        z = recording.values("1", "pre")
        assert torch.allclose(nn.functional.gelu(z), recording.values("1"), atol=1e-6)
        assert recording["1"][0]["shape"] == [4, 7]

    def test_attention_keeps_its_heads_and_keys_and_some_queries(self, record):
        model, probe = Gpt(), torch.randint(0, 11, (6, 8))
        row = record(model, probe, positions=3)["block.0@softmax"][0]
        assert row["shape"] == [2, 3, 8] and row["positions_of"] == 8
        post, mask = torch.tensor(row["post"]).view(6, 8), torch.tensor(row["mask"]).view(6, 8)
        assert torch.allclose(post.sum(-1), torch.ones(6), atol=1e-5)
        assert torch.equal(mask, post == 0)

    def test_where_there_are_no_more_all_are_kept(self, record):
        row = record(SmallNetwork(), torch.randn(6, 1, 8, 8), positions=36)["conv_act"][0]
        assert row["shape"] == [3, 6, 6] and "positions_of" not in row


class TestAxes:
    def test_sequence_first_probe_can_be_said(self, record):
        model = nn.Sequential(nn.Linear(3, 4), nn.ReLU())
        probe = torch.randn(5, 7, 3)
        recording = record(model, probe, batch_axis=1)
        assert len(recording["1"]) == 7 and recording["1"][0]["shape"] == [4, 5]
        assert torch.equal(recording.values("1"), model(probe).permute(1, 2, 0).flatten(1).detach())

    def test_as_many_tokens_as_samples_are_told_apart(self, record):
        class Transposes(nn.Module):
            def __init__(self):
                super().__init__()
                self.fc = nn.Linear(3, 4)

            def forward(self, x):
                return torch.relu(self.fc(x.transpose(0, 1)))

        model, probe = Transposes(), torch.randn(6, 6, 3)
        recording = record(model, probe)
        assert torch.equal(recording.values("@relu"), model(probe).permute(1, 2, 0).flatten(1).detach())

    def test_tokens_that_were_flattened_into_the_batch_are_positions(self, record):
        class Flattens(nn.Module):
            def __init__(self):
                super().__init__()
                self.fc = nn.Linear(3, 4)

            def forward(self, x):
                return torch.relu(self.fc(x.reshape(-1, 3)))

        model, probe = Flattens(), torch.randn(6, 5, 3)
        recording = record(model, probe)
        assert recording["@relu"][0]["shape"] == [4, 5]
        assert torch.equal(recording.values("@relu"), model(probe).view(6, 5, 4).transpose(1, 2).flatten(1).detach())

    def test_channels_last_is_told_from_the_layers_before(self, record):
        class ChannelsLast(nn.Module):
            def __init__(self):
                super().__init__()
                self.conv, self.fc = nn.Conv2d(1, 3, 3), nn.Linear(3, 5)

            def forward(self, x):
                x = self.conv(x).permute(0, 2, 3, 1)
                return torch.relu(self.fc(torch.tanh(x)))

        recording = record(ChannelsLast(), torch.randn(6, 1, 8, 8))
        assert recording.described("shape") == {"@tanh": ([3, 6, 6],), "@relu": ([5, 6, 6],)}

    def test_channels_last_memory_changes_nothing(self, log):
        model, probe = SmallNetwork(), torch.randn(6, 1, 8, 8)
        plain = rows_of(ActivationRecorder(model, log / "plain", layers="conv_act").record(probe, 0))
        model = model.to(memory_format=torch.channels_last)
        probe = probe.to(memory_format=torch.channels_last)
        for form in ("jsonl", "safetensors"):
            rows = rows_of(ActivationRecorder(model, log / form, layers="conv_act", format=form).record(probe, 0))
            for sample, values in rows.items():
                assert torch.allclose(torch.tensor(values).flatten(), torch.tensor(plain[sample]), atol=1e-5)
