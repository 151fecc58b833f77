"""What pages say of themselves in <meta name="description">.

    descriptions.py LEAST SITE

Each has one, of LEAST to 160 characters, of plain words, and no two have the same: but for a page at its old address, and for
an edition's, which may say what today's says.
"""

import collections
import html
import re
import sys
from pathlib import Path

MARKUP = re.compile(r"<[a-z/]|&[a-z#0-9]+;|\*\*|\[\[|\]\(|[\x00-\x1f\x7f]|  |^\s|\s$")


def wrong(text, least):
    if text is None:
        return "says nothing"
    if not least <= len(text) <= 160:
        return f"says {len(text)} characters: {text}"
    return f"has markup: {text}" if MARKUP.search(text) else None


def main(least, site):
    said, faults = collections.defaultdict(list), []
    for path in sorted(Path(site).rglob("*.html")):
        page, name = path.read_text(), path.relative_to(site)
        found = re.findall(r'<meta name="description" content="([^"]*)">', page)
        text = html.unescape(found[0]) if len(found) == 1 else None
        fault = wrong(text, least)
        if fault:
            faults.append(f"{name} {fault}")
        if 'class="alias"' not in page:
            said[name.parts[:2] if name.parts[0] == "editions" else "", text].append(str(name))
    faults += [f"{', '.join(names[:4])} say the same: {text}" for (_, text), names in said.items() if len(names) > 1]
    print(*faults[:40], sep="\n")
    return bool(faults)


sys.exit(main(int(sys.argv[1]), sys.argv[2]))
