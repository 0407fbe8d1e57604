#!/bin/bash
# Runs the fuzz targets for FUZZ_SECONDS each, with fresh seeds or from FUZZ_SEED; or runs the one file FUZZ_INPUT again.
# What crashes, hangs or breaks a contract is left in .build-test/fuzz. Arguments go to scripts/test.sh.
set -uo pipefail
cd "$(dirname "$0")/.."
export FUZZ_SECONDS=${FUZZ_SECONDS:-60} FUZZ_SEED=${FUZZ_SEED:-} FUZZ_INPUT=${FUZZ_INPUT:-}
export FUZZ_FOLDER=$PWD/.build-test/fuzz
mkdir -p "$FUZZ_FOLDER"
start=$(mktemp)
trap 'rm -f "$start"' EXIT
status=0
RUN_FLAGS="--filter FuzzTests" scripts/test.sh "$@" || status=$?
# Written in this run, and not removed because all was well.
find "$FUZZ_FOLDER" -name '*.input' -newer "$start" | while read -r file; do
    echo "left: $file"
    echo "again: make fuzz FUZZ_INPUT=$file"
done
exit "$status"
