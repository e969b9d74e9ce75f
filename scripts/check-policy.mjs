// Reads the built page and makes sure that it keeps its own Content-Security-Policy and names no other host:
// node scripts/check-policy.mjs dist
import { readFile } from "node:fs/promises";
import { join } from "node:path";

const html = await readFile(join(process.argv[2], "index.html"), "utf8");
const mistakes = [];

const [, policy = ""] = html.match(/<meta http-equiv="Content-Security-Policy"\s+content="([^"]*)"/) ?? [];
const directives = new Map(policy.split(";").map((part) => part.trim().split(/\s+/)).map(([name, ...rest]) => [name, rest]));

if (String(directives.get("default-src")) !== "'none'") {
  mistakes.push("the policy must start from default-src 'none'");
}
for (const [directive, sources] of directives) {
  for (const source of sources) {
    // 'wasm-unsafe-eval' lets WebAssembly start and nothing else.
    if (["'unsafe-inline'", "'unsafe-eval'", "*", "http:", "https:"].includes(source) || source.includes("//")) {
      mistakes.push(`the policy allows ${source} for ${directive}`);
    }
  }
}
for (const [, attributes] of html.matchAll(/<script\b([^>]*)>/g)) {
  if (!/\ssrc=/.test(attributes)) mistakes.push(`an inline script: <script${attributes}>`);
}
if (/<style\b/.test(html)) mistakes.push("an inline <style>");
for (const [attribute] of html.matchAll(/\s(style|on[a-z]+)="[^"]*"/g)) {
  mistakes.push(`an inline attribute:${attribute}`);
}
for (const [, name, url] of html.matchAll(/\s(src|href|data-module|data-wasm)="([^"]*)"/g)) {
  if (/^(\/|[a-z][a-z0-9+.-]*:)/i.test(url) && !url.startsWith("data:")) {
    mistakes.push(`${name}="${url}" is not relative: the page must work from any path`);
  }
}

for (const mistake of mistakes) console.error(`error: index.html: ${mistake}`);
process.exitCode = mistakes.length > 0 ? 1 : 0;
if (mistakes.length === 0) console.log(`index.html keeps its policy: ${policy}`);
