// theme.mjs BROWSER URL DIFFERENCE: the theme of the sites that theme.sh made: below/path, and own, which has a theme.css. Prints a line
// "ok ..." or "FAILED ..." for each promise.
import { chromiumOpen, promise } from "./chromium.mjs";

const [browser, url, difference] = process.argv.slice(2);
const { context, close } = await chromiumOpen(browser);
const page = await context.newPage();

// What no browser of 2015 knows: of declarations, of selectors, and of conditions. Such a rule, or such a declaration, is dropped as a whole.
const NEW_NAME = /^(--|inset|gap$|row-gap|grid|text-wrap|hyphen|accent-color|place-|text-decoration-(thickness|skip)|text-underline|text-emphasis|forced-color|content-visibility|scroll-|margin-(inline|block)|padding-(inline|block)|border-(inline|block)|font-synthesis|hanging|break-|(block|inline)-size)/;
const NEW_VALUE = /var\(|clamp\(|m(in|ax)\(|color-mix\(|env\(|anywhere|(display: )?(grid|contents|flow-root)\b|max-content|fit-content|isolate|inline-(start|end)|" \/ "|\bsticky\b|^(start|end)$|revert/;
const NEW_SELECTOR = /:is\(|:has\(|:where\(|:not\([^)]*[, >(]|:focus-(visible|within)|::(marker|details-content|target-text|selection|highlight)|:any-link/;
const NEW_CONDITION = /@(supports|container|layer|property)|\((hover|prefers-|forced-colors)/;

// A style sheet as such a browser has it: a list of rules, each with what stands before its brace and what stands in it.
function rules(css) {
  const found = [];
  for (let at = 0; ; ) {
    const open = css.indexOf("{", at);
    if (open < 0)
      return found;
    let depth = 1, end = open + 1;
    for (; depth; end++)
      depth += css[end] === "{" ? 1 : css[end] === "}" ? -1 : 0;
    found.push({ head: css.slice(at, open).trim(), body: css.slice(open + 1, end - 1) });
    at = end;
  }
}

function old(css) {
  return rules(css).map(({ head, body }) => {
    if (NEW_CONDITION.test(head) || NEW_SELECTOR.test(head))
      return "";
    if (head.startsWith("@"))
      return body.includes("{") ? `${head} { ${old(body)} }` : "";
    const kept = body.split(";").map((one) => one.trim()).filter((one) => {
      const [name, value = ""] = [one.slice(0, one.indexOf(":")).trim(), one.slice(one.indexOf(":") + 1).trim()];
      return one && !NEW_NAME.test(name) && !NEW_VALUE.test(value);
    });
    return `${head} { ${kept.join("; ")} }`;
  }).join("\n");
}

let asked = [];
page.on("request", (request) => asked.push(request.url()));

// What can be seen of the page: of its first paragraph how many characters a line holds, how far it stands from the window's side and how
// large it is; what is wider than the window; whether the head's name and its menu stand on each other.
const look = () => page.evaluate(() => {
  const paragraph = [...document.querySelectorAll(".prose > p, main > p, .subtitle, main p")].find((one) => one.offsetWidth > 0);
  const style = getComputedStyle(paragraph), box = paragraph.getBoundingClientRect(), root = getComputedStyle(document.body);
  const [name, menu] = [...document.querySelectorAll(".masthead > p a, .menu > summary")].map((one) => one.getBoundingClientRect());
  return {
    measure: box.width / parseFloat(style.fontSize) * 2, side: box.left, size: parseFloat(style.fontSize), line: parseFloat(style.lineHeight) / parseFloat(style.fontSize),
    over: document.documentElement.scrollWidth - innerWidth, face: style.fontFamily, ground: root.backgroundColor, ink: style.color,
    meets: name && menu && name.right > menu.left && name.left < menu.right && name.bottom > menu.top && name.top < menu.bottom,
  };
});

// A letter is about half as wide as it is high.
async function isReadable(width, name) {
  const seen = await look();
  const isRight = seen.measure <= 75 && (width < 500 || seen.measure >= 50) && seen.side >= 14 && seen.size >= 15 && seen.line >= 1.35 && seen.over <= 0 && !seen.meets &&
    /serif|Georgia/.test(seen.face);
  if (!isRight)
    throw new Error(`${name}: ${JSON.stringify(seen)}`);
}

await page.route("**/*.css", async (route) => {
  const response = await route.fetch();
  await route.fulfill({ response, body: old((await response.text()).replace(/\/\*[^]*?\*\//g, "")) });
});
const site = `${url}below/path/`;
for (const [path, what] of [["", "the home page"], ["essays/first/", "an essay"], ["essays/", "a list"], ["essays/first/history/", "a history"], ["glossary/", "a glossary"],
                            [difference.replace("below/path/", ""), "a difference"]])
  for (const width of [390, 1200])
    await promise(`a browser of 2015 shows ${what} so that it can be read, ${width} pixels wide`, async () => {
      await page.setViewportSize({ width, height: 800 });
      const response = await page.goto(site + path);
      if (!response.ok())
        throw new Error(`status ${response.status()}`);
      await isReadable(width, path);
    });
await promise("and its links are links", async () => {
  await page.goto(`${site}essays/first/`);
  return page.evaluate(() => [...document.querySelectorAll(".prose a[href]:not(.number)")].every((one) => getComputedStyle(one).textDecorationLine === "underline"));
});
await page.unroute("**/*.css");

// A theme of the reader's own
const looks = () => page.evaluate(() => [getComputedStyle(document.querySelector(".prose")).width, getComputedStyle(document.body).getPropertyValue("--accent").trim(),
                                         parseFloat(getComputedStyle(document.documentElement).fontSize)]);
await page.setViewportSize({ width: 1200, height: 800 });
await promise("a theme.css has the last word on colours and measure, in the dark, too", async () => {
  await page.emulateMedia({ colorScheme: "dark" });
  await page.goto(`${url}own/essays/first/`);
  const [width, accent, size] = await looks();
  return Math.abs(parseFloat(width) - 20 * size) < 1 && /^(#00f|blue)$/.test(accent);
});
await promise("where there is none, none is asked for", async () => {
  asked = [];
  await page.goto(`${site}essays/first/`);
  return asked.some((one) => one.endsWith("style.css")) && !asked.some((one) => /theme|charts|versions|bound/.test(one));
});

// An address where nothing stands, as a host answers it: with 404.html.
const missing = await (await fetch(`${site}404.html`)).text();
for (const depth of ["nothing", "no/thing/", "essays/first/no/thing/at/all/"])
  await promise(`404.html is whole at ${depth}: its style sheets and its links`, async () => {
    asked = [];
    await page.route(site + depth, (route) => route.fulfill({ status: 404, contentType: "text/html", body: missing }));
    await page.goto(site + depth);
    await isReadable(1200, depth);
    const answers = await Promise.all((await page.evaluate(() => [...document.querySelectorAll("a[href], link[rel=stylesheet]")].map((one) => one.href)))
      .filter((one) => one.startsWith(url) && !one.endsWith("#_main")).map(async (one) => [one, (await fetch(one)).status]));
    const lost = answers.filter(([, status]) => status !== 200);
    if (lost.length || answers.length < 6)
      throw new Error(JSON.stringify(lost));
  });
await close();
