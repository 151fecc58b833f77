// beside.mjs BROWSER URL: how a browser shows the pages of tests/cases/side-by-side, and one from right to left. Prints a line
// "ok ..." or "FAILED ..." for each promise.
import { chromiumOpen, promise } from "./chromium.mjs";

const [browser, url] = process.argv.slice(2);
const { context, close } = await chromiumOpen(browser);
const page = await context.newPage();
const page_of = { words: "ltr/essays/a/beside/b/", lengths: "ltr/essays/a/beside/mill-zh/", turned: "rtl/essays/he/beside/he-too/" };

async function open(name, width) {
  await page.setViewportSize({ width, height: 900 });
  await page.goto(url + page_of[name]);
}

// What assistive technology is told, whatever the style sheet does.
async function roles() {
  const session = await context.newCDPSession(page);
  const { nodes } = await session.send("Accessibility.getFullAXTree");
  const shown = nodes.filter((node) => !node.ignored).map((node) => node.role?.value);
  return (role) => shown.filter((one) => one === role).length;
}

function cells() {
  return page.evaluate(() => [...document.querySelectorAll(".beside > tbody > tr")].map((row) =>
    [...row.cells].map((cell) => ({ left: cell.getBoundingClientRect().left, top: cell.getBoundingClientRect().top,
                                    bottom: cell.getBoundingClientRect().bottom, right: cell.getBoundingClientRect().right }))));
}

for (const name of ["words", "lengths"]) {
  await open(name, 1440);
  const rows = (await roles())("row");
  await promise(`${name}: two columns where there is room`, async () =>
    (await cells()).every(([first, second]) => first.top === second.top && first.right <= second.left));
  await open(name, 390);
  await promise(`${name}: one cell below the other where there is not`, async () =>
    (await cells()).every(([first, second]) => first.bottom <= second.top && first.left === second.left));
  await promise(`${name}: nothing scrolls sideways`, () => page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
  await promise(`${name}: it is a table with the same rows there`, async () => {
    const count = await roles();
    return count("row") === rows && count("columnheader") >= 2 && count("cell") > rows;
  });
  await promise(`${name}: each cell says whose it is there`, () => page.evaluate(() =>
    [...document.querySelectorAll(".beside > tbody > tr > td:not(.nothing) > .beside-side")].every((side) => side.offsetHeight > 0)));
  await promise(`${name}: headers are not shown there, but told`, () => page.evaluate(() =>
    document.querySelector(".beside > thead").offsetHeight <= 1));
}

await open("words", 1440);
await promise("marks are not of colour alone", () => page.evaluate(() =>
  [...document.querySelectorAll(".beside mark")].every((mark) => getComputedStyle(mark).textDecorationLine === "underline")));
await promise("each sign leads to its passage", async () => {
  const links = await page.evaluate(() => [...document.querySelectorAll(".beside .number")].map((sign) => {
    const words = (sign.closest(".table-scroll, pre, li, p, h2, figure")).cloneNode(true);
    words.querySelectorAll(".visually-hidden, ul, ol").forEach((one) => one.remove());
    return [sign.href, words.textContent.trim().replace(/\s+/g, " ").slice(0, 30)];
  }));
  const reader = await context.newPage();
  for (const [href, words] of links) {
    await reader.goto(href);
    const there = await reader.evaluate(() => {
      const place = document.getElementById(decodeURIComponent(location.hash.slice(1)));
      return (place.matches(".place") ? place.parentElement : place).textContent.trim().replace(/\s+/g, " ");
    });
    if (!there.includes(words))
      throw new Error(`${href} has "${there.slice(0, 40)}", not "${words}"`);
  }
  return links.length > 20;
});

await open("turned", 1440);
await promise("from right to left the original stands on the right", async () =>
  (await cells()).every(([first, second]) => first.top === second.top && first.left >= second.right));
await close();
