#!/usr/bin/env python3
"""opened.py BOOK: opens a book as others do, and looks for what readers of other generators' books complain of. Status 1 says what."""
import re
import sys
import urllib.parse
import xml.etree.ElementTree as tree
import zipfile

HTML = '{http://www.w3.org/1999/xhtml}'
OPF = '{http://www.idpf.org/2007/opf}'
VOID = 'area base br col embed hr img input link meta param source track wbr'.split()


def names(book):
    infos = book.infolist()
    if infos[0].filename != 'mimetype' or infos[0].extra:
        yield 'mimetype is not the first file, or has an extra field'
    for info in infos:
        if not re.fullmatch(r'[A-Za-z0-9._/-]+', info.filename):
            yield f'{info.filename!r} is no name that every system has'
        if info.date_time != (1980, 1, 1, 0, 0, 0) or info.compress_type != zipfile.ZIP_STORED:
            yield f'{info.filename} has a time, or is compressed'
    if len({info.filename.lower() for info in infos}) != len(infos):
        yield 'two files have one name'
    if book.testzip():
        yield f'{book.testzip()} is damaged'


def parsed(book):
    """The XML files by name; what cannot be parsed raises."""
    return {name: tree.fromstring(book.read(name)) for name in book.namelist() if name.endswith(('.xhtml', '.opf', '.xml', '.svg'))}


def references(book):
    for name in book.namelist():
        if name.endswith(('.xhtml', '.opf', '.svg')):
            text = book.read(name).decode()
            for found in re.findall(r'&(?!(?:amp|lt|gt|quot|#10|#9);)\S{0,9}', text):
                yield f'{name}: the reference {found}'
            for found in re.findall(r'<(?:%s)\b[^>]*[^/]>' % '|'.join(VOID), text) if name.endswith('.xhtml') else ():
                yield f'{name}: {found} has no end'


def targets(files):
    """What each file has that can be gone to."""
    return {name: {element.get('id') for element in root.iter() if element.get('id')} for name, root in files.items()}


def links(book, files):
    ids, there = targets(files), set(book.namelist())
    for name, root in files.items():
        folder = name.rpartition('/')[0]
        for element in root.iter():
            for key in 'href', 'src':
                value = element.get(key)
                if not value or name.startswith('META-INF') or re.match(r'[a-z][a-z0-9+.-]*:', value):
                    continue
                path, _, place = value.partition('#')
                target = f'{folder}/{path}' if path else name
                if urllib.parse.unquote(target) not in there:
                    yield f'{name}: {value} leads nowhere'
                elif place and urllib.parse.unquote(place) not in ids[target]:
                    yield f'{name}: {value} leads to no place'
                if path.endswith('.md'):
                    yield f'{name}: {value} is a source'


EPUB = '{http://www.idpf.org/2007/ops}'


def notes(files):
    for name, root in files.items():
        for parent in root.iter():
            for element in parent:
                if element.get(EPUB + 'type') != 'noteref':
                    continue
                if len(element):
                    yield f'{name}: a reference to a note has more in it than its number'
                if parent.tag == HTML + 'sup':
                    yield f'{name}: a reference to a note in <sup>'


def words(element):
    """Without the numbers of notes."""
    if element.get(EPUB + 'type') == 'noteref':
        return ''
    return (element.text or '') + ''.join(words(child) + (child.tail or '') for child in element)


def titles(files):
    """A heading is in the contents as it is in the text."""
    headings = {f'{name[5:]}#{element.get("id")}': ' '.join(words(element).split())
                for name, root in files.items() for element in root.iter() if re.fullmatch(re.escape(HTML) + 'h[2-6]', element.tag)}
    for a in files['EPUB/nav.xhtml'].find('.//' + HTML + 'nav').iter(HTML + 'a'):
        heading, title = headings.get(urllib.parse.unquote(a.get('href'))), ' '.join(''.join(a.itertext()).split())
        if heading is not None and heading != title:
            yield f'{heading!r} is {title!r} in the contents'


def contents(files):
    """Each file that is read is in the spine once; the contents follow the spine."""
    package, nav = files['EPUB/package.opf'], files['EPUB/nav.xhtml']
    paths = {item.get('id'): item.get('href') for item in package.iter(OPF + 'item')}
    spine = [paths[item.get('idref')] for item in package.iter(OPF + 'itemref')]
    toc = nav.find('.//' + HTML + 'nav')
    order = [spine.index(a.get('href').partition('#')[0]) for a in toc.iter(HTML + 'a')]
    if order != sorted(order):
        yield 'the contents are in another order than the book'
    if len(set(spine)) != len(spine):
        yield 'a file is read twice'
    for a in toc.iter(HTML + 'a'):
        if not ''.join(a.itertext()).strip():
            yield f'{a.get("href")} has no title in the contents'


def main():
    with zipfile.ZipFile(sys.argv[1]) as book:
        files = parsed(book)
        told = [*names(book), *references(book), *links(book, files), *notes(files), *titles(files), *contents(files)]
    print('\n'.join(told), end='\n' if told else '')
    return 1 if told else 0


sys.exit(main())
