#pragma once
#include <zlib.h>

// What Swift cannot say for itself: macros that begin a gzip stream (RFC 1952).
static inline int gzip_begin (z_stream *stream, int level)
{
    return deflateInit2 (stream, level, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
}

static inline int gzip_unpack (z_stream *stream)
{
    return inflateInit2 (stream, 15 + 16);
}
