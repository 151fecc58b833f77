#!/usr/bin/env python3
"""Compares citations with those of citeproc-js, over made works: judge.py TEST_STYLES STYLES LOCALE [COUNT [SEED [golden]]]

The counts are by style. With a sixth argument it writes styles.txt instead, of what both say alike.
"""
import collections
import json
import pathlib
import random
import subprocess
import sys
import tempfile

import works as made

HERE = pathlib.Path(__file__).parent
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


def main(program, styles, locale, count=780, seed=1, golden=False):
    groups = make_groups(int(count), int(seed))
    theirs = ask_theirs(styles, locale, 'en-US', groups)
    lines, asked = [], []
    for number, group in enumerate(groups):
        more, questions = lines_of(group)
        lines += more
        asked += [(number, *question) for question in questions]
    ours = ask_ours(program, lines)
    assert len(ours) == len(asked)
    if golden:
        write_golden(groups, theirs, ours)
        return
    counts = collections.Counter()
    for (number, style, kind, which), own in zip(asked, ours):
        expected = answer(theirs, number, style, kind, which)
        same = own == expected or (kind == 'cluster' and expected in ('[NO_PRINTED_FORM]',) and not own)
        counts[style, kind, same] += 1
        if not same:
            work = groups[number]['works'][0] if kind != 'entry' else next(w for w in groups[number]['works'] if w['id'] == which)
            what = work['type'] if len(groups[number]['works']) == 1 or kind == 'entry' else 'group'
            print(f'{style} {kind} {number} {which} {what}\n  ours   {own}\n  theirs {expected}')
    for style in STYLES:
        print(style, *(f"{kind}: {counts[style, kind, True]} of {counts[style, kind, True] + counts[style, kind, False]}"
                       for kind in ('entry', 'cluster', 'order')), sep='  ')


if __name__ == '__main__':
    main(*sys.argv[1:])
