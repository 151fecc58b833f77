// search-show.js: the results on the page (layouts/search.html). Loaded by search.js for every query, while the index comes.
"use strict";

colophonSearch("show", function ({ page, at, say, asked, query, load, wordsOf, fold, numbers, search }) {
  const { root } = page.dataset;

  function make(tag, name, ...inside) {
    const element = document.createElement(tag);
    element.className = name;
    element.append(...inside);
    return element;
  }

  const note = (...of) => at("notes").append(make("li", "", say(...of)));
  const joined = (name, list) => list.filter(Boolean).join(at(name).content.textContent);
  const quoted = words => make("b", "", joined("comma", words));

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
    const { text } = hit, [from, to] = part(text, list), p = make("p", "entry-summary"), a = link(hrefOf(hit, list), from ? "… " : "");
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
    const p = make("p", "facts", of.join(" › "));
    p.dir = "auto";
    return p;
  }

  function group(hits, looked, other) {
    const [first, ...rest] = hits, { essay } = first, language = essay ? essay.language : "";
    const marked = text => marks(text, looked, other), show = hit => [heading(hit), excerpt(hit, marked(hit.text), language)];
    const title = make("h2", "entry-title", addMarked(link(hrefOf(first, marked(first.text)), ""), first.title, marked(first.title)));
    title.lang = language;
    const facts = make("p", "facts", essay ? joined("dot", [essay.by || joined("comma", essay.authors), essay.date, essay.voice]) : "");
    const item = make("li", "found", title, facts, ...show(first), ...rest.filter(h => h.text).flatMap(show));
    item.dir = "auto"; // that of its title
    item.querySelector(".entry-summary a")?.setAttribute("tabindex", -1);
    return item;
  }

  function tell({ terms, without }) {
    const of = (name, list) => list.length && note(name, { words: quoted(list) });
    of("common", terms.concat(without).filter(t => t.isCommon).map(t => t.form));
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
    const found = await search(query, { limit, allowed });
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
  return answer();
});
