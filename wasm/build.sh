#!/bin/sh
# Rebuilds flatten.wasm, copies the Go grammar from its npm package, and checks both against manifest.json.
# Needs clang and wasm-ld (Debian: clang, lld). Users and tests need neither: the results are committed.
set -eu
cd "$(dirname "$0")"

clang --target=wasm32 -Os -std=c11 -Wall -Wextra -ffreestanding -nostdlib \
  -Wl,--no-entry -Wl,--import-memory -Wl,--strip-all -Wl,-z,stack-size=0 \
  -o flatten.wasm flatten.c

cp ../node_modules/tree-sitter-go/tree-sitter-go.wasm tree-sitter-go.wasm
cp ../node_modules/tree-sitter-go/LICENSE tree-sitter-go.LICENSE

for file in flatten.wasm tree-sitter-go.wasm; do
  sum=$(sha256sum "$file" | cut -d ' ' -f 1)
  if grep -q "$sum" manifest.json; then
    echo "$file $sum"
  else
    echo "$file is $sum, which manifest.json does not name: built with another compiler or from other sources?" >&2
    exit 1
  fi
done
