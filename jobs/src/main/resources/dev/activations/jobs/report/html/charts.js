/* Draws figures with ECharts: each when it comes near the screen, again when theme or width change, all of them for print. */
const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue("--" + name).trim();
const seriesColours = () => colour("series").split(/\s+/);
const SYMBOLS = ["circle", "rect", "triangle", "diamond", "emptyCircle", "emptyRect", "emptyTriangle", "emptyDiamond"];

/* Room for the labels; what the vertical axis measures stands above it, and above that the legend of charts that have one. */
const GRID = { left: 12, right: 20, top: 30, bottom: 34, containLabel: true };
const GRID_BELOW_LEGEND = Object.assign({}, GRID, { top: 56 });

const pending = new Map();
const drawn = new Map();
const clicks = new WeakMap();

const nearby = new IntersectionObserver((entries) => {
  for (const entry of entries) {
    if (entry.isIntersecting && pending.has(entry.target)) draw(entry.target);
  }
}, { rootMargin: "400px" });
const widths = new ResizeObserver((entries) => entries.forEach((entry) => {
  const chart = echarts.getInstanceByDom(entry.target);
  if (!chart || chart.getWidth() === entry.target.clientWidth) return;
  chart.resize();
  show(entry.target);
}));

function draw(box) {
  const options = pending.get(box);
  pending.delete(box);
  nearby.unobserve(box);
  const chart = echarts.init(box, null, { renderer: "canvas" });
  if (clicks.has(box)) chart.on("click", clicks.get(box));
  drawn.set(box, options);
  show(box);
  widths.observe(box);
}

function show(box) {
  echarts.getInstanceByDom(box).setOption(complete(drawn.get(box)(box.clientWidth)), true);
}

function complete(option) {
  const text = { color: colour("muted"), fontFamily: getComputedStyle(document.body).fontFamily };
  return Object.assign({ animation: false, textStyle: text, grid: GRID }, option);
}

matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => [...drawn.keys()].forEach(show));
addEventListener("beforeprint", () => [...pending.keys()].forEach(draw));

function forget(figure) {
  for (const box of figure.querySelectorAll(".chart")) {
    pending.delete(box);
    drawn.delete(box);
    nearby.unobserve(box);
    const chart = echarts.getInstanceByDom(box);
    if (chart) chart.dispose();
  }
}

/*
 * Fills a figure: title, one sentence that says how to read it, the chart (or why there is none), a key, and the numbers as
 * a table. spec: {title, control, text, option, height, empty, key, columns, rows}; option(width) is the chart for a width.
 */
function showFigure(figure, spec) {
  forget(figure);
  figure.hidden = false;
  const caption = el("figcaption", {}, el("h3", {}, spec.title), spec.control, el("p", {}, spec.text));
  if (spec.empty) {
    fill(figure, caption, el("p", { class: "empty" }, spec.empty));
    return;
  }
  const box = el("div", { class: "chart", role: "img", "aria-label": spec.title + ". " + spec.text + " The numbers are in the table below." });
  if (spec.height) box.style.height = spec.height + "px";
  fill(figure, caption, box, spec.key, el("div", { class: "figure-foot" }, numbersOf(spec), toolsOf(spec, box)));
  if (spec.clicked) clicks.set(box, spec.clicked);
  pending.set(box, spec.option);
  nearby.observe(box);
}

/* A figure that a layer or run has no use for. */
function hideFigure(figure) {
  forget(figure);
  fill(figure);
  figure.hidden = true;
}

function toolsOf(spec, box) {
  const name = spec.file || spec.title;
  return el("span", { class: "tools" },
    toolButton("PNG", "Download the chart as PNG: " + name, () => downloadPicture(name, box)),
    toolButton("SVG", "Download the chart as SVG: " + name, () => downloadDrawing(name, box)),
    toolButton("CSV", "Download the numbers as CSV: " + name, () => downloadTable(name, spec.columns.map((column) => column.name), spec.rows())));
}

function numbersOf(spec) {
  const details = el("details", {}, el("summary", {}, "Numbers as a table"));
  details.addEventListener("toggle", () => {
    if (details.open && details.children.length === 1) {
      details.append(el("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": spec.title + ", as numbers" },
        tableOf(spec.columns, spec.rows())));
    }
  });
  return details;
}

function keyOf(entries) {
  return el("ul", { class: "key" }, ...entries.map(([name, text]) => {
    const swatch = el("i", {});
    swatch.style.background = "var(--" + name + ")";
    return el("li", {}, swatch, text);
  }));
}

/* A tooltip as an element, so that names stay text. */
function tip(title, ...lines) {
  return el("div", { class: "tip" }, el("b", {}, title), ...lines.map((line) => el("div", {}, line)));
}

const tooltip = (formatter, more) => Object.assign({
  confine: true, formatter, backgroundColor: colour("card"), borderColor: colour("line"), padding: [6, 10],
  textStyle: { color: colour("ink") }, transitionDuration: 0,
}, more);

/* One line above the chart, which is paged where it is too long. */
const legendOf = (more) => Object.assign({
  top: 0, left: 0, type: "scroll", textStyle: { color: colour("ink") }, pageTextStyle: { color: colour("muted") },
  pageIconColor: colour("accent"), pageIconInactiveColor: colour("line"),
}, more);

function categories(data, name, more) {
  return Object.assign({
    type: "category", data, name, nameLocation: "middle", nameGap: 28, nameTextStyle: { color: colour("muted") },
    axisLine: { lineStyle: { color: colour("line") } }, axisTick: { show: false }, axisLabel: { color: colour("muted"), hideOverlap: true },
  }, more);
}

function values(more) {
  return Object.assign({
    type: "value", axisLabel: { color: colour("muted") }, splitLine: { lineStyle: { color: colour("line") } },
  }, measured(), more);
}

/* What a vertical axis measures, above its end. */
function measured(inverse) {
  return { nameLocation: inverse ? "start" : "end", nameGap: 12, nameTextStyle: { color: colour("muted"), align: "left", padding: [0, 0, 0, -4] } };
}

/* The powers of ten of numbers that may be too small to be numbers. */
const powerText = (power) => power === null || power === undefined ? "–" : power > -300 ? number(10 ** power) : "1e" + Math.round(power);

/* From little to much, below a map of shares or numbers. */
function heatScale(most, text, what, least = 0) {
  return {
    min: least, max: most === least ? least + 1 : most, orient: "horizontal", left: "center", bottom: 0, itemHeight: 120, itemWidth: 12, calculable: false,
    text: [text(most) + " " + what, text(least)], textStyle: { color: colour("muted") }, inRange: { color: [0, 1, 2, 3].map((i) => colour("heat-" + i)) },
  };
}

const shorten = (name, longest) => name.length <= longest ? name : name.slice(0, longest / 2) + "…" + name.slice(1 - longest / 2);
