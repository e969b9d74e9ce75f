// Makes sure that the links of our Markdown files lead somewhere: node scripts/check-links.mjs
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

const pages = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard", "*.md"], { encoding: "utf8" });
const dead = [];
for (const page of pages.split("\n").filter((name) => name && existsSync(name))) {
  const prose = readFileSync(page, "utf8").replaceAll(/```[\s\S]*?```|`[^`\n]*`/g, "");
  for (const [, target] of prose.matchAll(/\]\(([^)\s]+)\)/g)) {
    const [file] = target.split("#");
    if (/^https?:/.test(target) || file === "") continue;
    if (!existsSync(join(dirname(page), decodeURIComponent(file)))) dead.push(`${page}: ${target}`);
  }
}
for (const link of dead) console.error(`error: dead link in ${link}`);
process.exitCode = dead.length > 0 ? 1 : 0;
