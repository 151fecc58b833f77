"""Made works for judging citation styles: every type of CSL, fields there and missing, names and dates of many forms. Seeded."""
import random

TYPES = '''article article-journal article-magazine article-newspaper bill book broadcast chapter classic collection dataset document
entry entry-dictionary entry-encyclopedia event figure graphic hearing interview legal_case legislation manuscript map motion_picture
musical_score pamphlet paper-conference patent performance periodical personal_communication post post-weblog regulation report review
review-book software song speech standard thesis treaty webpage'''.split()

# Half of all works are of the types that readers cite.
COMMON = '''article-journal article-magazine article-newspaper book chapter report thesis webpage post post-weblog paper-conference
review review-book dataset software interview patent entry-encyclopedia motion_picture speech'''.split()

PERSONS = [
    {'family': 'Smith', 'given': 'John'}, {'family': 'Smith', 'given': 'Jane'}, {'family': 'Smith', 'given': 'J. R.'},
    {'family': 'Doe', 'given': 'Jane Q.'}, {'family': 'Nakamura', 'given': 'Shuji'}, {'family': 'Okonjo-Iweala', 'given': 'Ngozi'},
    {'family': 'King', 'given': 'Martin Luther', 'suffix': 'Jr.', 'comma-suffix': True},
    {'family': 'Ford', 'given': 'Henry', 'suffix': 'III'}, {'family': 'Tocqueville', 'given': 'Alexis', 'dropping-particle': 'de'},
    {'family': 'Gogh', 'given': 'Vincent', 'non-dropping-particle': 'van'}, {'family': "O'Brien", 'given': 'Flann'},
    {'family': 'Beauvoir', 'given': 'Simone', 'non-dropping-particle': 'de'}, {'family': 'Sartre', 'given': 'Jean-Paul'},
    {'family': 'Tolkien', 'given': 'J.R.R.'}, {'family': 'Cai', 'given': 'Cuihong'}, {'family': '张', 'given': '三'},
    {'family': '李', 'given': '四'}, {'family': '蔡', 'given': '翠红'}, {'family': '中村', 'given': '修二'}, {'family': '김', 'given': '영희'},
    {'literal': 'World Trade Organization'}, {'literal': 'European Commission'}, {'literal': 'U.S. Congress'}, {'family': 'Plato'},
    {'family': 'Zhang', 'given': 'Ruoyang'}, {'family': 'García Márquez', 'given': 'Gabriel'}, {'family': 'Ångström', 'given': 'Anders'},
    {'family': 'Ibn Khaldun'}, {'family': 'Müller', 'given': 'Hans-Peter'}, {'family': 'Étienne', 'given': 'Luc'},
    {'family': 'Washington', 'given': 'G.'}, {'family': 'Lee', 'given': 'Ya-ting'}, {'family': 'Нефёдов', 'given': 'Иван'},
]

TITLES = [
    'The art of not being governed', 'Techno-nationalism and its discontents: a study of chips', 'Why nations fail',
    'Is there a “digital divide”? Evidence from Asia', "Whose 'cyberspace' is it anyway?", 'On <i>Hamlet</i> and other plays',
    'H<sub>2</sub>O in the atmosphere', 'A history of the World Wide Web', 'Global value chains', 'What now?', 'Act now!',
    'The <span class="nocase">iPhone</span> and its makers', 'Between the U.S. and China', "China's rise and the world's response",
    'Pride and prejudice', 'Up from slavery', 'E-commerce in the e-age', 'The rise of AI: how it was done, by whom, and what for',
    'State of the art', '数字丝绸之路', '技术民族主义的兴起', 'La condition humaine', 'Der Zauberberg', 'Economics', '1984',
    'COVID-19 and the future of work', 'Notes from the field; or, how to get there', 'Don’t look back', 'Trade and power — a reply',
]

CONTAINERS = ['Journal of International Affairs', 'The New York Times', 'Foreign Affairs', 'Nature', 'The Oxford handbook of politics',
              'Proceedings of the IEEE', '世界经济与政治', 'Le Monde', 'Science, technology & human values', 'Twitter', 'Wikipedia']
PUBLISHERS = ['Oxford University Press', 'MIT Press', 'Penguin', 'Brookings Institution', '商务印书馆', 'University of California, Berkeley',
              'Harper & Row', 'W. W. Norton', 'Springer']
PLACES = ['New York', 'Cambridge, MA', '北京', 'Paris', 'London']
PAGES = ['321-328', '15', '1-10', '101-108', '100-104', '1100-1113', '42-45', 'e12', 'xii-xv', '7, 9', '12–19', 'A12', '1496-1504', '5-7, 11-14']
VOLUMES = ['12', '3', 'II', '100', '2-3', 'A']
NUMBERS = ['4', '12', '3-4', 'Spring', '2019-07', 'WP 17', 'US 7,123,456 B2', 'ISO 9001']
GENRES = ['Working paper', 'Master’s thesis', 'PhD diss.', 'Précis', 'Press release', 'letter to the editor', 'Video', 'Policy brief']
LANGUAGES = ['en', 'en', 'en-US', 'zh', 'zh-CN', 'fr', 'de', 'ja']
STATUSES = ['forthcoming', 'in press', 'submitted']
LITERALS = ['forthcoming', 'third century', 'n.d.']

TEXTS = {
    'container-title': CONTAINERS, 'collection-title': ['Studies in world order', 'Cambridge companions'], 'collection-number': ['12', '4'],
    'volume': VOLUMES, 'issue': ['2', '4', '1-2', 'S1'], 'number': NUMBERS, 'edition': ['2', '3', '1', '21', 'rev. ed.', 'Revised edition', '2nd'],
    'version': ['2.1', '7'], 'page': PAGES, 'section': ['A', 'Business', '3'], 'genre': GENRES, 'medium': ['CD', 'DVD', 'television broadcast'],
    'publisher': PUBLISHERS, 'publisher-place': PLACES, 'archive': ['National Archives', 'JSTOR'], 'archive_location': ['Box 12', 'RG 59'],
    'archive-place': PLACES, 'DOI': ['10.1000/182', '10.1093/ia/iiab001'], 'URL': ['https://example.org/a/b', 'https://www.nytimes.com/2020/05/01/x.html'],
    'number-of-volumes': ['3', '1'], 'number-of-pages': ['250'], 'chapter-number': ['3', '12'], 'event-title': ['Annual meeting of the ISA'],
    'event-place': PLACES, 'authority': ['U.S. Supreme Court', 'Patent Office'], 'original-title': ['Il nome della rosa'],
    'reviewed-title': ['The wealth of nations', 'Capital in the twenty-first century'], 'reviewed-genre': ['film', 'exhibition'],
    'status': STATUSES, 'source': ['ProQuest', 'JSTOR'], 'original-publisher': ['Gallimard'], 'original-publisher-place': ['Paris'],
    'volume-title': ['The age of empire'], 'part-number': ['2', 'A'], 'supplement-number': ['1'], 'archive_collection': ['Kennan papers'],
    'title-short': ['Short form'], 'container-title-short': ['J. Int. Aff.'], 'references': ['45 Fed. Reg. 12'], 'scale': ['1:25000'],
    'dimensions': ['24 min.', '30 x 40 cm'],
}
ROLES = '''editor translator container-author collection-editor editorial-director original-author reviewed-author compiler composer
contributor curator chair director executive-producer guest host illustrator interviewer narrator organizer performer producer recipient
script-writer series-creator'''.split()

# What is likely to be there, by type; all else is there in one of twelve.
LIKELY = {
    'article-journal': 'container-title volume issue page DOI', 'article-magazine': 'container-title page URL',
    'article-newspaper': 'container-title section URL', 'book': 'publisher publisher-place edition', 'chapter': 'container-title publisher page editor',
    'report': 'genre number publisher URL', 'thesis': 'genre publisher', 'webpage': 'container-title URL', 'post': 'container-title URL genre',
    'post-weblog': 'container-title URL', 'paper-conference': 'event-title event-place container-title', 'review': 'container-title reviewed-title reviewed-author',
    'review-book': 'container-title reviewed-title reviewed-author volume', 'dataset': 'publisher DOI version', 'software': 'publisher version URL',
    'interview': 'interviewer container-title', 'patent': 'number authority', 'entry-encyclopedia': 'container-title publisher',
    'legal_case': 'authority container-title volume page', 'legislation': 'container-title volume section', 'bill': 'number authority',
}


def some(rng, items, most):
    return [dict(rng.choice(items)) for _ in range(min(most, rng.choice([1, 1, 1, 1, 2, 2, 2, 3, 3, 4, 7, 8, 22])))]


def make_date(rng):
    kind = rng.random()
    year = rng.choice([2020, 2019, 2024, 1998, 1776, 2020, 2021])
    if kind < 0.3:
        date = {'date-parts': [[year]]}
    elif kind < 0.45:
        date = {'date-parts': [[year, rng.randint(1, 12)]]}
    elif kind < 0.8:
        date = {'date-parts': [[year, rng.randint(1, 12), rng.randint(1, 28)]]}
    elif kind < 0.84:
        date = {'date-parts': [[year], [year + rng.randint(1, 3)]]}
    elif kind < 0.88:
        date = {'date-parts': [[year, 3, 4], rng.choice([[year, 3, 9], [year, 5, 2], [year + 1, 1, 2]])]}
    elif kind < 0.9:
        date = {'date-parts': [[year, 5], [year, 7]]}
    elif kind < 0.93:
        date = {'date-parts': [[year]], 'season': rng.randint(1, 4)}
    elif kind < 0.96:
        date = {'date-parts': [[rng.choice([-380, 65, 400])]]}
    else:
        return {'literal': rng.choice(LITERALS)}
    if rng.random() < 0.08:
        date['circa'] = True
    return date


def make_work(rng, number):
    work = {'id': f'w{number}', 'type': rng.choice(COMMON if rng.random() < 0.5 else TYPES)}
    likely = LIKELY.get(work['type'], 'publisher').split()
    if rng.random() < 0.95:
        work['title'] = rng.choice(TITLES)
    if rng.random() < 0.85:
        work['author'] = some(rng, PERSONS, 22)
    for role in ROLES:
        if rng.random() < (0.85 if role in likely else 0.04):
            work[role] = some(rng, PERSONS, 3)
    for name, values in TEXTS.items():
        if rng.random() < (0.85 if name in likely else 0.07):
            work[name] = rng.choice(values)
    for name, chance in ('issued', 0.88), ('accessed', 0.2), ('original-date', 0.08), ('event-date', 0.1), ('available-date', 0.03), ('submitted', 0.04):
        if rng.random() < chance:
            work[name] = make_date(rng)
    if rng.random() < 0.5:
        work['language'] = rng.choice(LANGUAGES)
    return work


def make_works(count, seed):
    rng = random.Random(seed)
    return [make_work(rng, i) for i in range(count)]


LOCATORS = [('', ''), ('33', 'page'), ('33-35', 'page'), ('101-109', 'page'), ('4', 'chapter'), ('12', 'section'), ('3', 'paragraph'),
            ('2', 'volume'), ('7', 'figure'), ('5-6', 'line'), ('iv', 'page'), ('1:12', 'timestamp'), ('s.v.', 'sub-verbo')]


def make_places(rng, works):
    """Clusters of a group of works: alone and together, first and again, with and without what stands around."""
    places = []
    for work in works:
        locator, kind = rng.choice(LOCATORS)
        places.append([{'id': work['id']}])
        places.append([{'id': work['id'], 'locator': locator, 'label': kind, 'again': True}])
        locator, kind = rng.choice(LOCATORS)
        places.append([{'id': work['id'], 'locator': locator, 'label': kind, 'prefix': rng.choice(['', 'see', 'cf.', 'for a discussion, see ']),
                        'suffix': rng.choice(['', ', emphasis added', 'and elsewhere'])}])
        places.append([{'id': work['id'], 'locator': locator, 'label': kind, 'no-author': True, 'again': rng.random() < 0.5}])
    for _ in works[1:]:
        chosen = rng.sample(works, min(len(works), rng.randint(2, 3)))
        cluster = []
        for work in chosen:
            locator, kind = rng.choice(LOCATORS[:6] + [('', '')] * 8)
            cluster.append({'id': work['id'], 'locator': locator, 'label': kind, 'again': rng.random() < 0.3})
        places.append(cluster)
    return places


def lines_of_work(work):
    yield f"W\t{work['id']}\t{work['type']}"
    for name, value in work.items():
        if name in ('id', 'type'):
            continue
        if isinstance(value, str):
            yield f'T\t{name}\t{value}'
        elif isinstance(value, list):
            for person in value:
                flags = ('s' if person.get('static-ordering') else '') + ('c' if person.get('comma-suffix') else '')
                parts = [person.get(part, '') for part in ('family', 'given', 'dropping-particle', 'non-dropping-particle', 'suffix', 'literal')]
                yield '\t'.join(['N', name, *parts, flags])
        else:
            dates = ['-'.join(map(str, parts)) for parts in value.get('date-parts', [])] + ['', '']
            yield '\t'.join(['D', name, dates[0], dates[1], str(value.get('season', '')), 'c' if value.get('circa') else '', value.get('literal', '')])


def spec_of(cluster):
    return ';;'.join('|'.join([place['id'], place.get('locator', ''), place.get('label', ''), place.get('prefix', ''), place.get('suffix', ''),
                               ('a' if place.get('no-author') else '') + ('r' if place.get('again') else '')]) for place in cluster)
