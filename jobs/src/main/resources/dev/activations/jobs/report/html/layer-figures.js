/* The figures of one layer, which depend on its kind: its units, heads or entropy over the steps, its values, and its gradient. */
const STATES = [
  { code: ".", name: "alive", text: "alive" },
  { code: "r", name: "revived", text: "revived: was dead, fires again" },
  { code: "n", name: "nearly", text: "nearly dead" },
  { code: "s", name: "silent", text: "silent: too few samples to call it dead" },
  { code: "t", name: "stuck", text: "stuck in one tail" },
  { code: "d", name: "dead", text: "dead" },
  { code: "x", name: "nonfinite", text: "NaN or infinite" },
];

/* What the map of a layer can show beside the states of its units, each a digit of 64 in the data. */
const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const SHARES = {
  firing: { title: "how often they fire", text: "The darker, the more samples it fires in.", unit: "of the samples", value: (digit) => digit / 63, shown: (value) => "fires in about " + percent(value) },
  saturated: { title: "how saturated they are", text: "The darker, the more of its values lie in a tail.", unit: "of the unit's values", value: (digit) => digit / 63, shown: (value) => "about " + percent(value) + " saturated" },
  spread: { title: "how much they vary", text: "The lighter, the less it varies over the samples; logarithmic.", unit: "of", logarithmic: true, value: (digit) => 10 ** (5 * (digit / 63 - 1)), shown: (value) => "spread about " + number(value * 100) + " %" },
};
const shareOf = (kind, letter) => letter === undefined || letter === "-" ? null : SHARES[kind].value(DIGITS.indexOf(letter));

/* The map and the histogram of a layer stand beside each other, as high as the larger of them needs. */
const MAP_EDGES = 80;
function sideBySide(layer) {
  const units = layer.map ? layer.map.units.length : 0;
  const map = MAP_EDGES + units * Math.max(1, Math.min(5, Math.floor(380 / units)));
  return Math.max(200, units ? map : 0, Math.min(460, 120 + 9 * layer.histograms.bins.length));
}

/* Each unit and each step take whole pixels, as many as there is room for, so that no seams are seen between them. */
function mapGrid(layer, width) {
  const whole = (room, parts) => room < parts ? room : parts * Math.floor(room / parts);
  return { left: 14, top: 30, containLabel: false, width: whole(width - 28, layer.map.steps.length), height: whole(sideBySide(layer) - MAP_EDGES, layer.map.units.length) };
}

/* Draws all figures of a layer; choose() then changes the step or unit that some of them are about. */
function showLayerOf(report, run, layer, state) {
  const name = [runName(run.run), layer.layer].join("-");
  let mapKind = null;
  let step = null;

  function mapOf(kind) {
    mapKind = kind;
    if (layer.map) showMap(run, layer, name, kind, step, (unit) => page.go({ run: run.run ?? "", layer: layer.layer, unit: String(unit) }));
    else if (layer.heads) showHeads(run, layer, name);
    else showEntropy(run, layer, name);
  }

  const steps = layer.histograms.steps;
  const slider = byId("choose-step");
  byId("step-label").hidden = steps.length < 2;
  slider.max = String(Math.max(0, steps.length - 1));
  const indexOf = (wanted) => {
    const at = steps.indexOf(Number(wanted));
    return wanted === undefined || at < 0 ? steps.length - 1 : at;
  };
  slider.oninput = () => page.go({ run: run.run ?? "", layer: layer.layer, step: String(steps[Number(slider.value)]) }, true);

  const view = { choose: (wantedStep, unit) => {
    const at = indexOf(wantedStep);
    const moved = step !== steps[at];
    step = steps[at];
    slider.value = String(at);
    byId("step-text").textContent = steps.length ? count(step) : "";
    slider.setAttribute("aria-valuetext", "step " + count(step));
    if (moved) {
      showAtStep(run, layer, name, at);
      if (layer.map && mapKind) markStep(run, step);
    }
    showUnit(run, layer, name, unit === undefined ? null : Number(unit));
  } };
  const shares = layer.map ? Object.keys(layer.map.shares) : [];
  mapOf(layer.map && !layer.canDie && shares.length && !layer.map.steps.some((column) => /[^.]/.test(column)) ? (shares.includes("spread") && layer.rule === "signal-collapse" ? "spread" : shares[0]) : "state");
  showValues(layer, name);
  showDensity(run, layer, name);
  showLossGradient(run, layer, name);
  showLayerFigures(report, layer);
  view.choose(state.step, state.unit);
  return view;
}

function showMap(run, layer, name, kind, step, chooseUnit) {
  const map = layer.map;
  const offered = ["state", ...Object.keys(map.shares)];
  const select = offered.length < 2 ? null : el("select", { "aria-label": "What the map shows of each unit", onchange: (event) => {
    showMap(run, layer, name, event.target.value, step, chooseUnit);
    byId("figure-map").querySelector("select").focus();
  } });
  if (select) optionsOf(select, offered.map((each) => [each, each === "state" ? "their state" : SHARES[each].title]), kind);
  const codes = STATES.map((state) => state.code);
  const seen = STATES.filter((state) => map.steps.some((column) => column.includes(state.code)));
  const share = SHARES[kind];
  const text = "One line per unit, those that died first at the top; click one to see it by itself."
    + (share ? " " + share.text : "")
    + (layer.canDie ? "" : " Units of " + (layer.activation || "this layer") + " cannot die: they always pass some gradient.")
    + (map.units.length < layer.units ? " " + count(map.units.length) + " of " + count(layer.units) + " units are drawn, taken evenly; the table counts all." : "") + run.sampled;
  const cells = share ? map.shares[kind] : map.steps;
  const drawnValue = (letter) => share.logarithmic ? Math.log10(shareOf(kind, letter)) : shareOf(kind, letter);
  const unitText = kind === "spread" ? "of its " + layer.spreads : share ? share.unit : "";
  showFigure(byId("figure-map"), {
    title: select ? "Units over the steps: " : "Units over the steps", control: select, text, height: sideBySide(layer) + (share ? 24 : 0), file: name + "-units-" + kind,
    key: share ? null : keyOf(seen.map((state) => [state.name, state.text])),
    option: (width) => {
      const data = [];
      cells.forEach((column, x) => {
        for (let y = 0; y < column.length; y++) {
          if (!share) data.push([x, y, codes.indexOf(column[y])]);
          else if (column[y] !== "-") data.push([x, y, drawnValue(column[y])]);
        }
      });
      return {
        grid: mapGrid(layer, width),
        tooltip: tooltip((point) => tip("unit " + map.units[point.value[1]], "step " + count(run.steps[point.value[0]]) + ": "
          + (share ? share.shown(shareOf(kind, cells[point.value[0]][point.value[1]])) : STATES[point.value[2]].text))),
        xAxis: categories(run.steps.map(count), "step"),
        yAxis: categories(map.units.map(String), "unit", Object.assign(measured(true), { inverse: true, axisLabel: { show: false } })),
        visualMap: share ? (share.logarithmic ? heatScale(0, (power) => number(10 ** power * 100) + " %", unitText, -5) : heatScale(1, percent, unitText))
          : { show: false, type: "piecewise", dimension: 2, pieces: STATES.map((state, i) => ({ value: i, color: colour(state.name) })) },
        series: [{ type: "heatmap", data, progressive: 0, emphasis: { disabled: true },
          itemStyle: map.units.length <= 40 && run.steps.length <= 40 ? { borderColor: colour("card"), borderWidth: 0.5 } : {},
          markLine: markedStep(run, step) }],
      };
    },
    clicked: (point) => chooseUnit(map.units[point.value[1]]),
    columns: share ? [{ name: "Step", number: true }, ...map.units.map((unit) => ({ name: "Unit " + unit, number: true }))]
      : [{ name: "Step", number: true }, ...STATES.map((state) => ({ name: state.text.split(":")[0], number: true }))],
    rows: () => run.steps.map((at, s) => share
      ? [count(at), ...map.units.map((unit, u) => kind === "spread" ? (shareOf(kind, cells[s][u]) === null ? "–" : number(shareOf(kind, cells[s][u]) * 100) + " %") : percent(shareOf(kind, cells[s][u])))]
      : [count(at), ...(map.counts[s] || STATES.map(() => null)).map(count)]),
  });
}

const markedStep = (run, step) => {
  const at = run.steps.indexOf(step);
  return at < 0 || run.steps.length < 2 || at === run.steps.length - 1 ? undefined
    : { silent: true, symbol: "none", animation: false, label: { show: false }, lineStyle: { color: colour("accent"), width: 2, type: "solid" }, data: [{ xAxis: at }] };
};

/* Moves the line of the chosen step without drawing the map again. */
function markStep(run, step) {
  const box = byId("figure-map").querySelector(".chart");
  const chart = box && echarts.getInstanceByDom(box);
  if (chart) chart.setOption({ series: [{ markLine: markedStep(run, step) || { data: [] } }] });
}

const bound = (value, linear) => linear ? String(Number(value.toPrecision(12))) : edge(value);
const binText = (lower, upper, linear) => lower === upper ? "0" : bound(lower, linear) + " to " + bound(upper, linear);

function showValues(layer, name) {
  const title = "Values over the steps";
  const histograms = layer.histograms;
  if (histograms.bins.length === 0) {
    showFigure(byId("figure-values"), { title, text: "Histogram of the outputs at each step.", empty: "There are no finite values." });
    return;
  }
  if (histograms.steps.length === 1) {
    hideFigure(byId("figure-values"));
    return;
  }
  const texts = histograms.bins.map(([lower, upper]) => binText(lower, upper, histograms.linear));
  const total = histograms.counts.map((counts) => counts.reduce((sum, value) => sum + value, 0));
  showFigure(byId("figure-values"), {
    title, height: sideBySide(layer), file: name + "-values",
    text: "Histogram of the finite outputs at each step: " + (histograms.linear ? "bins of equal width over the function's range" : "one line per power of two") + ", in a stronger colour where there are more."
      + (histograms.steps.length < histograms.of ? " " + count(histograms.steps.length) + " of " + plural(histograms.of, "step") + " are drawn." : ""),
    option: () => {
      const data = [];
      histograms.counts.forEach((counts, x) => counts.forEach((value, y) => {
        if (value > 0) data.push([x, y, Math.sqrt(value / total[x])]);
      }));
      const most = data.reduce((max, point) => Math.max(max, point[2]), 0);
      return {
        grid: Object.assign({}, GRID, { bottom: 74 }),
        tooltip: tooltip((point) => tip(texts[point.value[1]], "step " + count(histograms.steps[point.value[0]]) + ": " + percent(point.value[2] ** 2))),
        xAxis: categories(histograms.steps.map(count), "step"),
        yAxis: categories(texts, "output value", measured()),
        visualMap: heatScale(most, (root) => percent(root ** 2), "of the step's values"),
        series: [{ type: "heatmap", data, progressive: 0, emphasis: { disabled: true }, itemStyle: { borderColor: colour("card"), borderWidth: 0.5 } }],
      };
    },
    columns: [{ name: "Values" }, ...histograms.steps.map((step) => ({ name: "step " + count(step), number: true }))],
    rows: () => texts.map((text, y) => [text, ...histograms.counts.map((counts) => count(counts[y]))]).reverse(),
  });
}

/* The histogram of one step as bars, and how many units were in which state then. */
function showAtStep(run, layer, name, at) {
  const histograms = layer.histograms;
  const figure = byId("figure-at-step");
  if (histograms.bins.length === 0) {
    hideFigure(figure);
    return;
  }
  const step = histograms.steps[at];
  const texts = histograms.bins.map(([lower, upper]) => binText(lower, upper, histograms.linear));
  const counts = histograms.counts[at];
  const total = counts.reduce((sum, value) => sum + value, 0);
  const states = layer.map && layer.map.counts[run.steps.indexOf(step)];
  const inStates = states ? STATES.map((state, i) => [state, states[i]]).filter(([, units]) => units > 0).map(([state, units]) => count(units) + " " + state.text.split(":")[0]).join(", ") : "";
  const spec = {
    title: "Values at step " + count(step), height: 280, file: name + "-step-" + step,
    text: "Share of the " + count(total) + " finite outputs in each bin" + (inStates ? "; of the units, " + inStates : "") + ".",
    option: () => ({
      grid: GRID,
      tooltip: tooltip((points) => tip(texts[points[0].dataIndex], percent(points[0].value) + ", " + plural(counts[points[0].dataIndex], "value")), { trigger: "axis", axisPointer: { type: "shadow" } }),
      xAxis: categories(texts, "output value", { axisLabel: { color: colour("muted"), hideOverlap: true, formatter: (text) => text.split(" to ")[0] } }),
      yAxis: values({ axisLabel: { color: colour("muted"), formatter: (share) => Number((share * 100).toPrecision(3)) + " %" }, name: "share of the values" }),
      series: [{ type: "bar", data: counts.map((value) => total ? value / total : 0), color: colour("heat-2"), barCategoryGap: "8%" }],
    }),
    columns: [{ name: "Values" }, { name: "Count", number: true }],
    rows: () => texts.map((text, y) => [text, count(counts[y])]).reverse(),
  };
  const open = figure.querySelector("details")?.open;
  showFigure(figure, spec);
  if (open) figure.querySelector("details").open = true;
}

const RATES = { "0": "never", "<0.0001": "<0.01 %", "<0.001": "<0.1 %", "<0.01": "<1 %", "<0.1": "<10 %", "<=1": "≥10 %" };

function showDensity(run, layer, name) {
  const figure = byId("figure-density");
  if (!layer.density) {
    hideFigure(figure);
    return;
  }
  const names = Object.keys(layer.density.latest);
  const same = run.steps.length === 1;
  showFigure(figure, {
    title: "How often units fire", height: 280, file: name + "-firing",
    text: "Units by the share of samples in which they fire" + (same ? "." : ", at the first and the last step."),
    option: () => ({
      legend: legendOf({}),
      grid: GRID_BELOW_LEGEND,
      tooltip: tooltip((points) => tip("fires in " + RATES[names[points[0].dataIndex]] + " of the samples", ...points.map((point) => point.seriesName + ": " + plural(point.value, "unit"))), { trigger: "axis", axisPointer: { type: "shadow" } }),
      xAxis: categories(names.map((rate) => RATES[rate] || rate), "share of samples in which a unit fires", { axisLabel: { color: colour("muted"), interval: 0, fontSize: 11 } }),
      yAxis: values({ minInterval: 1, name: "units" }),
      series: [
        ...(same ? [] : [{ type: "bar", name: "step " + count(layer.firstStep), data: names.map((rate) => layer.density.first[rate] ?? 0), color: colour("heat-1"), itemStyle: { borderRadius: [3, 3, 0, 0] } }]),
        { type: "bar", name: "step " + count(layer.lastStep), data: names.map((rate) => layer.density.latest[rate]), color: colour("heat-2"), itemStyle: { borderRadius: [3, 3, 0, 0] } },
      ],
    }),
    columns: [{ name: "Fires in" }, { name: "Units, first step", number: true }, { name: "Units, last step", number: true }],
    rows: () => names.map((rate) => [RATES[rate] || rate, count(layer.density.first[rate] ?? null), count(layer.density.latest[rate])]),
  });
}

/* Every figure of the layer's last step, in words. */
function showLayerFigures(report, layer) {
  const rows = report.figures.map((figure, i) => [figure, layer.latest[i]]).filter(([, value]) => value !== null)
    .map(([figure, value]) => [el("span", {}, el("code", {}, figure.key), el("span", { class: "meaning" }, figure.meaning)), figure.count ? count(value) : number(value)]);
  fill(byId("layer-figures"),
    el("h3", {}, "All figures at step " + count(layer.lastStep)),
    layer.notes.length ? el("ul", {}, ...layer.notes.map((note) => el("li", {}, note))) : null,
    el("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": "All figures of the layer" },
      tableOf([{ name: "Figure, and what it is" }, { name: "Value", number: true }], rows)));
}
