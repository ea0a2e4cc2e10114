// SPDX-License-Identifier: MIT
#pragma clang diagnostic ignored "-Wc23-extensions"

#include "CKn8Data.h"

static const unsigned char catalogue[] = {
#embed "catalogue.txt"
};
static const unsigned char openshift[] = {
#embed "openshift.txt"
};
static const unsigned char descriptions[] = {
#embed "descriptions.txt"
};
static const unsigned char retired[] = {
#embed "retired.txt"
};
static const unsigned char legacy[] = {
#embed "legacy.txt"
};
static const unsigned char operators[] = {
#embed "operators.txt"
};
static const unsigned char since[] = {
#embed "since.txt"
};
static const unsigned char protobuf[] = {
#embed "protobuf.txt"
};
static const unsigned char crd_index[] = {
#embed "crds.txt"
};

#include "crds.inc"

kn8_data kn8_data_catalogue(void) { return (kn8_data){"catalogue.txt", catalogue, sizeof catalogue}; }
kn8_data kn8_data_openshift(void) { return (kn8_data){"openshift.txt", openshift, sizeof openshift}; }
kn8_data kn8_data_descriptions(void) {
    return (kn8_data){"descriptions.txt", descriptions, sizeof descriptions};
}
kn8_data kn8_data_retired(void) { return (kn8_data){"retired.txt", retired, sizeof retired}; }
kn8_data kn8_data_legacy(void) { return (kn8_data){"legacy.txt", legacy, sizeof legacy}; }
kn8_data kn8_data_operators(void) { return (kn8_data){"operators.txt", operators, sizeof operators}; }
kn8_data kn8_data_since(void) { return (kn8_data){"since.txt", since, sizeof since}; }
kn8_data kn8_data_protobuf(void) { return (kn8_data){"protobuf.txt", protobuf, sizeof protobuf}; }
kn8_data kn8_data_crd_index(void) { return (kn8_data){"crds.txt", crd_index, sizeof crd_index}; }
size_t kn8_data_crd_count(void) { return sizeof crds / sizeof crds[0]; }
kn8_data kn8_data_crd(size_t index) { return crds[index]; }
