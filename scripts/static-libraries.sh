#!/bin/sh
# Makes a folder with static libraries only and prints its path: a linker that looks there first puts them into the
# binary instead of asking for their shared forms where it runs.
set -eu
cd "$(dirname "$0")/.."
folder=.build/static-libraries
mkdir -p "$folder"
for library in libz.a libstdc++.a; do
    path=$(gcc -print-file-name="$library")
    [ -f "$path" ] || {
        echo "$library is missing" >&2
        exit 1
    }
    ln -sf "$path" "$folder/$library"
done
echo "$PWD/$folder"
