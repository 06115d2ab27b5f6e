/* Reads the data of this page, fills its sections, and keeps the chosen run and layer. */
function prepare(report) {
  const index = new Map(report.figures.map((figure, i) => [figure.key, i]));
  return report.runs.flatMap((run, runIndex) => run.layers.map((layer) => {
    const nothing = run.steps.map(() => null);
    Object.assign(layer, {
      run: run.run, runIndex,
      figure: (key) => layer.latest[index.get(key)],
      searched: [layer.layer, run.run || "", layer.activation || ""].join(" ").toLowerCase(),
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

/* The run and layer that the address names, as in report.html#run=NAME&layer=NAME; otherwise the worst. */
function addressed(report) {
  const wanted = new URLSearchParams(location.hash.slice(1));
  const index = Math.max(0, report.runs.findIndex((run) => run.run === wanted.get("run")));
  return [index, report.runs[index].layers.find((layer) => layer.layer === wanted.get("layer"))];
}

function start(report) {
  const layers = prepare(report);
  const chosen = { run: 0, layer: null };

  const worst = (run) => run.layers.reduce((a, b) => RANK[b.verdict] < RANK[a.verdict] ? b : a);
  const goTo = (id) => { byId(id).scrollIntoView(); byId(id).focus({ preventScroll: true }); };

  function chooseRun(index, layer) {
    const run = report.runs[index];
    chosen.run = index;
    byId("choose-run").value = String(index);
    byId("run-about").textContent = run.what + (run.since ? ", since " + run.since : "") + "." + (run.try ? " Try first: " + run.try + "." : "");
    optionsOf(byId("choose-layer"), run.layers.map((each, i) => [String(i), each.layer]), "");
    showOverSteps(run);
    showGradient(run);
    chooseLayer(layer || worst(run));
  }

  function chooseLayer(layer) {
    if (layer.runIndex !== chosen.run) {
      chooseRun(layer.runIndex, layer);
      return;
    }
    const run = report.runs[chosen.run];
    chosen.layer = layer;
    byId("choose-layer").value = String(run.layers.indexOf(layer));
    fill(byId("layer-about"), verdict(layer.verdict), " ", el("span", { class: "name" }, layer.layer),
      (layer.run === null ? "" : " of " + layer.run) + " · " + (layer.activation || "no activation") + " · " + plural(layer.units, "unit") + " · " + plural(layer.figure("samples"), "sample"));
    showMap(run, layer);
    showValues(layer);
    showDensity(run, layer);
    showLayerFigures(report, layer);
    table.choose(layer);
  }

  showHeadline(report);
  showRuns(report, (index) => { chooseRun(index); findings.choose(index); goTo("run"); });
  const table = layerTable(report, layers, (layer) => { chooseLayer(layer); goTo("layer"); });
  const findings = showFindings(report);
  showSettings(report);
  optionsOf(byId("choose-run"), report.runs.map((run, i) => [String(i), runName(run.run)]), "0");
  byId("choose-run").addEventListener("change", (event) => chooseRun(Number(event.target.value)));
  byId("choose-layer").addEventListener("change", (event) => chooseLayer(report.runs[chosen.run].layers[Number(event.target.value)]));
  byId("choose-run").parentElement.hidden = report.runs.length === 1;
  const [run, layer] = addressed(report);
  chooseRun(run, layer);
  usable(() => { document.documentElement.dataset.ready = String(Math.round(performance.now())); });
}

/* When the filled page has been painted, and after it the charts that are on the screen: from here on a click is answered. */
function usable(then) {
  requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(then)));
}

start(JSON.parse(byId("report-data").textContent));
