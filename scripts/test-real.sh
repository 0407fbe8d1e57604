#!/bin/bash
# Tests the release gateway and nginx with llama.cpp's own server, which PyPI has, and a model of random weights: every
# endpoint, an answer that stands still for a while, a client that leaves, a server that is killed in mid-stream.
set -euo pipefail
cd "$(dirname "$0")/.."

work=.build/test-real
mkdir -p "$work"
python=$work/venv/bin/python
if [ ! -e "$work/venv.done" ]; then
    rm -rf "$work/venv"
    python3 -m venv "$work/venv"
    "$python" -m pip install --quiet xllamacpp==2026.10.11549 gguf==0.19.0 numpy
    touch "$work/venv.done"
fi
"$python" scripts/real/make-weights.py "$work/random.gguf"

port=${PORT:-8000} server_port=${SERVER_PORT:-19500}
processes=()
stop() {
    trap - EXIT
    for process in "${processes[@]}"; do kill "$process" 2>/dev/null || true; done
    wait
}
trap stop EXIT
fail() {
    echo "FAILED: $*" >&2
    tail -n 20 "$work/gateway.log" "$work/server.log" >&2
    exit 1
}
say() { echo "ok: $*"; }
# Waits until a command succeeds, up to 30 seconds.
wait_until() {
    local name=$1
    shift
    for _ in $(seq 300); do
        "$@" >/dev/null 2>&1 && return 0
        sleep 0.1
    done
    fail "$name: not within 30 seconds"
}
ask() {
    local path=$1
    shift
    curl -sS --noproxy '*' --no-buffer --max-time 60 "http://127.0.0.1:$port$path" "$@"
}
# The same, in the background: what is ended is curl itself.
stream_long() { exec curl -sS --noproxy '*' --no-buffer --max-time 60 "http://127.0.0.1:$port/llm/generation/stream" -d "$(body 1900)"; }
body() { echo "{\"model\": \"local/random\", \"user_prompt\": \"Hello\", \"max_tokens\": $1}"; }
serve() {
    "$python" scripts/real/llama-server.py "$work/random.gguf" "$server_port" >"$work/server.log" 2>&1 &
    server=$!
    processes+=("$server")
    wait_until "llama.cpp listens" curl -sf --noproxy '*' "http://127.0.0.1:$server_port/v1/models"
}

serve
SIMULATOR=off PORT=$port LOCAL_BASE_URL=http://127.0.0.1:$server_port scripts/run.sh >"$work/gateway.log" 2>&1 &
processes+=($!)
wait_until "the gateway is ready" grep -q 'is ready' "$work/gateway.log"

ask /llm/generation -d "$(body 40)" | grep -q '"status":"success","content":".*"completion_tokens":[1-9]' || fail "generation"
say "a generation"
ask /llm/generation/stream -d "$(body 40)" >"$work/stream"
[ "$(grep -c '"is_final":true' "$work/stream")" = 1 ] && grep -q '"completion_tokens":[1-9]' "$work/stream" || fail "stream"
say "a stream"
classes='[{"id": "good", "label": "Good"}, {"id": "bad", "label": "Bad"}]'
ask /llm/classification -d "{\"model\": \"local/random\", \"user_prompt\": \"Dull.\", \"classes\": $classes}" >"$work/class"
grep -qE '"content":\{"id":"(good|bad)"' "$work/class" || fail "classification: $(cat "$work/class")"
say "a classification: $(cat "$work/class")"
# Random weights seldom come to an end, and an answer that is cut off is no summary.
ask /llm/summarization -d "$(body 40)" >"$work/summary"
grep -qE '"status":"success","content":\{"summary":"|ended the answer at the limit of tokens' "$work/summary" || fail "summarization: $(cat "$work/summary")"
say "a summarization"

# OpenAI's door: a chat, a stream, and a form, which a grammar forces the model into.
chat() {
    local more=${2:+, $2}
    ask /v1/chat/completions \
        -d "{\"model\": \"local/random\", \"max_tokens\": $1, \"messages\": [{\"role\": \"user\", \"content\": \"Hello\"}]$more}"
}
chat 40 >"$work/chat"
grep -q '"object":"chat.completion"' "$work/chat" && grep -q '"completion_tokens":[1-9]' "$work/chat" || fail "chat: $(cat "$work/chat")"
say "a chat completion"
chat 40 '"stream": true, "stream_options": {"include_usage": true}' >"$work/chat-stream"
[ "$(grep -c '^data: \[DONE\]' "$work/chat-stream")" = 1 ] && grep -q '"completion_tokens":[1-9]' "$work/chat-stream" ||
    fail "chat stream: $(tail -c 300 "$work/chat-stream")"
say "a streamed chat completion"
schema='{"type": "object", "properties": {"colour": {"enum": ["red", "blue"]}}, "required": ["colour"]}'
form="\"response_format\": {\"type\": \"json_schema\", \"json_schema\": {\"name\": \"paint\", \"schema\": $schema}}"
chat 400 "$form" >"$work/form"
grep -qE '"content":"\{[^}]*(red|blue)' "$work/form" || fail "a form: $(cat "$work/form")"
say "a form: $(grep -oE '"content":"[^}]*\}' "$work/form")"
# Tools are taken; random weights call none.
tools="\"tools\": [{\"type\": \"function\", \"function\": {\"name\": \"paint\", \"parameters\": $schema}}]"
chat 5 "$tools" | grep -q '"object":"chat.completion"' || fail "tools"
say "tools"

# A client that leaves: the server stops writing for it.
stream_long >"$work/left" &
client=$!
wait_until "the stream begins" test -s "$work/left"
kill -STOP "$server"
kill "$client"
wait "$client" || true
sleep 1
kill -CONT "$server"
wait_until "the server notices" grep -qi 'cancel' "$work/server.log"
say "a client that leaves"

# An answer that stands still for three seconds is waited for.
stream_long >"$work/slow" &
client=$!
wait_until "the stream begins" test -s "$work/slow"
kill -STOP "$server"
sleep 3
kill -CONT "$server"
wait "$client" || fail "a slow answer"
grep -q '"is_final":true' "$work/slow" || fail "a slow answer has no end"
say "an answer that stands still"

# Killed in mid-stream: the stream ends with an error, and the next calls are served once it is back.
stream_long >"$work/killed" &
client=$!
wait_until "the stream begins" test -s "$work/killed"
kill -KILL "$server"
wait "$client" || true
if grep -q '"is_final":true' "$work/killed"; then fail "the end of a killed stream looks well"; fi
grep -q '"status":"error"\|"error":' "$work/killed" || fail "a killed stream has no error: $(tail -c 300 "$work/killed")"
say "a server that is killed: $(tail -n 2 "$work/killed" | head -c 200)"
[ "$(ask /llm/generation -d "$(body 5)" -o /dev/null -w '%{http_code}')" = 500 ] || fail "no error while it is away"
serve
ask /llm/generation -d "$(body 5)" | grep -q '"status":"success"' || fail "not served when it is back"
say "back"
