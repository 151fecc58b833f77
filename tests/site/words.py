#!/usr/bin/env python3
"""The words that a visitor reads, and where they come from.

    words.py mark EN.yaml MARKED.yaml       every literal stretch of every word gets marks around it
    words.py look SITE                      what letters stand outside of marks, of a reader whose own texts have no Latin letter

Looked at is every text of HTML and XML, and the attributes that are shown or read out. Programs' names for things (code, addresses,
DOI, ORCID, BibTeX, EPUB) are not words.
"""
import html.parser
import pathlib
import re
import sys
import xml.etree.ElementTree

OPEN, CLOSE = "⟦", "⟧"
SHOWN = {"title", "alt", "aria-label", "placeholder"}
SHOWN_META = {"description", "og:title", "og:description", "og:site_name", "citation_title"}
NO_WORDS = re.compile(r"https?://\S+|\b[0-9a-f]{7,40}\b|\bDOI\b|\bORCID\b|\bBibTeX\b|@\w+\{.*|\bRIS\b|\bCSL-JSON\b|\bEPUB\b|ctx_ver=\S+|\bColophon [0-9.]+|\S*\.md\b")


def marked(text):
    """Around each stretch between values. Escapes of YAML's double quotes are no letters."""
    parts = re.split(r"(\{[a-z_]+\})", text)
    return "".join(part if part.startswith("{") or not part.strip() else f"{OPEN}{part}{CLOSE}" for part in parts)


def mark(source, target):
    lines = []
    for line in pathlib.Path(source).read_text("utf-8").splitlines():
        key, colon, rest = line.partition(": ")
        if not colon or line.startswith("#") or rest.startswith("*"):
            lines.append(line)
        elif rest.startswith("{"):
            lines.append(key + colon + re.sub(r'"([^"]*)"', lambda m: f'"{marked(m[1])}"', rest))
        elif rest.startswith("&") or rest.startswith("["):
            anchor, _, items = rest.partition("[")
            items = ", ".join(f'"{OPEN}{item.strip().strip(chr(34))}{CLOSE}"' for item in items.rstrip("]").split(","))
            lines.append(f"{key}: {anchor}[{items}]")
        else:
            lines.append(f'{key}: "{marked(rest.strip(chr(34)))}"')
    pathlib.Path(target).write_text("\n".join(lines) + "\n", "utf-8")


class Reader(html.parser.HTMLParser):
    def __init__(self):
        super().__init__()
        self.depth, self.code, self.found, self.seen = 0, 0, [], 0

    def text(self, text):
        """Letters outside of marks. A word of ours may begin and end in different texts, for a value's markup stands between."""
        outside = ""
        for character in NO_WORDS.sub(" ", text):
            self.depth += (character == OPEN) - (character == CLOSE)
            self.seen += character == OPEN
            outside += character if self.depth == 0 else " "
        if re.search(r"[A-Za-z]", outside):
            self.found.append(" ".join(text.split()))

    def handle_starttag(self, tag, attributes):
        self.code += tag in ("code", "style", "script")
        values = dict(attributes)
        for name, value in attributes:
            if name in SHOWN and value:
                self.text(value)
        if tag == "meta" and (values.get("name") or values.get("property")) in SHOWN_META:
            self.text(values.get("content") or "")

    def handle_startendtag(self, tag, attributes):
        self.handle_starttag(tag, attributes)
        self.code -= tag in ("code", "style", "script")

    def handle_endtag(self, tag):
        self.code -= tag in ("code", "style", "script")

    def handle_data(self, data):
        if not self.code:
            self.text(data)


def look(site):
    pages, words, problems = 0, 0, []
    for path in sorted(pathlib.Path(site).rglob("*")):
        if path.suffix not in (".html", ".xml") or path.name.startswith("sitemap"):
            continue
        reader = Reader()
        if path.suffix == ".html":
            reader.feed(path.read_text("utf-8"))
        else:
            for element in xml.etree.ElementTree.parse(path).iter():
                if element.tag.split("}")[1] in ("title", "subtitle", "summary", "name", "rights") and element.text:
                    reader.text(element.text)
        problems += [f"{path.relative_to(site)}: {found}" for found in reader.found]
        pages, words = pages + 1, words + reader.seen
    for problem in problems:
        print(problem)
    print(f"{pages} pages, {words} words of ours, {len(problems)} unmarked")
    return 1 if problems or pages < 30 or words < 500 else 0


if __name__ == "__main__":
    if sys.argv[1] == "mark":
        mark(sys.argv[2], sys.argv[3])
    else:
        sys.exit(look(sys.argv[2]))
