"""The layers of one batch: tensors as they are seen, laid out for the file."""

from __future__ import annotations

from typing import Any

import torch

from .catalogue import SOFTMAX_KINDS, kind_of
from .files import Sink
from .flow import Node
from .layer import Layer
from .layout import Layout, fitting_axis, grown_axis, some_positions
from .settings import Settings, Survey, matching
from .summary import Summary


class Batch:
    """Collects the layers of one batch: lays their tensors out, and hands them to the file or holds them."""

    def __init__(self, settings: Settings, samples: int, first_sample: int, sink: Sink | None):
        self._settings = settings
        self._samples = samples
        self._first_sample = first_sample
        self._sink = sink  # None: a survey
        self._variants: dict[str, list[tuple[tuple, Layer]]] = {}
        self.layers: dict[str, Layer] = {}
        self.survey = Survey(samples)

    @property
    def is_survey(self) -> bool:
        return self._sink is None

    def add(
        self, name: str, activation: str | None, role: str | None, node: Node, layout: Layout, columns: dict
    ) -> Layer:
        """Adds one call of a layer; `columns` are its tensors as the model has them, by the column's name."""
        rows = {column: layout.rows(tensor.detach()) for column, tensor in columns.items()}
        shape, chosen = tuple(rows["post"].shape[1:]), layout.selected
        layer = self._layer(name, (shape, node.sources), activation, role)
        layer.shape, layer.unit_axis = shape, layout.unit_axis
        layer.samples.append(
            self._first_sample + (chosen.at // chosen.per_sample if chosen else torch.arange(self._samples))
        )
        layer.positions.append(chosen.at % chosen.per_sample if chosen and chosen.per_sample > 1 else None)
        if self.is_survey:
            self.survey.shapes.setdefault(name, tuple(columns["post"].shape))
            self.survey.calls[layer.name] += 1
            self.survey.values += sum(tensor.numel() for tensor in rows.values())
        elif isinstance(self._sink, Summary):
            self._sink.sums(layer).add(
                layer.samples[-1] - self._first_sample, self._samples, rows["post"], rows.get("pre"), rows.get("mask")
            )
        else:
            for column, tensor in rows.items():
                self._keep(layer, layout, column, tensor)
        return layer

    def add_attention(self, name: str, node: Node, weights: torch.Tensor, masked: torch.Tensor | None) -> None:
        """Adds weights and what was masked, both (samples, heads, queries, keys)."""
        node.layer = name
        layout = self.layout_of_rows(name, weights)
        layout.heads = layout.per_sample > 1
        columns = {"post": weights} if masked is None else {"post": weights, "mask": masked.expand_as(weights)}
        self.add(name, "softmax", "attention", node, layout, columns)

    def add_gate(self, name: str, activation: str, role: str, node: Node, values: torch.Tensor, mask: Any) -> None:
        """Adds a gate's values, (samples, units) or (samples, times, units), and which times are padding."""
        layout = self.layout_of_rows(name, values)
        layout.unit_axis = values.dim() - 2 + (layout.per_sample > 1)
        columns = {"post": values}
        if mask is not None and bool(mask.any()):
            columns["mask"] = mask.to(values.device).unsqueeze(-1).expand_as(values)
        self.add(name, activation, role, node, layout, columns)

    def add_gradients(self, loss: torch.Tensor) -> list[str]:
        """Adds the gradient of the loss at every layer; returns the layers that have none."""
        wanted = [(layer, edge, lay_out) for layer in self.layers.values() for edge, lay_out in layer.gradients]
        edges = [edge for _, edge, _ in wanted]
        gradients = torch.autograd.grad(loss, edges, allow_unused=True) if edges else ()
        whole = {layer.name for layer in self.layers.values() if len(layer.gradients) == len(layer.samples)}
        whole -= {layer.name for (layer, _, _), gradient in zip(wanted, gradients) if gradient is None}
        for (layer, _, lay_out), gradient in zip(wanted, gradients):
            if layer.name in whole:
                lay_out(gradient)
        return [name for name in self.layers if name not in whole]

    def follow_gradient(self, layer: Layer, layout: Layout, post: torch.Tensor, mask: torch.Tensor | None) -> None:
        at = layer.samples[-1] - self._first_sample

        def lay_out(gradient: torch.Tensor) -> None:
            rows = layout.rows(gradient.detach())
            if isinstance(self._sink, Summary):
                masked = None if mask is None else layout.rows(mask)
                self._sink.sums(layer).add_gradients(at, self._samples, rows, masked)
            else:
                self._keep(layer, layout, "gradient", rows)

        layer.gradients.append((torch.autograd.graph.get_gradient_edge(post), lay_out))

    def _layer(self, name: str, key: tuple, activation: str | None, role: str | None) -> Layer:
        """The layer of a call: the same one for a further call on the same weights, otherwise name#2 and so on."""
        variants = self._variants.setdefault(name, [])
        known = next((layer for known, layer in variants if known == key), None)
        if known and self._settings.calls == "positions":
            return known
        full = name if not variants else f"{name}#{len(variants) + 1}"
        layer = Layer(full, self._settings.depths.setdefault(full, len(self._settings.depths)), activation, role)
        layer.first_sample = self._first_sample
        variants.append((key, layer))
        self.layers[full] = layer
        return layer

    def _keep(self, layer: Layer, layout: Layout, column: str, rows: torch.Tensor) -> None:
        call = len(layer.columns.setdefault(column, []))
        if self._settings.positions:
            seed = f"{self._settings.seed}|{layer.name}|{self._first_sample}|{call}"
            if some := some_positions(rows, layout.unit_axis, self._settings.positions, seed):
                rows, layer.unit_axis, layer.positions_of = some
                layer.shape = tuple(rows.shape[1:])
        written = call == 0 and self._sink.write_now(layer, column, rows)
        layer.columns[column].append(None if written else rows.to("cpu", copy=True))

    # -- layouts

    def layout_of_rows(self, name: str, tensor: torch.Tensor) -> Layout:
        """The layout of what has its samples first, each once or several times."""
        rows = tensor.shape[0]
        if self.is_survey:
            return Layout(rows)
        if rows % self._samples:
            raise self._without_batch(name, tuple(tensor.shape))
        return Layout(self._samples, 0, rows // self._samples)

    def layout(self, name: str, activation: str | None, node: Node, shape: tuple[int, ...], dim: int | None) -> Layout:
        """The layout of an activation's output; `dim` is the axis that a softmax works along."""
        axes = len(shape)
        if self.is_survey and axes:
            return Layout(self._samples)
        selected = node.rows if node.rows is not None and axes and len(node.rows.at) == shape[0] else None
        layout = Layout(shape[0], selected=selected) if selected else self._layout_by_size(name, shape)
        softmax = kind_of(activation) in SOFTMAX_KINDS
        if axes == 1 and not softmax:
            layout.unit_axis = 0
            return layout
        axis = self._asked_axis(name, softmax, axes, dim)
        if axis is None:
            axis = node.axis if node.axis is not None and node.axis < axes else None
            axis = self._assumed_axis(name, shape, layout) if axis in (None, layout.batch_axis) else axis
        if not -axes <= axis < axes or axis % axes == layout.batch_axis:
            raise ValueError(f"layer {name}: axis {axis} of the shape {shape} is not within a sample")
        layout.set_axis(axis % axes, softmax)
        return layout

    def _asked_axis(self, name: str, softmax: bool, axes: int, dim: int | None) -> int | None:
        asked = matching(self._settings.unit_axis, name)
        if asked:
            return asked[0]
        if softmax and dim is None:
            return 0 if axes in (0, 1, 3) else 1  # torch's choice
        return dim if softmax else None

    def _layout_by_size(self, name: str, shape: tuple[int, ...]) -> Layout:
        survey, preferred = self._settings.survey, self._settings.batch_axis
        found = None
        if shape and survey and name in survey.shapes and survey.few != self._samples:
            found = grown_axis(survey.shapes[name], shape, survey.few, self._samples, preferred)
        if shape and found is None:
            found = fitting_axis(shape, self._samples, preferred)
        if found is None:
            raise self._without_batch(name, shape)
        return Layout(self._samples, *found, sample_first=preferred == 0)

    def _without_batch(self, name: str, shape: tuple[int, ...]) -> ValueError:
        return ValueError(
            f"layer {name} gives the shape {shape} for a probe of {self._samples} samples: no axis of it is the batch; "
            "say where the probe has its samples by batch_axis=, or leave the layer out by layers="
        )

    def _assumed_axis(self, name: str, shape: tuple[int, ...], layout: Layout) -> int:
        others = [axis for axis in range(len(shape)) if axis != layout.batch_axis]
        axis = others[0] if len(shape) > 3 else others[-1]
        if len(others) > 1:
            self._settings.say(
                f"layer {name}: nothing before it tells which axis of {shape} holds the units; axis {axis} was taken, "
                f"say another by unit_axis={{{name!r}: AXIS}}"
            )
        return axis
