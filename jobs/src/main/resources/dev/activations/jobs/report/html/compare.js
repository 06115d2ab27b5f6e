/* Two runs side by side: layers matched by name, each figure with its change, and the findings gained and lost. */
const COMPARED = [
  { key: "dead_fraction", name: "Dead", text: percent, worse: 1 },
  { key: "stuck_fraction", name: "Stuck", text: percent, worse: 1 },
  { key: "saturated_fraction", name: "Saturated", text: percent, worse: 1 },
  { key: "signal_spread", name: "Spread / range", text: (value) => value === null ? "–" : number(value * 100) + " %", worse: -1 },
  { key: "relative_spread", name: "Spread / size", text: (value) => value === null ? "–" : number(value * 100) + " %", worse: -1 },
  { key: "derivative_ratio", name: "Gradient ratio", text: number },
  { key: "entropy_mean", name: "Entropy", text: percent },
  { key: "standard_deviation", name: "Standard deviation", text: number },
];

/* A figure then and now, with its change. */
function pairOf(before, after, text, worse) {
  if (before === null && after === null) return "–";
  const change = before === null || after === null ? null : after - before;
  const kind = !change || !worse ? "same" : Math.sign(change) === worse ? "worse" : "better";
  return el("span", { class: "pair " + kind }, text(before) + " → " + text(after), change ? el("span", { class: "change" }, " " + (change > 0 ? "+" : "−") + text(Math.abs(change))) : null);
}

function comparison(report, keyOfRun) {
  const section = byId("compare");
  const one = byId("compare-one");
  const other = byId("compare-other");
  const hidden = report.runs.length < 2;
  section.hidden = hidden;
  document.querySelector("nav a[href='#at=compare']").hidden = hidden;
  const options = report.runs.map((run, i) => [String(i), runName(run.run)]);
  optionsOf(one, options, "0");
  optionsOf(other, options, "0");
  one.addEventListener("change", () => page.go({ run: keyOfRun(Number(one.value)), layer: undefined, with: keyOfRun(Number(other.value)) }));
  other.addEventListener("change", () => page.go({ run: keyOfRun(Number(one.value)), with: keyOfRun(Number(other.value)) }));

  /* Without another run chosen, the best of the report: of the last, which is ok if any is. */
  const best = (index) => index === report.runs.length - 1 ? 0 : report.runs.length - 1;

  function show(oneIndex, otherIndex) {
    if (hidden) return;
    const second = otherIndex < 0 ? best(oneIndex) : otherIndex;
    one.value = String(oneIndex);
    other.value = String(second);
    const [a, b] = [report.runs[oneIndex], report.runs[second]];
    const named = new Map(b.layers.map((layer) => [layer.layer, layer]));
    const matched = a.layers.filter((layer) => named.has(layer.layer)).map((layer) => [layer, named.get(layer.layer)]);
    const figures = COMPARED.filter((figure) => matched.some((pair) => pair.some((layer) => layer.figure(figure.key) !== null)));
    const row = ([x, y]) => [layerLink(x), el("span", { class: "pair" }, verdict(x.verdict), " → ", verdict(y.verdict)),
      ...figures.map((figure) => pairOf(x.figure(figure.key), y.figure(figure.key), figure.text, figure.worse))];
    const alone = (run, others, index) => run.layers.filter((layer) => !others.some((each) => each.layer === layer.layer)).map((layer) => layer.layer);
    const onlyA = alone(a, b.layers);
    const onlyB = alone(b, a.layers);
    const found = (run) => report.findings.filter((finding) => finding.run === run.run && finding.severity !== "info");
    const keyOf = (finding) => JSON.stringify([finding.rule, finding.layer]);
    const without = (some, others) => some.filter((finding) => !others.some((each) => keyOf(each) === keyOf(finding)));
    const lost = without(found(a), found(b));
    const gained = without(found(b), found(a));
    const list = (title, findings) => el("div", {}, el("h3", {}, title + ": " + count(findings.length)), findings.length
      ? el("ul", {}, ...findings.slice(0, 60).map((finding) => el("li", {}, verdict(finding.severity), " ", ruleLink(finding.rule), " ", layerLink(finding), finding.why ? ": " + finding.why : null)),
        findings.length > 60 ? el("li", {}, "and " + count(findings.length - 60) + " more") : null)
      : el("p", { class: "note" }, "none"));
    const shorten60 = matched.slice(0, 60);
    const table = (pairs) => tableOf([{ name: "Layer" }, { name: "Verdict" }, ...figures.map((figure) => ({ name: figure.name, number: true }))], pairs.map(row));
    const box = el("div", { class: "scroll", role: "region", tabindex: "0", "aria-label": "Layers of two runs side by side" }, table(shorten60));
    fill(byId("compare-list"),
      el("p", { class: "lead" }, el("span", { class: "name" }, runName(a.run)), " → ", el("span", { class: "name" }, runName(b.run)), ", each at its last step. "
        + (matched.length ? plural(matched.length, "layer") + " of the same name." : "No layer of the one has the name of one of the other.")
        + (onlyA.length ? " Only in the first: " + onlyA.slice(0, 3).join(", ") + (onlyA.length > 3 ? " and " + (onlyA.length - 3) + " more" : "") + "." : "")
        + (onlyB.length ? " Only in the second: " + onlyB.slice(0, 3).join(", ") + (onlyB.length > 3 ? " and " + (onlyB.length - 3) + " more" : "") + "." : "")),
      matched.length ? box : null,
      matched.length > shorten60.length ? el("p", {}, el("button", { type: "button", class: "plain", onclick: (event) => { fill(box, table(matched)); event.target.remove(); } }, "Show all " + count(matched.length) + " layers")) : null,
      el("div", { class: "facts" }, list("Findings that are gone", lost), list("Findings that are new", gained)));
    fill(byId("compare-tools"), toolButton("CSV", "Download the comparison as CSV, with every figure", () => downloadTable(fileName(runName(a.run), runName(b.run)),
      ["Layer", "Figure", runName(a.run), runName(b.run), "Change"],
      matched.flatMap(([x, y]) => report.figures.map((figure) => [x.layer, figure.key, x.figure(figure.key), y.figure(figure.key)])
        .filter(([, , before, after]) => before !== null || after !== null)
        .map((cells) => [...cells, cells[2] === null || cells[3] === null ? null : cells[3] - cells[2]])))));
  }

  return { show };
}
