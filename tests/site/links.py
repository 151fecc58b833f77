#!/usr/bin/env python3
"""links.py [--disk] FOLDER [BASE_URL]: follows every internal link, source and anchor of a built site, as a browser would resolve it.

At the root of a host and below a path, where a page must have one address, so that no link may name index.html; or of a site that
is made for a disk, at both and from a folder on disk. Pages that a host serves at any address (404.html)
link from the root of BASE_URL and are followed from there only. Prints what is broken and the counts; status 1 if anything is.
"""
import os
import re
import sys
from html.parser import HTMLParser
from urllib.parse import unquote, urljoin, urlsplit

LINKS = {"a": "href", "link": "href", "img": "src", "script": "src", "source": "src", "iframe": "src", "form": "action"}
XML_LINKS = re.compile(r"<loc>([^<]+)<|<link[^>]*\shref=\"([^\"]+)\"")


class Page(HTMLParser):
    """The links and ids of one page."""

    def __init__(self):
        super().__init__()
        self.links, self.ids, self.twice = [], set(), []

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        if "id" in attributes:
            if attributes["id"] in self.ids:
                self.twice.append(attributes["id"])
            self.ids.add(attributes["id"])
        value = attributes.get(LINKS.get(tag, ""))
        if value is not None:
            self.links.append(value)
        if tag == "meta" and attributes.get("http-equiv", "").lower() == "refresh":
            sys.exit("a page refreshes itself, and loses the place in it that was asked for: " + attributes["content"])

    handle_startendtag = handle_starttag


def read(folder):
    files, pages = set(), {}
    for parent, _, names in os.walk(folder):
        for name in names:
            path = os.path.relpath(os.path.join(parent, name), folder)
            files.add(path)
            if path.endswith((".html", ".xml")):
                pages[path] = Page()
                text = open(os.path.join(folder, path), encoding="utf-8").read()
                if path.endswith(".html"):
                    pages[path].feed(text)
                else:
                    pages[path].links = [(a or b).replace("&amp;", "&") for a, b in XML_LINKS.findall(text)]
    return files, pages


def target(url, base, on_disk):
    """The file below the base that a URL names, or None when it leads elsewhere."""
    bare = url.split("#", 1)[0].split("?", 1)[0]
    if not bare.startswith(base):
        return None
    path = unquote(bare[len(base):])
    if on_disk:
        return path  # a browser shows a folder as a list of files, so a link to one is broken
    return path + "index.html" if path == "" or path.endswith("/") else path


def second_address(link):
    """Whether a link names index.html, which is another address of the page that its folder names; or nothing at all."""
    return link == "" or re.fullmatch(r"(.*/)?index\.html", link.split("#", 1)[0].split("?", 1)[0])


def broken(files, pages, base, own_url, on_disk):
    count = 0
    for path, page in sorted(pages.items()):
        if path == "404.html" and on_disk:
            continue
        for link in page.links:
            if own_url and link.startswith(own_url):
                url, whole = base + link[len(own_url):], True
            else:
                url, whole = urljoin(base + path, link), False
            if urlsplit(url).scheme not in ("http", "https", "file"):
                continue
            found = target(url, base, on_disk and not whole)
            if found is None:
                if url.startswith("http://site.test") or url.startswith("file:"):
                    yield count, f"{path}: {link} leaves the site"
                continue
            count += 1
            if found not in files:
                yield count, f"{path}: {link} leads nowhere ({found})"
                continue
            anchor = unquote(url.split("#", 1)[1]) if "#" in url else ""
            if anchor and found in pages and anchor not in pages[found].ids:
                yield count, f"{path}: {link} has no such anchor"
    yield count, None


def main():
    words = [word for word in sys.argv[1:] if word != "--disk"]
    folder, own_url, for_disk = words[0], words[1] if len(words) > 1 else "", len(words) < len(sys.argv) - 1
    files, pages = read(folder)
    failed = False
    for path, page in sorted(pages.items()):
        for name in page.twice:
            print(f"{path}: id \"{name}\" stands twice")
            failed = True
        for link in filter(second_address, [] if for_disk else page.links):
            print(f"{path}: the link \"{link}\" gives a page a second address, or none")
            failed = True
    root = urlsplit(own_url).path or "/"
    bases = [("at the root" if root == "/" else f"below {root}", "http://site.test" + root, False),
             ("below a path", "http://site.test/a/b/", False), ("from disk", "file:///tmp/site/", True)]
    for name, base, on_disk in bases if for_disk else bases[:2]:
        at_home = base == "http://site.test" + root
        chosen = pages if at_home else {path: page for path, page in pages.items() if path != "404.html"}
        for count, problem in broken(files, chosen, base, own_url, on_disk):
            if problem:
                failed = True
                print(f"{name}: {problem}")
        print(f"{name}: {count} links of {len(chosen)} pages followed")
    return 1 if failed else 0


sys.exit(main())
