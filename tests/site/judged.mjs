// judged.mjs BROWSER AXE URL FOLDER ALL: each kind of page of the site in FOLDER, served at URL, as axe judges it with its rules of best
// practice, and in letters twice as large. Prints a line "ok ..." or "FAILED ..." for each promise.
//
// Without ALL the largest page of each kind is judged, on a telephone by day and on a wide screen in the dark; with ALL every page in
// every way.
import { axeIsSilent, chromiumOpen, promise } from "./chromium.mjs";
import { allPages, largestPages } from "./kinds.mjs";

const [browser, axe, url, folder, all] = process.argv.slice(2);

const narrow = { width: 320, height: 800 }, wide = { width: 1440, height: 900 };
const light = { colorScheme: "light", forcedColors: "none" }, dark = { colorScheme: "dark", forcedColors: "none" };
const forced = { colorScheme: "dark", forcedColors: "active" };
const ways = {
  "on a telephone": [narrow, light],
  "on a wide screen in the dark": [wide, dark],
  ...(all && {
    "on a telephone in the dark": [narrow, dark],
    "on a wide screen": [wide, light],
    "on a telephone in forced colours": [narrow, forced],
    "on a wide screen in forced colours": [wide, forced],
  }),
};
// Off at first in axe: that what is touched is 24 pixels wide and high.
const rules = { "target-size": { enabled: true } };

const { context, close } = await chromiumOpen(browser);
const page = await context.newPage();

function fits() {
  return page.evaluate(() => {
    const over = document.documentElement.scrollWidth - innerWidth;
    if (over > 0) {
      const right = [...document.querySelectorAll("body *")].filter(e => e.getBoundingClientRect().right > innerWidth + 1);
      throw new Error(`${over} pixels too wide: ${right.slice(-2).map(e => e.outerHTML.slice(0, 120)).join(" ").replace(/\n/g, " ")}`);
    }
  });
}

const kinds = all ? allPages(folder) : largestPages(folder);
for (const { kind, path } of kinds) {
  for (const [way, [viewport, media]] of Object.entries(ways)) {
    await page.setViewportSize(viewport);
    await page.emulateMedia(media);
    await page.goto(url + path);
    await promise(`${kind}: axe has nothing to say of /${path} ${way}`, () => axeIsSilent(page, axe, rules));
    if (viewport === narrow)
      await promise(`${kind}: nothing of /${path} scrolls sideways ${way}`, fits);
  }
}

// As who sees badly sets it in the browser: what is measured in pixels would stay small.
const session = await context.newCDPSession(page);
await session.send("Page.setFontSizes", { fontSizes: { standard: 32, fixed: 26 } });
await page.setViewportSize(narrow);
await page.emulateMedia(light);
for (const { kind, path } of kinds) {
  await page.goto(url + path);
  await promise(`${kind}: letters are twice as large where a visitor asks for it`, () => page.evaluate(() =>
    parseFloat(getComputedStyle(document.querySelector("main p, main li, main td, main dd") ?? document.body).fontSize) >= 26));
  await promise(`${kind}: nothing of /${path} scrolls sideways in letters twice as large`, fits);
}
await close();
