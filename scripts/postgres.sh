#!/usr/bin/env bash
# Sourced by test: starts a PostgreSQL server of our own for the tests, in a temporary folder and
# on a free port, and names it in PRIORCHECK_TEST_POSTGRES. Installs one where that needs no
# question. Where there is none, says why, and those tests are skipped.
# Usage: start_postgres, and stop_postgres at the end, also on failure

_postgres_skip() {
    echo "PostgreSQL tests are skipped: $1." >&2
}

_postgres_bin() {
    local found
    found="$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1)"
    [ -n "$found" ] || found="$(dirname "$(command -v initdb 2>/dev/null)" 2>/dev/null)"
    [ -x "$found/initdb" ] && [ -x "$found/pg_ctl" ] && printf '%s' "$found"
}

_postgres_install() {
    [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null || return 1
    echo "Installing PostgreSQL for the tests (once) ..." >&2
    {
        apt-get -qq update
        # no cluster of the system's own: the tests start theirs
        mkdir -p /etc/postgresql-common/createcluster.d
        echo 'create_main_cluster = false' >/etc/postgresql-common/createcluster.d/priorcheck.conf
        DEBIAN_FRONTEND=noninteractive apt-get -qq install --yes --no-install-recommends postgresql
    } >/dev/null 2>&1
}

# initdb and the server refuse to run as root
_postgres_as() {
    if [ "$(id -u)" != 0 ]; then
        "$@"
    else
        (cd / && runuser -u "$(id -un postgres 2>/dev/null || echo nobody)" -- "$@")
    fi
}

start_postgres() {
    local bin port
    [ -z "${PRIORCHECK_TEST_POSTGRES:-}" ] || return 0
    bin="$(_postgres_bin)" || {
        _postgres_install || true
        bin="$(_postgres_bin)" || {
            _postgres_skip "no server is installed and none could be; install the package postgresql"
            return 0
        }
    }
    _postgres_pg_ctl="$bin/pg_ctl"
    _postgres_folder="$(mktemp -d /tmp/priorcheck-postgres.XXXXXX)"
    [ "$(id -u)" != 0 ] || chown "$(id -un postgres 2>/dev/null || echo nobody)" "$_postgres_folder"
    port="$(.venv/bin/python -c 'import socket; s = socket.create_server(("127.0.0.1", 0)); print(s.getsockname()[1])')"
    if _postgres_as "$bin/initdb" --pgdata="$_postgres_folder/data" --username=priorcheck \
        --auth=trust --encoding=UTF8 --locale=C.UTF-8 --no-sync >"$_postgres_folder/log" 2>&1 &&
        _postgres_as "$_postgres_pg_ctl" --pgdata="$_postgres_folder/data" --wait --silent \
            --log="$_postgres_folder/data/log" start \
            --options="-h 127.0.0.1 -p $port -c unix_socket_directories= -c fsync=off" \
            >>"$_postgres_folder/log" 2>&1; then
        export PRIORCHECK_TEST_POSTGRES="postgresql://priorcheck@127.0.0.1:$port/postgres"
    else
        _postgres_skip "the server did not start ($(tail -n 1 "$_postgres_folder/log"))"
        stop_postgres
    fi
}

stop_postgres() {
    [ -n "${_postgres_folder:-}" ] || return 0
    _postgres_as "$_postgres_pg_ctl" --pgdata="$_postgres_folder/data" --mode=immediate --silent \
        stop >/dev/null 2>&1 || true
    rm -rf "$_postgres_folder"
    _postgres_folder=
}
