// What STRICT would break, before it is turned on.
import assert from "node:assert/strict";
import { journey } from "./support/journey.mjs";
import { example } from "./support/playground.mjs";

journey("readiness names what breaks and what to do before, and the namespace alone", async (playground) => {
  await playground.open();
  await playground.write(await example("selector-typo"));
  const { page } = playground;
  await page.getByRole("tab", { name: /Connections/ }).press("ArrowRight");
  const readiness = playground.get("readiness");
  await readiness.locator('[data-fate="breaks"]').waitFor();
  assert.match(await readiness.innerText(), /STRICT for the whole mesh would break 1 connection\./);
  assert.deepEqual(await readiness.locator('[data-fate="breaks"] .call').allInnerTexts(), ["legacy/reports → payments.shop:8080"]);
  assert.match(await readiness.locator(".obstacle").innerText(), /legacy\/reports is outside the mesh/);

  await playground.get("readiness-scope").selectOption("namespace/legacy");
  await page.waitForFunction(() => /namespace legacy breaks no connection/.test(document.querySelector("#readiness").innerText));
});

journey("readiness follows the text", async (playground) => {
  const text = await example("selector-typo");
  await playground.open();
  await playground.write(text);
  await playground.page.getByRole("tab", { name: /Readiness/ }).click();
  await playground.get("readiness").locator('[data-fate="breaks"]').waitFor();
  await playground.write(text.replace("name: legacy\n", "name: legacy\n  labels: { istio-injection: enabled }\n"));
  await playground.get("readiness").locator('[data-fate="breaks"]').waitFor({ state: "detached" });
});
