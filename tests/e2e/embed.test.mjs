// A scenario as a part of somebody else's page: there to be read.
import assert from "node:assert/strict";
import { journey } from "./support/journey.mjs";
import { example } from "./support/playground.mjs";

/** What stands after the page's address in a link. */
const fragment = (link) => new URL(link).hash;

journey("an embedded scenario shows its rows, and leaves nothing behind", async (playground, { open }) => {
  await playground.open();
  await playground.write(await example("disable-to-strict"));
  const rows = await playground.rows();
  const link = await playground.share();

  const reader = await open();
  await reader.open(`?embed=1&editor=plain${fragment(link)}`);
  const address = reader.page.url();
  assert.deepEqual(await reader.rows(), rows);
  assert.equal(await reader.get("share").count(), 0);
  assert.ok((await reader.editor.getAttribute("readonly")) !== null);
  await reader.editor.press("x");
  await reader.page.keyboard.press("Control+s");
  assert.equal(await reader.page.locator("dialog[open]").count(), 0);
  await reader.row({ outcome: "refused" }).first().click();
  assert.ok(await reader.page.locator(".why, [data-testid=why]").first().isVisible());
  assert.deepEqual(await reader.rows(), rows);
  assert.equal(reader.page.url(), address);
  const kept = await reader.page.evaluate(() => localStorage.length + sessionStorage.length);
  assert.equal(kept, 0);
});

journey("an embedded scenario opens by itself, to be changed", async (playground) => {
  await playground.open("?embed=1&editor=plain#/example/disable-to-strict");
  const rows = await playground.rows();
  const alone = await playground.get("open-alone").getAttribute("href");
  assert.equal(new URL(alone).search, "?editor=plain");

  await playground.open(alone);
  assert.deepEqual(await playground.rows(), rows);
  await playground.write("kind: Pod");
  assert.equal(await playground.text(), "kind: Pod");
});

journey("what the share dialog gives for another page shows the scenario there", async (playground, { open }) => {
  await playground.open();
  await playground.write(await example("disable-to-strict"));
  const rows = await playground.rows();
  await playground.share();
  const snippet = await playground.get("share-embed").inputValue();

  const { page } = await open();
  await page.setContent(`<h1>Somebody's article</h1>${snippet}`);
  const embedded = page.frameLocator("iframe").locator("[data-testid=connections] [data-outcome]");
  await embedded.first().waitFor();
  assert.equal(await embedded.count(), rows.length);
});
