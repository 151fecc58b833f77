/*
 * Previews: what a link of the text leads to, shown beside it: on hover, and on keyboard focus. With a finger, a tap on a term
 * shows in place what it means, for nobody wants to leave a sentence for a word; a second tap, or the link in what is shown,
 * leads to it. All other links lead where they lead when they are tapped, and show what is there on a long press: a moment before
 * the browser's own menu, which comes as ever. Without this script all of these are links.
 *
 * What is shown stands in the page, as JSON at #_previews (generator/pages/previews.h says what is in it), and what stands on the
 * page itself, there. Nothing is loaded.
 */
(() => {
  for (const way of document.querySelectorAll("[data-print]")) {
    way.hidden = false;
    way.onclick = () => print();
  }

  const source = document.getElementById("_previews");
  if (!source) return;
  const previews = JSON.parse(source.textContent);
  const SHOW_MS = 300, HIDE_MS = 300, PRESS_MS = 400, MOST = 240;
  const LINKS = ".prose a[href]:not(.number, [role=doc-noteref], [role=doc-backlink])";
  const NO_WORDS = ".number, .verified, [role=doc-noteref], [role=doc-backlink]";
  const BLOCKS = "p, li, h2, h3, h4, h5, h6, blockquote, figure, table, pre";

  const panel = document.createElement("div");
  panel.className = "preview";
  panel.id = "_preview";
  let shown = null; // the link whose preview it is
  let dismissed = null, pressed = null, finger = false, timer = 0;

  const linkOf = (event) => event.target.closest?.(LINKS);
  const isSheet = () => shown && panel.classList.contains("sheet");

  function later(ms, what) {
    clearTimeout(timer);
    timer = setTimeout(what, ms);
  }

  // What is shown

  function line(name, html, lang, dir) {
    const made = document.createElement("p");
    if (name) made.className = name;
    made.innerHTML = html;
    if (lang) [made.lang, made.dir] = [lang, dir];
    for (const link of made.querySelectorAll("a")) link.replaceWith(...link.childNodes);
    return made;
  }

  const words = (element) => {
    const copy = element.cloneNode(true);
    for (const mark of copy.querySelectorAll(NO_WORDS)) mark.remove();
    return copy.textContent.trim().replace(/\s+/g, " ");
  };

  // A place on this page: the words that stand there, or below it where it is a heading.
  function own(id) {
    const place = document.getElementById(id), block = place?.closest(BLOCKS);
    if (!block || !block.closest(".prose")) return [];
    const isHeading = /^H/.test(block.tagName), below = block.nextElementSibling;
    const all = isHeading ? below && words(below) : words(block);
    const text = all?.length > MOST ? all.slice(0, MOST).replace(/\s+\S*$/, "") + "…" : all;
    const lines = [line("preview-title", ""), line("", "")];
    lines[0].textContent = isHeading ? words(block) : "";
    lines[1].textContent = text ?? "";
    return lines.filter((made) => made.textContent);
  }

  function parts(link) {
    const href = link.getAttribute("href");
    if (href.startsWith("#")) return own(decodeURIComponent(href.slice(1)));
    if (!Object.hasOwn(previews, href)) return [];
    const { title, lang, dir, heading, about, text, textLang, textDir } = previews[href];
    return [
      line("preview-title", title, lang, dir),
      heading && line("", heading, lang, dir),
      about && line("preview-about", about),
      text && line("", text, textLang, textDir),
    ].filter(Boolean);
  }

  // Where it is shown

  // Below the line of the link that is pointed at, or above it where there is more room; inside of the window.
  function place(link, x, y) {
    const lines = [...link.getClientRects()], { clientWidth, clientHeight } = document.documentElement;
    const at = lines.find((r) => x >= r.left && x <= r.right && y >= r.top && y <= r.bottom) ?? lines[0];
    panel.style.left = panel.style.top = "0";
    const { left, top, width, height } = panel.getBoundingClientRect();
    const start = getComputedStyle(link).direction === "rtl" ? at.right - width : at.left;
    const isBelow = at.bottom + height <= clientHeight || at.top < clientHeight - at.bottom;
    panel.style.left = `${Math.max(0, Math.min(start, clientWidth - width)) - left}px`;
    panel.style.top = `${Math.max(0, isBelow ? at.bottom : at.top - height) - top}px`;
  }

  // A link to what is shown, and a button: so it is a dialog, which takes the focus and gives it back.
  function makeSheet(link) {
    const title = panel.firstChild, way = document.createElement("a"), close = document.createElement("button");
    way.href = link.href;
    way.append(...title.childNodes);
    title.append(way);
    title.id = "_preview-title";
    close.type = "button";
    close.textContent = source.dataset.close;
    close.onclick = hide;
    panel.append(close);
    panel.tabIndex = -1;
    panel.setAttribute("aria-labelledby", title.id);
    panel.focus({ preventScroll: true });
  }

  function show(link, asSheet, x, y) {
    const made = link === shown && !asSheet ? [] : parts(link);
    if (!made.length) return;
    hide();
    shown = link;
    panel.replaceChildren(...made);
    panel.removeAttribute("style");
    panel.removeAttribute("tabindex");
    panel.removeAttribute("aria-labelledby");
    panel.setAttribute("role", asSheet ? "dialog" : "tooltip");
    panel.classList.toggle("sheet", asSheet);
    (document.querySelector("main") ?? document.body).append(panel);
    if (asSheet) return makeSheet(link);
    link.setAttribute("aria-describedby", panel.id);
    place(link, x, y);
  }

  function hide() {
    clearTimeout(timer);
    pressed = null;
    if (!shown) return;
    shown.removeAttribute("aria-describedby");
    if (panel.contains(document.activeElement)) shown.focus({ preventScroll: true });
    panel.remove();
    shown = null;
  }

  // A mouse, a keyboard

  document.addEventListener("pointerover", (event) => {
    const link = linkOf(event);
    if (event.pointerType === "touch" || isSheet() || (link && link === dismissed)) return;
    dismissed = null;
    if (link && link !== shown) later(SHOW_MS, () => show(link, false, event.clientX, event.clientY));
    else if (link || !shown || panel.contains(event.target) || shown === document.activeElement) clearTimeout(timer);
    else later(HIDE_MS, hide);
  });
  document.addEventListener("focusin", (event) => {
    const link = linkOf(event);
    if (link?.matches(":focus-visible")) show(link, false);
    else if (link !== shown && !panel.contains(event.target)) hide();
  });
  document.addEventListener("focusout", (event) => {
    if (event.target === shown && !isSheet()) hide();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    dismissed = shown;
    hide();
  });

  // A finger

  document.addEventListener("pointerdown", (event) => {
    const link = linkOf(event);
    finger = event.pointerType === "touch";
    if (!panel.contains(event.target) && link !== shown) hide();
    if (!finger || !link || link.matches(".term")) return;
    later(PRESS_MS, () => {
      show(link, true);
      pressed = shown;
    });
  });
  for (const name of ["pointerup", "pointercancel"])
    document.addEventListener(name, () => finger && clearTimeout(timer));
  document.addEventListener("click", (event) => {
    const link = linkOf(event), isMeaning = finger && event.detail && link?.matches(".term") && link !== shown;
    if (link && link === pressed) event.preventDefault();
    else if (isMeaning && parts(link).length) {
      event.preventDefault();
      show(link, true);
    }
    pressed = null;
  });
})();
