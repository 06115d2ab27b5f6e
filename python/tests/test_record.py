"""What `record` writes of activation modules, and what it leaves as it was."""

import math

import pytest
import torch
from activations.record import CATALOGUE, ActivationRecorder
from catalogue_names import EXPECTED
from models import SmallNetwork
from torch import nn

SAMPLES = 300


@pytest.fixture
def images():
    return torch.randn(SAMPLES, 1, 8, 8)


def train(model, images, steps, rate=0.05):
    """Gradient descent by hand."""
    model.train()
    labels = torch.arange(len(images)) % 4
    for _ in range(steps):
        loss = nn.functional.nll_loss(model(images).clamp_min(1e-9).log(), labels)
        gradients = torch.autograd.grad(loss, list(model.parameters()))
        with torch.no_grad():
            for parameter, gradient in zip(model.parameters(), gradients):
                parameter -= rate * gradient


class TestRows:
    def test_every_activation_module_is_a_layer_in_the_order_of_its_first_call(self, record, images):
        recording = record(SmallNetwork(), images, step=5, run="baseline")
        assert recording.described("depth", "activation", "role") == {
            "conv_act": (0, "relu", "hidden"),
            "leaky": (1, "leaky_relu(alpha=0.2)", "hidden"),
            "silu": (2, "swish", "hidden"),
            "relu": (3, "relu", "hidden"),
            "softmax": (4, "softmax", "output"),
        }
        for rows in recording.layers.values():
            assert [row["sample"] for row in rows] == list(range(SAMPLES))
            assert {(row["run"], row["step"]) for row in rows} == {("baseline", 5)}

    def test_outputs_are_the_models_own_to_the_last_bit(self, record, images):
        model = SmallNetwork().eval()
        recording = record(model, images)
        with torch.no_grad():
            expected = torch.relu(model.bn(model.conv(images)))
            leaky = nn.functional.leaky_relu(model.fc1(expected.flatten(1)), 0.2)
        assert torch.equal(recording.values("conv_act"), expected.flatten(1))
        assert torch.equal(recording.values("leaky"), leaky)
        assert "shape" not in recording["leaky"][0] and "pre" not in recording["leaky"][0]

    def test_planted_unit_never_fires_and_the_others_do(self, record, images):
        firing = (record(SmallNetwork(), images).values("relu") > 0).sum(0)
        assert [unit for unit in range(8) if firing[unit] == 0] == [2]

    def test_inputs_are_those_before_an_in_place_activation_overwrote_them(self, record, images):
        recording = record(SmallNetwork(), images)
        z = recording.values("silu", "pre")
        assert torch.allclose(recording.values("silu"), z / (1 + torch.exp(-z)), atol=1e-6)

    def test_output_is_that_before_the_model_overwrites_it(self, record):
        class AddsInPlace(nn.Module):
            def forward(self, x):
                y = torch.relu(x)
                y += 1
                return y

        x = torch.randn(4, 3)
        assert torch.equal(record(AddsInPlace(), x).values("@relu"), x.relu())

    def test_convolutions_keep_their_shape(self, record, images):
        row = record(SmallNetwork(), images)["conv_act"][0]
        assert row["shape"] == [3, 6, 6] and len(row["post"]) == 3 * 6 * 6

    def test_tokens_are_written_units_first(self, record):
        model = nn.Sequential(nn.Linear(5, 3), nn.GELU())
        tokens = torch.randn(4, 7, 5)
        row = record(model, tokens)["1"][0]
        with torch.no_grad():
            assert row["pre"] == model[0](tokens)[0].T.flatten().tolist()
        assert row["shape"] == [3, 7] and row["activation"] == "gelu(approximate=none)"

    def test_units_of_a_one_dimensional_convolution_are_its_channels(self, record):
        model = nn.Sequential(nn.Conv1d(2, 3, 1), nn.ReLU())
        assert record(model, torch.randn(4, 2, 7))["1"][0]["shape"] == [3, 7]

    def test_classes_of_a_softmax_come_last(self, record):
        for place, model in enumerate((nn.Softmax(dim=1), nn.Softmax2d(), nn.Softmax())):
            row = record(nn.Sequential(model), torch.randn(2, 3, 4, 5), run=str(place))["0"][0]
            assert row["shape"] == [4, 5, 3]
            assert sum(row["post"][:3]) == pytest.approx(1, abs=1e-5)

    def test_nan_and_infinity_are_written_as_strings(self, record):
        probe = torch.tensor([[math.nan, 1.0], [math.inf, -math.inf]])
        rows = record(nn.Sequential(nn.Identity()), probe)["0"]
        assert [row["post"] for row in rows] == [["NaN", 1.0], ["Infinity", "-Infinity"]]

    def test_model_that_diverged_is_recorded_with_its_nan(self, record, images):
        model = SmallNetwork()
        with torch.no_grad():
            model.fc2.weight[0, 0] = math.nan
        recording = record(model, images)
        assert recording["silu"][0]["post"][0] == "NaN"
        assert set(recording["softmax"][0]["post"]) == {"NaN"}

    def test_output_without_a_unit_axis_is_one_unit(self, record):
        model = nn.Sequential(nn.Linear(3, 1), nn.Flatten(0), nn.Sigmoid())
        assert len(record(model, torch.randn(4, 3))["2"][0]["post"]) == 1

    def test_layers_that_do_not_match_are_left_out(self, record, images):
        assert list(record(SmallNetwork(), images, layers="relu|leaky").layers) == ["leaky", "relu"]


class TestNames:
    def test_each_module_has_its_name_and_its_inputs_where_the_function_needs_them(self, record):
        for module, name, inputs in EXPECTED:
            row = record(nn.Sequential(module), torch.randn(2, 4, 3, 3), run=repr(module))["0"][0]
            assert (row["activation"], "pre" in row) == (name, inputs)

    def test_every_activation_module_of_torch_is_covered(self):
        names = set(nn.modules.activation.__all__) - {"MultiheadAttention"}
        assert names - {module.__name__ for module in CATALOGUE} == set()
        assert {type(module) for module, _, _ in EXPECTED} == set(CATALOGUE)

    def test_learned_slope_keeps_its_first_name_and_warns(self, log, record):
        model = nn.Sequential(nn.PReLU())
        recorder = ActivationRecorder(model, log, format="jsonl")
        recorder.record(torch.randn(2, 3), 0)
        with torch.no_grad():
            model[0].weight.fill_(0.5)
        with pytest.warns(UserWarning, match=r"layer 0 is prelu\(alpha=0.5\) by now; .* prelu\(alpha=0.25\)"):
            recorder.record(torch.randn(2, 3), 1)

    def test_module_that_the_catalogue_lacks_is_refused_or_recorded_without_activation(self, log, record):
        model = nn.Sequential(nn.PReLU(4))
        with pytest.raises(ValueError, match=r"layer 0: the catalogue has no function for PReLU\(num_parameters=4\)"):
            ActivationRecorder(model, log)
        assert "activation" not in record(model, torch.randn(2, 4), unknown="record")["0"][0]

    def test_modules_of_ones_own_are_recorded_by_the_name_that_one_gives(self, record):
        class Own(nn.Module):
            def forward(self, x):
                return x * torch.sigmoid(2 * x)

        model = nn.Sequential(nn.Linear(3, 3), Own(), nn.Linear(3, 2))
        recording = record(model, torch.randn(2, 3), activations={"1": "quick_gelu", "2": None})
        assert recording.described("activation") == {"1": ("quick_gelu",), "2": (None,)}
        assert "pre" in recording["1"][0]

    def test_subclass_of_an_activation_is_not_taken_for_it(self, log):
        class Shifted(nn.ReLU):
            def forward(self, x):
                return super().forward(x) - 1

        with pytest.raises(ValueError, match="the catalogue has no function for Shifted"):
            ActivationRecorder(nn.Sequential(Shifted()), log)


class TestWhatStaysAsItWas:
    def test_training_goes_on_as_if_nothing_had_been_recorded(self, tmp_path, images):
        def trained(recording):
            torch.manual_seed(1)
            model = SmallNetwork()
            recorder = ActivationRecorder(model, tmp_path)
            for step in range(3):
                if recording:
                    recorder.record(images, step, loss=lambda output: output.log().mean())
                train(model, images, steps=2)
            return model.state_dict()

        with_recorder, without = trained(True), trained(False)
        for name, values in without.items():
            assert torch.equal(values, with_recorder[name]), name

    def test_frozen_module_stays_frozen_and_no_hook_stays(self, record, images):
        model = SmallNetwork().train()
        model.bn.eval()
        record(model, images)
        assert [model.training, model.bn.training, model.drop.training] == [True, False, True]
        assert not [m for m in model.modules() if m._forward_hooks or m._forward_pre_hooks]

    def test_failure_of_the_model_leaves_no_file_no_hook_and_no_mode(self, log):
        class Fails(nn.Module):
            def __init__(self):
                super().__init__()
                self.act = nn.ReLU()

            def forward(self, x):
                raise RuntimeError(f"after {self.act(x).shape}")

        model = Fails()
        for form in ("jsonl", "safetensors"):
            with pytest.raises(RuntimeError, match="after"):
                ActivationRecorder(model, log, format=form).record(torch.randn(2, 3), 0)
        assert list(log.iterdir()) == []
        assert (len(model.act._forward_hooks), model.training) == (0, True)
        assert torch.backends.mha.get_fastpath_enabled()


class TestWhatIsRefused:
    def refuses(self, sentence, log, model, probe, step=0, **options):
        with pytest.raises(ValueError, match=sentence):
            ActivationRecorder(model, log, **options).record(probe, step)
        assert list(log.glob("*")) == [], "nothing half-written"

    def test_model_without_activations(self, log):
        self.refuses("no activations that can be seen", log, nn.Sequential(nn.Linear(3, 3)), torch.randn(2, 3))

    def test_softmax_over_the_batch(self, log):
        self.refuses(
            "layer 0: axis 0 .* is not within a sample", log, nn.Sequential(nn.Softmax(dim=0)), torch.randn(2, 3)
        )

    def test_unit_axis_outside_of_the_shape(self, log):
        self.refuses("axis 4", log, nn.Sequential(nn.ReLU()), torch.randn(2, 3, 4), unit_axis={"0": 4})

    def test_layer_without_the_batch(self, log):
        class Mean(nn.Module):
            def forward(self, x):
                return torch.relu(x.mean(0))

        self.refuses(r"layer @relu gives the shape \(3,\) for a probe of 5 samples", log, Mean(), torch.randn(5, 3))

    def test_probe_without_samples(self, log):
        self.refuses("the probe has no samples", log, nn.Sequential(nn.ReLU()), torch.randn(0, 3))
        self.refuses("the probe has no batches", log, nn.Sequential(nn.ReLU()), [])
        self.refuses("the probe is a int", log, nn.Sequential(nn.ReLU()), 3)

    @pytest.mark.parametrize("step", [2.5, "3", None])
    def test_step_that_is_not_whole(self, log, step):
        self.refuses("the step must be a whole number", log, nn.Sequential(nn.ReLU()), torch.randn(2, 3), step)

    def test_complex_values(self, log):
        self.refuses(
            "layer 0 gives complex values", log, nn.Sequential(nn.Tanh()), torch.randn(2, 3, dtype=torch.cfloat)
        )

    def test_several_outputs_of_a_module_of_ones_own(self, log):
        class Pair(nn.Module):
            def forward(self, x):
                return x, x

        self.refuses("layer 0 gives a tuple", log, nn.Sequential(Pair()), torch.randn(2, 3), activations={"0": "relu"})

    def test_another_probe(self, log):
        recorder = ActivationRecorder(nn.Sequential(nn.ReLU()), log)
        recorder.record(torch.randn(4, 3), 0)
        with pytest.raises(ValueError, match="the probe has 5 samples, before it had 4"):
            recorder.record(torch.randn(5, 3), 1)
        recorder.record(torch.randn(3, 3), 1)
        with pytest.warns(UserWarning, match="step 1 has 3 samples, step 0 has 4: record the same ones"):
            recorder.record(torch.randn(4, 3), 2)

    @pytest.mark.parametrize(
        "options", [{"roles": {".*": "gat"}}, {"unknown": "skip"}, {"calls": "x"}, {"format": "pt"}, {"positions": 0}]
    )
    def test_option_that_there_is_not(self, log, options):
        self.refuses("must be", log, nn.Sequential(nn.ReLU()), torch.randn(2, 3), **options)
