#!/usr/bin/env python3
"""Prints made works as CSL-JSON, for the judges: several of each type of CSL, with the variables that works of the type have.

    works_made.py >works.json
"""
import json
import random

ARTICLES = 'article-journal article-magazine article-newspaper review review-book'.split()
PARTS = 'chapter paper-conference entry entry-dictionary entry-encyclopedia'.split()
BOOKS = 'book pamphlet classic'.split()
REPORTS = 'report standard patent'.split()
ONLINE = 'webpage post post-weblog'.split()
OTHERS = ('document article bill broadcast collection dataset event figure graphic hearing interview legal_case legislation '
          'manuscript map motion_picture musical_score performance periodical personal_communication regulation software song '
          'speech thesis treaty').split()
PEOPLE = [
    {'family': 'Cai', 'given': 'Cuihong'}, {'family': 'Ostry', 'given': 'Sylvia'}, {'family': 'Nelson', 'given': 'Richard R.'},
    {'family': 'Gogh', 'given': 'Vincent', 'non-dropping-particle': 'van'}, {'family': 'Müller', 'given': 'Jörg'},
    {'family': 'King', 'given': 'Martin Luther', 'suffix': 'Jr.'}, {'family': 'O’Neill', 'given': 'Áine'},
    {'literal': 'World Trade Organization'}, {'literal': 'Barnes and Noble'}, {'family': '蔡', 'given': '翠红'},
    {'family': 'Ortega y Gasset', 'given': 'José'}, {'family': 'Łukasiewicz', 'given': 'Jan'},
]
WORDS = ['trade', 'standards', 'who', 'writes', 'them', '&', '100%', 'of', 'C#', 'a_b', '“quoted”', '$5', 'naïve', 'Größe', 'œuvre', '标准',
         '–', 'and:', '<span class="nocase">NASA</span>', '<i>Homo faber</i>', 'CO<sub>2</sub>', 'NATO’s', 'Αθήνα']


def words(rng, count):
    first = rng.choice(['Techno-globalism', 'On', 'The', 'Über', '谁'])
    return ' '.join([first] + [rng.choice(WORDS) for _ in range(count)])


def people(rng):
    return rng.sample(PEOPLE, rng.randint(1, 4))


def date(rng):
    parts = [rng.randint(1500, 2025), rng.randint(1, 12), rng.randint(1, 28)][:rng.randint(1, 3)]
    return {'date-parts': [parts]}


def made(rng, kind, number):
    work = {'id': f'{kind.replace("_", "-")}-{number}', 'type': kind, 'title': words(rng, 4),
            'author': people(rng), 'issued': date(rng), 'language': rng.choice(['en', 'de', 'zh', 'fr']),
            'URL': f'https://example.org/a_b?c=%20&n={number}#p'}
    if kind in ARTICLES or kind in PARTS or kind in ONLINE:
        work['container-title'] = rng.choice(['Journal of Trade & Law', 'Zeitschrift für Technik', '国际贸易', 'The Atlantic'])
    if kind in ARTICLES:
        work |= {'volume': str(number), 'issue': '3', 'page': '33-35', 'DOI': f'10.1000/x_{number}(1)', 'ISSN': '0317-8471'}
    elif kind in PARTS:
        work |= {'publisher': 'Duncker & Humblot', 'publisher-place': 'Berlin', 'page': '1-20', 'editor': people(rng), 'ISBN': '978-3-16-148410-0'}
    elif kind in BOOKS:
        work |= {'publisher': 'Yale University Press', 'publisher-place': 'New Haven', 'edition': '2', 'collection-title': 'A Series',
                 'collection-number': '7', 'translator': people(rng), 'ISBN': '978-3-16-148410-0'}
    elif kind in REPORTS:
        work |= {'publisher': 'OECD', 'number': f'WT/{number}', 'genre': 'White paper'}
    elif kind == 'thesis':
        work |= {'publisher': 'MIT', 'genre': 'PhD thesis'}
    elif kind in ONLINE:
        work |= {'accessed': date(rng), 'publisher': 'Example Foundation'}
    return work


def main():
    rng = random.Random(20261130)
    kinds = ARTICLES + PARTS + BOOKS + REPORTS + ONLINE + OTHERS
    print(json.dumps([made(rng, kind, number) for kind in kinds for number in range(1, 6)], ensure_ascii=False, indent=1))


main()
