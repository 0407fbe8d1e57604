#!/bin/bash
# The rules that no compiler checks: style, imports, where raw pointers are, the length of files.
set -uo pipefail
cd "$(dirname "$0")/.."
status=0

swift format lint --strict --parallel --recursive Sources Tests Package.swift || status=1

complain() {
    [ -z "$1" ] && return
    printf '%s:\n%s\n' "$2" "$1"
    status=1
}
complain "$(grep -rnE '^(@testable |package |public |internal |private )?import Foundation$' Sources Tests)" \
    "full Foundation is imported (FoundationEssentials is the one to use)"
complain "$(grep -rlE 'Unsafe(Mutable)?(Raw)?(Buffer)?Pointer' Sources --include='*.swift' | grep -vE '^Sources/(FastCGI|OperatingSystem|YAML)/')" \
    "raw pointers outside Sources/FastCGI, Sources/OperatingSystem and Sources/YAML"
complain "$(grep -rnE 'import C(FastCGI|OperatingSystem|YAML)' Sources | grep -vE '^Sources/(FastCGI|OperatingSystem|YAML)/')" \
    "C outside Sources/FastCGI, Sources/OperatingSystem and Sources/YAML"
complain "$(find Sources -name '*.swift' -exec wc -l {} + | awk '$2 != "total" && $1 > 300 {print $2 ": " $1 " lines"}')" \
    "files over 300 lines (a type is missing)"
complain "$(grep -rL 'SPDX-License-Identifier: Apache-2.0' Sources Tests --include='*.swift')" "files without a licence line"
scripts/lint-text.sh --self-test || status=1
complain "$(scripts/lint-text.sh)" "text from outside becomes a String or is walked as one (scripts/lint-text.sh says why not)"
[ "$status" -eq 0 ] && echo "lint: nothing found"
exit "$status"
