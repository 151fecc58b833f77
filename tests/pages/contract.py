#!/usr/bin/env python3
"""contract.py CONTRACT COLOPHON FOLDER: compares the contract of layouts with all views of the readers of contract_readers.py.

Each name of a view must stand in the contract, with its type, and be null only where that says `?`. Each name of the contract
must have a value somewhere; be null somewhere, when it may be; and be true somewhere and false somewhere, when it is a flag
(of which the contract may say that it is never true). What it says is "only in an edition" has no view here.
"""

import json
import os
import re
import subprocess
import sys

import contract_readers

MEMBER = re.compile(r"^    ([a-z0-9_]+) +((?:list of |block of )?[a-z_]+(?: [a-z_]+)*\??)(?:  .*)?$")
SCALARS = {"text": str, "path": str, "html": str, "flag": bool, "number": int}
IN_BANNER = {"edition": "edition name", "paths": "site paths"}


class Member:
    def __init__(self, written):
        self.is_always_true = written == "true flag"
        self.is_never_true = self.is_of_editions = False
        written = written.removeprefix("true ")
        self.optional = written.endswith("?")
        self.type = written.rstrip("?")
        self.is_list = self.type.startswith("list of ")
        self.seen, self.where = set(), None
        if self.is_list:
            self.type = self.type[len("list of "):]

    def wanted(self):
        """What must be seen of it somewhere."""
        if self.type == "flag":
            return {"true"} if self.is_always_true else {"false"} if self.is_never_true else {"true", "false"}
        return {"null"} if self.is_of_editions else {"a value", "null"} if self.optional else {"a value"}


class Shape(dict):
    """Members by their names; of a sparse one those that say nothing are left out."""

    is_sparse = False


def read_contract(path):
    shapes, shape, is_sparse = {}, None, False
    with open(path, encoding="utf-8") as file:
        lines = file.read().split("\n# Every page\n")[1].split("\n")
    for line in lines:
        if line.startswith("# "):
            is_sparse = line == "# Differences"
        if line.startswith("## "):
            name, _, basis = line[3:].partition(": ")
            shape = shapes[name] = Shape()
            shape.is_sparse = is_sparse
            for key, member in shapes[basis.removesuffix(" and")].items() if basis else ():
                shape[key] = member
        match = MEMBER.match(line)
        if match:
            key, written = match.groups()
            if written.startswith("block of "):
                written = "list of " + written[len("block of "):]
                add_member(shape, "has_" + key, "flag" if written.endswith("?") else "true flag")
            add_member(shape, key, written)
            shape[key].is_never_true = "never true" in line
            shape[key].is_of_editions = "only in an edition" in line
        elif line.startswith("    ") and not line.startswith(" " * 8):
            raise SystemExit(f"not a line of the contract: {line}")
    return shapes


def add_member(shape, key, written):
    if key in shape:
        raise SystemExit(f"{key} stands there twice")
    shape[key] = Member(written)


class Comparison:
    def __init__(self, shapes):
        self.shapes = shapes
        self.problems = {}

    def problem(self, what, where):
        self.problems.setdefault(what, where)

    def value(self, member, value, name, where):
        if value is None:
            member.seen.add("null")
            if not member.optional:
                self.problem(f"{name} is null, and the contract has no `?`", where)
        elif member.is_list:
            member.seen.add("a value")
            if not isinstance(value, list) or not value:
                self.problem(f"{name} is no list, or an empty one", where)
                return
            for item in value:
                self.one(member.type, item, name + "[]", where)
        else:
            member.seen.add(str(value).lower() if member.type == "flag" else "a value")
            self.one(member.type, value, name, where)

    def one(self, type_, value, name, where):
        if type_ in SCALARS:
            if type(value) is not SCALARS[type_] or (value == "" and type_ != "path"):
                self.problem(f"{name} is {json.dumps(value)}, no {type_}", where)
        elif type_ == "any":
            pass
        elif type_ not in self.shapes:
            self.problem(f"{name}: the contract does not say what {type_} is", where)
        elif not isinstance(value, dict):
            self.problem(f"{name} is {json.dumps(value)}, no map", where)
        else:
            self.map(type_, value, where)

    def map(self, type_, value, where):
        shape = self.shapes[type_]
        for key in value.keys() - shape.keys():
            self.problem(f"{type_}: {key} is not in the contract", where)
        for key, member in shape.items():
            if key in value:
                self.value(member, value[key], f"{type_}: {key}", where)
            elif shape.is_sparse:
                member.seen.add("left out")
            else:
                self.problem(f"{type_}: {key} is in the contract, and is not there", where)

    def never_seen(self):
        for type_, shape in self.shapes.items():
            for key, member in shape.items() if type_ != "edition banner" else ():
                wanted = {"true" if member.type == "flag" else "a value"} if shape.is_sparse else member.wanted()
                for what in wanted - member.seen:
                    self.problem(f"{type_}: {key} is never {what}", "")
                if member.is_never_true and "true" in member.seen:
                    self.problem(f"{type_}: {key} is true", "")


def views(colophon, reader):
    def run(*words):
        return subprocess.run([colophon, "view", "-q", "-s", reader.folder, *reader.flags, *words],
                              check=True, stdout=subprocess.PIPE, encoding="utf-8").stdout

    addresses = reader.only or run().split()
    text, at, decoder = run(*addresses), 0, json.JSONDecoder()
    for address in addresses:
        view, at = decoder.raw_decode(text, at)
        at += len(text[at:]) - len(text[at:].lstrip()) if text[at:at + 1].isspace() else 0
        yield address, view


def banner_layout(shapes):
    """A banner has no address: a layout writes what it sees."""
    names = [key for key in shapes["edition banner"] if key not in IN_BANNER]
    names += [f"{map_}.{key}" for map_, type_ in IN_BANNER.items() for key in shapes[type_] if key != "home"]
    return "".join(f"<!--{name}: {{{{{name}{'.iso' if name == 'edition.date' else ''}}}}}-->\n" for name in names)


def note_banners(seen, colophon, folder):
    site = os.path.join(folder, "site")
    subprocess.run([colophon, "build", "-q", "-s", folder, "-o", site], check=True)
    for where, _, names in os.walk(os.path.join(site, "editions")):
        for name in names:
            with open(os.path.join(where, name), encoding="utf-8", errors="replace") as file:
                for key, value in re.findall(r"<!--([a-z_.]+): (.*?)-->", file.read()):
                    seen.setdefault(key, set()).add({"": "null", "true": "true", "false": "false"}.get(value, "a value"))


def check_banner(comparison, colophon, folders):
    seen = {}
    for folder in folders:
        note_banners(seen, colophon, folder)
    for prefix, type_ in [("", "edition banner")] + [(f"{map_}.", type_) for map_, type_ in IN_BANNER.items()]:
        for key, member in comparison.shapes[type_].items():
            if key not in IN_BANNER and prefix + key != "paths.home" and seen.get(prefix + key) != member.wanted():
                comparison.problem(f"edition banner: {prefix}{key} is {seen.get(prefix + key)}, not {member.wanted()}", "")


def main():
    contract, colophon, folder = sys.argv[1:]
    comparison, count = Comparison(read_contract(contract)), 0
    for reader in contract_readers.make(folder, banner_layout(comparison.shapes)):
        for address, view in views(colophon, reader):
            count += 1
            if address.endswith(".epub"):
                comparison.map("page book", view, f"{os.path.basename(reader.folder)}: {address}")
                continue
            comparison.map("page " + view["page"]["kind"], view, f"{os.path.basename(reader.folder)}: {address}")
            if not view["page"]["is_" + view["page"]["kind"]]:
                comparison.problem("page: the flag of its kind is false", address)
    comparison.never_seen()
    check_banner(comparison, colophon, [os.path.join(folder, name) for name in ("full", "arabic")])
    for what, where in comparison.problems.items():
        print(f"{what}{f' ({where})' if where else ''}")
    print(f"{count} views, {len(comparison.problems)} problems")
    sys.exit(bool(comparison.problems))


if __name__ == "__main__":
    main()
