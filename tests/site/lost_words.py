#!/usr/bin/env python3
"""lost_words.py: words of sources that reach neither their page nor a diagnostic.

usage: lost_words.py COLOPHON READER [--list]

Builds READER (anew, elsewhere), and looks for every word of each essay's body, letters and digits alone, in the text of its page,
attributes included. What a diagnostic quotes, and lines that one names as left out, are not lost. Prints how many words of how many
essays are lost, and with --list which. Status 1 when any is.

What is no word of the text is taken out of the source first: addresses, the tags of HTML and what stands in script, style, svg, math
and template, comments, and the names of footnotes and references.
"""
import html
import json
import os
import re
import subprocess
import sys
import tempfile

# Han has no spaces between words, so that a line may end anywhere: there each character is one.
WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|(?:(?![\u3040-\u30ff\u3400-\u9fff])[^\W_])+")
GONE = re.compile(r"<(script|style|svg|math|template)\b.*?</\1\s*>|<!--.*?-->|<\?.*?\?>", re.S | re.I)
TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
ATTRIBUTE = re.compile(r"""\b(?:alt|title)\s*=\s*("[^"]*"|'[^']*')""")
ADDRESS = re.compile(r"\]\(\{\{.*?\}\}[^)]*\)?|\]\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*\)?|^\s*\[[^^\]][^\]]*\]:.*$|\[\^[^\]]*\]|\]\[[^\]]*\]|<?\w+://\S+|\]\([^)]*\)"
                     r"|\{[.#][^{}]*\}", re.M)

MARKER = re.compile(r"^[\s>*+-]*\d+[.)]\s", re.M)


def split(text):
    match = re.match(r"\ufeff?---[ \t]*\r?\n.*?^(?:---|\.\.\.)[ \t]*\r?$\n?", text, re.S | re.M)
    return (text[match.end():], text[:match.end()].count("\n")) if match else (text, 0)


def source_words(body):
    body = GONE.sub(" ", body)
    kept = " ".join(part.strip("\"'") for part in ATTRIBUTE.findall(body))
    body = TAG.sub(" ", body)
    body = ADDRESS.sub(" ", MARKER.sub(" ", body))
    return set(WORD.findall(html.unescape(body + " " + kept).casefold()))


def page_words(page):
    page = re.sub(r"<(script|style)\b.*?</\1>", " ", page, flags=re.S)
    shown = html.unescape(page)
    # A word may be cut by markup: H<sub>2</sub>O. It counts with and without.
    return set(WORD.findall(shown.casefold())) | set(WORD.findall(html.unescape(re.sub(r"<[^<>]*>", "", page)).casefold()))


def main():
    colophon, reader = sys.argv[1], sys.argv[2]
    with tempfile.TemporaryDirectory() as folder:
        out = os.path.join(folder, "site")
        run = subprocess.run([colophon, "build", "-s", reader, "-o", out, "-v", "--json"], capture_output=True, text=True)
        told = {}
        for line in run.stderr.splitlines() + run.stdout.splitlines():
            try:
                item = json.loads(line)
            except ValueError:
                continue
            for one in item if isinstance(item, list) else item.get("diagnostics", [item]) if isinstance(item, dict) else []:
                told.setdefault(one.get("path") or one.get("file"), []).append(one)
        if not os.path.isdir(out):
            print(run.stderr[-3000:])
            print("nothing was built")
            return 2
        pages = {}
        for place, _, files in os.walk(out):
            if "index.html" in files:
                with open(os.path.join(place, "index.html"), encoding="utf-8") as file:
                    pages[os.path.relpath(place, out)] = file.read()
        shown = {at: page_words(page) for at, page in pages.items()}
        lost_words = lost_files = words = files = 0
        base = os.path.join(reader, "content", "essays")
        for place, _, names in sorted(os.walk(base)):
            for name in sorted(names):
                if not name.endswith(".md"):
                    continue
                path = os.path.join(place, name)
                with open(path, encoding="utf-8", errors="replace") as file:
                    body, line = split(file.read())
                own = [at for at in pages if bare(at) in addresses(path, name)] or [at for at in pages if at.startswith("essays/")]
                quoted = " ".join(json.dumps(one, ensure_ascii=False) for one in told.get(os.path.relpath(path, reader), []))
                wanted = source_words(body)
                found = max((shown[at] for at in own), key=lambda one: len(one & wanted), default=set())
                missing = wanted - found - set(WORD.findall(quoted.casefold()))
                files += 1
                words += len(wanted)
                if missing:
                    lost_files += 1
                    lost_words += len(missing)
                    if "--list" in sys.argv:
                        print(f"{os.path.relpath(path, reader)}: {len(missing)}: {' '.join(sorted(missing)[:12])}")
        print(f"{lost_words} of {words} words are lost, in {lost_files} of {files} essays")
        return lost_words > 0


def addresses(path, name):
    with open(path, encoding="utf-8", errors="replace") as file:
        slug = re.search(r"^slug:\s*[\"']?([^\s\"']+)", file.read(), re.M)
    if slug:
        return {bare("essays/" + slug.group(1))}
    return {bare("essays/" + name[:-3]), bare("essays/" + re.sub(r"^\d{4}-\d\d?-\d\d?-", "", name[:-3]))}


def bare(address):
    return re.sub(r"[\W_]+", "", address.casefold())


sys.exit(main())
