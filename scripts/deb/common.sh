#!/bin/bash
# What the tests of the package have in common; they run as root in a clean system, with their files in /test.
# shellcheck disable=SC2034 # used by those who source it
settings=/etc/llm-gateway/llm-gateway.env
port=8080

say() { printf 'ok: %s\n' "$*"; }
fail() {
    printf 'FAILED: %s\n' "$*"
    [ ! -s /test/gateway.log ] || tail -n 20 /test/gateway.log
    exit 1
}
expect() { [ "$1" = "$2" ] || fail "line ${BASH_LINENO[0]}: expected \"$2\", got \"$1\""; }
# Runs a command; shows what it printed if it fails.
step() {
    local name=$1
    shift
    "$@" >/test/step.log 2>&1 </dev/null || {
        cat /test/step.log
        fail "$name"
    }
}
wait_until() {
    local name=$1
    shift
    for _ in $(seq 200); do
        "$@" >/dev/null 2>&1 && return 0
        sleep 0.1
    done
    fail "$name: not within 20 seconds"
}

# Keys, and a provider at the simulator.
write_settings() {
    cat >>"$settings" <<SETTINGS
SECRET_TOKEN=secret-of-the-test
LOCAL_BASE_URL=http://127.0.0.1:11434
SETTINGS
}
provider() { exec /test/provider-simulator --listen 127.0.0.1:11434 >/dev/null; }
# Without systemd the gateway makes its socket itself, in a folder of its own.
start_by_hand() {
    install -d -o llm-gateway -g www-data -m 750 /run/by-hand
    sed -i 's|unix:/run/llm-gateway/|unix:/run/by-hand/|' /etc/nginx/llm-gateway-location.conf
    GATEWAY_SOCKET_GROUP=www-data setpriv --reuid llm-gateway --regid llm-gateway --groups www-data \
        llm-gateway --env-file "$settings" --listen unix:/run/by-hand/llm-gateway.sock 2>/test/gateway.log & gateway=$!
}
include_in_nginx() {
    cat >/etc/nginx/sites-enabled/gateway <<SITE
server {
    listen 127.0.0.1:$port backlog=4096;
    include llm-gateway-location.conf;
}
SITE
}

get() {
    local path=$1
    shift
    curl -sS --max-time 30 -H 'X-API-Key: secret-of-the-test' "http://127.0.0.1:$port$path" "$@"
}
answers() { get /llm/providers --fail; }
generate() { get /llm/generation -d "{\"model\": \"$1\", \"user_prompt\": \"Hello\"}"; }
stream() { get /llm/generation/stream --no-buffer -d "{\"model\": \"$1\", \"user_prompt\": \"Hello\"}"; }
