// ask.mjs BROWSER SITE QUERIES ENGINE OUT [COLD]: asks each query of queries.py in a browser, over HTTP, and writes what was answered.
//
// ENGINE is "colophon", whose /search/ page is opened with the query and read as a visitor sees it, or "pagefind", whose module is
// called and each result's data loaded, as its own page would. One browser, warm, answers all; then every so many-th query is asked
// once more by a browser that has loaded nothing yet, COLD (25) of them, for the bytes: of files below /search/ or /pagefind/ and
// the scripts in assets/, as they are and with gzip -9, which Pagefind's own files have already been through.
import http from "node:http";
import fs from "node:fs";
import path from "node:path";
import zlib from "node:zlib";
import { chromiumOpen } from "../../site/chromium.mjs";

const [browser, site, queriesFile, engine, out, cold = "25"] = process.argv.slice(2);
const queries = JSON.parse(fs.readFileSync(queriesFile));
const SHOWN = 5, WAIT_MS = 20000;
const TYPES = { ".js": "text/javascript", ".html": "text/html; charset=utf-8", ".css": "text/css", ".json": "application/json" };
let counted = { bytes: 0, packed: 0, requests: 0 };

const isOfSearch = name => /^\/(search|pagefind)\/.*\.(?!html$)/.test(name) || /^\/assets\/search[^/]*\.js$/.test(name);

function packed(bytes) {
  const already = bytes[0] === 0x1f && bytes[1] === 0x8b;
  return already ? bytes.length : zlib.gzipSync(bytes, { level: 9 }).length;
}

const server = http.createServer((request, response) => {
  let name = decodeURIComponent(request.url.split("?")[0]);
  if (name.endsWith("/"))
    name += "index.html";
  const file = path.join(site, name);
  if (!fs.existsSync(file))
    return response.writeHead(404).end();
  const bytes = fs.readFileSync(file);
  if (isOfSearch(name))
    counted = { bytes: counted.bytes + bytes.length, packed: counted.packed + packed(bytes), requests: counted.requests + 1 };
  response.writeHead(200, { "content-type": TYPES[path.extname(name)] || "application/octet-stream", "cache-control": "max-age=3600" });
  return response.end(bytes);
});
await new Promise(done => server.listen(0, "127.0.0.1", done));
const base = `http://127.0.0.1:${server.address().port}`;

// What a visitor sees of the page: the essays in their order, and of each the passages that are linked.
async function askColophon(page, query) {
  await page.goto(`${base}/search/?q=${encodeURIComponent(query)}`);
  const started = Date.now();
  await page.waitForFunction(() => document.querySelector("[role=status]")?.textContent.trim(), null, { timeout: WAIT_MS, polling: 5 });
  const links = await page.evaluate(() => [...document.querySelectorAll("main ol a[href]")].map(a => a.href));
  const found = new Map();
  for (const link of links) {
    const [, slug, id] = link.match(/\/essays\/([^/]+)\/(?:index\.html)?(?:#([^:]*))?/) || [];
    if (slug)
      found.set(slug, [...(found.get(slug) || []), ...(id ? [id] : [])]);
  }
  return { ms: Date.now() - started, found: [...found].slice(0, SHOWN).map(([slug, ids]) => ({ slug, ids })) };
}

// Of each result the passages that its words weigh most in, by the anchors of its data.
async function askPagefind(page, query) {
  if (!page.url().startsWith(base))
    await page.goto(`${base}/404.html`).catch(() => {});
  return page.evaluate(async ({ query, SHOWN }) => {
    window.engine ||= await import("/pagefind/pagefind.js");
    const started = performance.now(), search = await window.engine.search(query), found = [];
    for (const result of search.results.slice(0, SHOWN)) {
      const data = await result.data(), weights = {};
      const anchors = (data.anchors || []).filter(a => a.id.startsWith("p-")).sort((a, b) => a.location - b.location);
      for (const word of data.weighted_locations || []) {
        const anchor = anchors.filter(a => a.location <= word.location).pop();
        if (anchor)
          weights[anchor.id] = (weights[anchor.id] || 0) + word.balanced_score;
      }
      const ids = Object.entries(weights).sort((a, b) => b[1] - a[1]).map(entry => entry[0]);
      found.push({ slug: data.url.split("/essays/")[1].split("/")[0], ids });
    }
    return { ms: performance.now() - started, found };
  }, { query, SHOWN });
}

const ask = engine === "pagefind" ? askPagefind : askColophon;

async function inNewBrowser(what) {
  const { context, close } = await chromiumOpen(browser);
  try {
    return await what(await context.newPage());
  } finally {
    await close();
  }
}

const answers = await inNewBrowser(async page => {
  const all = [];
  for (const query of queries)
    all.push({ ...query, ...(await ask(page, query.query).catch(error => ({ ms: 0, found: [], error: error.message.split("\n")[0] }))) });
  return all;
});
const costs = [], step = Math.ceil(queries.length / +cold);
for (let i = 0; i < queries.length; i += step)
  await inNewBrowser(async page => {
    counted = { bytes: 0, packed: 0, requests: 0 };
    const { found } = await ask(page, queries[i].query).catch(() => ({ found: [] }));
    costs.push({ kind: queries[i].kind, found: found.length, ...counted });
  });
server.close();
fs.writeFileSync(out, JSON.stringify({ engine, answers, costs }));
