/* Makes elements. Text from the log only ever becomes text: nothing here or elsewhere parses it as HTML. */
function el(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

/* A name from the log, in the type of code; only a long one may be broken. */
const nameClass = (name, more) => [more, "name", name.length <= 26 ? "short" : ""].join(" ").trim();
const named = (name) => el("span", { class: nameClass(name) }, name);

const byId = (id) => document.getElementById(id);

function fill(element, ...children) {
  element.replaceChildren(...children.filter((child) => child !== null && child !== undefined));
}

/* A table of texts and elements; a column is {name, number} and a row is an array of cells. */
function tableOf(columns, rows) {
  return el("table", {},
    el("thead", {}, el("tr", {},
      ...columns.map((column) => el("th", { scope: "col", class: column.number ? "number" : null }, column.name)))),
    el("tbody", {}, ...rows.map((row) => el("tr", {},
      ...row.map((cell, i) => el("td", { class: columns[i].number ? "number" : null }, cell))))));
}

function optionsOf(select, pairs, chosen) {
  fill(select, ...pairs.map(([value, text]) => el("option", { value, selected: value === chosen }, text)));
}
