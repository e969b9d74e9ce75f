// Cases from the field, as somebody lives them: paste, read what is wrong, apply what is recommended until all works.
import assert from "node:assert/strict";
import { journey } from "./support/journey.mjs";
import { example } from "./support/playground.mjs";

const codes = (playground) => playground.get("finding").evaluateAll((all) => all.map((one) => one.dataset.code));

/** What comes of calls, named `client → host`. */
async function outcomes(playground, ...calls) {
  const rows = await playground.rows();
  return calls.map((call) => {
    const [from, host] = call.split(" → ");
    return rows.find((row) => row.from === from && row.host === host)?.outcome;
  });
}

/** Applies these fixes one after the other, each of which must be the one to begin with at its time. */
async function mend(playground, ...fixes) {
  for (const fix of fixes) {
    await playground.page.locator(`.primary[data-fix="${fix}"]`).first().click();
    await playground.evaluated(() => playground.get("apply").click());
  }
}

journey("case B: a blog, its passthrough hop, what STRICT would do, and the way there", async (playground) => {
  const { page } = playground;
  await playground.open();
  await playground.paste(await example("three-tier-blog"));
  assert.deepEqual(await codes(playground), ["MP101", "MP101"]);
  assert.deepEqual(
    await outcomes(playground, "blog/web → was.blog", "blog/was → mysql.data", "ingress-nginx/controller → pod:blog/web"),
    ["refused", "plaintext", "plaintext"],
  );

  await page.getByRole("tab", { name: /Readiness.*50 %/s }).click();
  const readiness = playground.get("readiness");
  await readiness.locator("[data-fate]").first().waitFor();
  const said = await readiness.innerText();
  assert.match(said, /2 clients are outside the mesh \(data\/mysql, ingress-nginx\/controller\); the server accepts only/);
  assert.match(said, /namespace blog\s+blocked/);
  assert.match(said, /PeerAuthentication\s+2\s+DestinationRule\s+1\s+VirtualService\s+1\s+AuthorizationPolicy\s+2/);
  await page.getByRole("tab", { name: /Connections/ }).click();

  await mend(playground, "MP101-upstream-host", "MP101-inject-workload-and-let-in", "MP101-inject-workload-and-let-in");
  assert.deepEqual(
    await outcomes(playground, "blog/web → was.blog", "blog/was → mysql.data", "ingress-nginx/controller → pod:blog/web"),
    ["mtls", "mtls", "plaintext"],
  );
});

journey("case C: the first steps, and four mistakes that everybody makes", async (playground) => {
  await playground.open();
  await playground.paste(await example("first-steps"));
  assert.deepEqual(await codes(playground), ["MP101", "MP102", "MP107", "MP110"]);
  assert.deepEqual(
    (await playground.rows()).map((row) => row.outcome).sort(),
    ["garbled", "no-cluster", "no-endpoint", "refused"],
  );
  await mend(playground, "MP101-permissive-port", "MP102-remove-tls", "MP107-drop-subset", "MP110-define-subset");
  assert.deepEqual(
    await outcomes(
      playground,
      "bookinfo/productpage → reviews",
      "bookinfo/productpage → ratings",
      "bookinfo/reviews → mysql.legacy",
      "legacy/batch → ratings.bookinfo",
    ),
    ["mtls", "mtls", "plaintext", "plaintext"],
  );
});

journey("case D: every feature, which rule decides, and what kubectl apply would refuse", async (playground) => {
  const text = await example("every-feature");
  await playground.open();
  await playground.paste(text);
  const severities = await playground.get("finding").locator(".hd > .sr").allInnerTexts();
  assert.deepEqual(new Set(severities), new Set(["note"]), "what is meant is no error");
  await playground.row({ from: "shop/frontend", outcome: "denied" }).first().click();
  assert.match(await playground.get("why").innerText(), /denied: no rule of shop\/cart matches/);

  await playground.paste(text.replace("mode: STRICT", "mode: STRICTLY"));
  assert.match(await playground.get("finding").first().innerText(), /MP404[^]*did you mean STRICT\?/);
});
