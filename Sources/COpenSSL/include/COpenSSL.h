// SPDX-License-Identifier: MIT
// The door to libcrypto and libssl, which is loaded with dlopen on first use, not when kn8 starts.
#ifndef KN8_COPENSSL_H
#define KN8_COPENSSL_H

#endif
