// serve_follow.mjs BROWSER URL FILE: changes FILE, the first essay of a reader that is served with --follow at URL, and looks whether a
// browser goes there. Prints one line "ok ..." or "FAILED ..." for each promise.
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

const here = dirname(fileURLToPath(import.meta.url));
const { chromium } = createRequire(join(here, "../package.json"))("playwright-core");
const [browser, url, file] = process.argv.slice(2);
const home = mkdtempSync(join(tmpdir(), "colophon-browser-"));
const context = await chromium.launchPersistentContext(home, {
  executablePath: browser,
  headless: true,
  args: ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync"],
});
const page = await context.newPage();
const text = readFileSync(file, "utf8");
const most = { timeout: 15000 };

async function promise(what, holds) {
  try {
    console.log((await holds()) === false ? `FAILED ${what}` : `ok ${what}`);
  } catch (error) {
    console.log(`FAILED ${what}: ${error.message.split("\n")[0]}`);
  }
}

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
await context.close();
rmSync(home, { recursive: true, force: true });
