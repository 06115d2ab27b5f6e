/* Findings with their evidence and suggestions, gravest first: what one rule found in a run is one card. Notes are folded away. */
const FIRST_CARDS = 40;
const FIRST_LAYERS = 8;

/* Findings of one rule in one run that are answered alike, in the order of the first of each. */
function cardsOf(findings) {
  const cards = new Map();
  for (const finding of findings) {
    const key = JSON.stringify([finding.run, finding.rule, finding.suggestions.map((suggestion) => suggestion.text)]);
    if (!cards.has(key)) cards.set(key, []);
    cards.get(key).push(finding);
  }
  return [...cards.values()];
}

function findingCard(found) {
  const finding = found[0];
  const steps = [...new Set(found.map((each) => each.step))];
  return el("article", { class: "finding" },
    el("header", {}, verdict(finding.severity), el("h3", {}, finding.headline),
      el("span", { class: "place" }, finding.run === null ? null : named(finding.run), finding.run === null ? null : " · ",
        finding.rule + (steps.length === 1 ? " · judged at step " + count(steps[0]) : ""))),
    evidenceOf(found),
    finding.suggestions.length ? el("h4", {}, "Try, in this order") : null,
    finding.suggestions.length ? el("ol", {}, ...finding.suggestions.map((suggestion, i) => el("li", {}, upperFirst(suggestion.text) + " ", el("span", { class: "source" }, "(" + [suggestion.source, becauseOf(found, i)].filter(Boolean).join("; ") + ")")))) : null);
}

/* What a suggestion rests on; nothing where that differs from layer to layer, whose evidence has it. */
function becauseOf(found, place) {
  const reasons = new Set(found.map((finding) => finding.suggestions[place].because));
  return reasons.size === 1 && !reasons.has(null) ? "because " + [...reasons][0] : null;
}

/* Which layers, since when, and the numbers; of many layers the first, with the rest folded away. */
function evidenceOf(found) {
  const rows = (part) => el("ul", { class: "evidence" }, ...part.map((finding) => el("li", {},
    el("span", {}, el("span", { class: "name" }, finding.layer), finding.severity === found[0].severity ? null : " (" + WORDS[finding.severity] + ")"),
    el("span", { class: "since" }, "since step " + count(finding.since)),
    el("span", {}, upperFirst(finding.evidence) + "."))));
  const others = found.slice(FIRST_LAYERS);
  return el("div", {}, rows(found.slice(0, FIRST_LAYERS)), others.length ? folded("and " + plural(others.length, "more layer"), () => [rows(others)]) : null);
}

/* What is made only when it is asked for. */
function folded(summary, make) {
  const details = el("details", {}, el("summary", {}, summary));
  details.addEventListener("toggle", () => {
    if (details.open && details.children.length === 1) details.append(...make());
  });
  return details;
}

function showFindings(report) {
  const select = byId("findings-of");
  optionsOf(select, [["", "all runs"], ...report.runs.map((run, i) => [String(i), runName(run.run)])], "");
  select.parentElement.hidden = report.runs.length === 1;
  let all = false;

  function show() {
    const chosen = select.value === "" ? report.findings : report.findings.filter((finding) => finding.run === report.runs[Number(select.value)].run);
    const grave = cardsOf(chosen.filter((finding) => finding.severity !== "info"));
    const notes = cardsOf(chosen.filter((finding) => finding.severity === "info"));
    const shown = all ? grave : grave.slice(0, FIRST_CARDS);
    fill(byId("findings-list"),
      grave.length === 0 ? el("p", { class: "note" }, "No rule warns or fails.") : null,
      ...shown.map(findingCard),
      shown.length === grave.length ? null : el("p", {}, el("button", { class: "plain", onclick: () => { all = true; show(); } }, "Show all " + count(grave.length) + " findings")),
      notes.length ? folded(plural(notes.length, "note") + ", no reason to worry by " + (notes.length === 1 ? "itself" : "themselves"), () => notes.map(findingCard)) : null);
  }

  select.addEventListener("change", show);
  show();
  return { choose: (index) => { select.value = String(index); show(); } };
}
