"""What PyTorch does to a model: each of these works, or is refused in one sentence."""

import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest
import torch
from activations.record import ActivationRecorder
from conftest import Recording
from models import SmallNetwork
from torch import nn

FOLDER = Path(__file__).parent


@pytest.fixture
def model():
    return SmallNetwork()


@pytest.fixture
def images():
    return torch.randn(12, 1, 8, 8)


def same(recording, other):
    return recording.layers.keys() == other.layers.keys() and all(
        torch.allclose(recording.values(layer), other.values(layer), atol=1e-6) for layer in recording.layers
    )


needs_compiler = pytest.mark.skipif(find_spec("filelock") is None, reason="torch.compile needs filelock")


@needs_compiler
class TestCompile:
    def test_compiled_model_is_recorded_as_the_plain_one(self, record, model, images):
        compiled = torch.compile(model, backend="eager")
        compiled(images)
        assert same(record(compiled, images, run="compiled"), record(model, images, run="plain"))

    def test_compiled_part_is_recorded_as_the_plain_one(self, record, images):
        plain = nn.Sequential(nn.Flatten(), nn.Linear(64, 8), nn.Sequential(nn.ReLU(), nn.Linear(8, 4)), nn.Softmax(-1))
        expected = record(plain, images, run="plain")
        plain[2] = torch.compile(plain[2], backend="eager")
        plain(images)
        recording = record(plain, images, run="compiled")
        assert list(recording.layers) == ["2.0", "3"] and same(recording, expected)
        plain.compile(backend="eager")
        plain(images)
        assert same(record(plain, images, run="in place"), expected)

    def test_compiled_model_stays_compiled(self, record, model, images):
        calls = []

        def backend(graph, inputs):
            calls.append(graph)
            return graph.forward

        compiled = torch.compile(model.eval(), backend=backend)
        with torch.no_grad():
            compiled(images)
            record(compiled, images)
            compiled(images)
        assert len(calls) == 1


class TestSeveralDevices:
    def test_data_parallel(self, record, model, images):
        assert same(record(nn.DataParallel(model), images, run="parallel"), record(model, images, run="plain"))

    @pytest.mark.parametrize("kind", ["ddp", "fsdp"])
    def test_distributed_model_is_recorded_on_every_rank(self, kind, log):
        command = [sys.executable, "-W", "ignore", FOLDER / "distributed_job.py", kind, log]
        environment = {**os.environ, "PYTHONPATH": str(FOLDER.parent), "WORLD_SIZE": "2", "MASTER_ADDR": "127.0.0.1",
                       "MASTER_PORT": str(29500 + os.getpid() % 1000)}  # fmt: skip
        ranks = [
            subprocess.Popen(command, env={**environment, "RANK": str(rank)}, text=True, stderr=subprocess.PIPE)
            for rank in range(2)
        ]
        errors = [rank.communicate(timeout=240)[1] for rank in ranks]
        assert [rank.returncode for rank in ranks] == [0, 0], errors
        recordings = [Recording(path) for path in sorted(log.iterdir())]
        assert [recording.path.name.split("-")[3:5] for recording in recordings] == [["rank", "0"], ["rank", "1"]]
        torch.manual_seed(7)
        plain = nn.Sequential(nn.Linear(3, 4), nn.ReLU(), nn.Linear(4, 2), nn.Tanh()).eval()
        probe = torch.randn(10, 3)
        for rank, recording in enumerate(recordings):
            assert recording.roles() == {"1": "hidden", "3": "output"}
            assert [row["sample"] for row in recording["1"]] == list(range(5 * rank, 5 * rank + 5))
            assert torch.allclose(recording.values("1"), plain[:2](probe[5 * rank : 5 * rank + 5]), atol=1e-6)
            assert torch.allclose(
                recording.values("1", "gradient"), gradient(plain, probe)[5 * rank : 5 * rank + 5], atol=1e-6
            )


def gradient(model, probe):
    hidden = model[:2](probe)
    return torch.autograd.grad(model[2:](hidden).sum(), hidden)[0]


class TestModes:
    def test_autocast_is_recorded_in_its_own_precision(self, log, model, images):
        recorder = ActivationRecorder(model, log, format="jsonl")
        with torch.autocast("cpu", dtype=torch.bfloat16):
            recording = Recording(recorder.record(images, 0, loss=lambda output: output.float().sum()))
            with torch.no_grad():
                expected = torch.relu(model.eval().bn(model.conv(images)))
        assert expected.dtype is torch.bfloat16
        assert torch.equal(recording.values("conv_act").bfloat16(), expected.flatten(1))

    def test_inference_mode(self, record, model, images):
        expected = record(model, images, run="plain")
        with torch.inference_mode():
            assert same(record(model, images, run="inference"), expected)

    def test_gradients_in_inference_mode(self, record, model, images):
        expected = record(model, images, run="plain", loss=lambda output: output[:, 0].sum())
        with torch.inference_mode():
            recording = record(model, images.clone(), run="inference", loss=lambda output: output[:, 0].sum())
        assert torch.allclose(recording.values("relu", "gradient"), expected.values("relu", "gradient"), atol=1e-6)

    def test_gradients_of_a_model_that_was_made_in_inference_mode_are_refused(self, record, images):
        with torch.inference_mode():
            model = SmallNetwork()
        with pytest.raises(ValueError, match="the model was made in inference mode, so it has no gradients"):
            record(model, images, loss=lambda output: output.sum())
        assert list(record(model, images, run="b").layers)

    def test_hooks_and_modes_of_the_model_go_on(self, record, model, images):
        seen = []
        model.fc1.register_forward_hook(lambda module, inputs, output: seen.append(output.shape))
        record(model, images)
        assert seen[-1] == (12, 10)


class TestModules:
    def test_module_with_two_names_is_one_layer_for_each_place(self, record):
        class Shared(nn.Module):
            def __init__(self):
                super().__init__()
                self.act = nn.ReLU()
                self.blocks = nn.ModuleList(nn.Sequential(nn.Linear(4, 4), self.act) for _ in range(2))

            def forward(self, x):
                for block in self.blocks:
                    x = block(x)
                return x

        assert list(record(Shared(), torch.randn(5, 4)).layers) == ["act", "act#2"]

    def test_exception_that_the_model_catches_changes_nothing(self, record):
        class Tries(nn.Module):
            def __init__(self):
                super().__init__()
                self.broken, self.fc = nn.Sequential(nn.ReLU(), nn.Linear(7, 7)), nn.Linear(4, 4)

            def forward(self, x):
                try:
                    self.broken(x)
                except RuntimeError:
                    pass
                return torch.tanh(self.fc(x))

        assert list(record(Tries(), torch.randn(5, 4), layers="@.*").layers) == ["@tanh"]

    def test_outputs_of_any_form_are_looked_through(self, record):
        from dataclasses import dataclass

        @dataclass
        class Output:
            logits: torch.Tensor
            extra: object = None

        class Model(nn.Module):
            def __init__(self):
                super().__init__()
                self.fc = nn.Linear(4, 4)

            def forward(self, x):
                y = torch.sigmoid(self.fc(x))
                return Output(logits=y, extra=(x, {"x": [x]}, None, 3))

        assert record(Model(), torch.randn(5, 4)).roles() == {"@sigmoid": "output"}

    def test_keyword_arguments_reach_modules(self, record):
        class Model(nn.Module):
            def __init__(self):
                super().__init__()
                self.act, self.lstm = nn.GELU(), nn.LSTM(4, 3, batch_first=True)

            def forward(self, x):
                return self.lstm(input=self.act(input=x))[0]

        layers = record(Model(), torch.randn(5, 6, 4), unit_axis={"act": -1}).layers
        assert list(layers) == [
            "act",
            *(f"lstm.{gate}" for gate in ("input_gate", "forget_gate", "candidate", "output_gate", "cell")),
        ]
        assert "pre" in layers["act"][0]

    def test_models_that_call_forward_directly_are_seen(self, record):
        class Direct(nn.Module):
            def __init__(self):
                super().__init__()
                self.fc, self.act = nn.Linear(4, 4), nn.ReLU()

            def forward(self, x):
                return self.act.forward(self.fc(x))

        with pytest.warns(UserWarning, match="not called by the model, so not in the log: act"):
            assert list(record(Direct(), torch.randn(5, 4)).layers) == ["@relu"]

    def test_traced_graphs_are_seen(self, record, model, images):
        traced = torch.fx.symbolic_trace(model)
        assert list(record(traced, images).layers) == ["conv_act", "leaky", "silu", "relu", "softmax"]
