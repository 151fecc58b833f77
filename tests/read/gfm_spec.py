"""Every example of the GFM specification through `colophon markdown --plain`, byte for byte.

    python3 gfm_spec.py COLOPHON SPECIFICATION

An example's header names its extensions. The two of task lists are marked as disabled, because the reference implementation
writes their attributes in another order; here they are run with the extension on, like all others.
"""

import gzip
import re
import subprocess
import sys

FENCE = "`" * 32


def examples(lines):
    """Yields (number, line, extensions, markdown, html)."""
    number, state = 0, "text"
    for index, line in enumerate(lines, 1):
        if state == "text" and re.match(FENCE + " ?example", line):
            number, state, start = number + 1, "markdown", index
            extensions = line.split("example", 1)[1].split()
            parts = {"markdown": [], "html": []}
        elif state != "text" and line.strip() == FENCE:
            yield number, start, extensions, "".join(parts["markdown"]), "".join(parts["html"])
            state = "text"
        elif state == "markdown" and line == ".\n":
            state = "html"
        elif state != "text":
            parts[state].append(line.replace("→", "\t"))


def run(program, extensions, markdown):
    names = ["tasklist" if name == "disabled" else name for name in extensions]
    command = [program, "markdown", "--plain", "--unsafe", "--extensions", ",".join(names)]
    done = subprocess.run(command, input=markdown.encode(), stdout=subprocess.PIPE, check=False)
    return done.returncode, done.stdout.decode(errors="replace")


def main():
    program, specification = sys.argv[1:]
    with gzip.open(specification, "rt", encoding="utf-8", newline="\n") as file:
        cases = list(examples(file))
    failed = 0
    for number, line, extensions, markdown, html in cases:
        status, output = run(program, extensions, markdown)
        if status != 0 or output != html:
            failed += 1
            print(f"example {number} (line {line}): status {status}\n{markdown!r}\n expected {html!r}\n got      {output!r}")
    print(f"{len(cases) - failed} of {len(cases)} examples of the GFM specification pass")
    print(f"{len(cases) - failed} passed, {failed} failed")
    return 1 if failed or not cases else 0


sys.exit(main())
