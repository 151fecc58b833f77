// chromium.mjs: a browser for the tests, with a profile of its own that goes with it.
//
//     const { context, close } = await chromiumOpen(BROWSER);
//     ...
//     await close();
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

export async function chromiumOpen(browser) {
  const here = dirname(fileURLToPath(import.meta.url));
  const { chromium } = createRequire(join(here, "../package.json"))("playwright-core");
  const home = mkdtempSync(join(tmpdir(), "colophon-browser-"));
  const context = await chromium.launchPersistentContext(home, {
    executablePath: browser,
    headless: true,
    args: ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
           "--disable-component-update", "--disable-sync"],
  });
  async function close() {
    await context.close();
    rmSync(home, { recursive: true, force: true });
  }
  return { context, close };
}

// What a page tells in the browser's console, and what its scripts throw: a list that grows.
export function toldBy(page) {
  const told = [];
  page.on("console", message => message.type() === "error" && !/favicon/.test(message.text()) && told.push(message.text()));
  page.on("pageerror", error => told.push(error.message));
  return told;
}

// Throws what axe, whose script AXE is, has to say of the page as it stands; `rules` are more of its rules.
export async function axeIsSilent(page, axe, rules = {}) {
  await page.evaluate(readFileSync(axe, "utf8")); /* not as a script of the page, which its policy may forbid */
  const { violations } = await page.evaluate(rules => window.axe.run(document, { rules, preload: false }), rules);
  if (violations.length)
    throw new Error(violations.map(one => `${one.id}: ${one.nodes.map(node => node.html.slice(0, 200)).join(" ")}`).join("; ").replace(/\n/g, " "));
}

// Prints a line "ok ..." or "FAILED ...": what does not end with false, and throws nothing, holds.
export async function promise(what, holds) {
  try {
    console.log((await holds()) === false ? `FAILED ${what}` : `ok ${what}`);
  } catch (error) {
    console.log(`FAILED ${what}: ${error.message.split("\n")[0]}`);
  }
}
