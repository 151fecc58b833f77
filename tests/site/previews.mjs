// Previews in a browser: over http under the policy of pages, below a path, from a disk, and from right to left.
//
//     node previews.mjs BROWSER AXE ROOT BELOW DISK ARABIC      addresses of the essay "first" of four sites
//
// AXE is axe-core's script, or "".
import { axeIsSilent, chromiumOpen, promise } from "./chromium.mjs";

const [, , browser, axe, root, below, disk, arabic] = process.argv;
const { context, close } = await chromiumOpen(browser);
const told = [];
const open = async (url, options) => {
  const page = options ? await (await context.browser().newContext(options)).newPage() : await context.newPage();
  page.on("console", message => message.type() === "error" && !/favicon/.test(message.text()) && told.push(message.text()));
  page.on("pageerror", error => told.push(error.message));
  await page.goto(url);
  return page;
};
const link = (page, words) => page.locator(`.prose a:text-is("${words}")`);
const shown = page => page.evaluate(() => document.querySelector(".preview")?.innerText.replace(/\s+/g, " ") ?? "");
const until = (page, words) => page.waitForFunction(words => (document.querySelector(".preview")?.innerText ?? "").includes(words), words, { timeout: 3000 });
const untilGone = page => page.waitForFunction(() => !document.querySelector(".preview"), null, { timeout: 3000 });
// The policy allows no script in the page, but what the browser itself is told to run.
for (const [name, url] of [["at a root", root], ["below a path", below], ["from a disk", disk]]) {
  const page = await open(url);
  await promise(`${name}: on hover a term says what it means`, async () => {
    await link(page, "kettle").hover();
    await until(page, "A vessel in which water is boiled, see the spout.");
  });
  await promise(`${name}: it stays while the mouse is on it`, async () => {
    const box = await page.locator(".preview").boundingBox();
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2, { steps: 8 });
    await page.waitForTimeout(600);
    return (await shown(page)).includes("A vessel");
  });
  await promise(`${name}: and goes when it has left`, async () => {
    await page.mouse.move(1, 1);
    await untilGone(page);
  });
  await promise(`${name}: a passage says whose it is, when and how it begins`, async () => {
    await link(page, "that passage").hover();
    await until(page, "The second");
    return /^The second Below it The editors, after Grace Example, 3 May 2021 What stands below a heading/.test(await shown(page));
  });
  await promise(`${name}: Escape takes it away, and it stays away`, async () => {
    await page.keyboard.press("Escape");
    await page.waitForTimeout(500);
    return (await shown(page)) === "";
  });
  await page.close();
}

const page = await open(root);
await promise("on focus it is there, and describes the link; Escape takes it away", async () => {
  await page.locator(".prose").click({ position: { x: 1, y: 1 } });
  for (let i = 0; i < 40 && !(await shown(page)); i++) await page.keyboard.press("Tab");
  const described = await page.evaluate(() => document.getElementById(document.activeElement.getAttribute("aria-describedby"))?.role);
  await page.keyboard.press("Escape");
  return described === "tooltip" && (await shown(page)) === "" && page.evaluate(() => !document.activeElement.hasAttribute("aria-describedby"));
});
await promise("tabbing on shows the next, and then none", async () => {
  let next = "";
  for (let i = 0; i < 9 && !next; i++) {
    await page.keyboard.press("Tab");
    next = await shown(page);
  }
  await page.evaluate(() => document.querySelector(".masthead a").focus());
  return next !== "" && (await shown(page)) === "";
});
await promise("a place on the page itself is read there", async () => {
  await link(page, "below").hover();
  await until(page, "The end");
  return (await shown(page)) === "The end Nothing follows.";
});
await promise("a work is read at the end of the page", async () => {
  await page.locator(".prose .cited a").first().hover();
  await until(page, "A Book");
});
await promise("there is nothing of a number, of a note's mark and of what leads out", async () => {
  for (const selector of [".prose .number", ".prose [role=doc-noteref]", ".prose a[href^=http]"]) {
    await page.mouse.move(1, 1);
    await untilGone(page);
    await page.locator(selector).first().hover({ force: true });
    await page.waitForTimeout(500);
    if (await shown(page)) throw new Error(selector);
  }
});
await promise("the button that prints is there, and prints", async () => {
  await page.evaluate(() => (window.print = () => (document.title = "printed")));
  await page.locator("[data-print] button").click();
  return (await page.title()) === "printed";
});
await promise("no link that has a preview has a title", () =>
  page.evaluate(() => ![...document.querySelectorAll(".prose a.reference[title]")].length));
if (axe)
  await promise("axe has nothing to say of a page that shows one", async () => {
    await link(page, "kettle").hover();
    await until(page, "A vessel");
    await axeIsSilent(page, axe);
  });
await page.close();

const inside = page => page.evaluate(() => {
  const { left, top, right, bottom } = document.querySelector(".preview").getBoundingClientRect();
  return left >= 0 && top >= 0 && right <= innerWidth && bottom <= innerHeight && document.documentElement.scrollWidth <= innerWidth;
});
for (const [name, url, width] of [["wide", root, 1440], ["as of 1280 at 400 %", root, 320], ["from right to left", arabic, 1440]]) {
  const page = await open(url, { viewport: { width, height: 500 } });
  await promise(`${name}: it is inside of the window`, async () => {
    for (const at of await page.locator(".prose a.reference").all()) {
      await page.mouse.move(1, 1);
      await untilGone(page);
      await at.hover();
      await page.waitForSelector(".preview");
      if (!(await inside(page))) throw new Error(await at.textContent());
    }
  });
  await page.context().close();
}

const phone = await open(root, { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
await promise("a tap on a term shows what it means in place, as a dialog that has the focus", async () => {
  await link(phone, "kettle").tap();
  await until(phone, "A vessel");
  return phone.evaluate(() => document.activeElement.role === "dialog" && document.querySelector(".preview a").href.endsWith("/glossary/#kettle"));
});
await promise("at the foot of the window", () =>
  phone.evaluate(() => {
    const { left, right, bottom } = document.querySelector(".preview").getBoundingClientRect();
    return left === 0 && right === innerWidth && Math.abs(bottom - innerHeight) < 1;
  }));
if (axe)
  await promise("axe has nothing to say of it", async () => {
    await axeIsSilent(phone, axe);
  });
await promise("its button closes it, and the focus is where it was", async () => {
  await phone.locator(".preview button").tap();
  await untilGone(phone);
  return phone.evaluate(() => document.activeElement.textContent === "kettle");
});
await promise("a tap on a reference follows it", async () => {
  await link(phone, "that passage").tap();
  await phone.waitForURL(/essays\/second\/#below-it$/);
  await phone.goBack();
});
const session = await phone.context().newCDPSession(phone);
const touch = (type, ...touchPoints) => session.send("Input.dispatchTouchEvent", { type, touchPoints });
await promise("a long press on it shows what is there, and does not follow it", async () => {
  const at = await link(phone, "that passage").evaluate(link => link.getClientRects()[0].toJSON());
  await touch("touchStart", { x: at.x + at.width / 2, y: at.y + at.height / 2 });
  await until(phone, "The second");
  await touch("touchEnd");
  await phone.waitForTimeout(300);
  return /essays\/first\/$/.test(phone.url());
});
await promise("a tap beside it closes it", async () => {
  await phone.touchscreen.tap(200, 40);
  await untilGone(phone);
});
await promise("a second tap on a term leads to it", async () => {
  await link(phone, "kettle").tap();
  await until(phone, "A vessel");
  await link(phone, "kettle").tap();
  await phone.waitForURL(/glossary\/#kettle$/);
});
await phone.context().close();

const bare = await open(root, { javaScriptEnabled: false });
await promise("without scripts all of them are links", async () => {
  await link(bare, "kettle").click();
  await bare.waitForURL(/glossary\/#kettle$/);
});
await promise("nothing is told in the console", async () => {
  if (told.length) throw new Error(told.join("; "));
});
await close();
