#!/bin/bash
# No container engine needed: carries out the steps of the Dockerfile's last stage in a clean Debian 12, starts its entry
# point as its user, and asks it through an nginx in a second system that shares nothing but the socket's volume, with the
# configuration of docker-compose.yml. The first stage needs the swift image: the binary of `make release` stands for it.
set -euo pipefail
cd "$(dirname "$0")/.."

fail() {
    echo "FAILED: $*" >&2
    exit 1
}

if docker compose version >/dev/null 2>&1; then
    docker compose --file docker-compose.yml config --quiet && echo "ok: docker compose config"
elif command -v docker-compose >/dev/null; then
    docker-compose --file docker-compose.yml config --quiet && echo "ok: docker-compose config"
else
    echo "NOT TESTED: docker-compose.yml, since there is no docker compose here"
fi

work=.build/test-docker
rm -rf "$work"
mkdir -p "$work/volume"
scripts/clean-root.sh "$work/gateway" || {
    echo "NOT TESTED: the Dockerfile, since there is no clean system here"
    exit 0
}
scripts/clean-root.sh "$work/web"
strip -o "$work/llm-gateway" .build/release/llm-gateway

# The steps, one a line.
user="" entry="" signal="" volume="" settings=()
while read -r word rest; do
    case "$word" in
        '' | \#*) continue ;;
        FROM) [[ $rest == debian:bookworm-slim ]] || fail "the last stage is made from $rest" ;;
        RUN)
            cp /etc/resolv.conf "$work/gateway/etc/resolv.conf"
            IN_ROOT_NETWORK=host scripts/in-root.sh "$work/gateway" sh -c "$rest" >"$work/run.log" 2>&1 || {
                tail -n 20 "$work/run.log"
                fail "RUN $rest"
            }
            ;;
        COPY)
            [[ $rest == "--from=build /llm-gateway "* ]] || fail "COPY $rest is not known here"
            install -m 755 "$work/llm-gateway" "$work/gateway${rest##* }"
            ;;
        USER) user=$rest ;;
        VOLUME) volume=$rest ;;
        ENV) settings+=("$rest") ;;
        STOPSIGNAL) signal=$rest ;;
        ENTRYPOINT) entry=$(tr -d '[]"' <<<"$rest") ;;
        *) fail "$word is not known here" ;;
    esac
done < <(sed -n '/^FROM/h; /^FROM/!H; ${x; p}' Dockerfile | sed -e '/^#/d' -e ':join; /\\$/N; s/ *\\\n */ /; t join')
[ -n "$user" ] && [[ $user != root && $user != 0* ]] || fail "the gateway runs as root"
echo "ok: the steps of the last stage; USER $user, ENTRYPOINT $entry"

# A fresh volume begins as what the image has at its place.
cp -a "$work/gateway$volume/." "$work/volume/"
chown --reference "$work/gateway$volume" "$work/volume"
chmod --reference "$work/gateway$volume" "$work/volume"

# The official image's user and group, and the files that docker-compose.yml mounts.
chroot "$work/web" groupadd --gid 101 --non-unique nginx
chroot "$work/web" useradd --system --uid 101 --non-unique --gid 101 --no-create-home nginx
sed -i 's/^user .*/user nginx;/' "$work/web/etc/nginx/nginx.conf"
rm "$work/web/etc/nginx/sites-enabled/default"
sed -n 's|^ *- \./\(.*\):\(/.*\):ro$|\1 \2|p' docker-compose.yml | while read -r from to; do
    cp "$from" "$work/web$to"
done
mkdir -p "$work/web$volume"
cp .build/release/provider-simulator "$work/gateway/usr/local/bin/"

# As an engine does.
for system in gateway web; do echo "127.0.0.1 localhost" >"$work/$system/etc/hosts"; done

export work volume user entry signal
# shellcheck disable=SC2016 # the inner shell expands
unshare --mount --pid --net --fork --kill-child bash -euo pipefail -c '
    fail() { echo "FAILED: $*" >&2; cat "$work/gateway.log" >&2; exit 1; }
    for system in gateway web; do
        mount --bind "$work/$system" "$work/$system"
        mount --bind "$work/volume" "$work/$system$volume"
        mount -t proc proc "$work/$system/proc"
        mount --rbind /dev "$work/$system/dev"
    done
    chroot "$work/web" ip link set lo up
    chroot "$work/gateway" provider-simulator --listen 127.0.0.1:11434 >/dev/null &
    # shellcheck disable=SC2086 # a list of words
    chroot --userspec "$user" --groups "" "$work/gateway" env -i "$@" $entry 2>"$work/gateway.log" & gateway=$!
    chroot "$work/web" nginx -g "daemon off;" 2>"$work/nginx.log" & nginx=$!
    get() { chroot "$work/web" curl --silent --show-error --max-time 20 "$@"; }
    for _ in $(seq 100); do
        [ "$(get http://localhost/healthz -o /dev/null -w "%{http_code}" 2>/dev/null)" = 200 ] && break
        sleep 0.1
    done
    get --fail http://localhost/healthz >/dev/null || fail "the health check of docker-compose.yml"
    get --fail http://localhost/llm/providers || fail "no answer"
    echo
    get --fail --no-buffer http://localhost/llm/generation/stream \
        -d "{\"model\": \"local/demo\", \"user_prompt\": \"Hello\"}" | grep "\"is_final\":true" || fail "no stream"
    ls -ln "$work/volume" | tail -n 1
    kill -s "${signal#SIG}" "$gateway"
    wait "$gateway" || fail "the gateway ended with $?"
    kill "$nginx"
' "$entry" "${settings[@]}"
echo "ok: asked through nginx, stopped with $signal"
