"""The README's lines and every block of docs/recording.md run as they stand."""

import re
import sys
from pathlib import Path
from types import SimpleNamespace

import activations.record
import pytest
import torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset

ROOT = Path(__file__).parent.parent.parent


def blocks(page, language):
    return re.findall(
        rf"^```{language}\n(.*?)^```", (ROOT / page).read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL
    )


@pytest.fixture
def names(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setitem(sys.modules, "record", activations.record)
    images, labels = torch.randn(300, 12), torch.arange(300) % 4
    model = nn.Sequential(nn.Linear(12, 8), nn.ReLU(), nn.Linear(8, 4))
    return {
        "model": model, "probe": images, "images": images, "labels": labels, "cross_entropy": nn.functional.cross_entropy,
        "loader": DataLoader(TensorDataset(images, labels), 100), "batches": images.split(100),
        "recorder": activations.record.ActivationRecorder(model, "log", run="docs"),
        "ActivationRecorder": activations.record.ActivationRecorder,
    }  # fmt: skip


@pytest.mark.parametrize("page", ["README.md", "docs/recording.md"])
def test_blocks_run_as_they_stand(page, names):
    ours = [block for block in blocks(page, "python") if "recorder" in block]
    assert ours
    for block in ours:
        exec(block, names)
    steps = {int(re.search(r"step-(\d+)", path.name)[1]) for path in Path("log").iterdir()}
    assert {0, 500, 1000} <= steps


def test_callbacks_record_when_their_framework_calls_them(names):
    """With the calls that the frameworks document, where the frameworks are not there themselves."""
    model, probe = names["model"], names["probe"]
    exec(
        blocks("docs/recording.md", "python lightning")[0],
        names | {"lightning": SimpleNamespace(Callback=object)},
        found := {},
    )
    callback, module = found["RecordActivations"](probe), model
    module.device = torch.device("cpu")
    callback.on_fit_start(None, module)
    for step in (0, 1, 500):
        callback.on_train_batch_start(SimpleNamespace(is_global_zero=True, global_step=step), module, None, 0)
    assert len(list(Path("log").glob("activations-baseline-step-*"))) == 2

    exec(
        blocks("docs/recording.md", "python transformers")[0],
        names | {"transformers": SimpleNamespace(TrainerCallback=object)},
        found,
    )
    callback = found["RecordActivations"]({"input": probe})
    callback.on_train_begin(None, None, None, model)
    for step in (1500, 1501):
        callback.on_step_begin(None, SimpleNamespace(is_world_process_zero=True, global_step=step), None, model)
    assert len(list(Path("log").glob("activations-baseline-step-1500-*"))) == 1
