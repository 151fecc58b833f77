// serve_browser.mjs BROWSER URL FILE: changes FILE, the first essay of a reader that is served at URL, and looks whether a browser
// shows it. Prints one line "ok ..." or "FAILED ..." for each promise.
import { readFileSync, writeFileSync } from "node:fs";
import { chromiumOpen, promise } from "./chromium.mjs";

const [browser, url, file] = process.argv.slice(2);
const { context, close } = await chromiumOpen(browser);
const page = await context.newPage();
const text = readFileSync(file, "utf8");
const most = { timeout: 15000 };

function has(words, where = page) {
  return where.waitForFunction((words) => document.body.textContent.includes(words), words, most);
}

function banner(words) {
  return page.waitForFunction(
    (words) => (document.querySelector("colophon-banner")?.shadowRoot.querySelector("pre").textContent || "").includes(words), words, most);
}

function topOf(words) {
  return page.evaluate(
    (words) => [...document.querySelectorAll("p")].find((one) => one.textContent.startsWith(words)).getBoundingClientRect().top, words);
}

await page.goto(`${url}essays/first/`);
await promise("a change is shown", () => {
  writeFileSync(file, `${text}\nNewer words.\n`);
  return has("Newer words");
});
await promise("an error is told, with its place and its line", async () => {
  writeFileSync(file, text.replace(/^date: .*/m, "date: ["));
  await banner("first.md:4:");
  await banner("date: [");
});
await promise("the last good page can be read", () => has("Newer words"));
await promise("the error takes less than half of the window", () =>
  page.evaluate(() => document.querySelector("colophon-banner").shadowRoot.querySelector("div").offsetHeight < innerHeight / 2));
await promise("Esc closes it", async () => {
  await page.keyboard.press("Escape");
  return page.evaluate(() => !document.querySelector("colophon-banner"));
});
await promise("and it stays closed on another page", async () => {
  await page.goto(`${url}essays/second/`);
  await page.waitForTimeout(700);
  return page.evaluate(() => !document.querySelector("colophon-banner"));
});
await promise("another error is told again", () => {
  writeFileSync(file, text.replace(/^title: .*/m, "title: ["));
  return banner("first.md:2:");
});
await promise("it goes when it is mended", async () => {
  writeFileSync(file, text);
  await page.waitForFunction(() => !document.querySelector("colophon-banner"), null, most);
});

const long = Array.from({ length: 80 }, (_, i) => `Line ${i} of a long text, which has more words than one line of a window.\n`).join("\n");
await page.goto(`${url}essays/first/`);
await promise("a page stays where it was read", async () => {
  writeFileSync(file, `${text}\n${long}`);
  await has("Line 79");
  await page.evaluate(() => [...document.querySelectorAll("p")].find((one) => one.textContent.startsWith("Line 40")).scrollIntoView());
  await page.waitForTimeout(300);
  const before = await topOf("Line 40");
  writeFileSync(file, `${text}\nOne more above.\n\nAnd another above.\n\n${long}`);
  await has("And another above");
  await page.waitForTimeout(500);
  return Math.abs((await topOf("Line 40")) - before) < 3;
});
await promise("eight tabs can be open", async () => {
  for (let i = 0; i < 8; i++) await (await context.newPage()).goto(`${url}essays/first/`, most);
});
await promise("and all of them are told", async () => {
  writeFileSync(file, `${text}\nFor all tabs.\n`);
  await Promise.all(context.pages().filter((one) => one.url().startsWith(url)).map((one) => has("For all tabs", one)));
});
await close();
