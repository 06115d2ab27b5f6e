"""The recorder: batches of the probe, passes over them, one file a call."""

from __future__ import annotations

import inspect
import operator
import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import torch
from torch import nn

from .batch import Batch
from .catalogue import prelu_name
from .files import JsonLines, Safetensors, Sink
from .folder import LogFolder
from .modes import check_can_differentiate, eagerly, evaluating, gradients_wanted, process_rank
from .modules import Modules, unwrapped
from .nested import requiring_gradients, tensors_in
from .probe import Probe, samples_in
from .roles import ROLES
from .settings import Settings, check_one_of
from .summary import summary_form
from .survey import look_around
from .training import TrainingWatch
from .watch import Watch

SMALL_STEP = 1_000_000  # values; below it, a step is written as JSON lines unless the format is given


class ActivationRecorder:
    """Writes what a model's activations give out to a folder, one file for each call of `record`.

    model        the model; it is hooked only while `record` runs. What DataParallel, DistributedDataParallel or
                 torch.compile made of it will do; the plain model inside is run
    folder       the log; made if need be. Several runs and processes may share it
    run          the training run's name
    layers       a regular expression: only layers whose whole name matches are recorded
    activations  for your own modules: regular expression of module names -> name in the catalogue, such as
                 {"blocks.*.act": "quick_gelu"}; None records values without an activation. The first match counts
    roles        regular expression of layer names -> role, one of hidden, output, gate, attention, router, features.
                 Without it, the role is told from what the model does with the layer's output; the first match counts
    unknown      what to do with an activation that the catalogue does not have: "raise", or "record" it without
                 an activation
    unit_axis    where the units are: regular expression of layer names -> axis (the batch is axis 0). Without it, the
                 axis where the last convolution, linear layer or normalisation before the activation has its features
    batch_axis   the axis of the probe's tensors that holds the samples. Without it 0, or 1 where the probe reaches a
                 recurrent or attention module that has the sequence first
    calls        "positions": calls of a module on the same weights, such as time steps, are positions of one layer.
                 "layers": each is a layer, "relu", "relu#2" and so on
    positions    keep this many positions (tokens, pixels, attention queries) of each sample, chosen by `seed`
    attention    whether the weights of scaled_dot_product_attention are computed again and recorded
    format       of values "jsonl" or "safetensors"; without it, "jsonl" where a step has fewer than a million values.
                 Of sums "jsonl" or "parquet"; without it, "parquet" where pyarrow is there
    summarise    writes what the values add up to (docs/statistics.md) in place of the values: a file of some kilobytes,
                 and nothing but sums leaves the model's device

    ValueError says in one sentence what cannot be recorded; a warning, once, what was guessed or not seen.
    """

    def __init__(
        self,
        model: nn.Module,
        folder: str | os.PathLike[str],
        run: str | None = None,
        *,
        layers: str = ".*",
        activations: Mapping[str, str | None] | None = None,
        roles: Mapping[str, str] | None = None,
        unknown: str = "raise",
        unit_axis: Mapping[str, int] | None = None,
        batch_axis: int | None = None,
        calls: str = "positions",
        positions: int | None = None,
        seed: int = 0,
        attention: bool = False,
        format: str | None = None,
        summarise: bool = False,
    ):
        check_one_of("unknown", unknown, ("raise", "record"))
        check_one_of("calls", calls, ("positions", "layers"))
        check_one_of("format", format, (None, "jsonl", "safetensors", "parquet"))
        for role in (roles or {}).values():
            check_one_of("a role", role, ROLES)
        if positions is not None and positions < 1:
            raise ValueError(f"positions must be at least 1, got {positions}")
        self._run, self._format, self._summarise = run, format, summarise
        self._chosen_format = format
        self._folder = LogFolder(Path(folder), run)
        self._settings = Settings(
            layers, roles or {}, unit_axis or {}, unknown=unknown, calls=calls, positions=positions, seed=seed,
            attention=attention, batch_axis=batch_axis,
        )  # fmt: skip
        self._given_model = model
        self._modules = Modules(unwrapped(model), self._settings, activations or {})
        if isinstance(self._modules.model, torch.jit.ScriptModule):
            raise ValueError(
                "nothing can be seen inside of a TorchScript model: give the Python model that it was made of"
            )
        self._may_find_batch_axis = batch_axis is None
        self._looked_around = False
        self._settings.entry = type(self).record.__code__
        self._recorded: dict[int, int] = {}  # step -> how many samples
        self._watching: TrainingWatch | None = None

    def record(
        self,
        probe: Any,
        step: int,
        *,
        batch_size: int | None = None,
        inputs: Callable[[Any], Any] | None = None,
        loss: Callable[..., torch.Tensor] | None = None,
        first_sample: int | None = None,
        summarise: bool | None = None,
    ) -> Path:
        """Records one step and returns the path of the file, which appears only when it is complete.

        probe         the model's input, batch first: a tensor, a tuple of arguments, or a dict of named arguments; or
                      any other iterable, such as a list or a DataLoader, of such batches. The same samples each time
        step          the training step, a whole number. A further call for the same step adds samples to it
        batch_size    how many samples of a tensor, tuple or dict go through the model at once; all, without it
        inputs        what of a batch the model takes, such as `lambda batch: batch[0]`; the whole batch, without it
        loss          writes the column `gradient`: of loss(output), or of loss(output, batch) if it takes two
                      arguments; several values are added up. The parameters' own gradients stay as they are
        first_sample  the number of the first sample; without it 0, or where the last call for this step ended
        summarise     writes sums in place of values, or values in place of sums; without it, as the recorder was made
        """
        if self._watching is not None:
            raise ValueError("this recorder watches the training: record a probe by another one, under a run of its own")
        summarise = self._summarise if summarise is None else summarise
        self._check_can_summarise(summarise)
        step = whole_step(step)
        first = self._recorded.get(step, 0) if first_sample is None else first_sample
        self._warn_of_ranks(first_sample)
        self._warn_of_learned_slopes()
        samples, sink, given = 0, None, Probe(probe, batch_size, inputs, self._settings)
        with evaluating(self._modules.model), eagerly(), gradients_wanted(loss is not None):
            try:
                for number, (batch, args, kwargs) in enumerate(given.batches(self._look_around)):
                    count = samples_in(args, kwargs, self._settings)
                    sink = sink or self._open(step, given.samples_in_all(count), summarise)
                    watch = self._run_batch(sink, batch, args, kwargs, count, first + samples, loss)
                    sink.finish_batch(watch.layers, number)
                    self._report(watch)
                    samples += count
                if sink is None:
                    raise ValueError("the probe has no batches")
                if first_sample is None:
                    self._check_same_probe(step, first + samples)
                sink.publish()
            except BaseException:
                if sink:
                    sink.discard()
                raise
        self._recorded[step] = first + samples
        return sink.path

    def watch(self, every: int = 100, *, samples: int = 320, step: Callable[[], int] | None = None) -> TrainingWatch:
        """Watches the training itself, without a probe: the model's own batches, by hooks.

        Every so many steps it adds up consecutive batches until `samples` samples were seen, as with summarise=True, and
        writes them in the background, under the first one's step and marked mode=train: dropout and batch statistics are
        on. The model's results and random numbers stay as they are. An error ends the watching with a warning; the
        training goes on.

        every    watch again after so many steps
        samples  how many samples make one recorded step; fewer than 299 cannot prove a unit dead
        step     gives the training step; without it, calls of the model in training mode are counted, from 0

        Returns what watches: a context manager, and `close()` ends it and waits until all is written.
        """
        for name, value in (("every", every), ("samples", samples)):
            if value < 1:
                raise ValueError(f"{name} must be at least 1, got {value}")
        self._check_can_summarise(True)
        if self._recorded or self._watching is not None:
            raise ValueError("this recorder has been used already: watch by another one, under a run of its own")
        if getattr(self._given_model, "_compiled_call_impl", None) is not None:
            raise ValueError("model.compile() leaves nothing to see: give what torch.compile(model) returns")
        self._settings.entry = nn.Module._wrapped_call_impl.__code__
        self._watching = TrainingWatch(
            self._given_model, self._modules, self._settings, self._folder, self._run, summary_form(self._format),
            every, samples, step, self._may_find_batch_axis,
        )  # fmt: skip
        return self._watching

    def _look_around(self, args: tuple, kwargs: dict) -> None:
        if not self._looked_around:
            self._looked_around = True
            look_around(self._modules, self._settings, args, kwargs, self._may_find_batch_axis)

    def _check_can_summarise(self, summarise: bool) -> None:
        if summarise and self._format == "safetensors":
            raise ValueError("format='safetensors' is a form of values, and summarise=True writes none: leave one out")
        if not summarise and self._format == "parquet":
            raise ValueError("format='parquet' is a form of sums: say summarise=True, or choose jsonl or safetensors")
        if summarise and self._settings.positions:
            raise ValueError("positions= keeps some values, and summarise=True is about all of them: leave one out")

    def _open(self, step: int, samples: int, summarise: bool) -> Sink:
        if summarise:
            form = summary_form(self._format)
            return form(self._folder.new_path(step, form.ending), self._run, step)
        survey = self._settings.survey
        if self._chosen_format is None:
            values = survey.values // survey.few * samples if survey else SMALL_STEP
            self._chosen_format = "jsonl" if values < SMALL_STEP else "safetensors"
        kind = JsonLines if self._chosen_format == "jsonl" else Safetensors
        path = self._folder.new_path(step, kind.ending)
        if kind is JsonLines:
            return JsonLines(path, self._run, step)
        once = {name for name, calls in survey.calls.items() if calls == 1} if survey else set()
        return Safetensors(path, self._run, step, once, 8 * 1024 + 1024 * len(self._modules.names))

    def _run_batch(self, sink: Sink, batch: Any, args: tuple, kwargs: dict, samples: int, first: int, loss) -> Watch:
        anchor = None
        if loss is not None:
            check_can_differentiate(self._modules.model)
            anchor = torch.zeros((), device=tensors_in([args, kwargs])[0].device, requires_grad=True)
            args, kwargs = requiring_gradients(args), requiring_gradients(kwargs)
        seen = Batch(self._settings, samples, first, sink)
        watch = Watch(self._modules, self._settings, seen, samples, anchor)
        output = watch.run(args, kwargs)
        if not seen.layers:
            raise ValueError(
                "the model has no activations that can be seen: name a module of your own by "
                "activations={'NAME': 'gelu'}"
            )
        if loss is not None:
            value = loss(output, batch) if len(inspect.signature(loss).parameters) > 1 else loss(output)
            without = seen.add_gradients(value.sum())
            self._settings.say("no gradient reaches, or none can be computed for: {}", without)
        return watch

    def _warn_of_learned_slopes(self) -> None:
        """A layer keeps its activation within a log, but the slope of a PReLU is learned."""
        for module, name in self._modules.names.items():
            activation = self._modules.activations.get(name)
            said, now = activation and activation.name, type(module) is nn.PReLU and prelu_name(module.weight)
            if now and said and said.startswith("prelu") and now != said:
                self._settings.say(f"layer {name} is {now} by now; the log goes on to say {said}")

    def _warn_of_ranks(self, first_sample: int | None) -> None:
        if process_rank() and first_sample is None:
            self._settings.say(
                f"rank {process_rank()} numbers its samples from 0, as rank 0 does: where each rank has samples of its "
                "own, give first_sample=; where all have the same, record on one rank"
            )

    def _check_same_probe(self, step: int, samples: int) -> None:
        """Every step has as many samples as the first; a step that has fewer so far may get more by a further call."""
        others = [known for known in self._recorded if known != step]
        if not others:
            return
        expected, last = self._recorded[others[0]], self._recorded[others[-1]]
        if samples > expected:
            raise ValueError(
                f"the probe has {samples} samples, before it had {expected}: record the same ones at every step"
            )
        if last != expected:
            self._settings.say(
                f"step {others[-1]} has {last} samples, step {others[0]} has {expected}: record the same ones"
            )

    def _report(self, watch: Watch) -> None:
        """What was not seen is said, once."""
        activations = self._modules.activations.items()
        not_called = [name for name, activation in activations if activation.wanted and name not in watch.called]
        say = self._settings.say
        say("not called by the model, so not in the log: {}", not_called)
        say("TorchScript, so nothing inside was seen: {}", watch.torchscript)
        say("no activation was seen after: {}; name a module by activations={'NAME': 'relu'}", watch.missed())
        say("the attention weights were not recorded of: {}; attention=True does", watch.without_weights)


def whole_step(step: Any) -> int:
    try:
        return operator.index(step)
    except TypeError:
        raise ValueError(f"the step must be a whole number, got {step!r}") from None
