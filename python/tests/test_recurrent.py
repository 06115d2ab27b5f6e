"""Gates of recurrent layers, computed again: what torch gives out follows from them, to rounding."""

import pytest
import torch
from activations.record import ActivationRecorder
from models import LstmClassifier
from torch import nn

SAMPLES, TIMES, FEATURES, HIDDEN = 6, 5, 3, 4


class Runs(nn.Module):
    def __init__(self, recurrent, state=None):
        super().__init__()
        self.rnn, self.state = recurrent, state

    def forward(self, x):
        return self.rnn(x, self.state)[0]


def recorded(record, recurrent, probe=None, state=None, **options):
    """The recording, and each layer's values as (samples, times, units)."""
    probe = torch.randn(SAMPLES, TIMES, FEATURES) if probe is None else probe
    recording = record(Runs(recurrent, state), probe, **options)

    def values(gate):
        shape = recording[f"rnn.{gate}"][0]["shape"]
        return recording.values(f"rnn.{gate}").view(-1, *shape).transpose(1, 2)

    with torch.no_grad():
        output = recurrent(probe, state)
    return recording, values, output


@pytest.mark.parametrize("bias", [True, False])
def test_hidden_state_of_an_lstm_follows_from_its_gates(record, bias):
    _, values, (output, (_, c)) = recorded(record, nn.LSTM(FEATURES, HIDDEN, bias=bias, batch_first=True))
    assert torch.allclose(values("output_gate") * values("cell"), output, atol=1e-6)
    state = torch.zeros(SAMPLES, HIDDEN)
    for time in range(TIMES):
        state = values("forget_gate")[:, time] * state + values("input_gate")[:, time] * values("candidate")[:, time]
        assert torch.allclose(torch.tanh(state), values("cell")[:, time], atol=1e-5)
    assert torch.allclose(state, c[0], atol=1e-5)


@pytest.mark.parametrize("bias", [True, False])
def test_hidden_state_of_a_gru_follows_from_its_gates(record, bias):
    _, values, (output, _) = recorded(record, nn.GRU(FEATURES, HIDDEN, bias=bias, batch_first=True))
    h = torch.zeros(SAMPLES, HIDDEN)
    for time in range(TIMES):
        z = values("update_gate")[:, time]
        h = (1 - z) * values("candidate")[:, time] + z * h
        assert torch.allclose(h, output[:, time], atol=1e-5)


@pytest.mark.parametrize("nonlinearity", ["tanh", "relu"])
def test_hidden_values_of_a_plain_rnn_are_its_output(record, nonlinearity):
    recording, values, (output, _) = recorded(
        record, nn.RNN(FEATURES, HIDDEN, nonlinearity=nonlinearity, batch_first=True)
    )
    assert recording.described("activation", "role") == {"rnn.hidden": (nonlinearity, "hidden")}
    assert torch.allclose(values("hidden"), output, atol=1e-6)


def test_stacked_and_bidirectional_layers_are_told_by_their_index(record):
    recording, values, (output, _) = recorded(
        record, nn.LSTM(FEATURES, HIDDEN, 2, batch_first=True, bidirectional=True)
    )
    names = [name.split(".")[1] for name in recording.layers if name.endswith("cell")]
    assert names == ["l0", "l0_reverse", "l1", "l1_reverse"]
    for half, suffix in zip(output.chunk(2, -1), ("l1", "l1_reverse")):
        assert torch.allclose(values(f"{suffix}.output_gate") * values(f"{suffix}.cell"), half, atol=1e-6)


def test_projection_and_given_states_are_followed(record):
    lstm = nn.LSTM(FEATURES, HIDDEN, 2, proj_size=2, batch_first=True)
    state = (torch.randn(2, SAMPLES, 2), torch.randn(2, SAMPLES, HIDDEN))
    _, values, (output, _) = recorded(record, lstm, state=state, format="jsonl", batch_size=None)
    projected = (values("l1.output_gate") * values("l1.cell")) @ lstm.weight_hr_l1.T
    assert torch.allclose(projected, output, atol=1e-6)


def test_sequence_first_is_told_from_the_module(record):
    probe = torch.randn(TIMES, SAMPLES, FEATURES)
    with pytest.warns(UserWarning, match="rnn has the sequence first, so the samples were taken to be axis 1"):
        recording, values, (output, _) = recorded(record, nn.LSTM(FEATURES, HIDDEN), probe)
    assert len(recording["rnn.cell"]) == SAMPLES
    assert torch.allclose(values("output_gate") * values("cell"), output.transpose(0, 1), atol=1e-6)


def test_sequence_first_inside_of_a_model_with_the_batch_first_needs_no_word(record, recwarn):
    class Permutes(nn.Module):
        def __init__(self):
            super().__init__()
            self.lstm, self.fc = nn.LSTM(FEATURES, HIDDEN), nn.Linear(HIDDEN, 2)

        def forward(self, x):
            output, _ = self.lstm(x.permute(1, 0, 2))
            return self.fc(torch.relu(output))

    recording = record(Permutes(), torch.randn(SAMPLES, TIMES, FEATURES))
    assert {name: (len(rows), rows[0]["shape"]) for name, rows in recording.layers.items()} == dict.fromkeys(
        [f"lstm.{gate}" for gate in ("input_gate", "forget_gate", "candidate", "output_gate", "cell")] + ["@relu"],
        (SAMPLES, [HIDDEN, TIMES]),
    )
    assert not recwarn.list


def test_packed_sequences_are_masked_behind_their_ends(record):
    class Packed(nn.Module):
        def __init__(self):
            super().__init__()
            self.lstm = nn.LSTM(FEATURES, HIDDEN, batch_first=True, bidirectional=True)

        def forward(self, x, lengths):
            packed = nn.utils.rnn.pack_padded_sequence(x, lengths, batch_first=True, enforce_sorted=False)
            return nn.utils.rnn.pad_packed_sequence(self.lstm(packed)[0], batch_first=True)[0]

    model, probe = Packed(), (torch.randn(4, TIMES, FEATURES), torch.tensor([5, 2, 4, 1]))
    recording = record(model, probe)
    with torch.no_grad():
        halves = model(*probe).chunk(2, -1)
    for half, suffix in zip(halves, ("l0", "l0_reverse")):
        o, c = (recording.values(f"lstm.{suffix}.{gate}").view(4, HIDDEN, TIMES) for gate in ("output_gate", "cell"))
        mask = recording.values(f"lstm.{suffix}.cell", "mask").view(4, HIDDEN, TIMES)
        assert mask[:, 0].sum(1).tolist() == [0, 3, 1, 4]
        assert torch.allclose((o * c).masked_fill(mask, 0), half.transpose(1, 2), atol=1e-6)


@pytest.mark.parametrize("cell", [nn.LSTMCell, nn.GRUCell, nn.RNNCell])
def test_cells_are_recorded_call_by_call(record, cell):
    class Steps(nn.Module):
        def __init__(self):
            super().__init__()
            self.cell = cell(FEATURES, HIDDEN)

        def forward(self, x):
            state, outputs = None, []
            for time in range(TIMES):
                state = self.cell(x[:, time], state)
                outputs.append(state[0] if isinstance(state, tuple) else state)
            return torch.stack(outputs, 1)

    model, probe = Steps(), torch.randn(SAMPLES, TIMES, FEATURES)
    recording = record(model, probe)
    gates = {name.split(".")[1]: recording.values(name).view(TIMES, SAMPLES, HIDDEN) for name in recording.layers}
    with torch.no_grad():
        output = model(probe).transpose(0, 1)
    if cell is nn.LSTMCell:
        assert torch.allclose(gates["output_gate"] * gates["cell"], output, atol=1e-6)
    elif cell is nn.RNNCell:
        assert torch.allclose(gates["hidden"], output, atol=1e-6)
    else:
        before = torch.cat([torch.zeros(1, SAMPLES, HIDDEN), output[:-1]])
        z = gates["update_gate"]
        assert torch.allclose((1 - z) * gates["candidate"] + z * before, output, atol=1e-6)


def test_module_whose_output_is_not_that_of_its_weights_is_refused(log):
    class Doubled(nn.LSTM):
        def forward(self, x, state=None):
            output, state = super().forward(x, state)
            return 2 * output, state

    model = LstmClassifier()
    model.lstm = Doubled(5, 8, batch_first=True)
    with pytest.raises(ValueError, match="lstm: computing its gates again does not give its own output"):
        ActivationRecorder(model, log).record(torch.randn(6, 4, 5), 0)
    assert list(
        ActivationRecorder(model, log, layers="@.*", format="jsonl").record(torch.randn(6, 4, 5), 0).parent.iterdir()
    )
