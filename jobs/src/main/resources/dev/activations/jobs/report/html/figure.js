/* Draws functions above and derivatives below; the dashed lines are at 0 and 1. */
const DASHES = ["solid", "solid", "dashed", "dashed", "dotted", "dotted", [9, 3, 2, 3], [9, 3, 2, 3]];

function panelOption(panel, x) {
  const colours = seriesColours();
  const dashed = { silent: true, symbol: "none", label: { show: false }, lineStyle: { type: "dashed", color: colour("muted"), width: 1 },
    data: [{ yAxis: 0 }, { yAxis: 1 }, { xAxis: 0 }] };
  return {
    legend: legendOf({ itemWidth: 30 }),
    grid: { left: 12, right: 20, top: 44, bottom: 12, containLabel: true },
    tooltip: tooltip((points) => tip("x = " + number(points[0].value[0]), ...points.map((point) => point.seriesName + ": " + number(point.value[1]))), { trigger: "axis" }),
    xAxis: values({ min: x[0], max: x[x.length - 1], splitLine: { show: false }, axisLine: { show: false }, axisTick: { show: false } }),
    yAxis: values({ min: panel.low, max: panel.high, axisLine: { show: false }, axisTick: { show: false } }),
    series: panel.curves.map((curve, i) => ({
      type: "line", name: curve.name, data: curve.pieces.flatMap((piece, at) => at === 0 ? piece : [[piece[0][0], null], ...piece]), symbol: "none", color: colours[i % colours.length],
      lineStyle: { width: 2.2, type: DASHES[i % DASHES.length] }, clip: true, markLine: i === 0 ? dashed : undefined,
    })),
  };
}

const figureData = JSON.parse(byId("figure-data").textContent);
for (const panel of figureData.panels) {
  const figure = el("figure", {});
  byId("panels").append(figure);
  byId("panels").classList.toggle("small", figureData.small);
  showFigure(figure, {
    title: panel.title, text: "Dashed: 0, 1, and where x is 0.",
    option: () => panelOption(panel, figureData.x),
    columns: [{ name: "x", number: true }, ...panel.curves.map((curve) => ({ name: curve.name, number: true }))],
    rows: () => figureData.x.map((x, at) => [number(x), ...panel.curves.map((curve) => number(curve.y[at]))]),
  });
}
fill(byId("notes"), ...figureData.notes.map((note) => el("li", {}, note)));
document.documentElement.dataset.ready = String(Math.round(performance.now()));
