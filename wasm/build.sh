#!/bin/sh
# Rebuilds flatten.wasm and tree-sitter-go.wasm, and checks both against manifest.json.
#
# Needs clang and wasm-ld (Debian: clang, lld) and the tree-sitter command (cargo install tree-sitter-cli --locked).
# Users and tests need none of them: the results are committed.
set -eu
cd "$(dirname "$0")"
build=$(mktemp -d)
trap 'rm -rf "$build"' EXIT

clang --target=wasm32 -Os -std=c11 -Wall -Wextra -ffreestanding -nostdlib \
  -Wl,--no-entry -Wl,--import-memory -Wl,--strip-all -Wl,-z,stack-size=0 \
  -o flatten.wasm flatten.c
chmod 644 flatten.wasm

# Of <stdlib.h> the generated parser needs NULL alone.
mkdir "$build/include"
echo "#include <stddef.h>" >"$build/include/stdlib.h"
tree-sitter generate --abi 15 --output "$build" grammar.js
clang --target=wasm32-unknown-emscripten -fPIC -Os -ffreestanding -nostdlibinc \
  -isystem "$build/include" -I "$build" -c -o "$build/parser.o" "$build/parser.c"
wasm-ld -shared --experimental-pic --no-entry --allow-undefined --strip-all --export=tree_sitter_go \
  -o tree-sitter-go.wasm "$build/parser.o"
chmod 644 tree-sitter-go.wasm
cp ../node_modules/tree-sitter-go/LICENSE tree-sitter-go.LICENSE

for file in flatten.wasm tree-sitter-go.wasm; do
  sum=$(sha256sum "$file" | cut -d ' ' -f 1)
  if grep -q "$sum" manifest.json; then
    echo "$file $sum"
  else
    echo "$file is $sum, which manifest.json does not name: built with other compilers or from other sources?" >&2
    exit 1
  fi
done
