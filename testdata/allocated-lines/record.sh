#!/bin/sh
# Records the profiles in this directory from the program in it, every allocation of it, built so that its files have the names
# that builds give them elsewhere. Needs Go 1.26 or newer.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
app=/src/lines
rm -rf "$app"
mkdir -p "$app"
trap 'rm -rf "$app"' EXIT
cp -r "$here/." "$app"
cd "$app"

record() {
	name=$1
	shift
	GOFLAGS='' GOWORK=off go build -buildvcs=false -o recorder "$@"
	GODEBUG=memprofilerate=1 ./recorder "$here/$name.pb.gz"
}

record absolute ./record
record trimmed -trimpath ./record
record windows -gcflags="all=-trimpath=$app=>D:\\build\\lines" ./record
record bazel -gcflags="all=-trimpath=$app=>bazel-out/k8-opt/bin" ./record

# Of another module, as it is vendored there.
mkdir -p "$app/vendoring/vendor/example.com/lines"
cp "$here/lines.go" "$app/vendoring/vendor/example.com/lines"
cp "$here/record/main.go" "$app/vendoring"
cd "$app/vendoring"
printf 'module example.com/other\n\ngo 1.26\n\nrequire example.com/lines v1.0.0\n' >go.mod
printf '# example.com/lines v1.0.0\n## explicit; go 1.26\nexample.com/lines\n' >vendor/modules.txt
record vendored .
record vendored-trimmed -trimpath .
