// pictures.mjs BROWSER URL: the page of tests/site/pictures.sh, before its pictures have come and after. Prints a line "ok ..." or
// "FAILED ..." for each promise. What a picture's words say of its width ("asked 300") it must have, where there is room.
import { chromiumOpen, promise } from "./chromium.mjs";

const [browser, url] = process.argv.slice(2);
const { context, close } = await chromiumOpen(browser);
const page = await context.newPage();

// Each layout shift that the browser counts, with what moved.
await page.addInitScript(() => {
  window.shifts = 0;
  new PerformanceObserver((list) => list.getEntries().forEach((entry) => (window.shifts += entry.value)))
    .observe({ type: "layout-shift", buffered: true });
});

// Pictures wait until they may come.
let held = [];
let holds = true;
await page.route(/\/media\//, (route) => (holds ? held.push(route) : route.continue()));

async function release() {
  holds = false;
  for (const route of held) await route.continue();
  held = [];
  await page.evaluate(() => Promise.all([...document.images].map((image) => {
    image.loading = "eager";
    return image.decode();
  })));
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
}

function boxes() {
  return page.evaluate(() => [document.documentElement, ...document.images].map((one) => {
    const box = one.getBoundingClientRect();
    return [box.top + scrollY, box.width, box.height];
  }));
}

function pictures() {
  return page.evaluate(() => [...document.images].map((image) => ({
    words: image.alt,
    width: image.getBoundingClientRect().width,
    height: image.getBoundingClientRect().height,
    room: image.parentElement.clientWidth || image.closest("p, figure, td, blockquote").clientWidth,
    proportion: image.naturalWidth / image.naturalHeight,
    is_fitted: getComputedStyle(image).objectFit === "contain",
  })));
}

const unfit = (all, fits) => {
  const wrong = all.filter((one) => !fits(one));
  if (wrong.length) throw new Error(JSON.stringify(wrong));
};
const in_proportion = (all) => unfit(all, (one) => Math.abs(one.width - one.height * one.proportion) < 2);
const in_its_room = (all) => unfit(all, (one) => one.width <= one.room + 0.5);

for (const width of [1440, 390]) {
  holds = true;
  await page.setViewportSize({ width, height: 900 });
  await page.goto(url, { waitUntil: "domcontentloaded" });
  await page.evaluate(() => document.fonts.ready);
  const before = await boxes();
  await promise(`${width}: no picture has come yet`, () =>
    page.evaluate(() => [...document.images].every((image) => !image.complete || !image.naturalWidth)));
  await release();
  const after = await pictures();
  await promise(`${width}: nothing has another place or size when they come`, async () => {
    const now = await boxes();
    const moves = now.some((box, i) => box.some((side, j) => Math.abs(side - before[i][j]) > 1));
    if (moves) throw new Error(`${JSON.stringify(before)} became ${JSON.stringify(now)}`);
  });
  await promise(`${width}: no layout shift is counted`, async () => (await page.evaluate(() => window.shifts)) === 0);
  await promise(`${width}: all keep their proportions`, () => in_proportion(after));
  await promise(`${width}: none is wider than where it stands`, () => in_its_room(after));
  await promise(`${width}: nothing scrolls sideways`, () =>
    page.evaluate(() => {
      const wide = [...document.body.querySelectorAll("*")].filter((one) => one.getBoundingClientRect().right > innerWidth + 0.5);
      if (document.documentElement.scrollWidth > innerWidth)
        throw new Error(`${document.documentElement.scrollWidth}: ${wide.map((one) => one.outerHTML.slice(0, 80)).join("; ")}`);
    }));
  await promise(`${width}: who asks for a width gets it, where there is room`, () =>
    unfit(after, (one) => {
      const asked = Number(/^asked (\d+)/.exec(one.words)?.[1]);
      return !asked || Math.abs(one.width - Math.min(asked, one.room)) < 1;
    }));
  await promise(`${width}: a drawing that says only its proportions fills its column`, () =>
    unfit(after, (one) => one.words !== "box" || Math.abs(one.width - one.room) < 1));
}

await page.setViewportSize({ width: 700, height: 900 });
await page.emulateMedia({ media: "print" });
const printed = await pictures();
await promise("print: all keep their proportions", () => in_proportion(printed.filter((one) => !one.is_fitted || one.height < 700)));
await promise("print: none is wider than where it stands", () => in_its_room(printed));
await promise("print: none is higher than a sheet", () => unfit(printed, (one) => one.height < 950));
await close();
