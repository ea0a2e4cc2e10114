// SPDX-License-Identifier: MIT
// Files compiled into the binary; nothing is copied or decoded at start.
#pragma once

#include <stddef.h>

/// One file: its name (a C string) and its bytes, both of which live as long as the process.
typedef struct {
    const char *_Nonnull name;
    const unsigned char *_Nonnull bytes;
    size_t count;
} kn8_data;

/// The catalogue of Kubernetes' own kinds.
kn8_data kn8_data_catalogue(void);
/// The catalogue of OpenShift's kinds, in the same form.
kn8_data kn8_data_openshift(void);
/// kn8's own one-line descriptions of types and fields.
kn8_data kn8_data_descriptions(void);
/// The versions that Kubernetes' current minor does not serve, in the same form.
kn8_data kn8_data_retired(void);
/// What older versions and OpenShift 3 had besides, in the same form.
kn8_data kn8_data_legacy(void);
/// The kinds of well-known operators, in the same form.
kn8_data kn8_data_operators(void);
/// In which minors kinds and fields came.
kn8_data kn8_data_since(void);
/// How protobuf bodies are read.
kn8_data kn8_data_protobuf(void);
/// The kinds of the embedded CRDs, in the same form.
kn8_data kn8_data_crd_index(void);
/// How many CRD files there are.
size_t kn8_data_crd_count(void);
/// The CRD file at `index`, which must be below the count.
kn8_data kn8_data_crd(size_t index);
