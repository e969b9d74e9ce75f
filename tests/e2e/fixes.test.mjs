// From a finding to the repaired text: look at a fix, see what it changes, apply it, take it back.
import assert from "node:assert/strict";
import { journey } from "./support/journey.mjs";
import { example } from "./support/playground.mjs";

/** Opens the preview of the first fix of the finding with this code. */
async function preview(playground, code) {
  await playground.pane("fixes");
  const fix = playground.get("finding").and(playground.page.locator(`[data-code="${code}"]`)).getByTestId("fix").first();
  await fix.click();
  await playground.get("apply").waitFor();
  return playground.page.locator(".preview");
}

const outcome = (playground, call) => playground.row(call).getAttribute("data-outcome");

journey("a fix shows its lines and what flips, is applied, and undone without a trace", async (playground) => {
  const text = await example("disable-to-strict");
  await playground.open();
  await playground.write(text);
  const shown = await preview(playground, "MP101");
  assert.match(await shown.locator(".diff").innerText(), /−\s*\d+\s*mode: DISABLE/);
  const flips = await shown.locator(".flip").allInnerTexts();
  assert.deepEqual(flips.map((flip) => flip.replaceAll(/\s+/g, " ")), [
    "better: shop/frontend → payments.shop:80 refused → mTLS",
    "better: shop/orders → payments:80 refused → mTLS",
  ]);

  await playground.evaluated(() => playground.get("apply").click());
  assert.deepEqual((await playground.rows()).map((row) => row.outcome), ["mtls", "mtls"]);
  assert.doesNotMatch(await playground.text(), /mode: DISABLE/);
  assert.match(await playground.text(), /maxConnections: 200/, "what stands around it stays");

  await playground.evaluated(() => playground.page.keyboard.press("ControlOrMeta+z"));
  assert.equal(await playground.text(), text);
  assert.deepEqual((await playground.rows()).map((row) => row.outcome), ["refused", "refused"]);
});

journey("what was typed before a fix can still be undone after it was taken back", async (playground) => {
  const text = await example("disable-to-strict");
  await playground.open();
  await playground.write(text);
  await playground.editor.focus();
  await playground.page.keyboard.press("ControlOrMeta+End");
  await playground.evaluated(() => playground.page.keyboard.type("#"));
  await preview(playground, "MP101");
  await playground.evaluated(() => playground.get("apply").click());
  await playground.evaluated(() => playground.page.keyboard.press("ControlOrMeta+z"));
  assert.equal(await playground.text(), `${text}#`);
  await playground.editor.focus();
  await playground.evaluated(() => playground.page.keyboard.press("ControlOrMeta+z"));
  assert.equal(await playground.text(), text);
});

for (const [name, slug, code, call, expected] of [
  ["without auto mTLS", "no-auto-mtls", "MP101", { from: "shop/frontend", host: "payments" }, "mtls"],
  ["a client without a sidecar", "no-sidecar", "MP101", { from: "legacy/reports" }, "mtls"],
  ["a server without a sidecar", "no-sidecar", "MP102", { from: "shop/frontend", host: "cache" }, "plaintext"],
]) {
  journey(`the first fix helps: ${name}`, async (playground) => {
    await playground.open();
    await playground.write(await example(slug));
    assert.notEqual(await outcome(playground, call), expected);
    await preview(playground, code);
    await playground.evaluated(() => playground.get("apply").click());
    assert.equal(await outcome(playground, call), expected);
  });
}

journey("a fix is found, read, applied and taken back with the keyboard alone", async (playground) => {
  const text = await example("disable-to-strict");
  await playground.open();
  await playground.write(text);
  await playground.get("fix").first().waitFor();
  const { keyboard } = playground.page;
  const focused = (attribute) => playground.page.evaluate((name) => document.activeElement.getAttribute(name), attribute);
  for (let steps = 0; (await focused("data-testid")) !== "fix"; steps += 1) {
    assert.ok(steps < 80, "no fix was reached with Tab");
    await keyboard.press("Tab");
  }
  const fix = await focused("data-fix");
  await keyboard.press("Enter");
  await playground.get("apply").waitFor();
  assert.equal(await focused("data-testid"), "apply", "nothing breaks, so Enter may apply");
  await keyboard.press("Escape");
  assert.equal(await focused("data-fix"), fix, "the focus comes back");
  await keyboard.press("Enter");
  await playground.get("apply").waitFor();
  await playground.evaluated(() => keyboard.press("Enter"));
  assert.deepEqual((await playground.rows()).map((row) => row.outcome), ["mtls", "mtls"]);
  await playground.evaluated(() => keyboard.press("ControlOrMeta+z"));
  assert.equal(await playground.text(), text);
});

journey("a fix that breaks another connection says so, and Enter does not apply it", async (playground) => {
  const text = await example("no-sidecar");
  await playground.open();
  await playground.write(text);
  await playground.page.locator('[data-fix="MP102-plaintext"]').click();
  const apply = playground.get("apply");
  assert.equal(await apply.innerText(), "Apply, 1 connection breaks");
  assert.match(await playground.page.locator(".flip").first().innerText(), /^worse:\s+shop\/frontend → orders:8080/);
  await playground.page.keyboard.press("Enter");
  await apply.waitFor({ state: "detached" });
  assert.equal(await playground.text(), text);
});

journey("on a phone, in Korean", { viewport: { width: 360, height: 720 }, locale: "ko-KR", hasTouch: true, isMobile: true }, async (playground) => {
  await playground.open();
  await playground.write(await example("disable-to-strict"));
  await preview(playground, "MP101");
  const { page } = playground;
  assert.equal(await playground.get("apply").innerText(), "적용");
  assert.equal(await page.locator(".preview").evaluate((pane) => pane.scrollTop), 0, "the lines come first");
  const widths = await page.evaluate(() => [document.scrollingElement.scrollWidth, window.innerWidth]);
  assert.ok(widths[0] <= widths[1], `the page is ${widths[0]} px wide`);
  await playground.evaluated(() => playground.get("apply").click());
  await playground.pane("connections");
  assert.deepEqual((await playground.rows()).map((row) => row.outcome), ["mtls", "mtls"]);
  await playground.evaluated(() => page.getByRole("button", { name: "실행 취소" }).click());
  assert.deepEqual((await playground.rows()).map((row) => row.outcome), ["refused", "refused"]);
});

journey("a finding says what its rule is about", async (playground) => {
  await playground.open();
  await playground.write(await example("disable-to-strict"));
  await playground.get("rule-help").first().click();
  const rule = playground.get("rule");
  await rule.getByRole("heading", { name: "Verify on a cluster" }).waitFor();
  assert.match(await rule.innerText(), /MP101[^]*istioctl x describe pod/);
  assert.equal(await rule.locator("pre").count(), 2, "a bad and a good example");
  await playground.page.keyboard.press("Escape");
  await rule.waitFor({ state: "detached" });
});
