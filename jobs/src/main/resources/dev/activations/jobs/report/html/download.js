/* Downloads: tables as CSV, charts as PNG and SVG. The files are made here; nothing is asked of a network. */
function download(name, type, parts) {
  const link = el("a", { href: URL.createObjectURL(new Blob(parts, { type })), download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
}

const fileName = (...parts) => parts.filter(Boolean).join("-").replace(/[^\p{L}\p{N}._-]+/gu, "-").replace(/^[-.]+|-+$/g, "").slice(0, 120).toLowerCase() || "table";

/* Numbers as programs read them; text that a spreadsheet would take for a formula gets an apostrophe. */
function csvCell(cell) {
  let text = cell === null || cell === undefined ? "" : cell instanceof Element ? cell.textContent : String(cell);
  if (/^-?\d{1,3}(,\d{3})+(\.\d+)?$/.test(text)) text = text.replaceAll(",", "");
  if (text === "–") text = "";
  if (/^[=+@\t\r]/.test(text) || (text.startsWith("-") && Number.isNaN(Number(text)))) text = "'" + text;
  return /[",\n\r]/.test(text) ? '"' + text.replaceAll('"', '""') + '"' : text;
}

function downloadTable(name, headings, rows) {
  const lines = [headings, ...rows].map((row) => row.map(csvCell).join(","));
  download(fileName(name) + ".csv", "text/csv;charset=utf-8", [lines.join("\r\n") + "\r\n"]);
}

function downloadPicture(name, box) {
  if (pending.has(box)) draw(box);
  const [head, data] = echarts.getInstanceByDom(box).getDataURL({ type: "png", pixelRatio: 2, backgroundColor: colour("card") }).split(",");
  download(fileName(name) + ".png", head.slice(5).split(";")[0], [Uint8Array.from(atob(data), (character) => character.charCodeAt(0))]);
}

function downloadDrawing(name, box) {
  const option = (drawn.get(box) || pending.get(box))(box.clientWidth);
  const chart = echarts.init(null, null, { renderer: "svg", ssr: true, width: box.clientWidth, height: box.clientHeight });
  chart.setOption(Object.assign({ backgroundColor: colour("card") }, complete(option)));
  download(fileName(name) + ".svg", "image/svg+xml", [chart.renderToSVGString()]);
  chart.dispose();
}

const toolButton = (text, title, onclick) => el("button", { type: "button", class: "tool", title, "aria-label": title, onclick }, text);

/* Puts text on the clipboard, also where a browser keeps its clipboard from files. */
async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const area = el("textarea", { readonly: true, class: "offscreen" });
    area.value = text;
    document.body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
  }
}
