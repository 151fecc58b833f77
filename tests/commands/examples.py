"""Runs the examples of generator/commands/codes.md: each wrong one produces its code, each right one does not.

usage: examples.py CODES.md CODES.h COLOPHON FOLDER
"""
import os
import re
import shlex
import subprocess
import sys

HOME = "---\ntitle: A reader\n---\nWelcome.\n"
SITE = "title: A reader\n"


def sections(text):
    """(code, body) of each section, after the comment that says how they are written."""
    text = text[text.index("\n-->\n"):]
    found = re.split(r"(?m)^## ([A-Z]\d{3}) .*$", text)
    return list(zip(found[1::2], found[2::2]))


def example(body, word):
    """The lines of the example after `word`, without their indent; None when there is none."""
    match = re.search(r"(?m)^%s:\n\n((?:    .*\n|\n)*)" % word, body)
    if not match:
        return None
    return [line[4:] for line in match.group(1).rstrip("\n").split("\n")]


def contents(header, lines):
    """The bytes of one file of an example, by what its header says."""
    repeated = re.fullmatch(r"(\d+) bytes of (.)", header)
    if repeated:
        return repeated.group(2).encode() * int(repeated.group(1))
    if header:
        return re.sub(r"\\x([0-9a-f]{2})", lambda m: chr(int(m.group(1), 16)), header).encode("latin-1")
    return "".join(line + "\n" for line in lines).encode()


def files(lines):
    """(command or None, {path: bytes}) of an example."""
    command, found, path, header, held = None, {}, None, "", []
    for line in lines + ["== "]:
        if line.startswith("== $ "):
            command = line[5:]
        elif line.startswith("== "):
            if path:
                found[path] = contents(header, held)
            path, _, header = line[3:].partition(" = ")
            held = []
        else:
            held.append(line)
    return command, found


def write(folder, path, data):
    full = os.path.join(folder, path)
    os.makedirs(os.path.dirname(full), exist_ok=True)
    with open(full, "wb") as file:
        file.write(data)


def run(colophon, folder, lines):
    """What the program says to an example."""
    command, found = files(lines)
    os.makedirs(folder)
    if "content/site.yaml" not in found:
        write(folder, "content/site.yaml", SITE.encode())
    if not any(path.startswith("content/index.") for path in found):
        write(folder, "content/index.md", HOME.encode())
    for path, data in found.items():
        write(folder, path, data)
    shell = "colophon() { %s \"$@\"; }\n%s" % (shlex.quote(colophon), command or "colophon check")
    done = subprocess.run(["sh", "-c", shell], cwd=folder, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, timeout=120)
    return done.stdout.decode("utf-8", "replace")


def main():
    codes_md, codes_h, colophon, folder = sys.argv[1:]
    with open(codes_md, encoding="utf-8") as file:
        explained = sections(file.read())
    with open(codes_h, encoding="utf-8") as file:
        defined = re.findall(r'(?m)^#define [EW]_\w+ "([EW]\d{3})"', file.read())
    tally = {"ok": 0, "FAILED": 0, "skipped": 0}

    def say(word, what, more=""):
        tally[word] += 1
        print(word, what)
        for line in more.splitlines()[:30]:
            print("    " + line)

    names = [code for code, _ in explained]
    for code in sorted(set(defined) - set(names)):
        say("FAILED", code + " has no explanation")
    for code in sorted(set(names) - set(defined)):
        say("FAILED", code + " is explained, and is not in codes.h")
    order = names == sorted(names, key=lambda code: code[1:]) and len(set(names)) == len(names)
    say("ok" if order else "FAILED", "codes stand in order, each once")
    for code, body in explained:
        wrong, right = example(body, "Wrong"), example(body, "Right")
        if "\nNo example: " in body and not wrong and not right:
            say("skipped", code + " has no example")
            continue
        if not wrong or not right:
            say("FAILED", code + " lacks an example")
            continue
        said = run(colophon, os.path.join(folder, code + "-wrong"), wrong)
        say("ok" if "[%s]" % code in said else "FAILED", code + " wrong", "" if "[%s]" % code in said else said)
        said = run(colophon, os.path.join(folder, code + "-right"), right)
        say("ok" if "[%s]" % code not in said and "error[" not in said else "FAILED", code + " right",
            said if "[%s]" % code in said or "error[" in said else "")
    print("%(ok)d passed, %(FAILED)d failed, %(skipped)d skipped" % tally)
    return 1 if tally["FAILED"] else 0


sys.exit(main())
