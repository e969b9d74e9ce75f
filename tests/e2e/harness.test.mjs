// The tests of the tests: a page that does what ours must never do has to be caught.
import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { launch, visit } from "./support/browser.mjs";
import { serve } from "./support/server.mjs";

let browser;
let folder;

before(async () => {
  browser = await launch();
  folder = await mkdtemp(join(tmpdir(), "journeys-"));
});

after(async () => {
  await browser.close();
  await rm(folder, { recursive: true });
});

/** What is noted about a page with this body. */
async function noted(body) {
  await writeFile(join(folder, "index.html"), `<!doctype html><title>t</title><link rel="icon" href="data:,">${body}`);
  await writeFile(join(folder, "here.css"), "");
  const server = await serve(folder);
  const { context, page, trouble } = await visit(browser, server);
  await page.goto(server.url);
  await context.close();
  await server.stop();
  return { trouble: trouble.join("\n"), missing: server.missing };
}

const POLICY = `<meta http-equiv="Content-Security-Policy" content="script-src 'self'">`;

for (const [name, body, expected] of [
  ["a request to another origin", `<img src="http://127.0.0.2:9/pixel.png">`, /another origin/],
  ["an exception", `<script>throw new Error("oops")</script>`, /uncaught: oops/],
  ["a forbidden script", `${POLICY}<script>1</script>`, /Content.Security.Policy/i],
  ["a dialog", `<script>alert("injected")</script>`, /dialog: injected/],
]) {
  test(`${name} is noted`, async () => {
    assert.match((await noted(body)).trouble, expected);
  });
}

test("an address that starts at the root of the host is not found", async () => {
  assert.deepEqual((await noted(`<link rel="stylesheet" href="/here.css">`)).missing, ["/here.css"]);
});

test("a harmless page below a sub-path raises nothing", async () => {
  assert.deepEqual(await noted(`<link rel="stylesheet" href="here.css">`), {
    trouble: "",
    missing: [],
  });
});
