#!/bin/bash
# Runs the tests with a sanitizer, `thread` or `address`, in them and in the programs that they start: a report of any of
# these processes fails the run. Further arguments go to scripts/test.sh.
set -euo pipefail
cd "$(dirname "$0")/.."
sanitizer=$1
shift

# Everything is several times slower: what waits does so longer, and a test has the machine to itself, so that its time
# limit is about its own time.
export TEST_PATIENCE=${TEST_PATIENCE:-5}
export RUN_FLAGS="--no-parallel ${RUN_FLAGS:-}"
# What cuts answers at every offset takes minutes, and has one thread.
[ "$sanitizer" != thread ] || RUN_FLAGS+=" --skip EveryOffset --skip cutAnywhere"
# second_deadlock_stack: a report of an order of locks names both places. print_suppressions: programs under test are to
# write nothing of their own accord.
export TSAN_OPTIONS="second_deadlock_stack=1:suppressions=$PWD/scripts/race-suppressions.txt:print_suppressions=0"
# detect_leaks: what is never freed, looked for when a process ends.
export ASAN_OPTIONS="detect_leaks=1"
export LSAN_OPTIONS="suppressions=$PWD/scripts/leak-suppressions.txt:print_suppressions=0"
exec scripts/test.sh --sanitize="$sanitizer" "$@"
