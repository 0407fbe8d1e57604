#!/bin/bash
# Runs as root in a clean system without systemd running: installs /test/old.deb, uses it, upgrades to /test/new.deb, removes
# and purges it.
set -euo pipefail
# shellcheck source=scripts/deb/common.sh
source /test/common.sh

# What is on the system, without what dpkg, apt and this test write.
inventory() {
    find / -xdev \( -path /proc -o -path /sys -o -path /dev -o -path /run -o -path /tmp -o -path /test -o -path /var/log \
        -o -path /var/lib/dpkg -o -path /var/cache -o -path /var/lib/nginx -o -name 'passwd-' -o -name 'group-' \
        -o -name 'shadow-' -o -name 'gshadow-' -o -name .pwd.lock \) -prune -o -print | sort
    cat /etc/passwd /etc/group
}

inventory >/test/before
step "dpkg --install" dpkg --install /test/old.deb

expect "$(stat -c '%a %U:%G' /usr/bin/llm-gateway)" "755 root:root"
expect "$(stat -c '%a %U:%G' "$settings")" "640 root:llm-gateway"
expect "$(stat -c '%a %U:%G' /run/llm-gateway)" "750 root:www-data"
expect "$(getent passwd llm-gateway | cut -d : -f 5-)" "LLM gateway:/:/usr/sbin/nologin"
expect "$(llm-gateway --version)" "$(dpkg-query -W -f '${Version}' llm-gateway)"
for file in /lib/systemd/system/llm-gateway.socket /lib/systemd/system/llm-gateway.service \
    /lib/systemd/system/llm-gateway@.service /usr/share/man/man1/llm-gateway.1.gz \
    /usr/share/doc/llm-gateway/README.Debian /usr/share/doc/llm-gateway/copyright /etc/nginx/llm-gateway-location.conf; do
    expect "$(stat -c %a "$file")" 644
done
# shellcheck disable=SC2046 # a list of units
step "systemd-analyze verify" systemd-analyze verify --man=no $(ls /lib/systemd/system/llm-gateway*.s*)
for unit in llm-gateway@main.service llm-gateway.service; do
    # Above the threshold, in tenths, it fails.
    step "systemd-analyze security $unit" systemd-analyze security --no-pager --threshold=14 --offline=yes "$unit"
    grep -F 'exposure level' /test/step.log
done
expect "$(systemctl is-enabled llm-gateway.socket llm-gateway.service | tr '\n' ' ')" "enabled enabled "
say "files, modes, user, units"

write_settings
step "llm-gateway check" setpriv --reuid llm-gateway --regid llm-gateway --clear-groups \
    llm-gateway check --env-file "$settings"
grep -q secret-of-the-test /test/step.log && fail "check shows a key"
setpriv --reuid nobody --regid nogroup --clear-groups cat "$settings" 2>/dev/null && fail "anybody reads the settings"

include_in_nginx
step "nginx -t" nginx -t
provider & simulator=$!
start_by_hand
nginx
wait_until "the gateway answers" answers
expect "$(get /llm/providers)" '{"status":"success","providers":["openai","groq","google","local"]}'
expect "$(get /llm/providers -o /dev/null -w '%{http_code}' -H 'X-API-Key: wrong')" 401
expect "$(get /healthz -o /dev/null -w '%{http_code}') $(get /readyz -o /dev/null -w '%{http_code}')" "200 200"
generate 'local/demo' | grep -q '"status":"success"' || fail "no text"
say "nginx, gateway and provider together"
kill "$gateway" && wait "$gateway"
nginx -s stop 2>/dev/null
kill "$simulator" && wait "$simulator" || true

sed -i 's|unix:/run/by-hand/|unix:/run/llm-gateway/|' /etc/nginx/llm-gateway-location.conf
step "upgrade" dpkg --install --force-confold /test/new.deb
expect "$(grep -c '^SECRET_TOKEN=secret-of-the-test$' "$settings")" 1
expect "$(stat -c '%a %U:%G' "$settings")" "640 root:llm-gateway"
step "remove" dpkg --remove llm-gateway
[ ! -e /usr/bin/llm-gateway ] && [ ! -e /run/llm-gateway ] || fail "something is left after the removal"
expect "$(grep -c '^SECRET_TOKEN=secret-of-the-test$' "$settings")" 1
# A site that includes the gateway still loads.
step "nginx -t after the removal" nginx -t
step "install again" dpkg --install --force-confold /test/new.deb
expect "$(grep -c '^SECRET_TOKEN=secret-of-the-test$' "$settings")" 1
step "purge" dpkg --purge llm-gateway
rm /etc/nginx/sites-enabled/gateway
inventory >/test/after
diff /test/before /test/after || fail "something is left after the purge"
say "upgrade, removal and purge"
