// ace.mjs BROWSER BOOK...: Ace, DAISY's judge of books for those who cannot see them, with a browser that is there. Prints what it
// finds and how grave that is; the status is 1 when anything is serious or critical.
import { createRequire } from "node:module";
import { basename } from "node:path";
import { readFileSync } from "node:fs";
import { chromiumOpen } from "../site/chromium.mjs";

const [browser, ...books] = process.argv.slice(2);
const ace = createRequire(import.meta.url)("@daisy/ace-core");
const { context, close } = await chromiumOpen(browser);
await context.route(/^https?:/, (route) => route.abort());

// What Ace asks of who opens pages for it.
const runner = {
  concurrency: 1,
  setTimeout() {},
  async launch() {},
  async close() {},
  async run(url, files, contents) {
    const page = await context.newPage();
    await page.goto(url);
    for (const content of [...contents, ...files.map((file) => readFileSync(file, "utf8"))]) await page.evaluate(content);
    const found = await page.evaluate(
      () => new Promise((resolve, reject) => window.daisy.ace.run((error, result) => (error ? reject(error) : resolve(result)))));
    await page.close();
    return found;
  },
};

// Ace prints its whole report where it is given no folder.
async function judged(book) {
  const write = process.stdout.write;
  process.stdout.write = () => true;
  try {
    return (await ace(book, { cwd: process.cwd(), lang: "en", jobid: book, initLogger: true, silent: true }, runner))[1];
  } finally {
    process.stdout.write = write;
  }
}

let grave = 0;
for (const book of books) {
  const report = await judged(book);
  let count = 0;
  for (const file of report.assertions)
    for (const { "earl:test": test, "earl:result": result } of file.assertions) {
      const impact = test["earl:impact"];
      grave += ["serious", "critical"].includes(impact);
      count++;
      console.log(`${basename(book)}: ${file["earl:testSubject"].url}: ${impact}: ${test["dct:title"]}: ${result["dct:description"]}: ` +
                  `${(result.html || "").slice(0, 200)}`);
    }
  console.log(`${basename(book)}: ${count} found`);
}
await close();
process.exit(grave ? 1 : 0);
