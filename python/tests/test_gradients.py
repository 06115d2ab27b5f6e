"""The column `gradient` is what autograd gives at each layer, and the model's own gradients stay as they are."""

import pytest
import torch
from activations.record import ActivationRecorder
from conftest import read_safetensors
from models import SmallNetwork
from torch import nn
from torch.utils.checkpoint import checkpoint

LABELS = torch.arange(12) % 4


def loss(output):
    return nn.functional.nll_loss(output.clamp_min(1e-9).log(), LABELS)


@pytest.fixture
def images():
    return torch.randn(12, 1, 8, 8)


def expected(model, images, layers):
    """By retain_grad on the modules' outputs, without in-place activations."""
    for module in model.modules():
        if hasattr(module, "inplace"):
            module.inplace = False
    kept = {}
    hooks = [
        module.register_forward_hook(lambda _m, _i, output, name=name: (output.retain_grad(), kept.update({name: output}))[1])
        for name, module in model.eval().named_modules() if name in layers
    ]  # fmt: skip
    loss(model(images)).backward()
    for hook in hooks:
        hook.remove()
    model.zero_grad()
    return {name: output.grad.flatten(1) for name, output in kept.items()}


def test_gradients_are_autograds_also_of_activations_in_place(record, images):
    model = SmallNetwork()
    recording = record(model, images, loss=loss)
    gradients = expected(model, images, recording.layers)
    assert gradients.keys() == recording.layers.keys()
    for layer, gradient in gradients.items():
        assert torch.allclose(recording.values(layer, "gradient"), gradient, atol=1e-6), layer


def test_the_models_own_gradients_and_modes_stay(record, images):
    model = SmallNetwork().train()
    model(images).sum().backward()
    before = [parameter.grad.clone() for parameter in model.parameters()]
    record(model, images, loss=loss)
    assert all(torch.equal(parameter.grad, grad) for parameter, grad in zip(model.parameters(), before))
    assert model.training and torch.is_grad_enabled()


def test_safetensors_have_them_too(log, images):
    model = SmallNetwork()
    tensors, metadata = read_safetensors(
        ActivationRecorder(model, log, format="safetensors").record(images, 0, loss=loss)
    )
    for layer, gradient in expected(model, images, {"conv_act", "relu"}).items():
        assert torch.allclose(tensors[f"{layer}/gradient"].flatten(1), gradient, atol=1e-6)
    assert metadata["activations.relu/gradient.column"] == "gradient"


def test_frozen_and_functional_models_have_gradients(record):
    model = nn.Sequential(nn.Linear(3, 4), nn.ReLU(), nn.Linear(4, 2)).requires_grad_(False)
    recording = record(model, torch.randn(5, 3), loss=lambda output: output.sum())
    weights = model[2].weight.sum(0)
    assert torch.allclose(recording.values("1", "gradient"), weights.expand(5, -1))


def test_frozen_embedding_has_gradients(record):
    class Embeds(nn.Module):
        def __init__(self):
            super().__init__()
            self.embed, self.fc = nn.Embedding(9, 4), nn.Linear(4, 2)

        def forward(self, x):
            return self.fc(torch.tanh(self.embed(x)))

    model = Embeds().requires_grad_(False)
    recording = record(model, torch.randint(0, 9, (5, 3)), loss=lambda output: output.sum())
    assert torch.allclose(
        recording.values("@tanh", "gradient").view(5, 4, 3)[:, :, 0], model.fc.weight.sum(0).expand(5, -1)
    )


def test_loss_of_each_batch_may_use_the_batch(record, images):
    def of_batch(output, batch):
        return nn.functional.nll_loss(output.clamp_min(1e-9).log(), batch[1], reduction="none")

    model = SmallNetwork()
    whole = record(model, (images, LABELS), inputs=lambda batch: batch[0], loss=of_batch, run="whole")
    parts = record(model, (images, LABELS), inputs=lambda batch: batch[0], loss=of_batch, batch_size=5, run="parts")
    for layer in whole.layers:
        assert torch.allclose(whole.values(layer, "gradient"), parts.values(layer, "gradient"), atol=1e-6)
    gradients = expected(model, images, {"relu"})["relu"]
    assert torch.allclose(whole.values("relu", "gradient") / len(images), gradients, atol=1e-6)


@pytest.mark.parametrize("reentrant", [False, True])
def test_checkpointed_modules(log, reentrant):
    class Checkpointed(nn.Module):
        def __init__(self):
            super().__init__()
            self.block = nn.Sequential(nn.Linear(3, 4), nn.ReLU(), nn.Linear(4, 3))
            self.head = nn.Linear(3, 2)

        def forward(self, x):
            return self.head(torch.tanh(checkpoint(self.block, x, use_reentrant=reentrant)))

    model, probe = Checkpointed(), torch.randn(5, 3)
    recorder = ActivationRecorder(model, log, format="safetensors")
    if reentrant:
        with pytest.warns(UserWarning, match="no gradient reaches, or none can be computed for: block.1"):
            path = recorder.record(probe, 0, loss=lambda output: output.sum())
    else:
        path = recorder.record(probe, 0, loss=lambda output: output.sum())
    tensors, metadata = read_safetensors(path)
    assert torch.equal(tensors["block.1/post"], model.block[:2](probe).detach())
    assert ("block.1/gradient" in tensors) == (not reentrant)
    assert metadata["activations.block.1/post.role"] == "hidden"
    assert torch.allclose(tensors["@tanh/gradient"], model.head.weight.sum(0).expand(5, -1))


def test_layer_that_the_loss_does_not_reach_is_named_and_has_no_column(record):
    class Detached(nn.Module):
        def __init__(self):
            super().__init__()
            self.a, self.b = nn.Linear(3, 3), nn.Linear(3, 3)

        def forward(self, x):
            return torch.tanh(self.b(torch.relu(self.a(x)).detach()))

    with pytest.warns(UserWarning, match="no gradient reaches, or none can be computed for: @relu"):
        recording = record(Detached(), torch.randn(5, 3), loss=lambda output: output.sum())
    assert "gradient" not in recording["@relu"][0] and "gradient" in recording["@tanh"][0]
