// SPDX-License-Identifier: MIT

internal import ArgumentParser
internal import Kn8Schema
internal import Kn8Value
internal import Kn8YAML

/// `--schemas`, `--crds` and `--kubernetes-version`: which kinds there are, and for which minors they are judged.
struct SchemaOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Take the kinds of this bundle, which 'kn8 schema import' wrote; may be repeated",
            valueName: "file"
        ),
        completion: .file()
    )
    var schemas: [String] = []

    @Option(
        help: ArgumentHelp(
            "Take CustomResourceDefinitions from this file or folder, without judging them; may be repeated",
            valueName: "path"
        ),
        completion: .file(extensions: ["yaml", "yml", "json"])
    )
    var crds: [String] = []

    @Option(
        name: .customLong("kubernetes-version"),
        help: ArgumentHelp(
            """
            Judge kinds and fields for this minor of Kubernetes, for example 1.29; may be repeated (default: \
            1.\(SchemaCatalog.currentMinor))
            """,
            valueName: "1.NN"
        )
    )
    var kubernetesVersions: [String] = []

    /// The kinds that the options and the settings name, over those that kn8 ships.
    func catalog(or settings: ConfigurationFile? = nil) throws(CommandError) -> SchemaCatalog {
        var catalog = SchemaCatalog.standard
        try SchemaOptions.add(bundles: schemas.isEmpty ? settings?.schemas ?? [] : schemas, to: &catalog)
        let paths = crds.isEmpty ? settings?.crds ?? [] : crds
        let files = try ManifestFiles.read(try ManifestFiles.list(paths, recursive: true))
        for object in ManifestSet(files).objects where object.value["kind"] == "CustomResourceDefinition" {
            if let violation = catalog.add(crd: object.value).first(where: { $0.severity == .error }) {
                let place = object.span(of: violation.path)
                throw CommandError(
                    "\(place?.file ?? ""):\(place?.start.line ?? 1): \(violation.path): \(violation.message)",
                    status: .unusable
                )
            }
        }
        let versions = kubernetesVersions.isEmpty ? settings?.kubernetesVersions ?? [] : kubernetesVersions
        catalog.judge(
            for: try versions.flatMap { $0.split(separator: ",", omittingEmptySubsequences: false) }.map {
                version throws(CommandError) in
                guard let minor = KindLifecycle.minor(version), (8...SchemaCatalog.currentMinor).contains(minor) else {
                    throw CommandError(
                        "--kubernetes-version \(version): write a minor from 1.8 to 1.\(SchemaCatalog.currentMinor)",
                        status: .unusable
                    )
                }
                return minor
            }
        )
        return catalog
    }

    /// Makes the kinds of the bundles at `paths` known.
    static func add(bundles paths: [String], to catalog: inout SchemaCatalog) throws(CommandError) {
        for path in paths {
            guard let bundle = SchemaBundle(name: path, bytes: try WholeFile.read(path)) else {
                throw CommandError(
                    "\(path) is no bundle of schemas; 'kn8 schema import' makes one, and --crds takes definitions",
                    status: .unusable
                )
            }
            catalog.add(bundle)
        }
    }
}
