// search-filters.js: by what the results of /search/ can be narrowed: links with counts, and those that narrow them now. Loaded by
// search.js like a file of the index.
"use strict";

colophonSearch("filters", function ({ kinds, asked, address, facets, numbers, at, make, link }) {
  // The essays of a facet: numbers that are each less the one before, less 1.
  function members(coded) {
    let at = -1;
    return new Set(numbers(coded).map(n => (at += n + 1)));
  }

  // A facet is [name, address, essays]: what stands for it in this page's own address.
  const valueOf = ([name, path]) => (path ? path.replace(/index\.html$/, "").split("/").filter(Boolean).pop() : name);
  const of = kind => facets[`${kind}s`] || [];

  // Whether an essay may be among the results; shows what they are narrowed by.
  function allowed() {
    const sets = [];
    for (const kind of kinds)
      for (const value of asked.getAll(kind)) {
        const facet = of(kind).find(f => valueOf(f) === value);
        sets.push(facet ? members(facet[2]) : new Set());
        at("filters").append(make("li", "", link(address(a => a.delete(kind, value)), `${facet ? facet[0] : value} ×`)));
      }
    return essay => sets.every(set => set.has(essay));
  }

  // Shows what the essays that were found have, years by themselves, all else with most of them first.
  function choices(found) {
    for (const kind of kinds) {
      const list = of(kind).map(facet => ({ facet, count: [...members(facet[2])].filter(essay => found.has(essay)).length }));
      const open = list.filter(({ facet, count }) => count && !asked.getAll(kind).includes(valueOf(facet)));
      if (kind !== "year")
        open.sort((a, b) => b.count - a.count);
      const items = open.slice(0, 20).map(({ facet, count }) =>
        make("li", "count-line", link(address(a => a.append(kind, valueOf(facet))), facet[0]), " ", make("span", "count", count)));
      if (items.length)
        at("choices").append(make("h3", "", at(`${kind}s`).content.cloneNode(true)), make("ul", "entries", ...items));
    }
  }
  return { allowed, choices };
});
