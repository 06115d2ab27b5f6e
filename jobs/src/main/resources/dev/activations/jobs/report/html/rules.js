/* What each rule means and where its limits are, as the rules themselves say it. */
function showRules(report) {
  const counts = new Map();
  for (const finding of report.findings) counts.set(finding.rule, (counts.get(finding.rule) || 0) + 1);
  const limit = (words) => words || "–";
  const rule = (each) => {
    const details = el("details", { id: "rule-" + each.name, class: "rule" + (each.spoke ? "" : " quiet") },
      el("summary", {}, el("b", {}, each.headline), " ", el("code", {}, each.name), each.spoke ? el("span", { class: "source" }, " · " + plural(counts.get(each.name), "finding")) : null));
    details.append(el("p", {}, each.meaning),
      el("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": "Limits of " + each.name },
        tableOf([{ name: "Looks at" }, { name: "Of roles" }, { name: "Note" }, { name: "Warn" }, { name: "Fail" }, { name: "Where the limit comes from" }],
          each.limits.map((row) => [row.looksAt, row.roles, limit(row.note), limit(row.warn), limit(row.fail), row.source]))),
      el("p", {}, each.spoke ? linkTo({ rule: each.name, at: "findings" }, "Show only what it found") : "It found nothing in this log."));
    return details;
  };
  fill(byId("rules-list"), ...report.rules.filter((each) => each.spoke).map(rule),
    el("details", { class: "quiet-rules" }, el("summary", {}, plural(report.rules.filter((each) => !each.spoke).length, "rule") + " that found nothing"), ...report.rules.filter((each) => !each.spoke).map(rule)));
}
