#!/bin/bash
# Runs as root in a clean system that was booted, with a systemd of its own: installs /test/old.deb, replaces what runs
# under load, upgrades to /test/new.deb, removes it.
set -euo pipefail
# shellcheck source=scripts/deb/common.sh
source /test/common.sh
say "systemd $(systemctl --version | sed -n 's/^systemd \([0-9]*\).*/\1/p') runs: $(cat /proc/1/comm)"
trap 'status=$?; [ $status -eq 0 ] || journalctl --no-pager -o cat -u "llm-gateway*" | tail -n 40' EXIT

main=llm-gateway@main.service
standin=llm-gateway@standin.service
process() { systemctl show --property MainPID --value "$1"; }
state() { systemctl is-active "$1" || true; }
is_active() { systemctl --quiet is-active "$1"; }
is_idle() { [ "$(state llm-gateway.service) $(state $standin)" = "active inactive" ]; }

systemd-run --quiet --unit provider /test/provider-simulator --listen 127.0.0.1:11434
step "install" dpkg --install /test/old.deb
expect "$(state llm-gateway.socket) $(state llm-gateway.service) $(state $main)" "active active active"
expect "$(stat -c '%a %U:%G' /run/llm-gateway/llm-gateway.sock)" "660 root:www-data"
write_settings
include_in_nginx
step "nginx -s reload" systemctl reload nginx
step "reload" systemctl reload llm-gateway
wait_until "the gateway answers" answers
generate 'local/demo' | grep -q '"status":"success"' || fail "no text"
say "installed, started, asked through nginx"

expect "$(stat -c %U "/proc/$(process $main)")" llm-gateway
expect "$(awk '/^(Cap(Prm|Eff|Bnd|Amb)|NoNewPrivs|Seccomp):/ {printf "%s ", $2}' "/proc/$(process $main)/status")" \
    "0000000000000000 0000000000000000 0000000000000000 0000000000000000 1 2 "
# As many as the unit asks for, unless the system that this one runs in gives less.
files=$(awk '/open files/ {print $5}' "/proc/$(process $main)/limits")
expect "$files" "$(awk '/open files/ {print ($5 < 65536 ? $5 : 65536)}' /proc/1/limits)"
say "no capabilities, no new privileges, a filter for system calls, $files files"

# Requests one after the other, from several clients, for as long as /test/load is there.
load() {
    while [ -e /test/load ]; do
        get /llm/providers -o /dev/null -w '%{http_code} %{time_total}\n' || echo "failed 0"
    done >"/test/load.$1"
}
start_load() {
    touch /test/load
    clients=()
    for number in 1 2 3 4; do
        load $number & clients+=($!)
    done
}
# No more than NUMBER of them failed.
end_load() { # NUMBER WHAT
    rm /test/load
    wait "${clients[@]}"
    local failed
    failed=$(cat /test/load.? | grep -vc '^200 ' || true)
    [ "$failed" -le "$1" ] || fail "$2: $failed requests failed"
    say "$2: $(cat /test/load.? | wc -l) requests, $failed failed, the slowest took $(cat /test/load.? |
        awk '{print $2}' | sort -n | tail -n 1) s"
}
start_stream() { # of SECONDS
    stream "local/demo,chunks=$(($1 * 10)),interval=100" >/test/stream & streaming=$!
    wait_until "the stream begins" grep -q '"text"' /test/stream
}
end_stream() {
    wait "$streaming" || fail "the stream was cut off"
    grep -q '"is_final":true' /test/stream || fail "the stream has no end"
}

# 1. Replaced while a stream goes on.
before=$(process $main)
start_stream 5
start_load
systemctl reload --no-block llm-gateway
wait_until "the second gateway serves" is_active $standin
sleep 1
expect "$(process $main)" "$before"
get /llm/providers -o /dev/null --max-time 1 --fail || fail "a new request waits for the old gateway"
end_stream
wait_until "the reload is over" is_idle
end_load 0 "a reload with a stream of 5 s going on"
[ "$(process $main)" != "$before" ] || fail "the gateway was not replaced"
expect "$(state llm-gateway.service) $(state $main)" "active active"

# 2. A fault in the settings leaves what runs alone.
before=$(process $main)
echo GATEWAY_MAX_REQUESTS=many >>"$settings"
systemctl reload llm-gateway 2>/dev/null && fail "a fault in the settings was not seen"
journalctl --no-pager -o cat -u llm-gateway.service | grep -q GATEWAY_MAX_REQUESTS || fail "the journal says nothing"
sed -i '/GATEWAY_MAX_REQUESTS=many/d' "$settings"
expect "$(process $main) $(state llm-gateway.service)" "$before active"
answers >/dev/null || fail "the gateway does not answer"
say "a reload with a fault in the settings fails, and what runs goes on"

# 3. A crash: it takes those along that are being answered, at most one of each client, and no other.
start_load
kill -SEGV "$before"
sleep 2
end_load 4 "a crash"
[ "$(process $main)" != "$before" ] || fail "it was not started again"

# 4. A restart: requests wait for the drain, and are answered.
start_stream 3
start_load
systemctl restart llm-gateway
end_stream
end_load 0 "a restart with a stream of 3 s going on"

# 5. The next version, while a stream goes on: the installation waits for nothing.
start_stream 5
start_load
before=$SECONDS
step "upgrade" dpkg --install --force-confold /test/new.deb
[ $((SECONDS - before)) -lt 4 ] || fail "the upgrade waits for the stream"
end_stream
wait_until "the reload is over" is_idle
end_load 0 "an upgrade with a stream of 5 s going on"
expect "$(grep -c '^SECRET_TOKEN=secret-of-the-test$' "$settings")" 1

# 6. Stopped with its socket; removed; purged.
step "stop" systemctl stop llm-gateway.socket llm-gateway.service
expect "$(state $main) $(get /llm/providers -o /dev/null -w '%{http_code}')" "inactive 503"
step "start" systemctl start llm-gateway
wait_until "it answers again" answers
step "remove" dpkg --remove llm-gateway
grep -l '^llm-gateway$' /proc/[0-9]*/comm 2>/dev/null && fail "a gateway runs after the removal"
step "purge" dpkg --purge llm-gateway
expect "$(find / -xdev -name '*llm-gateway*' -not -path '/test/*' -not -path '/proc/*' -not -path '/var/log/*' | wc -l)" 0
expect "$(systemctl list-unit-files --no-legend 'llm-gateway*' | wc -l)" 0
say "stopped, removed and purged"
