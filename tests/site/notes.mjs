// Notes in a browser: where they stand, at each width and on paper, and how keys lead there.
//
//     node notes.mjs BROWSER AXE SITES
//
// AXE is axe-core's script, or "".
import { axeIsSilent, chromiumOpen, promise } from "./chromium.mjs";

const [, , browser, axe, sites] = process.argv;
const { context, close } = await chromiumOpen(browser);
const page = await context.newPage();
const screen = { media: "screen", colorScheme: "light", forcedColors: "none" };

// A note begins at most so far from where it could, which is as much as the gap above a heading. Boxes may touch.
const near = 72, touch = 1;

/*
 * Of the page: { blocks, groups, others, over }. A block is what stands in the text; a group are the notes of one, with the number of its
 * block and their own boxes. With `hidden` the notes are not there.
 */
const look = hidden =>
  page.evaluate(hidden => {
    const prose = document.querySelector(".prose"), children = [...prose.children].filter(child => child.className !== "place");
    const box = node => {
      const { left, right, top, bottom } = node.getBoundingClientRect();
      return { left, right, top: top + scrollY, bottom: bottom + scrollY, what: node.id || node.className || node.tagName };
    };
    for (const asides of document.querySelectorAll(".asides"))
      asides.hidden = hidden;
    const blocks = children.filter(child => !child.matches(".asides"));
    const groups = children.filter(child => child.matches(".asides")).map(asides => ({
      of: blocks.indexOf(asides.previousElementSibling), notes: [...asides.children].map(box), box: box(asides),
    }));
    const seen = {
      blocks: blocks.map(box), groups, prose: box(prose), others: [...document.querySelectorAll(".contents, .after, .head, .imprint")].map(box),
      over: document.documentElement.scrollWidth - innerWidth, isTurned: document.documentElement.dir === "rtl",
      size: parseFloat(getComputedStyle(prose).fontSize), small: parseFloat(getComputedStyle(document.querySelector(".note")).fontSize),
    };
    for (const asides of document.querySelectorAll(".asides"))
      asides.hidden = false;
    return seen;
  }, hidden);

const meet = (a, b) => a.left < b.right - touch && b.left < a.right - touch && a.top < b.bottom - touch && b.top < a.bottom - touch;
const none = found => {
  if (found.length)
    throw new Error(found.slice(0, 4).join("; "));
};

function overlaps({ blocks, groups, others }) {
  const notes = groups.flatMap(group => group.notes), found = [];
  notes.forEach((note, i) => [...notes.slice(i + 1), ...blocks, ...others].forEach(other =>
    meet(note, other) && found.push(`${note.what} stands over ${other.what}`)));
  return found;
}

// A group begins at the top of its block, if the one before ends above; else where that ends, or below its block.
function misplaced({ blocks, groups, prose, isTurned }) {
  const found = [];
  let roomy = 0;
  groups.forEach((group, i) => {
    const block = blocks[group.of], before = i ? groups[i - 1].box.bottom : 0, hasRoom = before < block.top - near;
    roomy += hasRoom;
    const isBeside = isTurned ? group.box.right <= prose.left + touch : group.box.left >= prose.right - touch;
    if (!isBeside)
      found.push(`${group.notes[0].what} is not in the margin`);
    if (group.box.top < block.top - touch || group.box.top > (hasRoom ? block.top : Math.max(before, block.bottom)) + near)
      found.push(`${group.notes[0].what} begins at ${group.box.top}, its block at ${block.top}, and the one before ends at ${before}`);
  });
  return roomy < 3 ? [...found, `only ${roomy} have room`] : found;
}

function notBelow({ blocks, groups }) {
  return groups.filter(({ of, box }) => box.top < blocks[of].bottom - touch || (blocks[of + 1] && box.bottom > blocks[of + 1].top + touch))
    .map(({ notes }) => `${notes[0].what} does not stand between its block and the next`);
}

const moved = (shown, hidden) =>
  shown.blocks.filter((block, i) => Math.abs(block.top - hidden.blocks[i].top) > touch).map(block => `${block.what} is moved`);

for (const reader of ["plain", "turned"]) {
  await page.emulateMedia(screen);
  await page.goto(`${sites}${reader}/essays/notes/`);
  await promise(`${reader}: notes stand behind the block that refers to them, in their order`, () => page.evaluate(() => {
    const notes = [...document.querySelectorAll(".note")], links = [...document.querySelectorAll("[role=doc-noteref]")];
    const stands = note => {
      const mark = links.find(link => link.hash === `#${note.id}`);
      return note.matches("[role=doc-footnote]") && note.querySelector(".note-number").textContent === note.id.slice("note-".length) &&
        (note.parentElement.previousElementSibling.contains(mark) || note.parentElement.contains(mark));
    };
    return notes.length >= 20 && notes.every(stands) && links.every(link => document.getElementById(link.hash.slice(1)));
  }));
  await promise(`${reader}: each way back has a name and leads to its mark`, () => page.evaluate(() => {
    const backs = [...document.querySelectorAll("[role=doc-backlink]")];
    return backs.length >= 20 && backs.every(back => back.ariaLabel && back.closest(".note") &&
      document.getElementById(back.hash.slice(1)).hash === `#${back.closest(".note").id}`);
  }));

  for (const width of [1440, 1056, 1055, 390, 320]) {
    await page.setViewportSize({ width, height: 900 });
    const seen = await look(false), way = `${reader}, ${width} pixels`;
    await promise(`${way}: no note stands over anything`, () => none(overlaps(seen)));
    await promise(`${way}: nothing scrolls sideways`, () => seen.over <= 0);
    await promise(`${way}: notes are small, and not too small`, () => seen.small < seen.size && seen.small >= 12);
    if (width >= 1056) {
      await promise(`${way}: each note begins beside its block, or where there is room`, () => none(misplaced(seen)));
      const hidden = await look(true);
      await promise(`${way}: no note moves a word`, () => none(moved(seen, hidden)));
    } else {
      await promise(`${way}: each note stands below its block`, () => none(notBelow(seen)));
    }
    if (axe && (width === 1440 || width === 390)) {
      await promise(`${way}: axe has nothing to say`, () => axeIsSilent(page, axe));
    }
  }

  await page.setViewportSize({ width: 700, height: 900 });
  await page.emulateMedia({ ...screen, media: "print" });
  const printed = await look(false);
  await promise(`${reader}, on paper: each note stands below its block, and over nothing`, () => none([...notBelow(printed), ...overlaps(printed)]));
  await page.emulateMedia(screen);

  for (const width of [1440, 390]) {
    await page.setViewportSize({ width, height: 900 });
    await page.goto(`${sites}${reader}/essays/notes/`);
    const where = () => page.evaluate(() => ({
      hash: location.hash, note: document.activeElement.closest(".note")?.id, id: document.activeElement.id,
      seen: document.querySelector(":target")?.getBoundingClientRect().top,
    }));
    await promise(`${reader}, ${width} pixels: keys lead from a mark to its note, and back`, async () => {
      await page.focus("#note-ref-8");
      await page.keyboard.press("Enter");
      const there = await where();
      await page.keyboard.press("Tab");
      const inside = await where();
      await page.keyboard.press("Enter");
      const back = await where();
      await page.keyboard.press("Tab");
      const next = await where();
      return there.hash === "#note-8" && there.seen >= 0 && there.seen < 900 && inside.note === "note-8" && back.hash === "#note-ref-8" &&
        back.seen >= 0 && back.seen < 900 && (next.note === "note-8" || next.id === "note-ref-9" || next.id === "note-ref-8");
    });
  }
}
await close();
