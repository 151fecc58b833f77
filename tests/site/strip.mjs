// Lines of years in a browser, in each way in which a page may be shown.
//
//     node strip.mjs BROWSER AXE SITES
//
// AXE is axe-core's script, or "".
import { axeIsSilent, chromiumOpen, promise, toldBy } from "./chromium.mjs";

const [, , browser, axe, sites] = process.argv;
const { context, close } = await chromiumOpen(browser);
const page = await context.newPage();
const told = toldBy(page);

const screen = { media: "screen", colorScheme: "light", forcedColors: "none" };
const ways = {
  "on a wide screen": [1200, screen],
  "on a telephone": [320, screen],
  "in the dark": [1200, { ...screen, colorScheme: "dark" }],
  "in forced colours": [1200, { ...screen, forcedColors: "active" }],
  "in dark forced colours": [1200, { ...screen, colorScheme: "dark", forcedColors: "active" }],
  "on paper": [700, { ...screen, media: "print" }],
};

// What is drawn: its box, its contrast with the page, and where it should stand by the labels below, in years.
const look = () =>
  page.evaluate(() => {
    const luminance = color =>
      color.match(/[\d.]+/g).slice(0, 3).map(c => ((c /= 255) <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4))
        .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
    let at = document.querySelector(".strip");
    while (at && /^rgba.*, 0\)$/.test(getComputedStyle(at).backgroundColor))
      at = at.parentElement;
    const ground = at ? getComputedStyle(at).backgroundColor : "rgb(255, 255, 255)";
    const labels = [...document.querySelectorAll(".strip-years li")].map(li => ({ year: Number(li.textContent), box: li.getBoundingClientRect() }));
    const isTurned = document.documentElement.dir === "rtl", edge = box => (isTurned ? box.right : box.left);
    const [first, second] = labels, step = (edge(second.box) - edge(first.box)) / (second.year - first.year);
    const lanes = [...document.querySelectorAll(".strip svg")].map(svg => {
      const path = svg.querySelector("path:last-child"), [a, b] = [luminance(getComputedStyle(path).stroke), luminance(ground)];
      const box = path.getBoundingClientRect(), [from, to] = isTurned ? [box.right, box.left] : [box.left, box.right];
      return {
        contrast: (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05), height: svg.getBoundingClientRect().height, name: svg.getAttribute("aria-label"),
        first: first.year + (from - edge(first.box)) / step, last: first.year + (to - edge(first.box)) / step,
        bytes: svg.outerHTML.length,
      };
    });
    return { lanes, labels: labels.length, over: document.documentElement.scrollWidth - innerWidth };
  });

// Of the first and the last mark of each lane: within which years.
const pages = {
  "plain/chronology/": [[1998, 2025], [1985, 2011]],
  "plain/topics/tea/": [[1998, 2025]],
  "turned/chronology/": [[1998, 2025], [1985, 2011]],
  "many/chronology/": [[1960, 2025], [1985, 2011]],
};

for (const [path, ranges] of Object.entries(pages)) {
  await page.setViewportSize({ width: 1200, height: 900 });
  await page.goto(sites + path);
  for (const [way, [width, media]] of Object.entries(ways)) {
    await page.setViewportSize({ width, height: 900 });
    await page.emulateMedia(media);
    const seen = await look();
    await promise(`${path} ${way}: what is drawn is seen: ${seen.lanes.map(lane => lane.contrast.toFixed(1))}`,
                  async () => seen.lanes.length === ranges.length && seen.lanes.every(lane => lane.contrast >= 3 && lane.height >= 12));
    await promise(`${path} ${way}: and stands at its years: ${seen.lanes.map(lane => `${lane.first.toFixed(1)} to ${lane.last.toFixed(1)}`)}`,
                  async () => seen.over <= 0 && seen.lanes.every((lane, i) => lane.first > ranges[i][0] - 0.3 && lane.first < ranges[i][0] + 1 &&
                                                                         lane.last > ranges[i][1] - 1.3 && lane.last < ranges[i][1] + 0.3));
    if (axe)
      await promise(`${path} ${way}: axe has nothing to say`, () => axeIsSilent(page, axe));
  }
  await promise(`${path} says what it shows, in 4 KB at most`, async () => (await look()).lanes.every(lane => /\d/.test(lane.name) && lane.bytes <= 4096));
}
await promise(`nothing is told in the console: ${told.join("; ")}`, async () => told.length === 0);
await close();
