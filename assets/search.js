// The answers of /search/: first an engine, step by step as generator/search/query.h says it, then the page.
"use strict";

// What is seldom needed, each in assets/search-NAME.js.
const SCRIPTS = ["filters", "misspelt", "phrases", "things"];

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

const MOST_TERMS = 64, MOST_BEGUN = 20, MOST_SHARDS = 3, MORE_FOR_PHRASES = 20, MORE_BY_ORDER = 10, HITS_OF_ESSAY = 8, SHOWN_OF_ESSAY = 3;
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
const pieceOf = unit => (unit.key % UNITS > 32 ? (unit.key % UNITS - 1) >> 5 : "");
const passageOf = unit => unit.essay.passages[(unit.key - 1) & 31];
const total = (list, name) => list.reduce((sum, item) => sum + item[name], 0);
const has = (words, term) => term.groups.some(g => g.forms.some(f => words.includes(` ${f} `)));
const headOf = (essay, summary) => [essay.title, essay.subtitle, ...essay.authors, summary].filter(Boolean).join(" ");

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
    for (const g of groups)
      g.rarity = g.postings ? Math.max(0, log16(index.units) - log16(g.df)) + 8 : 0;
    const exact = groups.filter(g => g.weight === EXACT), rarities = (exact.length ? exact : groups).map(g => g.rarity).filter(Boolean);
    term.rarity = rarities.length ? Math[exact.length ? "min" : "max"](...rarities) : 0;
    for (const g of groups)
      g.rarity = Math.min(g.rarity, term.rarity);
    term.isFound = groups.length > 0;
    term.isLong = groups.some(g => g.postings === ">");
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

  async function thingsOf({ terms, phrases }) {
    const named = terms.filter(t => t.groups.some(g => g.things));
    if (!named.length || phrases.length || terms.some(t => !t.isFound || (t.rarity && !named.includes(t))))
      return [];
    return (await load("things"))(named, { load, numbers, OF_NAME });
  }

  // By its text: false where it is no answer.
  function read(unit, asked) {
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

  async function grouped(list, asked, texts) {
    const groups = new Map();
    for (const unit of list) {
      const number = essayOf(unit), units = groups.get(number) || [];
      if (!units.length && groups.size === texts)
        continue;
      if (asked.phrases.length || asked.unread.length || units.length < HITS_OF_ESSAY)
        groups.set(number, [...units, unit]);
    }
    const all = await Promise.all([...groups].map(async ([number, units]) => {
      const slug = (await load(`e-${number >> 4}`)).split("\t")[number & 15];
      await Promise.all(units.map(async u => (u.essay = await load(`t/${slug}${pieceOf(u) && `.${pieceOf(u)}`}`))));
      return { number, hits: units.filter(u => read(u, asked)).sort(better) };
    }));
    return all.filter(g => g.hits.length).sort((a, b) => better(a.hits[0], b.hits[0]));
  }

  function result(hit) {
    const { key, text, essay } = hit, unit = key % UNITS, [id, heading] = unit ? passageOf(hit) : [];
    return { essay, title: essay.title, heading: essay.headings[heading] || [], address: essay.address + (unit ? `#${id}` : ""),
      text: unit ? text : [essay.subtitle, essay.summary].filter(Boolean).join(" ") };
  }

  async function search(query, { limit = 10, allowed = null } = {}) {
    index ||= await load("index");
    starts = [];
    for (const start of index.shards.match(/[A-Z][^A-Z]*/g) || [])
      starts.push(decode(starts.at(-1) || "", start));
    order = starts.map(ordered);
    const asked = await parse(query, load), { terms, without, phrases } = asked, isPhrase = phrases.length > 0;
    await Promise.all([...terms, ...without].map((t, i) => look(t, asked.isOpen && i === terms.length - 1)));
    const looked = terms.filter(t => t.rarity).length, isByOrder = asked.reading.length > Math.max(3, 2 * looked - 1);
    const texts = limit + (isPhrase ? MORE_FOR_PHRASES : isByOrder ? MORE_BY_ORDER : 0), list = await candidates(asked, texts, allowed);
    const [things, found] = await Promise.all([allowed ? [] : thingsOf(asked), grouped(list, asked, texts)]);
    const ofEssay = g => g.hits.slice(0, SHOWN_OF_ESSAY).map(result), isTitled = g => g.hits[0].isTitle;
    const best = [...found.filter(isTitled).map(ofEssay), ...things.map(t => [t]), ...found.filter(g => !isTitled(g)).map(ofEssay)];
    const groups = [];
    for (let left = limit; left > 0 && best.length; left -= groups.at(-1).length)
      groups.push(best.shift().slice(0, left));
    const all = new Set(list.map(essayOf)), hits = found.reduce((sum, g) => sum + g.hits.length, 0);
    return { groups, asked, essays: isPhrase ? new Set(found.map(g => g.number)) : all, passages: isPhrase ? hits : list.length,
      isMore: all.size > texts || hits + things.length > groups.flat().length };
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

  function make(tag, name, ...inside) {
    const element = document.createElement(tag);
    element.className = name;
    element.append(...inside);
    return element;
  }

  function say(name, values = {}) {
    const words = at(name).content.cloneNode(true);
    for (const place of words.querySelectorAll("[data-value]"))
      place.replaceWith(values[place.dataset.value]);
    return words;
  }
  const note = (...of) => at("notes").append(make("li", "", say(...of)));
  const quoted = words => make("b", "", words.join(", "));

  const SPELT = /[\p{L}\p{M}\p{N}'’\u00ad\u200b-\u200d]+(?:\.\p{L}\b)*/gu;

  // Where words stand, neighbours as one: [from, to, whether one was looked for].
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

  // Of a long text, where most marks are.
  function part(text, list) {
    if (text.length <= LENGTH + 60)
      return [0, text.length];
    const inside = from => list.filter(m => m[0] >= from && m[1] <= from + LENGTH).length;
    const best = list.reduce((a, b) => (inside(b[0]) > inside(a[0]) ? b : a), list[0] || [0]);
    const from = Math.max(0, best[0] - 60), to = Math.min(text.length, from + LENGTH);
    return [from && from + text.slice(from).search(/\s|$/), to < text.length && /\s/.test(text.slice(from, to)) ? from + text.slice(from, to).search(/\s\S*$/) : to];
  }

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

  function excerpt(hit, list, language) {
    const { text } = hit, [from, to] = part(text, list), p = make("p", "found-text"), a = link(hrefOf(hit, list), from ? "… " : "");
    addMarked(a, text, list, from, to).append(to < text.length ? " …" : "");
    p.append(text ? a : "");
    p.lang = language;
    p.dir = "auto";
    return p;
  }

  // With what a browser is to highlight: the longest mark.
  function hrefOf({ address, text }, list) {
    const [a, b] = list.reduce((x, y) => (y[1] - y[0] > x[1] - x[0] ? y : x), [0, 0]);
    return root + address + (b && address.includes("#") ? `:~:text=${encodeURIComponent(text.slice(a, b)).replace(/-/g, "%2D")}` : "");
  }

  function link(href, words) {
    const a = make("a", "", words);
    a.href = href;
    return a;
  }

  function heading({ heading = [], kind, text }) {
    const of = kind && at(kind) ? [at(kind).content.textContent] : heading.filter(h => h !== text);
    const p = make("p", "found-where", of.join(" › "));
    p.dir = "auto";
    return p;
  }

  function group(hits, looked, other) {
    const [first, ...rest] = hits, { essay } = first, language = essay ? essay.language : "";
    const marked = text => marks(text, looked, other), show = hit => [heading(hit), excerpt(hit, marked(hit.text), language)];
    const title = make("h2", "found-title", addMarked(link(hrefOf(first, marked(first.text)), ""), first.title, marked(first.title)));
    title.lang = language;
    title.firstChild.dir = "auto";
    const facts = make("p", "facts", ...(essay ? [...essay.authors, essay.date] : []).filter(Boolean).map(f => make("span", "", f)));
    const item = make("li", "found", title, facts, ...show(first), ...rest.filter(h => h.text).flatMap(show));
    item.querySelector(".found-text a")?.setAttribute("tabindex", -1);
    return item;
  }

  function tell({ terms, without }) {
    const of = (name, list) => list.length && note(name, { words: quoted(list) });
    of("common", terms.concat(without).filter(t => t.isFound && !t.rarity && t.groups.some(g => g.df)).map(t => t.form));
    of("missing", terms.filter(t => !t.isFound).map(t => t.form));
    for (const t of terms.filter(t => t.meant))
      note("meant", { word: quoted([t.form]), other: quoted([t.meant]) });
  }

  function address(change) {
    const to = new URLSearchParams(asked);
    change(to);
    return `?${to}`;
  }

  function arrows(event) {
    const links = [page.querySelector("input"), ...page.querySelectorAll(".found a:not([tabindex])")], here = links.indexOf(document.activeElement);
    const to = here + { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (here >= 0 && links[to]) {
      event.preventDefault();
      links[to].focus();
    }
  }

  const KINDS = ["topic", "author", "year", "language", "publication"];
  const filters = async () => (await load("filters"))({ kinds: KINDS, asked, address, facets: await load("facets"), numbers, at, make, link });

  async function answer() {
    const isNarrow = KINDS.some(kind => asked.has(kind)), allowed = isNarrow ? (await filters()).allowed() : null;
    const limit = Math.min(200, +asked.get("show") || 10);
    const found = await colophonEngine(load).search(query, { limit, allowed });
    const forms = isLooked => new Set(found.asked.terms.filter(t => !t.rarity !== isLooked).flatMap(t => t.groups.flatMap(g => g.forms)));
    const looked = forms(true), other = forms(false);
    tell(found.asked);
    at("results").append(...found.groups.map(g => group(g, looked, other)));
    at("status").append(say(found.groups.length ? "count" : "nothing", { passages: found.passages, essays: found.essays.size, query: quoted([query]) }));
    if (found.isMore)
      at("status").append(say("others"));
    if (found.isMore)
      at("more").append(link(address(a => a.set("show", limit + 20)), say("show-more")));
    at("instead").hidden = found.groups.length > 0;
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
  module.exports = { colophonEngine, wordsOf, SCRIPTS };
else
  colophonPage(document.querySelector("[data-search]"));
