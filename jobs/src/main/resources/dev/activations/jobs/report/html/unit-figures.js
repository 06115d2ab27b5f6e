/* Figures of what is not a map of units: heads and entropy of a softmax, a logged gradient, and one unit by itself. */

/* The heads of an attention over the steps, by their mean entropy. */
function showHeads(run, layer, name) {
  const heads = Math.max(...layer.heads.map((row) => row.length));
  showFigure(byId("figure-map"), {
    title: "Heads over the steps", height: Math.max(200, Math.min(460, 110 + 22 * heads)), file: name + "-heads",
    text: "Mean entropy of each head's rows, as a share of its maximum: the lighter, the fewer places it looks at." + run.sampled,
    option: () => ({
      grid: Object.assign({}, GRID, { bottom: 74 }),
      tooltip: tooltip((point) => tip("head " + point.value[1], "step " + count(run.steps[point.value[0]]) + ": entropy " + percent(point.value[2]))),
      xAxis: categories(run.steps.map(count), "step"),
      yAxis: categories(Array.from({ length: heads }, (unused, head) => String(head)), "head", Object.assign(measured(true), { inverse: true })),
      visualMap: heatScale(1, percent, "of the maximum"),
      series: [{ type: "heatmap", data: layer.heads.flatMap((row, x) => row.map((value, y) => [x, y, value])).filter((point) => point[2] !== null), progressive: 0, emphasis: { disabled: true }, itemStyle: { borderColor: colour("card"), borderWidth: 0.5 } }],
    }),
    columns: [{ name: "Step", number: true }, ...Array.from({ length: heads }, (unused, head) => ({ name: "Head " + head, number: true }))],
    rows: () => run.steps.map((step, s) => [count(step), ...layer.heads[s].map(percent)]),
  });
}

/* A line for each of some figures over the steps; bars where there is one step. */
function showSeries(figure, run, name, spec) {
  const { lines, text } = spec;
  const once = run.steps.length === 1;
  const told = lines.filter((line) => line.data.some((value) => value !== null));
  showFigure(figure, Object.assign({
    height: 280, file: name,
    option: () => ({
      legend: legendOf({ itemWidth: 18 }),
      grid: GRID_BELOW_LEGEND,
      tooltip: tooltip((points) => tip("step " + count(run.steps[points[0].dataIndex]), ...points.filter((point) => point.value !== null && point.value !== undefined).map((point) => point.seriesName + ": " + text(point.value))), { trigger: "axis" }),
      xAxis: categories(run.steps.map(count), "step", { boundaryGap: once }),
      yAxis: values(Object.assign({ axisLabel: { color: colour("muted"), formatter: text } }, spec.axis)),
      series: told.map((line, i) => ({ type: once ? "bar" : "line", name: line.name, data: line.data, color: seriesColours()[i], symbol: SYMBOLS[i], symbolSize: 7, showSymbol: run.steps.length <= 40, barMaxWidth: 60, lineStyle: { width: 2.2 } })),
    }),
    columns: [{ name: "Step", number: true }, ...told.map((line) => ({ name: upperFirst(line.name), number: true }))],
    rows: () => run.steps.map((step, s) => [count(step), ...told.map((line) => text(line.data[s]))]),
  }, spec));
}

/* A softmax has no units to judge, but its rows have an entropy. */
function showEntropy(run, layer, name) {
  const figure = byId("figure-map");
  if (layer.series.entropy_mean.every((value) => value === null)) {
    showFigure(figure, { title: "Units over the steps", text: "One line per unit, one column per step.", empty: "Units of this layer have no verdicts of their own: its activation is none, or one of a whole row." });
    return;
  }
  showSeries(figure, run, name + "-entropy", {
    title: "Entropy over the steps", text: percent,
    lines: [{ name: "mean entropy of a row", data: layer.series.entropy_mean }, { name: "share that the top class wins", data: layer.series.top_class_fraction }],
    axis: { min: 0, max: 1, name: "share of the maximum" },
  });
  figure.querySelector("figcaption p").textContent = "How evenly its rows spread their probability, as a share of the maximum; at 0 each row is sure of one class." + run.sampled;
}

/* The loss gradient, where the log has it. */
function showLossGradient(run, layer, name) {
  const figure = byId("figure-loss-gradient");
  if (layer.series.gradient_norm.every((value) => value === null)) {
    hideFigure(figure);
    return;
  }
  const data = layer.series.gradient_norm;
  const logarithmic = farApart({ plain: true }, data);
  showSeries(figure, run, name + "-gradient", {
    title: "Loss gradient over the steps", text: number, lines: [{ name: "norm of the gradient by sample", data }],
    axis: logarithmic ? { type: "log", name: "norm, logarithmic" } : { min: 0, name: "norm" },
  });
  figure.querySelector("figcaption p").textContent = "The size of the loss gradient that the log has of this layer: the root of its sum of squares by sample." + run.sampled;
}

/* One unit by itself: its state at each step, and how often it fires, how saturated it is and how much it varies. */
function showUnit(run, layer, name, unit) {
  const figure = byId("figure-unit");
  const place = layer.map && unit !== null ? layer.map.units.indexOf(unit) : -1;
  if (place < 0) {
    hideFigure(figure);
    return;
  }
  const states = run.steps.map((step, s) => STATES.find((state) => state.code === layer.map.steps[s][place]));
  const kinds = Object.keys(layer.map.shares);
  const select = el("select", { "aria-label": "Unit", onchange: (event) => { page.go({ run: run.run ?? "", layer: layer.layer, unit: event.target.value }); byId("figure-unit").querySelector("select").focus(); } });
  optionsOf(select, [...layer.map.units].sort((a, b) => a - b).map((each) => [String(each), "unit " + each]), String(unit));
  const data = kinds.map((kind) => run.steps.map((step, s) => shareOf(kind, layer.map.shares[kind][s]?.[place])));
  const once = run.steps.length === 1;
  showFigure(figure, {
    title: "One unit: ", control: select, file: name + "-unit-" + unit, height: 280,
    text: "Its state at each step as the colour of the mark" + (kinds.length ? ", and " + kinds.map((kind) => ({ firing: "the share of samples it fires in", saturated: "the share of its values in a tail", spread: "its spread over the samples" })[kind]).join(" and ") + " (to about 2 %)" : "") + ".",
    key: keyOf(STATES.filter((state) => states.includes(state)).map((state) => [state.name, state.text])),
    option: () => ({
      legend: legendOf({ itemWidth: 18 }),
      grid: GRID_BELOW_LEGEND,
      tooltip: tooltip((points) => tip("unit " + unit + ", step " + count(run.steps[points[0].dataIndex]), states[points[0].dataIndex]?.text || "no values", ...kinds.map((kind, k) => data[k][points[0].dataIndex] === null ? null : SHARES[kind].shown(data[k][points[0].dataIndex])).filter(Boolean)), { trigger: "axis" }),
      xAxis: categories(run.steps.map(count), "step", { boundaryGap: once }),
      yAxis: values({ min: 0, max: 1, name: "share", axisLabel: { color: colour("muted"), formatter: (share) => Math.round(share * 100) + " %" } }),
      series: (kinds.length ? kinds : [null]).map((kind, k) => ({
        type: "line", name: kind === null ? "state" : kind, symbol: SYMBOLS[k], symbolSize: 10, showSymbol: run.steps.length <= 60, color: seriesColours()[k], lineStyle: { width: kind === null ? 0 : 1.8 },
        data: run.steps.map((step, s) => ({ value: kind === null ? 0 : data[k][s], itemStyle: states[s] ? { color: colour(states[s].name), borderColor: colour("muted"), borderWidth: 1 } : {} })),
      })),
    }),
    columns: [{ name: "Step", number: true }, { name: "State" }, ...kinds.map((kind) => ({ name: upperFirst(kind), number: true }))],
    rows: () => run.steps.map((step, s) => [count(step), states[s] ? states[s].text.split(":")[0] : "–", ...kinds.map((kind, k) => data[k][s] === null ? "–" : kind === "spread" ? number(data[k][s] * 100) + " %" : percent(data[k][s]))]),
  });
}
