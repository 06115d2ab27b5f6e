# Finds a Java that Spark can run on. Sourced by bin/activations and by the scripts beside this file.

# The major version of the Java in a folder; nothing where there is none.
java_version() {
  [[ -x $1/bin/java ]] || return 0
  if [[ -r $1/release ]]; then
    sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release"
  else
    "$1/bin/java" -version 2>&1 | sed -n 's/.* version "\([0-9]*\).*/\1/p'
  fi
}

# Every folder where a Java may be: what the user chose first.
java_places() {
  [[ -z ${JAVA_HOME:-} ]] || echo "$JAVA_HOME"
  local java place
  if java=$(command -v java); then
    java=$(readlink -f "$java" 2>/dev/null || echo "$java")
    echo "${java%/bin/java}"
  fi
  for place in /usr/lib/jvm/* /opt/java/* "${HOME:-/nowhere}"/.sdkman/candidates/java/* "${HOME:-/nowhere}"/.jdks/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home; do
    [[ ! -d $place ]] || echo "$place"
  done
}

# find_java SPARK PROGRAM: prints the first Java that the Spark in this folder runs on, or without a Spark ('') the first from
# 17 on, and that has this program (java, javac). Spark 4.0 and 4.1 fail on Java 24 and later: their Hadoop needs
# Subject.getSubject.
find_java() {
  local place version wanted=' 17 21 ' words='Spark needs Java 17 or 21'
  if [[ -z $1 ]]; then
    wanted= words='Java 17 or later is needed'
  elif compgen -G "$1/jars/spark-core_*-4.[2-9]*.jar" >/dev/null; then
    wanted=' 17 21 25 ' words='Spark needs Java 17, 21 or 25'
  fi
  while IFS= read -r place; do
    version=$(java_version "$place")
    if [[ -n $version && -x $place/bin/$2 && $version -ge 17 && (-z $wanted || $wanted == *" $version "*) ]]; then
      echo "$place"
      return
    fi
  done < <(java_places)
  echo "activations: $words and none with bin/$2 was found; install one or set JAVA_HOME to it" >&2
  return 4
}

# Prints the first Java 25, on which Spark 4.2 runs and vectors reach memory outside the heap; nothing where there is none.
find_java_25() {
  local place
  while IFS= read -r place; do
    if [[ $(java_version "$place") == 25 ]]; then
      echo "$place"
      return
    fi
  done < <(java_places)
}
