// search-misspelt.js: what a word may have been that no text has. Loaded by search.js when there is one.
"use strict";

// How many letters must be changed, dropped, added or swapped to make `a` of `b`; more than `most` is most + 1.
function distance(a, b, most) {
  if (Math.abs(a.length - b.length) > most)
    return most + 1;
  let before = [], above = b.map((_, j) => j), row;
  above.push(b.length);
  for (let i = 1; i <= a.length; i++, before = above, above = row) {
    row = [i];
    for (let j = 1; j <= b.length; j++) {
      row[j] = Math.min(above[j] + 1, row[j - 1] + 1, above[j - 1] + (a[i - 1] !== b[j - 1]));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        row[j] = Math.min(row[j], before[j - 2] + 1);
    }
    if (Math.min(...row) > most)
      return most + 1;
  }
  return above[b.length];
}

// Adds the lines that are nearest to a form, and tells what was taken for it. Beside its own shard those are looked at in which it
// would be if its first letters were others (generator/search/terms.h).
colophonSearch("misspelt", async function (form, { place, shard, add }) {
  const WEIGHTS = [16, 10, 6], MOST = 4, MOST_PLACES = 12, SECOND = "eaoiurlnhtsdcpmygbfvwkxjqz";
  const letters = [...form], most = letters.length > 7 ? 2 : 1, [a, b] = letters, rest = letters.slice(2).join("");
  const away = other => distance(letters, [...other], most), near = [], looked = new Set();

  async function lookFor(words) {
    const places = [...new Set(words.map(place))].filter(p => !looked.has(p)).slice(0, MOST_PLACES);
    places.forEach(p => looked.add(p));
    for (const lines of await Promise.all(places.map(shard)))
      near.push(...lines.map(line => ({ line, away: Math.min(...line.forms.map(away)) })).filter(n => n.away <= most));
  }

  await lookFor([form, b + a + rest, b + rest, a + rest]);
  if (!near.some(n => n.away <= 1))
    await lookFor([...SECOND].flatMap(c => [a + c + rest, a + c + b + rest]));
  near.sort((x, y) => x.away - y.away || y.line.df - x.line.df).splice(MOST);
  for (const n of near)
    await add([n.line], WEIGHTS[n.away]);
  return near.length ? near[0].line.forms.find(f => away(f) === near[0].away) : "";
});
