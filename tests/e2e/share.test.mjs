// A link carries the scenario to somebody who has nothing but the link.
import assert from "node:assert/strict";
import { tooLargeText } from "./support/links.mjs";
import { journey } from "./support/journey.mjs";
import { example } from "./support/playground.mjs";

/** What stands after the page's address in a link. */
const fragment = (link) => new URL(link).hash;

journey("a link shows the same rows in a fresh profile", async (playground, { open }) => {
  const text = await example("disable-to-strict");
  await playground.open();
  await playground.write(text);
  const link = await playground.share();
  assert.match(fragment(link), /^#v1\.[\w-]+$/);
  assert.ok(fragment(link).length <= 700, `${fragment(link).length} characters`);

  const receiver = await open();
  await receiver.open(`?editor=plain${fragment(link)}`);
  assert.equal(await receiver.text(), text);
  assert.deepEqual(await receiver.rows(), await playground.rows());
});

journey("the address changes on Share only", async (playground) => {
  await playground.open();
  const before = playground.page.url();
  await playground.write(await example("disable-to-strict"));
  assert.equal(playground.page.url(), before);
});

journey("Secret data never gets into a link", async (playground, { open }) => {
  const apps = await example("disable-to-strict");
  const secret = "apiVersion: v1\nkind: Secret\nmetadata: { name: db, namespace: shop }\nstringData:\n  password: correct-horse\n";
  await playground.open();
  await playground.write(`${apps}---\n${secret}`);
  const link = await playground.share();

  const receiver = await open();
  await receiver.open(`?editor=plain${fragment(link)}`);
  const received = await receiver.text();
  assert.match(received, /kind: Secret/);
  assert.doesNotMatch(received, /correct-horse/);
  assert.match(await playground.text(), /correct-horse/, "the text on the sender's screen stays");
});

journey("a link that cannot be opened says why, in four ways, and leaves the text alone", async (playground) => {
  const text = await example("disable-to-strict");
  await playground.open();
  await playground.write(text);
  const good = fragment(await playground.share());
  const middle = Math.floor(good.length / 2);
  const other = good[middle] === "A" ? "B" : "A";

  const sentences = [];
  for (const bad of [
    good.slice(0, -20),
    good.slice(0, middle) + other + good.slice(middle + 1),
    // Not ours with another number: that would be damage, because the check characters cover the version.
    `#v2.${good.slice("#v1.".length).split("").reverse().join("")}`,
    tooLargeText(),
  ]) {
    await playground.page.evaluate((hash) => (location.hash = hash), bad);
    sentences.push(await playground.alert(sentences.at(-1)));
    assert.equal(await playground.text(), text);
  }
  assert.equal(new Set(sentences).size, 4, sentences.join("\n"));
});
