#!/usr/bin/env python3
"""books.py EPUB: a line "ok WHAT" or "FAILED WHAT" for each thing that a book must be."""

import posixpath
import re
import sys
import urllib.parse
import xml.etree.ElementTree as ET
import zipfile

XHTML = "{http://www.w3.org/1999/xhtml}"
OPF = "{http://www.idpf.org/2007/opf}"


def tell(good, what):
    print(("ok " if good else "FAILED ") + what)


def read(path):
    book = zipfile.ZipFile(path)
    names = book.namelist()
    tell(names[0] == "mimetype" and all(i.compress_type == zipfile.ZIP_STORED for i in book.infolist()), "mimetype first, all stored")
    tell(all(name.isascii() for name in names), "names in ASCII")
    tell(len({i.date_time for i in book.infolist()}) == 1, "no times")
    return {name: book.read(name) for name in names}


def check_manifest(files):
    package = ET.fromstring(files["EPUB/package.opf"])
    listed = {"EPUB/" + item.get("href") for item in package.iter(OPF + "item")}
    there = {name for name in files if name.startswith("EPUB/") and not name.endswith("package.opf")}
    tell(listed == there, f"the manifest names all files: {sorted(listed ^ there)}")


def check_links(files):
    pages = {name: ET.fromstring(text) for name, text in files.items() if name.endswith(".xhtml")}
    ids = {name: [e.get("id") for e in page.iter() if e.get("id")] for name, page in pages.items()}
    broken, whole = [], 0
    for name, page in pages.items():
        for element in page.iter():
            for address in (element.get("href"), element.get("src")):
                if address is None:
                    continue
                whole += 1
                if re.match(r"(https?|mailto):", address):
                    continue
                path, _, place = address.partition("#")
                target = posixpath.join("EPUB", urllib.parse.unquote(path)) if path else name
                if target not in files or (place and urllib.parse.unquote(place) not in ids.get(target, [])):
                    broken.append(f"{name}: {address}")
    tell(whole > 0, "there are links")
    tell(not broken, f"each link leads somewhere: {broken}")
    tell(all(len(set(i)) == len(i) for i in ids.values()), "no id stands twice in a file")
    tell(all(re.match(r"[A-Za-z_]", i) for page in ids.values() for i in page), "ids are names of XML")


files = read(sys.argv[1])
check_manifest(files)
check_links(files)
