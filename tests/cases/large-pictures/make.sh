mkdir -p content/essays content/media content/pages
# A head that says the size, and as many bytes.
gif() { printf 'GIF89a%b%b.%0*d' "$1" "$2" "$3" 0; }
gif '\140\011' '\001\000' 100 >content/media/2400-wide.gif
gif '\141\011' '\001\000' 100 >content/media/2401-wide.gif
gif '\001\000' '\002\000' $((1000000 - 11)) >content/media/one-megabyte.gif
gif '\001\000' '\002\000' $((1000000 - 10)) >content/media/more.gif
gif '\141\011' '\001\000' 100 >"content/media/it's; wide.gif"
gif '\001\000' '\002\000' 2000000 >content/media/shown-by-none.gif
printf '<svg width="9000" height="9000">%01250000d</svg>' 0 >content/media/drawing.svg
printf '<svg width="9000" height="9000"></svg>' >content/media/small.svg
cat >content/essays/a.md <<'X'
---
title: A
date: 2024-01-01
---
![a](/media/2400-wide.gif) and ![b](/media/one-megabyte.gif) and [in words](/media/shown-by-none.gif)

Here ![c](/media/2401-wide.gif)

![d](/media/more.gif) and ![e](/media/more.gif)

![f](/media/drawing.svg) ![g](/media/small.svg)

![i](</media/it's; wide.gif>)
X
printf -- '---\ntitle: B\ndate: 2020-01-01\n---\n![](/media/2401-wide.gif){alt=""}\n' >content/essays/b.md
printf -- '---\ntitle: Home\n---\n![h](/media/home.gif)\n' >content/index.md
gif '\377\377' '\377\377' 100 >content/media/home.gif
