// search-texts.js: what their texts say of the passages that may be answers: which are, and in what order; with the things that have
// all words. Loaded by search.js for every query, while it reads the index (generator/search/query.h).
"use strict";

const HITS_OF_ESSAY = 8, SHOWN_OF_ESSAY = 3;

colophonSearch("texts", async function ({ list, asked, most, limit, isAll }, tools) {
  const { load, tokens, flat, numbers, total, has, essayOf, UNITS, EXACT, IMPACT, OF_NAME } = tools;
  const pieceOf = unit => (unit.key % UNITS > 32 ? (unit.key % UNITS - 1) >> 5 : "");
  const passageOf = unit => unit.essay.passages[(unit.key - 1) & 31];
  const headOf = (essay, summary) => [essay.title, essay.subtitle, ...essay.authors, summary].filter(Boolean).join(" ");

  async function thingsOf({ terms, phrases }) {
    const named = terms.filter(t => t.groups.some(g => g.things));
    if (!named.length || phrases.length || terms.some(t => !t.isFound || (t.rarity && !t.isCommon && !named.includes(t))))
      return [];
    return (await load("things"))(named, { load, numbers, OF_NAME });
  }

  // By its text: false where it is no answer.
  function read(unit) {
    const { essay } = unit, number = unit.key % UNITS, text = number ? passageOf(unit)?.[2] : headOf(essay, essay.summary), { reading } = asked;
    if (text === undefined)
      return false;
    const words = flat(tokens(text)), close = number ? words : flat(tokens(headOf(essay)));
    if (asked.isAnswer && !asked.isAnswer(words, has))
      return false;
    const extra = asked.unread.filter(t => has(words, t)), weight = unit.weight + total(extra, "rarity");
    const sum = unit.sum + EXACT * IMPACT[1] * total(extra, "rarity");
    const pairs = reading.slice(1).filter((word, i) => close.includes(` ${reading[i]} ${word}${asked.isOpen && i + 2 === reading.length ? "" : " "}`));
    unit.score = Math.floor((sum * weight ** 2) / total(asked.terms, "rarity") ** 2) * (Math.max(1, reading.length - 1) + 3 * pairs.length);
    unit.isTitle = !number && flat(tokens(essay.title)) === flat(reading);
    unit.text = text;
    return true;
  }

  const better = (a, b) => b.isTitle - a.isTitle || b.score - a.score || a.key - b.key;

  async function grouped() {
    const groups = new Map();
    for (const unit of list) {
      const number = essayOf(unit), units = groups.get(number) || [];
      if (!units.length && groups.size === most)
        continue;
      if (asked.phrases.length || asked.unread.length || units.length < HITS_OF_ESSAY)
        groups.set(number, [...units, unit]);
    }
    const all = await Promise.all([...groups].map(async ([number, units]) => {
      const slug = (await load(`e-${number >> 4}`)).split("\t")[number & 15];
      await Promise.all(units.map(async u => (u.essay = await load(`t/${slug}${pieceOf(u) && `.${pieceOf(u)}`}`))));
      return { number, hits: units.filter(read).sort(better) };
    }));
    return all.filter(g => g.hits.length).sort((a, b) => better(a.hits[0], b.hits[0]));
  }

  function result(hit) {
    const { key, text, essay } = hit, unit = key % UNITS, [id, heading] = unit ? passageOf(hit) : [];
    return { essay, title: essay.title, heading: essay.headings[heading] || [], address: essay.address + (unit ? `#${id}` : ""),
      text: unit ? text : [essay.subtitle, essay.summary].filter(Boolean).join(" ") };
  }

  const [things, found] = await Promise.all([isAll ? thingsOf(asked) : [], grouped()]);
  const ofEssay = g => g.hits.slice(0, SHOWN_OF_ESSAY).map(result), isTitled = g => g.hits[0].isTitle;
  const best = [...found.filter(isTitled).map(ofEssay), ...things.map(t => [t]), ...found.filter(g => !isTitled(g)).map(ofEssay)];
  const groups = [];
  for (let left = limit; left > 0 && best.length; left -= groups.at(-1).length)
    groups.push(best.shift().slice(0, left));
  const all = new Set(list.map(essayOf)), hits = found.reduce((sum, g) => sum + g.hits.length, 0), isPhrase = asked.phrases.length > 0;
  return { groups, asked, essays: isPhrase ? new Set(found.map(g => g.number)) : all, passages: isPhrase ? hits : list.length,
    isMore: all.size > most || hits + things.length > groups.flat().length };
});
