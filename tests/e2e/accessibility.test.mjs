// axe finds nothing to complain about, in every theme, width and language.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { journey } from "./support/journey.mjs";
import { example } from "./support/playground.mjs";

const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** What axe finds, as sentences. */
async function violations(page) {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
  return violations.flatMap(({ id, help, nodes }) => nodes.map((node) => `${id}: ${help}: ${node.html}`));
}

for (const colorScheme of ["light", "dark"]) {
  for (const [width, locale] of [[1280, "en-GB"], [1280, "ko-KR"], [360, "en-GB"], [360, "ko-KR"]]) {
    journey(`axe: ${colorScheme}, ${width} px, ${locale}`, { colorScheme, locale, viewport: { width, height: 720 } }, async (playground) => {
      await playground.open("?embed=1");
      assert.deepEqual(await violations(playground.page), [], "in another page");

      await playground.open();
      assert.deepEqual(await violations(playground.page), [], "first visit");

      await playground.evaluated(async () => playground.fill(await example("disable-to-strict")));
      await playground.pane("connections");
      await playground.row({ from: "shop/frontend", port: 80 }).click();
      assert.deepEqual(await violations(playground.page), [], "a failing connection");

      await playground.pane("fixes");
      await playground.get("finding-commands").first().locator("summary").click();
      await playground.get("finding-commands").first().locator("code").first().waitFor();
      assert.deepEqual(await violations(playground.page), [], "the commands of a finding");

      await playground.get("rule-help").first().click();
      await playground.get("rule").locator("pre").first().waitFor();
      assert.deepEqual(await violations(playground.page), [], "a rule");
      await playground.page.keyboard.press("Escape");

      await playground.get("fix").first().click();
      await playground.get("apply").waitFor();
      assert.deepEqual(await violations(playground.page), [], "the preview of a fix");
      await playground.page.keyboard.press("Escape");

      await playground.pane("connections");
      await playground.page.locator("#view-readiness").click();
      await playground.get("readiness").locator("[data-fate]").first().waitFor();
      assert.deepEqual(await violations(playground.page), [], "readiness");
      await playground.page.locator("#view-connections").click();

      const menu = playground.page.locator('.top [popovertarget="tools"]');
      if (await menu.isVisible()) await menu.click();
      await playground.get("symptom").fill("503 UC upstream_reset_before_response_started");
      assert.deepEqual(await violations(playground.page), [], "an error");
      await playground.get("symptom").press("Escape");
      await playground.page.keyboard.press("Escape");

      await playground.evaluated(() => playground.fill("kind: [\n"));
      assert.deepEqual(await violations(playground.page), [], "a broken text");

      await playground.share();
      assert.deepEqual(await violations(playground.page), [], "the link");
    });
  }
}
