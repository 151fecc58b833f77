#!/bin/sh
# The tarball is the commit, whoever makes it; what `make install` puts where; and the Debian package of it, as lintian sees it.
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"
unset COLOPHON_DATA

# The tarball.
if git -C "$root" rev-parse -q --verify HEAD >.said 2>&1; then
    git clone -q "file://$root" clone
    cp -r "$root/.packaging" clone/
    for name in here again; do run 0 "$root/.packaging/dist" 1.2.3 "$work/$name"; done
    said '/again/colophon-1\.2\.3\.tar\.gz$'
    (cd clone && git config tar.umask 0077 && umask 0077 && TZ=Asia/Tokyo .packaging/dist 1.2.3 "$work/there" 2>&1) >"$out"
    expect "the same bytes twice" cmp here/colophon-1.2.3.tar.gz again/colophon-1.2.3.tar.gz
    expect "and from a clone, in another place, with other settings" cmp here/colophon-1.2.3.tar.gz there/colophon-1.2.3.tar.gz
    tar -xzf here/colophon-1.2.3.tar.gz
    (cd colophon-1.2.3 && find . ! -type d | sed 's|^\./||' | sort) >in-tarball
    git -C "$root" -c core.quotePath=off ls-tree -r --name-only HEAD | sort >in-commit
    same "it has the files of the commit" in-commit in-tarball
    mkdir -p colophon-1.2.3/.packaging && cp "$root/.packaging/dist" colophon-1.2.3/.packaging
    run 1 colophon-1.2.3/.packaging/dist 1.2.3 "$work/none"
    told 'make dist needs the git repository'
else
    skip "there is no repository to make a tarball of"
fi

# What is installed: the program that is tested, and no other is compiled.
run 0 make -s -C "$root" install DEPS=skip BUILD="$work/build" COLOPHON="$COLOPHON" -o "$COLOPHON" DESTDIR="$work/root" PREFIX=/usr \
    ZSH_FUNCTIONS=/usr/share/zsh/vendor-completions
for file in bin/colophon share/colophon/layouts/base.html share/colophon/assets/style.css share/man/man1/colophon.1 \
    share/man/man1/colophon-build.1 share/man/man7/colophon-layouts.7 share/bash-completion/completions/colophon \
    share/zsh/vendor-completions/_colophon share/fish/vendor_completions.d/colophon.fish; do
    expect "there is $file" test -s "root/usr/$file"
done
for command in $("$COLOPHON" --help | sed -n 's/^  \([a-z][a-z]*\)  .*/\1/p'); do
    expect "there is colophon-$command(1)" test -s "root/usr/share/man/man1/colophon-$command.1"
done
make_reader r
run 0 root/usr/bin/colophon build -s r
expect "what is installed finds its layouts" test -f r/site/index.html

# The package.
export DEBFULLNAME='Ada Editor' DEBEMAIL=ada@debian.org
if ! command -v dpkg-shlibdeps >.which || ! command -v strip >.which; then
    skip "no package is made: there is no dpkg-dev"
elif ldd "$COLOPHON" 2>/dev/null | grep -q asan || nm "$COLOPHON" 2>/dev/null | grep -q __asan_init; then
    skip "no package is made of a program with sanitizers"
else
    cp -r root first && cp -r root second
    for name in first second; do run 0 "$root/.packaging/deb" "$work/$name" 1.2.3 "$work/deb-$name"; done
    package=$(tail -n 1 "$out")
    expect "the same bytes twice" cmp "$package" deb-first/"${package##*/}"
    run 0 dpkg-deb -f "$package" Depends
    for library in libcmark-gfm libyaml-0-2 libgit2 zlib1g libjansson4 libutf8proc libmicrohttpd12 libnettle8 libgumbo1 libuchardet0 libstemmer0d libc6; do said "$library"; done
    run 0 dpkg-deb -x "$package" unpacked
    run 0 dpkg-deb -e "$package" control
    expect "its digests are those of its files" sh -c 'cd unpacked && md5sum --quiet -c ../control/md5sums'
    expect "all of them" test "$(wc -l <control/md5sums)" = "$(find unpacked -type f | wc -l)"
    expect "its program runs" unpacked/usr/bin/colophon --version
    if command -v lintian >.which; then
        run 0 lintian --allow-root --no-cfg --fail-on error,warning "$package"
        expect "lintian finds nothing" test ! -s "$out"
    else
        skip "there is no lintian"
    fi
fi
finish
