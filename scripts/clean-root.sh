#!/bin/bash
# Makes a clean Debian or Ubuntu with a web server and systemd in a folder, from its mirror or from the copy that the first
# time leaves in .build/roots. Fails, in words, where that is not possible. SUITE is a name such as trixie; Debian 12's
# bookworm without it.
#
#     scripts/clean-root.sh FOLDER [SUITE]
set -euo pipefail
cd "$(dirname "$0")/.."
folder=$1
suite=${2:-bookworm}
packages=ca-certificates,curl,nginx-light,systemd,systemd-sysv
case "$suite" in
    focal | jammy | noble)
        mirror=${UBUNTU_MIRROR:-http://archive.ubuntu.com/ubuntu}
        components=main,universe
        ;;
    *)
        mirror=${DEBIAN_MIRROR:-http://deb.debian.org/debian}
        components=main
        ;;
esac

[ "$(id -u)" -eq 0 ] || {
    echo "a clean system is made by root only (chroot, mount)" >&2
    exit 1
}
unshare --mount true 2>/dev/null || {
    echo "no mount namespaces here" >&2
    exit 1
}
copy=.build/roots/$suite-$(echo "$packages" | cksum | cut -d ' ' -f 1)
if [ ! -e "$copy.done" ]; then
    rm -rf "$copy"
    mkdir -p "$copy"
    echo "making a clean $suite (once)" >&2
    # A mirror that does not answer is given up.
    timeout 600 debootstrap --variant=minbase --components="$components" --include="$packages" "$suite" "$copy" "$mirror" \
        >"$copy.log" 2>&1 || {
        tail -n 5 "$copy.log" >&2
        exit 1
    }
    rm -f "$copy/var/cache/apt/archives/"*.deb
    touch "$copy.done"
fi
rm -rf "$folder"
mkdir -p "$folder"
cp -a --reflink=auto "$copy/." "$folder/"
