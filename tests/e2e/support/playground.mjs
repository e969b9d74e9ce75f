// The page as a user sees it, through the attributes that docs/contract.md promises to scripts.
import { readdir, readFile } from "node:fs/promises";

const EXAMPLES = new URL("../../../src/scenario/examples/", import.meta.url);

/** The files of an example that the page offers, as one text. */
export async function example(slug) {
  const folder = new URL(`${slug}/`, EXAMPLES);
  const names = (await readdir(folder)).sort();
  return (await Promise.all(names.map((name) => readFile(new URL(name, folder), "utf8")))).join("---\n");
}

/** The 1-based number of the first line of `text` that contains `part`. */
export function lineOf(text, part) {
  const index = text.split("\n").findIndex((line) => line.includes(part));
  if (index < 0) throw new Error(`no line contains ${part}`);
  return index + 1;
}

export class Playground {
  constructor(page, url) {
    this.page = page;
    this.url = url;
  }

  get(id) {
    return this.page.locator(`[data-testid="${id}"]`);
  }

  get editor() {
    return this.get("editor");
  }

  /** Another tab of the same browser profile. */
  async another() {
    return new Playground(await this.page.context().newPage(), this.url).open();
  }

  /** On a narrow page brings `text`, `connections`, `why` or `fixes` to the front; a wide one shows them all. */
  async pane(name) {
    const tab = this.page.locator(".dock [role=tab]").nth(["text", "connections", "why", "fixes"].indexOf(name));
    if (await tab.isVisible()) await tab.click();
  }

  /** Opens the page; `address` is what stands after its URL, such as `?lang=ko#v1.…`. */
  async open(address = "?editor=plain") {
    await this.page.goto(new URL(address, this.url).href);
    await this.settle(0);
    return this;
  }

  /** How many texts the page has evaluated. */
  async revision() {
    return Number(await this.get("status").getAttribute("data-revision"));
  }

  /** Waits until a text newer than `revision` is evaluated and nothing is on its way. */
  async settle(revision) {
    await this.page.waitForFunction((known) => {
      const status = document.querySelector('[data-testid="status"]');
      return status && Number(status.dataset.revision) > known && status.dataset.state !== "pending";
    }, revision);
  }

  /** Does something to the text and waits for the result of it. */
  async evaluated(change) {
    const before = await this.revision();
    await change();
    await this.settle(before);
  }

  /** Puts a text into the editor, wherever on a narrow page it is. */
  async fill(text) {
    await this.pane("text");
    await this.editor.fill(text);
  }

  /** Replaces the whole text, as select all and paste do. */
  async write(text) {
    await this.evaluated(() => this.fill(text));
    return this;
  }

  /**
   * Replaces the whole text through the clipboard. Slower for a line, but Playwright's `fill` inserts line by line as
   * typing does, which takes the browser ten seconds for 1,700 lines.
   */
  async paste(text) {
    await this.pane("text");
    await this.evaluated(async () => {
      await this.page.evaluate((copied) => navigator.clipboard.writeText(copied), text);
      await this.editor.focus();
      await this.page.keyboard.press("ControlOrMeta+a");
      await this.page.keyboard.press("ControlOrMeta+v");
    });
    return this;
  }

  async text() {
    return this.editor.inputValue();
  }

  /** The connections in the order in which they are shown. */
  async rows() {
    return this.get("connections")
      .locator("[data-outcome]")
      .evaluateAll((rows) =>
        rows.map(({ dataset }) => {
          const { from, host, port, server, outcome } = dataset;
          return { from, host, port, server, outcome };
        }),
      );
  }

  /** The row of one call, named by what it has, for example `{ from: "shop/cart", port: 8080 }`. */
  row(call) {
    const selector = Object.entries(call).map(([name, value]) => `[data-${name}="${value}"]`);
    return this.get("connections").locator(`[data-outcome]${selector.join("")}`);
  }

  /** Waits for an alert that says something else than `known`, and gives its words. */
  async alert(known = "") {
    const words = await this.page.waitForFunction((known) => {
      const shown = [...document.querySelectorAll('[role="alert"]')].filter((alert) => alert.checkVisibility());
      const alerts = shown.map((alert) => alert.innerText.trim());
      return alerts.find((words) => words !== "" && words !== known);
    }, known);
    return words.jsonValue();
  }

  /** Makes the link and gives it. */
  async share() {
    await this.get("share").click();
    const field = this.get("share-link");
    await field.waitFor();
    return field.evaluate((element) => element.value ?? element.href ?? element.textContent.trim());
  }
}
