#!/usr/bin/env python3
"""Two readings of the same works as CSL-JSON, variable by variable.

    works_compare.py OURS.json THEIRS.json [--show VARIABLE]

Prints for each variable in how many works both say the same, something else, or only one of them says something. What does not
count as a difference: marks, case (pandoc makes English titles small, we never do), spaces (pandoc sets them between initials), kinds
of dashes and of quotation marks, the signs of a formula, ";" for "and" between publishers, which of two particles a name's is, and an
address of DOIs, and the country of a language ("english" is en-US to pandoc). "Finer" is a date that has the year of the other and a month, too. Left out are pandoc's short titles that it makes
of what stands in front of a colon, and its empty types.
"""
import collections
import html
import json
import re
import sys
import unicodedata

DASHES = dict.fromkeys(map(ord, '–—‐‑'), '-')
QUOTES = dict.fromkeys(map(ord, '“”‘’«»\'`'), '"')


def plain(value):
    words = html.unescape(re.sub(r'</?(i|b|sup|sub|sc|span)\b[^>]*>', '', str(value)))
    words = unicodedata.normalize('NFC', words.replace('\u0131\u0301', 'í').replace('\u0131\u0308', 'ï'))
    words = words.translate(DASHES).translate(QUOTES).replace('""', '"').replace('$', '').replace(';', ' and')
    words = re.sub(r'^(https?://(dx\.)?doi\.org/|doi:)', '', words.strip())
    return re.sub(r'\s+', '', re.sub('-+', '-', words)).casefold()


def person(name):
    if set(name) == {'family'} or 'literal' in name:
        return plain(name.get('literal', name.get('family')))
    parts = [name.get(part, '') for part in ('dropping-particle', 'non-dropping-particle', 'family', 'given', 'suffix')]
    return plain(' '.join(filter(None, parts)))


def date(value):
    if value.get('literal'):
        return ['words']
    parts = [[int(n) for n in part] for part in value.get('date-parts', []) if part and part[0] not in (0, '0', None)]
    if 'season' in value and parts:
        parts[0] = parts[0][:1] + [20 + int(value['season'])]
    return parts


def comparable(value):
    if value in (None, '', []):
        return None
    if isinstance(value, list) and isinstance(value[0], dict):
        return [person(one) for one in value]
    return date(value) if isinstance(value, dict) else plain(value)


def judge(name, one, other):
    ours, theirs = comparable(one), comparable(other)
    if name == 'language' and ours and theirs:
        ours, theirs = ours.split('-')[0], theirs.split('-')[0]
    if ours == theirs:
        return 'same' if ours else None
    if not ours:
        return None if name == 'title-short' else 'only theirs'
    if not theirs or theirs == []:
        return None if name == 'type' else 'only ours'
    finer = isinstance(one, dict) and theirs[0] and ours[0][:1] == theirs[0] and len(ours[0]) > 1
    return 'finer' if finer else 'differ'


def read(path):
    with open(path) as file:
        return {str(work['id']): work for work in json.load(file)}


def main():
    ours, theirs = read(sys.argv[1]), read(sys.argv[2])
    shown = sys.argv[4] if len(sys.argv) > 4 else None
    counts = collections.defaultdict(collections.Counter)
    for key in sorted(ours.keys() & theirs.keys()):
        for name in (ours[key].keys() | theirs[key].keys()) - {'id'}:
            one, other = ours[key].get(name), theirs[key].get(name)
            kind = judge(name, one, other)
            if kind:
                counts[name][kind] += 1
            if shown == name and kind and kind != 'same':
                print(f'{kind}: {key}: {one!r} | {other!r}')
    print(f'{len(ours)} works, {len(theirs)} of the other, {len(ours.keys() & theirs.keys())} of both')
    for name in sorted(counts, key=lambda name: (-sum(counts[name].values()), name)):
        print(f'{name:24}', ', '.join(f'{count} {kind}' for kind, count in counts[name].most_common()))
    total = sum(counts.values(), collections.Counter())
    print('all:', ', '.join(f'{count} {kind}' for kind, count in total.most_common()))


if __name__ == "__main__":
    main()
