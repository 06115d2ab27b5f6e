/* What the numbers rest on: the input and what was left out of it, the options, and what this page leaves out. */
function factsOf(title, pairs) {
  return el("div", {}, el("h3", {}, title), el("dl", {}, ...pairs.flatMap(([name, value]) => [el("dt", {}, name), el("dd", {}, value)])));
}

function showSettings(report) {
  const input = report.input;
  const settings = report.settings;
  const given = (options) => Object.entries(options).map(([pattern, name]) => pattern + " = " + name).join(", ") || "none";
  const axes = [settings.channel_axis, ...Object.entries(settings.channel_axes).map(([pattern, axis]) => pattern + " = " + axis)].join(", ");
  fill(byId("settings-list"),
    factsOf("Input", [
      ["Paths", input.paths.join(", ") || "a dataset"],
      ["Format", input.format || "–"],
      ["Layout", input.layout || "–"],
      ["Files", count(input.files)],
      ["Page checksums", input.checksummed_files === input.files ? "checked in every file" : input.checksummed_files === 0 ? "not checked: the files have none" : "checked in " + count(input.checksummed_files) + " of " + plural(input.files, "file")],
      ["Rows filtered", input.filters.join(" and ") || "no"],
      ["Rows", count(input.rows)],
      ["Rows without values", count(input.missing_rows)],
      ["Files skipped", input.skipped.length === 0 ? "0" : input.skipped.map((file) => file.path + " (" + file.reason + ")").join("; ")],
      ["Notes", input.notes.join("; ") || "none"],
      ["Values missing", count(report.missing)],
      ["Values masked", count(report.masked)],
    ]),
    factsOf("Settings", [
      ["Confidence", number((1 - settings.alpha) * 100) + " %" + (settings.family_wise ? ", for all units of a layer at once" : ", for each unit")],
      ["Dead", "fires in under " + (settings.max_firing_rate === null ? "1 % (role features: 0.01 %)" : number(settings.max_firing_rate * 100) + " %") + " of such samples"],
      ["Fires above", number(settings.epsilon) + " (ReLU kinds)"],
      ["Unit", settings.unit + (settings.unit === "channel" ? ", axis " + axes : "")],
      ["Judged", settings.window === "latest" ? "at the latest step" : "over steps: " + settings.window],
      ["Activations given", given(settings.activations)],
      ["Roles given", given(settings.roles)],
    ]),
    report.leftOut.length === 0 ? null : el("div", {}, el("h3", {}, "What this page leaves out"),
      el("ul", {}, ...report.leftOut.map((sentence) => el("li", {}, sentence)))));
}
