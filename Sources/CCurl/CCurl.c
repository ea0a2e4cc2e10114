// SPDX-License-Identifier: MIT
#include "CCurl.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>

// Calls go to the loaded library: the macros that check arguments would name functions nobody links.
#undef curl_easy_setopt
#undef curl_easy_getinfo
#undef curl_multi_setopt

static struct {
    __typeof__(&curl_global_init) global_init;
    __typeof__(&curl_version) version;
    __typeof__(&curl_easy_init) easy_init;
    __typeof__(&curl_easy_reset) easy_reset;
    __typeof__(&curl_easy_cleanup) easy_cleanup;
    __typeof__(&curl_easy_pause) easy_pause;
    __typeof__(&curl_easy_strerror) easy_strerror;
    __typeof__(&curl_easy_setopt) easy_setopt;
    __typeof__(&curl_easy_getinfo) easy_getinfo;
    __typeof__(&curl_slist_append) slist_append;
    __typeof__(&curl_slist_free_all) slist_free_all;
    __typeof__(&curl_multi_init) multi_init;
    __typeof__(&curl_multi_setopt) multi_setopt;
    __typeof__(&curl_multi_add_handle) multi_add_handle;
    __typeof__(&curl_multi_remove_handle) multi_remove_handle;
    __typeof__(&curl_multi_perform) multi_perform;
    __typeof__(&curl_multi_poll) multi_poll;
    __typeof__(&curl_multi_wakeup) multi_wakeup;
    __typeof__(&curl_multi_info_read) multi_info_read;
    __typeof__(&curl_multi_cleanup) multi_cleanup;
} curl;

static pthread_once_t once = PTHREAD_ONCE_INIT;
static char failure[512];
static int failed;

static void fail(const char *why) {
    failed = 1;
    snprintf(failure, sizeof failure, "%s", why != NULL ? why : "unknown reason");
}

static void load(void) {
    void *library = dlopen("libcurl.so.4", RTLD_NOW | RTLD_LOCAL);
    if (library == NULL) {
        fail(dlerror());
        return;
    }
    const struct {
        const char *name;
        void *slot;
    } symbols[] = {
        {"curl_global_init", &curl.global_init},
        {"curl_version", &curl.version},
        {"curl_easy_init", &curl.easy_init},
        {"curl_easy_reset", &curl.easy_reset},
        {"curl_easy_cleanup", &curl.easy_cleanup},
        {"curl_easy_pause", &curl.easy_pause},
        {"curl_easy_strerror", &curl.easy_strerror},
        {"curl_easy_setopt", &curl.easy_setopt},
        {"curl_easy_getinfo", &curl.easy_getinfo},
        {"curl_slist_append", &curl.slist_append},
        {"curl_slist_free_all", &curl.slist_free_all},
        {"curl_multi_init", &curl.multi_init},
        {"curl_multi_setopt", &curl.multi_setopt},
        {"curl_multi_add_handle", &curl.multi_add_handle},
        {"curl_multi_remove_handle", &curl.multi_remove_handle},
        {"curl_multi_perform", &curl.multi_perform},
        {"curl_multi_poll", &curl.multi_poll},
        {"curl_multi_wakeup", &curl.multi_wakeup},
        {"curl_multi_info_read", &curl.multi_info_read},
        {"curl_multi_cleanup", &curl.multi_cleanup},
    };
    for (size_t index = 0; index < sizeof symbols / sizeof symbols[0]; index++) {
        void *symbol = dlsym(library, symbols[index].name);
        if (symbol == NULL) {
            fail(dlerror());
            return;
        }
        memcpy(symbols[index].slot, &symbol, sizeof symbol);
    }
    if (curl.global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK) fail("libcurl cannot be set up");
}

const char *kn8_curl_load(void) {
    pthread_once(&once, load);
    return failed ? failure : NULL;
}

const char *kn8_curl_version(void) { return curl.version(); }

void *kn8_curl_easy_init(void) { return curl.easy_init(); }
void kn8_curl_easy_reset(void *easy) { curl.easy_reset(easy); }
void kn8_curl_easy_cleanup(void *easy) { curl.easy_cleanup(easy); }
CURLcode kn8_curl_easy_pause(void *easy, int mask) { return curl.easy_pause(easy, mask); }
const char *kn8_curl_easy_strerror(CURLcode code) { return curl.easy_strerror(code); }

CURLcode kn8_curl_set_long(void *easy, CURLoption option, long value) { return curl.easy_setopt(easy, option, value); }
CURLcode kn8_curl_set_size(void *easy, CURLoption option, long long value) {
    return curl.easy_setopt(easy, option, (curl_off_t)value);
}
CURLcode kn8_curl_set_text(void *easy, CURLoption option, const char *value) {
    return curl.easy_setopt(easy, option, value);
}
CURLcode kn8_curl_set_pointer(void *easy, CURLoption option, void *value) {
    return curl.easy_setopt(easy, option, value);
}
CURLcode kn8_curl_set_sink(void *easy, CURLoption option, kn8_curl_sink value) {
    return curl.easy_setopt(easy, option, value);
}
CURLcode kn8_curl_set_bytes(void *easy, CURLoption option, const void *bytes, size_t count) {
    struct curl_blob blob = {.data = (void *)bytes, .len = count, .flags = CURL_BLOB_COPY};
    return curl.easy_setopt(easy, option, &blob);
}

long kn8_curl_get_long(void *easy, CURLINFO info) {
    long value = 0;
    curl.easy_getinfo(easy, info, &value);
    return value;
}
long long kn8_curl_get_size(void *easy, CURLINFO info) {
    curl_off_t value = 0;
    curl.easy_getinfo(easy, info, &value);
    return value;
}

struct curl_slist *kn8_curl_list_append(struct curl_slist *list, const char *text) {
    return curl.slist_append(list, text);
}
void kn8_curl_list_free(struct curl_slist *list) { curl.slist_free_all(list); }

void *kn8_curl_multi_init(void) { return curl.multi_init(); }
CURLMcode kn8_curl_multi_set_long(void *multi, CURLMoption option, long value) {
    return curl.multi_setopt(multi, option, value);
}
CURLMcode kn8_curl_multi_add(void *multi, void *easy) { return curl.multi_add_handle(multi, easy); }
CURLMcode kn8_curl_multi_remove(void *multi, void *easy) { return curl.multi_remove_handle(multi, easy); }
CURLMcode kn8_curl_multi_perform(void *multi) {
    int running = 0;
    return curl.multi_perform(multi, &running);
}
CURLMcode kn8_curl_multi_poll(void *multi, int milliseconds) {
    return curl.multi_poll(multi, NULL, 0, milliseconds, NULL);
}
CURLMcode kn8_curl_multi_wakeup(void *multi) { return curl.multi_wakeup(multi); }
void kn8_curl_multi_cleanup(void *multi) { curl.multi_cleanup(multi); }

void *kn8_curl_multi_ended(void *multi, CURLcode *code) {
    int waiting = 0;
    for (CURLMsg *message; (message = curl.multi_info_read(multi, &waiting)) != NULL;) {
        if (message->msg != CURLMSG_DONE) continue;
        *code = message->data.result;
        return message->easy_handle;
    }
    return NULL;
}
