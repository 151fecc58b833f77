"""Whether words of a page touch that only a style sheet holds apart.

    joined.py SITE...                     each page of these folders
    joined.py --lynx SITE DUMPS           the same of what lynx -dump made of some of them

Two inline elements with nothing between them, whose words touch, read as one word where no style sheet is: in lynx, in feeds,
in what is copied. A mark of a note belongs to the word before it. What lynx shows may have no word that is two of the page's.
"""

import re
import sys
from html.parser import HTMLParser
from pathlib import Path

INLINE = set("a abbr b bdi bdo cite code del dfn em i ins kbd label mark q s samp small span strong sub time u var".split())
VOID = set("area base br col embed hr img input link meta source track wbr".split())
UNSEEN = {"script", "style", "template", "svg", "math", "title"}
WORD = re.compile(r"\w")


class Page(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.touching, self.open, self.unseen = [], [], 0
        self.text = []  # of the page, with a space at each end of an element that may touch the next
        self.last, self.ended, self.begun = "", None, None

    def block(self):
        self.last, self.ended, self.begun = "", None, None
        self.text.append(" ")

    def handle_starttag(self, tag, attributes):
        if tag not in VOID:
            self.open.append(tag)
            self.unseen += tag in UNSEEN
        if tag not in INLINE and tag not in UNSEEN and tag != "sup":
            self.block()
        elif tag == "sup" or ("role", "doc-noteref") in attributes:
            self.ended = None
        elif tag in INLINE and self.ended:
            self.begun = tag
            self.text.append(" ")

    def handle_endtag(self, tag):
        if tag in VOID or tag not in self.open:
            return
        while self.open:
            closed = self.open.pop()
            self.unseen -= closed in UNSEEN
            if closed == tag:
                break
        if tag in INLINE:
            self.ended, self.begun = tag, None
        elif tag not in UNSEEN and tag != "sup":
            self.block()

    def handle_data(self, data):
        if self.unseen or not data:
            return
        if self.ended and self.begun and WORD.match(self.last) and WORD.match(data[0]):
            line, _ = self.getpos()
            self.touching.append(f"line {line}: </{self.ended}><{self.begun}> between “{''.join(self.text)[-25:].lstrip()}” and “{data[:25]}”")
        self.text.append(data)
        self.last, self.ended, self.begun = data[-1], None, None


def read(path):
    page = Page()
    page.feed(path.read_text())
    page.close()
    return page


def latin(text):
    return set(re.findall(r"[A-Za-zÀ-ÿ]{2,}", text.replace("\u00ad", "")))


def seen_as_one(page, dump):
    """Words of what lynx shows that are two of the page's."""
    words = latin("".join(page.text))
    return [word for word in sorted(latin(dump) - words) if any(word[:i] in words and word[i:] in words for i in range(2, len(word) - 1))]


def main(arguments):
    found = []
    if arguments[0] == "--lynx":
        site, dumps = map(Path, arguments[1:])
        for path in sorted(dumps.rglob("*.html")):
            found += [f"{path}: lynx shows “{word}”" for word in seen_as_one(read(site / path.relative_to(dumps)), path.read_text())]
    else:
        for path in (path for site in arguments for path in sorted(Path(site).rglob("*.html"))):
            found += [f"{path}: {one}" for one in read(path).touching]
    print(*found[:40], sep="\n")
    return bool(found)


sys.exit(main(sys.argv[1:]))
