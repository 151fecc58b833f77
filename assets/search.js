// The answers of /search/, step by step as generator/search/query.h says it, up to the passages that may be one; and the loading of
// files, also of scripts beside this one: search-texts.js and search-show.js, which come while the index does, and what few queries need.
"use strict";

const SCRIPTS = ["filters", "misspelt", "phrases", "show", "texts", "things"];

// ---- Words (generator/search/word_forms.h)

const LETTER = "[\\p{L}\\p{M}\\p{N}]";
const SEAMLESS = "\\u0e00-\\u0eff\\u1000-\\u109f\\u1100-\\u11ff\\u1780-\\u17ff\\u3005-\\u3007\\u3021-\\u3029\\u3031-\\u30ff" +
  "\\u31f0-\\u31ff\\u3400-\\u4dbf\\u4e00-\\u9fff\\ua960-\\ua97f\\uac00-\\ud7ff\\uf900-\\ufaff\\u{1b000}-\\u{1b16f}\\u{20000}-\\u{3fffd}";
const L = `(?:(?![\u02bc${SEAMLESS}])${LETTER})`;
const S = `(?!\\p{N})${L}(?!${L})`;
const WORD = new RegExp(`((?:(?=[${SEAMLESS}])${LETTER})+)|(${S}(?:\\.${S})+|${L}+)(?:['\u2018\u2019\u02bc](?:s|(t|d|m|ll|re|ve))(?!${L}))?`, "gu");
const ACCENT = /(?=[\u0300-\u06ff])\p{M}|[\u0640\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]|\p{Default_Ignorable_Code_Point}/gu;
const PLAIN = { ß: "ss", æ: "ae", ð: "d", ø: "o", þ: "th", đ: "d", ħ: "h", ı: "i", ł: "l", œ: "oe", ŧ: "t", ς: "σ" };

function fold(text) {
  const small = text.normalize("NFKD").toLowerCase().replace(ACCENT, "");
  return small.replace(/[ßæðøþđħıłœŧς]/g, c => PLAIN[c]).normalize("NFC");
}

// Of a run without spaces: each pair, and its last or only character.
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

// A text as it reads: characters of runs stand singly.
const tokens = text => wordsOf(text).map(w => (w.kind === "pair" ? String.fromCodePoint(w.form.codePointAt(0)) : w.form));
const flat = list => ` ${list.join(" ")} `;

// ---- Files (generator/search/format.h)

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

function numbers(coded) {
  const list = [];
  let number = 0, factor = 1;
  for (const c of coded) {
    const digit = ALPHABET.indexOf(c);
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

// A unit's key is essay * UNITS + unit.
const UNITS = 2 ** 20;

function eachPosting(coded, call) {
  const list = numbers(coded);
  let essay = -1, unit = 0;
  for (let i = 0; i < list.length; i++) {
    const number = list[i], step = 1 + Math.floor(number / 8);
    if (number & 1) {
      essay += step;
      unit = list[++i];
    } else
      unit += step;
    call(essay * UNITS + unit, (number >> 1) & 3);
  }
}

const fileName = word => word.replace(/[^a-z0-9]/gu, c => `_${c.codePointAt(0).toString(16)}_`);

// Sorts by code points, not by UTF-16.
const ordered = word => [...word].map(c => c.codePointAt(0).toString(16).padStart(6, "0")).join("");

// A form of a stem, and a shard's beginning after the one before.
const decode = (stem, form) => [...stem].slice(0, ALPHABET.indexOf(form[0])).join("") + form.slice(1);

function groupOf(line) {
  const [stem, forms, df, postings = "", things = ""] = line.split("\t");
  if (df === undefined)
    return { forms: [stem], stem: forms.slice(1), isAlias: true, df: 0 };
  return { stem, forms: forms ? forms.split(" ").map(f => decode(stem, f)) : [stem], df: +df, postings, things };
}

// ---- A query (generator/search/terms.h)

const MOST_TERMS = 64, MOST_BEGUN = 20, MOST_SHARDS = 3, MORE_FOR_PHRASES = 20, MORE_BY_ORDER = 10;
const EXACT = 16, BEGUN = 11, IMPACT = [8, 10, 12, 15], OF_NAME = [10, 18, 20, 24];

function addTerms(terms, text, isQuoted) {
  for (const { form, kind } of wordsOf(text)) {
    const known = terms.find(t => t.form === form);
    if (known)
      known.isQuoted ||= isQuoted;
    else if (kind !== "last" && terms.length < MOST_TERMS)
      terms.push({ form, kind, isQuoted });
  }
}

async function parse(query, load) {
  const asked = { terms: [], phrases: [], without: [], reading: [], isOpen: /[^\s\x85]$/.test(query), unread: [] };
  if (/["“”„«»「」『』]|(^|[\s\x85])-/.test(query))
    return (await load("phrases"))(asked, query, { addTerms, tokens, flat });
  for (const piece of query.match(/[^\s\x85]+/g) || []) {
    addTerms(asked.terms, piece, false);
    asked.reading.push(...tokens(piece));
  }
  return asked;
}

// The binary logarithm in sixteenths.
function log16(number) {
  const n = Math.max(1, number), bits = 31 - Math.clz32(n);
  return 16 * bits + Math.floor((n * 16) / 2 ** bits) - 16;
}

const essayOf = unit => Math.floor(unit.key / UNITS);
const total = (list, name) => list.reduce((sum, item) => sum + item[name], 0);
const has = (words, term) => term.groups.some(g => g.forms.some(f => words.includes(` ${f} `)));

function colophonEngine(load) {
  const shards = new Map();
  let index, starts, order;

  function place(word) {
    const own = ordered(word);
    return order.filter(start => start <= own).length - 1;
  }

  function shard(number) {
    if (!shards.has(number))
      shards.set(number, number < 0 ? [] : load(`w-${fileName(starts[number])}`).then(text => text.split("\n").map(groupOf)));
    return shards.get(number);
  }

  async function begun(word) {
    const numbers = [place(word)];
    while (numbers.length < MOST_SHARDS && starts[numbers.at(-1) + 1]?.startsWith(word))
      numbers.push(numbers.at(-1) + 1);
    return (await Promise.all(numbers.map(shard))).flat().filter(g => g.forms.some(f => f.startsWith(word)));
  }

  // Which groups a term may mean.
  async function look(term, isOpen) {
    const { form, kind } = term, letters = [...form].length, isFree = kind === "plain" && !term.isQuoted, groups = (term.groups = []);
    const add = async (lines, weight) => {
      for (const line of lines) {
        const group = line.isAlias ? (await shard(place(line.stem))).find(g => !g.isAlias && g.stem === line.stem) : line;
        if (group && !groups.some(g => g.stem === group.stem))
          groups.push({ ...group, weight });
      }
    };
    await add((await shard(place(form))).filter(g => g.forms.includes(form)), EXACT);
    if (kind === "only")
      await add(await begun(form), EXACT);
    else if (isFree && letters > 2 && (isOpen || !groups.length))
      await add((await begun(form)).sort((a, b) => b.df - a.df).slice(0, MOST_BEGUN), BEGUN);
    if (isFree && letters > 3 && !groups.length)
      term.meant = await (await load("misspelt"))(form, { place, shard, add });
    weigh(term, false);
    term.isFound = groups.length > 0;
    term.isCommon = !term.rarity && groups.some(g => g.df);
  }

  // inTitles: only what is common is looked for.
  function weigh(term, inTitles) {
    const { groups } = term;
    for (const g of groups)
      g.rarity = g.postings && g.df > index.common === inTitles ? Math.max(0, log16(index.units) - log16(g.df)) + 8 : 0;
    const exact = groups.filter(g => g.weight === EXACT), rarities = (exact.length ? exact : groups).map(g => g.rarity).filter(Boolean);
    term.rarity = rarities.length ? Math[exact.length ? "min" : "max"](...rarities) : 0;
    for (const g of groups)
      g.rarity = Math.min(g.rarity, term.rarity);
    term.isLong = groups.some(g => g.rarity && g.postings === ">");
  }

  async function gains(term) {
    const best = new Map();
    for (const { stem, postings, weight, rarity } of term.groups.filter(g => g.rarity))
      eachPosting(postings === ">" ? await load(`p-${fileName(stem)}`) : postings, (key, impact) => {
        const value = weight * rarity * (key % UNITS ? IMPACT : OF_NAME)[impact];
        best.set(key, Math.max(value, best.get(key) || 0));
      });
    return best;
  }

  async function count(units, terms, allowed) {
    for (const term of terms)
      for (const [key, value] of await gains(term)) {
        const unit = units.get(key) || { key, sum: 0, weight: 0, quoted: 0 };
        unit.sum += value;
        unit.weight += term.rarity;
        unit.quoted += term.isQuoted ? 1 : 0;
        if (!allowed || allowed(essayOf(unit)))
          units.set(key, unit);
      }
  }

  // By postings alone, best first.
  async function candidates(asked, texts, allowed) {
    if (asked.terms.some(t => t.isQuoted && !t.isFound))
      return [];
    const units = new Map(), terms = asked.terms.filter(t => t.rarity), long = terms.filter(t => t.isLong), quick = terms.filter(t => !t.isLong);
    await count(units, quick, allowed);
    const whole = total(quick, "rarity"), essays = new Set([...units.values()].filter(u => u.weight === whole).map(essayOf));
    if (essays.size && essays.size <= texts)
      asked.unread = long;
    else
      await count(units, long, allowed);
    for (const term of asked.without)
      for (const key of (await gains(term)).keys())
        units.delete(key);
    const quoted = terms.filter(t => t.isQuoted && !asked.unread.includes(t)).length;
    const list = [...units.values()].filter(u => u.quoted === quoted), most = Math.max(0, ...list.map(u => u.weight));
    for (const unit of list)
      unit.value = unit.sum * unit.weight ** 2;
    return list.filter(u => u.weight * 2 >= most).sort((a, b) => b.value - a.value || a.key - b.key);
  }

  async function search(query, { limit = 10, allowed = null } = {}) {
    const texts = load("texts");
    index ||= await load("index");
    starts = [];
    for (const start of index.shards.match(/[A-Z][^A-Z]*/g) || [])
      starts.push(decode(starts.at(-1) || "", start));
    order = starts.map(ordered);
    const asked = await parse(query, load), { terms, without, phrases } = asked;
    await Promise.all([...terms, ...without].map((t, i) => look(t, asked.isOpen && i === terms.length - 1)));
    if (!terms.some(t => t.rarity))
      terms.forEach(t => weigh(t, true));
    const looked = terms.filter(t => t.rarity && !t.isCommon).length, isByOrder = asked.reading.length > Math.max(3, 2 * looked - 1);
    const most = limit + (phrases.length ? MORE_FOR_PHRASES : isByOrder ? MORE_BY_ORDER : 0), list = await candidates(asked, most, allowed);
    return (await texts)({ list, asked, most, limit, isAll: !allowed },
      { load, tokens, flat, numbers, total, has, essayOf, UNITS, EXACT, IMPACT, OF_NAME });
  }
  return { search };
}

// ---- The page (layouts/search.html)

function colophonPage(page) {
  const at = name => page.querySelector(`[data-part="${name}"]`);
  const { root, assets, version } = page.dataset, asked = new URLSearchParams(location.search), query = (asked.get("q") || "").trim();
  const waiting = new Map(), arrived = {};

  function load(name) {
    if (!waiting.has(name))
      waiting.set(name, new Promise((resolve, reject) => {
        const script = document.createElement("script");
        arrived[name] = resolve;
        script.src = SCRIPTS.includes(name) ? `${assets}search-${name}.js` : `${root}search/${name.split("/").map(encodeURIComponent).join("/")}.js?v=${version}`;
        script.onerror = () => reject(new Error(name));
        document.head.append(script);
      }));
    return waiting.get(name);
  }
  window.colophonSearch = (name, value) => arrived[name]?.(value);

  function say(name, values = {}) {
    const words = at(name).content.cloneNode(true);
    for (const place of words.querySelectorAll("[data-value]"))
      place.replaceWith(values[place.dataset.value]);
    return words;
  }

  page.querySelector("input").value = query;
  document.title = query ? `${query} · ${document.title}` : document.title;
  if (!query)
    return;
  ["index", "texts"].forEach(load);
  load("show").then(show => show({ page, at, say, asked, query, load, wordsOf, fold, numbers, search: colophonEngine(load).search }))
    .catch(error => at("status").replaceChildren(say("broken", { file: error.message })));
}

if (typeof module !== "undefined")
  module.exports = { colophonEngine, wordsOf, SCRIPTS };
else
  colophonPage(document.querySelector("[data-search]"));
