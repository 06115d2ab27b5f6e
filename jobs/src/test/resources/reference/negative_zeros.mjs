// Counts the negative zeros of a log's outputs from the Parquet files themselves. Needs: npm i hyparquet hyparquet-compressors. Usage: node negative_zeros.mjs LOG_FOLDER
import { parquetReadObjects } from 'hyparquet';
import { compressors } from 'hyparquet-compressors';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

console.log('run,layer,step,negative_zero');
for (const run of readdirSync(process.argv[2]).filter((n) => n.startsWith('run=')).sort()) {
  const bytes = readFileSync(join(process.argv[2], run, 'part-0.parquet'));
  const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length);
  const counts = new Map();
  for (const row of await parquetReadObjects({ file, compressors })) {
    const key = `${run.slice(4)},${row.layer},${row.step}`;
    const zeros = Array.from(row.post).filter((v) => Object.is(v, -0)).length;
    counts.set(key, (counts.get(key) ?? 0) + zeros);
  }
  for (const [key, zeros] of counts) if (zeros > 0) console.log(`${key},${zeros}`);
}
