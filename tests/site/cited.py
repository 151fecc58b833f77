#!/usr/bin/env python3
"""cited.py SITE: what programs read of a site's pages, as tests/site/cited.sh has it: the head of each essay by the rules of Zotero's
translator "Embedded Metadata", JSON-LD, COinS, and the files of works. One line "ok WHAT" or "FAILED WHAT" each.

Zotero (github.com/zotero/translators, "Embedded Metadata.js" and "RDF.js"): the type is z:itemType; without it what a name of
Highwire's says; without that a journal's article, once there is a citation_title. A name is cut at its comma, or else at its last space.
"""
import json
import os
import sys
from html.parser import HTMLParser
from urllib.parse import parse_qsl

VOID = set("area base br col embed hr img input link meta source track wbr".split())
TYPES = {"citation_journal_title": "journalArticle", "citation_technical_report_institution": "report",
         "citation_conference_title": "conferencePaper", "citation_inbook_title": "bookSection",
         "citation_dissertation_institution": "thesis"}
PUBLICATIONS = ["citation_journal_title", "citation_inbook_title", "citation_conference_title",
                "citation_technical_report_institution", "citation_dissertation_institution", "prism.publicationName", "og:site_name"]


class Page(HTMLParser):
    """The metas of the head, the data of scripts, and the spans of COinS."""

    def __init__(self, path):
        super().__init__()
        self.metas, self.data, self.coins, self.links = [], [], [], []
        self.is_data = False
        with open(path, encoding="utf-8") as file:
            self.feed(file.read())

    def handle_starttag(self, tag, attributes):
        of = dict(attributes)
        if tag == "meta":
            self.metas.append((of.get("name") or of.get("property"), of.get("content")))
        if tag == "script":
            self.is_data = of.get("type") == "application/ld+json"
            self.data += [""] * self.is_data
        if tag == "span" and of.get("class") == "Z3988":
            self.coins.append(of["title"])
        if tag == "a":
            self.links.append(of.get("href"))

    def handle_endtag(self, tag):
        self.is_data = self.is_data and tag != "script"

    def handle_data(self, data):
        if self.is_data:
            self.data[-1] += data

    def all(self, name):
        return [content for key, content in self.metas if key == name]

    def one(self, *names):
        return next((content for name in names for content in self.all(name)), "")


def clean_author(name):
    """Zotero's cleanAuthor: stops and commas at the ends go; a comma says which is the family name."""
    has_comma = "," in name
    name = name.strip(" .,/[]:")
    if has_comma:
        family, _, given = name.partition(",")
        return f"{family.strip()}|{given.strip()}"
    given, _, family = name.rpartition(" ")
    return f"{family}|{given}"


def zotero(page):
    """The item that Zotero makes of a page."""
    kind = page.one("z:itemType")
    for name, type_ in TYPES.items():
        kind = kind or (type_ if page.all(name) else "")
    return {"type": kind or "journalArticle", "title": page.one("citation_title"),
            "creators": [clean_author(name) for name in page.all("citation_author")],
            "in": page.one(*PUBLICATIONS), "date": page.one("citation_publication_date"),
            "pages": "-".join(page.all("citation_firstpage") + page.all("citation_lastpage")
                              + page.all("prism.startingPage") + page.all("prism.endingPage")),
            "volume": page.one("citation_volume", "prism.volume"), "issue": page.one("citation_issue", "prism.number"),
            "doi": page.one("citation_doi"), "url": page.one("citation_public_url")}


def of_coins(title):
    """The item that Zotero makes of a span."""
    pairs = parse_qsl(title, keep_blank_values=True, strict_parsing=True)
    of = dict(pairs)
    form = of["rft_val_fmt"].rpartition(":")[2]
    kind = {"journal": "journalArticle", "dissertation": "thesis", "dc": of.get("rft.type")}.get(form)
    kind = kind or {"bookitem": "bookSection", "proceeding": "conferencePaper", "report": "report"}.get(of.get("rft.genre"), "book")
    names = [value for key, value in pairs if key in ("rft.au", "rft.aucorp", "rft.creator")]
    return kind, of.get("rft.atitle") or of.get("rft.btitle") or of.get("rft.title"), names


def essays_of(site):
    folder = os.path.join(site, "essays")
    return {name: Page(os.path.join(folder, name, "index.html")) for name in sorted(os.listdir(folder))
            if os.path.exists(os.path.join(folder, name, "index.html"))}


def tell(what, is_good, got=""):
    print(f"ok {what}" if is_good else f"FAILED {what}: {got}")


def same(what, got, expected):
    tell(what, got == expected, f"{got!r} is not {expected!r}")


def check_head(slug, page, expected):
    item = zotero(page)
    for key, value in expected.items():
        same(f"{slug}: {key}", item[key], value)


def graph_of(page):
    return {node["@type"]: node for node in json.loads(page.data[0])["@graph"]}


def main(site):
    with open(os.path.join(os.path.dirname(__file__), "cited.json"), encoding="utf-8") as file:
        expected = json.load(file)
    essays = essays_of(site)
    for slug, of in expected["heads"].items():
        check_head(slug, essays[slug], of)
    same("no name of Highwire's says a type that the work has not",
         {slug for slug, page in essays.items() if page.all("citation_journal_title")}, {"journal"})
    same("an essay has no COinS: it would be two items", sum(len(page.coins) for page in essays.values()), 0)
    for slug, page in essays.items():
        graph = graph_of(page)
        article = next(node for kind, node in graph.items() if kind != "BreadcrumbList")
        same(f"{slug}: JSON-LD has the title", article["headline"], page.one("citation_title"))
        same(f"{slug}: and the authors", [name["name"] for name in article.get("author", [])], expected["authors"][slug])
        same(f"{slug}: and the way to it", [step["position"] for step in graph["BreadcrumbList"]["itemListElement"]], [1, 2, 3])
    same("what a precis is based on has its own author",
         [name["name"] for name in graph_of(essays["precis"])["Article"]["isBasedOn"]["author"]], ["Cai Cuihong"])
    for path, items in expected["coins"].items():
        page = Page(os.path.join(site, path))
        same(f"{path}: COinS", [list(of_coins(title)) for title in page.coins], [[k, t, n] for k, t, n in items])
        with open(os.path.join(site, os.path.dirname(path), "cite.json"), encoding="utf-8") as file:
            works = json.load(file)
        same(f"{path}: as many works as in its file", len(works), len(items))
        same(f"{path}: by key", [work["id"] for work in works], sorted(work["id"] for work in works))
        for name in ("cite.bib", "cite.ris", "cite.json"):
            tell(f"{path}: leads to {name}", any(link and link.endswith("/" + name) for link in page.links))


main(sys.argv[1])
