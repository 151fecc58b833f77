"""contract_readers: readers in which everything that a view can have occurs somewhere, and is missing somewhere.

    for reader in contract_readers.make(folder):
        reader.folder, reader.flags      # what `colophon view` is given

They are small, but for one: a sitemap has an index only where there are more than 50,000 pages.
"""

import base64
import os
import re
import subprocess
from collections import namedtuple

Reader = namedtuple("Reader", "folder flags only", defaults=((), None))

PICTURE = base64.b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNkYAAAAAYAAjCB0C8AAAAASUVORK5CYII=")

SITE = """title: A reader of everything 全
subtitle: With nothing left out
description: For the test of the contract
language: en
han: zh-Hans
base_url: https://everything.example.org/
feed: full
hosts: [nginx]
books: [lists, topics, reader]
certified_by: The Desk of Everything
repository: https://everything.example.org/source.git
rights: All of it is ours.
license: CC-BY-4.0
motto: sapere aude
raw_html: keep
editors:
  - {name: Ed Itor, url: 'https://ed.example.org/'}
  - Re Dactor
menu:
  - Essays: /essays/
  - Elsewhere: https://elsewhere.example.org/
editions:
  - tags: edition/*
"""

FIELDS = os.path.join(os.path.dirname(__file__), "../../generator/read/known_fields.h")


def essay_texts():
    """The texts of essays that have nothing but a row in the table of fields."""
    with open(FIELDS, encoding="utf-8") as file:
        return re.findall(r"X\([A-Z_]+, ([a-z_]+)\)", file.read())


BARE_SITE = "title: A bare reader\n"

# What the lock of a clone without its past has, with a place on each.
LISTED = ["/", "/about/", "/authors/ann-bee/", "/essays/rich/", "/essays/vanished/", "/lists/first/", "/places/england/", "/topics/tea/"]

# Words enough that a passage is told from another.
WATER = "Water that has boiled for long is flat, and tea made with it tastes of the kettle and of nothing else."
LEAVES = "Leaves should have room to open, which a small ball of wire does not give them, however pretty it looks."
MILK = "Milk goes in last, because only then can the drinker see how strong the tea has become in the cup."
CAKE = "Cake is a matter of opinion, and this essay has none to offer on cake of any description whatever."


# A text with every kind of block and format, and what becomes of it.
RICH = """A [plain link](https://example.org/ "its title"), [[tea]], [[term:kettle]], *stress*, **more**, `code`, ~~struck~~, 山水 and
H<sub>2</sub>O.\\
A new line, and a note.[^1]

## A heading that stays

![Inline](/media/one.png "A title") stands in words.\\
The line ends behind them, and here is another.

### A heading that will change its level

And its words, that will move and be joined.

With these here, which will move and be joined.

> A quotation that stays where it is, from nobody in particular, but with words enough to be known again.

1. The first of several things that are to be counted in this order, one after the other.
2. The second of the things that are to be counted in this order, one after the other.

- [ ] a box that is not done, and stands in a list of its own with other boxes
- [x] a box that is done, and stands in a list of its own with the box before

![A picture](/media/one.png "The caption of the picture")

| Left | Middle | Right |
|:-----|:------:|------:|
| one  | two    | three |
| four | five   | six   |

```
kettle --boil
```

***

{stays}

{moves}

{sinks}

This passage will be split in two, and its first half is about kettles of copper that are old. Its second half is about cups of
china that are new, and both have words enough to be known again.

This passage will be joined with the one that follows it, which speaks of spoons and of nothing else at all.

The one that follows it speaks of spoons, and will stand in one passage with the one that it follows here.

## A part that is to be cut

[^1]: The note itself, which has words enough to be known again.
"""

STAYS = "A passage that stays where it is, between two others that do not, so that they must have been moved past it."
MOVES = ("A passage that moves up to the beginning of the text, with so many words that not all of them can be shown where it once "
         "stood, and the rest of it is cut off behind the first ones, which is what this long sentence has been written for.")
SINKS = "A passage that sinks down to the end of the text, and has words enough to be known again when it has come there."


def rich():
    return RICH.format(stays=STAYS, moves=MOVES, sinks=SINKS)


def rich_later():
    text = RICH.format(stays=STAYS, moves="", sinks="").replace("A [plain", MOVES + "\n\nA [plain", 1)
    for old, new in (
        ("### A heading", "## A heading"), ("The line ends", "Every line ends"),
        ("And its words, that will move and be joined.\n\nWith these here, which will move and be joined.\n\n", ""),
        ("*stress*", "stress"), ("**more**", "**much more**"), ("on.\\\\\n", "on.\n"),
        ("| four | five   | six   |", "| four | five   | six   |\n| a new | line | here |"), ("> A quotation that stays where it is",
        "> A new quotation, of which nobody knows anything at all, but that it was not here before.\n\nWords between.\n\n> A quotation that stays where it is"),
        ("are old. Its second", "are old.\n\nIts second"), ("nothing else at all.\n\nThe one", "nothing else at all. The one"),
        ("2. The second of the things that are to be counted in this order, one after the other.\n", ""), ("***\n", ""),
        ("The caption", "The new caption"), ("## A part that is to be cut\n\n", ""), ("H<sub>2</sub>O", "H<sub>2</sub>O and *so* on"),
    ):
        text = text.replace(old, new)
    joined = "And its words, that will move and be joined. With these here, which will move and be joined.\n\n"
    return text.replace("[^1]: The", joined + SINKS + "\n\n[^1]: The")


class Folder:
    """A reader's folder and its repository; each commit is a month after the one before."""

    def __init__(self, path):
        self.path = path
        self.months = 0

    def write(self, name, text):
        path = os.path.join(self.path, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)

    def thing(self, name, fields, body=""):
        self.write(f"content/{name}.md", f"---\n{fields}\n---\n\n{body}\n")

    def remove(self, name):
        os.remove(os.path.join(self.path, f"content/{name}.md"))

    def move(self, old, new):
        os.makedirs(os.path.dirname(os.path.join(self.path, f"content/{new}")), exist_ok=True)
        os.rename(os.path.join(self.path, f"content/{old}.md"), os.path.join(self.path, f"content/{new}.md"))

    def branch(self, message, *thing):
        """Two branches with the same change, merged."""
        self.git("checkout", "-q", "-b", "other")
        self.thing(*thing)
        self.commit(message)
        self.git("checkout", "-q", "main")
        self.thing(*thing)
        self.commit(message + ", again")
        self.git("merge", "-q", "-m", "Merge", "other")
        self.months += 1

    def both(self, name, options, *bodies):
        """The first body, the second on a branch and the third on the trunk, merged."""
        self.thing(name, "title: Of both", bodies[0])
        self.commit("Begin " + name)
        self.git("checkout", "-q", "-b", "side")
        self.git("checkout", "-q", "main")
        self.thing(name, "title: Of both", bodies[2])
        self.commit("Trunk")
        self.git("checkout", "-q", "side")
        self.thing(name, "title: Of both", bodies[1])
        self.commit("Branch")
        self.git("checkout", "-q", "main")
        self.git("merge", "-q", "-m", "Join", *options, "side")
        self.git("branch", "-q", "-D", "side")
        self.months += 1

    def git(self, *words):
        date = f"{2019 + self.months // 12}-{self.months % 12 + 1:02}-09T12:00:00+01:00"
        env = dict(os.environ, GIT_AUTHOR_DATE=date, GIT_COMMITTER_DATE=date,
                   GIT_AUTHOR_NAME="Ada Editor" if self.months % 2 else "Bo Brown")
        subprocess.run(["git", "-C", self.path, *words], env=env, check=True, capture_output=True)

    def commit(self, message):
        if not os.path.isdir(os.path.join(self.path, ".git")):
            self.git("init", "-q", "-b", "main")
        self.git("add", "-A", ".")
        self.git("commit", "-q", "-m", message, "-m", "The reason is this: " + message.lower() + ".")
        self.months += 1


def add_things(folder):
    folder.thing("authors/ann-bee", "name: Ann Bee\nalso_known_as: [A. Bee]\nnative_name: 蜂安\norcid: 0000-0002-1825-0097\n"
                 "affiliation: The Hive\nurl: 'https://ann.example.org/'", "Ann wrote [[tea]]. She keeps bees.")
    folder.thing("topics/drinks", "name: Drinks", "What is drunk.")
    folder.thing("topics/tea", "name: Tea\nalso: [Chai]\nbroader: [drinks]\nsee_also: [milk]", "Of leaves; see [[tea]].")
    folder.thing("topics/milk", "name: Milk\nbroader: [drinks]", "Of cows.")
    folder.thing("topics/water", "name: Water")
    folder.thing("places/england", "name: England\nalso: [Albion]", "They drink it there; see [[tea]].")
    folder.thing("places/atlantis", "name: Atlantis")
    folder.write("content/gone.yaml", "".join(f"{page}#cut: {{reason: It was cut.}}\n" for page in LISTED if page != "/essays/vanished/")
                 + "/glossary/#cut: {reason: It was no term.}\n/references/#cut: {reason: It was no work.}\n/chronology/#cut: {reason: It was no event.}\n/about/#moved: {to: /lists/first/}\n")
    folder.thing("authors/hermit", "name: The Hermit")
    folder.thing("lists/first", "title: First steps\nsummary: Begin here\nitems:\n  - tea: Read it twice\n  - coffee\n  - closed",
                 "An introduction, with [[tea]].")
    folder.thing("lists/second", "title: Second steps\nitems: [coffee, told-of]")
    folder.thing("lists/none", "title: No steps\nitems: []")
    folder.thing("glossary/kettle", "term: kettle\nalso: [pot]\nlang: de\noriginal: 壶\nreading: hú", "A vessel. It boils.")
    folder.thing("glossary/cup", "term: cup")
    folder.write("content/references.bib", "@article{bee2001, author = {Bee, Ann}, title = {On Tea}, year = 2001, doi = {10.1000/TEA}}\n"
                 "@online{roe, author = {Roe, Jane}, title = {Of 茶}, url = {https://roe.example.org/}}\n@misc{only, title = {Only named}}\n")
    folder.thing("pages/about", "title: About\nsummary: What this is\naliases: [/colophon-page/]\nmood: grey\n"
                 "list: {list: none}\nthings: [essay:tea, topic:tea, place:england, author:ann-bee, 'publication:the-paper']",
                 "About it, and [[author:ann-bee]], [[topic:tea]], [[place:albion]], [[list:first]], [[essay:tea]].")
    folder.thing("pages/empty", "title: Nothing to say")
    folder.thing("pages/tea", "title: All of tea\nlist: topic:tea\nthings: {list: first, term: [cup, kettle], work: roe, page: about, event: a-span}")
    folder.thing("index", "title: Welcome", "Hello, and read [[tea]].")


def tea(*passages, fields=""):
    heads = ("title: On tea\nshort_title: Tea\nauthors: [Ann Bee, Cy Dee]\ndate: 2001-02-03\n"
             "updated: 2002-01-01\ntopics: [Tea, Milk]\nplaces: [Albion, China]\nsummary: All of tea\nmood: calm\naliases: [/old-tea/]\n"
             "source: {publication: The Paper, kind: article, place: London, volume: 3, issue: 2, number: 7, publisher: The Press, issn: 2049-3630, isbn: 0-306-40615-2, url: 'https://paper.example.org/', "
             "doi: 10.1000/tea, pages: 1-2, retrieved: 2020-05-06}\n"
             "rights: {holder: Ann Bee, statement: CC-BY-4.0}\n"
             "relations:\n  - disputes: coffee\n    note: Sharply\n  - cites: closed" + fields)
    heads += "".join(f"\n{name}: The {name} of 茶" for name in essay_texts())
    return heads, "\n\n".join(passages) + "\n\n## The pot\n\nSee [[coffee]] and [[term:kettle]].\n\n### Its lid\n\nSee [[closed]]."


def add_essays(folder):
    folder.write("content/events.yaml", """
- {date: 1773-12-16, title: The tea party, note: In Boston., source: 'https://party.example.org/', essays: [tea, closed]}
- {date: 1999/2000, title: A span, source: work:only}
- {date: 2000, title: Nothing more}
""")
    folder.thing("essays/tea", *tea(WATER, LEAVES, MILK, CAKE))
    folder.thing("essays/coffee", "title: On coffee\nauthors: [Cy Dee]\ndate: 2003-04\ntopics: [Drinks, Tea]\nlang: de\n"
                 "text: excerpt\nnocite: '@only'\nsource: {publication: The Journal}\nrelations: [{supports: closed}]",
                 "Coffee, as [[tea]] does not say. It also says of [[tea]] what it says. [[author:ann-bee]], [[topic:tea]], "
                 "[[list:first]], [[term:kettle]] and [[term:kettle]] too. So say [@bee2001, 3] and @roe; before [[event:the-tea-party]].")
    folder.thing("essays/closed", "title: Closed\nauthors: [Ann Bee]\ndate: 2005\ntopics: [Tea]\naccess: {until: 2090-01-01}\n"
                 "text: precis\nsummary: It is closed", "The canary sings, as [[tea]] and [[term:kettle]] say.")
    folder.thing("essays/never", "title: Never\naccess: summary\nlayout: plain", "Not told.")
    folder.thing("essays/tee", "title: Über Tee\nlang: de\nvariant_of: tea\nvariant: {kind: translation, note: By hand}\n"
                 "authors: [Ann Bee]\ndate: 2006-07-08", "Wasser.")
    folder.thing("essays/by-machine", "title: By a machine\nlang: de\nvariant_of: tea\nvariant: {kind: machine-translation}\n"
                 "authors: [Ann Bee]\ndate: 2006-07-09\nsource: {availability: no public copy}", "Wasser, sagt [[coffee]]. [[topic:tea]].")
    folder.thing("essays/tea-again", "title: Tea again\nvariant_of: tea\nvariant: {kind: reprint}\ndate: 2007-01-01", "Water.")
    folder.thing("essays/undated", "title: Undated\nnoindex: true\ntext: precis\nsource: {url: 'https://paper.example.org/'}\nrights: {holder: Ann Bee}",
                 "It has no date, and cites [[tea]]. So do [[topic:tea]]. And [[topic:tea]] again.")
    folder.thing("essays/told-of", "title: Told of\ntext: record\ndate: 2012-01-01", "A copy of it is about.")
    for number in range(1, 10):
        folder.thing(f"essays/sip-{number}", f"title: Sip {number}\ndate: 2011-01-0{number}", "Of [[coffee]].")
    folder.thing("essays/worded", "title: Worded\ndate: 2008-05-05\nrights: {statement: Ask us.}\ntopics: [Alone]", "")
    folder.thing("essays/lost", "title: Lost and found\ndate: 2008-06-06", "It was lost once.")
    folder.thing("essays/draft", "title: A draft\ndraft: true\ndate: 2008-01-01", "The draft said so.")
    folder.thing("essays/gone", "title: Gone soon\ndate: 2008-02-02\nauthors: [Ann Bee]\ntopics: [Tea]", "To be withdrawn.")
    turned = [f"{word} stands in its place, and nobody who comes here to look for it later on asks why {word} does." for word in
              ("Mortar", "Timber", "Gravel", "Plaster", "Copper", "Thatch")]
    folder.thing("essays/turned", "title: Turned\ndate: 2008-07-08", "\n\n".join(turned))
    folder.thing("essays/turned-round", "title: Turned round\nvariant_of: turned\ndate: 2008-07-09",
                 "\n\n".join(turned[5:] + turned[1:5] + turned[:1]).replace("asks why Gravel", "wonders why Gravel"))
    folder.thing("essays/turned-away", "title: Turned away\nvariant_of: turned\naccess: summary", "Not told.")
    folder.thing("essays/rich", "title: Rich\ndate: 2008-07-07", rich())
    folder.thing("essays/wordless", "title: Wordless\ndate: 2008-07-08", "Words.\n\n![](/media/one.png)")
    folder.thing("essays/drawn", "title: Drawn\ndate: 2008-07-09", "| | A |\n|---|---|\n| B | 1 |\n| C | 2 |\n\n[chart: bars] Two.")
    folder.write("layouts/plain.html", "{{page.title}}\n")
    folder.write("assets/theme.css", "main { color: black }\n")
    os.makedirs(os.path.join(folder.path, "content/media"))
    with open(os.path.join(folder.path, "content/media/one.png"), "wb") as file:
        file.write(PICTURE)


def live_on(folder):
    """A history in which every kind of change occurs."""
    folder.thing("essays/tea", *tea(WATER.replace("kettle", "old kettle"), MILK, LEAVES, CAKE))
    folder.thing("essays/bread", "title: On bread\nauthors: [Ann Bee]\ndate: 2009-01-01", "Bread is baked.")
    folder.thing("essays/rich", "title: Rich\ndate: 2008-07-07\nmakers: [Ann, Bee]", rich_later() + "\n\nIts table:\n\n| p | q |\n| --- | --- |\n| r | s |\n")
    folder.commit("Reword and move")
    folder.thing("essays/tea", *tea(WATER.replace("kettle", "old kettle"), MILK, LEAVES, CAKE, fields="\nnote: kept"))
    folder.thing("essays/bread", "title: On bread\nauthors: [Ann Bee]\ndate: 2009-01-01", "Bread is *baked*.")
    folder.commit("Change a field, and the form")
    folder.git("tag", "-a", "edition/one", "-m", "The first edition\n\nWith a note.")
    folder.thing("essays/tea", *tea(WATER.replace("kettle", "old kettle"), MILK, LEAVES,
                                    "A new passage on sugar, which no cup of tea has ever needed, whatever they say.",
                                    fields="\nweather: dry"))
    folder.remove("essays/gone")
    folder.remove("essays/lost")
    folder.thing("essays/rich", "title: Rich\ndate: 2008-07-07\nmakers: [Bee, Ann]", rich_later().replace("| a new | line | here |\n", ""))
    folder.thing("essays/worded", "title: Worded\ndate: 2008-05-05\nrights: {statement: Ask us.}\ntopics: [Alone]", "Words.")
    folder.thing("essays/draft", "title: No draft now\ndate: 2008-01-01", "The published text says that the draft was dull.")
    folder.commit("Cut the cake")
    folder.thing("essays/gone", "title: Gone soon\ndate: 2008-02-02\nauthors: [Ann Bee]\ntopics: [Tea]", "To be withdrawn.")
    folder.thing("essays/lost", "title: Lost and found\ndate: 2008-06-06", "It was found again.")
    folder.move("essays/bread", "essays/old/bread")
    folder.move("essays/undated", "essays/dateless")
    folder.commit("Bring two back, and move others")
    folder.thing("essays/undated", "title: The date palm\ndate: 2008-03-03", "It has the name that another had.")
    folder.commit("Give a name to another")
    folder.thing("essays/never", "title: Never\naccess: summary\nlayout: plain", "Still not told.")
    folder.commit("Change what nobody may read")
    folder.branch("Two branches make one change", "essays/tee", "title: Über Tee\nlang: de\nvariant_of: tea\n"
                  "variant: {kind: translation, note: By hand}\nauthors: [Ann Bee]\ndate: 2006-07-08", "Heißes Wasser.")
    folder.git("tag", "edition/two")
    folder.both("essays/joined", [], "The first half of it.\n\nThe middle.\n\nThe second half of it.",
                "The first half of it.\n\nThe middle.\n\nThe other half of it.", "The better half of it.\n\nThe middle.\n\nThe second half of it.")
    folder.thing("essays/joined", "title: Of both", "All of it.")
    folder.both("essays/parted", ["-s", "ours"], "As it was.", "As the branch had it.", "As the trunk has it.")
    folder.thing("essays/bread-and-butter", "title: On bread and butter\ndate: 2010-01-01", "Both.")
    folder.thing("essays/secret", "title: Still a draft\ndraft: true", "Not yet.")
    folder.commit("Add butter")
    folder.git("tag", "edition/three")
    folder.thing("essays/bread-and-butter", "title: On butter\ndate: 2010-01-01", "Both.")
    folder.remove("essays/gone")
    folder.commit("Give it another title")
    folder.git("tag", "edition/four")


def make_full(path, site, banner):
    folder = Folder(path)
    folder.write("content/site.yaml", site)
    folder.write("layouts/parts/edition-banner.html", banner)
    add_things(folder)
    add_essays(folder)
    folder.commit("Begin the reader")
    live_on(folder)
    return folder


def make_many(path):
    """Long lists: more of each thing than stand on a page, and more than the home page shows."""
    folder = Folder(path)
    folder.write("content/site.yaml", BARE_SITE + "base_url: https://many.example.org/r/\npage_size: 2\n")
    for i in range(9):
        date = f"date: {2010 + max(0, i - 5)}-{i % 2 + 1:02}-{i + 1:02}\n" if i < 8 else ""
        folder.thing(f"essays/e{i}", f"title: Essay {i}\n{date}authors: [{'ABCDEFGHI'[i]} {'ABCDEFGHI'[i // 3]}son, Ann Bee]\n"
                     f"topics: [Topic {i}, Tea]\nplaces: [Place {i}, England]\nsource: {{publication: Paper {i % 3 if i < 6 else 0}}}",
                     "It cites [[e0]], [[author:ann-bee]], [[topic:tea]], [[place:england]], [[list:l0]] and [[term:t0]]; [@w0; @w%d]; since [[event:start]]." % i)
        folder.thing(f"glossary/t{i}", f"term: Term {i}")
    folder.write("content/references.bib", "".join(f"@book{{w{i}, author = {{{c}ey, Ann}}, title = {{Work {i}}}}}\n" for i, c in enumerate("ABCDEFGHI")))
    folder.write("content/events.yaml", "- {date: 2009, title: It all began, slug: start}\n")
    for i in range(31):
        folder.thing(f"lists/l{i}", f"title: List {i}\nitems: [e0]", "It cites [@w8].")
    for i in range(13):
        words = "Samovars, samovars and samovars.\n\nSamovars again." if i < 2 else "Sweet."
        folder.thing(f"essays/s{i}", f"title: Sugar {i}\ntopics: [Sugar]", words)
    folder.thing("glossary/sugar", "term: Sugar")
    folder.thing("pages/by-ann", "title: By Ann\nlist: {author: ann-bee}")
    folder.thing("essays/all", "title: Of all\ntopics: [" + ", ".join(f"Topic {i}" for i in range(31)) + "]", "Text.")
    for i in range(8):
        folder.commit(f"Change {i}")
        folder.thing("essays/e1", "title: Essay 1\nauthors: [Ann Bee]\ntopics: [Tea]", f"Now it says {i} more.")
        folder.months += i % 3
    folder.commit("The last change")
    return folder


def make_bare(path):
    """No git, no base_url."""
    folder = Folder(path)
    folder.write("content/site.yaml", BARE_SITE)
    folder.thing("essays/one", "title: One\nauthors: [Aristotle]", "Text.")
    folder.thing("lists/all", "title: All\nitems: [one]")
    folder.thing("pages/about", "title: About\naliases: [/old-about/]", "Text.")
    return folder


def make_empty(path):
    """Indexes of nothing stand only where something leads to them."""
    folder = Folder(path)
    folder.write("content/site.yaml", BARE_SITE + "base_url: https://empty.example.org/\neditions: [{tags: x/*}]\n")
    folder.thing("pages/about", "title: About", "[P](/publications/), [L](/lists/), [G](/glossary/), [W](/places/), [E](/editions/).")
    folder.commit("Begin with nothing")
    return folder


def clone(where, name, full, *flags):
    path = os.path.join(where, name)
    subprocess.run(["git", "clone", "-q", *flags, f"file://{full}", path], check=True, capture_output=True)
    return Folder(path)


def make_changed(where, full):
    """A work directory with changes that are not committed."""
    folder = clone(where, "changed", full)
    folder.thing("essays/tea", *tea(WATER, MILK))
    return folder


def make_shallow(where, full):
    folder = clone(where, "shallow", full, "--depth", "1", "--branch", "edition/four")
    folder.write("content/site.yaml", SITE + "  - {name: of-old, revision: edition/one}\n")
    folder.write("content/addresses.lock", "".join(f"{address} a-former-place\n" for address in LISTED))
    return folder


def make_told_less(where, full):
    folder = clone(where, "told-less", full)
    folder.write("content/site.yaml", SITE + "history: summary\nsearch: off\n")
    return folder


def make_gone(path):
    """What is no more: withdrawn, merged into another, only named once, and what only gone.yaml knows of."""
    folder = Folder(path)
    folder.write("content/site.yaml", BARE_SITE)
    folder.thing("essays/tea", "title: Tea\ntopics: [Kettles]", WATER + "\n\n" + LEAVES)
    folder.thing("essays/milk", "title: Milk\ntopics: [Kettles]", MILK)
    folder.thing("essays/cake", "title: Cake", CAKE)
    folder.thing("glossary/cup", "term: Cup")
    folder.thing("glossary/pot", "term: Pot")
    folder.thing("glossary/lid", "term: Lid")
    folder.commit("Begin")
    folder.thing("essays/milk", "title: Milk\ntopics: [Pots]", MILK + "\n\n" + WATER + "\n\n" + LEAVES)
    folder.remove("essays/tea")
    folder.remove("glossary/cup")
    folder.move("glossary/lid", "glossary/cover")
    folder.commit("Merge tea into milk")
    folder.remove("essays/cake")
    folder.remove("glossary/pot")
    folder.write("content/gone.yaml", "/on/paper/: {reason: it was never here}\n")
    return folder


def make_huge(path):
    folder = Folder(path)
    folder.write("content/site.yaml", BARE_SITE + "base_url: https://huge.example.org/\n")
    folder.thing("essays/one", "title: One\ntopics: [" + ", ".join(f"T{i}" for i in range(50100)) + "]", "Text.")
    return folder


def make_long(path):
    """A history of so many versions that the older ones are not compared with the current text. Returns two of its pages, too."""
    def text(number):
        return f"---\ntitle: One\n---\n\nThe count has come to {number} in this text of many versions.\n"

    folder = Folder(path)
    folder.write("content/site.yaml", BARE_SITE)
    folder.write("content/essays/one.md", text(0))
    folder.commit("Begin to count")
    stream = ["from refs/heads/main^0\n"]
    for number in range(1, 503):
        stream.append(f"M 100644 inline content/essays/one.md\ndata <<END\n{text(number)}END\n")
        stream.append(f"commit refs/heads/main\ncommitter A <a@b> {1600000000 + number * 3600} +0000\ndata <<END\nCount\nEND\n")
    commits = [stream[i + 1] + ("" if i > 1 else stream[0]) + stream[i] for i in range(1, len(stream), 2)]
    subprocess.run(["git", "-C", path, "fast-import", "--quiet", "--force"], input="".join(commits), check=True, encoding="utf-8")
    folder.git("reset", "-q", "--hard")
    name = subprocess.run(["git", "-C", path, "hash-object", "--stdin"], input=text(5), check=True, encoding="utf-8",
                          stdout=subprocess.PIPE).stdout[:12]
    return folder, [f"/versions/{name}/", f"/versions/{name}/since/"]


def make(where, banner):
    full = make_full(os.path.join(where, "full"), SITE, banner).path
    readers = [
        make_full(os.path.join(where, "offline"), SITE.replace("base_url", "no_base_url"), banner),
        make_full(os.path.join(where, "arabic"), SITE.replace("language: en", "language: ar"), banner),
        make_many(os.path.join(where, "many")),
        make_bare(os.path.join(where, "bare")),
        make_gone(os.path.join(where, "gone")),
        make_empty(os.path.join(where, "empty")),
        make_told_less(where, full),
        make_shallow(where, full),
    ]
    long, long_pages = make_long(os.path.join(where, "long"))
    return [Reader(full), *(Reader(reader.path) for reader in readers), Reader(make_changed(where, full).path, ("-D",)),
            Reader(make_huge(os.path.join(where, "huge")).path, (), ["/sitemap.xml"]),
            Reader(long.path, (), ["/essays/one/history/", "/essays/one/history/1/", *long_pages])]
