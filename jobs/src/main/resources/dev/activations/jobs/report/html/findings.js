/* Findings with their evidence and suggestions, gravest first: what one rule found in a run is one card. Notes are folded away. */
const FIRST_CARDS = 40;
const FIRST_LAYERS = 8;

/* Findings of one rule in one run that are answered alike, in the order of the first of each. */
function cardsOf(findings) {
  const cards = new Map();
  for (const finding of findings) {
    const key = JSON.stringify([finding.run, finding.rule, finding.suppressed, finding.suggestions.map((suggestion) => suggestion.text)]);
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
        ruleLink(finding.rule), steps.length === 1 ? " · judged at step " + count(steps[0]) : null),
      toolButton("Copy", "Copy this finding as Markdown", async (event) => {
        const button = event.currentTarget;
        await copyText(markdownOf(found));
        button.textContent = "Copied";
        setTimeout(() => { button.textContent = "Copy"; }, 2000);
      })),
    finding.suppressed ? el("p", { class: "note" }, "Suppressed: " + finding.suppressed + ".") : null,
    evidenceOf(found),
    finding.suggestions.length ? el("h4", {}, "Try, in this order") : null,
    finding.suggestions.length ? el("ol", {}, ...finding.suggestions.map((suggestion, i) => el("li", {}, upperFirst(suggestion.text) + " ", el("span", { class: "source" }, "(", suggestion.source === "docs/diagnostics.md" ? linkTo({ at: "rules" }, "what the rules mean") : suggestion.source, (becauseOf(found, i) ? "; " + becauseOf(found, i) : "") + ")")))) : null);
}

/* What a suggestion rests on; nothing where that differs from layer to layer, whose evidence has it. */
function becauseOf(found, place) {
  const reasons = new Set(found.map((finding) => finding.suggestions[place].because));
  return reasons.size === 1 && !reasons.has(null) ? "because " + [...reasons][0] : null;
}

/* A card as Markdown, for an issue or a pull request. */
function markdownOf(found) {
  const finding = found[0];
  const text = (plain) => String(plain).replace(/[\\`*_[\]<>|~#]/g, "\\$&");
  const code = (name) => "`" + name.replaceAll("`", "'") + "`";
  return [
    "**" + WORDS[finding.severity] + "** " + text(finding.headline) + (finding.run === null ? "" : " in " + code(finding.run)) + " (" + code(finding.rule) + ")",
    "",
    ...found.map((each) => "- " + code(each.layer) + (each.severity === finding.severity ? "" : " (" + WORDS[each.severity] + ")") + ": " + text(each.evidence) + ", since step " + count(each.since)),
    ...(finding.suggestions.length ? ["", "Try, in this order:", ...finding.suggestions.map((suggestion, i) => i + 1 + ". " + text(suggestion.text) + " (" + text(suggestion.source) + ")")] : []),
    "",
  ].join("\n");
}

/* Findings that say the same of layers one after the other, such as 50 to 74, are one line. */
function alike(found) {
  const groups = [];
  for (const finding of found) {
    const last = groups[groups.length - 1];
    if (last && last[0].evidence === finding.evidence && last[0].since === finding.since && last[0].severity === finding.severity) last.push(finding);
    else groups.push([finding]);
  }
  return groups;
}

const layerLink = (finding) => linkTo({ run: finding.run ?? "", layer: finding.layer, at: "layer" }, finding.layer, { class: nameClass(finding.layer) });

/* Which layers, since when, and the numbers; of many layers the first, with the rest folded away. */
function evidenceOf(found) {
  const rows = (part) => el("ul", { class: "evidence" }, ...part.map((group) => el("li", {},
    el("span", {}, layerLink(group[0]), ...(group.length > 1 ? [" to ", layerLink(group[group.length - 1]), " (" + plural(group.length, "layer") + ")"] : []),
      group[0].severity === found[0].severity ? null : " (" + WORDS[group[0].severity] + ")"),
    el("span", { class: "since" }, "since step " + count(group[0].since)),
    el("span", {}, upperFirst(group[0].evidence) + "."))));
  const groups = alike(found);
  const others = groups.slice(FIRST_LAYERS);
  return el("div", {}, rows(groups.slice(0, FIRST_LAYERS)), others.length ? folded("and " + plural(others.reduce((sum, group) => sum + group.length, 0), "more layer"), () => [rows(others)]) : null);
}

/* What is made only when it is asked for. */
function folded(summary, make) {
  const details = el("details", {}, el("summary", {}, summary));
  details.addEventListener("toggle", () => {
    if (details.open && details.children.length === 1) details.append(...make());
  });
  return details;
}

function showFindings(report, keyOfRun) {
  const select = byId("findings-of");
  optionsOf(select, [["", "all runs"], ...report.runs.map((run, i) => [String(i), runName(run.run)])], "");
  select.parentElement.hidden = report.runs.length === 1;
  select.addEventListener("change", () => page.go({ run: select.value === "" ? undefined : keyOfRun(Number(select.value)), layer: undefined }));
  const state = { run: -1, rule: undefined, all: false };

  function show() {
    const isChosen = (finding) => (state.run < 0 || finding.run === report.runs[state.run].run) && (state.rule === undefined || finding.rule === state.rule);
    const chosen = report.findings.filter(isChosen);
    const suppressed = report.suppressed.filter(isChosen);
    const grave = cardsOf(chosen.filter((finding) => finding.severity !== "info"));
    const notes = cardsOf(chosen.filter((finding) => finding.severity === "info"));
    const shown = state.all ? grave : grave.slice(0, FIRST_CARDS);
    const folds = folded(plural(notes.length, "note") + ", no reason to worry by " + (notes.length === 1 ? "itself" : "themselves"), () => notes.map(findingCard));
    fill(byId("findings-list"),
      grave.length === 0 ? el("p", { class: "note" }, "No rule warns or fails" + (state.run < 0 && state.rule === undefined ? "." : " in what is chosen.")) : null,
      ...shown.map(findingCard),
      shown.length === grave.length ? null : el("p", {}, el("button", { class: "plain", onclick: () => { state.all = true; show(); } }, "Show all " + count(grave.length) + " findings")),
      notes.length ? folds : null,
      suppressed.length ? folded(plural(suppressed.length, "finding") + " suppressed", () => cardsOf(suppressed).map(findingCard)) : null);
    if (state.rule !== undefined) folds.open = true;
  }

  return { filter: (run, rule) => {
    Object.assign(state, { run, rule, all: false });
    select.value = run < 0 ? "" : String(run);
    show();
  } };
}
