#!/bin/sh
# The environments of the peers, apart from the project's own: one locked and hashed venv each, one jar.
#
#   bench/peers/environment.sh make PEER     makes .yidian/peers/PEER unless it stands already (streams: with Maven)
#   bench/peers/environment.sh lock PEER     writes bench/peers/PEER/requirements.lock anew
set -eu
cd "$(dirname "$0")/../.."

verb=$1
peer=$2
uv=.venv/bin/uv
home=.yidian/peers/$peer
lock=bench/peers/$peer/requirements.lock

case $verb in
lock)
    $uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --upgrade --no-header --no-annotate \
        --no-emit-index-url --no-emit-find-links -o "$lock" "bench/peers/$peer/requirements.in"
    ;;
make)
    mkdir -p .yidian/peers
    if [ "$peer" = streams ]; then
        sources=$(find bench/peers/streams schemas/avro -type f | sort | xargs cat | sha256sum | cut -c 1-16)
        [ -f "$home/$sources" ] && exit 0
        rm -rf "$home"
        mvn -q -B -Dstyle.color=never -f bench/peers/streams/pom.xml -Dpeers.target="$PWD/$home" package
        touch "$home/$sources"
    else
        cmp -s "$lock" "$home/installed" && exit 0
        rm -rf "$home"
        .venv/bin/python -m venv --without-pip "$home"
        $uv pip install --quiet --python "$home/bin/python" --require-hashes -r "$lock"
        cp "$lock" "$home/installed"
    fi
    ;;
*)
    echo "make or lock, not $verb" >&2
    exit 2
    ;;
esac
