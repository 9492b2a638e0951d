#!/bin/sh
# Records the profiles in this directory from the programs in src, and what `go tool pprof` says about each. Needs Go
# 1.26 or newer, and two minutes. Goroutines of every shape and statements of several lines have scripts of their own,
# which are run as well.
#
# The first program is built under the neutral path /src/app, once plainly and once with -trimpath, and run at rate 1 (every
# allocation is recorded) and at the default rate. NAME.txt.gz is the text form (?debug=1) of NAME.pb.gz, written by the
# same process with no collection in between. pprof runs in an empty directory: it shortens paths that contain
# the name of the current one.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
app=/src/app
rm -rf "$app"
mkdir -p "$app" "$here/golden"
cp -r "$here/src/." "$app"
out=$(mktemp -d)
trap 'rm -rf "$out" "$app"' EXIT

cd "$app"
go build -buildvcs=false -o "$app/plain" ./cmd/probe
go build -buildvcs=false -trimpath -o "$app/trimmed" ./cmd/probe
for build in plain trimmed; do
	GODEBUG=memprofilerate=1 "$app/$build" -dir "$out"
	mv "$out/heap.pb.gz" "$here/exact-$build.pb.gz"
	gzip -9nc "$out/heap.txt" >"$here/exact-$build.txt.gz"
	"$app/$build" -dir "$out" -rounds 3000
	mv "$out/heap.pb.gz" "$here/sampled-$build.pb.gz"
	gzip -9nc "$out/heap.txt" >"$here/sampled-$build.txt.gz"
done
mv "$out/allocs.pb.gz" "$here/sampled-allocs.pb.gz"

# The second program leaves goroutines blocked. The last form is written after those that find the leaked ones.
GOEXPERIMENT=goroutineleakprofile go build -buildvcs=false -o "$app/goroutines" ./cmd/goroutines
"$app/goroutines" -dir "$here"

cd "$out"
go tool pprof -proto -symbolize=none -output="$here/difference.pb.gz" \
	-diff_base "$here/exact-plain.pb.gz" "$here/sampled-plain.pb.gz" 2>/dev/null

all="-lines -unit=B -nodecount=1000000 -nodefraction=0 -edgefraction=0 -symbolize=none"
module='^(main\.|example\.com/probe%2ev2\.|example\.com/probe\.v2/)'
for file in "$here"/*.pb.gz; do
	name=$(basename "$file" .pb.gz)
	case $name in
	goroutine*)
		go tool pprof -top $all "$file" >"$here/golden/$name.txt" 2>/dev/null
		continue
		;;
	esac
	go tool pprof -top $all -sample_index=alloc_space "$file" >"$here/golden/$name.alloc_space.txt" 2>/dev/null
	go tool pprof -top $all -sample_index=inuse_objects "$file" >"$here/golden/$name.inuse_objects.txt" 2>/dev/null
	go tool pprof -top $all -sample_index=alloc_space -show="$module" "$file" \
		>"$here/golden/$name.alloc_space.own.txt" 2>/dev/null
done

# What `goleaklint profile` prints.
for order in flat cum; do
	top="-top -$order -nodecount=12 -sample_index=alloc_space"
	for name in exact-plain sampled-plain; do
		go tool pprof $top "$here/$name.pb.gz" >"$here/golden/$name.top.$order.txt" 2>/dev/null
	done
done
go tool pprof -top -nodecount=12 -sample_index=alloc_space \
	-base "$here/exact-plain.pb.gz" "$here/sampled-plain.pb.gz" >"$here/golden/growth.top.flat.txt" 2>/dev/null

"$here/../goroutine-shapes/record.sh"
"$here/../allocated-lines/record.sh"
