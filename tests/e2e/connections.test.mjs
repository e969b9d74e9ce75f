// The main job: paste manifests, read what every connection is and which line decides, change that line.
import assert from "node:assert/strict";
import { journey } from "./support/journey.mjs";
import { example, lineOf } from "./support/playground.mjs";

const CALL = { from: "shop/frontend", host: "payments.shop", port: 80, server: "shop/payments" };

journey("a refused connection shows the line that decides, and changing the line repairs it", async (playground) => {
  const text = await example("disable-to-strict");
  await playground.open();
  await playground.write(text);

  const row = playground.row(CALL);
  assert.equal(await row.getAttribute("data-outcome"), "refused");
  assert.match(await row.innerText(), new RegExp(`:${lineOf(text, "mode: DISABLE")}\\b`));

  await playground.write(text.replace("mode: DISABLE", "mode: ISTIO_MUTUAL"));
  assert.equal(await row.getAttribute("data-outcome"), "mtls");
});

journey("the why of a connection leads to the line in the text", async (playground) => {
  const text = await example("disable-to-strict");
  await playground.open();
  await playground.write(text);
  await playground.row(CALL).click();

  const line = lineOf(text, "mode: DISABLE");
  const link = playground.get("why").getByText(new RegExp(`:${line}\\b`)).first();
  await link.click();
  const selected = await playground.editor.evaluate(({ value, selectionStart, selectionEnd }) => ({
    line: value.slice(0, selectionStart).split("\n").length,
    text: value.slice(selectionStart, selectionEnd),
  }));
  assert.equal(selected.line, line);
  assert.match(selected.text, /DISABLE/);
});

journey("a broken document hides none of the others", async (playground) => {
  const text = await example("disable-to-strict");
  await playground.open();
  await playground.write(text);
  const rows = await playground.rows();
  assert.ok(rows.length > 0);

  await playground.write(`${text}---\nkind: [\n`);
  assert.deepEqual(await playground.rows(), rows);
  assert.ok((await playground.get("finding").count()) > 0);
});

journey("a first visit shows a protected, an unprotected and a broken connection", async (playground) => {
  await playground.open();
  const outcomes = new Set((await playground.rows()).map((row) => row.outcome));
  assert.ok(outcomes.has("mtls") && outcomes.has("plaintext") && outcomes.size >= 3, [...outcomes].join());
});

journey("the newest keystroke wins", async (playground) => {
  const text = await example("disable-to-strict");
  await playground.open();
  await playground.write(text);
  const at = text.indexOf("DISABLE");
  await playground.editor.evaluate((editor, [start, end]) => {
    editor.focus();
    editor.setSelectionRange(start, end);
  }, [at, at + "DISABLE".length]);
  // Every letter is a text of its own on the way.
  await playground.evaluated(() => playground.page.keyboard.type("ISTIO_MUTUAL"));
  await playground.page.waitForFunction(
    () => document.querySelector('[data-testid="connections"] [data-outcome="mtls"]') !== null,
  );
  assert.equal(await playground.text(), text.replace("DISABLE", "ISTIO_MUTUAL"));
});

journey("a call that nobody declared leads to the line where it was read", async (playground) => {
  const text = (await example("disable-to-strict")).split("---\napiVersion: mtls-playground/v1")[0].replace(
    "containers: [{ name: app, image: shop/frontend }]",
    "containers: [{ name: app, image: shop/frontend, env: [{ name: PAYMENTS, value: 'http://payments.shop:80' }] }]",
  );
  assert.match(text, /PAYMENTS/);
  await playground.open();
  await playground.write(text);
  await playground.row({ from: "shop/frontend", host: "payments.shop", port: 80 }).first().click();
  await playground.page.locator(".origin .link").click();
  const line = await playground.editor.evaluate(({ value, selectionStart }) => value.slice(0, selectionStart).split("\n").length);
  assert.equal(line, lineOf(text, "PAYMENTS"));
});
