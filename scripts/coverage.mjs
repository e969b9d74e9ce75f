// Sums up the report of llvm-cov (JSON, from standard input) by module, and fails where lines of all fall below a limit.
import { readFileSync } from "node:fs";

const limit = Number(process.argv[2]);
const [{ files, totals }] = JSON.parse(readFileSync(0, "utf8")).data;
const modules = new Map();
for (const { filename, summary } of files) {
  const [, name] = /\/src\/([a-z0-9_]+)/.exec(filename) ?? [];
  if (!name) continue;
  const sum = modules.get(name) ?? { count: 0, covered: 0 };
  modules.set(name, { count: sum.count + summary.lines.count, covered: sum.covered + summary.lines.covered });
}

const percent = ({ count, covered }) => (100 * covered) / count;
const row = (name, lines) =>
  console.log(`${name.padEnd(12)} ${String(lines.covered).padStart(6)} of ${String(lines.count).padStart(6)} lines  ${percent(lines).toFixed(1).padStart(5)} %`);
for (const [name, lines] of [...modules].sort()) row(name, lines);
row("engine", totals.lines);
if (percent(totals.lines) < limit) {
  console.error(`Less than ${limit} % of the lines are run by tests.`);
  process.exitCode = 1;
}
