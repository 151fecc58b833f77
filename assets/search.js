// search.js: the answers of /search/, from the files that generator/search/format.h describes. Its first part asks an index and
// knows no page: generator/search/query.c is the same in C, step by step, with whole numbers alone, so that both give the same
// results in the same order. The second part is the page.
"use strict";

// ---- Words: the rules of generator/search/words.h.

const LETTER = "[\\p{L}\\p{M}\\p{N}]";
const SEAMLESS = "\\u0e00-\\u0eff\\u1000-\\u109f\\u1100-\\u11ff\\u1780-\\u17ff\\u3005-\\u3007\\u3021-\\u3029\\u3031-\\u30ff" +
  "\\u31f0-\\u31ff\\u3400-\\u4dbf\\u4e00-\\u9fff\\ua960-\\ua97f\\uac00-\\ud7ff\\uf900-\\ufaff\\u{1b000}-\\u{1b16f}\\u{20000}-\\u{3fffd}";
const L = `(?:(?![\u02bc${SEAMLESS}])${LETTER})`;
const S = `(?!\\p{N})${L}(?!${L})`;
const WORD = new RegExp(`((?:(?=[${SEAMLESS}])${LETTER})+)|(${S}(?:\\.${S})+|${L}+)(?:['\u2018\u2019\u02bc](?:s|(t|d|m|ll|re|ve))(?!${L}))?`, "gu");
const ACCENT = new RegExp("[\\u0300-\\u036f\\u0483-\\u0489\\u0591-\\u05bd\\u05bf\\u05c1\\u05c2\\u05c4\\u05c5\\u05c7\\u0610-\\u061a\\u0640" +
  "\\u064b-\\u065f\\u0670\\u06d6-\\u06dc\\u06df-\\u06e4\\u06e7\\u06e8\\u06ea-\\u06ed\\u1ab0-\\u1aff\\u1dc0-\\u1dff\\u20d0-\\u20ff" +
  "\\ufe20-\\ufe2f]|\\p{Default_Ignorable_Code_Point}", "gu");
const PLAIN = { ß: "ss", æ: "ae", ð: "d", ø: "o", þ: "th", đ: "d", ħ: "h", ı: "i", ł: "l", œ: "oe", ŧ: "t", ς: "σ" };

function fold(text) {
  const small = text.normalize("NFKD").toLowerCase().replace(ACCENT, "");
  return small.replace(/[ßæðøþđħıłœŧς]/g, c => PLAIN[c]).normalize("NFC");
}

// The words of a text: { form, kind }. Of a run without spaces each pair, and its last or only character.
function wordsOf(text) {
  const words = [];
  for (const [, run, word, ending] of fold(text).matchAll(WORD)) {
    const all = run ? [...run] : [];
    all.forEach((c, i) => words.push(i + 1 < all.length ? { form: c + all[i + 1], kind: "pair" } : { form: c, kind: i ? "last" : "only" }));
    if (word)
      words.push({ form: [...word.replace(/\./g, "") + (ending || "")].slice(0, 32).join(""), kind: "plain" });
  }
  return words;
}

// The words of a text as it reads, for phrases: characters of runs stand singly.
const tokens = text => wordsOf(text).map(w => (w.kind === "pair" ? String.fromCodePoint(w.form.codePointAt(0)) : w.form));
const flat = list => ` ${list.join(" ")} `;

// ---- What files hold.

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
const DIGIT = {};
[...ALPHABET].forEach((c, i) => (DIGIT[c] = i));

function numbers(coded) {
  const list = [];
  let number = 0, factor = 1;
  for (const c of coded) {
    const digit = DIGIT[c];
    number += (digit & 31) * factor;
    factor *= 32;
    if (digit < 32) {
      list.push(number);
      number = 0;
      factor = 1;
    }
  }
  return list;
}

// A unit's key: its essay and its number in one number, in the order of both.
const UNITS = 2 ** 20;

// Calls with the key and the impact of each posting.
function eachPosting(coded, call) {
  const list = numbers(coded);
  let essay = -1, unit = 0;
  for (let i = 0; i < list.length; i++) {
    const number = list[i];
    if (number & 1) {
      essay += 1 + Math.floor(number / 8);
      unit = list[++i];
    } else
      unit += 1 + Math.floor(number / 8);
    call(essay * UNITS + unit, (number >> 1) & 3);
  }
}

function eachThing(coded, call) {
  let thing = -1;
  for (const number of numbers(coded))
    call((thing += 1 + (number >> 3)), (number >> 1) & 3);
}

// Numbers that are each less the one before, less 1: the essays of a facet.
function members(coded) {
  let at = -1;
  return new Set(numbers(coded).map(n => (at += n + 1)));
}

const fileName = word => [...word].map(c => (/[a-z0-9]/.test(c) ? c : `_${c.codePointAt(0).toString(16)}_`)).join("");

// The order of code points, in which files are; that of JavaScript is another beyond U+FFFF.
function isAbove(a, b) {
  const x = [...a], y = [...b];
  let i = 0;
  while (i < x.length && x[i] === y[i])
    i++;
  return i < x.length && (i === y.length || x[i].codePointAt(0) > y[i].codePointAt(0));
}

function groupOf(line) {
  const [stem, forms, df, postings = "", things = ""] = line.split("\t");
  if (forms && forms[0] === ">" && df === undefined)
    return { forms: [stem], stem: forms.slice(1), isAlias: true, df: 0 };
  const start = [...stem];
  const decode = form => start.slice(0, DIGIT[form[0]]).join("") + form.slice(1);
  return { stem, forms: forms ? forms.split(" ").map(decode) : [stem], df: +df, postings, things };
}

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

// ---- A query.

const QUOTE = '"“”„«»「」『』';
const PIECE = new RegExp(`(-?)[${QUOTE}]([^${QUOTE}]+)[${QUOTE}]|[^\\s\\x85${QUOTE}]+`, "g");
const MOST_TERMS = 64;

// { terms, phrases, without, reading, isOpen }. `reading`: all words as they follow each other. isOpen: the last may be unfinished.
function parse(query) {
  const asked = { terms: [], phrases: [], without: [], reading: [], isOpen: false, unread: [] };
  const add = (list, text, isQuoted) => {
    for (const { form, kind } of wordsOf(text)) {
      const known = list.find(t => t.form === form);
      if (known)
        known.isQuoted ||= isQuoted;
      else if (kind !== "last" && list.length < MOST_TERMS)
        list.push({ form, kind, isQuoted });
    }
  };
  for (const [piece, minus, quoted] of query.matchAll(PIECE)) {
    const isOut = quoted ? minus : /^-./.test(piece);
    if (quoted)
      asked.phrases.push({ words: flat(tokens(quoted)), isOut: !!minus });
    else if (isOut)
      add(asked.without, piece, true);
    if (!isOut) {
      add(asked.terms, quoted || piece, !!quoted);
      asked.reading.push(...tokens(quoted || piece));
    }
    asked.isOpen = !quoted && !isOut && query.endsWith(piece);
  }
  return asked;
}

// The binary logarithm in sixteenths, between powers of two by a straight line.
function log16(number) {
  const n = Math.max(1, number), bits = 31 - Math.clz32(n);
  return 16 * bits + Math.floor((n * 16) / 2 ** bits) - 16;
}

const EXACT = 16, BEGUN = 11, MISSPELT = [16, 10, 6];
const IMPACT = [8, 10, 12, 15], IN_TITLE = 5;
const MOST_BEGUN = 20, MOST_MISSPELT = 4, MOST_SHARDS = 3, TEXTS_OF_PHRASES = 30, HITS_OF_ESSAY = 8, SHOWN_OF_ESSAY = 3, MOST_THINGS = 3;

function colophonEngine(load) {
  const shards = new Map();
  let index;

  async function start() {
    if (!index) {
      index = await load("index");
      index.starts = index.shards ? index.shards.split("\t") : [];
    }
  }

  // The number of the shard that a word is in; -1 when it is below all.
  function place(word) {
    let from = 0, to = index.starts.length;
    while (from < to) {
      const middle = (from + to) >> 1;
      if (isAbove(index.starts[middle], word))
        to = middle;
      else
        from = middle + 1;
    }
    return from - 1;
  }

  function shard(number) {
    if (number < 0)
      return [];
    if (!shards.has(number))
      shards.set(number, load(`w-${fileName(index.starts[number])}`).then(text => text.split("\n").map(groupOf)));
    return shards.get(number);
  }

  // Groups and aliases of all words that begin so.
  async function begun(word) {
    const first = place(word), all = [];
    let last = first;
    while (last + 1 < index.starts.length && index.starts[last + 1].startsWith(word))
      last++;
    for (const groups of await Promise.all(Array.from({ length: Math.min(last - first + 1, MOST_SHARDS) }, (_, i) => shard(first + i))))
      all.push(...groups.filter(g => g.forms.some(f => f.startsWith(word))));
    return all;
  }

  // The line of an alias; a group itself.
  async function resolved(group) {
    return group.isAlias ? (await shard(place(group.stem))).find(g => !g.isAlias && g.stem === group.stem) : group;
  }

  async function addGroups(term, groups, weight) {
    for (const found of groups) {
      const group = await resolved(found);
      if (group && !term.groups.some(g => g.group === group))
        term.groups.push({ group, weight: weight(found) });
    }
  }

  // Where words stand from which `form` may come: beside its own, the shards of what its first letters may have been.
  async function misspelt(form) {
    const letters = [...form], most = letters.length > 7 ? 2 : 1, [a, b, ...rest] = letters;
    const places = new Set([form, b + a + rest.join(""), b + rest.join(""), a + rest.join("")].map(place));
    const near = [];
    for (const groups of await Promise.all([...places].map(shard)))
      for (const group of groups)
        near.push({ group, away: Math.min(...group.forms.map(f => distance(letters, [...f], most))) });
    return near.filter(n => n.away <= most).sort((x, y) => x.away - y.away || y.group.df - x.group.df).slice(0, MOST_MISSPELT);
  }

  // Fills term.groups: { group, weight }.
  async function look(term, isOpen) {
    const { form, kind } = term, letters = [...form].length;
    term.groups = [];
    await addGroups(term, (await shard(place(form))).filter(g => g.forms.includes(form)), () => EXACT);
    if (kind === "only" || (!term.isQuoted && kind === "plain" && letters > 2 && (isOpen || !term.groups.length))) {
      const all = await begun(form), isOnly = kind === "only";
      await addGroups(term, isOnly ? all : all.sort((a, b) => b.df - a.df).slice(0, MOST_BEGUN), () => (isOnly ? EXACT : BEGUN));
    }
    if (!term.groups.length && !term.isQuoted && kind === "plain" && letters > 3) {
      const near = await misspelt(form);
      await addGroups(term, near.map(n => n.group), g => MISSPELT[near.find(n => n.group === g).away]);
      term.meant = near.length ? closest([...form], near[0].group.forms) : "";
    }
    term.isFound = term.groups.length > 0;
    term.looked = term.groups.filter(g => g.group.postings);
    term.isLong = term.looked.some(g => g.group.postings === ">");
    for (const g of term.looked)
      g.rarity = Math.max(0, log16(index.units) - log16(g.group.df)) + 8;
    const exact = term.looked.filter(g => g.weight === EXACT), isKnown = term.groups.some(g => g.weight === EXACT);
    term.rarity = exact.length ? Math.min(...exact.map(g => g.rarity)) : Math.max(0, ...term.looked.map(g => (isKnown ? 0 : g.rarity)));
    term.looked = term.rarity ? term.looked : [];
  }

  const closest = (letters, forms) => forms.map(f => [distance(letters, [...f], 2), f]).sort((x, y) => x[0] - y[0])[0][1];

  const postings = group => (group.postings === ">" ? load(`p-${fileName(group.stem)}`) : group.postings);

  // Adds what a term gives to each unit: { sum, weight }.
  async function count(units, term, allowed) {
    const best = new Map();
    for (const { group, weight, rarity } of term.looked)
      eachPosting(await postings(group), (key, impact) => {
        const value = weight * Math.min(rarity, term.rarity) * (IMPACT[impact] + (impact < 3 || key % UNITS ? 0 : IN_TITLE));
        if ((!allowed || allowed(Math.floor(key / UNITS))) && !(best.get(key) >= value))
          best.set(key, value);
      });
    for (const [key, value] of best) {
      const unit = units.get(key) || { key, sum: 0, weight: 0, quoted: 0 };
      unit.sum += value;
      unit.weight += term.rarity;
      unit.quoted += term.isQuoted ? 1 : 0;
      units.set(key, unit);
    }
  }

  async function remove(units, words) {
    for (const word of words)
      for (const { group } of word.looked)
        eachPosting(await postings(group), key => units.delete(key));
  }

  const essayOf = unit => Math.floor(unit.key / UNITS);
  const total = (terms, name) => terms.reduce((sum, t) => sum + t[name], 0);

  // All units that a query finds, best first, by their words alone. The postings of frequent words are read only where those of
  // the others leave more essays than will be read anyway.
  async function candidates(asked, texts, allowed) {
    if (asked.terms.some(t => t.isQuoted && !t.isFound))
      return [];
    const units = new Map(), terms = asked.terms.filter(t => t.rarity), quick = terms.filter(t => !t.isLong);
    for (const term of quick)
      await count(units, term, allowed);
    const whole = total(quick, "rarity");
    const essays = new Set([...units.values()].filter(u => u.weight === whole).map(essayOf));
    if (essays.size && essays.size <= texts)
      asked.unread = terms.filter(t => t.isLong);
    else
      for (const term of terms.filter(t => t.isLong))
        await count(units, term, allowed);
    const read = terms.filter(t => !asked.unread.includes(t)), quoted = read.filter(t => t.isQuoted).length;
    await remove(units, asked.without);
    let list = [...units.values()].filter(u => u.quoted === quoted);
    const most = Math.max(0, ...list.map(u => u.weight));
    list = list.filter(u => u.weight * 2 >= most);
    for (const unit of list)
      unit.value = unit.sum * unit.weight ** 2;
    return list.sort((a, b) => b.value - a.value || a.key - b.key);
  }

  // The things in which all words that are known stand: at most three.
  async function thingsOf(asked) {
    const things = new Map(), terms = asked.terms.filter(t => t.groups.some(g => g.group.things));
    if (!terms.length || asked.phrases.length || asked.terms.some(t => !t.isFound))
      return [];
    for (const term of terms) {
      const best = new Map();
      for (const { group, weight } of term.groups)
        eachThing(group.things, (thing, impact) => best.set(thing, Math.max(best.get(thing) || 0, weight * IMPACT[impact])));
      for (const [thing, value] of best) {
        const [sum, n] = things.get(thing) || [0, 0];
        things.set(thing, [sum + value, n + 1]);
      }
    }
    const whole = asked.terms.filter(t => t.rarity || t.groups.some(g => g.group.things)).length;
    const all = [...things].filter(([, [, n]]) => n === whole).sort((a, b) => b[1][0] - a[1][0] || a[0] - b[0]).slice(0, MOST_THINGS);
    return Promise.all(all.map(async ([thing]) => {
      const [kind, address, name, text] = (await load(`n-${thing >> 6}`))[thing & 63];
      return { kind, address, title: name, text };
    }));
  }

  const headOf = (essay, summary) => [essay.title, essay.subtitle, ...essay.authors, summary].filter(Boolean).join(" ");
  const textOf = (essay, unit) => (unit ? essay.passages[unit - 1]?.[2] : headOf(essay, essay.summary));

  const has = (words, term) => term.groups.some(({ group }) => group.forms.some(f => words.includes(` ${f} `)));

  // Sets unit.score by what its text says; false where it is no answer.
  function read(unit, essay, asked) {
    const number = unit.key % UNITS, text = textOf(essay, number);
    if (text === undefined)
      return false;
    const words = flat(tokens(text)), { reading } = asked;
    if (asked.phrases.some(p => words.includes(p.words) === p.isOut) || asked.without.some(t => has(words, t)))
      return false;
    let { sum, weight } = unit;
    for (const term of asked.unread)
      if (has(words, term)) {
        sum += EXACT * term.rarity * IMPACT[1];
        weight += term.rarity;
      }
    const whole = total(asked.terms, "rarity");
    const close = number ? words : flat(tokens(headOf(essay)));
    let pairs = 0;
    for (let i = 0; i + 1 < reading.length; i++)
      pairs += close.includes(` ${reading[i]} ${reading[i + 1]}${asked.isOpen && i + 2 === reading.length ? "" : " "}`) ? 1 : 0;
    const most = Math.max(1, reading.length - 1);
    unit.score = Math.floor((sum * weight ** 2) / whole ** 2) * (most + 3 * pairs);
    unit.text = text;
    unit.isTitle = !number && flat(tokens(essay.title)) === flat(reading);
    return true;
  }

  // The essays of the best units, with these units read, best first.
  async function grouped(list, asked, texts) {
    const groups = new Map();
    for (const unit of list) {
      const units = groups.get(essayOf(unit)) || [];
      if (!units.length && groups.size === texts)
        continue;
      if (asked.phrases.length || units.length < HITS_OF_ESSAY)
        groups.set(essayOf(unit), [...units, unit]);
    }
    const all = await Promise.all([...groups].map(async ([number, units]) => {
      const slug = (await load(`e-${number >> 6}`)).split("\t")[number & 63];
      const essay = await load(`t/${slug}`);
      const hits = units.filter(u => read(u, essay, asked)).sort((a, b) => b.isTitle - a.isTitle || b.score - a.score || a.key - b.key);
      return { essay, number, hits, count: hits.length };
    }));
    return all.filter(g => g.hits.length).sort((a, b) => b.hits[0].isTitle - a.hits[0].isTitle || b.hits[0].score - a.hits[0].score || a.hits[0].key - b.hits[0].key);
  }

  function result({ key, text }, essay) {
    const unit = key % UNITS, passage = unit ? essay.passages[unit - 1] : null;
    const about = [essay.subtitle, essay.summary].filter(Boolean).join(" ");
    return { essay, text: unit ? text : about, title: essay.title, heading: passage && passage[1] >= 0 ? essay.headings[passage[1]] : [],
      address: essay.address + (passage ? `#${passage[0]}` : "") };
  }

  // { groups, passages, essays, isMore, asked }
  async function search(query, { limit = 10, allowed = null } = {}) {
    await start();
    const asked = parse(query), { terms, without, phrases } = asked;
    await Promise.all([...terms, ...without].map((t, i) => look(t, asked.isOpen && i === terms.length - 1)));
    const texts = phrases.length ? TEXTS_OF_PHRASES : limit;
    const list = await candidates(asked, texts, allowed);
    const [things, found] = await Promise.all([allowed ? [] : thingsOf(asked), grouped(list, asked, texts)]);
    const groups = [];
    let shown = 0;
    const add = hits => {
      const some = hits.slice(0, Math.min(SHOWN_OF_ESSAY, limit - shown));
      shown += some.length;
      if (some.length)
        groups.push(some);
    };
    const essays = found.map(g => g.hits.map(h => result(h, g.essay)));
    const titled = found.filter(g => g.hits[0].isTitle).length;
    essays.slice(0, titled).forEach(add);
    things.forEach(t => add([t]));
    essays.slice(titled).forEach(add);
    const all = new Set(list.map(essayOf)), hits = total(found, "count");
    return { groups, asked, essays: phrases.length ? new Set(found.map(g => g.number)) : all, passages: phrases.length ? hits : list.length,
      isMore: all.size > texts || hits + things.length > shown };
  }
  return { search };
}

// ---- The page: layouts/search.html has its parts and its words.

function colophonPage(page) {
  const at = name => page.querySelector(`[data-part="${name}"]`);
  const { root, assets, version } = page.dataset, asked = new URLSearchParams(location.search), query = (asked.get("q") || "").trim();
  const waiting = new Map();

  function load(name) {
    if (!waiting.has(name)) {
      const wait = {}, script = document.createElement("script");
      wait.promise = new Promise((resolve, reject) => Object.assign(wait, { resolve, reject }));
      waiting.set(name, wait);
      script.src = name === "filters" ? `${assets}search-filters.js` : `${root}search/${name.split("/").map(encodeURIComponent).join("/")}.js?v=${version}`;
      script.onerror = () => wait.reject(new Error(name));
      document.head.append(script);
    }
    return waiting.get(name).promise;
  }
  window.colophonSearch = (name, value) => waiting.get(name)?.resolve(value);

  function make(tag, name, ...inside) {
    const element = document.createElement(tag);
    element.className = name;
    element.append(...inside);
    return element;
  }

  // A sentence of the page's own, with values in its places.
  function say(name, values = {}) {
    const words = at(name).content.cloneNode(true);
    for (const place of words.querySelectorAll("[data-value]"))
      place.replaceWith(values[place.dataset.value]);
    return words;
  }
  const note = (...of) => at("notes").append(make("li", "", say(...of)));
  const quoted = words => make("b", "", words.join(", "));

  // ---- Excerpts.

  const SPELT = /[\p{L}\p{M}\p{N}'’\u00ad\u200b-\u200d]+(?:\.\p{L}\b)*/gu;

  // Where words of the query stand in a text, rows of them as one: [from, to]. Rows of words that were not looked for are left out.
  function marks(text, looked, other) {
    const rows = [];
    const add = (from, to, isLooked) => {
      const last = rows[rows.length - 1];
      if (last && /^[\s,;:'’–—-]{0,3}$/.test(text.slice(last[1], from)))
        rows[rows.length - 1] = [last[0], Math.max(to, last[1]), last[2] || isLooked];
      else
        rows.push([from, to, isLooked]);
    };
    for (const { 0: word, index } of text.matchAll(SPELT)) {
      let at = index;
      if (wordsOf(word)[0]?.kind !== "plain")
        [...word].forEach((c, i, all) => {
          const pair = c + (all[i + 1] || "");
          if (looked.has(fold(pair)) || looked.has(fold(c)))
            add(at, at + (looked.has(fold(pair)) ? pair : c).length, true);
          at += c.length;
        });
      else if (wordsOf(word).some(w => looked.has(w.form) || other.has(w.form)))
        add(index, index + word.length, wordsOf(word).some(w => looked.has(w.form)));
    }
    return rows.filter(r => r[2]);
  }

  const LENGTH = 300;

  // [from, to]: where a text is shown that is too long: around most of its marks.
  function part(text, list) {
    if (text.length <= LENGTH + 60)
      return [0, text.length];
    const inside = from => list.filter(m => m[0] >= from && m[1] <= from + LENGTH).length;
    const best = list.reduce((a, b) => (inside(b[0]) > inside(a[0]) ? b : a), list[0] || [0]);
    const from = Math.max(0, best[0] - 60), to = Math.min(text.length, from + LENGTH);
    return [from && from + text.slice(from).search(/\s|$/), to < text.length && /\s/.test(text.slice(from, to)) ? from + text.slice(from, to).search(/\s\S*$/) : to];
  }

  // Appends a part of a text with its marks.
  function addMarked(element, text, list, from = 0, to = text.length) {
    let done = from;
    for (const [a, b] of list)
      if (a >= done && b <= to) {
        element.append(text.slice(done, a), make("mark", "", text.slice(a, b)));
        done = b;
      }
    element.append(text.slice(done, to));
    return element;
  }

  function excerpt(text, list, language) {
    const [from, to] = part(text, list), p = make("p", "found-text", from ? "… " : "");
    addMarked(p, text, list, from, to).append(to < text.length ? " …" : "");
    p.lang = language;
    p.dir = "auto";
    return p;
  }

  // The address with what a browser is to highlight: the longest row of words.
  function fragment(address, text, rows) {
    const [a, b] = rows.reduce((x, y) => (y[1] - y[0] > x[1] - x[0] ? y : x), rows[0] || [0, 0]);
    return root + address + (b && address.includes("#") ? `:~:text=${encodeURIComponent(text.slice(a, b)).replace(/-/g, "%2D")}` : "");
  }

  // ---- Results.

  function link(href, words) {
    const a = make("a", "", words);
    a.href = href;
    return a;
  }

  function heading(hit) {
    const kind = hit.kind && at(hit.kind);
    return make("p", "found-where", [...(hit.heading || []), kind ? kind.content.textContent : ""].filter(Boolean).join(" › "));
  }

  function group(hits, looked, other) {
    const [first, ...rest] = hits, { essay } = first, language = essay ? essay.language : "";
    const show = hit => {
      const list = marks(hit.text, looked, other);
      return { href: fragment(hit.address, hit.text, list), text: excerpt(hit.text, list, language), where: heading(hit) };
    };
    const { href, text, where } = show(first), titled = addMarked(link(href, ""), first.title, marks(first.title, looked, other));
    const title = make("h2", "found-title", titled);
    title.lang = language;
    const item = make("li", "found", title, make("p", "facts", ...(essay ? [...essay.authors, essay.date] : []).filter(Boolean).map(f => make("span", "", f))), where, text);
    for (const more of rest.filter(h => h.text).map(show)) {
      const a = link(more.href, "");
      a.append(...more.text.childNodes);
      more.text.append(a);
      item.append(more.where, more.text);
    }
    return item;
  }

  function tell({ terms, without }) {
    const of = (name, list) => list.length && note(name, { words: quoted(list) });
    of("common", terms.concat(without).filter(t => t.isFound && !t.rarity && t.groups.some(g => g.group.df)).map(t => t.form));
    of("missing", terms.filter(t => !t.isFound).map(t => t.form));
    for (const t of terms.filter(t => t.meant))
      note("meant", { word: quoted([t.form]), other: quoted([t.meant]) });
  }

  function address(change) {
    const to = new URLSearchParams(asked);
    change(to);
    return `?${to}`;
  }

  // ---- The page as it opens.

  function arrows(event) {
    const links = [page.querySelector("input"), ...page.querySelectorAll(".found a")], here = links.indexOf(document.activeElement);
    const to = here + { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (here >= 0 && links[to]) {
      event.preventDefault();
      links[to].focus();
    }
  }

  // Filters are in a script of their own, which is read when there are some, or they are asked for.
  const KINDS = ["topic", "author", "year", "language", "publication"];
  const filters = async () => (await load("filters"))({ kinds: KINDS, asked, address, facets: await load("facets"), members, at, make, link });

  async function answer() {
    const isNarrow = KINDS.some(kind => asked.has(kind)), allowed = isNarrow ? (await filters()).allowed() : null;
    const limit = Math.min(200, +asked.get("show") || 10);
    const found = await colophonEngine(load).search(query, { limit, allowed });
    const forms = isLooked => new Set(found.asked.terms.filter(t => !t.rarity !== isLooked).flatMap(t => t.groups.flatMap(g => g.group.forms)));
    const looked = forms(true), other = forms(false);
    tell(found.asked);
    at("results").append(...found.groups.map(g => group(g, looked, other)));
    at("status").append(say(found.groups.length ? "count" : "nothing", { passages: found.passages, essays: found.essays.size, query: quoted([query]) }));
    if (found.isMore && found.groups.length)
      at("status").append(say("others"));
    if (found.isMore)
      at("more").append(link(address(a => a.set("show", limit + 20)), say("show-more")));
    at("narrow").hidden = !found.essays.size;
    at("narrow").addEventListener("toggle", async () => (await filters()).choices(found.essays), { once: true });
  }

  page.addEventListener("keydown", arrows);
  page.querySelector("input").value = query;
  document.title = query ? `${query} · ${document.title}` : document.title;
  if (query)
    answer().catch(error => at("status").replaceChildren(say("broken", { file: error.message })));
}

if (typeof module !== "undefined")
  module.exports = { colophonEngine, wordsOf, members };
else
  colophonPage(document.querySelector("[data-search]"));
