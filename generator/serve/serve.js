// serve.js: added to each page by "colophon serve", and to none that "colophon build" writes. It shows what is wrong with the reader's
// files, and the page again when it has changed. A browser has six connections for a host, so one of the tabs that can be seen has the
// stream of events, and tells the others.
"use strict";
(() => {
  const own = document.currentScript;
  const kept = "colophon:" + location.pathname;
  let generation = Number(own.dataset.generation), newest = generation, looking = false;
  const events = own.src.replace(/serve\.js$/, "events"), tabs = new BroadcastChannel(events);
  let stream = null, waiting = null, last = null;

  // Where the reader was: the last element with an id above the window's upper edge, and how far above it that begins.
  function place() {
    let last = null;
    for (const element of document.querySelectorAll("[id]")) {
      const top = element.getBoundingClientRect().top;
      if (top > 1) break;
      last = { id: element.id, top };
    }
    return { ...last, y: scrollY };
  }

  function reload() {
    sessionStorage.setItem(kept, JSON.stringify(place()));
    location.reload();
  }

  function restore() {
    const was = JSON.parse(sessionStorage.getItem(kept) || "null");
    sessionStorage.removeItem(kept);
    if (!was) return;
    history.scrollRestoration = "manual";
    const element = was.id && document.getElementById(was.id);
    const y = element ? scrollY + element.getBoundingClientRect().top - was.top : was.y;
    scrollTo({ top: y, behavior: "instant" });
  }

  // With --follow: which words each passage of this page had when it was here last.
  const passages = "colophon:passages:" + location.pathname;
  function words() {
    const all = {};
    for (const element of document.querySelectorAll("[id]")) all[element.id] = digest(element.textContent.replace(/\s+/g, " ").trim());
    return all;
  }

  function digest(words) {
    let sum = 5381;
    for (let i = 0; i < words.length; i++) sum = (sum * 33 + words.charCodeAt(i)) | 0;
    return sum;
  }

  // Brings the innermost passage that was changed into sight, and marks it; false when none was, or this page was never here.
  function bring() {
    const before = JSON.parse(sessionStorage.getItem(passages) || "null"), now = words();
    const asked = sessionStorage.getItem("colophon:follow");
    sessionStorage.setItem(passages, JSON.stringify(now));
    sessionStorage.removeItem("colophon:follow");
    if (!asked || !before) return false;
    const within = document.querySelector("main") || document;
    const changed = [...within.querySelectorAll("[id]")].filter((one) => now[one.id] !== before[one.id]);
    const passage = changed.find((one) => !changed.some((other) => other !== one && one.contains(other)));
    if (!passage) return false;
    const sheet = new CSSStyleSheet();
    sheet.replaceSync("[data-colophon-changed] { outline: 2px solid #b58900; outline-offset: .3em; }");
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
    passage.dataset.colophonChanged = "";
    history.scrollRestoration = "manual";
    passage.scrollIntoView({ block: "center", behavior: "instant" });
    return true;
  }

  // True when the browser leaves for another page.
  function follow({ changed, generation: now }) {
    if (!("follow" in own.dataset) || !changed || now <= generation || document.hidden) return false;
    sessionStorage.setItem("colophon:follow", "yes");
    if (decodeURI(location.pathname) === decodeURI(changed)) return false;
    location.href = changed;
    return true;
  }

  // The banner lies in a shadow, so that no style sheet of the reader's reaches it.
  function banner() {
    const host = document.createElement("colophon-banner");
    const shadow = host.attachShadow({ mode: "open" });
    shadow.innerHTML = `<style>
      div { position: fixed; inset: auto 0 0 0; z-index: 2147483647; max-height: 40vh; overflow: auto; margin: 0; padding: .6em 1em;
            background: #fffbe6; color: #222; border-top: 3px solid #b58900; font: 13px/1.45 monospace; }
      div.failed { border-color: #c0392b; background: #fff0ee; }
      pre { margin: 0; white-space: pre-wrap; font: inherit; }
      button { float: right; font: inherit; }
    </style><div role="status"><button type="button">Close (Esc)</button><pre></pre></div>`;
    shadow.querySelector("button").addEventListener("click", close);
    return host;
  }

  let shown = null;
  function close() {
    if (!shown) return;
    sessionStorage.setItem("colophon:closed", shown.shadowRoot.querySelector("pre").textContent);
    shown.remove();
    shown = null;
  }

  function tell({ problems, failed }) {
    const page = document.getElementById("colophon-problems");
    if (page) {
      if (problems) page.textContent = problems;
      return;
    }
    if (problems === "") sessionStorage.removeItem("colophon:closed");
    if (problems === "" || problems === sessionStorage.getItem("colophon:closed")) {
      if (shown) shown.remove();
      shown = null;
      return;
    }
    shown ||= document.documentElement.appendChild(banner());
    shown.shadowRoot.querySelector("pre").textContent = problems;
    shown.shadowRoot.querySelector("div").className = failed ? "failed" : "";
  }

  // A page of which nothing has changed stays as it is.
  async function look() {
    if (looking) return;
    looking = true;
    try {
      while (generation !== newest) {
        const asked = newest;
        const answer = await fetch(location.href, { method: "HEAD", cache: "no-store" });
        if ((answer.headers.get("ETag") || "").replaceAll('"', "") !== own.dataset.tag) return reload();
        generation = asked;
      }
    } catch {
      // The server is gone: the stream begins again, and says what there is.
    }
    looking = false;
  }

  function take(state) {
    last = state;
    newest = state.generation;
    tell(state);
    if (!follow(state)) look();
  }

  function listen() {
    stream = new EventSource(events);
    stream.addEventListener("state", (event) => {
      take(JSON.parse(event.data));
      tabs.postMessage(last);
    });
  }

  // Held by the tab that has the stream, until it is shut; without locks (not on localhost) each tab has its own.
  function open() {
    if (waiting || document.hidden) return;
    waiting = new AbortController();
    const shut = new Promise((resolve) => waiting.signal.addEventListener("abort", resolve));
    if (!navigator.locks) return listen();
    navigator.locks.request(events, { signal: waiting.signal }, () => (listen(), shut)).catch(() => {});
    tabs.postMessage("what is there?");
  }

  function shut() {
    if (stream) stream.close();
    if (waiting) waiting.abort();
    stream = waiting = null;
  }

  tabs.addEventListener("message", ({ data }) => {
    if (data.generation && waiting) take(data);
    else if (stream && last) tabs.postMessage(last);
  });
  addEventListener("keydown", (event) => event.key === "Escape" && close());
  document.addEventListener("visibilitychange", () => (document.hidden ? shut() : open()));
  addEventListener("pagehide", shut);
  addEventListener("pageshow", open);
  if (!("follow" in own.dataset) || !bring()) restore();
  open();
})();
