// chromium.mjs: a browser for the tests, with a profile of its own that goes with it.
//
//     const { context, close } = await chromiumOpen(BROWSER);
//     ...
//     await close();
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { mkdtempSync, rmSync } from "node:fs";
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

// Prints a line "ok ..." or "FAILED ...": what does not end with false, and throws nothing, holds.
export async function promise(what, holds) {
  try {
    console.log((await holds()) === false ? `FAILED ${what}` : `ok ${what}`);
  } catch (error) {
    console.log(`FAILED ${what}: ${error.message.split("\n")[0]}`);
  }
}
