"""Watches training steps: every so many of them, what their activations add up to, beside the training."""

from __future__ import annotations

import contextlib
import sys
import warnings
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

import torch
from torch import nn

from .attention import with_weights
from .batch import Batch
from .folder import LogFolder
from .modes import beside_training, eagerly, evaluating, gradients_wanted, process_rank, same_randomness
from .modules import Modules
from .nested import tensors_in
from .probe import samples_in
from .settings import Settings
from .summary import Summary
from .survey import look_around
from .watch import ATTENTION, Call, Watch

PROVE_NOTHING = 299  # fewer samples cannot prove a unit dead
RANK = 1 << 32  # samples of a rank are numbered from here


class TrainingPass(Watch):
    """Watches the forward pass of one training step. The pass runs as it would; an error ends the watching alone."""

    def __init__(self, modules: Modules, settings: Settings, batch: Batch, samples: int):
        super().__init__(modules, settings, batch, samples, None)
        self.samples = samples
        self.error: Exception | None = None
        self.with_dropout: list[str] = []
        self._outer: nn.Module | None = None
        self._open = contextlib.ExitStack()

    def begin(self, outer: nn.Module, args: tuple, kwargs: dict) -> None:
        """To be called by a hook before the forward pass of `outer`, which is the model or wraps it."""
        self._outer = outer
        self._flow.start(tensors_in([args, kwargs]))
        if outer is self._modules.model:
            self._enter(outer, args, kwargs)
        else:
            self._open.enter_context(eagerly())
        self._open.enter_context(self._hooks(but=outer))
        self._open.enter_context(self)

    def end(self, args: tuple, kwargs: dict, output: Any) -> None:
        """To be called by a hook after it."""
        self.leave()
        if self._outer is self._modules.model:
            self._leave(self._outer, args, kwargs, output)
        self._guarded(self._end, output)

    def leave(self) -> None:
        self._open.close()

    def _guarded(self, action: Callable, *given: Any) -> None:
        if self.error is None:
            try:
                with beside_training():
                    action(*given)
            except Exception as error:
                self.error = error

    def __torch_function__(self, func, types, args=(), kwargs=None):
        call = Call(func, args, kwargs or {})
        if self._quiet or self.error is not None:
            return call.run()
        self._guarded(self._before, call)
        result = call.run()
        self._guarded(self._after, call, result)
        return result

    def _after(self, call: Call, result: Any) -> Any:
        if call.op == ATTENTION and not self._inside:
            _, *call.attention = with_weights(call.func, call.args, call.kwargs, dropout=False)
        return super()._after(call, result)

    def _enter(self, module: nn.Module, args: tuple, kwargs: dict) -> None:
        self._guarded(super()._enter, module, args, kwargs)

    def _leave(self, module: nn.Module, args: tuple, kwargs: dict, output: Any) -> None:
        self._guarded(super()._leave, module, args, kwargs, output)

    def _see_recurrent(self, name: str, module: nn.Module, args: tuple, kwargs: dict, output: Any) -> None:
        if getattr(module, "dropout", 0) and module.num_layers > 1 and module.training:
            self.with_dropout.append(name)  # what it drew is not known outside, so its gates cannot be computed again
        else:
            super()._see_recurrent(name, module, args, kwargs, output)


class _Window:
    """Consecutive training steps that are added up into one file."""

    def __init__(self, step: int, sink: Summary):
        self.step, self.sink = step, sink
        self.samples = self.passes = 0


class _Hook:
    """Calls a method of the watcher. A copy of the model, also a pickled one, is not watched."""

    def __init__(self, method: Callable):
        self._method = method

    def __call__(self, *given: Any) -> None:
        if not torch.compiler.is_compiling():
            self._method(*given)

    def __deepcopy__(self, memo: dict) -> Callable:
        return contextlib.nullcontext.__exit__  # does nothing, and is there wherever the copy is read

    def __reduce__(self) -> tuple:
        return getattr, (contextlib.nullcontext, "__exit__")


class TrainingWatch:
    """What `ActivationRecorder.watch` gives: watches until `close`, or to the end of a `with` block."""

    def __init__(
        self,
        model: nn.Module,
        modules: Modules,
        settings: Settings,
        folder: LogFolder,
        run: str | None,
        form: type[Summary],
        every: int,
        samples: int,
        step: Callable[[], int] | None,
        may_find_batch_axis: bool,
    ):
        self._modules, self._settings, self._folder = modules, settings, folder
        self._run, self._form = run, form
        self._every, self._samples, self._step = every, samples, step
        self._may_find_batch_axis = may_find_batch_axis
        self._passes = self._due = self._now = self._written = 0
        self._looked_around = self._busy = False
        self._shapes: Any = None
        self._window: _Window | None = None
        self._pass: TrainingPass | None = None
        self._writer = ThreadPoolExecutor(1, thread_name_prefix="activations")
        self._writing: list[Future] = []
        self._hooks = [
            model.register_forward_pre_hook(_Hook(self._before_pass), with_kwargs=True),
            model.register_forward_hook(_Hook(self._after_pass), with_kwargs=True, always_call=True),
        ]

    def __enter__(self) -> TrainingWatch:
        return self

    def __exit__(self, *exception: Any) -> None:
        self.close()

    @property
    def is_on(self) -> bool:
        """Whether it watches: until it is closed or an error switched it off."""
        return bool(self._hooks)

    def close(self) -> None:
        """Stops watching, and waits until all is written. Steps that are not `samples` samples yet are left out."""
        if self._hooks and self._window and not self._written and self._window.samples:
            if self._window.samples < PROVE_NOTHING:
                _warn(f"only {self._window.samples} samples were seen in training: fewer than 299 prove nothing")
            self._publish()
        elif self._hooks and not self._passes:
            _warn(
                "no training step was seen: steps are calls of the model that was given to the recorder, in training "
                "mode and with gradients; a model that is compiled afterwards cannot be seen"
            )
        self._stop()
        self._writer.shutdown(wait=True)
        self._check_writing()

    def _stop(self) -> None:
        for hook in self._hooks:
            hook.remove()
        self._hooks, self._window = [], None

    def _switch_off(self, error: BaseException) -> None:
        if self._hooks:
            self._stop()
            _warn(f"watching ended at step {self._now}, training goes on: {type(error).__name__}: {error}")

    # -- one training step

    def _before_pass(self, module: nn.Module, args: tuple, kwargs: dict) -> None:
        if self._busy or not module.training or not torch.is_grad_enabled():
            return
        try:
            self._begin(module, args, kwargs)
        except Exception as error:
            self._leave_pass()
            self._switch_off(error)

    def _begin(self, module: nn.Module, args: tuple, kwargs: dict) -> None:
        if self._leave_pass():  # the pass before was interrupted
            self._window = None
        self._check_writing()
        self._now = self._passes if self._step is None else int(self._step())
        self._passes += 1
        lazy = any(isinstance(p, nn.parameter.UninitializedTensorMixin) for p in self._modules.model.parameters())
        if not self._hooks or lazy or (self._window is None and self._now < self._due):
            return
        self._look_around(args, kwargs)
        count = samples_in(args, kwargs, self._settings)
        if not self._has_known_shapes(args, kwargs, count):
            return
        if self._window is None:
            path = self._folder.new_path(self._now, self._form.ending)
            self._window = _Window(self._now, self._form(path, self._run, self._now, mode="train"))
        first = RANK * (process_rank() or 0) + self._window.samples
        seen = Batch(self._settings, count, first, self._window.sink)
        self._pass = TrainingPass(self._modules, self._settings, seen, count)
        self._pass.begin(module, args, kwargs)

    def _look_around(self, args: tuple, kwargs: dict) -> None:
        if self._looked_around:
            return
        self._looked_around = self._busy = True
        model = self._modules.model
        try:
            with beside_training(), evaluating(model), eagerly(), gradients_wanted(False), same_randomness(model):
                look_around(self._modules, self._settings, args, kwargs, self._may_find_batch_axis)
        finally:
            self._busy = False

    def _has_known_shapes(self, args: tuple, kwargs: dict, count: int) -> bool:
        axis = self._settings.batch_axis
        shapes = [
            tuple(size for place, size in enumerate(tensor.shape) if place != axis or size != count)
            for tensor in tensors_in([args, kwargs])
        ]
        self._shapes = self._shapes or shapes
        if shapes != self._shapes:
            self._settings.say(
                f"only batches of the shapes {self._shapes} are watched, as the first was (the samples left out), not "
                f"such as {shapes}: sums need rows of one shape"
            )
        return shapes == self._shapes

    def _after_pass(self, module: nn.Module, args: tuple, kwargs: dict, output: Any) -> None:
        if self._pass is None or self._busy:
            return
        seen, self._pass = self._pass, None
        try:
            seen.end(args, kwargs, output)
            if output is None and sys.exc_info()[0] is not None:  # the model failed, so that some layers lack the batch
                self._window = None
                return
            if seen.error is not None:
                raise seen.error
            with beside_training():
                self._add(seen)
        except Exception as error:
            self._switch_off(error)

    def _add(self, seen: TrainingPass) -> None:
        if not seen.layers:
            raise ValueError("the model has no activations that can be seen")
        window = self._window
        window.sink.finish_batch(seen.layers, window.passes)
        window.samples += seen.samples
        window.passes += 1
        say = self._settings.say
        say("no activation was seen behind: {}; name a module by activations={'NAME': 'relu'}", seen.missed())
        say("the attention weights were not recorded of: {}; attention=True does", seen.without_weights)
        say("dropout between the layers hides the gates of: {}", seen.with_dropout)
        if window.samples >= self._samples:
            if 2 * window.passes > self._every:
                say(
                    f"{window.passes} steps of every {self._every} are watched, as {window.samples} samples take so many; "
                    "give a larger every="
                )
            self._publish()

    def _leave_pass(self) -> bool:
        seen, self._pass = self._pass, None
        if seen is not None:
            seen.leave()
        return seen is not None

    # -- writing

    def _publish(self) -> None:
        window, self._window = self._window, None
        self._due = (self._now // self._every + 1) * self._every
        self._written += 1
        self._writing.append(self._writer.submit(_written, window.sink))

    def _check_writing(self) -> None:
        """An error of the writing is one of the watching."""
        done = [future for future in self._writing if future.done()]
        self._writing = [future for future in self._writing if not future.done()]
        for future in done:
            if future.exception() is not None:
                if not self._hooks:
                    _warn(f"what was watched could not be written: {future.exception()}")
                self._switch_off(future.exception())


def _written(sink: Summary) -> None:
    try:
        sink.publish()
    except BaseException:
        sink.discard()
        raise


def _warn(sentence: str) -> None:
    """Warns; where warnings are errors, which would end the training, it prints."""
    try:
        warnings.warn(sentence, stacklevel=3)
    except Warning:
        print(f"activations: {sentence}", file=sys.stderr)
