// SPDX-License-Identifier: MIT
// The door to libz, which is loaded with dlopen on first use, not when kn8 starts.
#ifndef KN8_CZLIB_H
#define KN8_CZLIB_H

#include <stddef.h>
#include <stdint.h>

/// A gzip stream that is being written.
typedef struct kn8_gzip kn8_gzip;

/// A new stream, compressed as hard as `level` says (1 to 9); NULL when there is no libz or no memory.
kn8_gzip *_Nullable kn8_gzip_open(int level);

/// Compresses what it can of the `*count` bytes at `input` into the `*room` bytes at `output`, and says in both how many were
/// used. With `finish` the stream ends with this input. Returns 1 when it has ended, 0 when not yet, -1 when it broke.
int kn8_gzip_write(kn8_gzip *_Nonnull stream, const uint8_t *_Nullable input, size_t *_Nonnull count,
                   uint8_t *_Nonnull output, size_t *_Nonnull room, int finish);

/// Ends the use of the stream.
void kn8_gzip_close(kn8_gzip *_Nonnull stream);

#endif
