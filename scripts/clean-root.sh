#!/bin/bash
# Makes a clean Debian 12 with a web server and systemd in a folder, from Debian's mirror or from the copy that the first
# time leaves in .build/roots. Fails, in words, where that is not possible.
#
#     scripts/clean-root.sh FOLDER
set -euo pipefail
cd "$(dirname "$0")/.."
folder=$1
packages=ca-certificates,curl,nginx-light,systemd,systemd-sysv
mirror=${DEBIAN_MIRROR:-http://deb.debian.org/debian}

[ "$(id -u)" -eq 0 ] || {
    echo "a clean system is made by root only (chroot, mount)" >&2
    exit 1
}
unshare --mount true 2>/dev/null || {
    echo "no mount namespaces here" >&2
    exit 1
}
copy=.build/roots/bookworm-$(echo "$packages" | cksum | cut -d ' ' -f 1)
if [ ! -e "$copy.done" ]; then
    rm -rf "$copy"
    mkdir -p "$copy"
    echo "making a clean Debian 12 (once)" >&2
    debootstrap --variant=minbase --include="$packages" bookworm "$copy" "$mirror" >"$copy.log" 2>&1 || {
        tail -n 5 "$copy.log" >&2
        exit 1
    }
    rm -f "$copy/var/cache/apt/archives/"*.deb
    touch "$copy.done"
fi
rm -rf "$folder"
mkdir -p "$folder"
cp -a --reflink=auto "$copy/." "$folder/"
