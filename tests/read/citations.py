"""citations: what pandoc and this program take for citations, in the same texts.

    python3 citations.py TEST_CITATIONS --count 2000 --seed 1

Texts are made of pieces that may or may not be citations, at random. Both take each apart: prefix, key, suffix, and whether the
author stands in the text. Emphasis and code are only words in both, and signs of emphasis without an end are not among the pieces:
of these pandoc loses what follows; and neither is a bracket with a colon behind it, which defines a link in CommonMark. Where pandoc finds none, there must be none.
"""
import argparse
import json
import random
import subprocess
import sys
import tempfile

KEYS = ["doe99", "smith04", "Foo_bar.baz", "a:b", "x/y", "müller2020", "蔡2024", "{odd key's}", "{a--b.}", "w#1", "k+2", "_x", "n.", "d--e"]
PREFIXES = ["", "", "", "see ", "see also ", "e.g. ", "*cf.* ", "compare (", "-", "siehe z. B. "]
SUFFIXES = ["", "", ", p. 33", ", pp. 33-35 and *passim*", ", chap. 1", " p. 3", "{ii, A}", "{}, 99 years later", " and others", ", §5", "'s book", ", vol. 2, p. 3", " in `code`"]
AROUND = ["Words ", "(", "“", "a", "1", "", "x ", "word-", ". ", ", "]
BEHIND = [" words.", ")", "”", "b", ".", ",", "", " x", "-word", "; ", "’s"]
NONE = ["me@doe99.org", "\\@doe99", "`[@doe99]`", "`@doe99`", "<me@x.org>", "@", "@ x", "[text](https://x.org/)", "[no key; @doe99]", "[@doe99; p. 3]", "[a] [b]", "--"]


def one(random):
    key = random.choice(KEYS)
    return ("-" if random.random() < 0.2 else "") + "@" + key


def bracket(random):
    works = [random.choice(PREFIXES) + one(random) + random.choice(SUFFIXES) for _ in range(random.choice([1, 1, 1, 2, 3]))]
    return "[" + "; ".join(works) + "]"


def in_text(random):
    written = one(random)
    return written + random.choice(["", "", " [p. 33]", " [33; see @doe99]", " " + bracket(random), "\n[p. 2]", " [see](https://x.org/)", "[^1]"])


def piece(random):
    made = random.choice([bracket, bracket, in_text, lambda r: r.choice(NONE)])(random)
    return random.choice(AROUND) + made + random.choice(BEHIND)


def text(random):
    return " ".join(piece(random) for _ in range(random.choice([1, 2, 3]))) + "\n"


def words(inlines):
    """As plain text: without the marks of emphasis and code."""
    out = ""
    for inline in inlines:
        kind, content = inline["t"], inline.get("c")
        if kind == "Str":
            out += content.replace("\u00a0", " ")
        elif kind in ("Space", "SoftBreak", "LineBreak"):
            out += " "
        elif kind == "Code":
            out += content[1]
        elif kind == "Quoted":
            marks = "''" if content[0]["t"] == "SingleQuote" else '""'
            out += marks[0] + words(content[1]) + marks[1]
        elif kind in ("Link", "Span"):
            out += words(content[1])
        elif kind == "Cite":
            out += words(content[1])
        elif isinstance(content, list):
            out += words(content)
    return out


def found(node, clusters):
    if isinstance(node, dict):
        if node.get("t") == "Cite":
            clusters.append("|".join(words(c["citationPrefix"]).strip() + {"SuppressAuthor": "-", "AuthorInText": "@"}.get(c["citationMode"]["t"], "") + "{" + c["citationId"] + "}" + words(c["citationSuffix"]) for c in node["c"][0]))
            return
        for value in node.values():
            found(value, clusters)
    elif isinstance(node, list):
        for value in node:
            found(value, clusters)


def of_pandoc(path):
    made = subprocess.run(["pandoc", "-f", "markdown-smart-raw_html-example_lists-superscript-subscript-bracketed_spans-header_attributes", "-t", "json", path], capture_output=True, check=True)
    clusters = []
    found(json.loads(made.stdout)["blocks"], clusters)
    return clusters


def of_ours(program, path):
    made = subprocess.run([program, path], capture_output=True, check=True)
    return made.stdout.decode().splitlines()


def same(ours, theirs):
    """pandoc trims what stands in brackets behind @key, and keeps the space that a suffix begins with; so does ours."""
    return [c.replace("  ", " ") for c in ours] == [c.replace("  ", " ") for c in theirs]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("--count", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    chance, differ = random.Random(arguments.seed), []
    # pandoc starts slowly, so that it reads many texts at once; where these differ, each by itself.
    texts = [text(chance) for _ in range(arguments.count)]
    with tempfile.TemporaryDirectory() as folder:
        path = folder + "/text.md"

        def both(some):
            with open(path, "w") as file:
                file.write("\n***\n\n".join(some))
            return of_ours(arguments.program, path), of_pandoc(path)

        for first in range(0, len(texts), 50):
            some = texts[first:first + 50]
            if same(*both(some)):
                continue
            for each in some:
                ours, theirs = both([each])
                if not same(ours, theirs):
                    differ.append((each, ours, theirs))
    for each, ours, theirs in differ[:20]:
        print(f"{each!r}\n  ours:   {ours}\n  pandoc: {theirs}")
    print(f"{arguments.count} texts, {len(differ)} taken otherwise")
    sys.exit(1 if differ else 0)


if __name__ == "__main__":
    main()
