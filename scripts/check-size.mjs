// Weighs what a visitor downloads and compares it with the budget: node scripts/check-size.mjs dist
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const KIB = 1024;
/** What a visitor should have to download at most. */
const GOAL = { brotli: 250 * KIB, gzip: 320 * KIB };
/** What is tolerated until the goal is reached: today's size. It is raised only for what the page learns to answer. */
const CEILING = { brotli: 762 * KIB, gzip: 964 * KIB };
// Fetched after the page works, and only if somebody asks: the code editor, which has a budget of its own, and the
// texts of the rules.
const LAZY = /^(editor|rules)\//;

const folder = process.argv[2];
const names = (await readdir(folder, { recursive: true, withFileTypes: true }))
  .filter((entry) => entry.isFile())
  .map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(join(folder, "/").length))
  .filter((name) => !LAZY.test(name))
  .sort();

const files = await Promise.all(
  names.map(async (name) => {
    const body = await readFile(join(folder, name));
    const brotli = brotliCompressSync(body, {
      params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: body.length },
    });
    return { name, raw: body.length, brotli: brotli.length, gzip: gzipSync(body, { level: 9 }).length };
  }),
);

const sum = (column) => files.reduce((total, file) => total + file[column], 0);
const total = { name: "total", raw: sum("raw"), brotli: sum("brotli"), gzip: sum("gzip") };
const kib = (bytes) => (bytes / KIB).toFixed(1).padStart(9);

console.log(`${"KiB".padEnd(48)}${"raw".padStart(9)}${"brotli".padStart(9)}${"gzip".padStart(9)}`);
for (const { name, raw, brotli, gzip } of [...files, total]) {
  console.log(`${name.padEnd(48)}${kib(raw)}${kib(brotli)}${kib(gzip)}`);
}
for (const [name, limits] of Object.entries({ goal: GOAL, ceiling: CEILING })) {
  console.log(`${name.padEnd(48)}${"".padStart(9)}${kib(limits.brotli)}${kib(limits.gzip)}`);
}

for (const method of Object.keys(GOAL)) {
  const size = `with ${method} the page has ${kib(total[method]).trim()} KiB`;
  if (total[method] > CEILING[method]) {
    console.error(`error: ${size}, ${kib(CEILING[method]).trim()} are tolerated`);
    process.exitCode = 1;
  } else if (total[method] > GOAL[method]) {
    console.error(`warning: the goal is missed: ${size}, it should have ${kib(GOAL[method]).trim()} at most`);
  }
}
