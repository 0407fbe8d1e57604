#!/bin/bash
# The release binary: its size, stripped, the shared libraries that it needs, and the oldest glibc that it starts on. Fails
# if one of the libraries is not part of every glibc distribution, or if it wants a newer glibc than Ubuntu 22.04, EL 9 and
# Amazon Linux 2023 have. What a library asks of a newer one can be added to Sources/CCompatibility.
set -euo pipefail
cd "$(dirname "$0")/.."
binary=.build/release/llm-gateway
oldest_glibc=2.34
stripped=$(mktemp)
trap 'rm -f "$stripped"' EXIT
strip -o "$stripped" "$binary"
bytes=$(stat -c %s "$stripped")
echo "llm-gateway, stripped: $bytes bytes ($((bytes / 1048576)) MiB)"
echo "shared libraries:"
ldd "$binary"
if ldd "$binary" | grep -vE 'linux-vdso|ld-linux|libc\.so|libm\.so|libgcc_s\.so|libpthread\.so|libdl\.so|librt\.so|libresolv\.so'; then
    echo "a library above is not part of every distribution" >&2
    exit 1
fi
# Not grep -q: it would end the pipe early, and pipefail would take that for "not found".
if strings "$stripped" | grep -E 'icudt[0-9]|_icu_' >/dev/null; then
    echo "ICU is linked" >&2
    exit 1
fi
glibc=$(scripts/glibc-floor.sh "$binary")
echo "glibc: $glibc or later"
if [ "$(printf '%s\n' "$glibc" "$oldest_glibc" | sort -V | tail -n 1)" != "$oldest_glibc" ]; then
    objdump -T "$binary" | grep -F "(GLIBC_$glibc)" >&2
    echo "a glibc newer than $oldest_glibc is needed" >&2
    exit 1
fi
