"""Calls a function of SQL by name, in whatever kind of session is active."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Mapping, Sequence

if TYPE_CHECKING:
    from pyspark.sql import Column


def as_column(column: Column | str | None) -> Column | None:
    """The column of this name; a Column or None as it is."""
    from pyspark.sql.functions import col

    return col(column) if isinstance(column, str) else column


def call(name: str, inputs: Sequence[Column | str], parameters: Mapping[str, Any] | None = None) -> Column:
    """The function applied to its inputs, then to its parameters in order.

    :param inputs: Columns, or names of columns
    :param parameters: Columns or constants; those that are None are left out, with all after them
    """
    from pyspark.sql.functions import call_function, lit

    arguments = [as_column(column) for column in inputs]
    for value in (parameters or {}).values():
        if value is None:
            break
        arguments.append(lit(value))
    return call_function(name, *arguments)
