"""The activation functions for PySpark (4.0 or later), with the jar of this project on Spark's class path.

`activations.spark.functions` has a function per row of the catalogue. Importing this package loads nothing of PySpark.
"""
