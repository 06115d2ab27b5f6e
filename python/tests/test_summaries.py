"""Summaries: what a recording adds up to, against the values themselves, plain arithmetic and torch's autograd."""

import base64
import copy
import importlib.util
import json
import math
import os
import re
import struct
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
import torch
from activations.record import ActivationRecorder, Histogram, SampleNumbers, behaviour_of
from catalogue_names import EXPECTED
from conftest import read_json_lines, read_statistics
from models import Gpt, LstmByCell, MixtureOfExperts, SmallNetwork
from torch import nn

STATISTICS = Path(__file__).parent.parent.parent / "docs" / "statistics.md"
SUMS = {
    "finite_mean",
    "finite_m2",
    "finite_m3",
    "derivative_mean",
    "derivative_m2",
    "derivative_m3",
    "unit_mean",
    "unit_m2",
}


def summary(folder, model, probe, **options):
    path = ActivationRecorder(model, folder, run="baseline", format="jsonl").record(probe, 0, summarise=True, **options)
    return {(row["layer"], row["first_unit"]): row for row in read_json_lines(path)}


def close(expected):
    return pytest.approx(expected, rel=1e-9, abs=1e-9, nan_ok=True)


class Layers(nn.Module):
    """A layer of each function that the reference in the docs knows, and a convolution."""

    def __init__(self):
        super().__init__()
        self.conv, self.relu, self.fc = nn.Conv2d(1, 3, 3), nn.ReLU(), nn.Linear(3 * 36, 7)
        self.tanh, self.out, self.sigmoid = nn.Tanh(), nn.Linear(7, 5), nn.Sigmoid()

    def forward(self, x):
        return self.sigmoid(self.out(self.tanh(5 * self.fc(self.relu(self.conv(x)).flatten(1)))))


@pytest.mark.parametrize("broken", [False, True])
def test_columns_are_those_of_the_reference_in_numpy(broken, tmp_path, monkeypatch):
    pytest.importorskip("numpy")
    monkeypatch.chdir(tmp_path)
    code = re.search(r"^```python reference\n(.*?)^```", STATISTICS.read_text(encoding="utf-8"), re.M | re.S)[1]
    assert len([line for line in code.splitlines() if line.strip()]) <= 60
    model, probe = Layers(), torch.randn(40, 1, 8, 8)
    if broken:
        probe[3, 0, 2, 2], probe[5, 0, 0, 0] = math.nan, math.inf
    outputs = {}
    for name in ("relu", "tanh", "sigmoid"):
        model.get_submodule(name).register_forward_hook(
            lambda module, args, output, name=name: outputs.__setitem__(name, (name, output.detach()))
        )
    model(probe)
    exec(code, {"arrays": {name: (kind, x.reshape(40, x.shape[1], -1).numpy()) for name, (kind, x) in outputs.items()}})
    expected = [json.loads(line) for line in Path("stats.jsonl").read_text(encoding="utf-8").splitlines()]
    actual = summary(tmp_path / "log", model, probe, batch_size=16)
    assert len(expected) == 3
    for row in expected:
        ours = actual[row["layer"], 0]
        for column, value in row.items():
            if column not in ("role", "axes", "last_axis", "heads"):
                assert ours.get(column, 0) == (close(value) if column in SUMS else value), (row["layer"], column)


@pytest.mark.parametrize(
    "build, probe",
    [
        (SmallNetwork, torch.randn(30, 1, 8, 8)),
        (Gpt, torch.arange(240).view(30, 8) % 11),
        (LstmByCell, torch.randn(30, 4, 5)),
        (MixtureOfExperts, torch.randn(30, 5, 8)),
    ],
)
def test_batches_add_up(build, probe, tmp_path):
    model = build()
    whole, parts = (summary(tmp_path / str(size), model, probe, batch_size=size) for size in (30, 7))
    assert whole.keys() == parts.keys()
    for key, row in whole.items():
        for column, value in row.items():
            bins = column.startswith("histogram") or column == "class_wins"  # a batch's size may change the last bit
            assert bins or parts[key][column] == pytest.approx(value, rel=1e-4, abs=1e-4), (key, column)


@pytest.mark.parametrize("dtype", [torch.float64, torch.float32, torch.float16, torch.bfloat16])
def test_bins_are_the_upper_16_bits_of_doubles(dtype):
    values = torch.cat([torch.randn(500) * 10.0**power for power in (-42, -39, -3, 0, 3)]).to(dtype)
    values = torch.cat([values, torch.tensor([0.0, -0.0, math.nan, math.inf, -math.inf, 1e-40, -1e-44]).to(dtype)])
    histogram = Histogram()
    for part in values.split(300):
        histogram.add(part)
    numbers = [value for value in values.double().tolist() if value != 0 and math.isfinite(value)]
    expected = Counter(struct.unpack(">H", struct.pack(">d", value)[:2])[0] for value in numbers)
    assert dict(zip(*(column.tolist() for column in histogram.bins()))) == expected
    zeros = [math.copysign(1, value) for value in values.double().tolist() if value == 0]
    assert (histogram.positive_zeros, histogram.negative_zeros) == (zeros.count(1), zeros.count(-1))


ELEMENTWISE = [(module, name) for module, name, _ in EXPECTED if name and behaviour_of(name)]


@pytest.mark.parametrize("module, name", ELEMENTWISE, ids=[name for _, name in ELEMENTWISE])
def test_derivatives_and_firing_are_autograds(module, name):
    x = torch.cat([torch.linspace(-8, 8, 1601), torch.tensor([-1e3, 1e3])]).double().requires_grad_()
    post = copy.deepcopy(module).double().eval()(x)
    (slope,) = torch.autograd.grad(post.sum(), x)
    facts, tried = behaviour_of(name), 0
    for side, told in ((facts.by_input, x.detach()), (facts.by_output, post.detach())):
        edges = (x.detach().abs() < 1e-6) | ((x.detach().abs() - 1).abs() < 1e-6)  # where one-sided slopes differ
        edges |= ((x.detach().abs() - 3).abs() < 1e-6) | ((x.detach().abs() - 0.5).abs() < 1e-6)
        edges |= (x.detach() - 6).abs() < 1e-6
        if callable(side.derivative):
            tried += 1
            assert torch.allclose(side.slopes(told)[~edges], slope[~edges], rtol=1e-6, atol=1e-6)
        elif side.derivative is not None:
            tried += 1
            assert torch.equal(side.firing(told)[~edges] == 1, slope[~edges] == 1)
    assert tried
    if facts.value is not None:
        assert torch.allclose(facts.value(x.detach()), post.detach(), rtol=1e-5, atol=1e-6)


@pytest.mark.parametrize("name", ["gelu", "gelu(approximate=none)", "swish", "mish", "hard_swish", "tanh_shrink"])
def test_derivatives_in_single_precision_are_exact_far_out_too(name):
    side = behaviour_of(name).by_input
    x = torch.cat([torch.linspace(-9, 9, 20_001), torch.tensor([-1e4, -60.0, 60.0, 1e4, 1e30, -1e30])])
    exact = side.slopes(x.double())
    assert torch.isfinite(exact).all()
    # A millionth of itself, or of the largest slope where the slope crosses zero.
    near_zero_crossing = exact.abs() < 0.05
    far_left = x < -4
    assert torch.allclose(side.slopes(x).double(), exact, rtol=3e-6, atol=3e-7)
    ours, theirs = side.slopes(x).double()[far_left & near_zero_crossing], exact[far_left & near_zero_crossing]
    assert torch.allclose(ours, theirs, rtol=2e-5, atol=1e-15)


def test_gradients_are_counted(tmp_path):
    class Half(nn.Module):
        def __init__(self):
            super().__init__()
            self.fc, self.relu = nn.Linear(4, 6), nn.ReLU()

        def forward(self, x):
            return self.relu(self.fc(x))

    row = summary(tmp_path, Half(), torch.randn(9, 4), loss=lambda output: (3 * output[:, :2]).sum())["relu", 0]
    assert row["unit_gradients"] == [9] * 6
    assert row["unit_gradients_not_zero"] == [9, 9, 0, 0, 0, 0]
    assert (row["gradient_count"], row["gradient_mean"], row["gradient_samples"]) == (54, close(1), 9)


def test_layer_of_many_units_is_pages(tmp_path):
    wide = nn.Sequential(nn.Linear(2, 131_072), nn.ReLU())
    rows = summary(tmp_path, wide, torch.randn(20, 2), batch_size=5)
    assert list(rows) == [("1", 0), ("1", 65_536)]
    assert [len(row["unit_fired"]) for row in rows.values()] == [65_536, 65_536]
    assert rows["1", 0]["values"] == 20 * 131_072 and "values" not in rows["1", 65_536]


def test_further_calls_add_samples(tmp_path):
    recorder = ActivationRecorder(SmallNetwork(), tmp_path, summarise=True, format="jsonl")
    paths = [recorder.record(torch.randn(5, 1, 8, 8), 0) for _ in range(2)]
    assert [read_json_lines(path)[0]["sample_numbers"] for path in paths] == [list(range(5)), list(range(5, 10))]


@pytest.mark.parametrize("options, said", [({"format": "safetensors"}, "format="), ({"positions": 3}, "positions=")])
def test_options_of_values_are_refused(options, said, tmp_path):
    recorder = ActivationRecorder(SmallNetwork(), tmp_path, **options)
    with pytest.raises(ValueError, match=said):
        recorder.record(torch.randn(5, 1, 8, 8), 0, summarise=True)


def test_batches_of_several_shapes_are_refused(tmp_path):
    recorder = ActivationRecorder(Gpt(), tmp_path, summarise=True)
    with pytest.raises(ValueError, match="batches of one shape"):
        recorder.record([torch.zeros(3, 8, dtype=torch.long), torch.zeros(3, 6, dtype=torch.long)], 0)
    assert not any(tmp_path.iterdir())


def test_parquet_has_the_rows_of_json_lines(tmp_path):
    pytest.importorskip("pyarrow")
    probe = torch.randn(30, 1, 8, 8)
    probe[3, 0, 2, 2] = math.nan
    forms = {}
    for form in ("jsonl", "parquet"):
        torch.manual_seed(1)
        path = ActivationRecorder(SmallNetwork(), tmp_path / form, summarise=True, format=form).record(probe, 0)
        assert path.suffix == (".gz" if form == "jsonl" else ".parquet")
        forms[form] = read_statistics(path)
    assert len(forms["jsonl"]) == 5
    assert forms["parquet"] == forms["jsonl"]


def test_parquet_is_written_where_pyarrow_is_there(tmp_path):
    path = ActivationRecorder(nn.ReLU(), tmp_path, summarise=True).record(torch.randn(5, 3), 0)
    assert path.name.endswith(".parquet" if importlib.util.find_spec("pyarrow") else ".jsonl.gz")


def test_many_samples_are_a_roaring_bitmap(tmp_path):
    """Read by the layout that RoaringFormatSpec publishes; the job's tests read the same one."""
    recorder = ActivationRecorder(nn.ReLU(), tmp_path, summarise=True, format="jsonl")
    path = recorder.record(torch.randn(70_000, 1), 0, first_sample=60_000, batch_size=7_000)
    (row,) = read_json_lines(path)
    assert "sample_numbers" not in row and row["samples"] == 70_000
    data = base64.b64decode(row["sample_bitmap"])
    (buckets, high, cookie) = struct.unpack_from("<QII", data)
    assert (buckets, high, cookie & 0xFFFF, cookie >> 16) == (1, 0, 12347, 1)  # two containers
    assert data[16] == 0b11  # both of runs
    assert struct.unpack_from("<HHHH", data, 17) == (0, 5_535, 1, 64_463)  # upper bits, and how many numbers less one
    assert struct.unpack_from("<HHH", data, 25) == (1, 60_000, 5_535)
    assert struct.unpack_from("<HHH", data, 31) == (1, 0, 64_463) and len(data) == 37
    assert BITMAP_OF_2_000 == base64.b64encode(bitmap_of(range(2_000))).decode()


BITMAP_OF_2_000 = "AQAAAAAAAAAAAAAAOzAAAAEAAM8HAQAAAM8H"  # StatisticsTableTest reads it


def bitmap_of(numbers):
    samples = SampleNumbers()
    samples.add(numbers)
    return samples.bitmap()


def test_giant_layer_takes_bounded_memory():
    """131,072 features: a million tokens by `giant_autoencoder.py 1000000`, here some hundred."""
    done = subprocess.run(
        [sys.executable, "-W", "ignore", str(Path(__file__).parent / "giant_autoencoder.py"), "320"],
        capture_output=True, text=True, check=True, env=os.environ | {"OMP_NUM_THREADS": "1"},
    )  # fmt: skip
    told = json.loads(done.stdout)
    assert told["tokens"] == told["samples"] == 320 and told["units"] == 131_072
    assert told["fired"] == told["expected_fired"]
    assert told["megabytes"]["end"] - told["megabytes"]["after 64"] < 100
