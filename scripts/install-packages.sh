#!/bin/sh
# Installs those of the named Debian packages that are missing. Says what to do where it cannot. Services that come with
# them are neither started nor set to start at the next boot: the tests start programs themselves.
set -eu

missing=""
for package in "$@"; do
    case "$package" in
        # Any of nginx's variants will do.
        nginx) command -v nginx >/dev/null 2>&1 || [ -x /usr/sbin/nginx ] || missing="$missing nginx-light" ;;
        *) dpkg -s "$package" >/dev/null 2>&1 || missing="$missing $package" ;;
    esac
done
[ -n "$missing" ] || exit 0

as_root=""
if [ "$(id -u)" -ne 0 ]; then
    as_root="sudo"
    if ! command -v sudo >/dev/null 2>&1; then
        echo "missing packages; as root: apt-get install$missing" >&2
        exit 1
    fi
fi

# Packages ask this program whether they may start a service; 101 is no. One that is there already stays.
policy=/usr/sbin/policy-rc.d
if [ ! -e "$policy" ]; then
    trap '$as_root rm -f "$policy"' EXIT
    trap 'exit 1' INT TERM
    $as_root install -m 755 /dev/stdin "$policy" <<'POLICY'
#!/bin/sh
# Of scripts/install-packages.sh, which removes it.
exit 101
POLICY
fi

echo "installing:$missing" >&2
export DEBIAN_FRONTEND=noninteractive
install_missing() {
    # shellcheck disable=SC2086 # the lists are words
    $as_root apt-get -o DPkg::Lock::Timeout=300 install -y --no-install-recommends $missing >/dev/null
}
install_missing 2>/dev/null || {
    $as_root apt-get update >/dev/null
    install_missing
}
# A unit has the name of its package, but for nginx.
for unit in $missing; do
    [ "$unit" != nginx-light ] || unit=nginx
    [ ! -e "/lib/systemd/system/$unit.service" ] || $as_root systemctl --quiet disable "$unit" 2>/dev/null || true
done
