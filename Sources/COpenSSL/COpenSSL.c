// SPDX-License-Identifier: MIT
#include "COpenSSL.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stdio.h>

static pthread_once_t once = PTHREAD_ONCE_INIT;
static kn8_openssl table;
static const kn8_openssl *loaded;
static char complaint[512];

// Whether `name` was found; it is put at `field`, which holds a pointer to a function.
static int find(void *library, const char *name, void *field) {
    void *symbol = dlsym(library, name);
    if (symbol == NULL) {
        snprintf(complaint, sizeof complaint, "libcrypto.so.3: no function %s", name);
        return 0;
    }
    *(void **)field = symbol;
    return 1;
}

static void load(void) {
    void *library = dlopen("libcrypto.so.3", RTLD_NOW | RTLD_LOCAL);
    if (library == NULL) {
        const char *reason = dlerror();
        snprintf(complaint, sizeof complaint, "%s", reason != NULL ? reason : "libcrypto.so.3 cannot be loaded");
        return;
    }
#define KN8_OPENSSL_FIND(name) \
    if (!find(library, #name, &table.name)) return;
    KN8_OPENSSL_FUNCTIONS(KN8_OPENSSL_FIND)
#undef KN8_OPENSSL_FIND
    loaded = &table;
}

const kn8_openssl *kn8_openssl_table(void) {
    pthread_once(&once, load);
    return loaded;
}

const char *kn8_openssl_complaint(void) {
    pthread_once(&once, load);
    return complaint;
}
