#!/usr/bin/env python3
"""posts.py GIT FOLDER READER: makes a reader of the newest Markdown texts of somebody's repository, to search in.

GIT is a git directory (`git clone --bare`) or a work directory, FOLDER a folder of it in which posts lie, as Jekyll's _posts;
READER does not exist yet. Of a post its title, date and body are taken: what else its front matter says of layouts, drafts and days
is another generator's business. A post without a title has its first heading for one. The texts stay where READER is made: none of
them is for a repository.
"""
import os
import re
import subprocess
import sys

SITE = "title: Texts to search in\nbase_url: https://example.org/\nhistory: off\nraw_html: drop\nlinks: warn\nlanguage: {}\n"


def git(repository, *arguments):
    return subprocess.run(["git", "-C", repository, *arguments], check=True, capture_output=True).stdout


def paths_of(repository, folder):
    listed = git(repository, "ls-tree", "-r", "-z", "--name-only", "HEAD", folder.strip("/") + "/").decode()
    return [path for path in listed.split("\0") if path.endswith((".md", ".markdown"))]


def parts_of(text):
    """The front matter and the body."""
    found = re.match(r"---\s*\n(.*?)\n---\s*\n", text, re.S)
    return (found.group(1), text[found.end():]) if found else ("", text)


def field(front, name):
    found = re.search(rf"^{name}:[ \t]*(.+)$", front, re.M)
    if not found or found.group(1).strip() in (">", "|", ">-", "|-"):
        return ""
    value = found.group(1).strip()
    return value[1:-1].replace("''", "'").replace('\\"', '"') if value[:1] in "\"'" and value[-1:] == value[:1] else value


def heading(body):
    """The first one and what follows it."""
    found = re.search(r"^#+[ \t]+(.+?)[ \t]*#*$", body, re.M)
    return (found.group(1), body[:found.start()] + body[found.end():]) if found else ("", body)


def essay_of(path, text):
    front, body = parts_of(text.replace("\r\n", "\n").lstrip("\ufeff \n"))
    name = os.path.splitext(os.path.basename(path))[0]
    title = field(front, "title")
    if not title:
        title, body = heading(body)
    day = re.search(r"\d{4}-\d{2}-\d{2}", field(front, "date") or name)
    body = re.sub(r"\{%.*?%\}|\{\{.*?\}\}", "", body, flags=re.S)
    fields = [f"title: {quoted(title or name)}"] + ([f"date: {day.group()}"] if day else [])
    return "---\n" + "\n".join(fields) + "\n---\n\n" + body.strip() + "\n"


def quoted(text):
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def is_han(texts):
    han = sum(len(re.findall(r"[\u4e00-\u9fff]", text)) for text in texts)
    return han * 4 > sum(map(len, texts))


def main():
    repository, folder, reader = sys.argv[1:4]
    texts = {path: git(repository, "show", f"HEAD:{path}").decode("utf-8", "replace") for path in paths_of(repository, folder)}
    essays = os.path.join(reader, "content/essays")
    os.makedirs(essays)
    for path, text in texts.items():
        name = re.sub(r"[^a-z0-9]+", "-", os.path.splitext(path)[0][len(folder.strip("/")):].lower()).strip("-")
        with open(os.path.join(essays, name[:120] + ".md"), "w", encoding="utf-8") as file:
            file.write(essay_of(path, text))
    with open(os.path.join(reader, "content/site.yaml"), "w", encoding="utf-8") as file:
        file.write(SITE.format("zh-Hans" if is_han(list(texts.values())[:40]) else "en"))
    print(f"{len(texts)} texts, {sum(len(text.encode()) for text in texts.values()) / 1e6:.1f} MB")


main()
