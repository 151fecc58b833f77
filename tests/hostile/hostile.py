#!/usr/bin/env python3
"""Builds the reader BASE once for each hostile case, with the case's files added, and looks at what it costs and says.

usage: hostile.py COLOPHON BASE FOLDER [NAME...]

A case may be harmless (status 0) or must be told: the codes that it names, at its own files and at no others; then the old site
stands. Time and memory are bounded in either case. The last line counts, as tests/run wants it.
"""
import json
import os
import resource
import shutil
import signal
import socket
import subprocess
import sys
import time

COLOPHON, BASE, FOLDER = sys.argv[1:4]
WANTED = sys.argv[4:]
FULL = bool(os.environ.get("FULL"))
SANITIZED = b"__asan_init" in open(COLOPHON, "rb").read()
SECONDS = (30 if FULL else 8) * (8 if SANITIZED else 1)
MEGABYTES = 2200 if FULL else 600
LIMIT_BYTES = 6 << 30
CASES = []


def size(full):
    """How many there are of something: a tenth unless FULL."""
    return full if FULL else max(full // 10, 1)


def write(path, data):
    path = os.path.join(FOLDER, path)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "wb") as file:
        file.write(data.encode("utf-8", "surrogateescape") if isinstance(data, str) else data)


def case(name, codes="", seconds=SECONDS, megabytes=MEGABYTES, status=None, args=(), paths=None, may=""):
    """Registers the function that adds a case's files. `codes` must be told, `may` can be, all at `paths` (its own files)."""
    def register(make):
        CASES.append(dict(name=name, make=make, codes=set(codes.split()), may=set(may.split()), seconds=seconds,
                          megabytes=megabytes, status=status, args=list(args), paths=paths))
        return make
    return register


def essay(name, body, codes="", front="title: Hostile", **more):
    """A case of one essay's text, or of its front matter."""
    def make():
        text = body() if callable(body) else body
        head = front() if callable(front) else front
        if isinstance(text, str):
            text = text.encode("utf-8", "surrogateescape")
        write("content/essays/hostile.md", b"---\n" + head.encode("utf-8", "surrogateescape") + b"\n---\n" + text)
    case(name, codes, paths=["content/essays/hostile.md"], **more)(make)


def front(name, fields, codes="", **more):
    essay(name, "Text.\n", codes, front=fields, **more)


# Markdown: cmark's published pathological cases, those of its advisories, and their like for what GitHub and we added.

SLOW = "E054"  # a parse that passes its deadline is told; better is one that does not
MARKDOWN = {
    "nested strong emphasis": lambda: "*a **a " * size(65000) + "b" + " a** a*" * size(65000),
    "emphasis closers without openers": lambda: "a_ " * size(65000),
    "emphasis openers without closers": lambda: "_a " * size(65000),
    "link closers without openers": lambda: "a]" * size(65000),
    "link openers without closers": lambda: "[a" * size(65000),
    "mismatched openers and closers": lambda: "*a_ " * size(50000),
    "openers, then closers of others": lambda: "*a " * size(20000) + "_a*_ " * size(20000),
    "openers and closers of three": lambda: "a**b" + "c* " * size(50000),
    "link openers and emphasis closers": lambda: "[ a_" * size(50000),
    "pattern [ (](": lambda: "[ (](" * size(80000),
    "pattern ![[]()": lambda: "![[]()" * size(160000),
    "hard link and emphasis": lambda: "**x [a*b**c*](d)",
    "nested brackets": lambda: "[" * size(50000) + "a" + "]" * size(50000),
    "nested images": lambda: "![" * size(50000) + "a" + "](/)" * size(50000),
    "nested quotes": lambda: "> " * size(100000) + "a",
    "nested lists": lambda: "".join("  " * x + "* a\n" for x in range(size(3000))),
    "nested lists on one line": lambda: "- " * size(100000) + "x\n",
    "backticks": lambda: "".join("e" + "`" * x for x in range(1, size(5000))),
    "unclosed links with a pointy address": lambda: "[a](<b" * size(30000),
    "unclosed links": lambda: "[a](b" * size(30000),
    "unclosed comments": lambda: "</" + "<!--" * size(300000),
    "unclosed processing instructions": lambda: "a <?" * size(100000),
    "unclosed declarations": lambda: "a <!A " * size(100000),
    "unclosed CDATA": lambda: "a <![CDATA[" * size(100000),
    "unclosed tags": lambda: "a <a " * size(100000),
    "unclosed attribute values": lambda: "<a b=\"" * size(100000),
    "pointy brackets": lambda: "<" * size(100000),
    "empty lines in nested lists": lambda: "- " * size(30000) + "x" + "\n" * size(30000),
    "empty lines in nested lists in a quote": lambda: "> " + "- " * size(30000) + "x\n" + ">\n" * size(30000),
    "emphasis in a deep quote": lambda: ">" * size(100000) + "a*" * size(100000),
    "quotes, then letters": lambda: ">" * size(100000) + "a" * size(100000),
    "hyphens, then letters": lambda: "-" * size(100000) + "a" * size(100000),
    "leading underscores": lambda: "_" * size(100000) + "a",
    "underscores and letters": lambda: "_" * size(50000) + "a" * size(50000),
    "asterisks": lambda: "*" * size(100000) + "a" + "*" * size(100000),
    "entities": lambda: "&" * size(100000) + "&a" * size(100000) + "&#x110000;" * size(10000),
    "many references": lambda: "".join(f"[{x}]: u{x}\n" for x in range(size(50000))) + "\n" + "[0] " * size(50000),
    "references that grow": lambda: "[a]: /" + "u" * size(100000) + "\n\n" + "[a] " * size(20000),
    "one reference defined often": lambda: "[a]: u\n" * size(50000),
    "references without an end": lambda: "[a]: <" * size(50000),
    "titles without an end": lambda: "[a]: b 'c" * size(50000),
    "form feeds and vertical tabs in a table": lambda: "aaa\rbbb\n-\v\n" * size(30000),
    "a table of 10,000 columns": lambda: "|a" * size(10000) + "|\n" + "|-" * size(10000) + "|\n" + "|b" * size(10000) + "|\n",
    "many short rows under many columns": lambda: "|a" * size(10000) + "|\n" + "|-" * size(10000) + "|\n" + "|\n" * size(10000),
    "bars": lambda: "|" * size(100000),
    "lines that might be a table's": lambda: "|-\n" * size(50000),
    "tables": lambda: "|a|\n|-|\n\n" * size(50000),
    "www.": lambda: "www." * size(50000),
    "addresses with brackets": lambda: "http://a" + "(" * size(50000) + ")" * size(50000),
    "addresses with entities": lambda: "http://a" + "&amp;" * size(50000),
    "colons": lambda: ":" * size(100000) + "//a" * size(10000),
    "mail addresses": lambda: "a@" * size(50000) + " " + "a.b@c" * size(50000),
    "tildes": lambda: "~" * size(100000) + " ~~a " * size(50000),
    "strikethrough of strikethrough": lambda: "~~a ~b " * size(50000),
    "100,000 footnotes": lambda: "".join(f"[^{x}]" for x in range(size(100000))) + "\n\n"
                                 + "".join(f"[^{x}]: n\n\n" for x in range(size(100000))),
    "footnotes nested in themselves": lambda: "[^a]\n\n" + "[^a]: " * size(20000) + "x",
    "footnotes that never begin": lambda: "[^1]:" * size(10000) + "\n" * size(10000),
    "one footnote referred to often": lambda: "[^a] " * size(50000) + "\n\n[^a]: n\n",
    "task lists": lambda: "- [ ] " * size(20000) + "x\n" + "- [x] y\n" * size(50000),
    "quotation marks": lambda: "\"" * size(100000) + "'a" * size(50000),
    "dots and hyphens": lambda: "..." * size(50000) + "---" * size(50000),
    "[[ without an end": lambda: "[[" * size(100000),
    "[[ with words, without an end": lambda: "[[a|b " * size(50000),
    "[[ nested": lambda: "[[a|" * size(30000) + "b" + "]]" * size(30000),
    "]] without a beginning": lambda: "]]" * size(100000),
    "{{ without an end": lambda: "{{ " * size(100000),
    "{% without an end": lambda: "{% a\n" * size(50000),
    "{# without an end": lambda: "# a {#\n" * size(30000),
    "ids on every line": lambda: "a {#b}\n" * size(30000),
    "one paragraph again and again": lambda: "A word.\n\n" * size(400000),
    "headings of one name": lambda: "# a\n\n" * size(50000),
    "headings of one id": lambda: "# a {#b}\n\n" * size(30000),
    "headings": lambda: "".join(f"## Heading {x}\n\n" for x in range(size(50000))),
    "one long line": lambda: "word " * size(2000000),
    "one long word": lambda: "w" * size(8000000),
    "one long Han run": lambda: "\u4e3e\u56fd" * size(1000000),
    "Han and Latin by turns": lambda: "\u4e3ea" * size(300000),
    "combining marks": lambda: "a" + "\u0301" * size(300000) + "\n\n# b" + "\u0301" * size(100000),
    "full stops": lambda: "a. " * size(500000),
    "references to one essay": lambda: "[[first]] " * size(50000),
    "references in one sentence": lambda: "a [[first|b]] " * size(50000),
    "code fences": lambda: "```\n" * size(100000) + "~~~\n" * size(100000),
    "a code block's long language": lambda: "``` " + "x" * size(1000000) + "\ncode\n```\n",
    "empty lines": lambda: "\n" * size(10000000),
    "carriage returns": lambda: "a\r" * size(1000000),
    "right-to-left and invisible characters": lambda: "\u202e\u2066\u200b\ufeff\u2028\u0085" * size(50000),
    "control characters": lambda: "".join(map(chr, range(1, 32))) * size(10000),
    "hard breaks": lambda: "a  \n" * size(200000) + "a\\\n" * size(200000),
    "links in links": lambda: "[" * 500 + "http://a.example " + "](/b)" * 500,
    "ordered lists with large numbers": lambda: "999999999. a\n\n" * size(20000),
    "indented code": lambda: "    a\n\n" * size(100000),
    "setext underlines": lambda: "a\n" + "=\n" * size(100000),
    "rules": lambda: "- - - -\n" * size(100000),
    "raw HTML": lambda: "<b>" * size(50000) + "\n\n<div>\n\n" * size(20000),
}
for name, body in MARKDOWN.items():
    essay("markdown: " + name, body, may=SLOW + " E053 E055 E056 E058 E100 E101 E102 E103 E104")

essay("bytes: a NUL", b"a\0b", "E052")
essay("bytes: not UTF-8", b"caf\xe9 and \xff\xfe", "E052")
essay("bytes: a surrogate", b"\xed\xa0\x80", "E052")
essay("bytes: UTF-16", "Text".encode("utf-16"), "E052")
essay("references: 10,000 unknown ones", lambda: "".join(f"[[unknown-{x}]]\n\n" for x in range(size(10000))), "E100")
essay("references: out of the reader", "[a](../../../../etc/passwd) ![b](../../../../../dev/zero) [c](/../x/)", may="E101 E103 E104 E112")
essay("references: kinds that are none", "[[x:y]] [[:]] [[::]] [[#]] [[|]] [[]] [[author:]]", "E058", may="E100 E101 E102")


@case("file: 100 MB", "E053", paths=["content/essays/hostile.md"])
def hundred_megabytes():
    write("content/essays/hostile.md", "---\ntitle: Hostile\n---\n")
    os.truncate(os.path.join(FOLDER, "content/essays/hostile.md"), 100 << 20)


@case("file: 20 GB, with holes", "E300", paths=["content/essays/hostile.md"])
def twenty_gigabytes():
    write("content/essays/hostile.md", "---\ntitle: Hostile\n---\n")
    os.truncate(os.path.join(FOLDER, "content/essays/hostile.md"), 20 << 30)


@case("file: site.yaml of 17 MB", paths=["content/site.yaml"], codes="E009", may="E001 E053 E300", status=2)
def large_settings():
    write("content/site.yaml", "title: R\n" + "".join(f"key{x}: value\n" for x in range(1000000)))


# Front matter

def bomb(levels, width):
    lines = ["title: Hostile", "a0: &a0 [x, x]"]
    lines += [f"a{x}: &a{x} [{', '.join([f'*a{x - 1}'] * width)}]" for x in range(1, levels)]
    return "\n".join(lines)


front("yaml: an alias bomb", lambda: bomb(30, 9), "E009")
front("yaml: a long chain of aliases", lambda: bomb(size(20000), 1), may="E009")
front("yaml: an alias of itself", "title: Hostile\na: &a [*a]", "E001", may="E009")
front("yaml: an alias of nothing", "title: *nowhere", "E001")
front("yaml: a million keys", lambda: "title: Hostile\n" + "".join(f"k{x}: v\n" for x in range(size(1000000))), "E009")
front("yaml: 90,000 keys", lambda: "title: Hostile\n" + "".join(f"k{x}: v\n" for x in range(size(40000))))
front("yaml: one key often", lambda: "title: Hostile\n" + "k: v\n" * size(20000), "E002")
front("yaml: lists 100,000 deep", lambda: "title: " + "[" * size(100000), "E009", may="E001")
front("yaml: maps 100,000 deep", lambda: "title: " + "{a: " * size(100000), "E009", may="E001")
front("yaml: blocks 10,000 deep", lambda: "\n".join(" " * x + "a:" for x in range(size(5000))), may="E009 E008")
front("yaml: hyphens 100,000 deep", lambda: "title:\n  " + "- " * size(100000), may="E009 E001 E004")
front("yaml: keys that are lists", lambda: "title: Hostile\n" + "? " * size(10000) + "a", may="E001 E009 E004")
front("yaml: a quote without an end", lambda: "title: \"" + "a\n" * size(100000), "E001")
front("yaml: anchors", lambda: "title: Hostile\nl: [" + ", ".join(f"&a{x} v" for x in range(size(30000))) + "]", may="E009")
front("yaml: tags", "title: !!binary AAAA\ndate: !!timestamp 2020-01-01\nx: !<tag:evil.example,2020:run> {a: 1}", "E001")
front("yaml: several documents", "title: A\n... x", may="E001 E008")
front("yaml: control characters by escapes", "title: \"a\\0b\\a\\e[31m\"", "E001")
front("yaml: a NUL", "title: a\0b", "E052")
front("yaml: no characters", "title: \"\\uD800 \\uDFFF\"", "E001")
front("yaml: merge keys", "title: Hostile\n<<: {title: Other}\n<<: *x", may="E001 E002")
front("yaml: numbers", "title: 99999999999999999999999999\ndate: 99999999999999999999", "E005")
front("yaml: impossible dates", "title: Hostile\ndate: 2023-02-30\nupdated: -1\nsource: {retrieved: 0000-00-00}", "E005")
front("fields: a title of 1 MB", lambda: "title: " + "t" * 1000000)
front("fields: a title of 100,000 lines", lambda: "title: |\n" + "  t\n" * size(100000))
front("fields: 10,000 aliases", lambda: "title: Hostile\naliases: [" + ", ".join(f"/old/{x}/" for x in range(size(10000))) + "]")
front("fields: 3,000 authors", lambda: "title: Hostile\nauthors: [" + ", ".join(f"Author Number{x}" for x in range(size(3000))) + "]")
front("fields: 3,000 topics", lambda: "title: Hostile\ntopics: [" + ", ".join(f"Topic {x}" for x in range(size(3000))) + "]")
front("fields: every one of a wrong type", "title: [a]\nauthors: {a: {b: c}}\ndate: [1]\ntopics: {x: y}\nsummary: {a: b}\nsource: x\n"
      "rights: [1]\naccess: [x]\nrelations: x\nlang: {a: b}\nslug: [x]\naliases: {a: b}\ndraft: maybe", "E004", may="E006 E008 E100")
front("fields: languages", "title: Hostile\nlang: \"en\\\" onload=alert(1) x=\\\"\"", "E006")
front("fields: addresses that run", "title: Hostile\nsource: {url: \"javascript:alert(1)\", doi: \"10.1/<script>\"}\n"
      "authors: [{name: A, url: \"data:text/html,x\"}]", "E006")

for number, slug in enumerate(["../x", "/", "a//b", "..", ".", "%2e%2e", "a%00b", "a b", "A", "a?b", "a#b", "con\\x", "x" * 300, "-"]):
    front(f"slug: {slug[:12]!r}", f"title: Hostile\nslug: {json.dumps(slug)}", "E108")
for alias in ["/../x/", "/a/../../x/", "//evil.example/", "/%2e%2e/x/", "/a%2f..%2f..%2fx/", "/a%00b/", "\\\\host\\share", "C:\\x",
              "https://evil.example/", "javascript:alert(1)", "/" + "x" * 5000 + "/"]:
    front(f"alias: {alias[:24]!r}", f"title: Hostile\naliases: [{json.dumps(alias)}]", may="E112 E107 E108 W113")
    front(f"permalink: {alias[:24]!r}", f"title: Hostile\npermalink: {json.dumps(alias)}", may="E112 E107 E108")
front("alias: another's address", "title: Hostile\naliases: [/essays/first/]", "E107")
front("alias: another's, in other letters", "title: Hostile\naliases: [/Essays/FIRST/]", "E107")
front("alias: a page of the program's", "title: Hostile\naliases: [/essays/, /feed.xml, /index.html]", "E107")
front("alias: a folder over a file", "title: Hostile\naliases: [/feed.xml/x/]", may="E107 E231")


# Files

def link(target, path):
    path = os.path.join(FOLDER, path)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    os.symlink(target, path)


@case("files: links that loop", paths=["content/essays/a.md", "content/essays/b.md", "content/essays/folder"], may="W302")
def loops():
    link("b.md", "content/essays/a.md")
    link("a.md", "content/essays/b.md")
    link(".", "content/essays/folder")


@case("files: links that leave the reader", may="W302", paths=["content/essays/passwd.md", "content/media/etc", "layouts/essay.html"])
def leaving_links():
    link("/etc/passwd", "content/essays/passwd.md")
    link("/etc", "content/media/etc")
    link("/etc/passwd", "layouts/essay.html")


@case("files: a link to the folder above", may="W302", paths=["content/essays/up", "content/media/up"])
def upward_links():
    link("../..", "content/essays/up")
    link("../../..", "content/media/up")


@case("files: FIFOs, sockets and devices", may="W302",
      paths=["content/essays/fifo.md", "content/essays/null.md", "content/essays/socket.md", "content/media/zero.png", "content/essays/zero.md"])
def specials():
    os.mkfifo(os.path.join(FOLDER, "content/essays/fifo.md"))
    here = os.getcwd()
    os.chdir(os.path.join(FOLDER, "content/essays"))
    socket.socket(socket.AF_UNIX).bind("socket.md")
    os.chdir(here)
    if os.getuid() == 0:
        try:
            os.mknod(os.path.join(FOLDER, "content/essays/null.md"), 0o20666, os.makedev(1, 3))
        except OSError:
            pass
    link("/dev/zero", "content/essays/zero.md")
    link("/dev/zero", "content/media/zero.png")


@case("files: names in two cases", "E106", may="E107 E231", paths=["content/essays/Hostile.md", "content/essays/hostile.md"])
def two_cases():
    for name in ("Hostile", "hostile"):
        write(f"content/essays/{name}.md", "---\ntitle: Hostile\n---\n")


@case("files: media in two cases", "E107", paths=["content/media/A.png", "content/media/a.png"])
def media_in_two_cases():
    write("content/media/A.png", "1")
    write("content/media/a.png", "2")


@case("files: media over pages", "E107", paths=["content/media", "content/pages/media.md"])
def media_over_pages():
    write("content/pages/media.md", "---\ntitle: Media\npermalink: /media/x.png/\n---\n")
    write("content/media/x.png", "1")


@case("files: names that cannot be printed", may="W302 E108", paths=["content/essays/a\\x0ab.md", "content/essays/\\xff.md", "content/essays/\\x1b[31m.md"])
def odd_names():
    for name in (b"a\nb.md", b"\xff.md", b"\x1b[31m.md"):
        with open(os.path.join(os.fsencode(FOLDER), b"content/essays", name), "wb") as file:
            file.write(b"---\ntitle: Hostile\n---\n")


@case("files: names that browsers and shells take apart", may="W302 E106 E107 E108")
def names_with_marks():
    for name in ("a b", "a%2e%2e", "a?b", "a#b", "a&b", "a'b", "a\"b", "a<b>", "a:b", "a\\b", "--help", "~", "$(x)", "a;b"):
        write(f"content/media/{name}.png", "x")
        write(f"content/essays/{name}.md", "---\ntitle: Hostile\n---\n")


@case("files: a name of 255 bytes", may="E108 E334", paths=["content/essays/" + "n" * 252 + ".md"])
def long_name():
    write("content/essays/" + "n" * 252 + ".md", "---\ntitle: Hostile\n---\n")


@case("files: 500 folders deep", may="E300 W302", paths=["content/essays"])
def deep_folders():
    here = os.getcwd()
    os.chdir(os.path.join(FOLDER, "content/essays"))
    for _ in range(500):
        os.mkdir("deep")
        os.chdir("deep")
    with open("hostile.md", "w") as file:
        file.write("---\ntitle: Hostile\n---\n")
    os.chdir(here)


@case("files: 20,000 small essays", seconds=60 * (8 if SANITIZED else 1))
def many_files():
    for number in range(size(20000)):
        write(f"content/essays/e{number}.md", f"---\ntitle: E {number}\n---\n[[first]] [[e{(number * 7) % size(20000)}]]\n")


@case("files: a folder where a file should be", may="E001 E300 W302", paths=["content/site.yaml", "content/index.md"])
def folders_for_files():
    for name in ("site.yaml", "index.md"):
        os.remove(os.path.join(FOLDER, "content", name))
        os.mkdir(os.path.join(FOLDER, "content", name))


@case("files: broken pictures")
def broken_pictures():
    for number, head in enumerate([b"\x89PNG\r\n\x1a\n", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\xff\xff\xff\xff\xff\xff\xff\xff", b"\xff\xd8\xff\xe0\xff\xff",
                                   b"\xff\xd8\xff\xc0\0\0", b"GIF89a", b"RIFF\xff\xff\xff\xffWEBPVP8X", b"<svg width=\"1e999\"", b""]):
        write(f"content/media/p{number}.png", head)
        write(f"content/media/p{number}.jpg", head)
        write(f"content/media/p{number}.svg", head)
    text = "".join(f"![a](../media/p{n}.{e})\n" for n in range(8) for e in ("png", "jpg", "svg"))
    write("content/essays/hostile.md", "---\ntitle: Hostile\n---\n" + text)


# The model

@case("topics: broader in a circle", "E109")
def topic_circle():
    for a, b in (("a", "b"), ("b", "c"), ("c", "a")):
        write(f"content/topics/{a}.md", f"---\nname: {a}\nbroader: [{b}]\n---\n")


@case("topics: 3,000 deep")
def deep_topics():
    for number in range(size(3000)):
        write(f"content/topics/t{number}.md", f"---\nname: T {number}\nbroader: [t{number + 1}]\n---\n")
    write(f"content/topics/t{size(3000)}.md", "---\nname: Top\n---\n")


@case("variants: in a circle", "E110")
def variant_circle():
    for a, b in (("a", "b"), ("b", "a")):
        write(f"content/essays/{a}.md", f"---\ntitle: {a}\nvariant_of: {b}\n---\n")


@case("lists: one essay 10,000 times", paths=["content/lists/l.md"], may="E006 E100")
def long_list():
    write("content/lists/l.md", "---\ntitle: L\nitems: [" + ", ".join(["first"] * size(10000)) + "]\n---\n")


@case("essays: 1,000 that all cite each other")
def all_cite_all():
    count = size(1000)
    links = " ".join(f"[[e{x}]]." for x in range(count))
    for number in range(count):
        write(f"content/essays/e{number}.md", f"---\ntitle: E {number}\n---\n{links}\n")


# Layouts

@case("layouts: one that includes itself", "E211", paths=["layouts/essay.html"])
def includes_itself():
    write("layouts/essay.html", "{{>essay}}")


@case("layouts: one that includes itself in a section", "E330", may="E334")
def includes_itself_in_section():
    write("layouts/essay.html", "{{#essay}}{{>essay}}{{/essay}}")


@case("layouts: one that includes itself twice in a section", "E330")
def includes_itself_twice():
    write("layouts/essay.html", "{{#essay}}x{{>essay}}{{>essay}}{{/essay}}")


@case("layouts: parents in a circle", "E211", paths=["layouts/a.html", "layouts/b.html", "layouts/essay.html"])
def parents_in_circle():
    write("layouts/essay.html", "{{<a}}{{/a}}")
    write("layouts/a.html", "{{<b}}{{/b}}")
    write("layouts/b.html", "{{<a}}{{/a}}")


@case("layouts: sections that multiply", "E330", seconds=120 * (4 if SANITIZED else 1))
def sections_multiply():
    write("layouts/home.html", "{{#site.extra.x}}" * 60 + "x" + "{{/site.extra.x}}" * 60)
    write("content/site.yaml", "title: R\nbase_url: https://r.example/\nx: [1, 2, 3]\n")


@case("layouts: sections 100,000 deep", "E208", paths=["layouts/essay.html"])
def deep_sections():
    write("layouts/essay.html", "{{#a}}" * size(100000) + "{{/a}}" * size(100000))


@case("layouts: 100,000 tags without an end", "E200", paths=["layouts/essay.html"])
def unclosed_tags():
    write("layouts/essay.html", "{{a}} {{ " * size(100000))


@case("layouts: sections without an end", "E201", paths=["layouts/essay.html"], may="E208")
def unclosed_sections():
    write("layouts/essay.html", "{{#a}}" * 60)


@case("layouts: delimiters", "E207", paths=["layouts/essay.html"], may="E200 E205")
def delimiters():
    write("layouts/essay.html", "{{=<% %>=}}" * 2 + "<%= = =%>{{=}}")


@case("layouts: not UTF-8", paths=["layouts/essay.html"], may="E052 E200")
def layout_bytes():
    write("layouts/essay.html", b"\xff\xfe{{title}}\0")


@case("layouts: a folder", may="E300 E337 W302", paths=["layouts/essay.html", "layouts"])
def layout_folder():
    os.makedirs(os.path.join(FOLDER, "layouts/essay.html"))


# Settings

def settings(name, text, codes, **more):
    def make():
        write("content/site.yaml", text)
    case("settings: " + name, codes, paths=["content/site.yaml"], status=more.pop("status", 2), **more)(make)


settings("a base_url that runs", "title: R\nbase_url: \"javascript:alert(1)\"\n", "E260")
settings("a base_url with a quotation mark", "title: R\nbase_url: 'https://x.example/\"><script>'\n", "", may="E260")
settings("a menu that runs", "title: R\nmenu: [{X: \"javascript:alert(1)\"}]\n", "", may="E261 E006 E004")
settings("a menu that leads nowhere", "title: R\nmenu: [{X: /nowhere/}]\n", "E261")
settings("a menu out of the site", "title: R\nmenu: [{X: /../../x/}, {Y: //evil.example/}]\n", "", may="E261 E006 E112")
settings("a list", "- a\n- b\n", "E004")
settings("numbers that overflow", "title: R\nnewest: 99999999999999999999\nfeed: -1\nrelated: 1e9\n", "", may="E004 E006")
settings("an alias bomb", "title: R\na: &a [x,x]\n" + "".join(f"a{x}: &a{x} [{'*a' + str(x - 1) if x else '*a'},{'*a' + str(x - 1) if x else '*a'}]\n" for x in range(40)), "E009")


# Git

def git(*words, **more):
    subprocess.run(["git", "-C", FOLDER, *words], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **more)


def git_says(*words, **more):
    return subprocess.run(["git", "-C", FOLDER, *words], check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, **more).stdout.decode().strip()


def commit():
    if not os.path.isdir(os.path.join(FOLDER, ".git")):
        git("init", "-q", "-b", "main")
    git("add", "-A", ".")
    git("commit", "-q", "-m", "state")


def object_path(name):
    return os.path.join(FOLDER, ".git/objects", name[:2], name[2:])


@case("git: a blob that is corrupt", "E304", may="E052", args=["-r", "HEAD"])
def corrupt_blob():
    write("content/essays/hostile.md", "---\ntitle: Hostile\n---\nText.\n")
    commit()
    path = object_path(git_says("rev-parse", "HEAD:content/essays/hostile.md"))
    os.chmod(path, 0o644)
    with open(path, "r+b") as file:
        file.seek(8)
        file.write(b"\xff\xff\xff")


@case("git: a blob that is missing", "E304", args=["-r", "HEAD"])
def missing_blob():
    write("content/essays/hostile.md", "---\ntitle: Hostile\n---\nText.\n")
    commit()
    os.remove(object_path(git_says("rev-parse", "HEAD:content/essays/hostile.md")))


@case("git: a tree that is missing", "E304", args=["-r", "HEAD"], paths=["content/essays"])
def missing_tree():
    commit()
    os.remove(object_path(git_says("rev-parse", "HEAD:content/essays")))


@case("git: a commit that is empty", "E304", may="E303 E305", args=["-r", "HEAD"])
def empty_commit_object():
    commit()
    path = object_path(git_says("rev-parse", "HEAD"))
    os.chmod(path, 0o644)
    open(path, "w").close()


@case("git: an older commit that is corrupt", "E304", may="E303")
def corrupt_parent():
    commit()
    parent = git_says("rev-parse", "HEAD")
    write("content/essays/first.md", "---\ntitle: The first essay\n---\nText.\n\n## A part\n")
    commit()
    path = object_path(parent)
    os.chmod(path, 0o644)
    with open(path, "wb") as file:
        file.write(b"x\x9c garbage")


@case("git: a huge blob", "E053", args=["-r", "HEAD"], paths=["content/essays/hostile.md"])
def huge_blob():
    write("content/essays/hostile.md", "---\ntitle: Hostile\n---\n" + "text\n" * (size(100 << 20) // 4 + (8 << 20)))
    commit()


@case("git: tags of other generators that do not end, in two versions")
def endless_tags():
    for last in ("one", "two"):
        write("content/essays/hostile.md", "---\ntitle: Hostile\n---\n" + "{{ word " * 60000 + last + "\n")
        commit()


@case("git: a submodule", may="W302", args=["-r", "HEAD"], paths=["content/essays/sub"])
def submodule():
    commit()
    git("update-index", "--add", "--cacheinfo", "160000," + "1" * 40 + ",content/essays/sub")
    git("commit", "-q", "-m", "submodule")


@case("git: links in a tree that leave it or loop", may="W302", args=["-r", "HEAD"],
      paths=["content/essays/passwd.md", "content/essays/a.md", "content/essays/b.md", "content/essays/up", "content/essays/up.md"])
def tree_links():
    link("/etc/passwd", "content/essays/passwd.md")
    link("../../../../../../../../etc/passwd", "content/essays/up.md")
    link("a.md", "content/essays/b.md")
    link("b.md", "content/essays/a.md")
    link("..", "content/essays/up")
    commit()


def raw_tree(entries):
    data = b"".join(mode.encode() + b" " + name + b"\0" + bytes.fromhex(id) for mode, name, id in entries)
    return subprocess.run(["git", "-C", FOLDER, "hash-object", "-t", "tree", "-w", "--stdin", "--literally"], input=data, check=True,
                          stdout=subprocess.PIPE).stdout.decode().strip()


def commit_essays(entries):
    """Commits a tree whose content/essays has these entries besides its own."""
    commit()
    essays = [(line.split()[0], line.split("\t")[1].encode(), line.split()[2]) for line in git_says("ls-tree", "HEAD:content/essays").splitlines()]
    content = [(line.split()[0], line.split("\t")[1].encode(), line.split()[2]) for line in git_says("ls-tree", "HEAD:content").splitlines()]
    made = raw_tree(sorted(essays + entries(essays), key=lambda entry: entry[1]))
    content = [(mode.lstrip("0"), name, made if name == b"essays" else id) for mode, name, id in content]
    root = raw_tree([("40000", b"content", raw_tree(content))])
    head = git_says("commit-tree", root, "-m", "hostile")
    git("update-ref", "refs/heads/main", head)


@case("git: names that leave the tree", may="W302 E304 E052 E108", args=["-r", "HEAD"])
def leaving_names():
    commit_essays(lambda essays: [("100644", name, essays[0][2]) for name in (b"..", b".", b".git", b"../x.md", b"/etc.md", b"a\\b.md", b"\xff.md", b"a\nb.md")])


@case("git: one name twice", may="W302 E304 E106 E107 E231", args=["-r", "HEAD"], paths=["content/essays/first.md"])
def name_twice():
    commit_essays(lambda essays: [essays[0], essays[0]])


@case("git: modes that are none", may="W302 E304", args=["-r", "HEAD"],
      paths=[f"content/essays/m{number}.md" for number in range(4)])
def odd_modes():
    commit_essays(lambda essays: [("0", b"m0.md", essays[0][2]), ("177777", b"m1.md", essays[0][2]), ("100600", b"m2.md", essays[0][2]), ("40000", b"m3.md", essays[0][2])])


def raw_commit(text):
    commit()
    tree = git_says("rev-parse", "HEAD^{tree}")
    data = text.replace(b"TREE", tree.encode())
    id = subprocess.run(["git", "-C", FOLDER, "hash-object", "-t", "commit", "-w", "--stdin", "--literally"], input=data, check=True,
                        stdout=subprocess.PIPE).stdout.decode().strip()
    with open(os.path.join(FOLDER, ".git/refs/heads/main"), "w") as file:
        file.write(id + "\n")


for name, text in {
    "a time far away": b"tree TREE\nauthor A <a> 99999999999999999 +9999\ncommitter A <a> 99999999999999999 -9999\n\nm\n",
    "a time before all": b"tree TREE\nauthor A <a> -99999999999 +0000\ncommitter A <a> -1 +0000\n\nm\n",
    "no author": b"tree TREE\n\nm\n",
    "a name of markup and controls": b"tree TREE\nauthor <b>\x1b[31m\xff <\"> 1600000000 +0000\ncommitter A <a> 1600000000 +0000\n\n<script>\xff\x1b[0m\n",
    "a subject of 1 MB": b"tree TREE\nauthor A <a> 1600000000 +0000\ncommitter A <a> 1600000000 +0000\n\n" + b"m" * 1000000 + b"\n",
    "a parent that is missing": b"tree TREE\nparent " + b"1" * 40 + b"\nauthor A <a> 1600000000 +0000\ncommitter A <a> 1600000000 +0000\n\nm\n",
    "a parent that is no commit": b"tree TREE\nparent TREE\nauthor A <a> 1600000000 +0000\ncommitter A <a> 1600000000 +0000\n\nm\n",
}.items():
    case("git: a commit with " + name, may="E303 E304 E305", args=["-r", "HEAD"])(lambda text=text: raw_commit(text))


@case("git: a HEAD that is garbage", may="E303 E304 E305")
def garbage_head():
    commit()
    with open(os.path.join(FOLDER, ".git/HEAD"), "wb") as file:
        file.write(b"\xff\xfe\0 ref: ../../../etc/passwd\n")


@case("git: an index and a config that are garbage", may="E303 E304")
def garbage_index():
    commit()
    with open(os.path.join(FOLDER, ".git/index"), "wb") as file:
        file.write(b"DIRC" + b"\xff" * 1000)
    with open(os.path.join(FOLDER, ".git/config"), "ab") as file:
        file.write(b"[core\n\xff = = ]")


@case("git: a repository that is a file", may="E303")
def git_file():
    write(".git", "gitdir: /nonexistent/../../etc\n")


@case("git: programs in the configuration are not run")
def git_programs():
    commit()
    marker = os.path.join(FOLDER, "ran")
    with open(os.path.join(FOLDER, ".git/config"), "a") as file:
        file.write(f"[core]\n\tfsmonitor = touch {marker}\n\tsshCommand = touch {marker}\n[filter \"x\"]\n\tsmudge = touch {marker}\n\tclean = touch {marker}\n")
    write(".gitattributes", "*.md filter=x\n")
    os.chmod(os.path.join(FOLDER, ".git/hooks"), 0o755) if os.path.isdir(os.path.join(FOLDER, ".git/hooks")) else None


# What a reader from elsewhere may bring along as the state of an earlier build

@case("state: another's, damaged", may="W335 E331")
def damaged_state():
    subprocess.run([COLOPHON, "build", "-q", "-s", FOLDER], check=True, stdout=subprocess.DEVNULL)
    for parent, _, names in os.walk(os.path.join(FOLDER, ".colophon")):
        for name in names:
            path = os.path.join(parent, name)
            data = bytearray(open(path, "rb").read())
            for at in range(0, len(data), 37):
                data[at] ^= 0x55
            with open(path, "wb") as file:
                file.write(data)
    shutil.rmtree(os.path.join(FOLDER, "site"))


# Running

def reset():
    for parent, folders, _ in os.walk(FOLDER):
        for name in folders:
            path = os.path.join(parent, name)
            if not os.path.islink(path):
                os.chmod(path, 0o755)
    shutil.rmtree(FOLDER, ignore_errors=True)
    if os.path.exists(FOLDER):
        subprocess.run(["rm", "-rf", FOLDER], check=True)
    shutil.copytree(BASE, FOLDER, symlinks=True)


def limit():
    if not SANITIZED:
        resource.setrlimit(resource.RLIMIT_AS, (LIMIT_BYTES, LIMIT_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def most_memory(pid):
    """Kilobytes that the process and its children have had at most at one time, sampled by the caller."""
    total = 0
    try:
        children = open(f"/proc/{pid}/task/{pid}/children").read().split()
        for one in [str(pid)] + children:
            for line in open(f"/proc/{one}/status"):
                if line.startswith("RssAnon:"):
                    total += int(line.split()[1])
    except OSError:
        pass
    return total


def build(args, seconds):
    started = time.monotonic()
    process = subprocess.Popen([COLOPHON, "build", "--json", "-s", FOLDER, "-j", "2", *args], stdout=subprocess.PIPE,
                               stderr=subprocess.PIPE, preexec_fn=limit, start_new_session=True)
    out_path, memory = bytearray(), 0
    os.set_blocking(process.stdout.fileno(), False)
    os.set_blocking(process.stderr.fileno(), False)
    errors = bytearray()
    while process.poll() is None:
        for stream, into in ((process.stdout, out_path), (process.stderr, errors)):
            into += stream.read() or b""
        memory = max(memory, most_memory(process.pid))
        if time.monotonic() - started > seconds + 20:
            os.killpg(process.pid, signal.SIGKILL)
        time.sleep(0.01)
    for stream, into in ((process.stdout, out_path), (process.stderr, errors)):
        into += stream.read() or b""
        stream.close()
    return process.returncode, bytes(out_path), bytes(errors), time.monotonic() - started, memory // 1024


def digest_of_site():
    found = {}
    for parent, _, names in os.walk(os.path.join(FOLDER, "site")):
        for name in names:
            path = os.path.join(parent, name)
            found[os.path.relpath(path, FOLDER)] = open(path, "rb").read()
    return found


def judge(one):
    """What is wrong, as lines."""
    reset()
    subprocess.run([COLOPHON, "build", "-q", "-s", FOLDER], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    before = digest_of_site()
    shutil.rmtree(os.path.join(FOLDER, ".colophon"), ignore_errors=True) if one["name"].startswith("state") else None
    listed = {os.path.relpath(os.path.join(parent, name), FOLDER) for parent, folders, names in os.walk(FOLDER) for name in names + folders}
    one["make"]()
    after = {os.path.relpath(os.path.join(parent, name), FOLDER) for parent, folders, names in os.walk(FOLDER) for name in names + folders
             if not parent.startswith(os.path.join(FOLDER, ".git"))}
    own = one["paths"] if one["paths"] is not None else sorted(path for path in after - listed if not path.startswith("site"))
    status, out, errors, seconds, memory = build(one["args"], one["seconds"])
    wrong = []
    problems = []
    for line in out.decode("utf-8", "replace").splitlines():
        try:
            said = json.loads(line)
        except ValueError:
            wrong.append(f"no JSON: {line[:200]}")
            continue
        if said.get("reason") == "diagnostic":
            problems.append(said)
    told = {said["code"] for said in problems if said["level"] == "error"}
    if status not in (0, 1, 2, 3):
        wrong.append(f"status {status}: {errors[-500:].decode('utf-8', 'replace')}")
    if one["status"] is not None and status != one["status"] and (one["codes"] or status != 0):
        wrong.append(f"status {status}, not {one['status']}")
    if one["codes"] - told:
        wrong.append(f"does not tell {' '.join(sorted(one['codes'] - told))}, but {' '.join(sorted(told)) or 'nothing'}")
    if told - one["codes"] - one["may"]:
        wrong.append(f"tells {' '.join(sorted(told - one['codes'] - one['may']))}: " + problems[0]["path"] + ": " + problems[0]["message"][:200])
    if (status == 0) == bool(told):
        wrong.append(f"status {status} with {len(told)} kinds of errors")
    wrong += check_places(problems, own)
    if seconds > one["seconds"]:
        wrong.append(f"took {seconds:.1f} s; {one['seconds']} are allowed")
    if memory > one["megabytes"] and not SANITIZED:
        wrong.append(f"took {memory} MB; {one['megabytes']} are allowed")
    site = digest_of_site()
    if status != 0 and site != before and not one["name"].startswith("state"):
        wrong.append("the old site does not stand")
    if status == 0 and b"The first essay" not in site.get("site/essays/first/index.html", b""):
        wrong.append("another essay is harmed")
    if os.path.exists(os.path.join(FOLDER, "ran")):
        wrong.append("a program of the reader's was run")
    if any(b"root:x:0:0" in data for data in site.values()):
        wrong.append("a file from outside of the reader is in the site")
    return wrong, seconds, memory, told


def check_places(problems, own):
    """Problems of other files than the case's own."""
    other = []
    for said in problems:
        path = said.get("path", "")
        if said["level"] == "error" and path and not any(path == one or path.startswith(one + "/") for one in own):
            if path.startswith(("content/", "layouts/")):
                other.append(f"tells {said['code']} at {path}, which is not hostile: {said['message'][:200]}")
    return other[:3]


def main():
    passed = failed = 0
    slowest, largest = (0, ""), (0, "")
    for one in CASES:
        if WANTED and not any(word in one["name"] for word in WANTED):
            continue
        wrong, seconds, memory, told = judge(one)
        slowest, largest = max(slowest, (seconds, one["name"])), max(largest, (memory, one["name"]))
        print(f"{'FAILED' if wrong else 'ok'} {one['name']}: {seconds:.2f} s, {memory} MB, {' '.join(sorted(told)) or 'harmless'}", flush=True)
        for line in wrong:
            print("    " + line)
        passed, failed = passed + (not wrong), failed + bool(wrong)
    reset()
    shutil.rmtree(FOLDER)
    print(f"{passed + failed} hostile readers; the slowest took {slowest[0]:.1f} s ({slowest[1]}), the largest {largest[0]} MB ({largest[1]})")
    print(f"{passed} passed, {failed} failed")
    return failed > 0


sys.exit(main())
