# Keeps the classes of a kind of command in a file as the JVM has them in memory (class data sharing), so that the next start
# reads no jar and verifies nothing. Sourced by bin/activations, which sets bundle and java.
#
# A file belongs to one Java and one set of jars: both are in its name, and one older than the bundle is made anew. It is made
# aside and then given its name, so several makers at once each make one, and the last stays. Where the build's own folder
# cannot be written it goes to the cache folder; where neither can, commands start as they would without.

# archive_in FOLDER KIND JAR...: prints the file for these jars in this folder.
archive_in() {
  local folder=$1 kind=$2 release key
  shift 2
  release=$(<"$java/release") 2>/dev/null || release=
  key=$(cksum <<<"$java $release $(ls -lnL "$@" 2>/dev/null)")
  echo "$folder/$kind-${key%% *}.jsa"
}

# archive_folders BUILT: where archives may be, the build's own folder first.
archive_folders() {
  echo "$1"
  if [[ -n ${XDG_CACHE_HOME:-} ]]; then
    echo "$XDG_CACHE_HOME/activations"
  elif [[ -n ${HOME:-} ]]; then
    echo "$HOME/.cache/activations"
  fi
}

# find_archive BUILT KIND JAR...: sets 'archive' to the file that there is, or to nothing. A JVM that could not make one left an
# empty file, so that it is not tried again.
find_archive() {
  local built=$1 kind=$2 folder
  shift 2
  while IFS= read -r folder; do
    archive=$(archive_in "$folder" "$kind" "$@")
    if [[ $archive -nt $bundle ]]; then
      [[ -s $archive ]] || archive=none
      return
    fi
  done < <(archive_folders "$built")
  archive=
}

# make_archive BUILT KIND JAR... -- JAVA-ARGUMENT...: runs these and keeps the classes that they loaded. Of what was left by
# makers that were killed, and of Javas and jars that are no longer used, it clears the folder.
make_archive() {
  local built=$1 kind=$2 folder new jars=()
  shift 2
  while [[ $1 != -- ]]; do
    jars+=("$1")
    shift
  done
  while IFS= read -r folder; do
    if mkdir -p "$folder" 2>/dev/null && new=$(mktemp "$folder/new-XXXXXX" 2>/dev/null); then
      find "$folder" -maxdepth 1 -name 'new-*' -mmin +60 -exec rm -f {} + 2>/dev/null || true
      find "$folder" -maxdepth 1 -name '*.jsa' -mtime +30 -exec rm -f {} + 2>/dev/null || true
      archive=$(archive_in "$folder" "$kind" "${jars[@]}")
      rm -f "$new"
      "$java/bin/java" "-XX:ArchiveClassesAtExit=$new" "${@:2}" >/dev/null 2>&1 || true
      [[ -f $new ]] || : >"$new"
      mv -f "$new" "$archive"
      [[ -s $archive ]] || archive=
      return
    fi
  done < <(archive_folders "$built")
  archive=
}
