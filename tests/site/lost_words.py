#!/usr/bin/env python3
"""lost_words.py: words of sources that reach neither their page nor a diagnostic.

usage: lost_words.py COLOPHON READER [--list]

Builds READER (anew, elsewhere), and looks for every word of each essay's body, letters and digits alone, in the text of its page,
attributes included. What a diagnostic quotes, and lines that one names as left out, are not lost. Prints how many words of how many
essays are lost, and with --list which. Status 1 when any is.

What is no word of the text is taken out of the source first: addresses, the tags of HTML and what stands in script, style, svg, math
and template, comments of all kinds, {% raw %}, other generators' tags but for the
values that they give names, lists of attributes, the names of footnotes and references, and the signs of a Chinese page's number in a citation.
"""
import html
import json
import os
import re
import subprocess
import sys
import tempfile
from collections import Counter

# Han has no spaces between words, so that a line may end anywhere: there each character is one.
WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|(?:(?![\u3040-\u30ff\u3400-\u9fff])[^\W_])+")
GONE = re.compile(r"<(script|style|svg|math|template)\b.*?</\1\s*>|<!--.*?-->|<\?.*?\?>"
                  r"|\{%-?\s*comment\b.*?endcomment\s*-?%\}|\{%-?\s*(?:end)?(?:raw|highlight)\b[^%]*%\}|%%.*?%%", re.S | re.I)
FOREIGN = re.compile(r"\{\{[<%]?.*?[>%]?\}\}|\{%.*?%\}", re.S)
QUOTED = re.compile(r"""(?<!width)(?<!height)=\s*("[^"]*"|'[^']*')""")
TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
ATTRIBUTE = re.compile(r"""\b(?:alt|title)\s*=\s*("[^"]*"|'[^']*')""")
ADDRESS = re.compile(r"\]\(\{[{%].*?[}%]\}[^)]*\)?|\]\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*\)?|^\s*\[[^^\]][^\]]*\]:.*$|\[\^[^\]]*\]|\]\[[^\]]*\]|<?\w+://\S+|\]\([^)]*\)"
                     r"|(?<=\[\[)(?:topic|term|author|place|list|event|publication|page|source):"
                     r"|\{(?::|[.#]|check=)[^{}]*\}|(?<=\))\{[^{}]*\}|\|\d+(?:x\d+)?(?=\]\])", re.M)

# A citation's page is said as its style says it: 第3页 is 3.
PAGE_SIGNS = re.compile(r"(@[^\]]*?)第(\d+)页")

MARKER = re.compile(r"^[\s>*+-]*(?:\d+[.)]\s|\[[xX]\]\s|\[chart:[^\]\n]*\])", re.M)


FRONT = re.compile(r"\ufeff?---[ \t]*\r?\n.*?^(?:---|\.\.\.)[ \t]*\r?$\n?", re.S | re.M)


def split_front(text):
    match = FRONT.match(text)
    return match.group() if match else ""


def words_of(text):
    return Counter(WORD.findall(html.unescape(text).casefold()))


def source_words(body):
    body = GONE.sub(" ", body)
    kept = " ".join(part.strip("\"'") for part in ATTRIBUTE.findall(FOREIGN.sub(" ", body)))
    body = FOREIGN.sub(lambda tag: " ".join(part.strip("\"'") for part in QUOTED.findall(tag.group())), TAG.sub(" ", body))
    return words_of(ADDRESS.sub(" ", MARKER.sub(" ", PAGE_SIGNS.sub(r"\1 \2 ", body))) + " " + kept)


def page_words(page):
    """A word may be cut by markup: H<sub>2</sub>O. It counts with and without."""
    page = re.sub(r"<(script|style)\b.*?</\1>", " ", page, flags=re.S)
    return words_of(page) | words_of(re.sub(r"<[^<>]*>", "", page))


def build(colophon, reader, out):
    """What was told, by files."""
    run = subprocess.run([colophon, "build", "-s", reader, "-o", out, "-v", "--json"], capture_output=True, text=True)
    if not os.path.isdir(out):
        sys.exit(f"{run.stderr[-3000:]}nothing was built")
    told = {}
    for line in run.stderr.splitlines() + run.stdout.splitlines():
        try:
            item = json.loads(line)
        except ValueError:
            continue
        for one in item if isinstance(item, list) else item.get("diagnostics", [item]) if isinstance(item, dict) else []:
            told[one.get("path")] = told.get(one.get("path"), "") + json.dumps(one, ensure_ascii=False)
    return told


def read(path):
    with open(path, encoding="utf-8", errors="replace") as file:
        return file.read()


def names_of(front, name):
    """All that the page may be called: by its slug, by the end of its permalink, by its file."""
    slug = re.search(r"^slug:\s*[\"']?([^\s\"']+)", front, re.M)
    if slug:
        return {bare(slug.group(1))}
    names = {name[:-3], re.sub(r"^\d{4}-\d\d?-\d\d?-", "", name[:-3])}
    permalink = re.search(r"^permalink:\s*[\"']?\S*?([^\s\"'/]+)/?[\"']?\s*$", front, re.M)
    return {bare(one) for one in names | ({permalink.group(1)} if permalink else set())}


def bare(address):
    return re.sub(r"[\W_]+", "", address.casefold())


def pages_of(out):
    """The words of each page, by the last part of its address."""
    pages = {}
    for place, _, files in os.walk(out):
        if "index.html" in files:
            pages.setdefault(bare(os.path.basename(place)), []).append(page_words(read(os.path.join(place, "index.html"))))
    return pages


def lost_of(text, name, pages, told):
    """The words of a source, and those that are lost."""
    front = split_front(text)
    wanted = source_words(text[len(front):])
    own = [page for one in names_of(front, name) for page in pages.get(one, [])]
    found = max(own or [page for each in pages.values() for page in each], key=lambda page: (page & wanted).total(), default=Counter())
    return wanted, wanted - found - words_of(told)


def main():
    colophon, reader = sys.argv[1], sys.argv[2]
    with tempfile.TemporaryDirectory() as folder:
        out = os.path.join(folder, "site")
        told, pages = build(colophon, reader, out), pages_of(out)
    lost, words, files = {}, 0, 0
    for place, _, names in sorted(os.walk(os.path.join(reader, "content", "essays"))):
        for name in sorted(name for name in names if name.endswith(".md")):
            path = os.path.join(place, name)
            at = os.path.relpath(path, reader)
            wanted, missing = lost_of(read(path), name, pages, told.get(at, ""))
            files, words = files + 1, words + wanted.total()
            if missing:
                lost[at] = missing
    for at, missing in lost.items() if "--list" in sys.argv else ():
        print(f"{at}: {missing.total()}: {' '.join(list(missing)[:12])}")
    print(f"{sum(missing.total() for missing in lost.values())} of {words} words are lost, in {len(lost)} of {files} essays")
    return bool(lost)


sys.exit(main())
