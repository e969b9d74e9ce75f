// A telemetry collector in a STRICT mesh: from the error in the log to a mesh that works, and all the way back.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { journey } from "./support/journey.mjs";

const TEXT = await readFile(new URL("scenarios/collector.yaml", import.meta.url), "utf8");
const AGENT = { from: "kube-system/agent", port: 4318 };
const CART = { from: "shop/cart", port: 4317 };

journey("a collector: the error, its two causes, a fix for each, and undo", async (playground) => {
  const { page } = playground;
  const outcome = (call) => playground.row(call).getAttribute("data-outcome");
  await playground.open();
  await playground.write(TEXT);

  await playground.get("symptom").fill("rpc error: code = Unavailable desc = connection error: read tcp: connection reset by peer");
  assert.match(await playground.get("symptom-answer").innerText(), /accepts only mutual TLS \(STRICT\)/);
  assert.ok((await playground.rows()).every((row) => row.outcome === "refused"));
  await playground.get("symptom").fill("");

  const findings = playground.get("finding").and(page.locator('[data-code="MP101"]'));
  assert.equal(await findings.count(), 2, "DISABLE alone is one cause, the agent outside of the mesh another");

  const rule = findings.filter({ hasText: "turns TLS off" });
  await rule.getByTestId("fix").first().click();
  await playground.evaluated(() => playground.get("apply").click());
  assert.deepEqual([await outcome(CART), await outcome(AGENT)], ["mtls", "refused"]);

  const agent = findings.filter({ hasText: "outside the mesh" });
  await agent.locator('[data-fix*="permissive-port"]').first().click();
  const preview = page.locator(".preview");
  assert.match(await preview.locator(".diff").innerText(), /\+\s*"?4318"?:/, "the number is the port of the pod");
  assert.match(await preview.innerText(), /Every client may then (call it|send) unencrypted/, "the price is told");
  await playground.evaluated(() => playground.get("apply").click());
  assert.deepEqual([await outcome(CART), await outcome(AGENT)], ["mtls", "plaintext"]);

  await playground.evaluated(() => page.keyboard.press("ControlOrMeta+z"));
  await playground.evaluated(() => page.keyboard.press("ControlOrMeta+z"));
  assert.equal(await playground.text(), TEXT);
});
