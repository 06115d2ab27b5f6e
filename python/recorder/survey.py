"""A look at the model before the first recording: where the samples are, and what is written out as a formula."""

from __future__ import annotations

import warnings

from .batch import Batch
from .modes import gradients_wanted
from .modules import Activation, Modules
from .nested import narrowed, tensors_in
from .probe import samples_in
from .settings import Settings, Survey
from .watch import Watch


def look_around(modules: Modules, settings: Settings, args: tuple, kwargs: dict, may_find_batch_axis: bool) -> None:
    """Runs the model over two samples: axes that are shorter than with the whole batch hold the samples."""
    settings.survey = _surveyed(modules, settings, args, kwargs)
    if may_find_batch_axis and settings.survey and settings.survey.sequence_first:
        _find_batch_axis(modules, settings, args, kwargs)
    if settings.survey:
        for name, activation in settings.survey.written_out.items():
            modules.activations[name] = Activation(activation, settings.is_wanted(name))


def _surveyed(modules: Modules, settings: Settings, args: tuple, kwargs: dict) -> Survey | None:
    axis, samples = settings.batch_axis, samples_in(args, kwargs, settings)
    few = min(2, samples - 1) or 1
    args, kwargs = (narrowed(value, axis, samples, 0, few) for value in (args, kwargs))
    batch = Batch(settings, few, 0, None)
    depths, settings.depths = settings.depths, {}
    try:
        with gradients_wanted(False), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            Watch(modules, settings, batch, few, None).run(args, kwargs)
    except Exception:  # such as a model with a fixed batch: the pass over the whole batch tells what is wrong
        return None
    finally:
        settings.depths = depths
    return batch.survey


def _find_batch_axis(modules: Modules, settings: Settings, args: tuple, kwargs: dict) -> None:
    """Where every module with the sequence first was given the probe's second axis whole, the samples are there."""
    longest = max(tensors_in([args, kwargs]), key=lambda tensor: tensor.dim())
    given = {samples for _, samples in settings.survey.sequence_first}
    if longest.dim() < 2 or given != {longest.shape[1]} or settings.survey.few in given:
        return
    settings.batch_axis = 1
    settings.say(
        f"{min(settings.survey.sequence_first)[0]} has the sequence first, so the samples were taken to be axis 1 of "
        "the probe; say batch_axis=0 or batch_axis=1"
    )
    settings.survey = _surveyed(modules, settings, args, kwargs)
