"""The diagnosis of an activation log in a DataFrame, in classic sessions and over Spark Connect."""

from __future__ import annotations

import html
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Dict, List, Mapping, Optional, Protocol, Tuple

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

_HEIGHT_IN_A_NOTEBOOK = 720


@dataclass(frozen=True)
class Verdict:
    """What a layer comes to at its last step: fail, warn, insufficient_data, not_judged or ok."""

    run: Optional[str]
    layer: str
    depth: Optional[int]
    activation: Optional[str]
    role: str
    units: int
    step: int
    verdict: str


@dataclass(frozen=True)
class Suggestion:
    """Something to try; ``because`` is the number that it rests on, where it is not the finding's own."""

    text: str
    source: str
    because: Optional[str]


@dataclass(frozen=True)
class Finding:
    """What one rule has to say of a layer, a run or the log; docs/diagnostics.md explains the rules."""

    severity: str
    rule: str
    run: Optional[str]
    layer: Optional[str]
    step: int
    since: int
    since_or_before: bool
    evidence: str
    numbers: Dict[str, Any]
    suggestions: Tuple[Suggestion, ...]


class _Source(Protocol):
    """Where a diagnosis comes from: the session's own JVM, or a server."""

    def file(self, name: str) -> str:
        """A file of the report as text."""

    def table(self, name: str) -> DataFrame:
        """A table of the report."""


class Diagnosis:
    """A diagnosed log: its report, and the same as tables. In a notebook it shows the report itself."""

    def __init__(self, source: _Source) -> None:
        self._source = source
        self._report: Dict[str, Any] = json.loads(source.file("report.json"))

    @property
    def ok(self) -> bool:
        """Whether all is well: no finding failed, no layer had too few samples, and something of each run was judged."""
        runs = [[layer["verdict"] for layer in run["layers"]] for run in self._report["runs"]]
        undecided = any("insufficient_data" in run or set(run) <= {"not_judged"} for run in runs)
        return not undecided and all(finding.severity != "fail" for finding in self.findings)

    @property
    def verdicts(self) -> List[Verdict]:
        """One per run and layer, input side first."""
        return [
            Verdict(
                run["run"],
                layer["layer"],
                layer["depth"],
                layer["activation"],
                layer["role"],
                layer["units"],
                layer["latest"]["step"],
                layer["verdict"],
            )
            for run in self._report["runs"]
            for layer in run["layers"]
        ]

    @property
    def findings(self) -> List[Finding]:
        """All of them, gravest first."""
        return [
            Finding(
                **{name: value for name, value in finding.items() if name != "suggestions"},
                suggestions=tuple(Suggestion(**suggestion) for suggestion in finding["suggestions"]),
            )
            for finding in self._report["findings"]
        ]

    @property
    def notes(self) -> List[str]:
        """What was taken for granted about the log, a sentence each."""
        return list(self._report["input"]["notes"])

    @property
    def layers(self) -> DataFrame:
        """One row per run, layer and step, with all figures: docs/tables.md. Over Connect, reading it scans the log again."""
        return self._source.table("layers")

    @property
    def units(self) -> DataFrame:
        """One row per run, layer, unit and step: docs/tables.md. Over Connect, reading it scans the log again."""
        return self._source.table("units")

    @property
    def findings_table(self) -> DataFrame:
        """One row per finding: docs/tables.md. Over Connect, reading it scans the log again."""
        return self._source.table("findings")

    def to_html(self) -> str:
        """The report as one page that needs no network."""
        return self._source.file("report.html")

    def to_markdown(self) -> str:
        """The report for a pull request or an issue."""
        return self._source.file("report.md")

    def to_dict(self) -> Dict[str, Any]:
        """The report as report.json has it; docs/diagnostics.md explains the names."""
        return json.loads(self._source.file("report.json"))

    def _repr_html_(self) -> str:
        page = html.escape(self.to_html(), quote=True)
        return (
            f'<iframe srcdoc="{page}" sandbox="allow-scripts allow-popups" title="Diagnosis of an activation log"'
            f' style="width: 100%; height: {_HEIGHT_IN_A_NOTEBOOK}px; border: 0"></iframe>'
        )

    def __repr__(self) -> str:
        counts: Dict[str, int] = {}
        for verdict in self.verdicts:
            counts[verdict.verdict] = counts.get(verdict.verdict, 0) + 1
        return f"<Diagnosis of {len(self._report['runs'])} runs; layers: {counts}>"


def diagnose(
    df: DataFrame,
    activation: Optional[Mapping[str, str]] = None,
    role: Optional[Mapping[str, str]] = None,
    output: Optional[str] = None,
    **settings: Any,
) -> Diagnosis:
    """Diagnoses an activation log: which units are dead, which layers are saturated, where the gradient is lost.

    :param df: the log, with the columns of docs/log-format.md or in another layout of docs/inputs.md
    :param activation: the activation of the layers whose whole names match a regular expression, whatever the log says,
        such as ``{"fc.*": "relu"}``; the first match counts
    :param role: the role of such layers: hidden, output, gate, attention, router or features
    :param output: a new folder for the report and its tables, as ``bin/activations diagnose --output``; it appears when
        all is written. Not over Spark Connect
    :param settings: the other options of the command line, with _ for -: ``alpha``, ``max_firing_rate``, ``family_wise``,
        ``epsilon``, ``unit``, ``channel_axis`` (a number, or numbers by pattern of layers), ``window``, ``assumes_output``,
        ``layout``, ``columns`` (other names by column), ``layer_columns``, ``path_pattern``, ``tensor_axes``,
        ``split_by_width``
    :raises LogError: in one sentence, if the log or a setting is wrong
    """
    given = {"activation": activation, "role": role, **settings}
    given = {name: value for name, value in given.items() if value is not None}
    if type(df).__module__.startswith("pyspark.sql.connect"):
        from activations.spark._over_connect import OverConnect

        return Diagnosis(OverConnect(df, given, output))
    from activations.spark._in_jvm import InJvm

    return Diagnosis(InJvm(df, given, output))
