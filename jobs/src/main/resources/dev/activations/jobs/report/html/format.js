/* Numbers, names and verdicts as people read them. */
const WORDS = { fail: "fail", warn: "warn", insufficient_data: "too little data", not_judged: "not judged", ok: "ok", info: "note", undecided: "undecided", pass: "passed" };
const RANK = { fail: 0, warn: 1, insufficient_data: 2, not_judged: 3, ok: 4 };
const ICONS = {
  fail: "M2 2 10 10M10 2 2 10",
  warn: "M6 1.5 11 10.5H1ZM6 5V7.4M6 8.9V9.1",
  insufficient_data: "M3.6 4.2A2.4 2.4 0 1 1 6 6.6V7.6M6 9.7V9.9",
  not_judged: "M2 6H10",
  info: "M6 5.4V10M6 2.4V2.6",
  ok: "M1.8 6.4 4.8 9.4 10.4 2.8",
};
ICONS.undecided = ICONS.insufficient_data;
ICONS.pass = ICONS.ok;

function count(value) {
  return value === null || value === undefined ? "–" : Math.round(value).toLocaleString("en-US");
}

function number(value) {
  if (value === null || value === undefined) return "–";
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-3 || size >= 1e6)) return value.toExponential(2);
  return Number.isInteger(value) ? count(value) : String(Number(value.toPrecision(3)));
}

function percent(value) {
  return value === null || value === undefined ? "–" : (value * 100).toFixed(1) + " %";
}

/* "(47 of 64)" stays on one line. */
const unbroken = (text) => text.replace(/\([\d.,]+ [^)]{1,20}\)/g, (part) => part.replaceAll(" ", "\u00a0"));
const upperFirst = (text) => text.charAt(0).toUpperCase() + text.slice(1);
const plural = (n, noun) => count(n) + " " + noun + (n === 1 ? "" : "s");
const runName = (run) => run === null ? "the log" : run;

function verdict(kind) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 12 12");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  for (const [name, value] of Object.entries({
    d: ICONS[kind], fill: "none", stroke: "currentColor", "stroke-width": "1.8", "stroke-linecap": "round", "stroke-linejoin": "round",
  })) path.setAttribute(name, value);
  svg.append(path);
  return el("span", { class: "verdict " + kind }, svg, WORDS[kind]);
}

/* The edge of a histogram's bin, exactly: a power of two as such where it would be long, such as 2⁻¹⁰. */
function edge(value) {
  const power = Math.log2(Math.abs(value));
  if (value === 0 || !Number.isInteger(power) || (power >= -4 && power <= 10)) return String(value);
  return (value < 0 ? "-" : "") + "2" + [...String(power)].map((digit) => digit === "-" ? "⁻" : "⁰¹²³⁴⁵⁶⁷⁸⁹"[digit]).join("");
}
