#!/bin/bash
# Calls every configured provider for every endpoint, through a private nginx, and prints a table. `make live` builds
# what it needs. Real providers take real tokens: four short calls each.
set -euo pipefail
cd "$(dirname "$0")/.."
root=$PWD
directory=$(mktemp -d "${TMPDIR:-/tmp}/llm-gateway-live.XXXXXX")
run=""
stop() {
    trap - EXIT
    [ -z "$run" ] || { kill "$run" 2>/dev/null && wait "$run" 2>/dev/null; } || true
    rm -rf "$directory"
}
trap stop EXIT
trap 'exit 130' INT TERM

# A model of each provider that is small and answers at once; LIVE_OPENAI_MODEL and so on choose others.
default_model() {
    case "$1" in
        openai) echo gpt-4o-mini ;;
        groq) echo llama-3.3-70b-versatile ;;
        google) echo gemini-2.5-flash ;;
        anthropic) echo claude-haiku-4-5 ;;
        mistral) echo mistral-small-latest ;;
        openrouter) echo openai/gpt-4o-mini ;;
        deepseek) echo deepseek-chat ;;
        together) echo meta-llama/Llama-3.3-70B-Instruct-Turbo ;;
        xai) echo grok-3-mini ;;
        fireworks) echo accounts/fireworks/models/llama-v3p3-70b-instruct ;;
        cerebras) echo llama-3.3-70b ;;
        perplexity) echo sonar ;;
        nvidia) echo meta/llama-3.3-70b-instruct ;;
    esac
}

# The providers that can be called, a line each: name and base URL.
settings=$(GATEWAY_LISTEN=unix:$directory/socket "$root/.build/release/llm-gateway" check)
value() { printf '%s\n' "$settings" | sed -n "s|^$1=||p"; }
# The name of a provider whose variables begin so: MY_SERVER is my-server if GATEWAY_PROVIDERS says that.
name_of() {
    value GATEWAY_PROVIDERS | tr ',' '\n' | while read -r name; do
        [ "$(printf '%s' "$name" | tr 'a-z-' 'A-Z_')" != "$1" ] || echo "$name"
    done | grep . || printf '%s\n' "$1" | tr '[:upper:]' '[:lower:]'
}
configured() {
    printf '%s\n' "$settings" | sed -n 's/^\([A-Z0-9_]*\)_BASE_URL=.*/\1/p' | while read -r prefix; do
        case "$prefix:$(value "${prefix}_API_KEY")" in
            *:'***') ;;
            # These need a key, and have none.
            OPENAI:* | GROQ:* | GOOGLE:* | ANTHROPIC:*) continue ;;
            # A server of one's own needs none, but has to be there.
            *) curl -sf -o /dev/null --max-time 3 "$(value "${prefix}_BASE_URL")/models" || continue ;;
        esac
        echo "$(name_of "$prefix") $prefix"
    done
}
providers=$(configured)
if [ -z "$providers" ]; then
    echo "No provider has a key, and none answers on $(value LOCAL_BASE_URL): nothing was called."
    exit 0
fi

# A port that is free now.
port=${PORT:-$(perl -MIO::Socket::INET -e 'print IO::Socket::INET->new(Listen => 1, LocalAddr => "127.0.0.1")->sockport')}
# The simulator must not answer in the place of a provider.
PORT=$port SIMULATOR=off scripts/run.sh >"$directory/run.out" 2>&1 &
run=$!
for _ in $(seq 200); do
    grep -q 'is ready' "$directory/run.out" && break
    kill -0 "$run" 2>/dev/null || break
    sleep 0.1
done
grep -q 'is ready' "$directory/run.out" || {
    cat "$directory/run.out" >&2
    exit 1
}

# Nothing secret on a command line: the caller's key stands in a file.
token=${SECRET_TOKEN:-$(sed -n 's/^SECRET_TOKEN=//p' "$root/.build/release/llm-gateway.env" 2>/dev/null || true)}
printf 'X-API-Key: %s\n' "$token" >"$directory/headers"
post() { # path, body, file for the answer; prints status and seconds
    curl -s --noproxy '*' --max-time 300 -H "@$directory/headers" -o "$3" -w '%{http_code} %{time_total}' \
        -d "$2" "http://127.0.0.1:$port$1" || echo "000 0"
}

problems=""
cell() { # endpoint, model, body, a jq condition for the answer
    local result status seconds
    result=$(post "/llm/$1" "$3" "$directory/answer")
    status=${result% *}
    seconds=${result#* }
    if [ "$1" = generation/stream ] && [ "$status" = 200 ]; then
        # The last event's data; an error event's is no final chunk.
        grep '^data: ' "$directory/answer" | tail -n 1 | sed 's/^data: //' >"$directory/last" || true
        mv "$directory/last" "$directory/answer"
    fi
    if [ "$status" = 200 ] && jq -e "$4" "$directory/answer" >/dev/null 2>&1; then
        result=$(LC_ALL=C printf 'ok %.1f s, %s tokens' "$seconds" "$(jq -r '.usage.total_tokens // "?"' "$directory/answer")")
    else
        result="FAILED ($status)"
        problems+=$(printf '\n%s %s: %s' "$2" "$1" "$(jq -r '.error // tojson' "$directory/answer" 2>/dev/null | head -c 600)")
    fi
    printf ' %-24s' "$result"
}

text="The film was a waste of time. The plot made no sense, the actors seemed bored, and after an hour half of the
audience had left. The reviewer of the local newspaper, who had paid for her own ticket, asked for her money back."
body() { jq -cn --arg model "$1" --arg text "$text" "$2"; }

printf '%-48s  %-24s %-24s %-24s %-24s\n' model generation stream classification summarization
while read -r name prefix; do
    override=LIVE_${prefix}_MODEL
    model=${!override:-$(default_model "$name")}
    if [ -z "$model" ]; then
        # The first of the models that the server has; one that wants a key for that has to be told.
        model=$(curl -sf --max-time 3 "$(value "${prefix}_BASE_URL")/models" | jq -r '.data[0].id // empty') || true
    fi
    if [ -z "$model" ]; then
        printf '%-48s not called: set %s to one of its models\n' "$name/" "$override"
        continue
    fi
    model=$name/$model
    printf '%-48s ' "$model"
    question='{model: $model, prompt: "Answer in one sentence.", user_prompt: "What is the capital of France?", max_tokens: 1024}'
    cell generation "$model" "$(body "$model" "$question")" '.content | test("Paris")'
    cell generation/stream "$model" "$(body "$model" "$question")" '.is_final and (.text | test("Paris"))'
    cell classification "$model" "$(body "$model" '{model: $model, user_prompt: $text, classes: [
        {id: "positive", label: "Positive sentiment"}, {id: "negative", label: "Negative sentiment"},
        {id: "neutral", label: "Neutral sentiment"}]}')" '.content == {id: "negative", label: "Negative sentiment"}'
    cell summarization "$model" "$(body "$model" '{model: $model, user_prompt: $text, max_tokens: 1024}')" \
        '.content.summary | length > 0'
    echo
done <<<"$providers"
[ -z "$problems" ] || {
    printf '%s\n' "$problems"
    exit 1
}
