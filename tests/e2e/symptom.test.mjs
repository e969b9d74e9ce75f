// From an error that somebody saw to the connections that show it.
import assert from "node:assert/strict";
import { journey } from "./support/journey.mjs";
import { example } from "./support/playground.mjs";

const outcomes = async (playground) => (await playground.rows()).map((row) => row.outcome);

journey("an error leaves the rows that show it, and says what it comes from", async (playground) => {
  await playground.open();
  await playground.write(await example("no-sidecar"));
  const field = playground.get("symptom");
  await field.fill('upstream connect error, reset reason: connection failure, transport failure reason: TLS error: WRONG_VERSION_NUMBER\n');
  const answer = playground.get("symptom-answer");
  await answer.waitFor();
  assert.deepEqual((await playground.rows()).map((row) => [row.from, row.outcome]), [["shop/frontend", "garbled"]]);
  assert.match(await answer.locator("li").first().innerText(), /TLS reaches something that does not speak it/);

  await field.press("Enter");
  // Enter goes to the rows.
  await playground.page.waitForFunction(() => document.activeElement.dataset.outcome === "garbled");
  await field.fill("");
  await answer.waitFor({ state: "detached" });
  assert.equal((await playground.rows()).length, 3);
});

journey("on a phone Enter leaves the menu for the rows", { viewport: { width: 360, height: 720 } }, async (playground) => {
  const { page } = playground;
  await playground.open();
  await playground.write(await example("no-sidecar"));
  await page.getByRole("button", { name: "Menu", exact: true }).click();
  await playground.get("symptom").fill("WRONG_VERSION_NUMBER");
  await playground.get("symptom").press("Enter");
  await page.waitForFunction(() => document.activeElement.dataset.outcome === "garbled");
  assert.deepEqual(await outcomes(playground), ["garbled"]);
});

journey("what is no error, and what nothing here shows, is said in words and hides nothing", async (playground) => {
  await playground.open();
  await playground.write(await example("disable-to-strict"));
  const answer = playground.get("symptom-answer");
  await playground.get("symptom").fill("the weather is fine");
  await answer.waitFor();
  const nothing = await answer.innerText();
  assert.deepEqual(await outcomes(playground), ["refused", "refused"]);
  await playground.get("symptom").fill("RBAC: access denied");
  await playground.page.waitForFunction(
    (known) => document.querySelector('[data-testid="symptom-answer"]').innerText !== known,
    nothing,
  );
  assert.match(await answer.innerText(), /No connection of this scenario would show it/);
  assert.deepEqual(await outcomes(playground), ["refused", "refused"]);
});
