// Types into the page, keystroke by keystroke as a person would, and measures how long each takes to show in the rows:
// node typing.mjs <file of manifests>…
import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { launch, visit } from "../support/browser.mjs";
import { Playground } from "../support/playground.mjs";
import { serve } from "../support/server.mjs";

const KEYS = 100;
/** Milliseconds between keys: slow enough that each is a text of its own, as fast as a good typist. */
const PAUSE = 120;
/** The goal for 100 resources, of the slowest in twenty keystrokes. */
const GOAL = 50;

/** In the page: notes for each key the times at which it was pressed, the rows were new, and they were painted. */
function watchKeys() {
  const times = { rows: [], painted: [] };
  let pressed = [];
  document.addEventListener("keydown", (event) => pressed.push(event.timeStamp), true);
  new MutationObserver(() => {
    // Where an evaluation takes longer than the pause between keys, one brings the rows of several.
    const keys = pressed;
    pressed = [];
    const since = () => keys.map((start) => performance.now() - start);
    times.rows.push(...since());
    // A message that is sent in the frame arrives when that frame is done.
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => times.painted.push(...since());
      port2.postMessage(undefined);
    });
  }).observe(document.querySelector('[data-testid="status"]'), { attributeFilter: ["data-revision"] });
  window.times = times;
}

/** The times in milliseconds for a text; every key changes the port of a service, and with it rows. */
async function measure(browser, server, text) {
  const { context, page, trouble } = await visit(browser, server);
  const playground = await new Playground(page, server.url).open();
  await playground.paste(text);
  const port = text.indexOf("port: 8080");
  if (port < 0) throw new Error("the text has no port to change");
  const caret = port + "port: 8080".length;
  await playground.editor.evaluate((editor, at) => {
    editor.focus();
    editor.setSelectionRange(at, at);
  }, caret);
  await page.evaluate(watchKeys);
  const before = await playground.revision();
  for (let key = 0; key < KEYS; key += 1) {
    await page.keyboard.press(key % 2 === 0 ? "1" : "Backspace");
    await page.waitForTimeout(PAUSE);
  }
  await playground.settle(before);
  await page.waitForFunction((keys) => window.times.painted.length >= keys, KEYS);
  const times = await page.evaluate(() => window.times);
  const rows = (await playground.rows()).length;
  await context.close();
  if (trouble.length > 0) throw new Error(trouble.join("\n"));
  return { ...times, shown: rows };
}

/** The value that `share` of the times do not exceed. */
function percentile(times, share) {
  const sorted = times.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
}

const [browser, server] = await Promise.all([launch(), serve(new URL("../../../dist", import.meta.url).pathname)]);
try {
  console.log("mesh        rows  keys  key → new rows, ms         key → painted, ms");
  console.log("                        p50    p95    max          p50    p95    max");
  for (const file of process.argv.slice(2)) {
    const { rows, painted, shown } = await measure(browser, server, await readFile(file, "utf8"));
    const columns = [rows, painted].map((times) =>
      [0.5, 0.95, 1].map((share) => percentile(times, share).toFixed(1).padStart(5)).join("  "),
    );
    const name = basename(file, ".yaml");
    console.log(`${name.padEnd(8)}${String(shown).padStart(8)}${String(rows.length).padStart(6)}  ${columns.join("        ")}`);
    if (name === "100" && percentile(rows, 0.95) > GOAL) {
      console.error(`error: the goal for 100 resources is ${GOAL} ms at p95`);
      process.exitCode = 1;
    }
  }
} finally {
  await browser.close();
  await server.stop();
}
