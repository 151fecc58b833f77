// print.mjs BROWSER URL: what a browser prints of the pages that print.sh made. Prints a line "ok ..." or "FAILED ..." for each promise.
import { execFileSync } from "node:child_process";
import { chromiumOpen, promise } from "./chromium.mjs";

const [browser, url] = process.argv.slice(2);
const { context, close } = await chromiumOpen(browser);
const page = await context.newPage();

// The texts of the printed pages, line by line. (Chromium prints on A4 or Letter: what is promised holds on both.)
async function printed(path, format = "A4") {
  await page.emulateMedia({ media: null });
  await page.goto(url + path);
  await page.pdf({ path: "printed.pdf", format });
  const text = execFileSync("pdftotext", ["-layout", "printed.pdf", "-"], { encoding: "utf8" });
  return text.split("\f").slice(0, -1).map((one) => one.split("\n").map((line) => line.trim()).filter((line) => line));
}

// What a line holds, of all lines of paragraphs but their last: [mean, fewest, most] characters.
function lineLengths() {
  const lengths = [];
  for (const paragraph of document.querySelectorAll(".prose > p")) {
    const lines = [];
    const words = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
    for (let text = words.nextNode(); text; text = words.nextNode())
      for (let i = 0; i < text.data.length; i++) {
        const range = document.createRange();
        range.setStart(text, i);
        range.setEnd(text, i + 1);
        const box = range.getClientRects()[0];
        if (box?.width)
          lines[Math.round(box.bottom)] = (lines[Math.round(box.bottom)] ?? "") + text.data[i];
      }
    lengths.push(...lines.filter((line) => line).slice(0, -1).map((line) => line.trim().length));
  }
  return [lengths.reduce((a, b) => a + b, 0) / lengths.length, Math.min(...lengths), Math.max(...lengths)];
}

// As on a sheet of A4: 210 mm less the margins, in pixels.
async function sheet(path) {
  await page.setViewportSize({ width: 612, height: 925 });
  await page.emulateMedia({ media: "print" });
  await page.goto(url + path);
}

async function screen(path) {
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.emulateMedia({ media: "screen" });
  await page.goto(url + path);
}

function tooWide() {
  return [...document.querySelectorAll("body *")].filter((one) => one.checkVisibility() && getComputedStyle(one).position !== "absolute" &&
    (one.getBoundingClientRect().right > innerWidth + 1 || one.getBoundingClientRect().left < -1)).map((one) => one.outerHTML.slice(0, 60));
}

function no(found) {
  if (found.length)
    throw new Error(found[0]);
}

const first = (await printed("git/essays/first/"))[0].join(" ");
await promise("page 1 says how the essay is cited", () => first.includes("Cite this: Example, Ada. 2020. “The First Essay.”"));
await promise("and its version: its name, its day and the address that stays", () =>
  /This version: ([0-9a-f]{12}), 1 March 2024, https:\/\/reader\.example\.org\/versions\/\1\//.test(first));
await promise("and no menu, no search, no list of files", () => !/Reading lists|Search|BibTeX|Skip/.test(first));
await promise("and has the numbers of its passages, which are those of a book", () =>
  / 1 +The first essay opens the matter\. A part 2 +It has a part\./.test(first));
const held = (await printed("git/essays/held/"))[0].join(" ");
await promise("of a text that is not published, too, which has no versions", () =>
  /Cite this: .*Last revised: 1 March 2024 Address: https:\/\/reader\.example\.org\/essays\/held\//.test(held));
await sheet("rtl/essays/first/");
await promise("without git there is the address of the page, and the style is the reader's", async () =>
  /A small reader, .* 2020, (https:\/\/reader\.example\.org\/essays\/first\/)\.\s[^]*\1/.test(await page.innerText(".on-paper")));

await promise("letters of Arabic are never slanted", () =>
  page.evaluate(() => [...document.querySelectorAll("*")].every((one) => getComputedStyle(one).fontStyle === "normal")));

await sheet("zh/essays/first/");
await promise("a reader in Chinese is set as Chinese texts are", () => page.evaluate(() => {
  const { textIndent, fontSize, textAlign } = getComputedStyle(document.querySelector(".prose > p"));
  return Math.round(parseFloat(textIndent)) === Math.round(2 * parseFloat(fontSize)) && textAlign === "justify";
}));

await screen("git/essays/first/");
await promise("a screen shows none of it", () => page.evaluate(() => !document.querySelector(".on-paper").checkVisibility()));

for (const format of ["A4", "Letter"]) {
  const pages = await printed("git/essays/long/", format);
  const ends = pages.map((lines) => lines.at(-2));
  await promise(`${format}: no heading is at the foot of a page`, () => pages.length > 5 && no(ends.filter((line) => /^Section \d+$/.test(line))));
  await promise(`${format}: each page says its number, and but the first what is printed`, () =>
    pages.every((lines, i) => lines.at(-1) === String(i + 1) && (lines[0] === "A long essay · A small reader") === i > 0));
  await promise(`${format}: what was folded up is unfolded`, () => pages.flat().some((line) => line.endsWith("This was folded up.")));
}

for (const path of ["git/essays/long/", "rtl/essays/long/"]) {
  await sheet(path);
  await promise(`${path}: nothing is wider than the page`, async () => no(await page.evaluate(tooWide)));
}
await sheet("git/essays/long/");
await promise("a line has 65 to 70 characters", async () => {
  await page.evaluate(() => document.querySelectorAll(".prose > h2:nth-of-type(n + 31) ~ p").forEach((one) => one.remove()));
  const [mean] = await page.evaluate(lineLengths);
  if (Math.round(mean) < 65 || Math.round(mean) > 70)
    throw new Error(`it has ${mean}`);
});
await sheet("git/essays/han/");
await promise("of Han 25 to 40", async () => {
  const [mean] = await page.evaluate(lineLengths);
  if (mean < 25 || mean > 40)
    throw new Error(`it has ${mean}`);
});

// The book

const book = "git/lists/path/print/";
const pages = await printed(book);
const begins = pages.findIndex((lines) => lines.includes("The first essay") && lines.includes("1"));
await promise("a book has a page of its title, without head and number, but with its address and day", () =>
  /^Reading list A path through it Six steps\. A small reader .*1 March 2024.* https:\/\/reader\.example\.org\/lists\/path\/$/.test(pages[0].join(" ")));
await promise("then come its contents and its introduction", () => pages[1].includes("Contents") && pages[1].includes("Introduction"));
await promise("an essay begins a page, with how it is cited, its version and the editor's note", () =>
  begins > 0 && pages[begins][0] === "A path through it · A small reader" && pages[begins][1] === "1" &&
  /^.* The first essay .*“The First Essay\.”.* This version: [0-9a-f]{12}, 1 March 2024, https:.* note: Begin here\./.test(pages[begins].join(" ")));
await promise("no heading of a book is at the foot of a page", () => no(pages.map((lines) => lines.at(-2)).filter((line) => /^(\d+ )?Section \d+$/.test(line))));
await promise("no word of a text that is not published is in it", () => !pages.flat().some((line) => line.includes("Nobody reads this")));

await page.goto(`${url}git/glossary/`);
await promise("each of two terms on a page has its own note 1", () => page.evaluate(() => {
  const links = [...document.querySelectorAll('.term a[role="doc-noteref"], .term .note-back')];
  return links.length === 4 && links.every((link) => link.closest(".term") === document.getElementById(link.hash.slice(1)).closest(".term")) &&
    new Set([...document.querySelectorAll("[id]")].map((one) => one.id)).size === document.querySelectorAll("[id]").length;
}));

await sheet(book);
const main = (look) => page.evaluate(look);
await promise("ids are unique", async () => no(await main(() => {
  const ids = [...document.querySelectorAll("[id]")].map((one) => one.id);
  return ids.filter((id, i) => ids.indexOf(id) !== i);
})));
await promise("contents and notes lead to places that are there", async () => no(await main(() =>
  [...document.querySelectorAll('a[href^="#"]')].map((link) => link.getAttribute("href"))
    .filter((href) => !document.getElementById(decodeURIComponent(href.slice(1)))))));
await promise("all essays, the glossary and their headings are in the contents", () => main(() =>
  document.querySelectorAll(".book-contents > ol > li").length === 7 && document.querySelectorAll(".book-contents ol ol li").length > 30));
await promise("paper says the address of each link: it is its words, or in a note", async () => no(await main(() =>
  [...document.querySelectorAll("main a[href]:not([href^='#'])")].filter((link) => {
    const href = link.getAttribute("href");
    const reference = link.nextElementSibling;
    const note = reference?.matches(".address-ref") && document.getElementById(decodeURIComponent(reference.hash.slice(1)));
    return !href.endsWith(link.textContent) && !(note?.textContent.includes(href) && note.checkVisibility() && reference.checkVisibility());
  }).map((link) => link.outerHTML))));
await promise("of those there are some of each kind", () => main(() =>
  ["https://other.example/a?b=1&c=2", "https://note.example/", "https://table.example/", "https://reader.example.org/about/", "mailto:ada@example.org",
   "https://quire.example/note", "https://introduction.example/"].every((href) =>
    [...document.querySelectorAll(".address a")].some((link) => link.getAttribute("href") === href))));
await promise("each passage has its number in the margin", () => main(() => {
  const numbers = [...document.querySelectorAll("#c01 .prose > p > .number")];
  return numbers.length === 2 && numbers.every((one, i) => getComputedStyle(one, "::before").content.includes(`"${i + 1}"`) &&
    one.checkVisibility({ opacityProperty: true }) && one.getBoundingClientRect().right <= one.parentElement.getBoundingClientRect().left + 1);
}));
await promise("nothing of the book is wider than the page", async () => no(await page.evaluate(tooWide)));
await promise("its lines have 65 to 70 characters", async () => {
  await main(() => document.querySelectorAll("article.book-part:not(#c03)").forEach((one) => one.remove()));
  await main(() => document.querySelectorAll(".prose > h2:nth-of-type(n + 31) ~ p").forEach((one) => one.remove()));
  const [mean] = await page.evaluate(lineLengths);
  if (Math.round(mean) < 65 || Math.round(mean) > 70)
    throw new Error(`they have ${mean}`);
});
for (const width of [390, 1440]) {
  await page.setViewportSize({ width, height: 900 });
  await page.emulateMedia({ media: "screen" });
  await page.goto(url + book);
  await promise(`on a screen of ${width} pixels nothing scrolls sideways, and links need no notes`, () => main(() =>
    document.documentElement.scrollWidth <= innerWidth && ![...document.querySelectorAll(".addresses, .address-ref")].some((one) => one.checkVisibility())));
}
await promise("search engines pass it by, and its address is the list's", () => main(() =>
  document.querySelector("meta[name=robots]").content === "noindex" &&
  document.querySelector("link[rel=canonical]").href === "https://reader.example.org/lists/path/"));
await close();
