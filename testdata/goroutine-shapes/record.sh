#!/bin/sh
# Records the profiles in this directory from the program in it. Needs Go 1.26 or newer.
#
# It is built under a neutral path with -trimpath. The dump is written after the form that finds the leaked goroutines.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
app=/src/shapes
rm -rf "$app"
mkdir -p "$app"
trap 'rm -rf "$app"' EXIT
cp -r "$here/." "$app"
cd "$app"
GOEXPERIMENT=goroutineleakprofile GOFLAGS='' GOWORK=off go build -buildvcs=false -trimpath -o recorder ./record
./recorder "$app"
mv goroutine.pb.gz goroutineleak.pb.gz goroutine.txt "$here"
gzip -9nc goroutine.dump.txt >"$here/goroutine.dump.txt.gz"
