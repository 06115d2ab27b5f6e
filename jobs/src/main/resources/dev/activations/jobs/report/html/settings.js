/* What the numbers rest on: the input and what was left out of it, the options, and what this page leaves out. */
function factsOf(title, pairs) {
  return el("div", {}, el("h3", {}, title), el("dl", {}, ...pairs.flatMap(([name, value]) => [el("dt", {}, name), el("dd", {}, value)])));
}

function showSettings(report) {
  const input = report.input;
  const settings = report.settings;
  const given = Object.entries(settings.activations).map(([pattern, name]) => pattern + " = " + name);
  fill(byId("settings-list"),
    factsOf("Input", [
      ["Paths", input.paths.join(", ") || "a dataset"],
      ["Format", input.format || "–"],
      ["Files", count(input.files)],
      ["Rows", count(input.rows)],
      ["Rows without values", count(input.missing_rows)],
      ["Files skipped", input.skipped.length === 0 ? "0" : input.skipped.map((file) => file.path + " (" + file.reason + ")").join("; ")],
      ["Values missing", count(report.missing)],
      ["Values masked", count(report.masked)],
    ]),
    factsOf("Settings", [
      ["Confidence", number((1 - settings.alpha) * 100) + " %" + (settings.family_wise ? ", for all units of a layer at once" : ", for each unit")],
      ["Dead", "fires in under " + number(settings.max_firing_rate * 100) + " % of such samples"],
      ["Fires above", number(settings.epsilon) + " (ReLU kinds)"],
      ["Unit", settings.unit + (settings.unit === "channel" ? ", axis " + settings.channel_axis : "")],
      ["Judged", settings.window === "latest" ? "at the latest step" : "over steps: " + settings.window],
      ["Output layer", settings.output_layer === null ? "the deepest" : settings.output_layer],
      ["Activations given", given.join(", ") || "none"],
    ]),
    report.leftOut.length === 0 ? null : el("div", {}, el("h3", {}, "What this page leaves out"),
      el("ul", {}, ...report.leftOut.map((sentence) => el("li", {}, sentence)))));
}
