"""Records networks, and checks what `diagnose` says of them; scripts/test-recorder runs it.

    recorder_round_trip.py record LOGS
    recorder_round_trip.py check REPORT_JSON

Writes the log LOGS/FORM for each form of FORMS, all of the same networks; "ranks" are summaries by two recorders that
have half of the samples each. The run "planted" is a small network that
trains, with three units that are dead from the start. The run "every" has every activation module of torch; the mean of
its derivative must be what torch's autograd gives. The run "diverged" has a weight that is NaN before its third
activation. The run "autoencoder" is a sparse autoencoder. Of the runs "healthy-..." nothing may be found, and of each "sick-..." what python/tests/healthy_and_sick.py
says, first.
"""

import importlib.util
import json
import sys
from pathlib import Path

import torch
from torch import nn

PYTHON = Path(__file__).parent.parent / "python"
sys.path[:0] = [str(PYTHON), str(PYTHON / "tests")]
from activations.record import ActivationRecorder  # noqa: E402
from catalogue_names import EXPECTED  # noqa: E402
from healthy_and_sick import expected_findings, networks  # noqa: E402
from models import Autoencoder, SmallNetwork  # noqa: E402
from test_record import SAMPLES, train  # noqa: E402

FORMS = {
    "jsonl": {"format": "jsonl"},
    "safetensors": {"format": "safetensors"},
    "summaries": {"summarise": True, "format": "jsonl"},
    "ranks": {"summarise": True, "format": "jsonl"},
}
if importlib.util.find_spec("pyarrow"):
    FORMS["parquet"] = {"summarise": True, "format": "parquet"}
CLASSES = 4
DEAD = [2, 4, 6]  # of the 8 units of layer relu

WITHOUT_DERIVATIVE = (nn.Softmax, nn.Softmax2d, nn.Softmin, nn.LogSoftmax)


class EveryActivation(nn.Module):
    """Each module of the catalogue on the same input, one after the other."""

    def __init__(self):
        super().__init__()
        modules = [module for module, _, _ in EXPECTED if type(module) is not nn.GLU]
        self.activations = nn.ModuleList(modules)  # without GLU: the catalogue does not have it yet
        self.eval()

    def forward(self, x):
        return [activation(x) for activation in self.activations]


def inputs(*shape):
    torch.manual_seed(7)
    return torch.randn(SAMPLES, *shape)


def record(logs):
    torch.set_num_threads(1)  # these networks are too small for more
    images = inputs(1, 8, 8)
    model = SmallNetwork()
    with torch.no_grad():
        model.fc3.bias[DEAD] = -1e3
    planted = Recorders(model, logs, "planted")
    for step in (0, 20, 40):
        planted.record(images, step)
        train(model, images, steps=20)
    Recorders(EveryActivation(), logs, "every").record(inputs(4, 3, 3), 0)
    with torch.no_grad():
        model.fc2.weight[0, 0] = float("nan")
    Recorders(model, logs, "diverged").record(images, 60)
    Recorders(Autoencoder(), logs, "autoencoder").record(inputs(12), 0)
    for run, model, probe, steps in networks():
        recorders = Recorders(model, logs, run)
        for step in steps:
            recorders.record(probe, step)


class Recorders:
    """Records a network in every form."""

    def __init__(self, model, logs, run):
        self._all = [ActivationRecorder(model, Path(logs) / form, run=run, **FORMS[form]) for form in FORMS]
        self._second_rank = ActivationRecorder(model, Path(logs) / "ranks", run=run, **FORMS["ranks"])

    def record(self, probe, step):
        half = len(probe) // 2
        for form, recorder in zip(FORMS, self._all):
            if form == "ranks":
                recorder.record(probe[:half], step)
            else:
                recorder.record(probe, step, batch_size=half)
        self._second_rank.record(probe[half:], step, first_sample=half)


def mean_derivative(activation):
    x = inputs(4, 3, 3).double().requires_grad_()
    return torch.autograd.grad(activation.double()(x).sum(), x)[0].mean().item()


def check(report):
    runs = {run["run"]: {layer["layer"]: layer for layer in run["layers"]} for run in report["runs"]}
    check_planted(runs["planted"], [finding for finding in report["findings"] if finding["run"] == "planted"])
    check_every(runs["every"])
    equal(
        "NaN values",
        [layer["latest"]["nan"] for layer in runs["diverged"].values()],
        [0, 0, SAMPLES, SAMPLES * 8, SAMPLES * CLASSES],
    )
    check_healthy_and_sick(report["findings"])
    rules = {finding["rule"] for finding in report["findings"]}
    equal("rules about a wrong recording", rules & {"activation-mismatch", "impossible-output", "row-sums"}, set())


def check_planted(layers, findings):
    equal("layers by depth", list(layers), ["conv_act", "leaky", "silu", "relu", "softmax"])
    equal("units: channels, then neurons", [layer["units"] for layer in layers.values()], [3, 10, 8, 8, 4])
    relu = layers["relu"]
    equal("steps", [step["step"] for step in relu["steps"]], [0, 20, 40])
    equal("samples", relu["latest"]["samples"], SAMPLES)
    equal("dead units", relu["latest"]["dead_units"], len(DEAD))
    equal("when they died", relu["died_at_step"], {"0": len(DEAD)})
    dead = {(finding["layer"], finding["severity"]) for finding in findings if finding["rule"] == "dead-units"}
    equal("dead-units findings", dead, {("relu", "warn")})


def check_every(layers):
    activations = EveryActivation().activations
    equal("number of layers", len(layers), len(activations))
    for activation, layer in zip(activations, layers.values()):
        told = layer["latest"]["mean_derivative"]
        if isinstance(activation, WITHOUT_DERIVATIVE):
            equal(f"derivative of {activation}", told, None)
        elif told is None or abs(told - mean_derivative(activation)) > 1e-6:
            sys.exit(f"mean derivative of {activation}: expected {mean_derivative(activation)}, got {told}")


def check_healthy_and_sick(findings):
    said = {}
    for finding in findings:
        if finding["run"].startswith(("healthy-", "sick-")) and finding["severity"] != "info":
            said.setdefault(finding["run"], (finding["rule"], finding["layer"]))
    equal("the first finding of each run", said, expected_findings())


def equal(what, actual, expected):
    if actual != expected:
        sys.exit(f"{what}: expected {expected}, got {actual}")


if __name__ == "__main__":
    command, path = sys.argv[1:]
    record(path) if command == "record" else check(json.loads(Path(path).read_text(encoding="utf-8")))
