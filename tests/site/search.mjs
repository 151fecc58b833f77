// The page /search/ in a browser: over http under a strict policy, below a path, and from a disk.
//
//     node search.mjs BROWSER AXE ROOT BELOW DISK ARABIC MANY      addresses of the five sites, with the file's name where it must be there
//
// AXE is axe-core's script, or "".
import { axeIsSilent, chromiumOpen, promise, toldBy } from "./chromium.mjs";

const [, , browser, axe, root, below, disk, arabic, many] = process.argv;
const { context, close } = await chromiumOpen(browser);
const page = await context.newPage();
const told = toldBy(page);

const search = query => (/\.html$/.test(page.site) ? page.site : `${page.site}search/`) + `?${query}`;

async function ask(site, query) {
  page.site = site;
  await page.goto(search(query));
  await page.waitForFunction(() => document.querySelector("[role=status]").textContent !== "");
}
const links = () => page.$$eval(".found a", all => all.map(a => a.getAttribute("href")));
const status = () => page.textContent("[role=status]");

for (const [name, site] of [["at a root", root], ["below a path", below], ["from a disk", disk]]) {
  await promise(`${name}: a passage is found`, async () => {
    await ask(site, "q=gain+to+others");
    return /essays\/third\/(index\.html)?#p-[a-z0-9]+:~:text=gain%20to%20others$/.test((await links())[0]);
  });
  await promise(`${name}: what is loaded is of this index, so that none of another is met after an edit`, () =>
    page.evaluate(() => {
      const { version } = document.querySelector("[data-search]").dataset;
      const files = [...document.querySelectorAll("head script")].map(s => new URL(s.src)).filter(url => url.pathname.includes("/search/"));
      return version.length === 16 && files.length > 2 && files.every(url => url.search === `?v=${version}`);
    }));
  await promise(`${name}: its words are marked`, async () => (await page.textContent(".found mark")) === "gain to others");
  await promise(`${name}: the count is told`, async () => /Passages: 1\. Essays: 1\./.test(await status()));
  await promise(`${name}: the link leads to the passage`, async () => {
    await page.click(".found a");
    await page.waitForLoadState();
    return (await page.$eval(":target", e => e.textContent)).includes("gain to others");
  });
  await promise(`${name}: back is where the results are`, async () => {
    await page.goBack();
    await page.waitForSelector(".found a");
    return (await page.inputValue("#_words")) === "gain to others";
  });
}

await promise("the form leads to an address that says all", async () => {
  await ask(root, "q=rain");
  await page.fill("#_words", "the first essay");
  await page.press("#_words", "Enter");
  await page.waitForSelector(".found a");
  return new URL(page.url()).searchParams.get("q") === "the first essay" && /essays\/first\/$/.test((await links())[0]);
});
for (const [query, expected] of [["%E6%96%87%E6%96%87%E6%9C%AC", /third/], ["pere", /third/], ["P%C3%88RE", /third/], ["governemnts+", /third/], ["a+gain+to+others", /third/]])
  await promise(`${decodeURIComponent(query)} is found`, async () => {
    await ask(root, `q=${query}`);
    return expected.test((await links())[0]);
  });
await promise("one more letter leaves the results", async () => {
  const first = [];
  for (const query of ["gov", "gove", "gover", "govern", "governm", "government"]) {
    await ask(root, `q=${query}`);
    first.push((await links())[0].split(":~:")[0]);
  }
  return new Set(first).size === 1;
});
await promise("what was misspelt is said", async () => {
  await ask(root, "q=governemnts+");
  return /governemnts.*governments/.test(await page.textContent("[data-part=notes]"));
});
await promise("a phrase is found as it stands, and not in another order", async () => {
  await ask(root, "q=%22gain+to+others%22");
  const found = await links();
  await ask(root, "q=%22others+to+gain%22");
  return found.length > 0 && new Set(found).size === 1 && (await links()).length === 0;
});
await promise("nothing found is said", async () => {
  await ask(root, "q=zebra+quagga");
  return /zebra quagga/.test(await status()) && /zebra, quagga/.test(await page.textContent("[data-part=notes]"));
});
await promise("a phrase that more texts may have is said to, and more are read", async () => {
  await ask(many, "q=%22snow+and+rain%22");
  const told = await status(), none = await links();
  await page.click("[data-part=more] a");
  await page.waitForSelector(".found a");
  return /others/.test(told) && none.length === 0 && /principles/.test((await links())[0]);
});
await promise("where nothing is found there is a way to the index", async () => {
  await ask(root, "q=zebra+quagga");
  const offered = await page.isVisible('[data-part=instead] a[href="../index/"]');
  await ask(root, "q=essay");
  return offered && !(await page.isVisible("[data-part=instead]"));
});
await promise("each passage that is shown leads to itself, all look alike", async () => {
  await ask(many, "q=rain");
  const shown = await page.$$eval(".found .entry-summary", all => all.filter(p => p.textContent).map(p => getComputedStyle(p.querySelector("a")).textDecorationLine));
  return shown.length > 2 && new Set(shown).size === 1;
});
await promise("what others wrote is no markup", async () => {
  await ask(root, "q=%3Cimg+src%3Dx+onerror%3Dalert(1)%3E+slow");
  return (await page.$$("main img")).length === 0 && (await page.title()).startsWith("<img");
});
await promise("arrow keys go through the results and back", async () => {
  await ask(root, "q=essay");
  await page.focus("#_words");
  await page.keyboard.press("ArrowDown");
  const first = await page.evaluate(() => document.activeElement.closest(".found") === document.querySelector(".found"));
  await page.keyboard.press("ArrowUp");
  return first && (await page.evaluate(() => document.activeElement.id)) === "_words";
});
await promise("no single key does anything", async () => {
  const before = page.url();
  await page.evaluate(() => document.activeElement.blur());
  for (const key of ["/", "s", "f", "?", "j", "k"])
    await page.keyboard.press(key);
  return page.url() === before && (await page.evaluate(() => document.activeElement === document.body));
});
await promise("results are narrowed by links with counts, and widened again", async () => {
  await ask(root, "q=essay");
  const all = (await page.$$(".found")).length;
  await page.click("[data-part=narrow] summary");
  await page.waitForSelector("[data-part=choices] a");
  await page.click('[data-part=choices] a[href*="year=2020"]');
  await page.waitForSelector("[data-part=filters] a");
  await page.waitForFunction(() => document.querySelector("[role=status]").textContent !== "");
  const fewer = (await links()).every(href => /essays\/first/.test(href));
  await page.click("[data-part=filters] a");
  await page.waitForFunction(() => document.querySelector("[role=status]").textContent !== "");
  return fewer && (await page.$$(".found")).length === all;
});
const scripts = () => page.$$eval("head script", all => all.map(s => s.src.match(/search-(\w+)\.js$/)?.[1]).filter(Boolean));
for (const [query, expected] of [["gain+to+others", ""], ["governemnts+", "misspelt"], ["%22gain+to+others%22", "phrases"], ["essay+-first", "phrases"], ["Ada+Example", "things"]])
  await promise(`what ${query} needs is loaded: ${expected || "nothing else"}`, async () => {
    await ask(root, `q=${query}`);
    return (await scripts()).join() === ["texts", "show", expected].filter(Boolean).join() && (await links()).length > 0;
  });
await promise("who asks nothing loads nothing", async () => {
  await page.goto(`${root}search/`);
  return (await page.$$("head script")).length === 0;
});
await promise("robots pass it by", async () => (await page.getAttribute('meta[name="robots"]', "content")) === "noindex");
for (const width of [390, 1440])
  await promise(`nothing is wider than ${width} pixels`, async () => {
    await page.setViewportSize({ width, height: 800 });
    await ask(root, "q=the+passages+of+essays");
    return page.evaluate(() => document.documentElement.scrollWidth <= innerWidth);
  });
await promise("an Arabic page is from right to left", async () => {
  await ask(arabic, "q=essay");
  return (await page.evaluate(() => getComputedStyle(document.querySelector("form")).direction)) === "rtl" && (await links()).length > 0;
});
await promise("where a result stands as its title is read", () =>
  page.evaluate(() => {
    const all = [...document.querySelectorAll(".found")];
    return all.length > 0 && all.every(item => [item, ...item.querySelectorAll("h2, .facts")].every(e => getComputedStyle(e).direction === "ltr"));
  }));
if (axe)
  for (const [what, query] of [["results", "q=essay"], ["nothing", "q=zebra"], ["the empty page", "q="]])
    await promise(`axe has nothing to say of ${what}`, async () => {
      page.site = disk;
      await page.goto(search(query));
      await page.waitForTimeout(300);
      await axeIsSilent(page, axe);
    });
await promise(`nothing is told in the console: ${told.join("; ")}`, async () => told.length === 0);

const bare = await context.browser()?.newContext({ javaScriptEnabled: false });
if (bare) {
  const quiet = await bare.newPage();
  await promise("without script there is a way to the index", async () => {
    await quiet.goto(`${root}search/?q=rain`);
    return (await quiet.getAttribute("noscript a", "href")) === "../index/";
  });
}
await close();
