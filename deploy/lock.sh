#!/bin/sh
# Writes the lock files: versions and hashes of every dependency, and nothing about where they came from.
set -eu
cd "$(dirname "$0")/.."

members="schemas/pyproject.toml mesh/pyproject.toml agency/pyproject.toml edge/pyproject.toml deploy/pyproject.toml simulator/pyproject.toml cli/pyproject.toml"
for service in services/*/pyproject.toml; do members="$members $service"; done

compile() { # compile LOCK ARGUMENT...
    lock=$1
    shift
    own=""
    for name in $(sed -n 's/^name = "\(yidian-.*\)"/\1/p' $members); do own="$own --no-emit-package $name"; done
    # shellcheck disable=SC2086  # one word per package
    "${UV:-uv}" pip compile --quiet --universal --python-version 3.11 --generate-hashes ${UPGRADE:---upgrade} \
        --no-header --no-annotate --no-emit-index-url --no-emit-find-links $own -o "$lock" "$@"
    if grep -nE '://|file:|^-e' "$lock"; then
        echo "$lock names a place; a lock names versions and hashes only" >&2
        exit 1
    fi
}

# shellcheck disable=SC2086  # one word per member
compile requirements-dev.lock $members --group build --group dev
# shellcheck disable=SC2086
compile requirements.lock $members --group build --constraints requirements-dev.lock
grep -A 100 '^uv==' requirements-dev.lock | awk 'NR == 1 || /^ /{print; next} {exit}' >requirements-uv.lock
