// SPDX-License-Identifier: MIT
// The door to libcurl, which is loaded with dlopen on first use, not when kn8 starts. Setting options and asking for facts
// are variadic in C; Swift gets one function for each type of argument.
#ifndef KN8_CCURL_H
#define KN8_CCURL_H

#include <curl/curl.h>
#include <stddef.h>

/// Takes `size * count` bytes of the answer; libcurl's write and header callbacks.
typedef size_t (*kn8_curl_sink)(char *_Nullable bytes, size_t size, size_t count, void *_Nullable context);

/// Loads the library, once; NULL when that went well, else why not, in words that stay valid.
const char *_Nullable kn8_curl_load(void);

/// The library's version and those of what it stands on, for example `libcurl/7.88.1 OpenSSL/3.0`. Load it first.
const char *_Nonnull kn8_curl_version(void);

void *_Nullable kn8_curl_easy_init(void);
void kn8_curl_easy_reset(void *_Nonnull easy);
void kn8_curl_easy_cleanup(void *_Nonnull easy);
CURLcode kn8_curl_easy_pause(void *_Nonnull easy, int mask);
const char *_Nonnull kn8_curl_easy_strerror(CURLcode code);

CURLcode kn8_curl_set_long(void *_Nonnull easy, CURLoption option, long value);
CURLcode kn8_curl_set_size(void *_Nonnull easy, CURLoption option, long long value);
CURLcode kn8_curl_set_text(void *_Nonnull easy, CURLoption option, const char *_Nullable value);
CURLcode kn8_curl_set_pointer(void *_Nonnull easy, CURLoption option, void *_Nullable value);
CURLcode kn8_curl_set_sink(void *_Nonnull easy, CURLoption option, kn8_curl_sink _Nullable value);
/// The bytes are copied.
CURLcode kn8_curl_set_bytes(void *_Nonnull easy, CURLoption option, const void *_Nonnull bytes, size_t count);

long kn8_curl_get_long(void *_Nonnull easy, CURLINFO info);
long long kn8_curl_get_size(void *_Nonnull easy, CURLINFO info);

/// The list with a copy of `text` behind it; NULL when there is no memory, and the list is as it was.
struct curl_slist *_Nullable kn8_curl_list_append(struct curl_slist *_Nullable list, const char *_Nonnull text);
void kn8_curl_list_free(struct curl_slist *_Nullable list);

void *_Nullable kn8_curl_multi_init(void);
CURLMcode kn8_curl_multi_set_long(void *_Nonnull multi, CURLMoption option, long value);
CURLMcode kn8_curl_multi_add(void *_Nonnull multi, void *_Nonnull easy);
CURLMcode kn8_curl_multi_remove(void *_Nonnull multi, void *_Nonnull easy);
CURLMcode kn8_curl_multi_perform(void *_Nonnull multi);
CURLMcode kn8_curl_multi_poll(void *_Nonnull multi, int milliseconds);
CURLMcode kn8_curl_multi_wakeup(void *_Nonnull multi);
void kn8_curl_multi_cleanup(void *_Nonnull multi);
/// The next transfer that has ended, and how; NULL when there is none.
void *_Nullable kn8_curl_multi_ended(void *_Nonnull multi, CURLcode *_Nonnull code);

#endif
