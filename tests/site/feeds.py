"""The feeds of essays: feeds.py SITE BASE_URL full|summary [WORD]

Each topic, place and author has one, which its page names and leads to; it has the essays that its page lists, at addresses that
are there. A text in it has whole addresses only, no script, no numbers of passages and no place that is not on its page; whose
words it is stands before it where they are not its author's. WORD, of a text that is held back, is in no feed.
"""

import html
import re
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

ATOM = "{http://www.w3.org/2005/Atom}"
faults = []


def check(good, *what):
    if not good:
        faults.append(" ".join(map(str, what)))


def file_of(site, base, url):
    path = site / url[len(base):].split("#")[0]
    return path / "index.html" if url.split("#")[0].endswith("/") else path


def entry_of(site, base, feed, entry, mode):
    text = {element.tag.removeprefix(ATOM): element.text for element in entry}
    page = file_of(site, base, text["id"])
    check(page.exists(), feed, "has an essay that is not there:", text["id"])
    is_ours = entry.find(ATOM + "contributor") is not None
    check(not is_ours or re.match(r"[\w ]+: ?|[\w ]+：", text.get("summary") or ""), feed, "has words of ours as another's:", text)
    content = text.get("content")
    check(mode == "full" or content is None, feed, "has texts")
    if not content:
        return
    check(not is_ours or content.startswith("<p><strong>"), feed, "does not say whose words these are:", content[:80])
    check(not re.search(r'<script|class="number"| hidden', content), feed, "shows what only a page can", content[:80])
    for url in re.findall(r'(?:href|src)="([^"]*)"', content):
        url = html.unescape(url)
        check(re.match(r"https?:|mailto:", url), feed, "leads to", url)
        place = url.partition("#")[2]
        if url.startswith(base):
            there = file_of(site, base, url)
            check(there.exists(), feed, "leads nowhere:", url)
            check(not place or there.suffix != ".html" or f'id="{place}"' in there.read_text(), feed, "leads to no place:", url)


def main(site, base, mode, word=""):
    site = Path(site)
    feeds = [site / "feed.xml"]
    for kind in ("topics", "places", "authors"):
        for page in site.glob(f"{kind}/*/index.html"):
            text, feed = page.read_text(), page.parent / "feed.xml"
            if 'class="alias"' in text or "page-gone" in text or page.parent.name in ("letter", "year"):
                continue
            feeds.append(feed)
            address = str(feed.relative_to(site))
            check(feed.exists(), "there is no", address)
            check(re.search(rf'<link rel="alternate" type="application/atom\+xml" title="[^"]+" href="[./]*{address}">', text), page, "does not name its feed")
            check(re.search(rf'<a href="[./]*{address}">', text), page, "does not lead to its feed")
            check(f"/{address}\n" in (site / "addresses.txt").read_text(), address, "is not promised")
            if feed.exists():
                listed = set(re.findall(r'class="entry-title"><a href="[./]*(essays/[^"/]+/)"', text))
                had = {entry.find(ATOM + "id").text[len(base):] for entry in ET.parse(feed).getroot().iter(ATOM + "entry")}
                check(had <= listed, feed, "has", had - listed)
                check(had or not listed, feed, "has none of", listed)
    for feed in feeds:
        check(not word or word not in feed.read_text(), feed, "has", word)
        for entry in ET.parse(feed).getroot().iter(ATOM + "entry"):
            entry_of(site, base, feed, entry, mode)
    print(*faults[:40], sep="\n")
    return bool(faults) or len(feeds) < 2


sys.exit(main(*sys.argv[1:]))
