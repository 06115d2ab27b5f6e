# A chromium without a window, driven by chromedriver and curl; to be sourced. Whoever sources it calls start_driver, then
# open_session once for each new browser, and stop_driver at the end.

# start_driver FOLDER: starts chromedriver, which keeps its log in FOLDER.
start_driver() {
  local needed
  browser=$(command -v chromium || command -v chromium-browser || command -v google-chrome) || browser=
  for needed in "${browser:-chromium}" chromedriver curl; do
    if ! command -v "$needed" >/dev/null; then
      echo "${0##*/}: $needed is needed (apt: chromium chromium-driver curl)" >&2
      exit 2
    fi
  done
  : >"$1/driver.log"
  chromedriver --port=0 >>"$1/driver.log" 2>&1 &
  driver=$!
  until port=$(grep -o 'successfully on port [0-9]*' "$1/driver.log" | grep -o '[0-9]*'); do
    kill -0 "$driver" || { cat "$1/driver.log" >&2 && exit 1; }
    sleep 0.1
  done
}

stop_driver() {
  [[ -z ${session:-} ]] || close_session || true
  [[ -z ${driver:-} ]] || kill "$driver" 2>/dev/null || true
}

# open_session: a new browser, which the commands that follow are for.
open_session() {
  session=
  session=$(ask '' '{"capabilities": {"alwaysMatch": {"goog:chromeOptions": {"binary": "'"$browser"'", "args": ["--headless",
    "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--hide-scrollbars", "--window-size=1280,900"]}}}}' |
    grep -o '"sessionId":"[^"]*"' | cut -d'"' -f4)
}

close_session() {
  curl -sS -X DELETE "http://127.0.0.1:$port/session/$session" >/dev/null
  session=
}

# ask COMMAND JSON: a command of the WebDriver protocol; prints its answer.
ask() {
  curl -sS --fail-with-body -H 'Content-Type: application/json' --data-binary "$2" "http://127.0.0.1:$port/session${session:+/$session/$1}"
}

# tell_browser COMMAND JSON: a command of the DevTools protocol; prints its answer.
tell_browser() {
  ask goog/cdp/execute '{"cmd": "'"$1"'", "params": '"$2"'}'
}

# run_script JAVASCRIPT: runs it, without double quotes in it, till it calls done(TEXT), and prints the text.
run_script() {
  local answer
  answer=$(ask execute/async '{"args": [], "script": "const done = arguments[0]; '"$(tr '\n' ' ' <<<"$1")"'"}')
  if ! sed -n 's/^{"value":"\(.*\)"}$/\1/p' <<<"$answer" | grep .; then
    echo "${0##*/}: the page did not answer: $answer" >&2
    exit 1
  fi
}
