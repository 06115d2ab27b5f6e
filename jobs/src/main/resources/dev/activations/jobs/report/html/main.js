/* Reads the data of this page, fills its sections, and keeps them to what is chosen. */
function prepare(report) {
  const index = new Map(report.figures.map((figure, i) => [figure.key, i]));
  return report.runs.flatMap((run, runIndex) => run.layers.map((layer) => {
    const nothing = run.steps.map(() => null);
    Object.assign(layer, {
      run: run.run, runIndex,
      short: layer.layer.slice(run.prefix.length, layer.layer.length - run.suffix.length),
      figure: (key) => layer.latest[index.get(key)],
      searched: [layer.layer, run.run || "", layer.activation || "", layer.why].join(" ").toLowerCase(),
    });
    const series = layer.series;
    layer.series = new Proxy(series, { get: (target, key) => {
      const values = target[key];
      return values === undefined ? nothing : Array.isArray(values) ? values : run.steps.map((step, s) => layer.absent.includes(s) ? null : values);
    } });
    layer.nonFinite = layer.figure("nan") + layer.figure("positive_infinity") + layer.figure("negative_infinity");
    return layer;
  }));
}

const page = { state: {} };

function start(report) {
  const layers = prepare(report);
  const keyOfRun = (index) => report.runs[index].run ?? "";
  const worst = (run) => run.layers.reduce((a, b) => RANK[b.verdict] < RANK[a.verdict] ? b : a);
  const indexOf = (name) => report.runs.findIndex((run) => (run.run ?? "") === name);

  /* What the sections show for a state: of a run or layer that this report does not have, the worst. */
  function seen(state) {
    const filtered = state.run === undefined ? -1 : indexOf(state.run);
    const run = report.runs[Math.max(0, filtered)];
    const layer = run.layers.find((each) => each.layer === state.layer) || worst(run);
    return { filtered, run, runIndex: Math.max(0, filtered), layer };
  }

  /* Chooses something, as a click does: whatever hangs on the run falls with it. */
  page.go = (changes, passing) => {
    const next = Object.assign({}, page.state, { at: undefined }, changes);
    if ("run" in changes && changes.run !== page.state.run) {
      for (const key of ["layer", "unit", "step", "show"]) if (!(key in changes)) next[key] = undefined;
    }
    if ("layer" in changes && changes.layer !== page.state.layer) {
      for (const key of ["unit", "step"]) if (!(key in changes)) next[key] = undefined;
    }
    for (const key of Object.keys(next)) if (next[key] === undefined) delete next[key];
    writeAddress(next, passing);
    show(next);
    if (!passing && changes.at) goTo(changes.at);
  };

  function goTo(id, behavior) {
    const element = byId(id);
    if (!element) return;
    if (element.tagName === "DETAILS") element.open = true;
    element.scrollIntoView({ behavior });
    if (element.tabIndex < 0 && !element.hasAttribute("tabindex")) element.setAttribute("tabindex", "-1");
    element.focus({ preventScroll: true });
  }

  function show(state) {
    const before = page.shown;
    page.state = state;
    const now = seen(state);
    const differs = (...keys) => !before || keys.some((key) => state[key] !== before.state[key]);
    page.shown = { state, now };
    if (differs("run", "verdict", "find", "rule")) table.filter(now.filtered, state);
    if (differs("run", "rule")) findings.filter(now.filtered, state.rule);
    if (differs("run")) runs.choose(now.filtered);
    if (!before || before.now.run !== now.run || differs("show")) showRun(now, state);
    if (!before || before.now.layer !== now.layer) showLayer(now, state);
    else if (differs("step", "unit")) layerView.choose(state.step, state.unit);
    if (differs("run", "with")) compare.show(now.runIndex, state.with === undefined ? -1 : indexOf(state.with));
    showChosen(state);
  }

  function showRun(now, state) {
    const run = now.run;
    byId("choose-run").value = String(now.runIndex);
    byId("run-about").textContent = run.what + (run.since ? ", since " + run.since : "") + "." + (run.try ? " Try first: " + run.try + "." : "");
    optionsOf(byId("choose-layer"), run.layers.map((each, i) => [String(i), each.layer]), "");
    showOverSteps(report, run, state.show);
    showGradient(run);
  }

  let layerView = null;
  function showLayer(now, state) {
    const { run, layer } = now;
    byId("choose-layer").value = String(run.layers.indexOf(layer));
    fill(byId("layer-about"), verdict(layer.verdict), " ", el("span", { class: "name" }, layer.layer),
      (layer.run === null ? "" : " of " + layer.run) + " · " + (layer.activation || "no activation") + " · " + layer.role + " · " + plural(layer.units, "unit") + " · " + plural(layer.figure("samples"), "sample"),
      layer.why ? el("span", {}, " · ", ruleLink(layer.rule, layer.why)) : null);
    layerView = showLayerOf(report, run, layer, state);
    table.choose(layer);
  }

  /* What the page is narrowed down to, each with a way back. */
  function showChosen(state) {
    const chips = [["run", state.run === "" ? undefined : state.run], ["rule", state.rule], ["verdict", state.verdict && WORDS[state.verdict]], ["find", state.find]]
      .filter(([, text]) => text !== undefined);
    fill(byId("chosen"), ...(chips.length ? [el("span", {}, "Only "), ...chips.map(([key, text]) => el("button", { type: "button", class: "chip", title: "Show all again: " + text,
      onclick: () => page.go(key === "run" ? { run: undefined, layer: undefined } : { [key]: undefined }) }, el("span", {}, (key === "find" ? "“" + text + "”" : text)), " ×"))] : []));
  }

  showHeadline(report);
  const runs = showRuns(report, (index) => page.go({ run: keyOfRun(index), at: "run" }));
  const table = layerTable(report, layers, keyOfRun);
  const findings = showFindings(report, keyOfRun);
  showChecks(report);
  const compare = comparison(report, keyOfRun);
  showBaseline(report);
  showRules(report);
  showSettings(report);
  optionsOf(byId("choose-run"), report.runs.map((run, i) => [String(i), runName(run.run)]), "0");
  byId("choose-run").addEventListener("change", (event) => page.go({ run: keyOfRun(Number(event.target.value)) }));
  byId("choose-layer").addEventListener("change", (event) => {
    const { run, runIndex } = page.shown.now;
    page.go({ run: keyOfRun(runIndex), layer: run.layers[Number(event.target.value)].layer });
  });
  byId("choose-run").parentElement.hidden = report.runs.length === 1;
  for (const link of document.querySelectorAll("nav .sections a, a.skip")) {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      page.go({ at: link.getAttribute("href").slice(4) });
    });
  }
  const open = () => {
    const state = readAddress();
    show(state);
    const place = placeOf(state);
    if (place) goTo(place, "instant");
  };
  addEventListener("popstate", open);
  addEventListener("hashchange", () => { if (addressOf(page.state) !== location.hash) open(); });
  open();
  usable(() => { document.documentElement.dataset.ready = String(Math.round(performance.now())); });
}

/* When the filled page has been painted, and after it the charts that are on the screen: from here on a click is answered. */
function usable(then) {
  requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(then)));
}

start(JSON.parse(byId("report-data").textContent));
