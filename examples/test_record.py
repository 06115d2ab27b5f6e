"""Tests record.py with the real torch: `python -m unittest test_record` beside it (scripts/test-recorder does)."""

import gzip
import json
import math
import tempfile
import unittest
import warnings
from pathlib import Path

import torch
from record import CATALOGUE, ActivationRecorder
from torch import nn

SAMPLES = 300
CLASSES = 4


class SmallNetwork(nn.Module):
    """A convolution, an in-place ReLU, a leaky ReLU, a SiLU, and a ReLU layer whose unit 2 never fires."""

    def __init__(self):
        super().__init__()
        self.conv = nn.Conv2d(1, 3, 3)
        self.bn = nn.BatchNorm2d(3)
        self.conv_act = nn.ReLU(inplace=True)
        self.fc1 = nn.Linear(3 * 6 * 6, 10)
        self.leaky = nn.LeakyReLU(0.2)
        self.drop = nn.Dropout(0.5)
        self.fc2 = nn.Linear(10, 8)
        self.silu = nn.SiLU(inplace=True)
        self.fc3 = nn.Linear(8, 8)
        self.relu = nn.ReLU(inplace=True)
        self.head = nn.Linear(8, CLASSES)
        self.softmax = nn.Softmax(dim=-1)
        with torch.no_grad():
            self.fc3.bias.fill_(0.5)  # the others do fire
            self.fc3.bias[2] = -1e3

    def forward(self, x):
        x = self.conv_act(self.bn(self.conv(x))).flatten(1)
        x = self.drop(self.leaky(self.fc1(x)))
        x = self.relu(self.fc3(self.silu(self.fc2(x))))
        return self.softmax(self.head(x))


def train(model, images, labels, steps, rate=0.05):
    """Gradient descent by hand."""
    model.train()
    for _ in range(steps):
        loss = nn.functional.nll_loss(model(images).clamp_min(1e-9).log(), labels)
        gradients = torch.autograd.grad(loss, list(model.parameters()))
        with torch.no_grad():
            for parameter, gradient in zip(model.parameters(), gradients):
                parameter -= rate * gradient


def read(path):
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line, parse_constant=lambda word: f"bare {word}") for line in lines]


class RecorderTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.log = Path(folder.name) / "log"
        torch.manual_seed(7)
        self.probe = torch.randn(SAMPLES, 1, 8, 8)

    def rows_of(self, model, probe, step=0, **options):
        """The rows by layer, in order, of one recording."""
        recorder = ActivationRecorder(model, self.log, **options)
        layers = {}
        for row in read(recorder.record(probe, step)):
            layers.setdefault(row["layer"], []).append(row)
        return layers


class WhatIsRecorded(RecorderTest):
    def test_everyActivationModuleIsALayerInTheOrderOfItsFirstCall(self):
        layers = self.rows_of(SmallNetwork(), self.probe, step=5, run="baseline")
        described = [(n, r[0]["depth"], r[0]["activation"]) for n, r in layers.items()]
        self.assertEqual(
            described,
            [
                ("conv_act", 0, "relu"),
                ("leaky", 1, "leaky_relu(alpha=0.2)"),
                ("silu", 2, "swish"),
                ("relu", 3, "relu"),
                ("softmax", 4, "softmax"),
            ],
        )
        for rows in layers.values():
            self.assertEqual([row["sample"] for row in rows], list(range(SAMPLES)))
            self.assertEqual({(row["run"], row["step"]) for row in rows}, {("baseline", 5)})

    def test_outputsAreTheModelsOwnToTheLastBit(self):
        model = SmallNetwork().eval()
        layers = self.rows_of(model, self.probe)
        with torch.no_grad():
            expected = torch.relu(model.bn(model.conv(self.probe)))
            leaky = torch.where((z := model.fc1(expected.flatten(1))) > 0, z, z * 0.2)
        self.assertEqual([row["post"] for row in layers["conv_act"]], expected.flatten(1).tolist())
        self.assertEqual([row["post"] for row in layers["leaky"]], leaky.tolist())
        self.assertNotIn("shape", layers["leaky"][0])
        self.assertNotIn("pre", layers["leaky"][0])

    def test_plantedUnitNeverFiresAndOthersDo(self):
        relu = self.rows_of(SmallNetwork(), self.probe)["relu"]
        firing = [sum(row["post"][unit] > 0 for row in relu) for unit in range(8)]
        self.assertEqual(firing[2], 0)
        self.assertTrue(all(count > 0 for unit, count in enumerate(firing) if unit != 2), firing)

    def test_inputsAreThoseBeforeAnInPlaceActivationOverwroteThem(self):
        silu = self.rows_of(SmallNetwork(), self.probe)["silu"]
        for row in silu[:20]:
            for z, a in zip(row["pre"], row["post"]):
                self.assertAlmostEqual(a, z / (1 + math.exp(-z)), places=6)

    def test_convolutionsKeepTheirShape(self):
        rows = self.rows_of(SmallNetwork(), self.probe)["conv_act"]
        self.assertEqual(rows[0]["shape"], [3, 6, 6])
        self.assertEqual(len(rows[0]["post"]), 3 * 6 * 6)

    def test_tokensAreWrittenUnitsFirst(self):
        model = nn.Sequential(nn.Linear(5, 3), nn.GELU())
        tokens = torch.randn(4, 7, 5)  # samples, tokens, features
        row = self.rows_of(model, tokens)["1"][0]
        with torch.no_grad():
            self.assertEqual(row["pre"], model[0](tokens)[0].T.flatten().tolist())
        self.assertEqual(row["shape"], [3, 7])
        self.assertEqual(row["activation"], "gelu(approximate=none)")

    def test_transformerLayersAreSeenThoughTorchCouldFuseThem(self):
        layer = nn.TransformerEncoderLayer(16, 2, 32, activation=nn.GELU(), batch_first=True)
        model = nn.Sequential(nn.Embedding(50, 16), nn.TransformerEncoder(layer, 2))
        layers = self.rows_of(model, torch.randint(0, 50, (6, 9)))
        self.assertEqual(
            [(name, rows[0]["shape"]) for name, rows in layers.items()],
            [("1.layers.0.activation", [32, 9]), ("1.layers.1.activation", [32, 9])],
        )

    def test_unitsOfAOneDimensionalConvolutionAreItsChannels(self):
        model = nn.Sequential(nn.Conv1d(2, 3, 1), nn.ReLU())
        self.assertEqual(self.rows_of(model, torch.randn(4, 2, 7))["1"][0]["shape"], [3, 7])

    def test_unitAxisCanBeSaid(self):
        model = nn.Sequential(nn.Conv1d(2, 3, 1), nn.ReLU())
        self.assertEqual(self.rows_of(model, torch.randn(4, 2, 7), unit_axis={".*": -1})["1"][0]["shape"], [7, 3])

    def test_classesOfASoftmaxComeLast(self):
        for model in (nn.Softmax(dim=1), nn.Softmax2d(), nn.Softmax()):
            with self.subTest(model), warnings.catch_warnings():
                warnings.simplefilter("ignore")  # nn.Softmax() asks for its dim
                row = self.rows_of(nn.Sequential(model), torch.randn(2, 3, 4, 5), run=str(model))["0"][0]
                self.assertEqual(row["shape"], [4, 5, 3])
                self.assertAlmostEqual(sum(row["post"][:3]), 1, places=5)

    def test_nanAndInfinityAreWrittenAsStrings(self):
        probe = torch.tensor([[math.nan, 1.0], [math.inf, -math.inf]])
        rows = self.rows_of(nn.Sequential(nn.Identity()), probe)["0"]
        self.assertEqual([row["post"] for row in rows], [["NaN", 1.0], ["Infinity", "-Infinity"]])

    def test_modelThatDivergedIsRecordedWithItsNaN(self):
        model = SmallNetwork()
        with torch.no_grad():
            model.fc2.weight[0, 0] = math.nan
        layers = self.rows_of(model, self.probe)
        self.assertEqual(layers["silu"][0]["post"][0], "NaN")
        self.assertEqual(set(layers["softmax"][0]["post"]), {"NaN"})

    def test_moduleThatIsCalledAgainIsAFurtherLayer(self):
        class Reuse(nn.Module):
            def __init__(self):
                super().__init__()
                self.fc, self.relu = nn.Linear(3, 3), nn.ReLU(inplace=True)

            def forward(self, x):
                return self.relu(self.fc(self.relu(self.fc(x))))

        layers = self.rows_of(Reuse(), torch.randn(4, 3))
        self.assertEqual([(n, r[0]["depth"]) for n, r in layers.items()], [("relu", 0), ("relu#2", 1)])

    def test_outputWithoutAUnitAxisIsOneUnit(self):
        model = nn.Sequential(nn.Linear(3, 1), nn.Flatten(0), nn.Sigmoid())
        self.assertEqual(len(self.rows_of(model, torch.randn(4, 3))["2"][0]["post"]), 1)

    def test_halfPrecisionIsRecordedExactly(self):
        probe = torch.tensor([[0.1, -2.5]], dtype=torch.bfloat16)
        row = self.rows_of(nn.Sequential(nn.ReLU()), probe)["0"][0]
        self.assertEqual(row["post"], [float(probe[0, 0]), 0.0])


class NamesInTheCatalogue(RecorderTest):
    EXPECTED = [
        (nn.Identity(), "identity", False),
        (nn.ReLU(), "relu", False),
        (nn.ReLU6(), "relu6", False),
        (nn.LeakyReLU(), "leaky_relu(alpha=0.01)", False),
        (nn.LeakyReLU(-0.5), "leaky_relu(alpha=-0.5)", True),
        (nn.RReLU(0.25, 0.75), "leaky_relu(alpha=0.5)", False),
        (nn.PReLU(), "prelu(alpha=0.25)", False),
        (nn.Threshold(0.1, 20), "threshold(threshold=0.1, value=20.0)", False),
        (nn.ELU(0.5), "elu(alpha=0.5)", False),
        (nn.CELU(2), "celu(alpha=2.0)", False),
        (nn.SELU(), "selu", False),
        (nn.GELU(), "gelu(approximate=none)", True),
        (nn.GELU("tanh"), "gelu", True),
        (nn.SiLU(), "swish", True),
        (nn.Mish(), "mish", True),
        (nn.Hardswish(), "hard_swish", True),
        (nn.Sigmoid(), "sigmoid", False),
        (nn.Hardsigmoid(), "hard_sigmoid", False),
        (nn.LogSigmoid(), "log_sigmoid", False),
        (nn.Tanh(), "tanh", False),
        (nn.Hardtanh(-2, 3), "hard_tanh(min=-2.0, max=3.0)", False),
        (nn.Tanhshrink(), "tanh_shrink", True),
        (nn.Softsign(), "softsign", False),
        (nn.Softplus(2), "softplus(beta=2.0)", False),
        (nn.Softshrink(0.3), "soft_shrink(lambda=0.3)", False),
        (nn.Hardshrink(0.3), "hard_shrink(lambda=0.3)", False),
        (nn.Softmax(dim=-1), "softmax", False),
        (nn.Softmax2d(), "softmax", False),
        (nn.Softmin(dim=1), "softmin", False),
        (nn.LogSoftmax(dim=-1), "log_softmax", False),
        (nn.GLU(dim=1), "glu", False),
    ]

    def test_eachModuleHasItsNameAndItsInputsWhereTheFunctionNeedsThem(self):
        for module, name, inputs in self.EXPECTED:
            with self.subTest(name):
                row = self.rows_of(nn.Sequential(module), torch.randn(2, 4, 3, 3), run=repr(module))["0"][0]
                self.assertEqual((row["activation"], "pre" in row), (name, inputs))

    def test_everyActivationOfTorchIsCovered(self):
        names = set(nn.modules.activation.__all__) - {"MultiheadAttention"}
        self.assertEqual(names - {module.__name__ for module in CATALOGUE}, set())
        self.assertEqual({type(module) for module, _, _ in self.EXPECTED}, set(CATALOGUE))

    def test_learnedSlopeKeepsItsFirstNameAndWarns(self):
        model = nn.Sequential(nn.PReLU())
        recorder = ActivationRecorder(model, self.log)
        recorder.record(torch.randn(2, 3), 0)
        with torch.no_grad():
            model[0].weight.fill_(0.5)
        with self.assertWarnsRegex(UserWarning, r"layer 0 is prelu\(alpha=0.5\) by now; .* prelu\(alpha=0.25\)"):
            path = recorder.record(torch.randn(2, 3), 1)
        self.assertEqual(read(path)[0]["activation"], "prelu(alpha=0.25)")

    def test_moduleThatTheCatalogueLacksIsRefusedOrRecordedWithoutActivation(self):
        model = nn.Sequential(nn.PReLU(4))
        with self.assertRaisesRegex(
            ValueError, r"layer 0: the catalogue has no function for PReLU\(num_parameters=4\)"
        ):
            ActivationRecorder(model, self.log)
        self.assertNotIn("activation", self.rows_of(model, torch.randn(2, 4), unknown="record")["0"][0])

    def test_modulesOfOnesOwnAreRecordedByTheNameThatOneGives(self):
        class QuickGelu(nn.Module):
            def forward(self, x):
                return x * torch.sigmoid(1.702 * x)

        model = nn.Sequential(nn.Linear(3, 3), QuickGelu(), nn.Linear(3, 2))
        layers = self.rows_of(model, torch.randn(2, 3), activations={"1": "quick_gelu", "2": None})
        self.assertEqual([r[0].get("activation") for r in layers.values()], ["quick_gelu", None])
        self.assertIn("pre", layers["1"][0])

    def test_subclassOfAnActivationIsNotTakenForIt(self):
        class Shifted(nn.ReLU):
            def forward(self, x):
                return super().forward(x) - 1

        with self.assertRaisesRegex(ValueError, "the catalogue has no function for Shifted"):
            ActivationRecorder(nn.Sequential(Shifted()), self.log)


class WhatStaysAsItWas(RecorderTest):
    def test_trainingGoesOnAsIfNothingHadBeenRecorded(self):
        def trained(recording):
            torch.manual_seed(1)
            model = SmallNetwork()
            recorder = ActivationRecorder(model, self.log)
            for step in range(3):
                if recording:
                    recorder.record(self.probe, step)
                train(model, self.probe, torch.arange(SAMPLES) % CLASSES, steps=2)
            return model.state_dict()

        with_recorder, without = trained(True), trained(False)
        for name, values in without.items():
            self.assertTrue(torch.equal(values, with_recorder[name]), name)

    def test_frozenModuleStaysFrozenAndNoHookStays(self):
        model = SmallNetwork().train()
        model.bn.eval()
        self.rows_of(model, self.probe)
        self.assertEqual([model.training, model.bn.training, model.drop.training], [True, False, True])
        self.assertEqual([m for m in model.modules() if m._forward_hooks or m._forward_pre_hooks], [])

    def test_stepsAreFilesThatGrowTheLog(self):
        recorder = ActivationRecorder(SmallNetwork(), self.log, run="lr/0.1")
        for step in (0, 20):
            recorder.record(self.probe, step)
        names = sorted(path.name for path in self.log.iterdir())
        self.assertEqual(names, ["activations-lr%2F0.1-step-0.jsonl.gz", "activations-lr%2F0.1-step-20.jsonl.gz"])


class WhatIsRefused(RecorderTest):
    def refuses(self, sentence, model, probe, **options):
        with self.assertRaisesRegex(ValueError, sentence):
            ActivationRecorder(model, self.log, **options).record(probe, 0)
        self.assertEqual(list(self.log.glob("*")), [], "nothing half-written")

    def test_modelWithoutActivationModules(self):
        self.refuses("no activation modules", nn.Sequential(nn.Linear(3, 3)), torch.randn(2, 3))

    def test_modelThatCallsNoneOfThem(self):
        class Unused(nn.Module):
            def __init__(self):
                super().__init__()
                self.act = nn.ReLU()

            def forward(self, x):
                return torch.relu(x)

        self.refuses("called none of its activation modules: act", Unused(), torch.randn(2, 3))

    def test_batchThatIsNotTheFirstAxis(self):
        model = nn.Sequential(nn.Flatten(0, 1), nn.ReLU())
        self.refuses(r"layer 1 gives the shape \(6, 4\) for a probe of 2 samples", model, torch.randn(2, 3, 4))

    def test_softmaxOverTheBatch(self):
        self.refuses("layer 0: axis 0 .* is not within a sample", nn.Sequential(nn.Softmax(dim=0)), torch.randn(2, 3))

    def test_unitAxisOutsideTheShape(self):
        self.refuses("axis 4", nn.Sequential(nn.ReLU()), torch.randn(2, 3, 4), unit_axis={"0": 4})

    def test_probeWithoutSamples(self):
        self.refuses("the probe has no samples", nn.Sequential(nn.ReLU()), torch.randn(0, 3))

    def test_anotherProbe(self):
        recorder = ActivationRecorder(nn.Sequential(nn.ReLU()), self.log)
        recorder.record(torch.randn(4, 3), 0)
        with self.assertRaisesRegex(ValueError, "the probe has 5 samples, before it had 4"):
            recorder.record(torch.randn(5, 3), 1)

    def test_stepThatIsThereAlready(self):
        for again in (False, True):
            recorder = ActivationRecorder(nn.Sequential(nn.ReLU()), self.log)
            if again:
                with self.assertRaisesRegex(ValueError, "activations-step-0.jsonl.gz is there already"):
                    recorder.record(torch.randn(4, 3), 0)
            else:
                recorder.record(torch.randn(4, 3), 0)

    def test_failureOfTheModelLeavesNothingHalfWrittenAndNoHook(self):
        class Fails(nn.Module):
            def __init__(self):
                super().__init__()
                self.act = nn.ReLU()

            def forward(self, x):
                raise RuntimeError(f"after {self.act(x).shape}")

        model = Fails()
        with self.assertRaisesRegex(RuntimeError, "after"):
            ActivationRecorder(model, self.log).record(torch.randn(2, 3), 0)
        self.assertEqual(list(self.log.iterdir()), [])
        self.assertEqual((len(model.act._forward_hooks), model.training), (0, True))


if __name__ == "__main__":
    unittest.main()
