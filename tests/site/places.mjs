// places.mjs BROWSER MOST BASE PROMISED: opens old places of the site at BASE (http:) as a visitor with an old link would, each by a
// load of its own, and looks whether what stands there is seen: PROMISED is JSON, {address: [id, ...]}. Of all places every Nth is
// taken, so that there are at most MOST. Prints what is not seen, and how many were; status 1 if anything is not.
import { readFileSync } from "node:fs";
import { chromiumOpen } from "./chromium.mjs";

const [browser, most, base, promised] = process.argv.slice(2);
const promise = Object.entries(JSON.parse(readFileSync(promised, "utf8")));
const all = promise.flatMap(([address, ids]) => ids.map((id) => ({ address, id })));
const step = Math.ceil(all.length / most);
const sample = all.filter((_, i) => i % step === 0);

// In the page: what is wrong with a place, "" for nothing. Its words are its own, or those of what it stands in.
function look(id) {
  const place = document.querySelector(":target");
  if (place?.id !== id) return document.getElementById(id) ? "the browser does not go there" : "is not there";
  if (!place.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true })) return "is hidden";
  let holder = place;
  while (holder !== document.body && !holder.innerText.trim()) holder = holder.parentElement;
  if (holder.matches("body, main, article")) return "has no words";
  const top = place.getBoundingClientRect().top;
  if (top < -1 || top > innerHeight) return `is not in the window, but at ${Math.round(top)}`;
  const words = document.createRange();
  words.selectNodeContents(holder);
  // A line of its words is what is seen at its place: nothing lies over it.
  const isSeen = [...words.getClientRects()].some((line) => {
    const over = line.width && document.elementFromPoint(line.left + line.width / 2, line.top + line.height / 2);
    return over && holder.contains(over);
  });
  return isSeen ? "" : "is covered";
}

const { context, close } = await chromiumOpen(browser);
const page = await context.newPage();
let seen = 0, count = 0;
for (const { address, id } of sample) {
  // The query makes it another document than the one before, so that it is loaded, and not only gone through.
  const answer = await page.goto(`${base}${address}?${++count}#${encodeURIComponent(id)}`, { waitUntil: "load", timeout: 30000 });
  const wrong = answer.ok() ? await page.evaluate(look, id) : `status ${answer.status()}`;
  if (wrong) console.log(`${address}#${id}: ${wrong}`);
  else seen++;
}
console.log(`${seen} of ${count} places are seen`);
await close();
process.exit(seen && seen === count ? 0 : 1);
