/* The figures of one layer: its units over the steps, its values over the steps, and how often its units fire. */
const STATES = [
  { code: ".", name: "alive", text: "alive" },
  { code: "r", name: "revived", text: "revived: was dead, fires again" },
  { code: "n", name: "nearly", text: "nearly dead" },
  { code: "s", name: "silent", text: "silent: too few samples to call it dead" },
  { code: "t", name: "stuck", text: "stuck in one tail" },
  { code: "d", name: "dead", text: "dead" },
  { code: "x", name: "nonfinite", text: "NaN or infinite" },
];

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

function showMap(run, layer) {
  const title = "Units over the steps";
  const map = layer.map;
  if (!map) {
    showFigure(byId("figure-map"), { title, text: "One line per unit, one column per step.", empty: "Units of this layer have no verdicts of their own: its activation is none, or one of a whole row." });
    return;
  }
  const codes = STATES.map((state) => state.code);
  const seen = STATES.filter((state) => map.steps.some((column) => column.includes(state.code)));
  const text = "One line per unit, those that died first at the top."
    + (layer.canDie ? "" : " Units of " + (layer.activation || "this layer") + " cannot die: they always pass some gradient.")
    + (map.units.length < layer.units ? " " + count(map.units.length) + " of " + count(layer.units) + " units are drawn, taken evenly; the table counts all." : "") + run.sampled;
  showFigure(byId("figure-map"), {
    title, text, height: sideBySide(layer),
    key: keyOf(seen.map((state) => [state.name, state.text])),
    option: (width) => {
      const data = [];
      map.steps.forEach((column, x) => {
        for (let y = 0; y < column.length; y++) data.push([x, y, codes.indexOf(column[y])]);
      });
      return {
        grid: mapGrid(layer, width),
        tooltip: tooltip((point) => tip("unit " + map.units[point.value[1]], "step " + count(run.steps[point.value[0]]) + ": " + STATES[point.value[2]].text)),
        xAxis: categories(run.steps.map(count), "step"),
        yAxis: categories(map.units.map(String), "unit", Object.assign(measured(true), { inverse: true, axisLabel: { show: false } })),
        visualMap: { show: false, type: "piecewise", dimension: 2, pieces: STATES.map((state, i) => ({ value: i, color: colour(state.name) })) },
        series: [{ type: "heatmap", data, progressive: 0, emphasis: { disabled: true },
          itemStyle: map.units.length <= 40 && run.steps.length <= 40 ? { borderColor: colour("card"), borderWidth: 0.5 } : {} }],
      };
    },
    columns: [{ name: "Step", number: true }, ...STATES.map((state) => ({ name: state.text.split(":")[0], number: true }))],
    rows: () => run.steps.map((step, s) => [count(step), ...(map.counts[s] || STATES.map(() => null)).map(count)]),
  });
}

const binText = (lower, upper) => lower === upper ? "0" : edge(lower) + " to " + edge(upper);

function showValues(layer) {
  const title = "Values over the steps";
  const histograms = layer.histograms;
  if (histograms.bins.length === 0) {
    showFigure(byId("figure-values"), { title, text: "Histogram of the outputs at each step.", empty: "There are no finite values." });
    return;
  }
  const texts = histograms.bins.map(([lower, upper]) => binText(lower, upper));
  const total = histograms.counts.map((counts) => counts.reduce((sum, value) => sum + value, 0));
  showFigure(byId("figure-values"), {
    title, height: sideBySide(layer),
    text: "Histogram of the finite outputs at each step: one line per power of two, in a stronger colour where there are more."
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

const RATES = { "0": "never", "<0.0001": "<0.01 %", "<0.001": "<0.1 %", "<0.01": "<1 %", "<0.1": "<10 %", "<=1": "≥10 %" };

function showDensity(run, layer) {
  const title = "How often units fire";
  const text = "Units by the share of samples in which they fire, at the first and the last step.";
  if (!layer.density) {
    showFigure(byId("figure-density"), { title, text, empty: layer.canDie ? "This log does not tell when its units fire." : "Units of this layer always pass some gradient, so they always count as firing." });
    return;
  }
  const names = Object.keys(layer.density.latest);
  const same = run.steps.length === 1;
  showFigure(byId("figure-density"), {
    title, text, height: 280,
    option: () => ({
      legend: legendOf({}),
      grid: GRID_BELOW_LEGEND,
      tooltip: tooltip((points) => tip("fires in " + RATES[names[points[0].dataIndex]] + " of the samples", ...points.map((point) => point.seriesName + ": " + plural(point.value, "unit"))), { trigger: "axis", axisPointer: { type: "shadow" } }),
      xAxis: categories(names.map((name) => RATES[name] || name), "share of samples in which a unit fires", { axisLabel: { color: colour("muted"), interval: 0, fontSize: 11 } }),
      yAxis: values({ minInterval: 1, name: "units" }),
      series: [
        ...(same ? [] : [{ type: "bar", name: "step " + count(layer.firstStep), data: names.map((name) => layer.density.first[name] ?? 0), color: colour("heat-1"), itemStyle: { borderRadius: [3, 3, 0, 0] } }]),
        { type: "bar", name: "step " + count(layer.lastStep), data: names.map((name) => layer.density.latest[name]), color: colour("heat-2"), itemStyle: { borderRadius: [3, 3, 0, 0] } },
      ],
    }),
    columns: [{ name: "Fires in" }, { name: "Units, first step", number: true }, { name: "Units, last step", number: true }],
    rows: () => names.map((name) => [RATES[name] || name, count(layer.density.first[name] ?? null), count(layer.density.latest[name])]),
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
