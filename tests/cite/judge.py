#!/usr/bin/env python3
"""Compares citations with those of citeproc-js, over made works: judge.py TEST_STYLES STYLES LOCALE [COUNT [SEED [golden]]]

Every difference has a reason in EXCEPTIONS, or it fails. The counts are by style. With a sixth argument it writes styles.txt instead, of what both say alike.
"""
import collections
import itertools
import json
import pathlib
import random
import re
import subprocess
import sys
import tempfile

import works as made

HERE = pathlib.Path(__file__).parent
# What layouts/words/ calls the languages of CSL's locales.
WORDS = {'zh-CN': 'zh-Hans', 'zh-TW': 'zh-Hant'}
STYLES = ['chicago-notes', 'chicago-author-date', 'apa', 'mla']


def make_groups(count, seed):
    """Works alone, and groups of six that share names."""
    everything = made.make_works(count, seed)
    rng = random.Random(seed + 1)
    alone, grouped = everything[:count * 2 // 3], everything[count * 2 // 3:]
    groups = [{'works': [work], 'apart': True} for work in alone]
    groups += [{'works': grouped[i:i + 6], 'apart': True} for i in range(0, len(grouped), 6)]
    for group in groups:
        group['clusters'] = made.make_places(rng, group['works'])
    return groups


def lines_of(group, expected=None):
    """The lines of a group, each that asks for something with what is expected of it; and what these ask."""
    lines, asked = ['G'], []
    for work in group['works']:
        lines += made.lines_of_work(work)
    lines.append('A')
    for style in STYLES:
        for work in group['works']:
            asked.append((style, 'entry', work['id']))
            lines.append(f"E\t{style}\t{work['id']}\t")
        for i, cluster in enumerate(group['clusters']):
            asked.append((style, 'cluster', i))
            lines.append(f'C\t{style}\t{made.spec_of(cluster)}\t')
        if len(group['works']) > 1:
            asked.append((style, 'order', None))
            lines.append(f'O\t{style}\t')
    return lines, asked


def answer(theirs, number, style, kind, which):
    group = theirs[style][number]
    if kind == 'entry':
        return group['entries'].get(which, '')
    return ' '.join(group['order']) if kind == 'order' else group['clusters'][which]


def ask_ours(program, lines):
    with tempfile.NamedTemporaryFile('w', suffix='.txt') as file:
        file.write('\n'.join(lines) + '\n')
        file.flush()
        return subprocess.run([program, file.name], check=True, capture_output=True, text=True).stdout.split('\n')[:-1]


def ask_theirs(styles, locale, language, groups):
    call = ['node', str(HERE / 'citeproc.cjs'), styles, locale, language]
    return json.loads(subprocess.run(call, input=json.dumps(groups), check=True, stdout=subprocess.PIPE, text=True).stdout)


def write_golden(groups, theirs, ours):
    """styles.txt: what both say alike."""
    own = iter(ours)
    with open(HERE / 'styles.txt', 'w') as file:
        for number, group in enumerate(groups):
            lines, asked = lines_of(group)
            questions = iter(asked)
            for line in lines:
                if line[0] in 'ECO':
                    expected = answer(theirs, number, *next(questions))
                    if next(own) != expected:
                        continue
                    line += expected
                print(line, file=file)


# Where we differ on purpose, or where citeproc-js does not do what the style says: (reason, what makes both alike).
EXCEPTIONS = [
    ('empty', 'citeproc-js writes of an error where a style has nothing to say of a work; we write nothing',
     lambda text, work: re.sub(r'^\[NO_PRINTED_FORM\]$|^\(?\[CSL STYLE ERROR: reference with no printed form.\]\)?\.?$|\[CSL STYLE ERROR: reference with no printed form.\]; ', '', text)),
    ('case', 'titles of works that are not in English keep their capitals, also those in reviewed-title, volume-title and original-title',
     lambda text, work: text.lower() if work.get('language', 'en')[:2] != 'en' else text),
    ('et al. in Han', 'names in Han characters in a work in Chinese or Japanese are followed by 等 or ほか',
     lambda text, work: re.sub('; \\S+ ET AL(?=, [0-9])', '', re.sub('(,? et al\\.|等|ほか)\\.?', ' ET AL', text)) if work.get('language', 'en')[:2] in ('zh', 'ja') else text),
    ('Han upright', 'Han characters have no italics, also where a style sets more than a title in these',
     lambda text, work: re.sub(r'<i>([^<A-Za-z0-9]*)</i>', r'\1', text)),
    ('timestamp', 'MLA has no comma before a time; citeproc-js does not know that locator in conditions',
     lambda text, work: re.sub(r',?([”’]?) 1:12', r'\1 1:12', text)),
    ('other roles', 'citeproc-js counts the names of editors and others that it meets while it sorts; ours are those that citations show',
     lambda text, work: re.sub(r'(J\. R\.|J\.|John|Jane) Smith|Smith (J\. R\.|John|Jane)', 'Smith', text)),
    ('others cut', 'citeproc-js cuts a list where it cut another of the same work before; ours by its own length',
     lambda text, work: re.sub(r', [^,();:]+, et al', ' et al', text)),
    ('numbers joined', 'citeproc-js puts a locator that is all of a citation right behind the number of the one before',
     lambda text, work: re.sub(r'([0-9]); ([0-9])', r'\1\2', text)),
    ('body last', 'a body behind a person has the comma that the styles say by delimiter-precedes-last="always"',
     lambda text, work: re.sub(r',( and| &) (?=World Trade|European Comm|U\.S\. Cong)', r'\1 ', text, flags=re.I)),
]


def reasons_of(works, own, expected):
    """The fewest exceptions that make a line like theirs, or None."""
    for count in range(1, len(EXCEPTIONS) + 1):
        for chosen in itertools.combinations(EXCEPTIONS, count):
            a, b = own, expected
            for _, _, alike in chosen:
                for work in works:
                    a, b = alike(a, work), alike(b, work)
            if a == b:
                return [name for name, _, _ in chosen]
    return None


def drops_no_author(cluster, works):
    """Asked to drop the author of a work that has none, citeproc-js drops one thing or another of what stands in its place."""
    authors = {work['id']: 'author' in work for work in works}
    return any(place.get('no-author') and not authors[place['id']] for place in cluster)


def ids_of(group, kind, which):
    return [which] if kind == 'entry' else [place['id'] for place in group['clusters'][which]]


def main(program, styles, locale, count=780, seed=1, golden=False):
    groups = make_groups(int(count), int(seed))
    tag = re.search(r'locales-(.*)\.xml', locale)[1]
    theirs = ask_theirs(styles, locale, tag, groups)
    lines, asked = [f'L\t{WORDS.get(tag, tag[:2])}'], []
    for number, group in enumerate(groups):
        more, questions = lines_of(group)
        lines += more
        asked += [(number, *question) for question in questions]
    ours = ask_ours(program, lines)
    assert len(ours) == len(asked)
    if golden:
        write_golden(groups, theirs, ours)
        return False
    counts, reasons = collections.Counter(), collections.Counter()
    for (number, style, kind, which), own in zip(asked, ours):
        expected = answer(theirs, number, style, kind, which)
        same = own == expected
        group = groups[number]['works']
        cited = group if kind == 'order' else [work for work in group if work['id'] in ids_of(groups[number], kind, which)]
        used = None if same else reasons_of(cited, own, expected)
        if not same and not used and kind == 'cluster' and drops_no_author(groups[number]['clusters'][which], cited):
            used = ['no author']
        counts[style, kind, same] += 1
        if used:
            reasons[style, ' and '.join(used)] += 1
        elif not same:
            print(f'{style} {kind} {number} {which} {cited[0]["type"]}\n  ours   {own}\n  theirs {expected}')
            reasons[style, 'not named'] += 1
    print(*(f'{name}: {why}' for name, why, _ in EXCEPTIONS), f'no author: {drops_no_author.__doc__}', sep='\n')
    print(*(f'{style} {reason}: {count}' for (style, reason), count in sorted(reasons.items())), sep='; ')
    for style in STYLES:
        print(style, *(f"{kind}: {counts[style, kind, True]} of {counts[style, kind, True] + counts[style, kind, False]}"
                       for kind in ('entry', 'cluster', 'order')), sep='  ')
    return any(reason == 'not named' for _, reason in reasons)


if __name__ == '__main__':
    sys.exit(main(*sys.argv[1:]))
