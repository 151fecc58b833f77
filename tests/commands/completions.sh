#!/bin/sh
# What bash, zsh and fish make of a line that is begun, each asked itself.
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"

run 2 "$COLOPHON" completions tcsh
told 'error\[E251\]: there are no completions for "tcsh"'
told 'the shells are bash, zsh and fish'
for shell in bash zsh fish; do
    run 0 "$COLOPHON" completions $shell
    cp "$out" $shell
    for command in $("$COLOPHON" --help | sed -n 's/^  \([a-z][a-z]*\)  .*/\1/p'); do
        expect "$shell knows $command" grep -qw -e "$command" $shell
        for flag in $("$COLOPHON" "$command" --help | sed -n 's/^  \(-[a-zA-Z],\)\{0,1\} *--\([a-z-]*\).*/\2/p'); do
            grep -qw -e "$flag" $shell || fail "$shell does not know --$flag"
        done
    done
done
mkdir -p 'a folder/content' afield essays build && : >af-file && : >'afield/b file'

# ask_SHELL: the lines of standard input, each with what it is completed to behind a tab.
cat >ask.bash <<'END'
source ./bash
while IFS= read -r line; do
    read -ra COMP_WORDS <<<"${line//=/ = }"
    [[ $line == *' ' ]] && COMP_WORDS+=('')
    COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
    _colophon
    all=$(printf '%s\n' "${COMPREPLY[@]}" | sort | tr '\n' ',')
    printf '%s\t%s\n' "$line" "${all%,}"
done
END
ask_bash() { bash --norc ask.bash 2>&1; }
ask_fish() {
    while IFS= read -r line; do
        printf '%s\t%s\n' "$line" "$(XDG_CONFIG_HOME=$work fish --no-config -c 'source fish; complete -C $argv[1]' "$line" 2>&1 | cut -f 1 | sort | tr '\n' ',' | sed 's/,$//')"
    done
}

asked='colophon exp
colophon new 
colophon new es
colophon new essay 
colophon build --outp
colophon verify --al
colophon check --color 
colophon serve --color=al
colophon build -s a
colophon --out
colophon render af
colophon completions z
colophon help synt
colophon explain E01
colophon markdown 
colophon build --day 2'
cat >answers <<'END'
colophon exp	explain
colophon new 	author,essay,list,page,place,term,topic
colophon new es	essay
colophon new essay 	
colophon build --outp	--output
colophon verify --al	--allow
colophon check --color 	always,auto,never
colophon serve --color=al	always
colophon build -s a	a folder,afield
colophon --out	--output
colophon render af	af-file,afield
colophon completions z	zsh
colophon help synt	syntax
colophon explain E01	E010,E012,E013
colophon markdown 	
colophon build --day 2	
END
if command -v bash >.which; then
    expect "bash reads it without a word" test -z "$(bash --norc ./bash 2>&1)"
    echo "$asked" | ask_bash >said
    same "bash completes" answers said
else
    skip "there is no bash"
fi
if command -v fish >.which; then
    # It completes the value with the flag, and folders with their slash; and shows a name with a space escaped.
    sed 's/\talways$/\t--color=always/; s/a folder,afield/a\\ folder\/,afield\//; s/af-file,afield/af-file,afield\//' answers | tr -d '\\' >answers-fish
    echo "$asked" | ask_fish | tr -d '\\' >said
    same "fish completes" answers-fish said
else
    skip "there is no fish"
fi

# zsh only completes where somebody types: what stands on the line after a tab, of lines that can be completed in one way.
cat >ask.zsh <<'END'
zmodload zsh/zpty
ask() {
    zpty shell "TERM=dumb zsh -f -i"
    zpty -w shell "PS1=; autoload -U compinit; compinit -u -D; source ./zsh; show() { print -r -- \$BUFFER >shown.new; mv shown.new shown }; zle -N show; bindkey '^X^X' show; : >ready"
    repeat 200; do [[ -e ready ]] && break; sleep 0.05; done
    rm -f ready shown
    zpty -w -n shell "$1"$'\t'$'\x18\x18'
    repeat 200; do [[ -e shown ]] && break; sleep 0.05; done
    print -r -- "$1 > $(<shown)"
    zpty -d shell
}
while IFS= read -r line; do ask $line; done
END
cat >answers <<'END'
colophon exp > colophon explain 
colophon new es > colophon new essay 
colophon build --outp > colophon build --output=
colophon check --color al > colophon check --color always 
colophon --out > colophon --output=
colophon render af- > colophon render af-file 
colophon help synt > colophon help syntax 
colophon build -s af > colophon build -s afield/
END
if command -v zsh >.which; then
    sed 's/ > .*//' answers | zsh -f ask.zsh >said 2>&1
    same "zsh completes" answers said
else
    skip "there is no zsh"
fi
finish
