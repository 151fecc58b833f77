// xhtml.mjs BROWSER FOLDER FILE...: whether a browser takes FOLDER/1.xhtml, read as XML, for the same page as the first FILE, read as
// HTML, and so on. Prints a line "ok ..." or "FAILED ..." for each.
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { chromiumOpen, promise } from "../site/chromium.mjs";

const [browser, folder, ...files] = process.argv.slice(2);
const { context, close } = await chromiumOpen(browser);
const page = await context.newPage();

// Both as lines; what books leave out is left out of both. Returns the first pair of lines that differ, or nothing.
function compare([html, xml]) {
  const FORBIDDEN = /[\u0000-\u0008\u000b\u000e-\u001f\u007f-\u009f\ufdd0-\ufdef\ufffe\uffff]/g;
  const words = (text) => text.replace(/[\v\f\u0085]/g, " ").replace(FORBIDDEN, "\ufffd");
  function attributes(element) {
    const found = [];
    for (const { name, value, namespaceURI } of element.attributes) {
      const isXml = namespaceURI === "http://www.w3.org/XML/1998/namespace" || name === "xml:lang";
      if (name.startsWith("xmlns") || isXml || (/:/.test(name) && !/^(epub|xlink):/.test(name)) || !/^[A-Za-z_][\w.:-]*$/.test(name)) continue;
      if (name.startsWith("xlink:") && element.namespaceURI.endsWith("xhtml")) continue;
      found.push(`${name}=${words(value)}`);
    }
    return found.sort().join(" ");
  }
  function lines(node, out = []) {
    for (const child of node.childNodes) {
      const isOfPage = ["html", "head"].includes(node.localName);
      if (child.nodeType === 3 || child.nodeType === 4) {
        if (isOfPage && !child.data.trim()) continue;
        if (out.length && out[out.length - 1].startsWith("'")) out[out.length - 1] += words(child.data);
        else out.push(`'${words(child.data)}`);
      } else if (child.nodeType === 1) {
        out.push(`${child.namespaceURI.split("/").pop()} ${child.localName} ${attributes(child)}`);
        lines(child.localName === "template" ? child.content || child : child, out);
        out.push(`/${child.localName}`);
      }
    }
    return out;
  }
  const read = new DOMParser().parseFromString(xml, "application/xhtml+xml");
  if (read.querySelector("parsererror")) return ["", read.querySelector("parsererror").textContent];
  const wanted = lines(new DOMParser().parseFromString(html, "text/html")), got = lines(read);
  for (let i = 0; i < Math.max(wanted.length, got.length); i++)
    if (wanted[i] !== got[i]) return [wanted.slice(i - 2, i + 2).join("\n"), got.slice(i - 2, i + 2).join("\n")];
  return null;
}

for (const [index, file] of files.entries())
  await promise(`a browser takes ${basename(file)} for the same`, async () => {
    const xml = readFileSync(`${folder}/${index + 1}.xhtml`, "utf8");
    const differ = await page.evaluate(compare, [readFileSync(file, "utf8"), xml]);
    if (differ) console.log(`wanted:\n${differ[0]}\ngot:\n${differ[1]}`);
    return !differ;
  });
await close();
