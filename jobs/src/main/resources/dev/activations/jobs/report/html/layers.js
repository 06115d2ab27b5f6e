/* The table of all layers: sorts, filters, and chooses the layer that the figures are about. */
const FIRST_ROWS = 60;

/* Of more rows than that, those that are ok are folded away and the worst come first, until the table is sorted otherwise. */
const MANY_ROWS = 40;

const LAYER_COLUMNS = [
  { name: "Run", key: (l) => l.runIndex, text: (l) => runName(l.run), cell: (l) => named(runName(l.run)), many: true, optional: true },
  { name: "Depth", key: (l) => l.depth, cell: (l) => count(l.depth), number: true, optional: true },
  { name: "Layer", key: (l) => l.layer, sticky: true,
    cell: (l, keyOfRun) => [linkTo({ run: keyOfRun(l.runIndex), layer: l.layer, at: "layer" }, l.layer, { class: nameClass(l.layer, "link") }), el("span", { class: "of-run" }, l.run)] },
  { name: "Activation", key: (l) => l.activation || "", cell: (l) => l.activation === null ? "–" : named(l.activation), optional: true },
  { name: "Role", key: (l) => l.role, cell: (l) => l.role, optional: true, wide: true },
  { name: "Units", key: (l) => l.units, cell: (l) => count(l.units), number: true, optional: true },
  { name: "Verdict", key: (l) => RANK[l.verdict], text: (l) => WORDS[l.verdict], cell: (l) => verdict(l.verdict) },
  { name: "Why", key: (l) => l.why, cell: (l) => l.why ? el("span", { class: l.why.length <= 24 ? "brief" : null }, ruleLink(l.rule, l.why)) : null, why: true },
  { name: "Dead", key: (l) => l.figure("dead_fraction"), text: (l) => l.figure("dead_units"), cell: (l) => withBar(l.figure("dead_fraction"), l.canDie ? l.figure("dead_units") : null, "dead"), number: true },
  { name: "Saturated", key: (l) => l.figure("saturated_fraction"), cell: (l) => withBar(l.figure("saturated_fraction"), null, "saturated"), number: true },
  { name: "Gradient", key: (l) => l.figure("derivative_ratio"), cell: (l) => number(l.figure("derivative_ratio")), number: true },
  { name: "NaN, Inf", key: (l) => l.nonFinite, cell: (l) => count(l.nonFinite), number: true },
];

function withBar(share, units, kind) {
  const bar = el("span", { class: "bar optional " + (share ? kind : "none"), "aria-hidden": "true" });
  bar.style.setProperty("--share", share * 100 + "%");
  return el("span", {}, share === null ? "–" : share === 0 ? "0" : units === null ? percent(share) : count(units) + " (" + percent(share) + ")", bar);
}

function layerTable(report, layers, keyOfRun) {
  const columns = LAYER_COLUMNS.filter((column) => !column.many || report.runs.length > 1);
  const found = new Set(report.findings.map((finding) => JSON.stringify([finding.rule, finding.run, finding.layer])));
  const state = { sort: null, descending: false, text: "", run: -1, verdict: "", rule: "", all: false, chosen: null };

  const matches = (layer) => (state.run < 0 || layer.runIndex === state.run)
    && (state.verdict === "" || layer.verdict === state.verdict)
    && (state.rule === "" || found.has(JSON.stringify([state.rule, layer.run, layer.layer])))
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

  const classOf = (column) => ["number", "optional", "wide", "sticky", "why"].filter((kind) => column[kind]).join(" ") || null;

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
    return el("tr", { class: layer === state.chosen ? "chosen" : null }, ...columns.map((column) => el("td", { class: classOf(column) }, ...[column.cell(layer, keyOfRun)].flat().filter((part) => part !== null))));
  }

  function show() {
    const rows = sorted(layers.filter(matches));
    const folds = rows.length > MANY_ROWS && state.sort === null && state.verdict === "" && !state.all;
    const grave = folds ? rows.filter((layer) => layer.verdict !== "ok").sort((a, b) => RANK[a.verdict] - RANK[b.verdict]) : rows;
    const kept = folds && grave.length > 0 ? grave : rows;
    const shown = state.all ? rows : kept.slice(0, FIRST_ROWS);
    fill(byId("layer-table"), el("table", {}, el("thead", {}, el("tr", {}, ...columns.map(heading))), el("tbody", {}, ...shown.map(row))));
    byId("filter-count").textContent = count(rows.length) + " of " + plural(layers.length, "layer");
    const ok = rows.length - kept.length;
    fill(byId("layer-more"), shown.length === rows.length ? null
      : el("button", { type: "button", class: "plain", onclick: () => { state.all = true; show(); } },
        ok === rows.length - shown.length ? "Show " + plural(ok, "layer") + " that " + (ok === 1 ? "is" : "are") + " ok" : "Show all " + count(rows.length) + " layers"));
  }

  /* What it shows as numbers and names, with every figure of the last step. */
  function save() {
    const text = (column) => column.text || column.key;
    const figures = report.figures.filter((figure) => layers.some((layer) => layer.figure(figure.key) !== null));
    downloadTable("layers", [...columns.map((column) => column.name), "Rule", ...figures.map((figure) => figure.key)],
      sorted(layers.filter(matches)).map((layer) => [...columns.map((column) => text(column)(layer)), layer.rule, ...figures.map((figure) => layer.figure(figure.key))]));
  }

  fill(byId("layer-tools"), toolButton("CSV", "Download the table of layers as CSV, with every figure", save));
  optionsOf(byId("filter-run"), [["", "all"], ...report.runs.map((run, i) => [String(i), runName(run.run)])], "");
  optionsOf(byId("filter-verdict"), [["", "all"], ...Object.keys(RANK).map((kind) => [kind, WORDS[kind]])], "");
  optionsOf(byId("filter-rule"), [["", "all"], ...report.rules.filter((rule) => rule.spoke).map((rule) => [rule.name, rule.name])], "");
  byId("filter-run").parentElement.hidden = report.runs.length === 1;
  byId("filter-text").addEventListener("input", (event) => page.go({ find: event.target.value.trim().toLowerCase() || undefined }, true));
  byId("filter-run").addEventListener("change", (event) => page.go({ run: event.target.value === "" ? undefined : keyOfRun(Number(event.target.value)), layer: undefined }));
  byId("filter-verdict").addEventListener("change", (event) => page.go({ verdict: event.target.value || undefined }));
  byId("filter-rule").addEventListener("change", (event) => page.go({ rule: event.target.value || undefined }));
  byId("layer-filter").addEventListener("submit", (event) => event.preventDefault());
  return {
    choose: (layer) => {
      state.chosen = layer;
      show();
    },
    filter: (run, { verdict = "", find = "", rule = "" }) => {
      Object.assign(state, { run, verdict, text: find.toLowerCase(), rule, all: false });
      byId("filter-run").value = run < 0 ? "" : String(run);
      byId("filter-verdict").value = verdict;
      byId("filter-rule").value = rule;
      if (document.activeElement !== byId("filter-text")) byId("filter-text").value = find;
      show();
    },
  };
}
