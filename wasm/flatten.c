/*
 * Copies a tree-sitter tree into flat arrays, in preorder.
 *
 * Runs inside web-tree-sitter's memory on its own exported cursor functions, which keep the cursor in a transfer
 * buffer of theirs. No data, no stack of its own: a tree of any depth takes no more than its arrays.
 */
typedef unsigned char u8;
typedef unsigned short u16;
typedef unsigned int u32;
typedef int i32;

#define IMPORT(name) __attribute__((import_module("env"), import_name(#name))) name

void IMPORT(ts_tree_root_node_wasm)(const void *tree);
void IMPORT(ts_tree_cursor_new_wasm)(const void *tree);
void IMPORT(ts_tree_cursor_delete_wasm)(const void *tree);
u32 IMPORT(ts_tree_cursor_goto_first_child_wasm)(const void *tree);
u32 IMPORT(ts_tree_cursor_goto_next_sibling_wasm)(const void *tree);
u32 IMPORT(ts_tree_cursor_goto_parent_wasm)(const void *tree);
u32 IMPORT(ts_tree_cursor_current_node_type_id_wasm)(const void *tree);
u32 IMPORT(ts_tree_cursor_current_field_id_wasm)(const void *tree);
u32 IMPORT(ts_tree_cursor_start_index_wasm)(const void *tree);
u32 IMPORT(ts_tree_cursor_end_index_wasm)(const void *tree);
u32 IMPORT(ts_tree_cursor_current_node_is_missing_wasm)(const void *tree);

/* Fills arrays of `capacity` nodes; `missing` gets 0 or 1. Returns how many nodes there are, capacity + 1 if more. */
__attribute__((export_name("flatten"))) u32 flatten(const void *tree, u32 capacity, u32 *start, u32 *end,
                                                    i32 *subtree_end, i32 *parent, u16 *kind, u8 *field, u8 *missing) {
  ts_tree_root_node_wasm(tree);
  ts_tree_cursor_new_wasm(tree);
  i32 above = -1;
  u32 next = 0;
  for (;;) {
    if (next == capacity) {
      next = capacity + 1;
      break;
    }
    i32 node = (i32)next++;
    kind[node] = (u16)ts_tree_cursor_current_node_type_id_wasm(tree);
    field[node] = (u8)ts_tree_cursor_current_field_id_wasm(tree);
    start[node] = ts_tree_cursor_start_index_wasm(tree);
    end[node] = ts_tree_cursor_end_index_wasm(tree);
    parent[node] = above;
    /* Only what the parser made up has no width, so the question costs nothing elsewhere. */
    missing[node] = start[node] == end[node] && ts_tree_cursor_current_node_is_missing_wasm(tree);
    if (ts_tree_cursor_goto_first_child_wasm(tree)) {
      above = node;
      continue;
    }
    subtree_end[node] = (i32)next;
    while (above >= 0 && !ts_tree_cursor_goto_next_sibling_wasm(tree)) {
      ts_tree_cursor_goto_parent_wasm(tree);
      subtree_end[above] = (i32)next;
      above = parent[above];
    }
    if (above < 0) break;
  }
  ts_tree_cursor_delete_wasm(tree);
  return next;
}
