// What the journeys share: one browser and one server for a file of tests, and a fresh profile for each test.
import assert from "node:assert/strict";
import { mkdir } from "node:fs/promises";
import { after, before, test } from "node:test";
import { launch, visit } from "./browser.mjs";
import { Playground } from "./playground.mjs";
import { serve } from "./server.mjs";

const DIST = new URL("../../../dist", import.meta.url).pathname;
const RESULTS = new URL("../results", import.meta.url).pathname;

let browser;
let server;

before(async () => {
  [browser, server] = await Promise.all([launch(), serve(DIST)]);
});

after(async () => {
  await browser?.close();
  await server?.stop();
});

/**
 * A test with a profile of its own. `act` gets a Playground and a function that opens another fresh profile (as the
 * receiver of a link would have). The journey also fails when something happened that no page of ours may do, and
 * leaves a picture of where it failed.
 */
export function journey(name, options, act = options) {
  test(name, { timeout: 60_000 }, async (t) => {
    const visits = [];
    const open = async (own = {}) => {
      const visitor = await visit(browser, server, own);
      visits.push(visitor);
      return new Playground(visitor.page, server.url);
    };
    try {
      await act(await open(options === act ? {} : options), { open, t });
      assert.deepEqual(visits.flatMap((visitor) => visitor.trouble), []);
      assert.deepEqual(server.missing, [], "files that the page asked for and the server does not have");
    } catch (error) {
      await photograph(visits, name);
      throw error;
    } finally {
      server.missing.length = 0;
      await Promise.all(visits.map((visitor) => visitor.context.close()));
    }
  });
}

async function photograph(visits, name) {
  await mkdir(RESULTS, { recursive: true });
  const file = name.replaceAll(/[^\p{L}\p{N}]+/gu, "-");
  await Promise.allSettled(
    visits.map(({ page }, index) => page.screenshot({ path: `${RESULTS}/${file}-${index + 1}.png` })),
  );
}
