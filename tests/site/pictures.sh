#!/bin/sh
# Pictures of each kind, and of each size that somebody may ask for, as a browser shows them: nothing moves when they come, and they
# keep their proportions, on a wide screen, on a telephone and on paper.
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"

need_browser

make_reader r
mkdir -p r/content/media
(
    cd r/content/media || exit 1
    python3 - <<'P'
import struct, zlib
def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
def png(name, width, height):
    rows = (b"\0" + b"\x80" * width) * height
    with open(name, "wb") as file:
        file.write(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)) +
                   chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))
png("small.png", 120, 80)
png("large.png", 1800, 1200)
png("tall.png", 200, 3000)
P
    # 60 by 40, taken with the camera on its side; the same as WebP and AVIF.
    base64 -d >turned.jpg <<'B'
/9j/4QAiRXhpZgAATU0AKgAAAAgAAQESAAMAAAABAAYAAAAAAAD/4AAQSkZJRgABAQAAAQABAAD/2wBDAKBueIx4ZKCMgoy0qqC+8P//8Nzc8P//////////////////
////////////////////////////////////////wAALCAAoADwBAREA/8QAFAABAAAAAAAAAAAAAAAAAAAAAP/EABQQAQAAAAAAAAAAAAAAAAAAAAD/2gAIAQEAAD8A
AAAAAAAAAAAAAP/Z
B
    echo UklGRjQAAABXRUJQVlA4ICgAAABQAwCdASo8ACgAP5nM4Wi5Mq6oIqgDIDMJaQAAE/GOHwhFgADkQAAA | base64 -d >some.webp
    base64 -d >some.avif <<'B'
AAAAHGZ0eXBhdmlmAAAAAGF2aWZtaWYxbWlhZgAAAOptZXRhAAAAAAAAACFoZGxyAAAAAAAAAABwaWN0AAAAAAAAAAAAAAAAAAAAAA5waXRtAAAAAAABAAAAImlsb2MA
AAAAREAAAQABAAAAAAEOAAEAAAAAAAAAGAAAACNpaW5mAAAAAAABAAAAFWluZmUCAAAAAAEAAGF2MDEAAAAAamlwcnAAAABLaXBjbwAAABNjb2xybmNseAACAAIABoAA
AAAMYXYxQ4EADAAAAAAUaXNwZQAAAAAAAAA8AAAAKAAAABBwaXhpAAAAAAMICAgAAAAXaXBtYQAAAAAAAAABAAEEgYIDhAAAACBtZGF0EgAKBhgVe52BCDIMHwA////E
ALSMmIlI
B
    printf '<svg xmlns="http://www.w3.org/2000/svg" width="2in" height="50mm"><rect width="9" height="9"/></svg>' >inches.svg
    printf '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 12"><rect width="9" height="9"/></svg>' >box.svg
)
cat >r/content/essays/pictures.md <<'X'
---
title: Pictures
date: 2024-01-01
---

![small](/media/small.png) and ![large](/media/large.png)

![turned](/media/turned.jpg) ![webp](/media/some.webp) ![avif](/media/some.avif) ![inches](/media/inches.svg)

![box](/media/box.svg)

![large with a caption](/media/large.png "A caption")

![asked 300](/media/large.png){width=300} ![asked 150](/media/small.png){height=100} ![asked 300 and both](/media/large.png){width=300 height=300}

![half](/media/large.png){width=50%}

![lines](/media/large.png){height=10em}

> A quotation ![asked 700](/media/large.png){width=700}

| a | b |
|---|---|
| ![in a table](/media/large.png) | words |

<figure><img src="/media/large.png" alt="asked 200" width=200><figcaption>Of HTML</figcaption></figure>

![tall](/media/tall.png)

The last words.
X
run 0 "$COLOPHON" build -s r -o web

# look WHAT [POLICY]: the browser's findings, as checks.
look() {
    serve web ${2:+"$2"}
    node "$here/pictures.mjs" "$browser" "$host/essays/pictures/" >seen 2>&1
    pass_on seen "$1: "
    expect "$1: the browser has looked at everything" test "$(grep -c . seen)" -eq 19
}
look plain
look strict "default-src 'none'; style-src 'self'; img-src 'self'"
finish
