// Everything can be done without a pointer, and the focus is never caught.
import assert from "node:assert/strict";
import { journey } from "./support/journey.mjs";
import { example } from "./support/playground.mjs";

/** Presses Tab until `reached` says so; fails when the whole page was walked in vain. */
async function tabTo(playground, reached, key = "Tab") {
  const seen = [];
  for (let steps = 0; steps < 80; steps += 1) {
    await playground.page.keyboard.press(key);
    if (await playground.page.evaluate(reached)) return;
    seen.push(await playground.page.evaluate(() => document.activeElement.outerHTML.slice(0, 80)));
  }
  assert.fail(`not reached by ${key}:\n${seen.join("\n")}`);
}

const inEditor = () => document.activeElement.dataset.testid === "editor";
const inRows = () => document.activeElement.closest('[data-testid="connections"]') !== null;
const onShare = () => document.activeElement.dataset.testid === "share";

journey("Tab walks through the page and leaves the editor", async (playground) => {
  await playground.open();
  await tabTo(playground, inEditor);
  await tabTo(playground, inRows);
  await tabTo(playground, inEditor, "Shift+Tab");
});

journey("rows are walked with the arrows, and the why follows", async (playground) => {
  await playground.open();
  await playground.write(await example("start"));
  await tabTo(playground, inRows);
  const why = () => playground.get("why").innerText();
  await playground.page.keyboard.press("Home");
  const first = await why();
  await playground.page.keyboard.press("ArrowDown");
  await playground.page.waitForFunction(
    (known) => document.querySelector('[data-testid="why"]').innerText !== known,
    first,
  );
  await playground.page.keyboard.press("ArrowUp");
  await playground.page.waitForFunction(
    (known) => document.querySelector('[data-testid="why"]').innerText === known,
    first,
  );
});

journey("a link is made with the keyboard alone", async (playground) => {
  await playground.open();
  await playground.write(await example("disable-to-strict"));
  await tabTo(playground, onShare, "Shift+Tab");
  await playground.page.keyboard.press("Enter");
  await playground.get("share-link").waitFor();
  await playground.page.keyboard.press("Escape");
  await playground.get("share-link").waitFor({ state: "hidden" });
  assert.ok(await playground.page.evaluate(onShare), "the focus returns to where it came from");
});

journey("whatever has the focus shows it", async (playground) => {
  await playground.open();
  for (let steps = 0; steps < 20; steps += 1) {
    await playground.page.keyboard.press("Tab");
    const { visible, html } = await playground.page.evaluate(() => {
      const hasRing = (element) => {
        const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element);
        return (outlineStyle !== "none" && parseFloat(outlineWidth) > 0) || boxShadow !== "none";
      };
      const element = document.activeElement;
      // A text area may leave it to the frame around it.
      const ring = [element, ...document.querySelectorAll(":focus-within:not(html, body)")].some(hasRing);
      return { visible: element === document.body || ring, html: element.outerHTML.slice(0, 120) };
    });
    assert.ok(visible, html);
  }
});
