"""addresses: random rounds of what editors do to a reader with a history; after each, whatever was ever published must stand.

    python3 addresses.py PROGRAM DATA FOLDER ROUNDS SEED ["whole shallow"]

Each round makes one to three edits (rename, delete, merge, split, retitle, reorder and others: the methods edit_*), commits them,
and builds in two ways: the work directory with git's whole history, compared with what the round before published; and a
clone without the past, which has content/addresses.lock, recorded after the round before. This program then reads the HTML of
both sites, not their lists: each address that any round published must have a file, and each id that any round published on a
page must still be the id of an element on the page at that address. Only where content/gone.yaml speaks of an address may ids
go. Not promised (pages/promised.h) are ids that layouts write by themselves, among them the letters of the index, which come and go
with its words; those of commits on pages of changes, which move to the page of their year, and those on the pages of histories, of old texts and of two essays side by side, at whose addresses a whole
essay or what tells that it is gone may stand for a while; those in books; and the files
that the script of the search reads.

A clone without the past is judged by what was recorded before it, since it can know nothing else.

Every tenth round also builds both from nothing, which must give the same bytes, and the whole clone without its lock, likewise.
At the end FOLDER has the last sites, whole/ and shallow/, and promised.json, every address that any round published with the ids
that must be there.

The same SEED makes the same rounds. The last line is "N passed, M failed"; a failure names the seed, the round, the edits and
what was lost, and ends the run.
"""

import copy
import json
import os
import random
import re
import shutil
import subprocess
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from folders import contents  # noqa: E402
from reader import Doc, WORDS, picture, slug_of  # noqa: E402

NAMES = "Ada Bo Cleo Dov Ema Finn Gia Hal Ida Jon Kay Lev Mia Ned Ola Pia".split()
FAMILIES = "Field Lin Marsh Stone Vale Moor Reed Wood Hill Brook".split()
ID = re.compile(r"<[^>]*?\sid=\"([^\"]*)\"")
LAYOUT_ID = re.compile(r"\sid=\"([^\"{]*)\"")
LETTER_ID = re.compile(r"_([a-z]|other)")
# "/index/", "/index/letter/c/"
OF_INDEX = re.compile(r"^/index/")
# "/search/index.js", "/search/t/tea.js"
OF_SEARCH = re.compile(r"^/search/.*\.js$")
# "/essays/tea/cite.bib", "/essays/tea/cite/": made of what is promised, and not promised themselves
OF_CITED = re.compile(r"[/-]cite(\.bib|\.ris|\.json|/)$")
# "/a/history/", "/2013/a-history/" of "/2013/a.html", "/topics/b/changes/year/2015/", "/versions/0123456789ab/since/"
OF_PAST = re.compile(r"^/versions/|[/-](changes|history|beside)/")
# "/lists/tea/print/": the places of its texts under ids that hang on their order
OF_BOOK = re.compile(r"/print/$")
WAIT_S = 120


class Failure(Exception):
    pass


class Thing:
    """A file of the reader: where it is, and what it says. {KEY} in a paragraph and in a list refers to another one."""

    def __init__(self, kind, path, fields, parts):
        self.kind, self.path, self.fields, self.parts = kind, path, fields, parts

    def state(self):
        return (self.path, repr(self.fields), self.parts)


class Reader:
    def __init__(self, rng):
        self.random = rng
        self.things = {}
        self.removed = []
        self.old_paths = []
        self.gone = {}
        self.media = {}
        self.made = 0
        self.authors = [self.person() for _ in range(5)]
        self.topics = [self.topic() for _ in range(5)]
        self.places = [f"{self.word().title()} Town" for _ in range(3)]
        for _ in range(rng.randint(9, 13)):
            self.add_essay()
        for name in self.authors[:3]:
            self.add("authors", slug_of(name), {"name": name}, [self.paragraph()])
        for name in self.topics[:3]:
            self.add("topics", slug_of(name), {"name": name}, [self.paragraph()])
        for _ in range(2):
            items = [f"{{{key}}}" for key in rng.sample(self.of("essays"), 4)]
            self.add("lists", self.fresh("list"), {"title": self.title(), "items": items}, [self.paragraph()])
        for _ in range(4):
            word = self.fresh(self.word())
            self.add("glossary", word, {"term": word}, [self.paragraph()])
        self.add("pages", "about", {"title": "About"}, self.body())
        for number in range(3):
            self.media[f"content/media/picture-{number}.png"] = picture(10 + number, 20)

    # Words

    def word(self):
        return self.random.choice(WORDS)

    def fresh(self, word):
        self.made += 1
        return f"{word}-{self.made}"

    def person(self):
        self.made += 1
        return f"{self.random.choice(NAMES)} {self.random.choice(FAMILIES)}{'abcdefghij'[self.made % 10]}{self.made}"

    def topic(self):
        return self.fresh(self.word()).replace("-", " ").title()

    def title(self):
        return f"{self.word().title()} and {self.word()} {self.word()}"

    def paragraph(self):
        sentences = [" ".join(self.word() for _ in range(self.random.randint(6, 14))).capitalize() for _ in range(self.random.randint(1, 4))]
        return ". ".join(sentences) + "."

    def heading(self):
        return f"## {self.word().title()} {self.random.choice(['and', 'of', 'under', 'for'])} {self.word()}"

    def body(self):
        parts = [self.paragraph()]
        for _ in range(self.random.randint(1, 3)):
            parts.append(self.heading())
            parts += [self.paragraph() for _ in range(self.random.randint(1, 3))]
        if self.random.random() < 0.3:
            parts.append("- " + "\n- ".join(f"{self.word()} {self.word()} {self.word()}" for _ in range(3)))
        if self.random.random() < 0.2:
            parts.append("> " + self.paragraph())
        return parts

    # What there is

    def add(self, kind, name, fields, parts):
        key = self.fresh("key")
        self.things[key] = Thing(kind, f"content/{kind}/{name}.md", fields, parts)
        return key

    def add_essay(self, parts=None, name=None):
        r = self.random
        fields = {"title": self.title(), "date": f"20{r.randint(10, 22)}-{r.randint(1, 12):02}-{r.randint(1, 28):02}"}
        fields["authors"] = r.sample(self.authors, r.randint(1, 2))
        fields["topics"] = r.sample(self.topics, r.randint(1, 3))
        if r.random() < 0.3:
            fields["places"] = [r.choice(self.places)]
        return self.add("essays", name or self.fresh(slug_of(fields["title"])), fields, parts or self.body())

    def of(self, *kinds):
        return [key for key, thing in self.things.items() if thing.kind in kinds]

    def pick(self, *kinds):
        keys = self.of(*kinds)
        return self.things[self.random.choice(keys)] if keys else None

    def slug(self, key):
        thing = self.things[key]
        return thing.fields.get("slug") or slug_of(os.path.basename(thing.path)[:-3])

    def files(self):
        def said(words):
            return re.sub(r"\{(key-\d+)\}", lambda match: f"[[{self.slug(match[1])}]]" if match[1] in self.things else "that", words)

        files = dict(self.media)
        for thing in self.things.values():
            fields = dict(thing.fields)
            if "items" in fields:
                fields["items"] = [self.slug(item[1:-1]) for item in fields["items"] if item[1:-1] in self.things]
            if fields.pop("variant_of", None) in self.things:
                fields["variant_of"] = self.slug(thing.fields["variant_of"])
            files[thing.path] = Doc(fields, [said(part) for part in thing.parts]).bytes()
        site = {"title": "A reader of rounds", "base_url": "https://rounds.example.org/", "page_size": 24, "books": ["lists", "topics", "reader"]}
        files["content/site.yaml"] = json.dumps(site, indent=1).encode() + b"\n"
        if self.gone:
            lines = [f"{json.dumps(address)}: {json.dumps(said)}\n" for address, said in sorted(self.gone.items())]
            files["content/gone.yaml"] = "".join(lines).encode()
        return files

    def copy(self):
        other = copy.copy(self)
        other.things, other.removed, other.media, other.gone = copy.deepcopy((self.things, self.removed, self.media, self.gone))
        other.authors, other.topics, other.places, other.old_paths = (list(x) for x in (self.authors, self.topics, self.places, self.old_paths))
        return other

    def merged(self, base, side):
        """What both have made of `base`; where both changed one thing, this one's."""
        for key in base.things.keys() | side.things.keys():
            ours, was, theirs = (reader.things.get(key) for reader in (self, base, side))
            unchanged = (ours.state() if ours else None) == (was.state() if was else None)
            if unchanged and theirs:
                self.things[key] = copy.deepcopy(theirs)
            elif unchanged and key in self.things:
                del self.things[key]
        for name in ("authors", "topics", "places"):
            mine = getattr(self, name)
            mine += [word for word in getattr(side, name) if word not in mine]
        self.gone |= side.gone
        self.made = max(self.made, side.made)

    # Edits

    def edit(self):
        edits = sorted(name for name in dir(self) if name.startswith("edit_"))
        while True:
            name = self.random.choice(edits)
            told = getattr(self, name)()
            if told:
                return f"{name[5:]}: {told}"

    def move_to(self, thing, name):
        old = thing.path
        if thing.kind == "essays":
            self.old_paths.append(old)
        thing.path = f"{os.path.dirname(old)}/{name}.md"
        return f"{old} to {thing.path}"

    def edit_rename(self):
        thing = self.pick("essays", "essays", "essays", "lists", "glossary", "pages", "topics", "authors")
        return self.move_to(thing, self.fresh(self.word()))

    def edit_case(self):
        thing = self.pick("essays", "pages")
        name = os.path.basename(thing.path)[:-3]
        return self.move_to(thing, name.title() if name == name.lower() else name.lower())

    def edit_slug(self):
        thing = self.pick("essays", "topics", "authors")
        thing.fields["slug"] = self.fresh(self.word())
        return f"{thing.path}: {thing.fields['slug']}"

    def edit_permalink(self):
        thing = self.pick("essays", "pages")
        thing.fields["permalink"] = f"/{self.random.randint(2010, 2020)}/{self.fresh(self.word())}" + self.random.choice(["/", ".html"])
        return f"{thing.path}: {thing.fields['permalink']}"

    def edit_no_permalink(self):
        thing = self.pick("essays", "pages")
        return f"{thing.path}: {thing.fields.pop('permalink')}" if "permalink" in thing.fields else None

    def remove(self, key):
        thing = self.things.pop(key)
        self.removed.append((key, thing))
        if thing.kind == "essays":
            self.old_paths.append(thing.path)
        return thing.path

    def edit_delete(self):
        essays, others = self.of("essays"), self.of("topics", "authors", "lists", "glossary", "pages")
        keys = essays if self.random.random() < 0.6 and len(essays) > 6 else others
        return self.remove(self.random.choice(keys)) if keys else None

    def edit_restore(self):
        paths = {thing.path.lower() for thing in self.things.values()}
        names = {(thing.kind, slug_of(thing.fields["name"])) for thing in self.things.values() if "name" in thing.fields}
        back = [pair for pair in self.removed if pair[0] not in self.things and pair[1].path.lower() not in paths]
        # Two records cannot have one name.
        back = [pair for pair in back if (pair[1].kind, slug_of(pair[1].fields.get("name", ""))) not in names]
        if not back:
            return None
        key, thing = self.random.choice(back)
        self.things[key] = copy.deepcopy(thing)
        if self.random.random() < 0.5:
            self.things[key].parts.append(self.paragraph())
        return thing.path

    def edit_add(self):
        kind = self.random.choice(["essays", "lists", "glossary", "pages"])
        if len(self.of(kind)) > 16:
            return None
        if kind == "essays":
            return self.things[self.add_essay()].path
        name = self.fresh(self.word())
        fields = {"lists": {"title": self.title(), "items": []}, "glossary": {"term": name}, "pages": {"title": self.title()}}[kind]
        if kind == "lists":
            fields["items"] = [f"{{{key}}}" for key in self.random.sample(self.of("essays"), 3)]
        return self.things[self.add(kind, name, fields, self.body() if kind == "pages" else [self.paragraph()])].path

    def edit_record(self):
        kind = self.random.choice(["authors", "topics"])
        used = {slug_of(thing.fields["name"]) for thing in self.things.values() if thing.kind == kind}
        names = [name for name in getattr(self, kind) if slug_of(name) not in used]
        if not names:
            return None
        return self.things[self.add(kind, self.fresh(slug_of(names[0])), {"name": names[0]}, [self.paragraph()])].path

    def rename_everywhere(self, kind, new):
        names = getattr(self, kind)
        old = self.random.choice(names)
        names[names.index(old)] = new
        for thing in self.things.values():
            thing.fields.update({kind: [new if name == old else name for name in thing.fields[kind]]} if kind in thing.fields else {})
            if thing.kind == kind and thing.fields["name"] == old:
                thing.fields["name"] = new
        return f"{old}: {new}"

    def edit_rename_author(self):
        return self.rename_everywhere("authors", self.person())

    def edit_rename_topic(self):
        return self.rename_everywhere("topics", self.topic())

    def edit_rename_place(self):
        return self.rename_everywhere("places", f"{self.fresh(self.word()).replace('-', ' ').title()}")

    def edit_names(self):
        thing = self.pick("essays")
        kind = self.random.choice(["authors", "topics"])
        names = getattr(self, kind)
        if self.random.random() < 0.4:
            names.append(self.person() if kind == "authors" else self.topic())
        thing.fields[kind] = self.random.sample(names, min(len(names), self.random.randint(1, 2)))
        return f"{thing.path}: {thing.fields[kind]}"

    def edit_forget_name(self):
        kind = self.random.choice(["authors", "topics", "places"])
        name = self.random.choice(getattr(self, kind))
        for thing in self.things.values():
            if len(thing.fields.get(kind, [])) > 1 or (kind == "places" and kind in thing.fields):
                thing.fields[kind] = [other for other in thing.fields[kind] if other != name]
        return f"{kind} {name}"

    def edit_merge(self):
        keys = self.of("essays")
        if len(keys) < 7:
            return None
        into, other = (self.things[key] for key in self.random.sample(keys, 2))
        into.parts += other.parts
        return self.remove(next(key for key in keys if self.things[key] is other)) + f" into {into.path}"

    def edit_split(self):
        thing = self.pick("essays")
        if len(thing.parts) < 4 or len(self.of("essays")) > 16:
            return None
        at = self.random.randint(2, len(thing.parts) - 1)
        rest, thing.parts = thing.parts[at:], thing.parts[:at]
        return f"{thing.path}, the rest in {self.things[self.add_essay(rest)].path}"

    def edit_retitle(self):
        thing = self.pick("essays", "lists", "pages")
        thing.fields["title"] = self.title()
        return thing.path

    def headings(self, thing):
        return [i for i, part in enumerate(thing.parts) if part.startswith("## ")]

    def edit_heading(self):
        thing = self.pick("essays", "essays", "pages")
        at = self.headings(thing)
        if not at:
            return None
        i = self.random.choice(at)
        old = thing.parts[i]
        thing.parts[i] = self.random.choice([self.heading(), old + f" {self.word()}", old.lower()])
        return f"{thing.path}: {old} is {thing.parts[i]}"

    def edit_heading_removed(self):
        thing = self.pick("essays", "pages")
        at = self.headings(thing)
        return f"{thing.path}: {thing.parts.pop(self.random.choice(at))}" if at else None

    def edit_heading_level(self):
        thing = self.pick("essays", "pages")
        at = self.headings(thing)
        if not at:
            return None
        i = self.random.choice(at)
        thing.parts[i] = "#" + thing.parts[i]
        return f"{thing.path}: {thing.parts[i]}"

    def edit_words(self):
        thing = self.pick("essays", "essays", "pages", "glossary", "topics")
        i = self.random.randrange(len(thing.parts))
        if thing.parts[i].startswith("#"):
            return None
        words = thing.parts[i].split(" ")
        for _ in range(self.random.choice([1, 2, len(words) // 2])):
            words[self.random.randrange(len(words))] = self.word()
        thing.parts[i] = " ".join(words)
        return f"{thing.path}, {i}"

    def edit_paragraph(self):
        thing = self.pick("essays")
        thing.parts.insert(self.random.randint(0, len(thing.parts)), self.paragraph())
        return thing.path

    def edit_paragraph_removed(self):
        thing = self.pick("essays", "pages")
        if len(thing.parts) < 3:
            return None
        thing.parts.pop(self.random.randrange(len(thing.parts)))
        return thing.path

    def edit_order(self):
        thing = self.pick("essays", "pages")
        self.random.shuffle(thing.parts)
        return thing.path

    def edit_sections(self):
        thing = self.pick("essays", "pages")
        at = self.headings(thing)
        if not at:
            return None
        i = self.random.choice(at)
        thing.parts = thing.parts[i:] + thing.parts[:i]
        return thing.path

    def edit_moved_passage(self):
        source, target = self.pick("essays"), self.pick("essays")
        if source is target or len(source.parts) < 3:
            return None
        target.parts.insert(self.random.randint(0, len(target.parts)), source.parts.pop(self.random.randrange(len(source.parts))))
        return f"from {source.path} to {target.path}"

    def edit_cite(self):
        thing, key = self.pick("essays", "pages"), self.random.choice(self.of("essays"))
        thing.parts.append(f"{self.paragraph()} See {{{key}}}.")
        return thing.path

    def edit_all_of_it(self):
        thing = self.pick("essays")
        thing.parts = self.body()
        return thing.path

    def originals(self, key):
        """The essays that one is a variant of, in the end."""
        while key in self.things:
            yield key
            key = self.things[key].fields.get("variant_of")

    def edit_variant(self):
        """Two stand side by side, or no more; or beside another."""
        variants = [key for key in self.of("essays") if self.things[key].fields.get("variant_of") in self.things]
        if variants and self.random.random() < 0.4:
            thing = self.things[self.random.choice(variants)]
            return f"{thing.path} of {thing.fields.pop('variant_of')} no more"
        original = self.random.choice(self.of("essays"))
        key = self.random.choice([*variants, *self.of("essays")])
        if self.random.random() < 0.5 and len(self.of("essays")) <= 16:
            key = self.add_essay(parts=[part for part in self.things[original].parts if self.random.random() < 0.8] + [self.paragraph()])
        if key in self.originals(original):
            return None
        self.things[key].fields["variant_of"] = original
        return f"{self.things[key].path} of {original}"

    def edit_reuse(self):
        """Another essay takes a name that one had: editors must say so, since two cannot stand at one address."""
        paths = {thing.path.lower() for thing in self.things.values()}
        free = [path for path in self.old_paths if path.lower() not in paths]
        if not free or len(self.of("essays")) > 16:
            return None
        path = self.random.choice(free)
        self.add_essay(name=os.path.basename(path)[:-3])
        self.gone[f"/essays/{slug_of(os.path.basename(path)[:-3])}/"] = {"reason": "The name was given to another"}
        return path

    def edit_medium(self):
        path = self.random.choice(sorted(self.media))
        new = f"content/media/{self.fresh('picture')}.png"
        if self.random.random() < 0.7:
            self.media[new] = self.media.pop(path)
            return f"{path} is {new}"
        self.media[new] = picture(self.made, 30)
        return new


class Rounds:
    def __init__(self, program, data, folder, seed, ways):
        self.ways = ways
        self.random = random.Random(seed)
        self.folder = folder
        self.program = program
        os.makedirs(folder)
        self.env = {**os.environ, "COLOPHON_DATA": data, "GIT_CEILING_DIRECTORIES": folder}
        self.env.pop("COLOPHON_PUBLISHED", None)
        self.layout_ids = set()
        for above, _, names in os.walk(os.path.join(data, "layouts")):
            for name in names:
                with open(os.path.join(above, name), encoding="utf-8") as file:
                    self.layout_ids |= set(LAYOUT_ID.findall(file.read()))
        self.reader = Reader(self.random)
        self.on_disk = {}
        self.seconds = 0
        self.checks = 0
        self.counts = {}
        self.story = []
        self.pages = {}
        self.promised, self.recorded = {}, {}
        self.write()
        self.git("init", "-q", "-b", "main")
        self.git("config", "gc.auto", "0")
        self.commit("Begin")

    def at(self, *parts):
        return os.path.join(self.folder, *parts)

    def check(self, good, what, lines=()):
        self.checks += 1
        if not good:
            raise Failure("\n    ".join([what, *list(lines)[:30]]))

    def write(self):
        files = self.reader.files()
        # Removed first: names may differ in case alone.
        for path in self.on_disk.keys() - files.keys():
            os.remove(self.at("r", path))
        for path, data in files.items():
            if self.on_disk.get(path) != data:
                os.makedirs(os.path.dirname(self.at("r", path)), exist_ok=True)
                with open(self.at("r", path), "wb") as file:
                    file.write(data)
        self.on_disk = files

    def git(self, *arguments):
        done = subprocess.run(["git", "-C", self.at("r"), *arguments], env=self.env, capture_output=True, text=True)
        if done.returncode:
            raise Failure(f"git {' '.join(arguments)}: {done.stderr}")
        return done.stdout.strip()

    def commit(self, message):
        self.seconds += 3600
        moment = f"{1672531200 + self.seconds} +0200"
        self.env["GIT_AUTHOR_DATE"] = self.env["GIT_COMMITTER_DATE"] = moment
        self.git("add", "-A")
        self.git("commit", "-q", "--allow-empty", "-m", message)

    # Edits

    def edit(self):
        self.story.append(self.reader.edit())
        what = self.story[-1].split(":")[0]
        self.counts[what] = self.counts.get(what, 0) + 1

    def edit_here(self):
        for _ in range(self.random.choice([1, 1, 2, 3])):
            self.edit()
        self.write()
        self.commit("Change some things")

    def edit_on_both_sides(self):
        base = self.reader.copy()
        self.git("checkout", "-q", "-b", "side")
        self.edit_here()
        side, made = self.reader, self.reader.made
        self.git("checkout", "-q", "main")
        self.reader, self.on_disk = base.copy(), base.files()
        # What two branches make has two names.
        self.reader.made = made
        self.edit_here()
        self.reader.merged(base, side)
        self.story.append("merged")
        self.git("merge", "-q", "-s", "ours", "--no-commit", "side")
        self.write()
        self.commit("Merge what was done beside it")
        self.git("branch", "-q", "-D", "side")

    # Sites

    def run(self, *arguments):
        done = subprocess.run([self.program, *arguments], env=self.env, capture_output=True, text=True, timeout=WAIT_S)
        self.check(done.returncode == 0, f"status {done.returncode}: {' '.join(arguments)}", done.stderr.splitlines())
        return done

    def ids_of(self, path):
        """What the page has, but for what the layouts write; read once while its file is the same."""
        status = os.stat(path)
        stamp = (status.st_ino, status.st_mtime_ns, status.st_size)
        if path not in self.pages or self.pages[path][0] != stamp:
            with open(path, encoding="utf-8") as file:
                ids = frozenset(ID.findall(file.read())) - self.layout_ids
            self.pages[path] = (stamp, ids)
        return self.pages[path][1]

    def published(self, site):
        """Each address that visitors know: pages, feeds and media; with the ids on it."""
        found = {}
        for above, _, names in os.walk(site):
            for name in names:
                path = os.path.join(above, name)
                address = "/" + os.path.relpath(path, site)
                if address.startswith("/assets/") or name in ("404.html", "robots.txt", "build.json", "addresses.txt") or name.startswith("sitemap"):
                    continue
                if OF_SEARCH.match(address):
                    continue
                address = address[: -len("index.html")] if name == "index.html" else address
                if OF_CITED.search(address):
                    continue
                has_ids = name.endswith(".html") and not OF_PAST.search(address) and not OF_BOOK.search(address)
                found[address] = self.ids_of(path) if has_ids else frozenset()
                if OF_INDEX.match(address):
                    found[address] = frozenset(one for one in found[address] if not LETTER_ID.fullmatch(one))
        return found

    def judge(self, name, site):
        """Nothing of what was promised is lost."""
        found, promised, lost = self.published(site), self.promised if name == "whole" else self.recorded, []
        for address, ids in sorted(promised.items()):
            if address not in found:
                lost.append(f"{name}: nothing stands at {address}")
            elif not ids <= found[address] and not self.is_said(address):
                lost += [f"{name}: {address} has no #{one}" for one in sorted(ids - found[address])]
        self.check(not lost, f"{len(lost)} lost", lost)
        self.checks += len(promised)
        if name == "whole":
            for address, ids in found.items():
                promised[address] = promised.get(address, frozenset()) | ids

    def is_said(self, address):
        return any(address.startswith(said) for said in self.reader.gone)

    def build_whole(self):
        before = self.at("before.txt")
        published = before if os.path.exists(before) else "none"
        self.run("build", "-s", self.at("r"), "-o", self.at("whole"), "--published", published)
        self.judge("whole", self.at("whole"))
        shutil.copy(self.at("whole", "addresses.txt"), before)

    def build_shallow(self):
        shutil.rmtree(self.at("clone"), ignore_errors=True)
        subprocess.run(["git", "clone", "-q", "--depth", "1", f"file://{self.at('r')}", self.at("clone")], env=self.env, check=True)
        self.run("build", "-s", self.at("clone"), "-o", self.at("shallow"))
        self.judge("shallow", self.at("shallow"))

    def record(self):
        """After a publication, as editors do."""
        self.run("addresses", "-s", self.at("r"), "-o", self.at("whole"), "--record", "--published", "none")
        self.commit("Record what was published")
        self.recorded = dict(self.promised)

    def same(self, source, site, *more):
        shutil.rmtree(self.at("again"), ignore_errors=True)
        self.run("build", "-s", self.at(source), "-o", self.at("again"), *more)
        ours, theirs = contents(self.at(site)), contents(self.at("again"))
        lines = sorted(path for path in ours.keys() | theirs.keys() if ours.get(path) != theirs.get(path))
        self.check(not lines, f"{site}: a clean build gives others", lines)

    def keep_promised(self):
        promised = {address: [] if self.is_said(address) else sorted(ids) for address, ids in sorted(self.promised.items())}
        with open(self.at("promised.json"), "w", encoding="utf-8") as file:
            json.dump(promised, file, indent=1)

    @property
    def moved_media(self):
        return any(told.startswith("medium") for told in self.story)

    def round(self, number):
        self.story = []
        self.edit_on_both_sides() if number and self.random.random() < 0.15 else self.edit_here()
        self.build_whole()
        if number % 10 == 9:
            self.same("r", "whole", "--published", "none")
        if self.moved_media:
            # Only the past knows where a picture went: it is recorded before a clone without it is published.
            self.record()
        if number and "shallow" in self.ways:
            self.build_shallow()
        if number % 10 == 9 and "shallow" in self.ways:
            self.same("clone", "shallow")
        self.record()


def main():
    program, data, folder, rounds, seed = sys.argv[1:6]
    print(f"seed {seed}, {rounds} rounds", flush=True)
    started, number, failed = time.monotonic(), 0, 0
    play = Rounds(program, data, folder, seed, (sys.argv[6:] or ["whole shallow"])[0].split())
    try:
        for number in range(int(rounds)):
            play.round(number)
        play.keep_promised()
    except Failure as failure:
        failed = 1
        print(f"FAILED in round {number} of seed {seed}: {failure}")
        print("after " + "; ".join(play.story))
    for what, count in sorted(play.counts.items()):
        print(f"{count:6} {what}")
    addresses = play.promised
    print(f"{len(addresses)} addresses, {sum(map(len, addresses.values()))} ids; {time.monotonic() - started:.0f} s")
    print(f"{play.checks - failed} passed, {failed} failed")
    return failed


if __name__ == "__main__":
    sys.exit(main())
