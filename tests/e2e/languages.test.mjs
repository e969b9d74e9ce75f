// The page speaks English and Korean; the rows are the same in both.
import assert from "node:assert/strict";
import { journey } from "./support/journey.mjs";
import { example } from "./support/playground.mjs";

const HANGUL = /[가-힣]/;

journey("a Korean browser gets a Korean page", { locale: "ko-KR" }, async (playground) => {
  await playground.open();
  assert.equal(await playground.page.getAttribute("html", "lang"), "ko");
  assert.match(await playground.page.locator("body").innerText(), HANGUL);
});

journey("the language can be changed at once and is remembered", async (playground) => {
  const text = await example("disable-to-strict");
  await playground.open();
  await playground.write(text);
  const rows = await playground.rows();
  assert.equal(await playground.page.getAttribute("html", "lang"), "en");

  await playground.get("language").getByText("한국어").click();
  await playground.page.locator('html[lang="ko"]').waitFor();
  assert.match(await playground.get("connections").innerText(), HANGUL);
  assert.deepEqual(await playground.rows(), rows);
  assert.equal(await playground.text(), text);

  await playground.page.reload();
  await playground.settle(0);
  assert.equal(await playground.page.getAttribute("html", "lang"), "ko");
});

journey("an address can ask for a language", async (playground) => {
  await playground.open("?editor=plain&lang=ko");
  assert.equal(await playground.page.getAttribute("html", "lang"), "ko");
});

journey("English has no Korean in it but the name of the language", async (playground) => {
  await playground.open();
  const text = await playground.page.locator("body").innerText();
  assert.doesNotMatch(text.replaceAll("한국어", ""), HANGUL);
});

journey("Korean that is being composed is not interrupted", { locale: "ko-KR" }, async (playground) => {
  await playground.open();
  await playground.write("# ");
  await playground.editor.focus();
  await playground.page.keyboard.press("Control+End");
  const keyboard = await playground.page.context().newCDPSession(playground.page);
  // What an input method sends for 한 and 글: parts of a syllable that replace each other, then the syllable.
  for (const syllables of [["ㅎ", "하", "한"], ["ㄱ", "그", "글"]]) {
    for (const text of syllables) {
      await keyboard.send("Input.imeSetComposition", { text, selectionStart: 1, selectionEnd: 1 });
      await playground.page.waitForTimeout(120);
    }
    await keyboard.send("Input.insertText", { text: syllables.at(-1) });
  }
  assert.equal(await playground.text(), "# 한글");
});
