"""A diagnosis on a server of Spark Connect, by the table function of its SQL. What is read of it scans the log again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Dict, List, Optional

from activations.spark._errors import LogError

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

_SENTENCE = "USER_RAISED_EXCEPTION"
_NO_FUNCTION = "UNRESOLVABLE_TABLE_VALUED_FUNCTION"


class OverConnect:
    """The diagnosis as queries. The report is asked for at once; a table when it is read."""

    def __init__(self, df: DataFrame, settings: Dict[str, Any], output: Optional[str]) -> None:
        from pyspark.errors import AnalysisException

        if output is not None:
            raise LogError(
                "output is for classic sessions, which write on the cluster; over Spark Connect write to_html() yourself,"
                " and the tables by layers.write, units.write and findings_table.write"
            )
        self._df = df
        self._settings = settings
        try:
            self._files = {row["file"]: row["text"] for row in self.table("report").collect()}
        except AnalysisException as e:
            raise _of(e) from e

    def file(self, name: str) -> str:
        return self._files[name]

    def table(self, name: str) -> DataFrame:
        values: List[Any] = []
        arguments = ["TABLE({log})", _parameter(name, values)]
        arguments += [f"{setting} => {_sql(value, values)}" for setting, value in self._settings.items()]
        query = f"SELECT * FROM diagnose({', '.join(arguments)})"
        named = {f"p{index}": value for index, value in enumerate(values)}
        return self._df.sparkSession.sql(query, named, log=self._df)


def _sql(value: Any, values: List[Any]) -> str:
    if isinstance(value, Mapping):
        pairs = [part for pair in value.items() for part in pair]
        return f"map({', '.join(_parameter(part, values) for part in pairs)})"
    return _parameter(value, values)


def _parameter(value: Any, values: List[Any]) -> str:
    values.append(value)
    return f":p{len(values) - 1}"


def _of(error: Any) -> Exception:
    """The error with our sentence, where the server's is one; otherwise the error as it is."""
    condition = error.getCondition()
    if condition == _SENTENCE:
        return LogError(error.getMessageParameters()["errorMessage"])
    if condition == _NO_FUNCTION:
        return LogError("the server has no function diagnose: start it with the jar of this project on its class path")
    return error
