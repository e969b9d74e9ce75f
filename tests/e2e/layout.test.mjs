// The page fits a phone and a large window.
import assert from "node:assert/strict";
import { journey } from "./support/journey.mjs";
import { example } from "./support/playground.mjs";

for (const width of [320, 360, 768, 1280]) {
  journey(`nothing sticks out at ${width} px`, { viewport: { width, height: 720 } }, async (playground) => {
    await playground.open();
    await playground.evaluated(() => playground.fill(""));
    await playground.evaluated(async () => playground.fill(await example("disable-to-strict")));
    const page = await playground.page.evaluate(() => ({
      inner: window.innerWidth,
      scroll: document.scrollingElement.scrollWidth,
    }));
    assert.ok(page.scroll <= page.inner, `the page is ${page.scroll} px wide`);
  });
}

journey("a phone shows text and connections in turn", { viewport: { width: 360, height: 720 }, hasTouch: true, isMobile: true }, async (playground) => {
  const text = await example("disable-to-strict");
  await playground.open();
  await playground.evaluated(() => playground.fill(text));
  await playground.pane("connections");
  const row = playground.row({ from: "shop/frontend", port: 80 });
  assert.equal(await row.getAttribute("data-outcome"), "refused");
  assert.ok(await row.isVisible());
});

journey("changing results do not move the page", async (playground) => {
  const text = await example("disable-to-strict");
  await playground.open();
  await playground.write(text);
  await playground.page.evaluate(() => {
    window.shifts = [];
    new PerformanceObserver((list) => {
      for (const { value, sources } of list.getEntries()) {
        // Another outcome has other reasons, and the list of them other lines. Nothing around it may move.
        const around = sources.map(({ node }) => node).filter((node) => !node?.parentElement?.closest('[data-testid="why"]'));
        if (around.length > 0) window.shifts.push({ value, moved: around.map((node) => node?.outerHTML?.slice(0, 100)) });
      }
    }).observe({ type: "layout-shift" });
  });
  await playground.write(text.replace("DISABLE", "ISTIO_MUTUAL"));
  await playground.write(text);
  await playground.page.waitForTimeout(100);
  assert.deepEqual(await playground.page.evaluate(() => window.shifts), []);
});
