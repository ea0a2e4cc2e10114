// SPDX-License-Identifier: MIT
// The door to libcrypto, which is loaded with dlopen on first use, not when kn8 starts.
//
// To reach one more function: include its header here and add its name to KN8_OPENSSL_FUNCTIONS. Macros and functions with
// variable arguments get a shim at the end of this file.
#ifndef KN8_COPENSSL_H
#define KN8_COPENSSL_H

#include <openssl/bio.h>
#include <openssl/crypto.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

/// The functions of libcrypto that kn8 calls; each becomes a field of the table below.
#define KN8_OPENSSL_FUNCTIONS(X)       \
    X(ASN1_INTEGER_set_uint64)         \
    X(ASN1_STRING_to_UTF8)             \
    X(BIO_ctrl)                        \
    X(BIO_free)                        \
    X(BIO_new)                         \
    X(BIO_read)                        \
    X(BIO_s_mem)                       \
    X(BIO_write)                       \
    X(CRYPTO_free)                     \
    X(CRYPTO_memcmp)                   \
    X(ERR_clear_error)                 \
    X(ERR_error_string_n)              \
    X(ERR_get_error)                   \
    X(EVP_Digest)                      \
    X(EVP_DigestSign)                  \
    X(EVP_DigestSignInit)              \
    X(EVP_DigestVerify)                \
    X(EVP_DigestVerifyInit)            \
    X(EVP_MD_CTX_free)                 \
    X(EVP_MD_CTX_new)                  \
    X(EVP_PKEY_CTX_free)               \
    X(EVP_PKEY_CTX_new_from_name)      \
    X(EVP_PKEY_CTX_set_group_name)     \
    X(EVP_PKEY_free)                   \
    X(EVP_PKEY_generate)               \
    X(EVP_PKEY_get_octet_string_param) \
    X(EVP_PKEY_keygen_init)            \
    X(EVP_sha256)                      \
    X(HMAC)                            \
    X(OBJ_obj2nid)                     \
    X(OPENSSL_sk_free)                 \
    X(OPENSSL_sk_new_null)             \
    X(OPENSSL_sk_push)                 \
    X(PEM_read_bio_PrivateKey)         \
    X(PEM_read_bio_X509)               \
    X(PEM_write_bio_PUBKEY)            \
    X(PEM_write_bio_PrivateKey)        \
    X(PEM_write_bio_X509)              \
    X(X509V3_EXT_nconf_nid)            \
    X(X509V3_set_ctx)                  \
    X(X509_EXTENSION_free)             \
    X(X509_NAME_ENTRY_get_data)        \
    X(X509_NAME_ENTRY_get_object)      \
    X(X509_NAME_add_entry_by_NID)      \
    X(X509_NAME_entry_count)           \
    X(X509_NAME_free)                  \
    X(X509_NAME_get_entry)             \
    X(X509_NAME_new)                   \
    X(X509_STORE_CTX_free)             \
    X(X509_STORE_CTX_init)             \
    X(X509_STORE_CTX_new)              \
    X(X509_STORE_CTX_set_default)      \
    X(X509_STORE_add_cert)             \
    X(X509_STORE_free)                 \
    X(X509_STORE_new)                  \
    X(X509_add_ext)                    \
    X(X509_check_host)                 \
    X(X509_check_ip_asc)               \
    X(X509_check_private_key)          \
    X(X509_cmp_time)                   \
    X(X509_free)                       \
    X(X509_get0_notAfter)              \
    X(X509_get_serialNumber)           \
    X(X509_get_subject_name)           \
    X(X509_getm_notAfter)              \
    X(X509_getm_notBefore)             \
    X(X509_gmtime_adj)                 \
    X(X509_new)                        \
    X(X509_set_issuer_name)            \
    X(X509_set_pubkey)                 \
    X(X509_set_subject_name)           \
    X(X509_set_version)                \
    X(X509_sign)                       \
    X(X509_verify)                     \
    X(X509_verify_cert)                \
    X(d2i_X509)                        \
    X(i2d_X509)

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
