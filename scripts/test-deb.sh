#!/bin/bash
# Tests the Debian package in clean systems: what lintian says; installation, use, upgrade, removal and purge by hand; and
# the same under a systemd of its own. Where a clean system or systemd is not possible it says so, and looks at the files.
set -euo pipefail
cd "$(dirname "$0")/.."

work=.build/test-deb
rm -rf "$work"
mkdir -p "$work"
old=$(scripts/make-deb.sh)
lintian --allow-root --fail-on error,warning --info --pedantic "$old"
echo "ok: lintian"
# Ubuntu 22.04's glibc is 2.35, and that of the build machine newer.
depends=$(dpkg-deb --field "$old" Depends)
[[ ", $depends," == *", libc6 (>= 2.34),"* ]] || {
    echo "FAILED: Depends: $depends" >&2
    exit 1
}
echo "ok: Depends: $depends"

# The same package once more, as the next version, with a settings file that is not that of the old one.
dpkg-deb --raw-extract "$old" "$work/new"
sed -i 's/^Version: .*/&+next/' "$work/new/DEBIAN/control"
echo "# The next version has a line more." >>"$work/new/etc/llm-gateway/llm-gateway.env"
dpkg-deb --root-owner-group -Zgzip -z1 --build "$work/new" "$work/new.deb" >/dev/null
rm -rf "$work/new"

# Makes a clean system with the package, the simulated provider and the tests in /test.
prepare() {
    scripts/clean-root.sh "$1" || return 1
    mkdir "$1/test"
    cp "$old" "$1/test/old.deb"
    cp "$work/new.deb" .build/release/provider-simulator scripts/deb/* "$1/test/"
}

if ! prepare "$work/root"; then
    echo "NOT TESTED: installation and use, since there is no clean system here"
    dpkg-deb --extract "$old" "$work/files"
    [ "$(stat -c %a "$work/files/etc/llm-gateway/llm-gateway.env")" = 640 ]
    "$work/files/usr/bin/llm-gateway" --version
    exit 0
fi
scripts/in-root.sh "$work/root" bash /test/by-hand.sh

prepare "$work/root"
status=0
scripts/deb/boot.sh "$work/root" /test/under-systemd.sh || status=$?
[ "$status" -ne 77 ] || {
    echo "NOT TESTED: systemd's part, since no system can be booted here"
    exit 0
}
exit "$status"
