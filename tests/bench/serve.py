#!/usr/bin/env python3
"""serve.py READER [EDITS]: what colophon serve costs on a reader, which it edits: EDITS (100) sentences are added to its essays, one at
a time. COLOPHON names the program. Prints the seconds of the start, from each write to the event that a browser is told, and of a
page, the CPU seconds of an edit, and the memory of the process that answers, before the edits and after. tests/bench/corpus.py makes readers."""
import http.client
import json
import os
import pathlib
import re
import subprocess
import sys
import time


def resident_kib(process):
    return int(re.search(r'VmRSS:\s*(\d+)', pathlib.Path(f'/proc/{process.pid}/status').read_text())[1])


def processor_seconds(process):
    """Of the process that answers, and of those that it has ended: the sites that they loaded."""
    times = pathlib.Path(f'/proc/{process.pid}/stat').read_text().rsplit(')', 1)[1].split()[11:15]
    own, ended = (sum(int(time) for time in pair) / os.sysconf('SC_CLK_TCK') for pair in (times[:2], times[2:]))
    return own, ended


def shown(what, seconds):
    seconds = sorted(seconds)
    print(f'{what}: median {seconds[len(seconds) // 2]:.3f} s, p95 {seconds[int(len(seconds) * 0.95)]:.3f} s, '
          f'most {seconds[-1]:.3f} s')


class Browser:
    """A stream of events, and pages."""

    def __init__(self, port):
        self.pages = http.client.HTTPConnection('localhost', port)
        stream = http.client.HTTPConnection('localhost', port)
        stream.request('GET', '/_colophon/events')
        self.stream = stream.getresponse()

    def event(self):
        while True:
            line = self.stream.readline()
            if line.startswith(b'data: '):
                return json.loads(line[6:])

    def page(self, address):
        started = time.monotonic()
        self.pages.request('GET', address)
        answer = self.pages.getresponse()
        answer.read()
        return answer.status, time.monotonic() - started


def begin(reader):
    started = time.monotonic()
    process = subprocess.Popen([os.environ.get('COLOPHON', 'build/colophon'), 'serve', '-s', reader], stdout=subprocess.PIPE,
                               stderr=subprocess.DEVNULL, text=True)
    port = int(re.search(r':(\d+)/', process.stdout.readline())[1])
    process.stdout.readline()
    return process, port, time.monotonic() - started


def main():
    reader, edits = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 100
    process, port, seconds = begin(reader)
    time.sleep(2)  # what it has found out is kept behind that
    process.terminate()
    process.wait()
    print(f'start with nothing remembered: {seconds:.3f} s')
    process, port, seconds = begin(reader)
    print(f'start: {seconds:.3f} s')
    browser, before = Browser(port), resident_kib(process)
    browser.event()
    essays = sorted(pathlib.Path(reader, 'content/essays').rglob('*.md'))
    events, pages = [], []
    own, ended = processor_seconds(process)
    for i in range(edits):
        essay = essays[i * 7919 % len(essays)]
        text = essay.read_text()
        started = time.monotonic()
        essay.write_text(f'{text}\nOne more sentence, the {i}th.\n')
        browser.event()
        events.append(time.monotonic() - started)
        status, seconds = browser.page(f'/essays/{essay.stem}/')
        pages.append(seconds)
        assert status == 200, (essay, status)
        time.sleep(0.3)  # as somebody who writes: the next generation gets ready
    shown('write to event', events)
    shown('a page', pages)
    own_now, ended_now = processor_seconds(process)
    print(f'CPU of an edit: {(own_now - own) / edits:.3f} s of the parent, {(ended_now - ended) / edits:.3f} s of the sites')
    print(f'memory of the parent: {before} KiB, then {resident_kib(process)} KiB; load {os.getloadavg()[0]:.1f}')
    process.terminate()


main()
