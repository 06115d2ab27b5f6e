/* What the user's own checks came to, each in a card: the layers that it fails for or that are undecided, the others folded away. */
function checkRows(results, known) {
  const place = (result) => result.layer === null ? null : el("span", {},
    result.run === null ? null : named(result.run), result.run === null ? null : " · ",
    known.has(JSON.stringify([result.run, result.layer])) ? layerLink(result) : named(result.layer));
  return el("ul", { class: "evidence" }, ...results.map((result) => el("li", {},
    place(result) || el("span", {}, "no layer"), el("span", { class: "since" }, result.value),
    el("span", {}, result.reason === null ? "" : upperFirst(result.reason) + "."))));
}

function checkCard(check, known) {
  const of = (outcome) => check.results.filter((result) => result.outcome === outcome);
  const part = (outcome) => {
    const results = of(outcome);
    const more = check.counts[outcome] - results.length;
    return [checkRows(results, known), more ? el("p", {}, "report.json has " + count(more) + " more.") : null].filter(Boolean);
  };
  const said = [[check.counts.fail, "fail"], [check.counts.undecided, "undecided"], [check.counts.pass, "pass"]].filter(([n]) => n).map(([n, words]) => count(n) + " " + words).join(", ");
  return el("article", { class: "finding" },
    el("header", {}, verdict(check.outcome), el("h3", {}, el("code", {}, check.check)), check.results.some((result) => result.layer !== null) ? el("span", { class: "place" }, "Layers: " + said) : null),
    ...["fail", "undecided"].filter((outcome) => check.counts[outcome]).flatMap(part),
    check.counts.pass ? folded(plural(check.counts.pass, "layer") + (check.counts.pass === 1 ? " passes" : " pass"), () => part("pass")) : null);
}

function showChecks(report) {
  const hidden = report.checks.length === 0;
  byId("checks").hidden = hidden;
  document.querySelector("nav a[href='#at=checks']").hidden = hidden;
  const known = new Set(report.runs.flatMap((run) => run.layers.map((layer) => JSON.stringify([run.run, layer.layer]))));
  const worstFirst = ["fail", "undecided", "pass"].flatMap((outcome) => report.checks.filter((check) => check.outcome === outcome));
  fill(byId("checks-list"), ...worstFirst.map((check) => checkCard(check, known)));
}
