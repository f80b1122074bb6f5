#pragma once
#include <stddef.h>
#include <stdint.h>

// JSON through simdjson, as one flat array of nodes: a document is parsed, checked and laid out in
// a single call, so that no call is paid per value.

#ifdef __cplusplus
extern "C" {
#endif

enum csj_kind {
    CSJ_OBJECT = 1,
    CSJ_ARRAY,
    CSJ_STRING,
    CSJ_INTEGER,  // fits a signed 64-bit integer
    CSJ_NUMBER,   // any other number
    CSJ_TRUE,
    CSJ_FALSE,
    CSJ_NULL,
};

enum csj_status {
    CSJ_OK = 0,
    CSJ_NOT_JSON,
    CSJ_EMPTY,
    CSJ_TOO_LARGE,
    CSJ_TOO_DEEP,
    CSJ_NOT_UTF8,
    CSJ_BAD_STRING,  // a control character, an escape that does not exist, half a surrogate pair
    CSJ_BAD_NUMBER,
    CSJ_DUPLICATE_KEY,  // the last node laid out is the one that repeats its key
    CSJ_TOO_MANY,  // more values than anybody needs in so many bytes
    CSJ_OUT_OF_MEMORY,
};

/// One value. Nodes stand in the document's order; a member or an element follows its object or
/// array at once, and `next` is where the one after it stands.
typedef struct csj_node {
    const uint8_t *key;   // unescaped; NULL for elements and for the document itself
    const uint8_t *text;  // unescaped; NULL but for strings
    uint32_t key_length;
    uint32_t text_length;
    int64_t integer;
    uint32_t next;
    uint32_t kind;
} csj_node;

typedef struct csj_parser csj_parser;

/// A parser with buffers of its own, used by one thread at a time. NULL when memory ran out.
csj_parser *csj_parser_create(size_t largest, size_t deepest);
void csj_parser_destroy(csj_parser *parser);

/// Parses a document and gives its nodes. They and what they point to are valid until the next
/// call with the same parser. No object may have a key twice.
enum csj_status csj_parse(
    csj_parser *parser, const uint8_t *bytes, size_t length, const csj_node **nodes,
    size_t *count);

#ifdef __cplusplus
}
#endif
