// swift-tools-version: 6.1
import PackageDescription

// What every Swift room is held to: existentials are spelt `any`, an import is used where it is
// written, and nothing leaks from a room unless it says `public import`.
let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .unsafeFlags(["-warnings-as-errors"]),
]

/// A room of Second Look itself.
func room(
    _ name: String, _ dependencies: [Target.Dependency] = [], exclude: [String] = [],
    resources: [Resource]? = nil
) -> Target {
    .target(
        name: name, dependencies: dependencies, path: "Sources/\(name)", exclude: exclude,
        resources: resources, swiftSettings: strict)
}

/// A general room, which knows nothing of children or councils.
func tool(
    _ name: String, _ dependencies: [Target.Dependency] = [], resources: [Resource]? = nil
) -> Target {
    .target(
        name: name, dependencies: dependencies, path: "Sources/Toolkit/\(name)",
        resources: resources, swiftSettings: strict)
}

/// A door to one of Debian's C libraries.
func door(_ name: String, pkgConfig: String, apt: String) -> Target {
    .systemLibrary(
        name: name, path: "Sources/C/\(name)", pkgConfig: pkgConfig, providers: [.apt([apt])])
}

/// A room of the registry, which shares nothing with the rest but the Toolkit.
func registry(
    _ name: String, _ dependencies: [Target.Dependency] = [], exclude: [String] = [],
    resources: [Resource]? = nil
) -> Target {
    .target(
        name: name, dependencies: dependencies, path: "registry/Sources/\(name)", exclude: exclude,
        resources: resources, swiftSettings: strict)
}

/// The tests of one room of the registry.
func registryTests(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
    .testTarget(
        name: "\(name)Tests", dependencies: dependencies + [.byName(name: name)],
        path: "registry/Tests/\(name)Tests", swiftSettings: strict)
}

/// How tests wait; no product has it.
let patience = Target.target(name: "Patience", path: "Tests/Patience", swiftSettings: strict)

/// The tests of one room.
func tests(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
    .testTarget(
        name: "\(name)Tests", dependencies: dependencies + [.byName(name: name)],
        swiftSettings: strict)
}

let package = Package(
    name: "SecondLook",
    products: [
        .executable(name: "secondlook", targets: ["secondlook"]),
        .executable(name: "secondlook-registry", targets: ["secondlook-registry"]),
    ],
    targets: [
        // The doors to C.
        door("CSQLite", pkgConfig: "sqlite3", apt: "libsqlite3-dev"),
        .systemLibrary(name: "CEpoll", path: "Sources/C/CEpoll"),
        door("CGnuTLS", pkgConfig: "gnutls", apt: "libgnutls28-dev"),
        door("CZlib", pkgConfig: "zlib", apt: "zlib1g-dev"),
        door("CSodium", pkgConfig: "libsodium", apt: "libsodium-dev"),
        door("CCurl", pkgConfig: "libcurl", apt: "libcurl4-openssl-dev"),
        door("CKafka", pkgConfig: "rdkafka", apt: "librdkafka-dev"),
        door("CCJose", pkgConfig: "cjose", apt: "libcjose-dev"),
        .target(
            name: "CSimdjson", path: "Sources/C/CSimdjson",
            linkerSettings: [.linkedLibrary("simdjson")]),

        // The Toolkit.
        tool("SQLite", ["CSQLite"]),
        tool(
            "HTTPServer", ["CEpoll", "CGnuTLS", "CZlib"],
            resources: [.embedInCode("Streams/stream.js")]),
        tool("HTML"),
        tool("CommandLineTool"),
        tool("Telemetry"),
        tool("Digests", ["CSodium"]),
        tool("Timekeeping"),
        tool("Legibility"),
        tool("Serving", ["CommandLineTool", "HTTPServer"]),
        tool("WebhookSending", ["CCurl", "Digests"]),
        tool("SignIn", ["Digests"]),
        tool("OpenID", ["CCJose", "CCurl", "Digests"]),

        // Second Look.
        room("Casework"),
        room("PolicyFiles", ["Casework", "Digests"], resources: [.embedInCode("standard.json")]),
        room("Reviews", ["Casework"]),
        room("Identity"),
        room(
            "IdentityFiles", ["Identity", "Digests"], resources: [.embedInCode("matching.json")]),
        room("Events", ["Casework", "Reviews", "CSimdjson", "Legibility"]),
        room("EventLog"),
        room("Contract", ["EventLog"]),
        room("Quarantine", ["EventLog", "Contract"]),
        room(
            "TopicDeclarations",
            resources: [
                "contacts", "referrals", "closures", "alerts", "reviews", "quarantine", "people",
                "acls",
            ].map { .embedInCode("Declared/\($0).json") }),
        room("SQLiteLog", ["EventLog", "SQLite"]),
        room("KafkaLog", ["EventLog", "CKafka"]),
        room("Caseloads", ["Casework", "Events", "EventLog", "Contract"]),
        room(
            "Engine",
            [
                "Caseloads", "Casework", "Events", "EventLog", "Contract", "Quarantine",
                "Timekeeping",
            ]),
        room(
            "DutyBoard",
            [
                "Access", "Caseloads", "Casework", "Events", "EventLog", "Contract", "HTTPServer",
                "HTML", "Digests", "Legibility", "Reviews", "Timekeeping",
            ],
            exclude: ["Documentation"],
            resources: ["style.css", "desk.css", "board.js", "icon.svg"].map {
                .embedInCode("Assets/\($0)")
            }),
        room("Access", ["Reviews", "HTTPServer", "OpenID", "SignIn"]),
        room("Simulation", ["Casework"], resources: [.embedInCode("Councils/councils.csv")]),
        .executableTarget(
            name: "secondlook",
            dependencies: [
                "Access", "Caseloads", "Casework", "PolicyFiles", "Events", "EventLog", "Contract",
                "Identity", "IdentityFiles", "Reviews", "SignIn", "SQLite", "SQLiteLog",
                "KafkaLog", "Quarantine",
                "TopicDeclarations",
                "Engine", "DutyBoard", "Simulation", "CommandLineTool", "Telemetry", "HTTPServer",
                "Serving", "Digests", "Timekeeping",
            ],
            path: "Sources/secondlook", swiftSettings: strict),

        // The registry.
        .systemLibrary(
            name: "CStemmer", path: "registry/Sources/C/CStemmer",
            providers: [.apt(["libstemmer-dev"])]),
        registry(
            "Catalogue", ["Legibility"],
            resources: ["lattices", "categories", "frameworks"].map {
                .embedInCode("Vocabulary/\($0).json")
            }),
        registry("Ranking", ["CStemmer"], exclude: ["Documentation"]),
        registry(
            "Matching", ["Catalogue", "Ranking"],
            resources: [.embedInCode("Words/synonyms.json")]),
        registry("CatalogueStore", ["Catalogue", "SQLite", "Digests"]),
        .systemLibrary(
            name: "CYAML", path: "registry/Sources/C/CYAML", providers: [.apt(["libyaml-dev"])]),
        registry(
            "Exchange", ["Catalogue", "CatalogueStore", "CYAML", "Legibility"],
            exclude: ["Documentation"]),
        registry("LiveMatching", ["Catalogue", "CatalogueStore", "Matching", "Ranking"]),
        registry(
            "Marketplace",
            [
                "Catalogue", "CatalogueStore", "Digests", "HTML", "HTTPServer", "LiveMatching",
                "Matching", "Ranking", "Telemetry", "WebhookSending",
            ],
            resources: [
                "API/openapi.json", "Assets/icon.svg", "Assets/registry.js", "Assets/style.css",
                "Vocabulary/frameworks.json",
            ].map { .embedInCode($0) }),
        .executableTarget(
            name: "secondlook-registry",
            dependencies: [
                "Catalogue", "CatalogueStore", "CommandLineTool", "Exchange", "HTTPServer",
                "LiveMatching", "Marketplace", "Matching", "Ranking", "SQLite", "Serving",
                "Telemetry", "Timekeeping", "WebhookSending",
            ],
            path: "registry/Sources/secondlook-registry", swiftSettings: strict),
        registryTests("Catalogue", []),
        registryTests("Ranking", ["SQLite"]),
        registryTests("Matching", ["Catalogue", "Ranking"]),
        registryTests("CatalogueStore", ["Catalogue", "SQLite", "Damages"]),
        registryTests("Exchange", ["Catalogue", "CatalogueStore"]),
        registryTests("LiveMatching", ["Catalogue", "CatalogueStore", "Matching", "Ranking"]),
        registryTests(
            "Marketplace",
            [
                "Catalogue", "CatalogueStore", "Digests", "HTML", "HTTPServer", "LiveMatching",
                "Matching",
                "Ranking", "WebhookSending",
            ]),
        .testTarget(
            name: "RegistryTests",
            dependencies: ["secondlook-registry", "Digests", "HTTPServer", "Patience", "SQLite"],
            path: "registry/Tests/RegistryTests", swiftSettings: strict),
        .testTarget(
            name: "MeasuringTests",
            dependencies: ["secondlook-registry", "Ranking", "CommandLineTool"],
            path: "registry/Tests/MeasuringTests", swiftSettings: strict),

        // The tests, one folder a room.
        patience,
        tests("SQLite", []),
        .testTarget(
            name: "HTTPServerTests", dependencies: ["HTTPServer", "CZlib"], exclude: ["Requests"],
            swiftSettings: strict),
        tests("HTML", []),
        tests("CommandLineTool", []),
        tests("Telemetry", []),
        tests("Digests", []),
        tests("Timekeeping", []),
        tests("Legibility", []),
        tests("WebhookSending", ["Digests", "HTTPServer"]),
        tests("Casework", ["PolicyFiles", "Simulation"]),
        tests("SignIn", []),
        tests("OpenID", ["CCJose", "Digests"]),
        tests("PolicyFiles", ["Casework"]),
        tests("Reviews", ["Casework", "PolicyFiles", "Simulation"]),
        tests("Identity", ["IdentityFiles"]),
        tests("IdentityFiles", ["Identity"]),
        tests("Events", ["Casework", "Reviews", "Simulation"]),
        tests("EventLog", ["SQLiteLog", "KafkaLog", "CKafka", "Patience"]),
        tests(
            "Contract",
            [
                "EventLog", "Events", "Casework", "Quarantine", "DutyBoard", "HTTPServer",
                "Reviews", "SQLiteLog",
            ]),
        tests("Quarantine", ["EventLog", "SQLiteLog", "Contract"]),
        tests("TopicDeclarations", ["Contract", "EventLog"]),
        // What happens to files: for the tests of whatever keeps them.
        .target(name: "Damages", path: "Tests/Damages", swiftSettings: strict),
        tests("SQLiteLog", ["EventLog", "SQLite", "Patience", "Damages"]),
        tests(
            "Engine",
            [
                "Caseloads", "Casework", "Events", "EventLog", "SQLiteLog", "PolicyFiles",
                "Contract", "Simulation", "Timekeeping",
            ]),
        tests(
            "DutyBoard",
            [
                "Access", "Casework", "Events", "EventLog", "SQLiteLog", "HTTPServer", "HTML",
                "PolicyFiles", "Digests", "Engine", "Contract", "Caseloads", "Patience",
                "Reviews", "SignIn", "Timekeeping",
            ]),
        tests("Access", ["Reviews", "HTTPServer", "SignIn"]),
        tests("Simulation", ["Casework"]),
        .testTarget(
            name: "EndToEndTests",
            dependencies: [
                "secondlook", "Access", "Casework", "Caseloads", "Contract", "EventLog", "Events",
                "PolicyFiles", "Quarantine", "SQLite", "SQLiteLog", "Simulation", "CommandLineTool",
                "KafkaLog",
                "CKafka", "Engine", "Patience", "SignIn",
            ], swiftSettings: strict),
    ],
    swiftLanguageModes: [.v6],
    cxxLanguageStandard: .cxx17
)
