# UTF-16 with its mark, and without, of either order of bytes; and one NUL, which is something else.
mkdir -p content/essays
printf 'title: T\n' >content/site.yaml
printf '\377\376T\000' >content/essays/a.md
printf -- '-\000-\000-\000\n\000t\000:\000 \000A\000\n\000' >content/essays/b.md
printf -- '\000-\000-\000-\000\n\000t\000:\000 \000A\000\n' >content/essays/c.md
printf 'a\000bcdefg' >content/essays/d.md
