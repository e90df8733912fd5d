#!/bin/sh
# Makes .venv from the locked packages of this repository and installs what the machine lacks for it.
#
#   deploy/bootstrap.sh run    what `make demo` needs: Python, a C compiler, and Java with Maven unless Docker or a named Kafka serves
#   deploy/bootstrap.sh dev    what `make test` needs: the same with Java and Maven in any case, the tools, and a
#                              Chromium with a Chinese font, in which the console is tested
#
# As root on Debian missing packages are installed with apt-get. Elsewhere one message names them.
set -eu
cd "$(dirname "$0")/.."

profile=$1
members="schemas mesh agency edge $(echo services/*) deploy simulator cli"
missing=""

need() { # need PACKAGE COMMAND...: the command must succeed, else the Debian package is missing
    package=$1
    shift
    "$@" >/dev/null 2>&1 || missing="$missing $package"
}

# Java and Maven are asked elsewhere, under a locale that knows every letter: some folders' names stop them.
recent_java() {
    version=$(cd / && LC_ALL=C.UTF-8 "${JAVA_HOME:+$JAVA_HOME/bin/}java" -version 2>&1 | sed -n 's/.*version "\([0-9]*\).*/\1/p' | head -n 1)
    [ "${version:-0}" -ge 17 ]
}

any_maven() {
    (cd / && LC_ALL=C.UTF-8 mvn --version)
}

kafka_elsewhere() { # a Kafka is named, or a Docker engine can run one
    [ "$profile" = run ] || return 1
    [ -n "${YIDIAN_KAFKA_BOOTSTRAP:-}" ] || docker version
}

# The interpreter: the one that PYTHON names, else that of the distribution, else the first on the path.
# Distributions build Python optimised by profiles, version managers by default without (docs/adr/0021).
suits() { # it can make environments, and the native parts (schemas/native, mesh/native) can be compiled for it
    "$1" -c 'import ensurepip, pathlib, sys, sysconfig, venv
assert sys.version_info >= (3, 11)
assert pathlib.Path(sysconfig.get_paths()["include"], "Python.h").exists()' >/dev/null 2>&1
}

choose_python() {
    python=${PYTHON:-python3}
    if [ -z "${PYTHON:-}" ] && suits /usr/bin/python3; then python=/usr/bin/python3; fi
}

python_headers() {
    "$python" -c 'import pathlib, sysconfig; assert pathlib.Path(sysconfig.get_paths()["include"], "Python.h").exists()'
}

chinese_font() {
    find /usr/share/fonts /usr/local/share/fonts "${HOME:-/root}/.local/share/fonts" -iname '*cjk*' 2>/dev/null | grep -q .
}

look() {
    missing=""
    choose_python
    need python3 "$python" -c 'import sys; assert sys.version_info >= (3, 11)'
    need python3-venv "$python" -c 'import ensurepip, venv'
    need gcc cc --version
    need python3-dev python_headers
    if ! kafka_elsewhere >/dev/null 2>&1; then
        need openjdk-17-jre-headless recent_java
        need maven any_maven
    fi
    if [ "$profile" = dev ]; then
        need chromium chromium --version
        need fonts-noto-cjk chinese_font
    fi
}

look
if [ -n "$missing" ] && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "installing with apt-get:$missing"
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -qq
    # shellcheck disable=SC2086  # one word per package
    apt-get install -y -qq --no-install-recommends $missing >/dev/null
    look
fi
if [ -n "$missing" ]; then
    echo "This machine lacks:$missing (names of Debian packages; needed: Python 3.11 with its headers, a C compiler, Java 17, Maven; for the tests Chromium and Noto Sans CJK). Install, then run again." >&2
    exit 1
fi

[ -x .venv/bin/python ] || "$python" -m venv .venv
[ -x .venv/bin/uv ] ||
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-uv.lock

lock=requirements.lock
if [ "$profile" = dev ]; then lock=requirements-dev.lock; fi
echo "installing the packages of $lock"
.venv/bin/uv pip install --quiet --python .venv/bin/python --require-hashes -r "$lock"
editable=""
for member in $members; do editable="$editable -e $member"; done
# shellcheck disable=SC2086  # one word per member
.venv/bin/uv pip install --quiet --python .venv/bin/python --no-deps --no-build-isolation $editable

touch .venv/installed-run
[ "$profile" = run ] || touch .venv/installed-dev
