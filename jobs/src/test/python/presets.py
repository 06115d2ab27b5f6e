"""Makes resources/presets: a small log, and what other tools say of it, for PresetsTest.

    python3 presets.py                        # the log and the expected verdicts, from the tools' formulas in numpy
    python3 presets.py --check FOLDER         # also runs the tools' own code over the log, and fails where it differs

FOLDER holds checkouts of the tools: torchmortem (0.1.1), torch-audit (0.3.0), redo (github.com/timoklein/redo, 3c0e2a9) and
ICSE2022 (github.com/DeepDiagnosis/ICSE2022, 500b017); this needs torch. Amazon SageMaker's rules are not public code: its
formulas are those of its developer guide. The check was made with torch 2.13 and numpy 2.4.
"""

import ast
import csv
import json
import pathlib
import sys
import types

import numpy as np

OUT = pathlib.Path(__file__).parent.parent / "resources" / "presets"
STEPS = [0, 100, 200, 300]

rng = np.random.default_rng(25)


def numbers(*shape, scale=1.0, shift=0.0):
    """Rounded so that the file stays small; single precision, as a tool would see it."""
    return np.round(rng.normal(shift, scale, shape), 3).astype(np.float32)


def relu(step):
    """Units that fire often, and from step to step more that fire in under 1 % of 200 samples."""
    a = np.maximum(numbers(200, 12), 0)
    rare = {0: 2, 100: 5, 200: 7, 300: 7}[step]
    a[:, :rare] = 0
    if step >= 200:
        a[17, 5] = 0.25  # 1 of 200: 0.5 percent
        a[33, 6] = 0.5
    a[:, 7] = 0
    a[[3, 4], 7] = 1.5  # 2 of 200: exactly 1 percent is not below it
    return a


def conv(step):
    a = np.maximum(numbers(40, 4, 2, 3), 0)
    a[:, 0] = 0
    a[:, 1] = 0
    a[5, 1, 1, 2] = 2.0  # 1 of 240 positions
    return a


def beyond(low, high, units, others, samples=40):
    sick = np.round(rng.uniform(low, high, (samples, units)), 3).astype(np.float32)
    return np.concatenate([sick, numbers(samples, others)], axis=1)


TANH_INPUTS = {}


def tanh_inputs(step):
    if step not in TANH_INPUTS:
        TANH_INPUTS[step] = beyond(9.6, 14, 6, 4)
    return TANH_INPUTS[step]


def gelu(step):
    z = np.concatenate([np.abs(numbers(40, 9)) + 0.5, numbers(40, 1, scale=1e-2)], axis=1)
    return np.round(z * 0.5 * (1 + np.tanh(0.79788456 * (z + 0.044715 * z**3))), 5).astype(np.float32)


def sparse(step):
    a = numbers(40, 10)
    a[:, :9] = 0
    a[:20, 9] = 0
    return a


def broken(step):
    a = np.maximum(numbers(40, 4), 0)
    if step == 300:
        a[7, 2] = np.nan
        a[8, 2] = np.inf
    return a


# layer: activation, whether its inputs are logged, values, the mean magnitude of its gradients
LAYERS = {
    "relu": ("relu", False, relu, 1e-8),
    "conv": ("relu", False, conv, None),
    "tanh_pre": ("tanh", True, lambda step: beyond(9.6, 14, 6, 4), None),
    "tanh_post": ("tanh", False, lambda step: np.tanh(tanh_inputs(step)), None),
    "sigmoid_pre": ("sigmoid", True, lambda step: beyond(-20, -6, 7, 3), None),
    "gelu": ("gelu", False, gelu, 1e-3),
    "sparse": ("leaky_relu", False, sparse, None),
    "broken": ("relu", False, broken, None),
}


def outputs(activation, values, is_pre):
    if not is_pre:
        return values
    return np.tanh(values) if activation == "tanh" else 1 / (1 + np.exp(-values))


def inputs(name, step, values):
    """What went into a tanh or sigmoid, whether it is in the log or not: what the tools read."""
    return tanh_inputs(step) if name == "tanh_post" else values


# ----- the tools' formulas -----


def any_step(numbers, speaks):
    """The first number that the rule speaks at, or the last."""
    for n in numbers:
        if speaks(n):
            return n, "fail"
    return numbers[-1], "pass"


def units_last(a):
    """(samples, units, positions...) as (values, units)."""
    return np.moveaxis(a, 1, -1).reshape(-1, a.shape[1])


def sagemaker_dying(data, inactivity=1.0, layer=50.0):
    shares = [100 * np.mean(100 * np.mean(units_last(a) > 0, axis=0) < inactivity) for a in data]
    return any_step(shares, lambda n: n > layer)


def sagemaker_saturated(data, low, high, inactivity=1.0, layer=50.0):
    shares = [100 * np.mean(100 * np.mean((units_last(z) > low) & (units_last(z) < high), axis=0) < inactivity) for z in data]
    return any_step(shares, lambda n: n > layer)


def sagemaker_vanishing(gradients, threshold=1e-7):
    return any_step([float(np.mean(np.abs(g.astype(np.float64)))) for g in gradients], lambda n: n < threshold)


def sagemaker_exploding(data):
    return any_step([int(np.sum(~np.isfinite(a))) for a in data], lambda n: n > 0)


def redo(data, tau, most=0.0):
    def dormant(a):
        score = np.abs(units_last(a).astype(np.float64)).mean(axis=0)
        return float(np.mean(score / (score.mean() + 1e-9) <= tau))

    share = dormant(data[-1])  # ReDo looks at the network as it is
    return share, "fail" if share > most else "pass"


def torch_audit(data, threshold=0.9):
    return any_step([float(np.mean(a == 0)) for a in data], lambda n: n > threshold)


def torchmortem(shares, threshold=0.5, sustained=0.5):
    late = np.array(shares[len(shares) // 2 :])
    return float(late.mean()), "fail" if np.mean(late > threshold) >= sustained else "pass"


def deepdiagnosis_dead(data, threshold=0.7):
    share = float(np.mean(data[-1] <= 0))
    return share, "fail" if share >= threshold else "pass"


def deepdiagnosis_saturated(data, threshold=0.5):
    return any_step([float(np.mean((z <= -5) | (z >= 5))) for z in data], lambda n: n > threshold)


def deepdiagnosis_numerical(data):
    means = [abs(float(np.mean(a.astype(np.float64)))) for a in data]
    value, outcome = any_step(means, lambda n: not np.isfinite(n) or n == 0)
    return (value if np.isfinite(value) else None), outcome


# Where the sums of this program do not determine what the tool reads: outputs rounded to ±1, units with values of both signs,
# values that are not finite.
UNDECIDED = {
    ("sagemaker", "tanh_post", "saturated_activation"),
    ("sagemaker:threshold_sigmoid_min=-5", "tanh_post", "saturated_activation"),
    ("redo:tau=0.025", "tanh_pre", "dormant_neurons"),
    ("redo:tau=0.025", "tanh_post", "dormant_neurons"),
    ("redo:tau=0.1", "tanh_pre", "dormant_neurons"),
    ("redo:tau=0.1", "tanh_post", "dormant_neurons"),
    ("redo:tau=0.025", "broken", "dormant_neurons"),
    ("redo:tau=0", "broken", "dormant_neurons"),
    ("redo:tau=0.1", "broken", "dormant_neurons"),
}


def expected(log):
    for name, (activation, is_pre, _, gradient) in LAYERS.items():
        data = [outputs(activation, log[step][name][0], is_pre) for step in STEPS]
        z = [inputs(name, step, log[step][name][0]) for step in STEPS]
        if activation == "relu":
            yield "sagemaker", name, "dying_relu", sagemaker_dying(data)
            yield "sagemaker:threshold_layer=30", name, "dying_relu", sagemaker_dying(data, layer=30)
            yield "sagemaker:threshold_inactivity=0.4", name, "dying_relu", sagemaker_dying(data, inactivity=0.4)
            yield "deepdiagnosis", name, "dead_node", deepdiagnosis_dead(data)
        if activation in ("tanh", "sigmoid"):
            low, high = (-9.4999, 9.4999) if activation == "tanh" else (-23, 16.99999)
            yield "sagemaker", name, "saturated_activation", sagemaker_saturated(z, low, high)
            low, high = (-9.4999, 9.4999) if activation == "tanh" else (-5, 16.99999)
            yield "sagemaker:threshold_sigmoid_min=-5", name, "saturated_activation", sagemaker_saturated(z, low, high)
            yield "deepdiagnosis", name, "saturated_activation", deepdiagnosis_saturated(z)
        if gradient:
            yield "sagemaker", name, "vanishing_gradient", sagemaker_vanishing([log[step][name][1] for step in STEPS])
        yield "sagemaker", name, "exploding_tensor", sagemaker_exploding(data)
        for tau in (0, 0.025, 0.1):
            yield f"redo:tau={tau}", name, "dormant_neurons", redo(data, tau)
        if activation in ("relu", "leaky_relu"):
            yield "torch-audit", name, "TA105", torch_audit(data)
        yield "torchmortem", name, "dead_units", torchmortem([np.mean(np.abs(a) < 1e-6) for a in data])
        yield "torchmortem", name, "saturation", torchmortem([np.mean(np.abs(a) > 0.95) for a in data])
        yield "deepdiagnosis", name, "numerical_problem", deepdiagnosis_numerical(data)


# ----- the tools' own code -----


def run_tools(log, folder):
    import torch
    import torch.nn as nn

    class Replay(nn.ReLU):
        def forward(self, x):
            return x

    def tensor(step, name):
        activation, is_pre, _, _ = LAYERS[name]
        return torch.tensor(outputs(activation, log[step][name][0], is_pre))

    model = nn.ModuleDict({name: Replay() for name in LAYERS})
    for name in LAYERS:
        yield from run_redo(log, folder / "redo", name, tensor)

    sys.path.insert(0, str(folder / "torchmortem" / "src"))
    from torchmortem.collectors.activation import ActivationCollector
    from torchmortem.detectors.dead_units import DeadUnitDetector
    from torchmortem.detectors.saturation import SaturationDetector

    collector = ActivationCollector()
    collector.attach(model, None, types.SimpleNamespace(should_collect=lambda *_: True))
    for step in STEPS:
        for name in LAYERS:
            model[name](tensor(step, name))
        collector.on_step(step)
    for rule, detector in (("dead_units", DeadUnitDetector()), ("saturation", SaturationDetector())):
        found = {f.affected_layers[0]: f.evidence for f in detector.analyze({"activation": collector.state()}, None)}
        for name in LAYERS:
            mean = [v for k, v in found.get(name, {}).items() if k.startswith("mean_")]
            yield "torchmortem", name, rule, (mean[0] if mean else None, "fail" if mean else "pass")

    sys.path.insert(0, str(folder / "torch-audit" / "src"))
    from torch_audit.validators.builtin.activation import ActivationValidator

    for name in LAYERS:
        if LAYERS[name][0] not in ("relu", "leaky_relu"):
            continue
        spoke = None
        for step in STEPS:
            validator = ActivationValidator()
            validator.attach(model)
            model[name](tensor(step, name))
            context = types.SimpleNamespace(step=step, phase=None)
            for finding in validator.check(context):
                spoke = spoke or finding.metadata["sparsity"]
            validator.detach()
        yield "torch-audit", name, "TA105", (spoke, "fail" if spoke else "pass")

    source = (folder / "ICSE2022" / "callback" / "callbacks.py").read_text()
    tree = ast.parse(source)
    wanted = [n for n in tree.body if isinstance(n, (ast.FunctionDef, ast.Assign))]
    wanted = [n for n in wanted if not isinstance(n, ast.FunctionDef) or n.name.startswith("identify")]
    scope = {"np": np}
    exec(compile(ast.Module(wanted, []), "callbacks.py", "exec"), scope)
    for name, (activation, is_pre, _, _) in LAYERS.items():
        data = [outputs(activation, log[step][name][0], is_pre) for step in STEPS]
        if activation == "relu":
            yield "deepdiagnosis", name, "dead_node", (None, "fail" if scope["identifyDead"](data[-1], 0) else "pass")
        if activation in ("tanh", "sigmoid"):
            z = [inputs(name, step, log[step][name][0]) for step in STEPS]
            spoke = any(scope["identifySaturated"](one, activation, 0) for one in z)
            yield "deepdiagnosis", name, "saturated_activation", (None, "fail" if spoke else "pass")
        spoke = any(scope["identifyNumerical"](np.mean(a)) for a in data)
        yield "deepdiagnosis", name, "numerical_problem", (None, "fail" if spoke else "pass")


def run_redo(log, folder, name, tensor):
    """The masks of an independent implementation in PyTorch, which leaves out the last layer and takes τ = 0 to 8 digits."""
    import importlib

    for module in ("agent", "buffer"):
        stub = types.ModuleType("src." + module)
        stub.QNetwork = stub.ReplayBufferSamples = object
        sys.modules["src." + module] = stub
    if str(folder) not in sys.path:
        sys.path.insert(0, str(folder))
    masks = importlib.import_module("src.redo")._get_redo_masks
    for tau in (0, 0.025, 0.1):
        shares = []
        for step in STEPS:
            mask = masks({"it": tensor(step, name), "last": tensor(step, name)}, tau)[0]
            shares.append(float(mask.double().mean()))
        yield f"redo:tau={tau}", name, "dormant_neurons", (shares[-1], "fail" if shares[-1] > 0 else "pass")


def main():
    OUT.mkdir(exist_ok=True)
    log = {}
    lines = []
    for step in STEPS:
        log[step] = {}
        for depth, (name, (activation, is_pre, make, gradient)) in enumerate(LAYERS.items()):
            values = make(step)
            flat = values.reshape(len(values), -1)
            shape = list(values.shape[1:]) if values.ndim > 2 else None
            gradients = numbers(*flat.shape) * gradient if gradient else None
            log[step][name] = (values, None if gradients is None else gradients)
            for sample, row in enumerate(flat):
                line = {"step": step, "layer": name, "depth": depth, "activation": activation, "sample": sample}
                line["pre" if is_pre else "post"] = [spelled(v) for v in row]
                if shape:
                    line["shape"] = shape
                if gradients is not None:
                    line["gradient"] = [float(f"{v:.4g}") for v in gradients[sample]]
                lines.append(json.dumps(line, separators=(",", ":")))
            if gradients is not None:
                rounded = [[float(f"{v:.4g}") for v in row] for row in gradients]
                log[step][name] = (values, np.array(rounded, dtype=np.float32))
    (OUT / "log.jsonl").write_text("\n".join(lines) + "\n")
    rows = [(p, layer, rule, *verdict) for p, layer, rule, verdict in expected(log)]
    if len(sys.argv) > 2 and sys.argv[1] == "--check":
        check(rows, log, pathlib.Path(sys.argv[2]))
    with (OUT / "expected.csv").open("w", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(["preset", "layer", "rule", "value", "outcome", "ours"])
        for preset, layer, rule, value, outcome in rows:
            ours = "undecided" if (preset, layer, rule) in UNDECIDED else "bounded" if preset == "torchmortem" else "exact"
            table.writerow([preset, layer, rule, "" if value is None else repr(float(value)), outcome, ours])


def spelled(value):
    return float(f"{value:.9g}") if np.isfinite(value) else str(value).replace("nan", "NaN").replace("inf", "Infinity")


def check(rows, log, folder):
    by_name = {row[:3]: row[3:] for row in rows}
    compared = 0
    for preset, layer, rule, (value, outcome) in run_tools(log, folder):
        ours, our_outcome = by_name[preset, layer, rule]
        same = outcome == our_outcome and (value is None or ours is None or abs(value - ours) < 1e-6)
        if not same:
            print("differs:", preset, layer, rule, "formula", ours, our_outcome, "tool", value, outcome)
        compared += 1
    print(compared, "verdicts of the tools' own code compared")


if __name__ == "__main__":
    main()
