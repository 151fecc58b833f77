#!/usr/bin/env python3
"""What works_judges.sh does: works_judges.py CONVERT FOLDER. Prints a line for each check, and the tally."""
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree

import works_compare

HERE = pathlib.Path(__file__).parent
# What a work always has, and each reader must find again, whatever it takes the work for.
ALWAYS = {'title', 'author', 'issued', 'URL'}
# What a reader has no place for, or finds elsewhere: a variable, or one of a type.
PANDOC = {
    'language',  # it does not know babel's "chinese"
    'pamphlet collection-number',
}
CITATION_BIB = {
    'language',  # babel's name
    'standard number',
}
CITATION_RIS = {
    'issued',  # PY comes first, also where DA says more
    'article-newspaper author', 'article-newspaper issue', 'bill author', 'broadcast author', 'hearing author', 'legal_case author',
    'legislation author', 'motion_picture author', 'musical_score author', 'regulation author',  # not AU
    'pamphlet collection-title', 'patent genre', 'patent publisher', 'webpage accessed', 'webpage container-title',
}
BIBUTILS = {'periodical'}  # an author of a periodical
counts = {'passed': 0, 'failed': 0, 'skipped': 0}


def say(kind, words):
    counts[kind] += 1
    print({'passed': 'ok', 'failed': 'FAILED', 'skipped': 'skipped'}[kind], words)


def check(words, wrong):
    """`wrong` is a list of what is not as it should be."""
    say('failed' if wrong else 'passed', words)
    for line in list(wrong)[:8]:
        print('   ', line)


def run(*command):
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(f'{command[0]}: status {done.returncode}: {done.stderr[:400]}')
    return done.stdout


def by_key(works):
    return {work['id']: work for work in works}


def differences(ours, theirs, passed_over=()):
    """What a reader says otherwise. Of a work whose type it does not have only what every work has is looked at."""
    for key, work in by_key(ours).items():
        other = by_key(theirs).get(key)
        if other is None:
            yield f'{key} is missing'
            continue
        names = set(work) if other.get('type') == work['type'] else ALWAYS
        for name in sorted(names - {'id', 'type'} - set(passed_over)):
            if f'{work["type"]} {name}' in passed_over:
                continue
            kind = works_compare.judge(name, work.get(name), other.get(name))
            if kind and kind != 'same':
                yield f'{key}: {name}: {work.get(name)!r}, {other.get(name)!r}'



def round_trips(convert, made):
    for to in 'bib', 'json':
        pathlib.Path(f'again.{to}').write_text(run(convert, 'made.json', to))
        again = json.loads(run(convert, f'again.{to}', 'json'))
        check(f'{len(made)} works are the same when they are read back from .{to}', list(differences(made, again)))
        check(f'and so are their types, from .{to}',
              [f'{a["id"]}: {a["type"]}, {b["type"]}' for a, b in zip(made, again) if a['type'] != b['type']])


def pandoc(made):
    theirs = json.loads(run('pandoc', '-f', 'biblatex', '-t', 'csljson', 'works.bib'))
    check('pandoc reads the .bib', list(differences(made, theirs, PANDOC)))
    theirs = json.loads(run('pandoc', '-f', 'csljson', '-t', 'csljson', 'works.json'))
    check('pandoc reads the CSL-JSON', list(differences(made, theirs, ['language'])))


def biber(convert, made):
    said = run('biber', '--tool', '--output-file=biber.bib', 'works.bib')
    check('biber has nothing to say of the .bib', [line for line in said.split('\n') if re.match('WARN|ERROR', line)])
    check('what biber writes of it is the same', list(differences(made, json.loads(run(convert, 'biber.bib', 'json')))))


def letters(words):
    return re.sub(r'[\W_]', '', re.sub('<[^>]*>', '', words)).casefold()


def bibutils(made):
    for program, name in ('bib2xml', 'works.bib'), ('ris2xml', 'works.ris'):
        tree = xml.etree.ElementTree.fromstring(run(program, name))
        space = {'m': 'http://www.loc.gov/mods/v3'}
        mods = tree.findall('m:mods', space)
        wrong = [f'{len(mods)} works'] if len(mods) != len(made) else []
        for work, one in zip(made, mods):
            info = one.find('m:titleInfo', space)
            # It knows \\textit, but neither \\textsubscript nor \\textsc.
            title = re.sub(r'\\text[a-z]*', '', ''.join(''.join(part.itertext()) for part in info))
            families = [part.text for part in one.findall('m:name/m:namePart[@type="family"]', space)]
            if letters(title) != letters(work['title']):
                wrong.append(f'{work["id"]}: {title!r}')
            names = [name['family'] for name in work['author'] if 'family' in name and work['type'] not in BIBUTILS]
            wrong += [f'{work["id"]}: no {name}' for name in names
                      if not any(letters(name) in letters(family) for family in families)]
        check(f'{program} reads titles and names of {name}', wrong)


def citation_js(made):
    script = str(HERE / 'works_citation.js')
    for name, passed_over in ('works.bib', CITATION_BIB), ('works.ris', CITATION_RIS):
        theirs = json.loads(run('node', script, name))
        check(f'citation.js reads {name}', list(differences(made, theirs, passed_over)))


def schema(made):
    path = os.environ.get('CSL_SCHEMA')
    if not path:
        say('skipped', "CSL's schema: CSL_SCHEMA does not say where it is")
        return
    found = json.loads(run('node', str(HERE / 'works_citation.js'), 'works.json', path))
    check(f"{len(made)} works are valid by CSL's schema", [f'{one["instancePath"]} {one["message"]}' for one in found])


def has_module(name):
    return any((pathlib.Path(folder) / name).exists() for folder in os.environ.get('NODE_PATH', '').split(':'))


def main():
    convert, folder = sys.argv[1:]
    os.chdir(folder)
    pathlib.Path('made.json').write_text(run('python3', str(HERE / 'works_made.py')))
    made = json.loads(pathlib.Path('made.json').read_text())
    for to in 'bib', 'ris', 'json':
        # Lines of RIS end in CR LF.
        done = subprocess.run([convert, 'made.json', to], capture_output=True, check=True)
        pathlib.Path(f'works.{to}').write_bytes(done.stdout)
    round_trips(convert, made)
    for what, is_there, judge in (
            ('pandoc', shutil.which('pandoc'), lambda: pandoc(made)),
            ('biber', shutil.which('biber'), lambda: biber(convert, made)),
            ('bibutils', shutil.which('bib2xml'), lambda: bibutils(made)),
            ('citation.js', shutil.which('node') and has_module('@citation-js/core'), lambda: citation_js(made)),
            ('ajv', shutil.which('node') and has_module('ajv'), lambda: schema(made))):
        if is_there:
            judge()
        else:
            say('skipped', f'{what} is not installed')
    print(', '.join(f'{count} {kind}' for kind, count in counts.items()))


if __name__ == "__main__":
    main()
