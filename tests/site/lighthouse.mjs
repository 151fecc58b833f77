// lighthouse.mjs BROWSER URL FOLDER: the largest page of each kind of the site in FOLDER, served at URL, as Lighthouse judges it on its slow
// telephone; pages that ask not to be indexed are left out. Prints a line "ok ..." or "FAILED ..." for each promise: 100 of 100 in each
// category, the largest thing painted within 0.9 s, and nothing moving while the page comes.
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { largestPages } from "./kinds.mjs";

const [browser, url, folder] = process.argv.slice(2);
const from = createRequire(join(dirname(fileURLToPath(import.meta.url)), "../package.json"));
const { default: lighthouse } = await import(pathToFileURL(from.resolve("lighthouse")));
const { launch } = await import(pathToFileURL(createRequire(from.resolve("lighthouse")).resolve("chrome-launcher")));
const latest = 900; /* milliseconds */

function judge(what, holds, found) {
  console.log(`${holds ? "ok" : "FAILED"} ${what}${holds ? "" : `: ${found}`}`);
}

// What took points off, with the first thing that it was found in.
function reasons(report, category) {
  const { audits, categories } = report;
  return categories[category].auditRefs.filter(({ id, weight }) => weight && audits[id].score !== null && audits[id].score < 1)
    .map(({ id }) => `${id} ${audits[id].displayValue ?? ""} ${audits[id].details?.items?.[0]?.node?.snippet ?? ""}`).join("; ");
}

const chrome = await launch({ chromePath: browser, chromeFlags: ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic"], logLevel: "silent" });
for (const { kind, path, html } of largestPages(folder)) {
  if (html.includes('content="noindex"'))
    continue;
  const { lhr } = await lighthouse(url + path, { port: chrome.port, logLevel: "silent", output: "json" });
  for (const [name, { score }] of Object.entries(lhr.categories))
    judge(`${kind}: ${Math.round(score * 100)} for ${name} of /${path}`, score === 1, reasons(lhr, name));
  const painted = lhr.audits["largest-contentful-paint"].numericValue, moved = lhr.audits["cumulative-layout-shift"].numericValue;
  judge(`${kind}: painted after ${(painted / 1000).toFixed(2)} s`, painted <= latest, `later than ${latest / 1000} s`);
  judge(`${kind}: nothing moves`, moved === 0, moved);
}
chrome.kill();
