// serve_follow.mjs BROWSER URL FILE: changes FILE, the first essay of a reader that is served with --follow at URL, and looks whether a
// browser goes there. Prints one line "ok ..." or "FAILED ..." for each promise.
import { readFileSync, writeFileSync } from "node:fs";
import { chromiumOpen, promise } from "./chromium.mjs";

const [browser, url, file] = process.argv.slice(2);
const { context, close } = await chromiumOpen(browser);
const page = await context.newPage();
const text = readFileSync(file, "utf8");
const most = { timeout: 15000 };

function write(passage) {
  const lines = Array.from({ length: 80 }, (_, i) => `Line ${i} of a long text, which has its words in one paragraph.\n`);
  lines[60] = `Line 60 ${passage}.\n`;
  writeFileSync(file, `${text}\n${lines.join("\n")}`);
}

function marked(words) {
  return page.waitForFunction(
    (words) => [...document.querySelectorAll("[data-colophon-changed]")].some((one) => one.textContent.includes(words)), words, most);
}

await page.goto(`${url}essays/second/`);
await promise("the browser goes to the page that was changed", async () => {
  write("is here");
  await page.waitForURL(`${url}essays/first/`, most);
});
await promise("on a page that it has shown, the passage is marked", async () => {
  await page.waitForTimeout(700);
  write("is now another");
  await marked("Line 60 is now another");
});
await promise("and in sight", () =>
  page.evaluate(() => {
    const { top, bottom } = document.querySelector("[data-colophon-changed]").getBoundingClientRect();
    return top >= 0 && bottom <= innerHeight;
  }));
await promise("what did not change is not", () => page.evaluate(() => document.querySelectorAll("[data-colophon-changed]").length === 1));
await close();
