#!/bin/bash
# Runs a program in a folder as if it were the whole system: chroot, with processes and a loopback network of its own.
#
#     scripts/in-root.sh FOLDER PROGRAM [ARGUMENT…]
set -euo pipefail
folder=$(realpath "$1")
shift
# shellcheck disable=SC2016 # the inner shell expands
exec unshare --mount --pid --net --ipc --uts --fork --kill-child bash -c '
    set -e
    mount --bind "$0" "$0"
    mount -t proc proc "$0/proc"
    mount -t tmpfs -o mode=755 tmpfs "$0/run"
    mount --rbind /dev "$0/dev"
    ip link set lo up 2>/dev/null || chroot "$0" ip link set lo up 2>/dev/null || true
    exec env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8 DEBIAN_FRONTEND=noninteractive chroot "$0" "$@"
' "$folder" "$@"
