#!/bin/bash
# Runs as root in a clean system: installs /test/package.deb, starts the gateway behind nginx, and asks it.
set -euo pipefail
# shellcheck source=scripts/deb/common.sh
source /test/common.sh

system="$(sed -n 's/^PRETTY_NAME="\(.*\)"/\1/p' /etc/os-release), glibc $(ldd --version | sed -n '1s/.* //p')"
step "dpkg --install" dpkg --install /test/package.deb
expect "$(llm-gateway --version)" "$(dpkg-query -W -f '${Version}' llm-gateway)"
write_settings
step "llm-gateway check" llm-gateway check --env-file "$settings"
include_in_nginx
step "nginx -t" nginx -t
provider &
start_by_hand
nginx
wait_until "the gateway answers" answers
expect "$(get /healthz -o /dev/null -w '%{http_code}')" 200
generate 'local/demo' | grep -q '"status":"success"' || fail "no text"
stream 'local/demo' | grep -q '"is_final":true' || fail "no end of the stream"
kill "$gateway"
wait "$gateway" || fail "the gateway ended with $?"
say "$system: installed, answers, ends"
