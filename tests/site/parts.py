#!/usr/bin/env python3
"""parts.py READER: judges the parts of long lists in READER/site from its pages alone, and from READER/content.

For every list: each entry stands in exactly one part that is not split further, a part's number is that of its entries, its own
parts' numbers add up to it, no part has more entries than page_size, the parts are linked from above, and from the first one
"next" leads through all of them and "previous" back. Prints what is wrong, and how many lists and parts were looked at.
"""
import os
import re
import sys
from collections import defaultdict
from urllib.parse import unquote

READER = sys.argv[1]
SITE = os.path.join(READER, "site")
PART = re.compile(r"/(?:year|letter|cited-by|part)/")
wrong = []


def say(address, what):
    wrong.append(f"{address}: {what}")


class Part:
    """What a reader sees on the page of a part."""

    def __init__(self, address):
        self.address = address
        html = open(os.path.join(SITE, address, "index.html"), encoding="utf-8").read()
        head, main = html.split("<main", 1)
        self.links = {rel: self.path(href) for rel, href in re.findall(r'<link rel="(prev|next)" href="([^"]+)"', head)}
        self.turns = {rel: self.path(href) for href, rel in re.findall(r'<a href="([^"]+)" rel="(prev|next)"', main)}
        self.canonical = re.search(r'<link rel="canonical" href="([^"]+)"', head).group(1)
        self.count = int(re.search(r'<p class="subtitle">(\d+) ', main).group(1))
        self.up = [self.path(href) for href in re.findall(r'href="([^"]+)"', main.split("<h1", 1)[0])]
        below = main.split("</header>", 1)[1].split('<nav class="turn"', 1)[0]
        times = re.search(r'<ul class="entries">\n<li>\n<p class="count-line"><a.*</ul>', below, re.S)
        self.below = [(self.path(href), int(number)) for href, number in
                      re.findall(r'<p class="count-line"><a href="([^"]+)".*?class="count">(?:<span class="away">[^<]*</span>)?(\d+)', times.group(0))] if times else []
        self.entries = [] if times else [self.path(href) for href in re.findall(
            r'class="(?:entry-title|count-line)"><?(?:span><)?a href="([^"]+)"', below)]
        self.entries += re.findall(r'<section class="term" id="([^"]+)"', below)
        self.entries += below.split('<li class="book-entry">')[1:]
        self.entries += [] if self.entries else re.findall(r'<blockquote class="citing-words"><p>(.*?)</p>', below)

    def path(self, href):
        href = unquote(href.split("#", 1)[0])
        return os.path.normpath(os.path.join(self.address, href)).removesuffix("index.html").rstrip("/")


def read_parts():
    lists = defaultdict(dict)
    for folder, _, names in os.walk(SITE):
        address = os.path.relpath(folder, SITE)
        if "index.html" in names and PART.search(f"/{address}/") and not os.path.exists(
                os.path.join(READER, "content", address + ".md")):
            lists[PART.split(address + "/", maxsplit=1)[0]][address] = Part(address)
    return lists


def check_chain(name, parts, leaves):
    first = [part for part in leaves if "prev" not in part.links]
    if len(first) != 1:
        say(name, f"{len(first)} first parts")
        return
    met, part = [first[0].address], first[0]
    while "next" in part.links and len(met) <= len(leaves):
        after = parts.get(part.links["next"])
        if after is None or after.links.get("prev") != part.address:
            say(part.address, f"leads on to {part.links['next']}, which does not lead back")
            return
        met.append(after.address)
        part = after
    if sorted(met) != sorted(leaf.address for leaf in leaves):
        say(name, f"from the first part on {len(met)} of {len(leaves)} parts are met")


def top_of(name, part):
    """The page of a whole list; where a term is used stands with the term, wherever that is."""
    return part.up[0] if name.startswith("glossary/") else name


def check_list(name, parts, page_size, expected):
    leaves = [part for part in parts.values() if not part.below]
    entries = [entry for part in leaves for entry in part.entries]
    if len(entries) != len(set(entries)):
        say(name, "an entry stands in two parts")
    if expected is not None and set(entries) != expected:
        say(name, f"{len(expected - set(entries))} entries are lost, {len(set(entries) - expected)} are others")
    for part in parts.values():
        if part.links != part.turns:
            say(part.address, "its head leads elsewhere than its foot")
        if not part.canonical.endswith(f"/{part.address}/"):
            say(part.address, f"says that it is {part.canonical}")
        if not part.up or part.up[0] != top_of(name, part):
            say(part.address, "does not lead up to the list")
        if len(part.entries) > page_size:
            say(part.address, f"has {len(part.entries)} entries")
        if not part.below and part.count != len(part.entries):
            say(part.address, f"says {part.count} and has {len(part.entries)}")
        if part.below and part.count != sum(number for _, number in part.below):
            say(part.address, f"says {part.count}, its parts {part.below}")
        for below, number in part.below:
            if below not in parts or parts[below].count != number or part.address not in parts[below].up:
                say(part.address, f"does not know {below}")
    check_chain(name, parts, leaves)
    name = top_of(name, leaves[0])
    top = open(os.path.join(SITE, name, "index.html"), encoding="utf-8").read()
    said = re.search(r"<h2[^>]*>(\d+) essays, the newest<|>All (\d+), newest first:<", top)
    said = said and [None, said.group(1) or said.group(2)]
    if "/" in name and not name.startswith("glossary/") and (not said or int(said[1]) != len(entries)):
        say(name, f"says {said and said[1]} entries, its parts have {len(entries)}")
    for part in parts.values():
        if len(part.up) == 1 and f'"{os.path.relpath(part.address, name)}' not in re.sub(r'href="(?:\.\./)+', 'href="', top) \
                and part.address + "/\"" not in top:
            say(name, f"has no link to {part.address}")


def slugs(kind):
    return {f"{kind}/{name.removesuffix('.md')}" for name in os.listdir(os.path.join(READER, "content", kind))}


def folders(kind):
    return {f"{kind}/{name}" for name in os.listdir(os.path.join(SITE, kind))
            if os.path.isdir(os.path.join(SITE, kind, name)) and name not in ("letter", "year")}


def main():
    settings = open(os.path.join(READER, "content/site.yaml"), encoding="utf-8").read()
    page_size = int(re.search(r"page_size: (\d+)", settings).group(1))
    lists = read_parts()
    essays = slugs("essays")
    expected = {"essays": essays, "chronology": essays, "glossary": {slug.split("/")[1] for slug in slugs("glossary")},
                "lists": slugs("lists"), "authors": folders("authors"), "topics": folders("topics"),
                "publications": folders("publications")}
    for name in expected:
        if name not in lists:
            say(name, "is not in parts")
    for name, parts in sorted(lists.items()):
        check_list(name, parts, page_size, expected.get(name))
    sitemap = open(os.path.join(SITE, "sitemap.xml"), encoding="utf-8").read()
    for parts in lists.values():
        for address in parts:
            if f"/{address}/</loc>" not in sitemap:
                say(address, "is not in the sitemap")
    print("\n".join(wrong))
    print(f"{len(lists)} lists, {sum(map(len, lists.values()))} parts, {len(wrong)} wrong")
    return bool(wrong)


sys.exit(main())
