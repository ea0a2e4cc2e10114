// swift-tools-version: 6.2
import PackageDescription

/// The settings of every target: no implicit existentials, no leaked imports, and a warning is an error.
let house: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .treatAllWarnings(as: .error),
]

/// The libraries whose tests keep files beside them, in `Fixtures`.
let withFixtures: Set = ["Kn8CEL", "Kn8Commands", "Kn8Gateway", "Kn8Reports", "Kn8Schema"]

/// A library and its test bundle; `on` is the whole list of what the library may import.
func library(_ name: String, on below: [Target.Dependency] = []) -> [Target] {
    [
        .target(name: name, dependencies: below, swiftSettings: house),
        .testTarget(
            name: "\(name)Tests",
            dependencies: [.target(name: name)] + below + ["Kn8TestSupport"],
            exclude: withFixtures.contains(name) ? ["Fixtures"] : [],
            resources: [],
            swiftSettings: house
        ),
    ]
}

let arguments: Target.Dependency = .product(name: "ArgumentParser", package: "swift-argument-parser")
let nioCore: Target.Dependency = .product(name: "NIOCore", package: "swift-nio")
let nioEmbedded: Target.Dependency = .product(name: "NIOEmbedded", package: "swift-nio")
let nioPosix: Target.Dependency = .product(name: "NIOPosix", package: "swift-nio")
let nioTLS: Target.Dependency = .product(name: "NIOTLS", package: "swift-nio")
let nioHTTP1: Target.Dependency = .product(name: "NIOHTTP1", package: "swift-nio")
let nioHTTP2: Target.Dependency = .product(name: "NIOHTTP2", package: "swift-nio-http2")
let nioSSL: Target.Dependency = .product(name: "NIOSSL", package: "swift-nio-ssl")

// One line a target, top floor last; scripts/check-floors reads these lines.
let targets: [[Target]] = [
    [.systemLibrary(name: "CLibYAML", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"])])],
    [.systemLibrary(name: "CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"])])],
    [.target(name: "CKn8Data")],
    [.target(name: "CCurl")],
    [.target(name: "COpenSSL")],
    [.target(name: "CZlib")],
    library("Kn8SQLite", on: ["CSQLite"]),
    library("Kn8Data", on: ["CKn8Data"]),
    library("Kn8Curl", on: ["CCurl"]),
    library("Kn8Crypto", on: ["COpenSSL"]),
    library("Kn8Zlib", on: ["CZlib"]),
    library("Kn8Regex"),
    library("Kn8Value"),
    library("Kn8YAML", on: ["Kn8Value", "CLibYAML"]),
    library("Kn8CEL", on: ["Kn8Value", "Kn8Regex"]),
    library("Kn8Diff"),
    library("Kn8Merge", on: ["Kn8Value"]),
    library("Kn8Schema", on: ["Kn8Value", "Kn8YAML", "Kn8Data", "Kn8Regex", "Kn8CEL"]),
    library("Kn8Policy", on: ["Kn8Value"]),
    library("Kn8Template", on: ["Kn8Value", "Kn8Regex"]),
    library("Kn8API", on: ["Kn8Value"]),
    library("Kn8Store", on: ["Kn8Value", "Kn8API", "Kn8SQLite"]),
    library("Kn8Remote", on: ["Kn8Value", "Kn8API", "Kn8YAML", "Kn8Curl"]),
    library("Kn8Access", on: ["Kn8Value", "Kn8API", "Kn8Crypto"]),
    library("Kn8Controller", on: ["Kn8Value", "Kn8API"]),
    library("Kn8Apply", on: ["Kn8Value", "Kn8API", "Kn8Merge", "Kn8Diff", "Kn8YAML", "Kn8Crypto"]),
    library("Kn8Printers", on: ["Kn8Value", "Kn8API"]),
    library("Kn8Reports", on: ["Kn8Value"]),
    library("Kn8Server", on: ["Kn8Value", "Kn8API", "Kn8Merge", "Kn8Schema", "Kn8Store"]),
    library("Kn8WorkloadOperators", on: ["Kn8Value", "Kn8API", "Kn8Access", "Kn8Controller"]),
    library("Kn8NetworkOperators", on: ["Kn8Value", "Kn8API", "Kn8Controller"]),
    library("Kn8DataOperators", on: ["Kn8Value", "Kn8API", "Kn8Controller"]),
    library("Kn8PlatformOperators", on: ["Kn8Value", "Kn8API", "Kn8Controller"]),
    library("Kn8OpenShiftOperators", on: ["Kn8Value", "Kn8API", "Kn8Controller"]),
    library(
        "Kn8Gateway",
        on: [
            "Kn8Data", "Kn8Crypto", "Kn8Value", "Kn8YAML", "Kn8Schema", "Kn8API", "Kn8Access", "Kn8Printers",
            "Kn8Server",
        ]
    ),
    library(
        "Kn8HTTP",
        on: ["Kn8API", "Kn8Crypto", "Kn8Gateway", "Kn8Zlib", nioCore, nioPosix, nioTLS, nioHTTP1, nioHTTP2, nioSSL]
    ),
    library(
        "Kn8Commands",
        on: [
            "Kn8Value", "Kn8YAML", "Kn8CEL", "Kn8Schema", "Kn8Policy", "Kn8Merge", "Kn8Crypto", "Kn8API",
            "Kn8Access", "Kn8Controller", "Kn8Apply", "Kn8Printers", "Kn8Reports", "Kn8Remote", "Kn8Server",
            "Kn8Store", "Kn8WorkloadOperators", "Kn8NetworkOperators", "Kn8DataOperators", "Kn8PlatformOperators",
            "Kn8OpenShiftOperators", "Kn8Template", "Kn8Gateway", "Kn8HTTP", arguments,
        ]
    ),
    [
        .target(
            name: "Kn8TestSupport",
            dependencies: ["Kn8Value", "Kn8API", "Kn8Controller"],
            path: "Tests/Kn8TestSupport",
            swiftSettings: house
        )
    ],
    [
        .target(
            name: "Kn8FuzzTargets",
            dependencies: [
                "Kn8Regex", "Kn8Value", "Kn8YAML", "Kn8CEL", "Kn8Schema", "Kn8Template", "Kn8API", "Kn8Gateway",
                "Kn8HTTP", nioCore, nioEmbedded,
            ],
            path: "Tests/Kn8FuzzTargets",
            swiftSettings: house
        ),
        .testTarget(
            name: "Kn8FuzzTargetsTests",
            dependencies: ["Kn8FuzzTargets"],
            exclude: ["Seeds"],
            swiftSettings: house
        ),
    ],
    [.executableTarget(name: "kn8", dependencies: ["Kn8Commands"], swiftSettings: house)],
]

// `make fuzz` alone builds this one: libFuzzer brings its own main, which an ordinary build has not.
let fuzzing: [Target] = [
    .executableTarget(
        name: "Kn8Fuzz",
        dependencies: ["Kn8FuzzTargets"],
        path: "Tests/Kn8Fuzz",
        swiftSettings: house + [.unsafeFlags(["-parse-as-library"])]
    )
]

let package = Package(
    name: "kn8",
    products: [.executable(name: "kn8", targets: ["kn8"])],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
        .package(url: "https://github.com/apple/swift-nio", exact: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-ssl", exact: "2.37.6"),
        .package(url: "https://github.com/apple/swift-nio-http2", exact: "1.46.0"),
    ],
    targets: targets.flatMap { $0 } + (Context.environment["KN8_FUZZING"] == nil ? [] : fuzzing)
)
