#!/bin/bash
# Boots a clean system with a systemd of its own, runs a test in it, and ends with the test's exit status; with 77 when no
# system can be booted here.
#
#     scripts/deb/boot.sh FOLDER PROGRAM
set -euo pipefail
folder=$(realpath "$1")

cat >"$folder/etc/systemd/system/test.service" <<UNIT
[Unit]
Description=Test
After=multi-user.target nginx.service
SuccessAction=exit
FailureAction=exit

[Service]
Type=oneshot
ExecStart=/bin/bash $2
StandardOutput=append:/test/output
StandardError=append:/test/output
TimeoutStartSec=90
UNIT
ln -s ../test.service "$folder/etc/systemd/system/default.target.wants/" 2>/dev/null || {
    mkdir -p "$folder/etc/systemd/system/graphical.target.wants"
    ln -s ../test.service "$folder/etc/systemd/system/graphical.target.wants/"
}
touch "$folder/test/output"
status=0
timeout --kill-after=10 120 systemd-nspawn --quiet --directory "$folder" --boot --private-network --register=no --keep-unit \
    --console=pipe </dev/null >"$folder/test/console" 2>&1 || status=$?
cat "$folder/test/output"
if [ ! -s "$folder/test/output" ]; then
    tail -n 5 "$folder/test/console" >&2
    exit 77
fi
exit "$status"
