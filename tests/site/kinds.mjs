// kinds.mjs: the pages of a site by their kind, which a body's class says.
//
//     for (const { kind, path, html } of largestPages(FOLDER)) ...
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

// Every page of the site in FOLDER, with its path as a host has it.
export function allPages(folder) {
  return readdirSync(folder, { recursive: true }).filter(name => name.endsWith(".html")).sort().flatMap(name => {
    const html = readFileSync(join(folder, name), "utf8");
    const kind = /<body class="page-([a-z-]+)/.exec(html)?.[1];
    return kind ? [{ kind, html, path: name.replace(/(^|\/)index\.html$/, "$1") }] : [];
  });
}

export function largestPages(folder) {
  const pages = allPages(folder);
  return [...new Set(pages.map(page => page.kind))].map(kind =>
    pages.filter(page => page.kind === kind).reduce((largest, page) => (page.html.length > largest.html.length ? page : largest)));
}
