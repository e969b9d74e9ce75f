// Text and links from somebody who means harm: shown as what they are, or refused with a sentence, within a second.
import assert from "node:assert/strict";
import { tooLargeText } from "./support/links.mjs";
import { journey } from "./support/journey.mjs";
import { example } from "./support/playground.mjs";

const SECOND = 1000;

/** How long the page takes from a new text to its result. */
async function time(playground, text) {
  const start = performance.now();
  await playground.write(text);
  return performance.now() - start;
}

journey("a name that looks like markup is only a name", async (playground) => {
  const markup = `<img src=x onerror=alert(1)>`;
  const text = (await example("disable-to-strict"))
    .replaceAll("shop/frontend", `shop/frontend${markup}`)
    .replaceAll("name: frontend,", `name: 'frontend${markup}',`)
    .replaceAll("name: payments", `name: '${markup}'`);
  await playground.open();
  await playground.write(text);
  for (const row of await playground.get("connections").locator("[data-outcome]").all()) await row.click();
  assert.equal(await playground.page.locator("img[src=x]").count(), 0);
});

// Nine letters, nine times nine times … : 300 bytes that would become gigabytes.
const BOMB = [..."abcdefghi"]
  .map((name, i, all) => `${name}: &${name} [${Array(9).fill(i === 0 ? "lol" : `*${all[i - 1]}`).join(",")}]`)
  .join("\n");

for (const [name, bad] of [
  ["an alias bomb", `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: bomb }\ndata:\n${BOMB.replace(/^/gm, "  ")}\n`],
  ["deep nesting", `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: deep }\ndata: ${"[".repeat(20_000)}\n`],
]) {
  journey(`${name} is an error within a second, and the rest still counts`, async (playground) => {
    const good = await example("disable-to-strict");
    await playground.open();
    await playground.write(good);
    const rows = await playground.rows();
    const duration = await time(playground, `${good}---\n${bad}`);
    assert.ok(duration < SECOND, `${duration} ms`);
    assert.deepEqual(await playground.rows(), rows);
    assert.ok((await playground.get("finding").count()) > 0);
  });
}

journey("a link that inflates to 50 MB is refused within a second", async (playground) => {
  await playground.open();
  const start = performance.now();
  await playground.page.evaluate((hash) => (location.hash = hash), tooLargeText());
  await playground.alert();
  const duration = performance.now() - start;
  assert.ok(duration < SECOND, `${duration} ms`);
});
