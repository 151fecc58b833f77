#!/usr/bin/env python3
"""Builds readers with markup in every place that text comes from, and has a browser look at them.

usage: injection.py COLOPHON FOLDER BROWSER LOOK

Fields of free text hold each payload at once, in a reader beside a twin with harmless words: a browser must find the same
elements, with the same attributes, in both; FULL=1 takes every payload everywhere else, too. Fields that are checked (addresses, dates, languages) hold one payload each: either
the build refuses it by its code, or the pages are looked at. So are Markdown, names of files and what git says.
"""
import json
import os
import shutil
import subprocess
import sys
import xml.etree.ElementTree

COLOPHON, FOLDER, BROWSER, LOOK = sys.argv[1:5]
RAN = "window.__ran=1"
PAYLOADS = {
    "script": f"<script>{RAN}</script>",
    "image": f"\"><img src=x onerror={RAN}>",
    "attribute": f"' onmouseover='{RAN}' onfocus={RAN} autofocus tabindex=1 x='",
    "quoted attribute": f"\" onmouseover=\"{RAN}\" onfocus=\"{RAN}\" autofocus x=\"",
    "closing tags": f"</title></style></textarea></script></head><svg onload={RAN}>",
    "address": f"javascript:{RAN}//",
    "comment": f"--><iframe srcdoc=\"<script>parent.{RAN.split('.', 1)[1]}</script>\">",
    "entities": f"&lt;img src=x onerror={RAN}&gt;&#60;script&#62;{RAN}&#60;/script&#62;",
    "XML": f"]]></title><x:script xmlns:x=\"http://www.w3.org/1999/xhtml\">{RAN}</x:script>",
    "Mustache": f"{{{{{{site.title}}}}}}{{{{#a}}}}<b onclick={RAN}>",
    "line ends": f"a\u2028<img src=x onerror={RAN}>\u0085\u202e",
}
HARMLESS = "harmless words"

FULL = bool(os.environ.get("FULL"))
FREE = 0     # fields of free text
CHECKED = 0  # fields that are checked
PLACES = 0   # places in Markdown


def write(folder, path, text):
    path = os.path.join(folder, path)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)


def q(text):
    """As a YAML scalar."""
    return json.dumps(text)


def free_reader(folder, payload):
    """A reader with the payload in each field that takes any words. Returns how many fields that are."""
    count = 0

    def field(name):
        nonlocal count
        count += 1
        return q(f"Field {name} {payload}")

    write(folder, "content/site.yaml",
          f"title: {field('site')}\nsmart: false\nsubtitle: {field('site-subtitle')}\ndescription: {field('description')}\n"
          f"rights: {field('site-rights')}\nbase_url: https://reader.example.org/\n"
          f"editors: [{{name: {field('editor')}, url: \"https://editor.example.org/\"}}]\n"
          f"menu: [{{{field('menu')}: /essays/}}, {{{field('menu-2')}: \"https://menu.example.org/\"}}]\n"
          f"unknown_key: {field('unknown')}\n")
    write(folder, "content/index.md", f"---\ntitle: {field('home')}\n---\nWelcome to [[first]].\n")
    write(folder, "content/essays/first.md",
          f"---\ntitle: {field('title')}\nsubtitle: {field('subtitle')}\nlinkTitle: {field('short')}\n"
          f"summary: {field('summary')}\nauthors: [ada, {{name: Bo Example, affiliation: {field('inline-affiliation')}}}]\ndate: 2020-01-02\n"
          f"topics: [tea]\nsource: {{publication: Paper, kind: {field('kind')}, place: {field('place')}, pages: {field('pages')}}}\n"
          f"rights: {{holder: {field('holder')}, statement: {field('statement')}}}\n"
          f"relations: [{{disputes: second, note: {field('relation-note')}}}]\nmine: {field('own-key')}\n---\n"
          "The text of the first. It cites [[second]] and [[author:ada]], [[topic:tea]], [[term:term]], [[list:list]], [[about]].\n\n## Part\n\nMore.\n")
    write(folder, "content/essays/second.md",
          f"---\ntitle: {field('second')}\nauthors: [ada]\ndate: 2021-02-03\ntopics: [tea, cups]\nvariant_of: first\n"
          f"variant: {{kind: translation, note: {field('variant-note')}}}\n---\nThe text of the second, see [[first]].\n")
    write(folder, "content/essays/third.md", f"---\ntitle: {field('closed')}\nsummary: {field('closed-summary')}\naccess: summary\n---\nSecret.\n")
    write(folder, "content/authors/ada.md",
          f"---\nname: {field('author')}\naffiliation: {field('affiliation')}\nalso_known_as: [{field('other-name')}]\n"
          f"native_name: {field('native')}\nurl: https://ada.example.org/\n---\nAda writes, see [[first]].\n")
    write(folder, "content/topics/tea.md", f"---\nname: {field('topic')}\nalso: [{field('other-topic')}]\nbroader: [drinks]\nsee_also: [cups]\n---\nOf tea.\n")
    write(folder, "content/topics/cups.md", f"---\nname: {field('topic-2')}\n---\nOf cups.\n")
    write(folder, "content/topics/drinks.md", f"---\nname: {field('topic-3')}\n---\nOf drinks.\n")
    write(folder, "content/lists/list.md",
          f"---\ntitle: {field('list')}\nsummary: {field('list-summary')}\nitems:\n  - essay: first\n    note: {field('list-note')}\n  - second\n---\nA list.\n")
    write(folder, "content/glossary/term.md",
          f"---\nterm: {field('term')}\noriginal: {field('original')}\nreading: {field('reading')}\nalso: [{field('other-term')}]\n---\nIt means something.\n")
    write(folder, "content/pages/about.md", f"---\ntitle: {field('page')}\nsummary: {field('page-summary')}\n---\nAbout, see [[first]].\n")
    return count


def commit(folder, payload):
    """A history whose people and subjects are the payload; git itself takes <, > and ends of lines out of names."""
    def git(*words, data=None):
        return subprocess.run(["git", "-C", folder, *words], check=True, input=data, stdout=subprocess.PIPE).stdout.decode().strip()
    git("init", "-q", "-b", "main")
    git("add", "-A", ".")
    tree = git("write-tree")
    name = f"Name {payload}".replace("<", "(").replace(">", ")").replace("\n", " ")
    text = f"tree {tree}\nauthor {name} <a@example.org> 1600000000 +0000\ncommitter {name} <a@example.org> 1600000000 +0000\n\nSubject {payload}\n"
    first = git("hash-object", "-t", "commit", "-w", "--stdin", data=text.encode())
    git("update-ref", "refs/heads/main", first)


def checked_fields():
    """What takes only some values, with the place for a payload."""
    essay = "---\ntitle: First\n{}\n---\nText.\n"
    for field in ("slug", "lang", "date", "updated", "draft", "text", "access", "permalink", "layout", "variant_of", "han"):
        yield field, "content/essays/first.md", essay.format(field + ": {}")
    for field in ("aliases", "topics", "authors"):
        yield field, "content/essays/first.md", essay.format(field + ": [{}]")
    for field in ("url", "doi", "retrieved", "publication"):
        yield "source." + field, "content/essays/first.md", essay.format("source: {{" + field + ": {}}}")
    yield "rights, an address", "content/essays/first.md", essay.format("rights: {}")
    yield "license", "content/essays/first.md", essay.format("license: {}")
    yield "author.orcid", "content/essays/first.md", essay.format("authors: [{{name: A, orcid: {}}}]")
    yield "author.url", "content/essays/first.md", essay.format("authors: [{{name: A, url: {}}}]")
    yield "relations", "content/essays/first.md", essay.format("relations: [{{cites: {}}}]")
    for field in ("orcid", "url", "slug"):
        yield "record." + field, "content/authors/ada.md", "---\nname: Ada\n" + field + ": {}\n---\n"
    yield "term.lang", "content/glossary/t.md", "---\nterm: T\nlang: {}\n---\nIt means.\n"
    yield "list item", "content/lists/l.md", "---\ntitle: L\nitems: [{}]\n---\n"
    for field in ("base_url", "language", "han", "license", "repository", "links", "raw_html"):
        yield "site." + field, "content/site.yaml", "title: R\n" + field + ": {}\n"
    yield "menu address", "content/site.yaml", "title: R\nmenu: [{{X: {}}}]\n"
    yield "editor url", "content/site.yaml", "title: R\neditors: [{{name: E, url: {}}}]\n"
    yield "editor orcid", "content/site.yaml", "title: R\neditors: [{{name: E, orcid: {}}}]\n"


MARKDOWN = [
    "Words {}", "# {}", "## Heading {}", "## Heading {{#{}}}", "## Heading {{#a\" onclick={}}}", "[[second|{}]]", "[[second#part|{}]]",
    "[[{}]]", "[[author:{}]]", "[words]({})", "[words](<{}>)", "[words](/b \"{}\")", "[words](https://x.example/ '{}')", "[{}](https://x.example/)",
    "[words][ref]\n\n[ref]: {}", "[words][ref]\n\n[ref]: <{}> \"{}\"", "![{}](https://x.example/i.png)", "![alt]({})", "![alt](<{}>)",
    "![alt](https://x.example/i.png \"{}\")", "![{}](https://x.example/i.png \"{}\")", "<{}>", "<https://x.example/{}>", "https://x.example/{}",
    "www.x.example/{}", "``` {}\ncode\n```", "```{}\ncode {}\n```", "~~~ a\"{}\ncode\n~~~", "`{}`", "``{}``", "    {}", "| a | {} |\n|---|---|\n| b | {} |",
    "Note[^1]\n\n[^1]: {}", "Note[^{}]\n\n[^{}]: x", "- [ ] {}\n- {}", "> {}", "*{}* **{}** ~~{}~~", "{}\n===", "a\n\n<div>{}</div>", "<b {}>x</b>",
    "<!-- {} -->", "{{{{< shortcode {} >}}}}", "{{% {} %}}", "[x](java&#115;cript:{})", "[x](java\\\nscript:{})", "[x](JaVaScRiPt:{})", "[x](\x01javascript:{})",
    "[x](data:text/html,{})", "[x](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)", "[x](vbscript:{})", "[x](&#x6A;avascript&colon;{})",
    "[x](javascript&Tab;:{})", "[x](//{})", "![x](data:image/svg+xml,{})", "[x](view-source:{})", "\u4e3e\u56fd{}\u4f53\u5236", "[{}]: /x\n\n[{}]",
]

NAMES = [f"<img src=x onerror={RAN}>", f"\" onmouseover=\"{RAN}", f"' onmouseover='{RAN}", f"javascript:{RAN}", f"&lt;script&gt;{RAN}", "a%22%3E%3Cscript%3E", "{{site.title}}"]


def payloads_for(number):
    """With their indexes, all of them, or for a quick run a fifth, another one for each place."""
    return [(index, payload) for index, payload in enumerate(PAYLOADS.values()) if FULL or (index + number) % 5 == 0]


def build(folder, *more):
    done = subprocess.run([COLOPHON, "build", "--json", "-s", folder, *more], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    problems = [json.loads(line) for line in done.stdout.decode().split("\n") if "\"diagnostic\"" in line]
    return done.returncode, problems, done.stderr.decode()


def pages_of(folder):
    found = []
    for parent, _, names in os.walk(os.path.join(folder, "site")):
        found += [os.path.join(parent, name) for name in names if name.endswith((".html", ".xml"))]
    return sorted(found)


def browse(pages):
    done = subprocess.run(["node", LOOK, BROWSER], input=json.dumps(pages).encode(), stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    found = {}
    for line in filter(None, done.stdout.decode().split("\n")):  # not splitlines: it splits at U+2028, too
        seen = json.loads(line)
        found[seen["path"]] = seen
    if done.returncode != 0 or len(found) != len(pages):
        found[""] = {"wrong": ["the browser failed: " + done.stderr.decode()[-500:]], "signature": {}, "words": "", "title": ""}
    return found


class Tally:
    passed = failed = 0

    def check(self, what, wrong):
        if wrong:
            self.failed += 1
            print(f"FAILED {what}")
            for line in wrong[:8]:
                print("    " + line)
        else:
            self.passed += 1
            print(f"ok {what}")


def check_xml(path):
    try:
        for element in xml.etree.ElementTree.parse(path).iter():
            if "xhtml" in element.tag:
                return [f"{path}: an element {element.tag}"]
    except xml.etree.ElementTree.ParseError as error:
        return [f"{path}: {error}"]
    return []


def shown(words, text):
    """Whether the page shows the text itself, whatever becomes of its white space and invisible characters."""
    def plain(what):
        return "".join(c for c in what if not c.isspace() and c.isprintable())
    return plain(text) in plain(words)


def differences(one, other):
    keys = set(one) | set(other)
    return [f"{key}: {one.get(key, 0)} times, {other.get(key, 0)} in the harmless twin" for key in sorted(keys) if one.get(key, 0) != other.get(key, 0)]


def against_twin(path, page, seen, twin):
    """What differs from the same page of the twin. An old text's address is made of its bytes: it is compared with the nearest."""
    if not path.startswith("site/versions/"):
        other = seen.get(os.path.join(twin, path))
        return ["has no twin"] if other is None else differences(page["signature"], other["signature"])
    others = [found for name, found in seen.items() if name.startswith(os.path.join(twin, "site/versions/"))]
    return min((differences(page["signature"], other["signature"]) for other in others), key=len, default=["has no twin"])


def check_free(tally):
    """Each payload in all free fields, against the twin."""
    global FREE
    folders = {name: os.path.join(FOLDER, f"free-{number}") for number, name in enumerate(["harmless", *PAYLOADS])}
    for name, folder in folders.items():
        FREE = free_reader(folder, PAYLOADS.get(name, HARMLESS))
        commit(folder, PAYLOADS.get(name, HARMLESS))
        status, problems, errors = build(folder)
        tally.check(f"fields with {name} are built", [] if status == 0 else [f"status {status}: {problems[:3]} {errors[-300:]}"])
    seen = browse([page for folder in folders.values() for page in pages_of(folder)])
    twin = folders["harmless"]
    for name, folder in folders.items():
        wrong = list(seen.get("", {}).get("wrong", []))
        for page in pages_of(folder):
            path = os.path.relpath(page, folder)
            if page not in seen:
                continue
            wrong += [f"{path}: {what}" for what in seen[page]["wrong"]]
            if page.endswith(".xml"):
                wrong += check_xml(page)
            if path != "site/index/index.html":  # which names stand under one letter depends on how they begin
                wrong += [f"{path}: {what}" for what in against_twin(path, seen[page], seen, twin)]
        essay = seen.get(os.path.join(folder, "site/essays/first/index.html"), {})
        for field in ("title", "subtitle", "summary", "author", "topic", "holder", "relation-note"):
            words = f"Field {field} {PAYLOADS.get(name, HARMLESS)}"
            if field != "summary" and not shown(essay.get("words", ""), words):
                wrong.append(f"the essay does not show {words!r} as written")
        tally.check(f"fields with {name} stay in their elements ({len(pages_of(folder))} pages)", wrong)


def base_reader(folder):
    write(folder, "content/site.yaml", "title: R\nbase_url: https://reader.example.org/\n")
    write(folder, "content/essays/first.md", "---\ntitle: First\n---\nText.\n")
    write(folder, "content/essays/second.md", "---\ntitle: Second\n---\nText.\n\n## Part\n\nText.\n")


def check_checked(tally):
    """Each payload in each checked field: refused at its file, or harmless."""
    global CHECKED
    fields = list(checked_fields())
    CHECKED = len(fields)
    built, wrong = [], {}
    refused = values = 0
    for number, (field, path, text) in enumerate(fields):
        wrong[field] = []
        for index, payload in payloads_for(number):
            values += 1
            folder = os.path.join(FOLDER, f"checked-{number}-{index}")
            base_reader(folder)
            write(folder, path, text.format(q(payload)))
            status, problems, errors = build(folder)
            told = [problem for problem in problems if problem["level"] == "error"]
            if status == 0:
                built += [(field, page) for page in pages_of(folder) if interesting(page)]
            elif status in (1, 2) and told and all(problem["path"] == path for problem in told):
                refused += 1
                shutil.rmtree(folder)
            else:
                wrong[field].append(f"{payload}: status {status}: {told[:2]} {errors[-300:]}")
    seen = browse([page for _, page in built])
    for field, page in built:
        wrong[field] += [f"{os.path.relpath(page, FOLDER)}: {what}" for what in seen.get(page, {}).get("wrong", [])]
    for field, lines in wrong.items():
        tally.check(f"checked field {field}", lines)
    print(f"{values} values of checked fields: {refused} refused, the others on {len(built)} pages that were looked at")


def interesting(page):
    with open(page, "rb") as file:
        data = file.read()
    return b"__ran" in data or b"onmouseover" in data or b"javascript" in data


def check_markdown(tally):
    global PLACES
    PLACES = len(MARKDOWN)
    built, wrong, texts = [], {}, 0
    for number, place in enumerate(MARKDOWN):
        wrong[place] = []
        for index, payload in payloads_for(number):
            texts += 1
            folder = os.path.join(FOLDER, f"markdown-{number}-{index}")
            base_reader(folder)
            one_line = payload.replace("\u2028", " ")
            text = place.replace("{{", "\x0e").replace("}}", "\x0f").replace("{}", one_line).replace("\x0e", "{").replace("\x0f", "}")
            write(folder, "content/essays/first.md", f"---\ntitle: First\n---\nBefore.\n\n{text}\n\nAfter.\n")
            status, problems, errors = build(folder)
            told = [problem for problem in problems if problem["level"] == "error"]
            if status == 0:
                built += [(place, page) for page in pages_of(folder) if page.endswith(("first/index.html", "feed.xml", "site/index.html"))]
            elif status != 1 or not told or any(problem["path"] != "content/essays/first.md" for problem in told):
                wrong[place].append(f"{payload}: status {status}: {told[:2]} {errors[-300:]}")
            else:
                shutil.rmtree(folder)
    seen = browse([page for _, page in built])
    for place, page in built:
        wrong[place] += [f"{os.path.relpath(page, FOLDER)}: {what}" for what in seen.get(page, {}).get("wrong", ["not seen"])]
        if page.endswith("first/index.html") and not shown(seen.get(page, {}).get("words", ""), "After."):
            wrong[place].append(f"{os.path.relpath(page, FOLDER)}: what follows is not shown")
        if page.endswith(".xml"):
            wrong[place] += check_xml(page)
    for place, lines in wrong.items():
        tally.check(f"Markdown: {place!r}", lines)
    print(f"{texts} texts of Markdown: {len(built)} pages looked at, the other texts refused")


def check_names(tally):
    built = []
    for number, name in enumerate(NAMES):
        folder = os.path.join(FOLDER, f"names-{number}")
        base_reader(folder)
        write(folder, f"content/media/{name}.png", "x")
        write(folder, f"content/media/{name}/x.png", "x")
        write(folder, f"content/essays/{name}.md", f"---\ntitle: Named\n---\n![a](<../media/{name.replace('<', chr(92) + '<').replace('>', chr(92) + '>')}.png>)\n")
        status, problems, errors = build(folder)
        told = [problem for problem in problems if problem["level"] == "error"]
        good = status == 0 or (status == 1 and told)
        tally.check(f"a file's name {name!r} is taken or refused", [] if good else [f"status {status} {errors[-300:]}"])
        built += pages_of(folder)
    wrong = [f"{os.path.relpath(path, FOLDER)}: {what}" for path, found in browse(built).items() for what in found["wrong"]]
    tally.check(f"files' names on {len(built)} pages", wrong)


def main():
    shutil.rmtree(FOLDER, ignore_errors=True)
    os.makedirs(FOLDER)
    tally = Tally()
    check_free(tally)
    check_checked(tally)
    check_markdown(tally)
    check_names(tally)
    shutil.rmtree(FOLDER)
    print(f"{len(PAYLOADS)} payloads in {FREE} free fields and 2 of git, {CHECKED} checked fields, {PLACES} places of Markdown and {len(NAMES)} names of files")
    print(f"{tally.passed} passed, {tally.failed} failed")
    return tally.failed > 0


sys.exit(main())
