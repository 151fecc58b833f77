// Essays in a browser, in each way in which they may be shown: charts/ has a chart of each kind, long/ names and numbers that are
// too long for their place, narrow/ bars that fit into a telephone.
//
//     node charts.mjs BROWSER AXE ESSAYS
//
// AXE is axe-core's script, or "", ESSAYS the address of the folder of both.
import { axeIsSilent, chromiumOpen, promise, toldBy } from "./chromium.mjs";

const [, , browser, axe, address] = process.argv;
const { context, close } = await chromiumOpen(browser);
const page = await context.newPage();
const told = toldBy(page);
await page.goto(`${address}charts/`);

// Ways in which a page may be shown: its width and what the browser is told.
const ways = {
  "on a wide screen": [1200, { media: "screen", colorScheme: "light", forcedColors: "none" }],
  "on a telephone": [320, { media: "screen", colorScheme: "light", forcedColors: "none" }],
  "in the dark": [1200, { media: "screen", colorScheme: "dark", forcedColors: "none" }],
  "in forced colours": [1200, { media: "screen", colorScheme: "light", forcedColors: "active" }],
  "in dark forced colours": [1200, { media: "screen", colorScheme: "dark", forcedColors: "active" }],
  "on paper": [700, { media: "print", colorScheme: "light", forcedColors: "none" }],
};

async function show(way) {
  const [width, told] = ways[way];
  await page.setViewportSize({ width, height: 900 });
  await page.emulateMedia(told);
}

// What is drawn, and what it is drawn on, as luminances; the least contrast between the two.
const leastContrast = () =>
  page.evaluate(() => {
    const channels = color => color.match(/[\d.]+/g).map(Number);
    const luminance = color =>
      channels(color).slice(0, 3).map(c => (c /= 255) <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
        .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
    function ground(element) {
      for (let at = element; at; at = at.parentElement) {
        const color = getComputedStyle(at).backgroundColor;
        if (channels(color)[3] !== 0)
          return color;
      }
      return "rgb(255, 255, 255)";
    }
    const drawn = [...document.querySelectorAll(".chart path:not(.chart-grid, .chart-hole), .bars path")];
    return Math.min(...drawn.map(path => {
      const style = getComputedStyle(path);
      const [a, b] = [luminance(style.stroke === "none" ? style.fill : style.stroke), luminance(ground(path.closest("div, td")))];
      return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    }));
  });

// Labels of one chart that stand on each other.
const overlaps = () =>
  page.evaluate(() => {
    const found = [];
    const boxes = chart =>
      [...chart.querySelectorAll(".chart-names > span, .chart-axis > span, .chart-scale > span, .chart-rows > span, .chart-title, .chart-key > span")]
        .filter(label => label.textContent && getComputedStyle(label).visibility === "visible")
        .map(label => {
          const range = document.createRange();
          range.selectNodeContents(label);
          return { words: label.textContent, box: range.getBoundingClientRect() };
        });
    for (const chart of document.querySelectorAll(".chart")) {
      const all = boxes(chart);
      all.forEach((a, i) => all.slice(i + 1).forEach(b => {
        const across = Math.min(a.box.right, b.box.right) - Math.max(a.box.left, b.box.left);
        const down = Math.min(a.box.bottom, b.box.bottom) - Math.max(a.box.top, b.box.top);
        if (across > 0.5 && down > 2.5)
          found.push(`${a.words} and ${b.words}`);
      }));
    }
    return found.join("; ");
  });

// The greatest distance, in pixels, between where a line's point is and where its number is on the labels of the scale.
const furthestOff = () =>
  page.evaluate(() => {
    const number = words => parseFloat(words.replace("−", "-").replace(/[^-\d.]/g, ""));
    let furthest = 0, count = 0;
    for (const chart of document.querySelectorAll(".chart-lines")) {
      const rows = [...chart.nextElementSibling.querySelectorAll("tbody tr")].map(row => [...row.cells].map(cell => number(cell.textContent)));
      let column = 0;
      for (const panel of chart.querySelectorAll(".chart-panel")) {
        const labels = [...panel.querySelectorAll(".chart-scale > span")].map(label => {
          const box = label.getBoundingClientRect();
          return { value: number(label.textContent), y: (box.top + box.bottom) / 2 };
        });
        const [high, low] = [labels[0], labels.at(-1)];
        const placeOf = value => low.y + (value - low.value) / (high.value - low.value) * (high.y - low.y);
        labels.forEach(label => (furthest = Math.max(furthest, Math.abs(label.y - placeOf(label.value)))));
        for (const path of panel.querySelectorAll(".chart-plot path:not([class], [stroke-width='6'])")) {
          column++;
          const points = path.getAttribute("d").match(/\d+ \d+/g).map(pair => pair.split(" ").map(Number));
          const values = rows.map(row => row[column]).filter(value => !isNaN(value));
          if (points.length !== values.length)
            return `${points.length} points of ${values.length} numbers`;
          points.forEach(([x, y], i) => {
            const at = new DOMPoint(x, y).matrixTransform(path.getScreenCTM());
            furthest = Math.max(furthest, Math.abs(at.y - placeOf(values[i])));
            count++;
          });
        }
      }
    }
    return count >= 33 ? furthest : `only ${count} points`;
  });

async function checkRoom(way) {
  await promise(`${way}: no label stands on another`, async () => {
    const found = await overlaps();
    if (found)
      throw new Error(found);
  });
  await promise(`${way}: nothing is wider than the page`, async () => {
    const wide = await page.evaluate(() =>
      [document.documentElement, ...document.querySelectorAll(".chart, .chart-panel")].filter(e => e.scrollWidth > e.clientWidth + 1)
        .map(e => `${e.className || "the page"}: ${e.scrollWidth} of ${e.clientWidth}`).join("; "));
    if (wide)
      throw new Error(wide);
  });
}

for (const way of Object.keys(ways)) {
  await show(way);
  await promise(`${way}: what is drawn has a contrast of 3:1 or more`, async () => {
    const least = await leastContrast();
    if (!(least >= 3))
      throw new Error(`${least}`);
  });
  await checkRoom(way);
  await promise(`${way}: each point is where its number is, to the pixel`, async () => {
    const off = await furthestOff();
    if (!(off <= 1))
      throw new Error(`${off}`);
  });
  if (axe && way !== "on paper")
    await promise(`${way}: axe has nothing to say`, () => axeIsSilent(page, axe));
}

await show("on paper");
await promise("on paper: the tables of charts are open", () =>
  page.evaluate(() => {
    const all = [...document.querySelectorAll("details table")];
    return all.length === 5 && all.every(table => table.getBoundingClientRect().height > 20);
  }));
await show("on a wide screen");
await promise("bars are as long as their numbers say, from one line", () =>
  page.evaluate(() => {
    const number = words => parseFloat(words.replace("−", "-"));
    const tables = [...document.querySelectorAll(".bars")];
    return tables.length === 2 && tables.every(table => {
      const bars = [...table.querySelectorAll("td:has(path)")].map(cell => {
        const box = cell.querySelector("path").getBoundingClientRect();
        const zero = number(cell.textContent) < 0 ? box.right : box.left;
        return { value: Math.abs(number(cell.textContent)), width: box.width, from: zero - cell.getBoundingClientRect().left };
      });
      const longest = bars.reduce((a, b) => (b.value > a.value ? b : a));
      return bars.length >= 3 && bars.every(bar => Math.abs(bar.width - bar.value / longest.value * longest.width) <= 1 &&
        Math.abs(bar.from - bars[0].from) <= 1);
    });
  }));
await promise("who listens is told a sentence, and of bars nothing beside the numbers", () =>
  page.evaluate(() => {
    const charts = [...document.querySelectorAll(".chart")];
    return charts.length === 5 && charts.every(chart => chart.getAttribute("role") === "img" && chart.getAttribute("aria-label").length > 50) &&
      [...document.querySelectorAll(".bars svg")].every(svg => svg.getAttribute("aria-hidden") === "true");
  }));
await promise("lines are told apart in grey: by dashes and by how wide they are", () =>
  page.evaluate(() => {
    const lines = [...document.querySelector(".chart-lines").querySelectorAll(".chart-plot path:not([class], [stroke-width='6'])")];
    const looks = lines.map(line => `${getComputedStyle(line).strokeDasharray} ${getComputedStyle(line).strokeWidth}`);
    return lines.length === 5 && new Set(looks).size === 5 && new Set(lines.map(line => getComputedStyle(line).stroke)).size === 1;
  }));
await page.goto(`${address}wide/`);
await show("on a telephone");
await page.evaluate(() => document.querySelectorAll(".prose details").forEach(details => (details.open = true)));
await promise("on a telephone: wide tables scroll within themselves, and their captions stay", () =>
  page.evaluate(() => {
    const tables = [...document.querySelectorAll("figure.table .table-scroll")], captions = [...document.querySelectorAll("figcaption")];
    return tables.length === 3 && tables.every(table => table.scrollWidth > table.clientWidth + 20) &&
      captions.length === 3 && captions.every(caption => caption.getBoundingClientRect().right <= innerWidth) &&
      document.documentElement.scrollWidth <= innerWidth;
  }));
await promise("a table is named by its caption", () =>
  page.evaluate(() =>
    [...document.querySelectorAll("figure.table")].every(figure => {
      const name = document.getElementById(figure.querySelector("table").getAttribute("aria-labelledby"));
      return name && figure.querySelector("figcaption").contains(name) && name.textContent.startsWith("A wide one");
    })));
await page.goto(`${address}long/`);
for (const way of ["on a wide screen", "on a telephone"]) {
  await show(way);
  await checkRoom(`${way}, of what is long`);
}
await page.goto(`${address}narrow/`);
for (const [width, media] of [[320, "screen"], [390, "screen"], [660, "screen"], [1200, "screen"], [640, "print"]]) {
  await page.setViewportSize({ width, height: 900 });
  await page.emulateMedia({ media });
  await promise(`two columns of bars have room in ${width} pixels (${media}), and are long enough to be compared`, async () => {
    const found = await page.evaluate(() =>
      [...document.querySelectorAll(".table-scroll")].map(table =>
        [table.scrollWidth - table.clientWidth, Math.min(...[...table.querySelectorAll("svg")].map(svg => svg.getBoundingClientRect().width))]));
    if (found.length !== 3 || found.some(([over, bar]) => over > 0 || bar < 55))
      throw new Error(JSON.stringify(found));
  });
}
await promise(`nothing is told in the console: ${told.join("; ")}`, async () => told.length === 0);
await close();
