/* The first screen: every run in one sentence, worst first. Of many runs, those that are ok are folded away. */
const FEW_RUNS = 12;
const FIRST_RUNS = 20;

function showHeadline(report) {
  const sick = report.runs.filter((run) => run.verdict !== "ok").length;
  const all = report.runs.length;
  const failed = report.checks.filter((check) => check.outcome === "fail").length;
  byId("headline").textContent = (sick === 0
    ? (all === 1 ? "Nothing wrong was found" : "Nothing wrong was found in " + all + " runs")
    : all === 1 ? "This run has problems" : count(sick) + " of " + plural(all, "run") + (sick === 1 ? " has" : " have") + " problems")
    + (failed ? (sick === 0 ? ", but " : ", and ") + plural(failed, "check") + " failed" : "");
  const layers = report.runs.reduce((sum, run) => sum + run.layers.length, 0);
  const input = report.input;
  byId("about").textContent = [
    plural(layers, "layer"),
    plural(input.rows, "row") + (input.paths.length ? " of " + input.paths.slice(0, 3).join(", ") + (input.paths.length > 3 ? " and " + (input.paths.length - 3) + " more" : "") : ""),
    report.judged,
  ].join(" · ");
  document.title = byId("headline").textContent + " · Activation diagnosis";
  const made = report.made;
  const unchecked = made.checks.filter((check) => !check.made);
  fill(byId("made"),
    "Made" + (made.date ? " " + made.date.replace("T", " ").replace("Z", " UTC") : "") + " by Activations for Apache Spark" + (made.version ? " " + made.version : ""),
    made.command ? el("span", {}, ": ", el("code", {}, made.command)) : null, ". ",
    "Checked: " + made.checks.filter((check) => check.made).map((check) => check.check + " (" + check.what + ")").join("; ") + ". ",
    unchecked.length ? "Not checked: " + unchecked.map((check) => check.check + " (" + check.what + ")").join("; ") + "." : null);
}

function showRuns(report, choose) {
  let all = report.runs.length <= FEW_RUNS;
  let chosen = -1;
  const row = (run, i) => el("tr", { class: run.verdict + (i === chosen ? " chosen" : "") },
    el("td", {}, verdict(run.verdict)),
    el("td", {}, el("button", { class: nameClass(runName(run.run), "link"), "data-run": i, onclick: () => choose(i) }, runName(run.run))),
    el("td", { class: "what" }, el("span", { class: "what" }, unbroken(run.what)),
      run.also.length ? el("span", { class: "also" }, "Also: " + run.also.join("; ").toLowerCase().replaceAll("nan", "NaN")) : null),
    el("td", { class: run.since.length > 12 ? "since wide" : "since", "data-label": run.since ? "Since" : null }, run.since),
    el("td", { class: "try", "data-label": run.try ? "Try first:" : null }, upperFirst(run.try)));

  function show() {
    const sick = report.runs.filter((run) => run.verdict !== "ok").length;
    const first = all ? report.runs.length : Math.min(FIRST_RUNS, Math.max(sick, 1));
    const rows = report.runs.map((run, i) => i < first || i === chosen ? row(run, i) : null).filter(Boolean);
    const hidden = report.runs.length - rows.length;
    const ok = report.runs.length - sick;
    fill(byId("runs-list"), el("table", { class: "runs" },
      el("thead", {}, el("tr", {}, ...["Verdict", "Run", "What is wrong", "Since", "Try first"].map((name) => el("th", { scope: "col" }, name)))),
      el("tbody", {}, ...rows)),
    hidden ? el("p", {}, el("button", { type: "button", class: "plain", onclick: () => { all = true; show(); } },
      hidden === ok ? "Show " + plural(ok, "run") + " that " + (ok === 1 ? "is" : "are") + " ok" : "Show " + count(hidden) + " more runs, " + count(Math.min(ok, hidden)) + " of them ok")) : null);
  }

  show();
  return { choose: (index) => {
    if (index === chosen) return;
    const focused = document.activeElement?.dataset?.run;
    chosen = index;
    show();
    if (focused !== undefined) document.querySelector("[data-run='" + focused + "']")?.focus({ preventScroll: true });
  } };
}
