"""The activation functions and the diagnosis for PySpark (4.0 or later), with the jar of this project on Spark's class path.

`builder()` starts a session with that jar, `diagnose(df)` diagnoses an activation log, `activations.spark.functions` has a
function per row of the catalogue, and `activations.spark.ml` the stage for pipelines. Importing this package loads nothing
of PySpark.
"""

from __future__ import annotations

from activations.spark._diagnose import Diagnosis, Finding, Suggestion, Verdict, diagnose
from activations.spark._errors import LogError
from activations.spark._jar import builder, jar

__all__ = ["Diagnosis", "Finding", "LogError", "Suggestion", "Verdict", "builder", "diagnose", "jar"]
