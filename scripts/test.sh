#!/bin/bash
# Builds and runs all tests; the last line says how many passed and failed. Arguments go to `swift build` and `swift test`,
# the words of RUN_FLAGS (such as `--filter FastCGITests`) to `swift test` alone.
set -uo pipefail
cd "$(dirname "$0")/.."
export PATH="$PATH:/usr/sbin"

output=$(mktemp)
trap 'rm -f "$output"' EXIT

swift build --build-tests "$@" || exit 1
# shellcheck disable=SC2086 # RUN_FLAGS is a list of words
swift test --skip-build --disable-xctest ${RUN_FLAGS:-} "$@" 2>&1 | tee "$output"
status=${PIPESTATUS[0]}

# A line of the test library for each test: "✔ Test name() passed after …", with other words for other outcomes.
count() { grep -cE "^.{1,3} Test .* $1" "$output" || true; }
ran=$(grep -oE 'Test run with [0-9]+ tests?' "$output" | grep -oE '[0-9]+' | tail -n 1)
failed=$(grep -E '^.{1,3} Test .* failed after' "$output" | grep -cvE 'Test run with' || true)
skipped=$(count 'skipped')
reports=$(grep -cE 'SUMMARY: [A-Za-z]+Sanitizer' "$output" || true)
[ "$reports" -eq 0 ] || echo "$reports reports of a sanitizer"
if [ -z "$ran" ] || { [ "$status" -ne 0 ] && [ "$failed" -eq 0 ] && [ "$reports" -eq 0 ]; }; then
    echo "the tests did not run to their end (exit status $status)"
    exit 1
fi
echo "$((ran - failed - skipped)) passed, $failed failed, $skipped skipped"
exit "$status"
