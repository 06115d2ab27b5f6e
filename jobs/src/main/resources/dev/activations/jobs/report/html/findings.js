/* Findings with their evidence and suggestions, gravest first; notes are folded away. */
const FIRST_FINDINGS = 60;

function findingCard(finding) {
  return el("article", { class: "finding" },
    el("header", {}, verdict(finding.severity), el("h3", {}, finding.headline),
      el("span", { class: "place" }, el("span", { class: "name" }, (finding.run === null ? "" : finding.run + " / ") + finding.layer),
        " · " + finding.rule + " · step " + count(finding.step) + (finding.since === finding.step ? "" : ", since step " + count(finding.since)))),
    el("p", {}, upperFirst(finding.evidence) + "."),
    finding.suggestions.length ? el("h4", {}, "Try, in this order") : null,
    finding.suggestions.length ? el("ol", {}, ...finding.suggestions.map((suggestion) => el("li", {}, upperFirst(suggestion.text) + " ", el("span", { class: "source" }, "(" + suggestion.source + ")")))) : null);
}

function showFindings(report) {
  const select = byId("findings-of");
  optionsOf(select, [["", "all runs"], ...report.runs.map((run, i) => [String(i), runName(run.run)])], "");
  select.parentElement.hidden = report.runs.length === 1;
  let all = false;

  function show() {
    const chosen = select.value === "" ? report.findings : report.findings.filter((finding) => finding.run === report.runs[Number(select.value)].run);
    const grave = chosen.filter((finding) => finding.severity !== "info");
    const notes = chosen.filter((finding) => finding.severity === "info");
    const shown = all ? grave : grave.slice(0, FIRST_FINDINGS);
    fill(byId("findings-list"),
      grave.length === 0 ? el("p", { class: "note" }, "No rule warns or fails.") : null,
      ...shown.map(findingCard),
      shown.length === grave.length ? null : el("p", {}, el("button", { class: "plain", onclick: () => { all = true; show(); } }, "Show all " + count(grave.length) + " findings")),
      notes.length ? folded(notes) : null);
  }

  function folded(notes) {
    const details = el("details", {}, el("summary", {}, plural(notes.length, "note") + ", no reason to worry by themselves"));
    details.addEventListener("toggle", () => {
      if (details.open && details.children.length === 1) details.append(...notes.slice(0, 500).map(findingCard));
    });
    return details;
  }

  select.addEventListener("change", show);
  show();
  return { choose: (index) => { select.value = String(index); show(); } };
}
