#!/bin/bash
# Runs the gateway behind a private nginx, in the foreground, until Ctrl-C. `make run` builds what it needs.
set -euo pipefail

root=$(cd "$(dirname "$0")/.." && pwd)
port=${PORT:-8000}
binaries=$root/.build/release
export PATH="$PATH:/usr/sbin"

# Each program in a process group of its own: Ctrl-C reaches this script alone, which ends them in order.
set -m
# A stream takes two files in nginx and two in the gateway.
ulimit -n "$(ulimit -Hn)" 2>/dev/null || true
directory=$(mktemp -d "${TMPDIR:-/tmp}/llm-gateway.XXXXXX")
processes=()
stop() {
    trap - EXIT INT TERM
    # nginx, then the gateway, then the simulator.
    for process in "${processes[@]}"; do
        kill "$process" 2>/dev/null || true
        wait "$process" 2>/dev/null || true
    done
    rm -rf "$directory"
}
trap stop EXIT
trap 'exit 0' INT
trap 'exit 143' TERM

# Waits until a command succeeds, up to 20 seconds, as long as a process lives.
wait_for() {
    local process=$1
    shift
    for _ in $(seq 200); do
        "$@" >/dev/null 2>&1 && return 0
        kill -0 "$process" 2>/dev/null || return 1
        sleep 0.1
    done
    return 1
}

# A provider: configured, or a server at the default of LOCAL_BASE_URL, or the simulator (SIMULATOR=off: never that).
configured=$(env | grep -cE '^(OPENAI_API_KEY|GROQ_API_KEY|GOOGLE_API_KEY|GEMINI_API_KEY|ANTHROPIC_API_KEY|LOCAL_BASE_URL|GATEWAY_PROVIDERS)=.' || true)
[ ! -e "$binaries/llm-gateway.env" ] || configured=1
if [ "$configured" -eq 0 ] && [ "${SIMULATOR:-on}" != off ] &&
    ! curl -sf --noproxy '*' -o /dev/null --max-time 2 http://localhost:11434/v1/models; then
    "$binaries/provider-simulator" --listen 127.0.0.1:0 >"$directory/simulator.out" &
    processes+=($!)
    wait_for $! grep -q 'listening on' "$directory/simulator.out" || {
        echo "the simulated provider did not start" >&2
        exit 1
    }
    LOCAL_BASE_URL=http://$(sed -n 's/^listening on //p' "$directory/simulator.out")
    export LOCAL_BASE_URL
    echo "No provider is configured and none answers on http://localhost:11434: local/… models are simulated." >&2
fi

socket=$directory/llm-gateway.sock
"$binaries/llm-gateway" --listen "unix:$socket" &
gateway=$!
processes=("$gateway" "${processes[@]}")
wait_for "$gateway" test -S "$socket" || {
    echo "the gateway did not start" >&2
    exit 1
}

# What may stand in a path and means something to sed.
escaped() { printf '%s' "$1" | sed 's/[&|\\]/\\&/g'; }
user=""
[ "$(id -u)" -ne 0 ] || user="user root;"
sed -e "s|@USER@|$user|; s|@DIRECTORY@|$(escaped "$directory")|; s|@CONFIGURATION@|$(escaped "$root/nginx")|; s|@PORT@|$port|" \
    -e "s|@SOCKET@|$(escaped "$socket")|; s|@KEEPALIVE@||; s|@LOCATION@||" "$root/nginx/private.conf" >"$directory/nginx.conf"
nginx -p "$directory" -e stderr -c "$directory/nginx.conf" &
nginx=$!
processes=("$nginx" "${processes[@]}")
# nginx writes its pid once it has the port; until then another server may answer there.
wait_for "$nginx" test -s "$directory/nginx.pid" && wait_for "$nginx" \
    curl -s --noproxy '*' -o /dev/null "http://127.0.0.1:$port/" || {
    echo "nginx did not start: is port $port taken? PORT=8001 make run chooses another" >&2
    exit 1
}

echo "llm-gateway is ready: http://localhost:$port (Ctrl-C stops it)"
wait -n "$nginx" "$gateway"
