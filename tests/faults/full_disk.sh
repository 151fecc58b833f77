#!/bin/sh
# full_disk.sh PROGRAM BEFORE AFTER OLD NEW DISK: in a mount name space of its own: builds AFTER over the site of BEFORE with
# less and less room on DISK. OLD and NEW are the sites that may stand.
program=$1 before=$2 after=$3 old=$4 new=$5 disk=$6
small=0 enough=0 wrong=0 size=0
mount -t tmpfs -o size=4m tmpfs "$disk" || exit 1

complain() {
    wrong=$((wrong + 1))
    echo "with $size kB free: $*"
}

while [ $size -lt 430 ]; do
    "$program" build -q -s "$before" -o "$disk/site" || complain "no old site"
    mount -o "remount,size=$(($(du -sk "$disk" | cut -f 1) + size))k" "$disk" || complain "no size"
    "$program" build -q -s "$after" -o "$disk/site" >said 2>&1
    status=$?
    case $status in
    0) enough=$((enough + 1)) ;;
    3) small=$((small + 1)) && grep -q 'No space left on device' said || complain "does not say why: $(cat said)" ;;
    *) complain "status $status: $(cat said)" ;;
    esac
    diff -r "$old" "$disk/site" >/dev/null || diff -r "$new" "$disk/site" >was || complain "neither site, status $status: $(cat said was)"
    mount -o remount,size=4m "$disk"
    "$program" build -q -s "$after" -o "$disk/site" || complain "the next build fails"
    diff -r "$new" "$disk/site" >said || complain "the next site: $(cat said was)"
    [ -e "$disk/.colophon/site/stage" ] || [ -e "$disk/.colophon/site/journal" ] && complain "litter"
    rm -rf "$disk/site" "$disk/.colophon"
    size=$((size + 10))
done
echo "$((small + enough)) sizes, $small too small, $enough enough" >&2
[ $wrong -eq 0 ]
