// Photographs the page as a first visitor sees it, with the broken connection selected and its fixes tried:
// node picture.mjs <file.png>
import { launch, visit } from "./support/browser.mjs";
import { Playground } from "./support/playground.mjs";
import { serve } from "./support/server.mjs";

const [browser, server] = await Promise.all([launch(), serve(new URL("../../dist", import.meta.url).pathname)]);
try {
  const { page } = await visit(browser, server, { viewport: { width: 1280, height: 800 }, deviceScaleFactor: 2 });
  const playground = await new Playground(page, server.url).open("");
  await playground.get("connections").locator('[data-outcome="refused"]').first().click();
  await playground.get("fix").first().waitFor();
  await page.mouse.move(0, 0);
  await page.screenshot({ path: process.argv[2] });
} finally {
  await browser.close();
  await server.stop();
}
