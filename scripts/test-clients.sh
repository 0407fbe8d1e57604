#!/bin/bash
# Tests the release gateway behind nginx with the official clients of OpenAI's API and with frameworks over them, from
# PyPI, at the versions of Tests/Clients/requirements.txt, in a virtual environment of their own. Arguments go to pytest.
set -euo pipefail
cd "$(dirname "$0")/.."

work=.build/test-clients
python=$work/venv/bin/python
mkdir -p "$work"
if ! cmp -s Tests/Clients/requirements.txt "$work/installed.txt"; then
    rm -rf "$work/venv" "$work/installed.txt"
    python3 -m venv "$work/venv"
    "$python" -m pip install --quiet --disable-pip-version-check -r Tests/Clients/requirements.txt
    cp Tests/Clients/requirements.txt "$work/installed.txt"
fi
exec "$python" -m pytest -q -p no:cacheprovider --timeout 120 --import-mode=append Tests/Clients "$@"
