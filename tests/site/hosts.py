#!/usr/bin/env python3
"""Where visitors of old addresses are sent: by a server, or by what a host makes of _redirects.

    hosts.py http://127.0.0.1:8080 SITE BASE [OLD>NEW...]       each old address of SITE/addresses.txt, asked for
    hosts.py netlify|cloudflare|gitlab SITE BASE [OLD>NEW...]   each, looked for in SITE/_redirects as the host does

BASE: what the site stands below, / or /reader/. OLD>NEW: more old addresses, at which no page stands. Prints a line for each form
of each, sorted: OLD sent, OLD stays where its page is shown, or OLD wrong and why.
"""
import http.client
import pathlib
import re
import sys
import time
import urllib.parse


def listed(site):
    """Old and new addresses, decoded; texts' own addresses are none (they are not moved, only shown twice)."""
    for line in (site / 'addresses.txt').read_text().splitlines():
        old, sign, new = line.partition(' > ')
        if sign and not old.startswith('/versions/'):
            yield urllib.parse.unquote(old), urllib.parse.unquote(new)


def encoded(address):
    """As the links of the site are."""
    return urllib.parse.quote(address, safe="/-._~@!$&()*+,;=")


def connect(address):
    """A server that has just been started needs a moment."""
    for _ in range(50):
        connection = http.client.HTTPConnection(address)
        try:
            connection.connect()
            return connection
        except OSError:
            time.sleep(0.1)
    raise SystemExit(f'nothing answers at {address}')


def parted(new):
    """The page and the place on it: in the name of a file a # is nothing but that."""
    return new.partition('#') if new.startswith('/glossary/') else (new, '', '')


def follow(connection, path):
    """Where one ends who follows all redirects, and their statuses."""
    statuses = []
    while len(statuses) < 5:
        connection.request('GET', path.partition('#')[0])
        answer = connection.getresponse()
        answer.read()
        statuses.append(answer.status)
        if answer.status not in (301, 302, 308):
            return path, statuses
        path = re.sub('^https?://[^/]*', '', answer.getheader('Location'))
    return path, statuses


def judged(connection, path, query, wanted):
    end, statuses = follow(connection, path + query)
    page, _, asked = end.partition('#')[0].partition('?')
    is_there = urllib.parse.unquote(page) == urllib.parse.unquote(wanted.partition('#')[0])
    if len(statuses) > 1 and end.partition('#')[2] != wanted.partition('#')[2]:
        return f'wrong: {end}'
    if statuses[-1] != 200 or len(statuses) > 3 or asked != query[1:] or set(statuses[:-1]) - {301}:
        return f'wrong: {statuses} {end}'
    return 'sent' if is_there else 'stays'


def by_server(address, base, moves):
    connection = connect(address)
    for old, new, has_page in moves:
        is_folder = old.endswith('/')
        forms = [old] + [old + 'index.html'] * is_folder + [old.rstrip('/')] * (is_folder and has_page)
        page, sign, anchor = parted(new)
        for form in forms:
            # Apache puts a query behind an anchor, where no browser looks for it.
            for query in ('',) if anchor else ('', '?q=a%20b'):
                said = judged(connection, base[:-1] + encoded(form), query, base[:-1] + encoded(page) + sign + anchor)
                yield f'{form}{query} {said}'


def lines_of(site):
    for line in (site / '_redirects').read_text().splitlines():
        if line.strip() and not line.startswith('#'):
            yield line.split()


def cloudflare(site, base):
    """parseRedirects of workers-sdk: the first rule of a path, exactly; 2,000 static ones; other statuses passed over."""
    rules, count = {}, 0
    for fields in lines_of(site):
        assert len(fields) == 3 and '*' not in fields[0] and not re.search(r':[A-Za-z]', fields[0]), fields
        count += 1
        if fields[2] == '301' and count <= 2000 and len(' '.join(fields)) <= 1000:
            rules.setdefault(fields[0], fields[1])
    return lambda old, has_page: rules.get(base[:-1] + encoded(old))


def netlify(site, base):
    """The first rule of a path, whatever its ending is; without a ! only where no file is."""
    form = lambda path: re.sub(r'(index\.html|\.html|)$', '', path, count=1).rstrip('/').lower()
    rules = {}
    for fields in lines_of(site):
        assert fields[2] in ('301', '301!') and form(fields[0]) != form(fields[1]) or fields[2] == '301', fields
        rules.setdefault(form(fields[0]), fields)

    def find(old, has_page):
        rule = rules.get(form(base[:-1] + encoded(old)))
        return rule[1] if rule and (rule[2] == '301!' or not has_page) else None
    return find


def gitlab(site, base):
    """matching.go of gitlab-pages: a file goes first; the rule is compared as it stands with the decoded path."""
    assert (site / '_redirects').stat().st_size <= 64 * 1024
    rules = [fields for fields in list(lines_of(site))[:1000] if fields[2] in ('301', '302', '200')]

    def find(old, has_page):
        path = base[:-1] + old
        matching = [to for start, to, _ in rules if start.rstrip('/') + '/' == path.rstrip('/') + '/']
        return matching[0] if matching and not has_page else None
    return find


def by_rules(host, site, base, moves):
    find = {'cloudflare': cloudflare, 'netlify': netlify, 'gitlab': gitlab}[host](site, base)
    for old, new, has_page in moves:
        to = find(old, has_page)
        page, sign, anchor = parted(new)
        wanted = base[:-1] + encoded(page) + sign + anchor
        yield f'{old} {"stays" if to is None else "sent" if to == wanted else "wrong: " + to}'


def main(how, site, base, *more):
    site = pathlib.Path(site)
    moves = [(*move, True) for move in listed(site)] + [(*move.split('>'), False) for move in more]
    is_server = how.startswith('http')
    found = by_server(how.removeprefix('http://'), base, moves) if is_server else by_rules(how, site, base, moves)
    print('\n'.join(sorted(found)))


main(*sys.argv[1:])
