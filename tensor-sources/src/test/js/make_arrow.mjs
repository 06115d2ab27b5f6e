// Makes src/test/resources/arrow/*: an IPC file and a stream as Arrow for JavaScript writes them, a folder laid out as
// save_to_disk of Hugging Face datasets does it, and expected.json with the rows.
//
// Run with the npm package apache-arrow (made with 21.2.0) installed beside this file or above:  node make_arrow.mjs
import { mkdirSync, writeFileSync } from "node:fs";
import * as arrow from "apache-arrow";

const FOLDER = new URL("../resources/arrow/", import.meta.url);
const layers = ["h1", "h2", "h1", null, "h2", "h1"];
const rows = layers.map((layer, i) => ({
  layer,
  step: i,
  big: String(2n ** 40n + BigInt(i)),
  small: 250 + i > 255 ? 255 : 250 + i,
  post: i === 3 ? null : Array.from({ length: i }, (_, j) => i + j / 4),
  fixed: i === 4 ? null : [i, -0.5, 1e-3 * i].map(Math.fround),
  half: [0.5, -65504, 5.960464477539063e-8, 1 / 0, null, -0][i],
  flag: i % 2 === 0,
}));

function column(name, type) {
  return arrow.vectorFromArray(rows.map((row) => (name === "big" ? BigInt(row[name]) : row[name])), type);
}

function table(from, to) {
  const list = (item) => new arrow.List(new arrow.Field("item", item, true));
  const whole = new arrow.Table({
    layer: column("layer", new arrow.Dictionary(new arrow.Utf8(), new arrow.Int32())),
    step: column("step", new arrow.Int32()),
    big: column("big", new arrow.Int64()),
    small: column("small", new arrow.Uint8()),
    post: column("post", list(new arrow.Float32())),
    fixed: column("fixed", new arrow.FixedSizeList(3, new arrow.Field("item", new arrow.Float32(), true))),
    half: column("half", new arrow.Float16()),
    flag: column("flag", new arrow.Bool()),
  });
  return whole.slice(from, to);
}

function write(name, bytes) {
  writeFileSync(new URL(name, FOLDER), bytes);
}

mkdirSync(new URL("dataset/", FOLDER), { recursive: true });
write("javascript.arrow", arrow.tableToIPC(table(0, 6), "file"));
write("javascript.arrows", arrow.tableToIPC(table(0, 6), "stream"));
write("dataset/data-00000-of-00002.arrow", arrow.tableToIPC(table(0, 3), "stream"));
write("dataset/data-00001-of-00002.arrow", arrow.tableToIPC(table(3, 6), "stream"));
write("dataset/cache-1f2e3d4c5b6a7988.arrow", arrow.tableToIPC(table(0, 6), "stream"));
const files = ["data-00000-of-00002.arrow", "data-00001-of-00002.arrow"];
write("dataset/state.json", JSON.stringify({
  _data_files: files.map((filename) => ({ filename })), _fingerprint: "1f2e3d4c5b6a7988", _format_columns: null,
  _format_kwargs: {}, _format_type: null, _output_all_columns: false, _split: "train",
}, null, 2) + "\n");
write("dataset/dataset_info.json", JSON.stringify({ citation: "", description: "", features: {} }, null, 2) + "\n");
write("expected.json", JSON.stringify(rows, (_, value) => (value === 1 / 0 ? "inf" : Object.is(value, -0) ? "-0" : value), 1) + "\n");
