// SPDX-License-Identifier: MIT
// The door to libcurl, which is loaded with dlopen on first use, not when kn8 starts.
#ifndef KN8_CCURL_H
#define KN8_CCURL_H

#endif
