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
    /// One line a kind and version of the embedded CRDs, in the catalogue's form.
    package static var crdIndex: EmbeddedFile { EmbeddedFile(kn8_data_crd_index()) }
    /// The files of `manifests/crds`, by name.
    package static var crds: [EmbeddedFile] { (0..<kn8_data_crd_count()).map { EmbeddedFile(kn8_data_crd($0)) } }
    /// The file of `manifests/crds` called `name`; nil when there is none.
    package static func crd(named name: String) -> EmbeddedFile? { crds.first { $0.name == name } }
}
