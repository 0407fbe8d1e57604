#!/bin/bash
# The release binary: its size, stripped, and the shared libraries that it needs. Fails if one of them is not part of
# every glibc distribution.
set -euo pipefail
cd "$(dirname "$0")/.."
binary=.build/release/llm-gateway
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
