// SPDX-License-Identifier: MIT
#include "CZlib.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stdlib.h>
#include <zlib.h>

struct kn8_gzip {
    z_stream stream;
};

static pthread_once_t once = PTHREAD_ONCE_INIT;
static __typeof__(deflateInit2_) *init;
static __typeof__(deflate) *compress_some;
static __typeof__(deflateEnd) *end;
static int isLoaded;

static void load(void) {
    void *library = dlopen("libz.so.1", RTLD_NOW | RTLD_LOCAL);
    if (library == NULL) return;
    *(void **)&init = dlsym(library, "deflateInit2_");
    *(void **)&compress_some = dlsym(library, "deflate");
    *(void **)&end = dlsym(library, "deflateEnd");
    isLoaded = init != NULL && compress_some != NULL && end != NULL;
}

kn8_gzip *kn8_gzip_open(int level) {
    pthread_once(&once, load);
    if (!isLoaded) return NULL;
    kn8_gzip *gzip = calloc(1, sizeof *gzip);
    if (gzip == NULL) return NULL;
    // 16 more than the window's size asks for a gzip header.
    if (init(&gzip->stream, level, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION, (int)sizeof(z_stream)) != Z_OK) {
        free(gzip);
        return NULL;
    }
    return gzip;
}

int kn8_gzip_write(kn8_gzip *gzip, const uint8_t *input, size_t *count, uint8_t *output, size_t *room, int finish) {
    z_stream *stream = &gzip->stream;
    uInt available = *count > 1 << 30 ? 1 << 30 : (uInt)*count;
    uInt space = *room > 1 << 30 ? 1 << 30 : (uInt)*room;
    int last = finish && available == *count;
    stream->next_in = (Bytef *)input;
    stream->avail_in = available;
    stream->next_out = output;
    stream->avail_out = space;
    int code = compress_some(stream, last ? Z_FINISH : Z_NO_FLUSH);
    *count = available - stream->avail_in;
    *room = space - stream->avail_out;
    if (code == Z_STREAM_END) return 1;
    return code == Z_OK || code == Z_BUF_ERROR ? 0 : -1;
}

void kn8_gzip_close(kn8_gzip *gzip) {
    end(&gzip->stream);
    free(gzip);
}
