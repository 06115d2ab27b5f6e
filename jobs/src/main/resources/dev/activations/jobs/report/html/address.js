/* What is chosen on this page, and its place in the address: report.html#run=NAME&layer=NAME&at=layer. */
const ADDRESSED = ["run", "layer", "unit", "step", "rule", "verdict", "find", "show", "with", "at"];

function readAddress() {
  const text = location.hash.slice(1);
  if (text !== "" && !text.includes("=")) return { at: text };
  const parameters = new URLSearchParams(text);
  return Object.fromEntries(ADDRESSED.filter((key) => parameters.has(key)).map((key) => [key, parameters.get(key)]));
}

function addressOf(state) {
  const parameters = new URLSearchParams();
  for (const key of ADDRESSED) if (state[key] !== undefined && state[key] !== null) parameters.set(key, state[key]);
  return "#" + parameters;
}

/* A new entry of the history for a click, none for each letter typed and each place of a slider. */
function writeAddress(state, passing) {
  const address = addressOf(state);
  if (address === location.hash || (address === "#" && location.hash === "")) return;
  history[passing ? "replaceState" : "pushState"](null, "", address);
}

/* Where a reader is taken: the section that the address names, or the one that is about what it names. */
function placeOf(state) {
  return state.at || (state.layer !== undefined ? "layer" : state.rule !== undefined ? "rule-" + state.rule : state.run !== undefined ? "run" : null);
}

/* A link that does what a click on this page does, and can be copied or opened in another tab. */
function linkTo(changes, text, more) {
  return el("a", Object.assign({ href: addressOf(Object.assign({}, changes)), onclick: (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    page.go(changes);
  } }, more), text);
}

const ruleLink = (rule, text) => linkTo({ rule, at: "rule-" + rule }, text || rule, { class: "rule", title: "What " + rule + " means, and its limits" });
