/* The first screen: every run in one sentence, worst first. */
function showHeadline(report) {
  const sick = report.runs.filter((run) => run.verdict !== "ok").length;
  const all = report.runs.length;
  byId("headline").textContent = sick === 0
    ? (all === 1 ? "Nothing wrong was found" : "Nothing wrong was found in " + all + " runs")
    : all === 1 ? "This run is not well" : count(sick) + " of " + plural(all, "run") + (sick === 1 ? " is" : " are") + " not well";
  const layers = report.runs.reduce((sum, run) => sum + run.layers.length, 0);
  const input = report.input;
  byId("about").textContent = [
    plural(layers, "layer"),
    plural(input.rows, "row") + (input.paths.length ? " of " + input.paths.slice(0, 3).join(", ") + (input.paths.length > 3 ? " and " + (input.paths.length - 3) + " more" : "") : ""),
    report.judged,
  ].join(" · ");
  document.title = byId("headline").textContent + " · Activation diagnosis";
}

function showRuns(report, choose) {
  const rows = report.runs.map((run, i) => el("tr", { class: run.verdict },
    el("td", {}, verdict(run.verdict)),
    el("td", {}, el("button", { class: nameClass(runName(run.run), "link"), "data-run": i, onclick: () => choose(i) }, runName(run.run))),
    el("td", { class: "what" }, el("span", { class: "what" }, unbroken(run.what)),
      run.also.length ? el("span", { class: "also" }, "Also: " + run.also.join("; ").toLowerCase().replaceAll("nan", "NaN")) : null),
    el("td", { class: run.since.length > 12 ? "since wide" : "since", "data-label": run.since ? "Since" : null }, run.since),
    el("td", { class: "try", "data-label": run.try ? "Try first:" : null }, upperFirst(run.try))));
  fill(byId("runs-list"), el("table", { class: "runs" },
    el("thead", {}, el("tr", {}, ...["Verdict", "Run", "What is wrong", "Since", "Try first"].map((name) => el("th", { scope: "col" }, name)))),
    el("tbody", {}, ...rows)));
}
