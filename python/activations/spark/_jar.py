"""Where the jar is, and a session that has it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

_NAME = "activations-jobs-bundle.jar"


def jar() -> str:
    """The path of the jar: the one in the installed wheel, or in a checkout the one that its build made.

    :raises FileNotFoundError: if there is neither
    """
    here = Path(__file__).resolve()
    places = [here.parent / "jars" / _NAME, here.parents[3] / "jobs" / "target" / _NAME]
    for place in places:
        if place.is_file():
            return str(place)
    raise FileNotFoundError(
        f"{_NAME} is in none of {', '.join(map(str, places))}; install the wheel that scripts/build-wheel makes"
    )


def builder(*more_jars: str) -> SparkSession.Builder:
    """A builder of a session that has the functions, ``diagnose`` in SQL and the ML stage.

    :param more_jars: paths or URLs of other jars, which would otherwise have to be repeated in ``spark.jars``

    >>> spark = builder().master("local[*]").getOrCreate()  # doctest: +SKIP
    """
    from pyspark.sql import SparkSession

    return SparkSession.builder.config("spark.jars", ",".join([jar(), *more_jars]))
