/* This diagnosis compared with an earlier one: findings that came and went, and each layer then and now. */
const FIRST_COMPARED = 60;

function showBaseline(report) {
  const baseline = report.baseline;
  byId("baseline").hidden = !baseline;
  document.querySelector("nav a[href='#at=baseline']").hidden = !baseline;
  if (!baseline) return;
  const known = new Set(report.rules.map((rule) => rule.name));
  const has = new Set(report.runs.flatMap((run) => run.layers.map((layer) => JSON.stringify([run.run, layer.layer]))));
  const where = (place) => place.layer === null ? (place.run === null ? "the log" : named(place.run))
    : el("span", {}, has.has(JSON.stringify([place.run, place.layer])) ? layerLink(place) : named(place.layer), place.run === null ? null : " of ", place.run === null ? null : named(place.run));
  const list = (title, findings, more) => el("div", {}, el("h3", {}, title + ": " + count(findings.length)), findings.length
    ? el("ul", {}, ...findings.slice(0, FIRST_COMPARED).map((finding) => el("li", {}, more(finding), verdict(finding.severity), " ", known.has(finding.rule) ? ruleLink(finding.rule) : finding.rule, " ", where(finding))),
      findings.length > FIRST_COMPARED ? el("li", {}, "and " + count(findings.length - FIRST_COMPARED) + " more, in report.json") : null)
    : el("p", { class: "note" }, "none"));
  const grave = (findings) => findings.filter((finding) => finding.severity !== "info");
  const figures = COMPARED.filter((figure) => baseline.layers.some((layer) => layer.before[figure.key] !== null || layer.now[figure.key] !== null));
  const tested = baseline.layers.some((layer) => layer.p_value !== null);
  const severalRuns = report.runs.length > 1;
  const row = (layer) => [layerLink(layer), ...(severalRuns ? [layer.run === null ? "" : named(layer.run)] : []), layer.trend,
    el("span", { class: "pair" }, verdict(layer.verdict_before), " → ", verdict(layer.verdict)),
    count(layer.died), count(layer.revived), layer.jaccard === null ? "–" : number(layer.jaccard), ...(tested ? [layer.p_value === null ? "–" : number(layer.p_value)] : []),
    ...figures.map((figure) => pairOf(layer.before[figure.key], layer.now[figure.key], figure.text, figure.worse)),
    layer.notes.join("; ") + (layer.undecided ? (layer.notes.length ? "; " : "") + plural(layer.undecided, "undecided unit") + " left out" : "")];
  const columns = [{ name: "Layer" }, ...(severalRuns ? [{ name: "Run" }] : []), { name: "Trend" }, { name: "Verdict" }, { name: "Died", number: true }, { name: "Revived", number: true },
    { name: "Jaccard", number: true }, ...(tested ? [{ name: "p (Holm)", number: true }] : []), ...figures.map((figure) => ({ name: figure.name, number: true })), { name: "Not compared" }];
  const table = (layers) => tableOf(columns, layers.map(row));
  const box = el("div", { class: "scroll", role: "region", tabindex: "0", "aria-label": "Layers then and now" }, table(baseline.layers.slice(0, FIRST_COMPARED)));
  const alone = (words, places) => places.length ? el("li", {}, words, ...places.slice(0, 5).flatMap((place, i) => [i ? ", " : "", where(place)]), places.length > 5 ? " and " + count(places.length - 5) + " more" : "") : null;
  const left = [...baseline.notes.map((note) => el("li", {}, upperFirst(note) + ".")), alone("Layers only now: ", baseline.layers_only_now), alone("Layers only in the baseline: ", baseline.layers_only_before),
    baseline.leftOut ? el("li", {}, plural(baseline.leftOut, "more layer") + " of those that changed the least, in report.json.") : null].filter((item) => item !== null);
  fill(byId("baseline-list"),
    el("p", { class: "lead" }, named(baseline.folder), " → this report: " + baseline.summary + "."),
    left.length ? el("ul", {}, ...left) : null,
    baseline.layers.length ? box : null,
    baseline.layers.length > FIRST_COMPARED ? el("p", {}, el("button", { type: "button", class: "plain", onclick: (event) => { fill(box, table(baseline.layers)); event.target.remove(); } }, "Show all " + count(baseline.layers.length) + " layers")) : null,
    el("div", { class: "facts" }, list("Findings that are new", grave(baseline.findings_gained), () => null), list("Findings that are gone", grave(baseline.findings_lost), () => null),
      baseline.findings_regraded.length ? list("Findings of another severity", baseline.findings_regraded, (finding) => el("span", {}, verdict(finding.severity_before), " → ")) : null));
}
