// look.mjs BROWSER < pages: opens each page of a list (a JSON array of paths) and prints one JSON object a line: what is wrong,
// the words of the page, and how many elements of each kind, with their attributes, it has.
import { pathToFileURL } from "node:url";
import { readFileSync } from "node:fs";
import { chromiumOpen } from "../site/chromium.mjs";

// In the page, before anything of it runs.
function listen() {
  window.__said = [];
  for (const name of ["alert", "confirm", "prompt", "print", "open"]) window[name] = () => window.__said.push(name);
  document.addEventListener("securitypolicyviolation", (event) => window.__said.push(event.violatedDirective));
}

// In the page, when it has been loaded.
function look() {
  const wrong = window.__said.map((what) => "called " + what);
  if (window.__ran) wrong.push("a script ran");
  const signature = {};
  const foreign = "script iframe frame object embed applet base form textarea select portal template math foreignobject style noscript video audio";
  // The form of every page, and what the page of the search consists of.
  const ours = "header.masthead > details > form.search-box, [data-search] > :is(form.search-form, noscript, template[data-part])," +
               '.page-search [data-search] ~ script:empty, head > script[src*="assets/search"]:empty, script[src$="assets/previews.js"][defer]:empty';
  // What the program draws: paths and nothing else.
  const drawn = 'svg[viewBox][preserveAspectRatio="none"], svg[viewBox][preserveAspectRatio="none"] > path:empty';
  // What an essay's head says of it, and what its links lead to, which is data and never runs.
  const isData = (element) => {
    const isOfHead = element.matches('head > script[type="application/ld+json"]') && element.attributes.length === 1;
    if (!isOfHead && !element.matches('script[type="application/json"]#_previews')) return false;
    try {
      const data = JSON.parse(element.textContent);
      return isOfHead ? Object.keys(data).join(" ") === "@context @graph" : Object.values(data).every((one) => typeof one.title === "string");
    } catch { return false; }
  };
  for (const element of document.querySelectorAll("*")) {
    const name = element.localName;
    if (foreign.split(" ").includes(name) && !element.matches(ours) && !isData(element)) wrong.push("an element " + name);
    const isDrawing = element.matches(drawn);
    if (element.namespaceURI !== "http://www.w3.org/1999/xhtml" && !isDrawing) wrong.push("an element of another namespace: " + name);
    for (const { name: attribute, value } of element.attributes) {
      if (/^on/i.test(attribute) || ["srcdoc", "formaction", "style", "ping", "background", "autofocus", "xlink:href"].includes(attribute))
        wrong.push(`an attribute ${attribute} of ${name}`);
      if (!/^[a-z][a-z0-9:-]*$/.test(attribute) && !(isDrawing && ["viewBox", "preserveAspectRatio"].includes(attribute))) wrong.push(`an attribute ${attribute} of ${name}`);
    }
    for (const attribute of ["href", "src", "action", "data", "cite", "poster"]) {
      if (!element.hasAttribute(attribute)) continue;
      const written = element.getAttribute(attribute);
      let scheme = "";
      try { scheme = new URL(written, "https://base.example/").protocol; } catch { continue; }
      const picture = attribute === "src" && name === "img" && /^data:(image\/(png|jpeg|gif|webp)|,$)/.test(written);
      if (["javascript:", "vbscript:", "file:", "data:"].includes(scheme) && !picture) wrong.push(`${name} ${attribute}=${written}`);
    }
    const key = name + "[" + [...element.attributes].map((a) => a.name).sort().join(" ") + "]";
    signature[key] = (signature[key] || 0) + 1;
  }
  return { wrong: [...new Set(wrong)], signature, words: document.documentElement.textContent, title: document.title };
}

const pages = JSON.parse(readFileSync(0, "utf8"));
const { context, close } = await chromiumOpen(process.argv[2]);
// Nothing that a page asks for leaves this machine.
await context.route("**/*", (route) => {
  const url = route.request().url();
  return url.startsWith("file:") || url.startsWith("data:") ? route.continue() : route.abort();
});
await context.addInitScript(listen);
const page = await context.newPage();
let dialogs = 0;
page.on("dialog", (dialog) => { dialogs++; dialog.dismiss(); });
for (const path of pages) {
  let found;
  try {
    await page.goto(pathToFileURL(path).href, { waitUntil: "load", timeout: 30000 });
    found = path.endsWith(".xml")
      ? await page.evaluate(() => ({ wrong: window.__ran ? ["a script ran"] : [], signature: {}, words: "", title: "" }))
      : await page.evaluate(look);
  } catch (error) {
    found = { wrong: ["cannot be opened: " + String(error).slice(0, 300)], signature: {}, words: "", title: "" };
  }
  if (dialogs) found.wrong.push("a dialog");
  dialogs = 0;
  process.stdout.write(JSON.stringify({ path, ...found }) + "\n");
}
await close();
