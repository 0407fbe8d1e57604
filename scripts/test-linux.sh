#!/bin/bash
# Installs the Debian package in clean systems with an older and a newer glibc than the build machine's, and asks it through
# their own nginx. Says so where such a system is not to be had.
set -euo pipefail
cd "$(dirname "$0")/.."

work=.build/test-linux
rm -rf "$work"
mkdir -p "$work"
package=$(scripts/make-deb.sh)
# At the same time: most of the work is unpacking.
for suite in jammy trixie; do
    scripts/clean-root.sh "$work/$suite" "$suite" 2>"$work/$suite.log" || touch "$work/$suite.missing" &
done
wait
for suite in jammy trixie; do
    root=$work/$suite
    if [ -e "$root.missing" ]; then
        cat "$root.log" >&2
        echo "NOT TESTED: $suite, since there is no clean system of it here"
        continue
    fi
    mkdir "$root/test"
    cp "$package" "$root/test/package.deb"
    cp .build/release/provider-simulator scripts/deb/common.sh scripts/linux/answers.sh "$root/test/"
    scripts/in-root.sh "$root" bash /test/answers.sh
    rm -rf "$root"
done
