#!/bin/bash
# Makes the Debian package of the release binary: .build/deb/llm-gateway_VERSION_ARCHITECTURE.deb
set -euo pipefail
cd "$(dirname "$0")/.."

# The one place that knows the version; a pre-release sorts before its release: 1.0.0-rc1 becomes 1.0.0~rc1.
version=$(sed -n 's/.*static let number = "\(.*\)".*/\1/p' Sources/Providers/Version.swift | tr - '~')
[ -n "$version" ] || {
    echo "no version in Sources/Providers/Version.swift" >&2
    exit 1
}
# The package is the same whenever it is made of the same sources.
SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct 2>/dev/null || date +%s)}
export SOURCE_DATE_EPOCH

output=.build/deb
tree=$output/llm-gateway-$version
rm -rf "$output"
mkdir -p "$tree/bin"
strip --remove-section=.comment --remove-section=.note -o "$tree/bin/llm-gateway" .build/release/llm-gateway
cp -R packaging/debian packaging/llm-gateway.env packaging/llm-gateway.1 nginx docs "$tree/"
cp systemd/llm-gateway* "$tree/debian/"
cat >"$tree/debian/changelog" <<CHANGELOG
llm-gateway ($version) bookworm; urgency=medium

  * Version $version of the gateway.

 -- $(sed -n 's/^Maintainer: //p' packaging/debian/control)  $(date -u -R -d "@$SOURCE_DATE_EPOCH")
CHANGELOG

GLIBC_FLOOR=$(scripts/glibc-floor.sh "$tree/bin/llm-gateway")
export GLIBC_FLOOR
log=$output/build.log
(cd "$tree" && dpkg-buildpackage --build=binary --no-sign --no-check-builddeps) >"$log" 2>&1 || {
    cat "$log" >&2
    exit 1
}
rm -rf "$tree"
ls "$PWD/$output"/*.deb
