// SPDX-License-Identifier: MIT
// The door to libcrypto, which is loaded with dlopen on first use, not when kn8 starts.
//
// To reach one more function: include its header here and add its name to KN8_OPENSSL_FUNCTIONS. Macros and functions with
// variable arguments get a shim at the end of this file.
#ifndef KN8_COPENSSL_H
#define KN8_COPENSSL_H

#include <openssl/crypto.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

/// The functions of libcrypto that kn8 calls; each becomes a field of the table below.
#define KN8_OPENSSL_FUNCTIONS(X) \
    X(CRYPTO_memcmp)             \
    X(ERR_clear_error)           \
    X(ERR_error_string_n)        \
    X(ERR_get_error)             \
    X(EVP_Digest)                \
    X(EVP_sha256)                \
    X(HMAC)

/// libcrypto's functions, by their own names, as a call of `dlsym` found them.
typedef struct {
#define KN8_OPENSSL_FIELD(name) __typeof__(name) *_Nonnull name;
    KN8_OPENSSL_FUNCTIONS(KN8_OPENSSL_FIELD)
#undef KN8_OPENSSL_FIELD
} kn8_openssl;

/// The table, loaded by the first call; NULL when the library or one of its functions is missing. Any thread may call it.
const kn8_openssl *_Nullable kn8_openssl_table(void);

/// What the loader said when the table is NULL, else an empty text. It lives as long as the process.
const char *_Nonnull kn8_openssl_complaint(void);

#endif
