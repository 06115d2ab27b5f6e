"""A diagnosis in the JVM of a classic session. The log is scanned once; the tables start from what that scan has kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Dict, Optional

from activations.spark._errors import LogError

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

_JOBS = "dev.activations.jobs"
_INPUT_EXCEPTION = _JOBS + ".model.InputException"
_REPORTS = {"report.json": "JsonReport", "report.html": "HtmlReport", "report.md": "MarkdownReport"}


class InJvm:
    """The diagnosis as objects of Java."""

    def __init__(self, df: DataFrame, settings: Dict[str, Any], output: Optional[str]) -> None:
        from py4j.protocol import Py4JJavaError

        self._spark = df.sparkSession
        self._jvm = self._spark._jvm  # type: ignore[attr-defined]
        self._require_jar()
        try:
            self._diagnosed = self._diagnose(df, settings, output)
        except Py4JJavaError as e:
            if e.java_exception.getClass().getName() != _INPUT_EXCEPTION:
                raise
            raise LogError(e.java_exception.getMessage()) from None

    def file(self, name: str) -> str:
        report = getattr(self._jobs().report, _REPORTS[name])()
        return report.text(self._diagnosed.report())

    def table(self, name: str) -> DataFrame:
        from pyspark.sql import DataFrame

        return DataFrame(getattr(self._diagnosed, name)(), self._spark)

    def _jobs(self) -> Any:
        return self._jvm.dev.activations.jobs

    def _require_jar(self) -> None:
        from py4j.java_gateway import JavaPackage

        if isinstance(self._jobs().sql.DiagnoseSettings, JavaPackage):
            raise LogError(
                "the jar of this project is not on Spark's class path: start the session with"
                " activations.spark.builder(), or with activations.spark.jar() in spark.jars"
            )

    def _diagnose(self, df: DataFrame, settings: Dict[str, Any], output: Optional[str]) -> Any:
        jobs = self._jobs()
        diagnostics = jobs.sql.DiagnoseSettings.diagnostics(df._jdf, self._java(settings))
        optional = self._jvm.java.util.Optional
        folders = jobs.output.OutputFolders.at(
            self._spark.sparkContext._jsc.hadoopConfiguration(),
            optional.ofNullable(output),
            optional.empty(),
        )
        try:
            diagnosed = diagnostics.diagnose()
            folders.write(diagnosed, jobs.report.OutputPart.byDefault(), jobs.report.ReportOptions.DEFAULT)
        finally:
            folders.close()
        return diagnosed

    def _java(self, value: Any) -> Any:
        """The value in Java; py4j would make maps that forget their order."""
        if isinstance(value, Mapping):
            ordered = self._jvm.java.util.LinkedHashMap()
            for key, element in value.items():
                ordered.put(key, self._java(element))
            return ordered
        if isinstance(value, Sequence) and not isinstance(value, str):
            listed = self._jvm.java.util.ArrayList()
            for element in value:
                listed.add(self._java(element))
            return listed
        return value
