// Texts that are too much for a text area are edited a part at a time.
import assert from "node:assert/strict";
import { journey } from "./support/journey.mjs";
import { example, lineOf } from "./support/playground.mjs";

const OTHERS = Array.from({ length: 9_000 }, (_, n) => `---\napiVersion: v1\nkind: Namespace\nmetadata: { name: n${n} }\n`);
const CALL = { from: "shop/frontend", port: 80 };

async function openLarge(playground) {
  const text = `${OTHERS.join("")}---\n${await example("disable-to-strict")}`;
  await playground.open();
  await playground.paste(text);
  return text;
}

const selection = ({ editor }) => editor.evaluate((area) => area.value.slice(area.selectionStart, area.selectionEnd));

const part = (playground) => playground.page.locator(".parts select");

journey("a large text is pasted at once, and its places lead to their parts", async (playground) => {
  const text = await openLarge(playground);
  assert.ok((await playground.text()).length < 110_000);
  assert.equal(await playground.row(CALL).getAttribute("data-outcome"), "refused");
  await playground.row(CALL).locator(".link").click();
  assert.match(await part(playground).inputValue(), /^Part (\d+) of \1$/);
  const selected = await selection(playground);
  const line = Number((await playground.row(CALL).locator(".link").innerText()).match(/(\d+)$/)[1]);
  assert.equal(selected, text.split("\n")[line - 1]);
  assert.ok(line > lineOf(text, "name: n8999"));
});

journey("what is typed into a part is evaluated with all others, and survives", async (playground) => {
  const text = await openLarge(playground);
  await playground.row(CALL).locator(".link").click();
  const shown = await playground.text();
  const selected = await selection(playground);
  await playground.evaluated(() => playground.editor.pressSequentially("# "));
  assert.notEqual(await playground.text(), shown);
  await playground.page.getByRole("button", { name: "Previous part" }).click();
  assert.ok((await playground.text()).includes("name: n8000"));
  await playground.page.getByRole("button", { name: "Next part" }).click();
  assert.notEqual(await playground.text(), shown);
  await playground.page.reload();
  await playground.settle(0);
  const parts = await part(playground).locator("option").count();
  let all = "";
  for (let at = 0; at < parts; at += 1) {
    await part(playground).selectOption({ index: at });
    all += await playground.text();
  }
  assert.equal(all, text.replace(shown, shown.replace(selected, "# ")));
});

journey("another text that is pasted over all of a part takes the place of the file", async (playground) => {
  await openLarge(playground);
  const text = await example("disable-to-strict");
  await playground.paste(text);
  assert.equal(await playground.text(), text);
  assert.equal(await part(playground).count(), 0);
  await playground.page.keyboard.type("# typed on");
  assert.ok((await playground.text()).includes("# typed on"), "the text area has the focus");
  await playground.page.getByRole("button", { name: "Undo" }).click();
  assert.ok((await playground.text()).includes("name: n0 "));
});
