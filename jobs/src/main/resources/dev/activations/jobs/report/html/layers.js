/* The table of all layers: sorts, filters, and chooses the layer that the figures are about. */
const FIRST_ROWS = 60;

const LAYER_COLUMNS = [
  { name: "Run", key: (l) => l.runIndex, cell: (l) => named(runName(l.run)), many: true, optional: true },
  { name: "Depth", key: (l) => l.depth, cell: (l) => count(l.depth), number: true, optional: true },
  { name: "Layer", key: (l) => l.layer, sticky: true,
    cell: (l, choose) => [el("button", { class: nameClass(l.layer, "link"), onclick: () => choose(l) }, l.layer), el("span", { class: "of-run" }, l.run)] },
  { name: "Activation", key: (l) => l.activation || "", cell: (l) => l.activation === null ? "–" : named(l.activation), optional: true },
  { name: "Role", key: (l) => l.role, cell: (l) => l.role, optional: true, wide: true },
  { name: "Units", key: (l) => l.units, cell: (l) => count(l.units), number: true, optional: true },
  { name: "Verdict", key: (l) => RANK[l.verdict], cell: (l) => verdict(l.verdict) },
  { name: "Dead", key: (l) => l.figure("dead_fraction"), cell: (l) => withBar(l.figure("dead_fraction"), l.canDie ? l.figure("dead_units") : null, "dead"), number: true },
  { name: "Saturated", key: (l) => l.figure("saturated_fraction"), cell: (l) => withBar(l.figure("saturated_fraction"), null, "saturated"), number: true },
  { name: "Gradient ratio", key: (l) => l.figure("derivative_ratio"), cell: (l) => number(l.figure("derivative_ratio")), number: true },
  { name: "NaN, Inf", key: (l) => l.nonFinite, cell: (l) => count(l.nonFinite), number: true },
];

function withBar(share, units, kind) {
  const bar = el("span", { class: "bar optional " + (share ? kind : "none"), "aria-hidden": "true" });
  bar.style.setProperty("--share", share * 100 + "%");
  return el("span", {}, share === null ? "–" : share === 0 ? "0" : units === null ? percent(share) : count(units) + " (" + percent(share) + ")", bar);
}

function layerTable(report, layers, choose) {
  const columns = LAYER_COLUMNS.filter((column) => !column.many || report.runs.length > 1);
  const state = { sort: null, descending: false, text: "", run: "", verdict: "", all: false, chosen: null };

  const matches = (layer) => (state.run === "" || String(layer.runIndex) === state.run)
    && (state.verdict === "" || layer.verdict === state.verdict)
    && (state.text === "" || layer.searched.includes(state.text));

  function sorted(rows) {
    if (state.sort === null) return rows;
    const sign = state.descending ? -1 : 1;
    return rows.map((row) => [state.sort.key(row), row]).sort(([a], [b]) => {
      if (a === b) return 0;
      if (a === null || a === undefined) return 1;
      if (b === null || b === undefined) return -1;
      return sign * (typeof a === "string" ? a.localeCompare(b, "en", { numeric: true }) : a - b);
    }).map(([, row]) => row);
  }

  const classOf = (column) => ["number", "optional", "wide", "sticky"].filter((kind) => column[kind]).join(" ") || null;

  function heading(column) {
    const order = state.sort !== column ? "none" : state.descending ? "descending" : "ascending";
    return el("th", { scope: "col", class: classOf(column), "aria-sort": order },
      el("button", { type: "button", onclick: () => {
        state.descending = state.sort === column ? !state.descending : Boolean(column.number) && column.name !== "Depth";
        state.sort = column;
        show();
        byId("layer-table").querySelectorAll("th button")[columns.indexOf(column)].focus();
      } }, column.name));
  }

  function row(layer) {
    return el("tr", { class: layer === state.chosen ? "chosen" : null }, ...columns.map((column) => el("td", { class: classOf(column) }, ...[column.cell(layer, choose)].flat())));
  }

  function show() {
    const rows = sorted(layers.filter(matches));
    const shown = state.all ? rows : rows.slice(0, FIRST_ROWS);
    fill(byId("layer-table"), el("table", {}, el("thead", {}, el("tr", {}, ...columns.map(heading))), el("tbody", {}, ...shown.map(row))));
    byId("filter-count").textContent = count(rows.length) + " of " + plural(layers.length, "layer");
    fill(byId("layer-more"), shown.length === rows.length ? null
      : el("button", { type: "button", class: "plain", onclick: () => { state.all = true; show(); } }, "Show all " + count(rows.length) + " layers"));
  }

  optionsOf(byId("filter-run"), [["", "all"], ...report.runs.map((run, i) => [String(i), runName(run.run)])], "");
  optionsOf(byId("filter-verdict"), [["", "all"], ...Object.keys(RANK).map((kind) => [kind, WORDS[kind]])], "");
  byId("filter-run").parentElement.hidden = report.runs.length === 1;
  byId("filter-text").addEventListener("input", (event) => { state.text = event.target.value.trim().toLowerCase(); show(); });
  byId("filter-run").addEventListener("change", (event) => { state.run = event.target.value; show(); });
  byId("filter-verdict").addEventListener("change", (event) => { state.verdict = event.target.value; show(); });
  byId("layer-filter").addEventListener("submit", (event) => event.preventDefault());
  show();
  return { choose: (layer) => { state.chosen = layer; show(); } };
}
