// Text comes from files as well, and what was typed is still there after the page was closed.
import assert from "node:assert/strict";
import { journey } from "./support/journey.mjs";
import { example } from "./support/playground.mjs";

journey("after a reload the text is still there", async (playground) => {
  const text = await example("disable-to-strict");
  await playground.open();
  await playground.write(text);
  const rows = await playground.rows();
  await playground.page.reload();
  await playground.settle(0);
  assert.equal(await playground.text(), text);
  assert.deepEqual(await playground.rows(), rows);
});

journey("two tabs do not overwrite each other", async (playground) => {
  await playground.open();
  await playground.write("# first tab\n");
  const second = await playground.another();
  await second.write("# second tab\n");
  await playground.page.reload();
  await playground.settle(0);
  assert.equal(await playground.text(), "# first tab\n");
});

const FILES = [
  ["shop.yaml", "apiVersion: v1\nkind: Namespace\nmetadata:\n  name: shop\n"],
  ["policy.yaml", "apiVersion: v1\nkind: Namespace\nmetadata:\n  name: other\n"],
];

/** The example of the first visit gave way: what it says would be mixed with what they say. */
async function onlyFiles({ page }) {
  for (const [name] of FILES) await page.getByRole("tab", { name }).waitFor();
  assert.equal(await page.getByRole("tab", { name: "example.yaml" }).count(), 0);
}

journey("files that are opened become tabs", async (playground) => {
  await playground.open();
  await playground.evaluated(() =>
    playground.get("open-file").setInputFiles(
      FILES.map(([name, text]) => ({ name, mimeType: "application/yaml", buffer: Buffer.from(text) })),
    ),
  );
  await onlyFiles(playground);
});

journey("files that are opened beside work of one's own leave it there", async (playground) => {
  await playground.open();
  await playground.write("# mine\n");
  const [[name, text]] = FILES;
  await playground.evaluated(() =>
    playground.get("open-file").setInputFiles({ name, mimeType: "application/yaml", buffer: Buffer.from(text) }),
  );
  await playground.page.getByRole("tab", { name }).waitFor();
  await playground.page.getByRole("tab", { name: "example.yaml" }).waitFor();
});

journey("files that are dropped become tabs", async (playground) => {
  await playground.open();
  const transfer = await playground.page.evaluateHandle((files) => {
    const data = new DataTransfer();
    for (const [name, text] of files) data.items.add(new File([text], name, { type: "application/yaml" }));
    return data;
  }, FILES);
  await playground.evaluated(async () => {
    for (const type of ["dragenter", "dragover", "drop"]) {
      await playground.editor.dispatchEvent(type, { dataTransfer: transfer });
    }
  });
  await onlyFiles(playground);
});
