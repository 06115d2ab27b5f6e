# shellcheck shell=bash
# Sourced by scripts that need PySpark: has_pyspark, and spark_for_pyspark. They use $home, the folder of the project, and set
# $python, PYTHONPATH, JAVA_HOME and SPARK_HOME.
#
# PySpark comes from PYTHON (unless set the python3 that has pytest), or from PYSPARK_HOME: a Spark home, or a folder with the
# package pyspark in it and Py4J in lib.

python=${PYTHON:-python3}
if [ -z "${PYTHON:-}" ] && ! python3 -c 'import pytest' 2>/dev/null && [ -x /usr/bin/python3 ]; then
  python=/usr/bin/python3
fi
if [ -n "${PYSPARK_HOME:-}" ]; then
  folder=$PYSPARK_HOME
  [ ! -d "$folder/python/pyspark" ] || folder=$folder/python
  for zip in "$folder"/lib/py4j-*-src.zip; do
    [ ! -f "$zip" ] || PYTHONPATH=$zip:${PYTHONPATH:-}
  done
  export PYTHONPATH=$folder:${PYTHONPATH:-}
fi

has_pyspark() {
  "$python" -c 'import pyspark.sql' 2>/dev/null
}

# spark_home FOLDER: a Spark home of the jars of bin/activations, and of Spark ML, which spark-udfs is built with.
spark_home() {
  local jar jars
  rm -rf "$1"
  mkdir -p "$1/jars" "$1/bin"
  mvn -B -ntp -q -pl spark-udfs -am -Dmaven.test.skip=true process-classes dependency:build-classpath \
    -DincludeScope=compile -Dmdep.outputFile="$1/class-path" >&2
  IFS=: read -r -a jars <<<"$(<"$1/class-path")"
  for jar in "${jars[@]}"; do
    [[ $jar != *.jar || $jar == */dev/activations/* ]] || ln -sf "$jar" "$1/jars/"
  done
  for jar in "$home"/jobs/target/spark/jars/*.jar; do
    ln -sf "$jar" "$1/jars/"
  done
  cat >"$1/bin/spark-submit" <<SUBMIT
#!/usr/bin/env bash
exec "$JAVA_HOME/bin/java" "@$home/jobs/target/spark/java-options" -cp "$1/jars/*" org.apache.spark.deploy.SparkSubmit "\$@"
SUBMIT
  chmod +x "$1/bin/spark-submit"
}

# spark_for_pyspark: the Spark that comes with PySpark, or one of the jars of this build.
spark_for_pyspark() {
  JAVA_HOME=$(find_java "$home/jobs/target/spark" javac)
  export JAVA_HOME SPARK_LOCAL_IP=127.0.0.1 PYSPARK_PYTHON=$python
  if [ -n "${SPARK_HOME:-}" ] ||
    "$python" -c 'import pathlib, pyspark; assert (pathlib.Path(pyspark.__file__).parent / "jars").is_dir()' 2>/dev/null; then
    return
  fi
  if [ -d "${PYSPARK_HOME:-/nowhere}/jars" ]; then
    export SPARK_HOME=$PYSPARK_HOME
  else
    export SPARK_HOME=$home/target/pyspark-home
    spark_home "$SPARK_HOME"
  fi
}
