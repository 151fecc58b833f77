#!/usr/bin/env python3
"""public_history.py GIT READER FOLDER...: makes the history of somebody's repository into a reader, to measure with.

GIT is a git directory (`git clone --bare`), READER a folder that does not exist yet, each FOLDER one of the repository in which texts
lie or lay: what ends in .md there stands below content/essays, from the first commit on, with its authors, dates and branches. The
texts themselves are not copied: READER borrows them from GIT, which is only read. Then:

    colophon build -q -s READER -o OUT           # says which texts it refuses
    tests/compare/survival.py OUT

--mend FILE: what a build printed. The texts that it refused (E…) are left out of the reader, all of their history, on the next try; but
one that lacks a title gets its file's name, and two that share a slug get their paths, in a last commit.
--site LINE: a further line of site.yaml, as `open_past: true`.
"""
import argparse
import os
import re
import subprocess
import sys

MENDED = {"E008": 'title: "{title}"', "E106": "slug: {slug}"}
SITE = ["title: A public history", "base_url: https://example.org/", "history: full", "raw_html: keep", "links: warn"]


def git(*arguments, **options):
    return subprocess.run(["git", *arguments], check=True, **options)


def unquoted(path):
    if not path.startswith(b'"'):
        return path
    return path[1:-1].decode("unicode_escape").encode("latin-1")


def quoted(path):
    return b'"' + re.sub(rb'(["\\])', rb"\\\1", path).replace(b"\n", b"\\n") + b'"'


class Paths:
    """Where a file of the repository stands in the reader."""

    def __init__(self, folders, dropped):
        self.folders = sorted((folder.strip("/").encode() + b"/" for folder in folders), key=len, reverse=True)
        self.dropped = dropped

    def place(self, path):
        for folder in self.folders:
            if path.startswith(folder) and path.endswith(b".md"):
                place = b"content/essays/" + path[len(folder):]
                return None if place in self.dropped else place
        return None


def rewrite(line, paths):
    """A line of fast-export that changes a file, as the reader has it; None where it has not that file."""
    command, rest = line[:1], line[2:].rstrip(b"\n")
    head, path = (b"", rest) if command == b"D" else rest.rsplit(b" ", 1) if b'"' not in rest else rest.split(b' "', 1)
    if command == b"M" and b'"' in rest:
        path = b'"' + path
    elif command == b"M":
        mode, blob, path = rest.split(b" ", 2)
        head = mode + b" " + blob
    place = paths.place(unquoted(path))
    if not place or (command == b"M" and not head.startswith(b"100")):
        return None
    return command + b" " + (head + b" " if head else b"") + quoted(place) + b"\n"


def stream(source, sink, paths):
    """Copies the stream, whose only data are messages, with other paths."""
    for line in source:
        if line.startswith(b"data "):
            sink.write(line + source.read(int(line[5:])))
        elif line[:2] in (b"M ", b"D "):
            changed = rewrite(line, paths)
            if changed:
                sink.write(changed)
        elif line.startswith((b"commit ", b"reset ")):
            sink.write(line.split(b" ")[0] + b" refs/heads/main\n")
        else:
            sink.write(line)


def import_history(source, reader, paths, folders):
    git("init", "-q", "-b", "main", reader)
    with open(os.path.join(reader, ".git/objects/info/alternates"), "w", encoding="utf-8") as file:
        file.write(os.path.join(os.path.abspath(source), "objects") + "\n")
    # fast-export takes the first -- for itself.
    export = subprocess.Popen(["git", f"--git-dir={source}", "fast-export", "--no-data", "--reencode=yes", "HEAD", "--", "--", *folders],
                              stdout=subprocess.PIPE)
    import_ = subprocess.Popen(["git", "-C", reader, "fast-import", "--quiet", "--date-format=raw-permissive"], stdin=subprocess.PIPE)
    stream(export.stdout, import_.stdin, paths)
    import_.stdin.close()
    if export.wait() or import_.wait():
        sys.exit("the history could not be read or written")


def set_field(path, field):
    """In the front matter, instead of a line that has this field."""
    with open(path, encoding="utf-8-sig", newline="") as file:
        text = file.read()
    start = re.match(r"---[ \t]*(\r?\n)", text)
    end = re.compile(r"^---[ \t]*\r?$", re.M).search(text, start.end()) if start else None
    if end:
        name = field.split(":")[0]
        front = re.sub(rf"^{name}:.*\r?\n(?:[ \t]+.*\r?\n)*", "", text[start.end():end.start()], flags=re.M)
        text = text[:start.end()] + field + start[1] + front + text[end.start():]
    else:
        text = f"---\n{field}\n---\n\n{text}"
    with open(path, "w", encoding="utf-8", newline="") as file:
        file.write(text)


def add_site(reader, lines, mended):
    git("-C", reader, "checkout", "-qf", "main")
    for place, code in mended.items():
        if code in MENDED:
            name = place.decode()[len("content/essays/"):-len(".md")]
            set_field(os.path.join(reader, place.decode()), MENDED[code].format(title=os.path.basename(name).replace('"', '\\"'), slug=name.replace("/", "-").lower()))
    with open(os.path.join(reader, "content", "site.yaml"), "w", encoding="utf-8") as file:
        file.write("\n".join(SITE + lines) + "\n")
    git("-C", reader, "add", "content")
    last = git("-C", reader, "log", "-1", "--format=%ct", stdout=subprocess.PIPE).stdout.decode().strip()
    times = {"GIT_AUTHOR_DATE": last + " +0000", "GIT_COMMITTER_DATE": last + " +0000"}
    git("-C", reader, "-c", "user.name=Reader", "-c", "user.email=reader@example.org", "commit", "-q", "-m", "Make it a reader",
        env=os.environ | times)


def refused(log):
    """By place: the code; of those that share a slug, both."""
    with open(log, encoding="utf-8", errors="replace") as file:
        said = file.read()
    found = {match[1].encode(): "E106" for match in re.finditer(r"\bE106\b.* is that of (content/essays/.+?\.md), too$", said, re.M)}
    return found | {match[1].encode(): match[2] for match in re.finditer(r"^(content/essays/[^:]+\.md)\b.*?\b(E\d{3})\b", said, re.M)}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("git")
    parser.add_argument("reader")
    parser.add_argument("folders", nargs="+")
    parser.add_argument("--mend")
    parser.add_argument("--site", action="append", default=[])
    arguments = parser.parse_args()
    mended = refused(arguments.mend) if arguments.mend else {}
    paths = Paths(arguments.folders, {place for place, code in mended.items() if code not in MENDED})
    import_history(arguments.git, arguments.reader, paths, arguments.folders)
    add_site(arguments.reader, arguments.site, mended)


if __name__ == "__main__":
    main()
