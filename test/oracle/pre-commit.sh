#!/bin/sh
# Not part of `npm test`: needs git, npm with its registry, and pre-commit (Debian: apt-get install pre-commit).
#
# Installs the hooks of the committed HEAD into a scratch Go repository, as a user's pre-commit would, and commits there:
# a leak must be stopped, clean code must pass.
set -eu

project=$(git rev-parse --show-toplevel)
revision=$(git -C "$project" rev-parse HEAD)
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
export PRE_COMMIT_HOME="$scratch/home"

fail() {
	echo "pre-commit.sh: $1" >&2
	exit 1
}

git init -q "$scratch/app"
cd "$scratch/app"
git config user.name test
git config user.email test@example.com
printf 'module example.com/app\n\ngo 1.22\n' >go.mod
cat >.pre-commit-config.yaml <<-YAML
	repos:
	  - repo: file://$project
	    rev: $revision
	    hooks:
	      - id: goleaklint
	      - id: goleaklint-all
	        stages: [manual]
YAML
pre-commit install >/dev/null

# write CAPACITY: the first answer of several, over a channel with so much room.
write() {
	cat >first.go <<-GO
		package app

		func First(queries []func() int) int {
			answers := make(chan int, $1)
			for _, query := range queries {
				go func() { answers <- query() }()
			}
			return <-answers
		}
	GO
}

write 'len(queries)'
git add .
git commit -q -m clean || fail 'clean code was stopped'

write 0
if git commit -q -a -m leak >"$scratch/out" 2>&1; then fail 'a leak was committed'; fi
grep -q 'first.go:6:.*(abandoned-send)' "$scratch/out" || {
	cat "$scratch/out"
	fail 'the leak was stopped, but not by the finding'
}
if pre-commit run goleaklint-all --hook-stage manual --all-files >"$scratch/out" 2>&1; then
	fail 'goleaklint-all did not see the leak'
fi
grep -q 'first.go:6:.*(abandoned-send)' "$scratch/out" || fail 'goleaklint-all failed for another reason'

echo 'pre-commit: clean code passes, a leak is stopped'
