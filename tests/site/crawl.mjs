// crawl.mjs BROWSER PAGES BASE...: opens the pages that links lead to from each BASE, a URL that ends in '/' (http: of a host) or names
// the first file (file:), as a visitor would, the PAGES nearest ones, and goes to every place on them that they name. Prints what is
// wrong, and how many pages, links and places there were; status 1 if anything is wrong.
import { chromiumOpen } from "./chromium.mjs";

const [browser, most, ...starts] = process.argv.slice(2);

// In the page: where its links lead as the browser understands them, and that its own style sheet and pictures have come.
function look() {
  const links = [...document.querySelectorAll("a[href]")].map((a) => ({ href: a.href, written: a.getAttribute("href") }));
  const lost = [...document.images].filter((image) => image.loading !== "lazy" && !image.naturalWidth).map((image) => image.src);
  for (const link of document.querySelectorAll("link[rel=stylesheet]")) if (!link.sheet) lost.push(link.href);
  return { links, lost, ids: [...document.querySelectorAll("[id]")].map((element) => element.id) };
}

// In the page, at a place: whether the browser has gone to it.
function isThere(id) {
  return document.querySelector(":target")?.id === id;
}

const { context, close } = await chromiumOpen(browser);
function isPage(url) {
  return /(\/|\.html)$/.test(new URL(url).pathname);
}

// Gives how many things are wrong.
async function crawl(start) {
  const base = new URL(".", start).href, onDisk = start.startsWith("file:");
  const pages = new Map(), waiting = [start], problems = [], places = new Map();
  let links = 0, opened = 0;
  const page = await context.newPage();
  // Nothing that a page asks for leaves the site.
  await page.route("**/*", (route) => (route.request().url().startsWith(base) ? route.continue() : route.abort()));

  function follow(from, { href, written }) {
    const [bare, place] = href.split("#");
    if (!bare.startsWith(base)) return /^(https?|mailto):/.test(written) || problems.push(`${from}: "${written}" leaves the site`);
    links++;
    if (written === "") problems.push(`${from}: a link names nothing`);
    if (!onDisk && /\/index\.html$/.test(bare)) problems.push(`${from}: "${written}" is a second address`);
    if (place) places.set(href, from);
    if (!pages.has(bare)) pages.set(bare, null), waiting.push(bare);
  }

  async function fetched(url) {
    const answer = await context.request.get(url);
    return answer.ok() ? null : `status ${answer.status()}`;
  }

  while (waiting.length && opened < most) {
    const url = waiting.shift();
    try {
      if (!isPage(url)) {
        const wrong = onDisk ? null : await fetched(url);
        if (wrong) problems.push(`${url}: ${wrong}`);
        pages.set(url, { ids: [] });
        continue;
      }
      opened++;
      const answer = await page.goto(url, { waitUntil: "load", timeout: 30000 });
      if (!onDisk && !answer.ok()) problems.push(`${url}: status ${answer.status()}`);
      // What a browser, or a plain host, shows of a folder without a page.
      if (/^(Index of|Directory listing for) /.test(await page.title())) problems.push(`${url}: the list of a folder, and no page`);
      const seen = await page.evaluate(look);
      pages.set(url, seen);
      for (const lost of seen.lost) problems.push(`${url}: ${lost} has not come`);
      for (const link of seen.links) follow(url, link);
    } catch (error) {
      problems.push(`${url}: cannot be opened: ${String(error).slice(0, 200)}`);
      pages.set(url, { ids: [] });
    }
  }
  let at = "";
  for (const [href, from] of [...places].sort()) {
    const [bare, place] = href.split("#"), id = decodeURIComponent(place);
    if (!isPage(bare) || !pages.get(bare)) continue;
    if (!pages.get(bare).ids.includes(id)) {
      problems.push(`${from}: there is no "#${id}" at ${bare}`);
      continue;
    }
    if (at !== bare) await page.goto("about:blank");
    await page.goto(href, { waitUntil: "load" });
    if (!(await page.evaluate(isThere, id))) problems.push(`${from}: the browser does not go to ${href}`);
    at = bare;
  }
  await page.close();
  for (const problem of new Set(problems)) console.log(problem.replaceAll(base, ""));
  console.log(`${[...pages.values()].filter(Boolean).length} pages and files, ${links} links, ${places.size} places`);
  return problems.length;
}

let wrong = 0;
for (const start of starts) wrong += await crawl(start);
await close();
process.exit(wrong ? 1 : 0);
