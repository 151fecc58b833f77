// search-things.js: which glossary terms, topics, authors and other things have all words of a query. Loaded by search.js when some has each.
"use strict";

colophonSearch("things", function (terms, { load, numbers, OF_NAME }) {
  const MOST = 3, things = new Map();
  for (const term of terms) {
    const best = new Map();
    for (const group of term.groups) {
      let thing = -1;
      for (const number of numbers(group.things)) {
        thing += 1 + (number >> 3);
        best.set(thing, Math.max(best.get(thing) || 0, group.weight * OF_NAME[(number >> 1) & 3]));
      }
    }
    for (const [thing, value] of best) {
      const { sum, count } = things.get(thing) || { sum: 0, count: 0 };
      things.set(thing, { thing, sum: sum + value, count: count + 1 });
    }
  }
  const whole = [...things.values()].filter(t => t.count === terms.length).sort((a, b) => b.sum - a.sum || a.thing - b.thing);
  return Promise.all(whole.slice(0, MOST).map(async ({ thing }) => {
    const [kind, address, title, text] = (await load(`n-${thing >> 6}`))[thing & 63];
    return { kind, address, title, text };
  }));
});
