#!/usr/bin/env python3
"""All code points, in every kind of place that a reader has for words, names and addresses; and a look at all that comes of them.

usage: characters.py make FOLDER    a repository: texts, fields, names of files, and commits with their subjects and authors
       characters.py frame FOLDER   a small one: what stands on every page, from site.yaml, a layout and the tags of editions
       characters.py check FOLDER   the first one's site: whoever reads a file of it can, and no character is missing
       characters.py check-frame FOLDER   the other's
       characters.py diagnostics    what build --json said, on standard input: each text with what is forbidden is told
       characters.py json NAME      lines of JSON on standard input; view: one value

Every place is given the characters that its format has a way to write: what is left out here, no place could have.
"""
import collections
import functools
import html
import io
import json
import os
import re
import subprocess
import sys
import unicodedata
import xml.parsers.expat
import zipfile
from urllib.parse import unquote

STEP = 4096  # code points of one essay; of a plane that is empty but for its end, one has all but the end
SECONDS = 1700000000
ALL = "".join(chr(c) for c in range(0x110000) if not 0xD800 <= c < 0xE000)
NONCHARACTERS = "".join(c for c in ALL if 0xFDD0 <= ord(c) < 0xFDF0 or ord(c) & 0xFFFE == 0xFFFE)
LOW_CONTROLS = "".join(map(chr, (*range(9), 11, 12, *range(14, 32))))
FORBIDDEN = LOW_CONTROLS + "".join(map(chr, range(0x7F, 0xA0))) + NONCHARACTERS
LINES = "\r\n\0"
SPACES = "".join(map(chr, (*range(9, 14), 0x20, 0x85, 0x2028, 0x2029)))


def without(signs):
    return {ord(c): None for c in signs}


def before(signs, sign="\\"):
    return {ord(c): sign + c for c in signs}


NO_LINES, NO_SPACES = without(LINES), without(SPACES)
NO_NAME = without(FORBIDDEN + "\t\n\r/")
NO_FORBIDDEN = without(FORBIDDEN)
IN_YAML = {**{ord(c): "\\U%08X" % ord(c) for c in '"\\\t\n\r\u2028\u2029\ufeff' + FORBIDDEN}, **without(LOW_CONTROLS)}
IN_ADDRESS = {**NO_NAME, **without("?#%\\\ufffd" + "".join(c for c in ALL if unicodedata.normalize("NFC", c) != c))}


def runs(points, size):
    return [points[i:i + size] for i in range(0, len(points), size)]


def is_full(plane):
    return plane in (0, 1, 2, 14)


def chunks():
    for plane in range(17):
        points = "".join(chr(c) for c in range(plane << 16, plane + 1 << 16) if not 0xD800 <= c < 0xE000)
        yield from runs(points, STEP) if is_full(plane) else (points[:-256], points[-256:])


class Places:
    """The characters of one text, for one place after the other: all, or, of planes that are empty but for their ends, in turn."""

    def __init__(self, number, points):
        self.points, self.turn = points, number
        self.all = is_full(ord(points[0]) >> 16) or points[-1] in NONCHARACTERS

    def next(self):
        self.turn += 1
        return self.points if self.all or self.turn % 16 == 0 else ""

    def yaml(self, first=""):
        return '"' + first + self.next().translate(IN_YAML) + '"'

    def yaml_url(self, first):
        return '"' + first + self.next().translate(NO_SPACES).translate(IN_YAML) + '"'


def paths(points, not_allowed, size, depth):
    """Of folders that begin with a letter, since a point hides them, and end with one, since some ends are those of left-overs."""
    names = ["a" + run + "z" for run in runs(points.translate(not_allowed), size)]
    return ["/".join(some) for some in runs(names, depth)]


def path_in_link(path):
    return re.sub("[%#?]", lambda sign: "%%%02X" % ord(sign[0]), path).translate(before("<>\\&"))


def body(number, points):
    places = Places(number, points.translate(NO_LINES))
    lines = ["First words of number %d." % number]
    lines += ["x " + run for run in runs(places.points, 64)]
    lines += ["## h " + run for run in runs(places.next(), 1024)]
    lines += ["* `` c " + run.translate(without("`")) + " ``" for run in runs(places.next(), 1024)]
    lines += ["[l](<https://x.example/p%s?q=%s#f%s>)" % ((run.translate(before("<>\\&")),) * 3) for run in runs(places.next(), 256)]
    lines += ["[t](https://x.example \"t %s\")" % run.translate(before('"\\&')) for run in runs(places.next(), 1024)]
    lines += ["[m](<mailto:a@x.example?subject=%s>)" % run.translate(before("<>\\&")) for run in runs(places.next(), 1024)]
    lines += ["note[^%x]\n\n[^%x]: n %s" % (ord(run[0]), ord(run[0]), run) for run in runs(places.next(), 1024)]
    lines += ["![i %s](../media/picture.png)" % run.translate(before("[]\\&")) for run in runs(places.next(), 1024)]
    lines += ["```\n%s\n```" % "\n".join(runs(places.next().translate(without("`")), 64))]
    forbidden = [c for c in points if c in FORBIDDEN]
    lines += ["e " + "".join("&#x%X;" % ord(c) for c in forbidden)]
    lines += ["<p title=\"%s\">%s</p>" % ("".join("&#%d;" % ord(c) for c in forbidden), "".join(forbidden).translate(NO_LINES))]
    lines += ["[d](<../media/%s/file.txt>)" % path_in_link(path) for path in paths(points, NO_NAME, 48, 16)]
    return "\n\n".join(lines)


def essay(number, points):
    places = Places(number, points)
    front = ["date: 2020-01-01", "title: " + places.yaml("T %d " % number)]
    front += ["%s: %s" % (field, places.yaml("w ")) for field in ("subtitle", "summary", "original_title", "short_title")]
    front.append("authors: [{name: %s, affiliation: %s, url: %s}]" % (
        places.yaml("A%d " % (number if places.all else 0)), places.yaml(), places.yaml_url("https://a.example/")))
    front += ["%s: [%s]" % (field, places.yaml("%s%dx " % (field, number if places.all else 0))) for field in ("topics", "places")]
    front.append("source: {publication: %s, place: %s, pages: %s, url: %s}" % (
        places.yaml("S%d " % number), places.yaml(), places.yaml(), places.yaml_url("https://s.example/?")))
    front.append("rights: {holder: %s, statement: %s, url: %s}" % (places.yaml(), places.yaml("R "), places.yaml_url("https://r.example/#")))
    front.append("relations: [%s]" % ("{cites: e0, note: %s}" % places.yaml("note ") if number else ""))
    return "---\n%s\n---\n\n%s\n" % ("\n".join(front), body(number, points))


def files(number, points):
    places = Places(number, points)
    yield "content/essays/e%d.md" % number, essay(number, points)
    for index, path in enumerate(paths(points, NO_NAME, 48, 16)):
        yield "content/media/%s/file.txt" % path, "A file."
    for index, path in enumerate(paths(places.next(), NO_NAME, 48, 16)):
        yield "content/essays/%s/in-%d-%d.md" % (path, number, index), "---\ntitle: In folders %d %d\ndate: 2019\n---\n\nWords.\n" % (number, index)
    if not places.all:
        return
    old = ", ".join('"/old/%s/"' % path.translate(IN_YAML) for path in paths(places.next(), IN_ADDRESS, 48, 5))
    yield "content/essays/old%d.md" % number, "---\ntitle: Old addresses %d\ndate: 2019\naliases: [%s]\n---\n\nWords.\n" % (number, old)
    yield "content/glossary/g%d.md" % number, "---\nterm: %s\nalso: [%s]\noriginal: %s\n---\n\nA term.\n" % (
        places.yaml("G%d " % number), places.yaml("H%d " % number), places.yaml())
    yield "content/topics/t%d.md" % number, "---\nname: %s\nsummary: %s\n---\n\nWords.\n" % (places.yaml("N%dx " % number), places.yaml())
    yield "content/lists/l%d.md" % number, "---\ntitle: %s\nitems: [{essay: e%d, note: %s}]\n---\n\nWords.\n" % (
        places.yaml("L%d " % number), number, places.yaml())
    yield "content/pages/p%d.md" % number, "---\ntitle: %s\n---\n\nWords.\n" % places.yaml("P%d " % number)


FIRST = [
    ("content/media/picture.png", "Not a picture."),
    ("content/site.yaml", "title: T\ndescription: D\nbase_url: https://reader.example/sub/\nfeed: 1000\npage_size: 100000\n"),
]


def stream():
    """For git fast-import: a commit for each chunk, whose subject and author have its characters."""
    for number, points in enumerate(chunks()):
        yield b"commit refs/heads/main\n"
        yield ("author E %s y <e@x.example> %d +0000\n" % (points.translate(without("<>\n\0")), SECONDS + number)).encode()
        yield ("committer C <c@x.example> %d +0000\n" % (SECONDS + number)).encode()
        subject = ("S " + points.translate(without("\n\0"))).encode()
        yield b"data %d\n%s\n" % (len(subject), subject)
        for path, data in [*files(number, points), *([] if number else FIRST)]:
            quoted_path = path.encode() if '"' not in path and "\\" not in path else b'"%s"' % path.translate(before('"\\')).encode()
            yield b"M 100644 inline %s\ndata %d\n%s\n" % (quoted_path, len(data.encode()), data.encode())


def make(folder):
    subprocess.run(["git", "init", "-q", "-b", "main", folder], check=True)
    importer = subprocess.Popen(["git", "-C", folder, "-c", "core.compression=0", "fast-import", "--quiet"], stdin=subprocess.PIPE)
    for piece in stream():
        importer.stdin.write(piece)
    importer.stdin.close()
    assert importer.wait() == 0
    subprocess.run(["git", "-C", folder, "reset", "-q", "--hard"], check=True)


# Of each kind of character some: what stands on every page is not to be long.
SOME = "".join(sorted(set(FORBIDDEN) | set(map(chr, range(0x3000))) | {c for c in ALL if ord(c) % 512 in (0, 0xff)}))


def settings():
    points = SOME.translate(NO_LINES)
    words = '"w %s"' % points.translate(IN_YAML)
    url = '"https://a.example/%s"' % points.translate(NO_SPACES).translate(IN_YAML)
    fields = ["title: " + words, "subtitle: " + words, "description: " + words, "base_url: https://reader.example/sub/", "editions: [e/*]"]
    fields.append("editors: [{name: %s, affiliation: %s, url: %s}]" % (words, words, url))
    fields.append("rights: {holder: %s, statement: %s, url: %s}" % (words, words, url))
    fields.append("menu:\n  - ? %s\n    : /essays/\n  - Elsewhere: %s" % (words, url))
    return "\n".join(fields) + "\n"


def frame(folder):
    os.makedirs(folder + "/content/essays")
    os.makedirs(folder + "/layouts/parts")
    texts = {
        "content/site.yaml": settings(),
        "content/essays/one.md": "---\ntitle: One\ndate: 2020-01-01\n---\n\nWords.\n",
        "layouts/parts/footer.html": "<footer><p>%s</p></footer>\n" % SOME.translate(without("{}<>&\0")),
    }
    for path, text in texts.items():
        with open(os.path.join(folder, path), "w", newline="") as file:
            file.write(text)
    git = ["git", "-C", folder]
    subprocess.run(["git", "init", "-q", "-b", "main", folder], check=True)
    subprocess.run([*git, "add", "-A"], check=True)
    subprocess.run([*git, "commit", "-q", "-m", "Begin"], check=True)
    subprocess.run([*git, "tag", "-a", "-F", "-", "e/1"], input=SOME.translate(without("\0")).encode(), check=True)


# What comes of them.

FAULT = re.compile("[%s]" % FORBIDDEN.translate(before("\\]^-")))
FAULT_IN_PERL = "[%s]" % "".join("\\x{%X}" % ord(c) for c in FORBIDDEN if c != "\0")
BASE = "/sub/"  # of base_url, which the page for what is not found shows
DATA = re.compile(r'<script type="application/(?:ld\+)?json"[^>]*>(.*?)</script>', re.S)
LINK = re.compile(r'\s(?:href|src|action|poster|cite|data|srcset)="([^"]*)"')
LOCATION = re.compile(r"<(?:loc|id|uri)>([^<]*)<")
TAG = re.compile(r"<[^>]*>")
URI = re.compile(r"""(?:(?P<scheme>[A-Za-z][A-Za-z0-9+.-]*):)?
    (?://(?:[A-Za-z0-9._~!$&'()*+,;=:@-]|%[0-9A-Fa-f]{2})*)?
    (?P<path>(?:[A-Za-z0-9._~!$&'()*+,;=:@/-]|%[0-9A-Fa-f]{2})*)
    (?:\?(?:[A-Za-z0-9._~!$&'()*+,;=:@/?-]|%[0-9A-Fa-f]{2})*)?
    (?:\#(?P<fragment>(?:[A-Za-z0-9._~!$&'()*+,;=:@/?-]|%[0-9A-Fa-f]{2})*))?""", re.VERBOSE)
faults = collections.Counter()


def fault(what, where, more=""):
    faults[what] += 1
    if faults[what] <= 3:
        print("FAILED %s: %.200s %.200s" % (what, where, ascii(more)))


@functools.cache
def uri_of(link):
    return URI.fullmatch(link)


def look_at_links(page, links, folder):
    for link in set(links):
        link = html.unescape(link)
        uri = uri_of(link)
        if not uri:
            fault("is no URI", page, link)
        elif not uri["scheme"] and not link.startswith("//") and uri["path"]:
            beside = os.path.dirname(page) if not link.startswith(BASE) else ""
            path = os.path.normpath(os.path.join(beside, unquote(uri["path"].removeprefix(BASE))))
            if path not in folder and os.path.normpath(path + "/index.html") not in folder:
                fault("leads nowhere", page, link)


def strings_of(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield key
            yield from strings_of(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from strings_of(inner)


def look_at_json(name, line):
    for string in strings_of(json.loads(line)):
        if FAULT.search(string) or any(0xD800 <= ord(c) < 0xE000 for c in string):
            fault("has what nothing may have", name, string)


def look_at_text(page, data):
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        fault("is not UTF-8", page, str(error))
        return ""


def look_for_forbidden(site):
    """With grep, which is ten times as fast. A book is no text: look_at_book."""
    found = subprocess.run(["grep", "-rlaP", "--exclude=*.epub", FAULT_IN_PERL, site], env={**os.environ, "LC_ALL": "C.UTF-8"}, capture_output=True)
    for name in os.fsdecode(found.stdout).split("\n")[:-1]:
        fault("has what no page can have", name)
    if found.returncode > 1:
        fault("grep cannot look at it", site, os.fsdecode(found.stderr))


def look_at_xml(page, data, folder):
    try:
        xml.parsers.expat.ParserCreate().Parse(data, True)
    except xml.parsers.expat.ExpatError as error:
        fault("expat", page, str(error))
    written = look_at_text(page, data)
    look_at_links(page, LOCATION.findall(written) + LINK.findall(written), folder)


def look_at_book(name, data):
    """Each text of an EPUB, as XML reads it."""
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        inside = set(book.namelist())
        for inner in sorted(inside):
            if inner.endswith((".xhtml", ".opf", ".svg")):
                look_at_xml(inner, book.read(inner), inside)
                if FAULT.search(look_at_text(inner, book.read(inner))):
                    fault("has what no page can have", name, inner)


def characters_of(written):
    return set(unicodedata.normalize("NFD", html.unescape(TAG.sub(" ", written))))


def look_for(points, shown, where):
    """No character from U+00A0 on is missing, though a title, say, may be in another form of Unicode; white space may be a space."""
    wanted = set(unicodedata.normalize("NFD", points.translate(NO_FORBIDDEN).translate(NO_SPACES))) - set(map(chr, range(0xA0)))
    if wanted - shown:
        fault("is missing", where, "".join(sorted(wanted - shown)))
    if len(points.translate(NO_FORBIDDEN)) < len(points) and not shown & {"\ufffd", "\\"}:
        fault("has no sign for what is forbidden", where)


def check_files(folder):
    """Each file of a site. Gives how the pages of essays and the indexes are written."""
    site = os.path.join(folder, "site")
    names = {os.path.relpath(os.path.join(top, name), site) for top, _, some in os.walk(site) for name in some}
    pages = {}
    look_for_forbidden(site)
    for name in sorted(names):
        with open(os.path.join(site, name), "rb") as file:
            data = file.read()
        if name.endswith(".xml"):
            look_at_xml(name, data, names)
        elif name.endswith(".epub"):
            look_at_book(name, data)
        elif name.endswith((".json", ".jsonl")):
            look_at_json(name, data)
        elif name.endswith(".html"):
            written = look_at_text(name, data)
            look_at_links(name, LINK.findall(written), names)
            for data in DATA.findall(written):
                look_at_json(name, data)
            if re.fullmatch(r"((essays/e\d+|[a-z]+)/)?index.html", name):
                pages[name] = written
    print("ok %d files, %d of them pages" % (len(names), sum(name.endswith(".html") for name in names)))
    return pages


def check_frame(folder):
    look_for(SOME, characters_of(check_files(folder)["index.html"]), "the home page")


def check(folder):
    pages = check_files(folder)
    for number, points in enumerate(chunks()):
        look_for(points, characters_of(pages["essays/e%d/index.html" % number]), "essays/e%d" % number)
    look_for(ALL, characters_of(pages["changes/index.html"]), "changes, with subjects and authors")


def check_diagnostics():
    """Of a run with --json on standard input: each line, and that every text with what is forbidden is told."""
    told = set()
    for line in sys.stdin:
        record = json.loads(line)
        look_at_json("diagnostics", line)
        if record.get("code") == "W406":
            told.add(record["path"])
    for number, points in enumerate(chunks()):
        path = "content/essays/e%d.md" % number
        if (path in told) != any(c in FORBIDDEN for c in points):
            fault("is not told, or told for nothing", path)
    print("ok %d files are told" % len(told))


def check_json(name):
    for line in sys.stdin:
        look_at_json(name, line)


def check_view():
    look_at_json("view", sys.stdin.read())


if __name__ == "__main__":
    {"make": make, "frame": frame, "check": check, "check-frame": check_frame, "diagnostics": check_diagnostics, "json": check_json, "view": check_view}[sys.argv[1]](*sys.argv[2:])
    sys.exit(bool(faults))
