#!/bin/bash
# Runs the tests with a sanitizer, `thread` or `address`, in them and in the programs that they start: a report of any of
# these processes fails the run. Further arguments go to scripts/test.sh.
set -euo pipefail
cd "$(dirname "$0")/.."
sanitizer=$1
shift

# Everything is several times slower.
export TEST_PATIENCE=${TEST_PATIENCE:-5}
# second_deadlock_stack: a report of an order of locks names both places.
export TSAN_OPTIONS="second_deadlock_stack=1"
# detect_leaks: what is never freed, looked for when a process ends.
export ASAN_OPTIONS="detect_leaks=1"
exec scripts/test.sh --sanitize="$sanitizer" "$@"
