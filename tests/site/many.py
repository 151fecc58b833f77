#!/usr/bin/env python3
"""many.py FOLDER COUNT PAGE_SIZE: writes a reader of COUNT essays of a line each, the same every time, whose lists are long.

Dates are to the day, the month, the year, or there are none; some have an hour and a zone; names begin with all letters and others.
"""
import os
import random
import sys

FAMILIES = ("Abel Bach Clay Dunn Ekwall Frost Gray Hill Ivins Jones Kahn Lamb Moor Nash Ott Paine Quill Reed Stone Todd Unger Vance "
            "Wood Xiao Young Zorn Łukasik Øster Éluard 王小").split()


def write(path, text):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)


def date_line(random_):
    year = random_.choice((2010, 2011, 2012, 2012, 2012, 2012, 2015))
    month, day = random_.randint(1, 12), random_.randint(1, 28)
    precision = random_.randint(0, 9)
    if precision == 0:
        return ""
    if precision == 1:
        return f"date: {year}\n"
    if precision == 2:
        return f"date: {year}-{month:02d}\n"
    if precision == 3:
        return f"date: {year}-12-31T23:30:00-05:00\n"
    if precision == 4:
        return f"date: {year}-01-01T00:30:00+09:00\n"
    return f"date: {year}-{month:02d}-{day:02d}\n"


def main():
    folder, count, page_size = sys.argv[1], int(sys.argv[2]), sys.argv[3]
    random_ = random.Random(1)
    write(f"{folder}/content/site.yaml", f"title: Many\nbase_url: https://many.example.org/\npage_size: {page_size}\n")
    for i in range(count):
        author = f"{random_.choice('Ann Bo Cy Di'.split())} {random_.choice(FAMILIES)}"
        publication = f"{random_.choice(FAMILIES)} Review {random_.randint(0, 3)}"
        write(f"{folder}/content/essays/e{i}.md",
              f"---\ntitle: Essay number {i}\n{date_line(random_)}authors: [{author}]\n"
              f"topics: [{random_.choice(('Tests', 'Tea'))}, Topic {random_.randint(0, 60)}]\n"
              f"source: {{publication: {publication}}}\n---\nText of {i}, after [[e0]], and [[term:t{i % 40}]].\n")
    for i in range(40):
        write(f"{folder}/content/glossary/t{i}.md", f"---\nterm: {random_.choice(FAMILIES)} term {i}\n---\nWhat it is.\n")
        write(f"{folder}/content/lists/l{i}.md", f"---\ntitle: {random_.choice(FAMILIES)} list {i}\nitems: [e{i}]\n---\nA list.\n")


main()
