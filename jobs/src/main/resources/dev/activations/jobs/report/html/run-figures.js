/* The figures of one run: its layers over the steps, and the gradient along its depth. */
const FEW_LAYERS = 8;

/* The measures that have words of their own; every other figure that a rule looks at follows them by its meaning. */
const OVER_STEPS = [
  { key: "dead", title: "Dead and nearly dead units", lines: ["dead_units", "nearly_dead_units"], share: true, axis: "share of the layer's units",
    text: "Units that never fire (solid) and hardly ever fire (dashed), as a share of each layer.",
    ofMany: "Units that never fire, as a share of each layer." },
  { key: "saturated", title: "Saturated values", lines: ["saturated_fraction"], axis: "share of the layer's values",
    text: "Values where the activation has levelled off, as a share of each layer." },
  { key: "stuck", title: "Units stuck in a tail", lines: ["stuck_units"], share: true, axis: "share of the layer's units",
    text: "Units whose values all lie in one tail of the function, as a share of each layer." },
  { key: "spread", title: "Spread of the outputs", lines: ["signal_spread"], plain: true, shown: "percent", axis: "spread / width of the output range",
    text: "How much the median unit varies over the samples, as a share of its output range: near 0 the outputs do not depend on the input." },
  { key: "relative", title: "Spread by size", lines: ["relative_spread"], plain: true, shown: "percent", axis: "spread / size of the outputs",
    text: "How much the median unit varies over the samples, as a share of its size: near 0 the outputs do not depend on the input." },
  { key: "gradient", title: "Gradient ratio", lines: ["derivative_ratio"], plain: true, axis: "mean slope / that of a standard normal input",
    text: "Mean slope of the activation, as a multiple of what a standard normal input gives: near 1 is healthy." },
  { key: "zeros", title: "Zeros", lines: ["zero_fraction"], axis: "share of the layer's outputs",
    text: "Share of outputs that are zero. Says nothing about dead units." },
  { key: "nonfinite", title: "NaN and infinite values", lines: ["non_finite"], plain: true, axis: "values",
    text: "Values that are no numbers any more." },
];

const measureTitle = (key) => upperFirst(key.replaceAll("_", " ")).replace("fp16", "half-precision").replace(/\brms\b/i, "Root mean square");

function measuresOf(report) {
  const worded = new Set(OVER_STEPS.flatMap((measure) => measure.lines));
  return OVER_STEPS.concat(report.measures.filter((figure) => !worded.has(figure.key) && figure.key !== "cumulative_log10_derivative").map((figure) => (
    { key: figure.key, title: measureTitle(figure.key), lines: [figure.key], plain: figure.kind !== "fraction", axis: measureTitle(figure.key).toLowerCase(), text: upperFirst(figure.meaning) + "." })));
}

const has = (run, measure) => run.layers.some((layer) => layer.canDie || measure.key !== "dead"
  ? measure.lines.some((line) => layer.series[line].some((value) => value !== null && (measure.key !== "nonfinite" || value > 0))) : false);

/* Both figures of a run are as high as its layers need, where each has a line of a map. */
const runHeight = (run) => run.layers.length > FEW_LAYERS ? Math.max(320, Math.min(520, 120 + 14 * run.layers.length)) : 320;

/* What the gravest finding of the run is told by. */
function gravestMeasure(report, run, offered) {
  const grave = run.layers.filter((layer) => layer.rule !== null).sort((a, b) => RANK[a.verdict] - RANK[b.verdict])[0];
  const figures = grave ? report.rules.find((rule) => rule.name === grave.rule).figures : [];
  const told = grave && figures.find((figure) => grave.series[figure].some((value) => value !== null));
  return offered.find((measure) => measure.lines.includes(told));
}

function showOverSteps(report, run, wanted) {
  const offered = measuresOf(report).filter((measure) => has(run, measure));
  const first = run.layers.some((layer) => layer.nonFinite > 0) ? offered.find((m) => m.key === "nonfinite") : null;
  const measure = offered.find((candidate) => candidate.key === wanted) || first || gravestMeasure(report, run, offered) || offered[0];
  if (!measure) {
    showFigure(byId("figure-steps"), { title: "Over the steps", text: "What was lost as training went on.", empty: "This log tells neither firing, saturation nor gradient of these layers." });
    return;
  }
  const select = el("select", { "aria-label": "What to show over the steps", onchange: (event) => { page.go({ run: run.run ?? "", layer: page.state.layer, show: event.target.value }); byId("figure-steps").querySelector("select").focus(); } });
  optionsOf(select, offered.map((candidate) => [candidate.key, candidate.title]), measure.key);
  const layers = run.layers.filter((layer) => (measure.key !== "dead" || layer.canDie) && layer.series[measure.lines[0]].some((value) => value !== null));
  const valueOf = (layer, line) => layer.series[line].map((value) => value !== null && measure.share ? value / layer.units : value);
  const text = measure.shown === "percent" ? (value) => value === null ? "–" : number(value * 100) + " %" : measure.plain ? number : percent;
  const many = layers.length > FEW_LAYERS;
  const once = run.steps.length === 1;
  showFigure(byId("figure-steps"), {
    title: once ? "At the one step: " : "Over the steps: ", file: [runName(run.run), measure.title].join("-"), control: select,
    text: (many && measure.ofMany || measure.text) + (once ? " One bar per layer, input side at the top." : many ? " One line per layer, input side at the top." : "") + run.sampled,
    height: once ? Math.max(200, Math.min(1600, 90 + 22 * layers.length)) : runHeight(run),
    option: () => once ? stepBars(layers, measure, valueOf, text) : many ? stepsHeat(run, layers, measure, valueOf, text) : stepLines(run, layers, measure, valueOf, text),
    columns: [{ name: "Step", number: true }, ...layers.flatMap((layer) => measure.lines.map((line) => (
      { name: layer.layer + (line === "nearly_dead_units" ? ", nearly" : ""), number: true })))],
    rows: () => run.steps.map((step, s) => [count(step), ...layers.flatMap((layer) => measure.lines.map((line) => (
      measure.share ? count(layer.series[line][s]) + " of " + count(layer.units) : text(valueOf(layer, line)[s]))))]),
  });
}

/* Whether numbers are so far apart that only a logarithm shows them. */
function farApart(measure, values) {
  const positive = values.filter((value) => value !== null);
  return Boolean(measure.plain) && positive.length > 1 && positive.every((value) => value > 0) && Math.max(...positive) > 100 * Math.min(...positive);
}

function stepLines(run, layers, measure, valueOf, text) {
  const colours = seriesColours();
  const drawn = (layer) => measure.lines.filter((line, dashed) => !dashed || layer.series[line].some((value) => value > 0));
  const series = layers.flatMap((layer, i) => drawn(layer).map((line, dashed) => ({
    type: "line", name: layer.short, data: valueOf(layer, line), color: colours[i % colours.length],
    symbol: SYMBOLS[i % SYMBOLS.length], symbolSize: dashed ? 4 : 7, showSymbol: run.steps.length <= 40, z: dashed ? 2 : 3,
    lineStyle: { width: dashed ? 1.2 : 2.2, type: dashed ? "dashed" : "solid", opacity: dashed ? 0.8 : 1 },
  })));
  const shares = !measure.plain;
  const logarithmic = farApart(measure, series.flatMap((line) => line.data));
  return {
    legend: legendOf({ itemWidth: 18, formatter: (name) => shorten(name, 22), tooltip: { show: false } }),
    grid: GRID_BELOW_LEGEND,
    tooltip: tooltip((points) => tip("step " + count(run.steps[points[0].dataIndex]),
      ...points.filter((point) => point.value !== null && point.value !== undefined)
        .map((point) => layers.find((layer) => layer.short === point.seriesName).layer + (series[point.seriesIndex].lineStyle.type === "dashed" ? ", nearly dead: " : ": ") + text(point.value))),
    { trigger: "axis" }),
    xAxis: categories(run.steps.map(count), "step"),
    yAxis: logarithmic
      ? values({ type: "log", name: measure.axis + ", logarithmic", axisLabel: { color: colour("muted"), formatter: text } })
      : values({ name: measure.axis, min: series.some((line) => line.data.some((value) => value < 0)) ? null : 0, max: shares ? 1 : null, axisLabel: { color: colour("muted"), formatter: shares ? (v) => Math.round(v * 100) + " %" : text } }),
    series,
  };
}

/* A log of one step has no lines to draw: a bar for each layer. */
function stepBars(layers, measure, valueOf, text) {
  const data = layers.map((layer) => valueOf(layer, measure.lines[0])[0]);
  const logarithmic = farApart(measure, data);
  return {
    grid: { left: 12, right: 60, top: 12, bottom: 40, containLabel: true },
    tooltip: tooltip((points) => tip(layers[points[0].dataIndex].layer, ...measure.lines.map((line) => (measure.lines.length > 1 ? line.replaceAll("_", " ") + ": " : "") + text(valueOf(layers[points[0].dataIndex], line)[0]))), { trigger: "axis", axisPointer: { type: "shadow" } }),
    xAxis: values({ type: logarithmic ? "log" : "value", name: measure.axis + (logarithmic ? ", logarithmic" : ""), nameLocation: "middle", nameGap: 26, nameTextStyle: { color: colour("muted"), align: "center" },
      max: measure.plain ? null : 1, axisLabel: { color: colour("muted"), hideOverlap: true, formatter: measure.plain ? text : (v) => Math.round(v * 100) + " %" } }),
    yAxis: categories(layers.map((layer) => layer.short), undefined, { inverse: true, axisLabel: { color: colour("muted"), interval: layers.length > 60 ? "auto" : 0, formatter: (name) => shorten(name, 20) } }),
    series: [{ type: "bar", data, color: colour("heat-2"), barMaxWidth: 16, itemStyle: { borderRadius: [0, 3, 3, 0] }, label: { show: layers.length <= 60, position: "right", color: colour("muted"), formatter: (point) => text(point.value) } }],
  };
}

function stepsHeat(run, layers, measure, valueOf, text) {
  const numbers = layers.map((layer) => valueOf(layer, measure.lines[0]));
  const logarithmic = farApart(measure, numbers.flat());
  const data = [];
  let most = measure.plain ? -Infinity : 1;
  let least = logarithmic ? Infinity : 0;
  numbers.forEach((row, y) => row.forEach((value, x) => {
    if (value !== null) {
      const drawn = logarithmic ? Math.log10(value) : value;
      data.push([x, y, drawn]);
      most = Math.max(most, drawn);
      least = Math.min(least, drawn);
    }
  }));
  const back = (drawn) => text(logarithmic ? 10 ** drawn : drawn);
  return {
    grid: Object.assign({}, GRID, { bottom: 74 }),
    tooltip: tooltip((point) => tip(layers[point.value[1]].layer, "step " + count(run.steps[point.value[0]]) + ": " + back(point.value[2]))),
    xAxis: categories(run.steps.map(count), "step"),
    yAxis: categories(layers.map((layer) => layer.short), "layer", Object.assign(measured(true), { inverse: true, axisLabel: { color: colour("muted"), hideOverlap: true, formatter: (name) => shorten(name, 16) } })),
    visualMap: heatScale(most, back, measure.plain ? measure.axis : "of " + measure.axis.slice("share of ".length), least),
    series: [{ type: "heatmap", data, progressive: 0, emphasis: { disabled: true } }],
  };
}

/* The product of mean slopes along the depth, beside what standard normal inputs would give. */
function showGradient(run) {
  const layers = run.layers.filter((layer) => layer.expected !== null);
  const last = run.steps.length - 1;
  const at = (layer, s) => layer.series.cumulative_log10_derivative[s];
  const logged = (layer) => layer.figure("gradient_ratio_to_first") > 0 ? Math.log10(layer.figure("gradient_ratio_to_first")) : null;
  let reference = 0;
  const expected = layers.map((layer) => reference += Math.log10(layer.expected));
  const stops = layers.find((layer) => at(layer, last) === null);
  const title = "Gradient along the depth";
  const text = "Slope left after each layer: the product of the mean slopes so far. Dotted: the same for standard normal inputs."
    + (stops ? " It ends before " + shorten(stops.short, 30) + (stops.figure("mean_derivative") === null ? ", whose slope is not known." : ", which lets nothing through.") : "");
  if (layers.length === 0 || layers.every((layer) => at(layer, last) === null && at(layer, 0) === null)) {
    showFigure(byId("figure-gradient"), { title, text, empty: "No slope along the depth can be told from this log." });
    return;
  }
  const line = (name, data, index, style) => ({
    type: "line", name, data, color: index === null ? colour("muted") : seriesColours()[index],
    symbol: index !== null ? SYMBOLS[index] : layers.length === 1 ? "emptyCircle" : "none", symbolSize: 7, showSymbol: layers.length <= 60, lineStyle: Object.assign({ width: 2.2 }, style),
  });
  showFigure(byId("figure-gradient"), {
    title, text, height: runHeight(run), file: runName(run.run) + "-gradient",
    option: () => ({
      legend: legendOf({ itemWidth: 22 }),
      grid: Object.assign({}, GRID_BELOW_LEGEND, layers.length > FEW_LAYERS ? { right: 48 } : {}),
      tooltip: tooltip((points) => tip(layers[points[0].dataIndex].layer,
        ...points.filter((point) => point.value !== null && point.value !== undefined).map((point) => point.seriesName + ": " + powerText(point.value))), { trigger: "axis" }),
      xAxis: categories(layers.map((layer) => layer.short), "layer, input side first", { axisLabel: { color: colour("muted"), hideOverlap: true, formatter: (name) => shorten(name, 14) } }),
      yAxis: values({ name: "slope left, logarithmic", minInterval: 1, axisLabel: { color: colour("muted"), formatter: (power) => Math.abs(power) <= 3 ? powerText(power) : "1e" + power } }),
      series: [
        line("step " + count(run.steps[last]), layers.map((layer) => at(layer, last)), 0),
        ...(last > 0 ? [line("step " + count(run.steps[0]), layers.map((layer) => at(layer, 0)), 1, { width: 1.4, type: "dashed" })] : []),
        ...(layers.some((layer) => logged(layer) !== null) ? [line("logged loss gradient / first layer's", layers.map(logged), 2)] : []),
        line("standard normal input", expected, null, { type: "dotted", width: 1.8 }),
      ],
    }),
    columns: [{ name: "Layer" }, { name: "Mean slope", number: true }, { name: "Standard normal", number: true }, { name: "Ratio", number: true }, { name: "Product", number: true }, { name: "Product, first step", number: true }],
    rows: () => layers.map((layer) => [layer.layer, number(layer.figure("mean_derivative")), number(layer.expected), number(layer.figure("derivative_ratio")), powerText(at(layer, last)), powerText(at(layer, 0))]),
  });
}
