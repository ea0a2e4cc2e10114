// SPDX-License-Identifier: MIT

internal import CKn8Data

/// The files compiled into the binary.
package enum EmbeddedData {
    /// The catalogue of Kubernetes' own kinds and definitions.
    package static var catalogue: EmbeddedFile { EmbeddedFile(kn8_data_catalogue()) }
    /// The catalogue of OpenShift's kinds and definitions.
    package static var openShift: EmbeddedFile { EmbeddedFile(kn8_data_openshift()) }
    /// kn8's own one-line descriptions of types and fields.
    package static var descriptions: EmbeddedFile { EmbeddedFile(kn8_data_descriptions()) }
    /// The catalogue of the versions that Kubernetes' current minor does not serve by itself.
    package static var retired: EmbeddedFile { EmbeddedFile(kn8_data_retired()) }
    /// The catalogue of older kinds that the Go types of today do not tell of, written by hand.
    package static var legacy: EmbeddedFile { EmbeddedFile(kn8_data_legacy()) }
    /// The catalogue of well-known operators' kinds.
    package static var operators: EmbeddedFile { EmbeddedFile(kn8_data_operators()) }
    /// In which minors the catalogue's kinds and fields came.
    package static var since: EmbeddedFile { EmbeddedFile(kn8_data_since()) }
    /// How protobuf bodies are read.
    package static var protobuf: EmbeddedFile { EmbeddedFile(kn8_data_protobuf()) }
    /// One line a kind and version of the embedded CRDs, in the catalogue's form.
    package static var crdIndex: EmbeddedFile { EmbeddedFile(kn8_data_crd_index()) }
    /// The files of `manifests/crds`, by name.
    package static var crds: [EmbeddedFile] { (0..<kn8_data_crd_count()).map { EmbeddedFile(kn8_data_crd($0)) } }
    /// The file of `manifests/crds` called `name`; nil when there is none.
    package static func crd(named name: String) -> EmbeddedFile? { crds.first { $0.name == name } }
}
