#!/bin/bash
# Runs a program in a folder as if it were the whole system: chroot, with processes and a loopback network of its own; with
# IN_ROOT_NETWORK=host with the network of this system.
#
#     scripts/in-root.sh FOLDER PROGRAM [ARGUMENT…]
set -euo pipefail
folder=$(realpath "$1")
shift
network=--net
[ "${IN_ROOT_NETWORK:-}" != host ] || network=""
# shellcheck disable=SC2016,SC2086 # the inner shell expands; nothing, or one word
exec unshare --mount --pid $network --ipc --uts --fork --kill-child bash -c '
    set -e
    mount --bind "$0" "$0"
    mount -t proc proc "$0/proc"
    mount --rbind /dev "$0/dev"
    ip link set lo up 2>/dev/null || chroot "$0" ip link set lo up 2>/dev/null || true
    exec env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8 DEBIAN_FRONTEND=noninteractive chroot "$0" "$@"
' "$folder" "$@"
