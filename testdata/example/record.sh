#!/bin/sh
# Records heap.pb.gz from this module. Needs Go 1.21 to 1.26 (1.27 collects timers that nobody stops).
#
# Rate 1 records every allocation. The paths in the profile are those of a build under /src/app, whatever this
# directory is, and the module's go line makes the runtime keep timers as Go 1.21 did.
set -eu
cd "$(dirname "$0")"
# The profile names the binary: BUILD_DIR=/src/app gives a name that no machine stands out by.
build=${BUILD_DIR:-$(mktemp -d)}
mkdir -p "$build"
trap 'rm -f "$build/shopd"' EXIT
go build -buildvcs=false -gcflags="all=-trimpath=$PWD=>/src/app" -o "$build/shopd" ./cmd/shopd
GODEBUG=memprofilerate=1 "$build/shopd" -memprofile heap.pb.gz
