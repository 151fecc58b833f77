"""classes.py ROOT SITE...: no class without a rule, and no rule whose class nobody writes.

Classes are written by layouts, by the program (strings of class="...") and by scripts (className, classList and the function make); and
they stand in the built sites, but for editions, which have the layouts of their day. Rules are those of the style sheets of assets/. Prints what is wrong.
"""

import pathlib
import re
import sys

ROOT = pathlib.Path(sys.argv[1])
SITES = [pathlib.Path(site) for site in sys.argv[2:]]

# Written, and without a rule, for a reason.
NO_RULE = {
    "Z3988": "COinS: reference managers look for it",
    "reference": "a link that the program resolved: tests and scripts look for it",
    "edition-banner": "has its looks in itself: it is put into pages of other days, whose style sheets know nothing of it",
    "chart-out": "parts a line from the way to its label, for tests",
    "inline": "math inline: as Pandoc has it, for scripts that set formulas",
    "box": "a book's page shows a box as a character",
    "footnotes": "`colophon markdown --plain` writes what the specification has",
    "footnote-ref": "the same",
    "nocase": "within titles that styles of citations read; no page has it",
}

# Of which a part is put in: language-c, notice-tip, page-essay, chart-lines.
OPEN = re.compile(r"^(language|notice|page|chart)-")


def words_of(attribute):
    return {word for word in re.sub(r"\{\{.*?\}\}|%[.*a-z]+", " ", attribute).split() if re.fullmatch(r"[a-zA-Z][\w-]*[a-z0-9]", word)}


def written():
    """The classes, and for those whose end is put in, what they begin with."""
    classes, beginnings = set(), set()
    for layout in (ROOT / "layouts").rglob("*.html"):
        for attribute in re.findall(r'class="([^"]*)"', re.sub(r"\{\{!.*?\}\}", "", layout.read_text(), flags=re.S)):
            classes |= words_of(attribute)
            beginnings |= set(re.findall(r"([a-z-]+-)(?=\{\{|%)", attribute))
    for source in (ROOT / "generator").rglob("*.c"):
        if "import" in source.parts:
            continue
        text = re.sub(r'"\s*\n\s*"', "", source.read_text())
        text = re.sub(r"/\*.*?\*/", "", text, flags=re.S)
        for attribute in re.findall(r'class=\\"([^"\\]*)', text):
            classes |= words_of(attribute)
            beginnings |= set(re.findall(r"([a-z-]+-)(?=%|$)", attribute))
        # What is put into such a string: the words of arrays of strings.
        if 'class=\\"' in text:
            classes |= {word for words in re.findall(r'"([a-z][a-z -]*)\\?"', text) for word in words.split()} & RULES
    for script in (ROOT / "assets").glob("*.js"):
        text = script.read_text()
        for words in re.findall(r'make\("[a-z0-9]+", "([a-z -]+)"|className = "([a-z -]+)"|classList\.\w+\("([a-z-]+)"', text):
            classes |= set(" ".join(words).split())
        classes |= set(re.findall(r'"([a-z][a-z-]*)"', text)) & RULES
    return classes, beginnings


def ruled():
    classes = {}
    for sheet in (ROOT / "assets").glob("*.css"):
        text = re.sub(r"/\*.*?\*/", "", sheet.read_text(), flags=re.S)
        for head in re.findall(r"([^{};]*)\{", text):
            for name in re.findall(r"\.([a-zA-Z][\w-]*)", re.sub(r'"[^"]*"|\d\.\d', "", head)):
                classes.setdefault(name, sheet.name)
    return classes


SHEETS = ruled()
RULES = set(SHEETS)
classes, beginnings = written()
for site in SITES:
    for page in site.rglob("*.html"):
        if "editions" in page.parts:
            continue
        for attribute in re.findall(r'<[a-z][^<>]* class="([^"]*)"', page.read_text()):
            classes |= set(attribute.split())
for name in sorted(classes - RULES - set(NO_RULE)):
    if not OPEN.match(name):
        print(f"no rule has the class {name}")
for name in sorted(RULES - classes):
    if not any(name.startswith(beginning) for beginning in beginnings):
        print(f"{SHEETS[name]}: nothing has the class {name}")
for name in sorted(set(NO_RULE) & RULES):
    print(f"{name} has a rule: no reason is needed")
