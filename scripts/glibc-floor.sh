#!/bin/bash
# Prints the oldest glibc that a program starts on, such as 2.34: the newest of the versions that it asks for.
#
#     scripts/glibc-floor.sh PROGRAM
set -euo pipefail
versions=$(LC_ALL=C readelf --wide --version-info "$1" | sed -n 's/.* Name: GLIBC_\([^ ]*\) .*/\1/p' | sort -uV)
# Such as ABI_DT_RELR, which stands for a feature of the loader.
if grep -v '^[0-9.]*$' <<<"$versions" >&2; then
    echo "a version above has no number" >&2
    exit 1
fi
tail -n 1 <<<"$versions"
