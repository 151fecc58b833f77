// numbers.mjs BROWSER URL: how a browser shows the numbers of passages, and the places that visitors come for, of the readers that
// numbers.sh made. Prints a line "ok ..." or "FAILED ..." for each promise.
import { chromiumOpen, promise } from "./chromium.mjs";

const [browser, url] = process.argv.slice(2);
const { context, close } = await chromiumOpen(browser);
const page = await context.newPage();

async function show(path, width, told = {}) {
  await page.setViewportSize({ width, height: 900 });
  await page.emulateMedia({ media: "screen", colorScheme: "light", forcedColors: "none", ...told });
  await page.goto("about:blank");
  await page.goto(url + path);
}

function none(found) {
  if (found.length)
    throw new Error(found[0]);
}

// In the page: what is wrong with its numbers. A number's box is what can be pointed at, its digits stand at the end of it.
function faults() {
  const found = [];
  const numbers = [...document.querySelectorAll(".prose a.number[data-n]")];
  const measure = document.createElement("canvas").getContext("2d");
  const meet = (a, b) => a.left < b.right - 0.5 && b.left < a.right - 0.5 && a.top < b.bottom - 0.5 && b.top < a.bottom - 0.5;
  const words = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
  const others = [];
  for (let text = words.nextNode(); text; text = words.nextNode()) {
    const range = document.createRange();
    range.selectNodeContents(text);
    if (text.data.trim() && text.parentElement.checkVisibility())
      others.push(...[...range.getClientRects()].map((box) => [text.data.trim().slice(0, 20), box]));
  }
  for (const one of document.querySelectorAll(".prose :is(table, img, pre, blockquote, .notice)"))
    others.push([one.localName, one.getBoundingClientRect()]);
  for (const item of document.querySelectorAll(".prose li")) {
    const { left, right, top } = item.getBoundingClientRect(), em = parseFloat(getComputedStyle(item).fontSize);
    const box = getComputedStyle(item).direction === "rtl" ? { left: right, right: right + em } : { left: left - em, right: left };
    others.push(["the sign of an item", { ...box, top, bottom: top + em }]);
  }
  numbers.forEach((number, i) => {
    const told = number.dataset.n, box = number.getBoundingClientRect(), style = getComputedStyle(number, "::before");
    measure.font = `${style.fontSize} ${style.fontFamily}`;
    const gap = parseFloat(getComputedStyle(number).paddingInlineEnd), wide = measure.measureText(told).width;
    const digits = getComputedStyle(number).direction === "rtl" ? [box.left + gap, box.left + gap + wide] : [box.right - gap - wide, box.right - gap];
    if (told !== String(i + 1))
      found.push(`${told} is number ${i + 1}`);
    if (!number.checkVisibility({ opacityProperty: true, visibilityProperty: true }) || !/attr\(data-n\)|"\d+"/.test(style.content))
      found.push(`${told} is not shown`);
    if (digits[0] < -0.5 || digits[1] > innerWidth + 0.5)
      found.push(`${told} is cut off: it stands from ${digits[0]} to ${digits[1]}`);
    if (box.width < 24 || box.height < 24)
      found.push(`${told} is hard to hit: ${box.width} by ${box.height}`);
    const under = others.find(([, other]) => meet(box, other));
    if (under)
      found.push(`${told} stands on “${under[0]}”`);
    const next = numbers[i + 1]?.getBoundingClientRect();
    if (next && meet({ left: box.left, right: box.right, top: box.top, bottom: box.bottom - 3 }, next))
      found.push(`${told} stands on the next`);
  });
  if (document.documentElement.scrollWidth > innerWidth)
    found.push("the page scrolls sideways");
  return numbers.length ? found : ["there are no numbers"];
}

const essays = { en: "en/essays/kinds/", long: "en/essays/long/", ar: "ar/essays/kinds/", zh: "zh-Hans/essays/kinds/" };
for (const [name, path] of Object.entries(essays))
  for (const width of [320, 390, 1440]) {
    await show(path, width);
    await promise(`${name}, ${width} pixels: each passage has its number, that can be read and hit, and stands on nothing`,
      async () => none(await page.evaluate(faults)));
  }

// Of two colours, such as "rgb(1, 2, 3)".
function contrast(...colors) {
  const luminance = (color) => color.match(/[\d.]+/g).slice(0, 3).map((c) => (c /= 255) <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
    .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
  const [dark, light] = colors.map(luminance).sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

// In the page: the colours of what stands on others, and these: its numbers, and the links of the passage that one comes for.
function colours() {
  const on = (select, pseudo, ground) => [...document.querySelectorAll(select)].map((one) =>
    [getComputedStyle(one, pseudo).color, getComputedStyle(ground).backgroundColor]);
  return [...on(".number", "::before", document.body), ...on(":target a:not(.number)", null, document.querySelector(":target"))];
}

for (const colorScheme of ["light", "dark"]) {
  await show(essays.en, 1440, { colorScheme });
  const first = await page.evaluate(() => document.querySelector(".prose > p").id);
  await show(`${essays.en}#${first}`, 1440, { colorScheme });
  await promise(`${colorScheme}: a number has a contrast of 4.5 at least, and so has a link in the passage that one comes for`, async () => {
    const least = Math.min(...(await page.evaluate(colours)).map((two) => contrast(...two)));
    if (!(least >= 4.5))
      throw new Error(`one has ${least}`);
  });
}

await promise("no tab stops at a number, and who is read to hears none", async () => {
  const session = await context.newCDPSession(page);
  const { nodes } = await session.send("Accessibility.getFullAXTree");
  const heard = nodes.filter((node) => !node.ignored && node.role?.value === "link").length;
  const links = await page.evaluate(() => [document.querySelectorAll("a[href]:not(.number)").length,
    document.querySelectorAll(".number:not([aria-hidden='true'][tabindex='-1'])").length]);
  return heard <= links[0] && links[1] === 0;
});
await promise("but all stand on the page of the passages, with the same numbers", async () => {
  const numbers = await page.evaluate(() => [...document.querySelectorAll(".number[data-n]")].map((one) => one.dataset.n + one.getAttribute("href")));
  await show(`${essays.en}cite/`, 1440);
  const listed = await page.evaluate(() => [...document.querySelectorAll(".passages > li[value]")].map((one) => one.value + one.querySelector("a[href*='#']").hash));
  return numbers.length > 15 && numbers.join() === listed.join();
});
await show(essays.en, 700, { media: "print" });
await promise("paper has the numbers, too, and not the signs of headings", () => page.evaluate(() =>
  [...document.querySelectorAll(".prose .number")].every((one) => one.checkVisibility({ opacityProperty: true }) === "n" in one.dataset)));
await show(essays.en, 1440);
await promise("a heading has a sign for who points at it", async () => {
  const sign = page.locator("#portion > .number");
  const before = await sign.evaluate((one) => getComputedStyle(one).opacity);
  await page.hover("#portion");
  return before === "0" && await sign.evaluate((one) => getComputedStyle(one).opacity) === "1";
});

// Places that visitors come for

// In the page: how what `select` names looks.
function look(select) {
  const { color, backgroundColor, boxShadow, outlineStyle, outlineColor } = getComputedStyle(document.querySelector(select));
  return { color, backgroundColor, boxShadow, outlineStyle, outlineColor, paper: getComputedStyle(document.body).backgroundColor };
}

// Kinds of places: the page, the id that stands there for `select`, and what is then marked.
const places = {
  "a paragraph": [essays.en, ".prose > p", ".prose > p"],
  "a heading": [essays.en, "#portion", "#portion"],
  "a heading by a former id": [essays.en, "#portion > .place#part", "#portion"],
  "an item": [essays.en, ".prose > ul > li", ".prose > ul > li"],
  "an item of an item": [essays.en, ".prose li li", ".prose li li"],
  "a quotation": [essays.en, ".prose > blockquote", ".prose > blockquote"],
  "a table": [essays.en, ".table-scroll", ".table-scroll"],
  "code": [essays.en, "pre", "pre"],
  "a figure": [essays.en, ".prose figure:has(img)", ".prose figure:has(img)"],
  "a definition": [essays.en, "dd", "dd"],
  "a note": [essays.en, "#note-2", "#note-2"],
  "where a note is from": [essays.en, "#note-ref-2", "#note-ref-2"],
  "what is gone": [essays.long, ".gone li", ".gone li"],
  "a term": ["en/glossary/", "#line", "#line > h2"],
};
const ways = {
  light: {}, dark: { colorScheme: "dark" }, "in forced colours": { forcedColors: "active" },
  "in dark forced colours": { forcedColors: "active", colorScheme: "dark" },
};
for (const [way, told] of Object.entries(ways))
  for (const [kind, [path, at, marked]] of Object.entries(places))
    await promise(`${way}: ${kind} that one comes for is seen`, async () => {
      await show(path, 390, told);
      const id = await page.evaluate((select) => document.querySelector(select).id, at);
      const before = await page.evaluate(look, marked);
      await show(`${path}#${id}`, 390, told);
      const after = await page.evaluate(look, marked), box = await page.locator(marked).first().boundingBox();
      if (!id || !(box.y >= 0 && box.y < 900))
        throw new Error(`it is at ${box.y}`);
      if (told.forcedColors ? after.outlineStyle !== "solid" || after.outlineColor === after.paper
                            : after.backgroundColor === before.backgroundColor || after.backgroundColor === after.paper || after.boxShadow === "none" ||
                              contrast(after.color, after.backgroundColor) < 4.5)
        throw new Error(JSON.stringify(after));
    });
for (const [way, told] of Object.entries(ways))
  await promise(`${way}: the words that an address quotes are marked`, async () => {
    await show(`${essays.long}#:~:text=Passage%2077`, 390, told);
    return page.evaluate(() => {
      const { backgroundColor } = getComputedStyle(document.querySelector(".prose > p"), "::target-text");
      return scrollY > 500 && backgroundColor !== getComputedStyle(document.body).backgroundColor && backgroundColor !== "rgba(0, 0, 0, 0)";
    });
  });
await show(`${essays.en}#_after`, 390);
await promise("who skips the text marks nothing", async () => (await page.evaluate(look, "#_after")).boxShadow === "none");
await close();
