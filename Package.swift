// swift-tools-version: 6.2
import PackageDescription

/// Warnings stop the build in CI only: a newer compiler must not break a user's build.
let strictness: [SwiftSetting] =
    Context.environment["CI"] == nil ? [] : [.treatAllWarnings(as: .error)]

let settings: [SwiftSetting] =
    strictness + [
        .swiftLanguageMode(.v6),
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("InternalImportsByDefault"),
        .enableUpcomingFeature("MemberImportVisibility"),
        .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
        .enableUpcomingFeature("InferIsolatedConformances"),
    ]

/// The targets that touch C pointers also mark every unsafe use.
let cFacingSettings: [SwiftSetting] = settings + [.strictMemorySafety()]

let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let metrics = Target.Dependency.product(name: "CoreMetrics", package: "swift-metrics")
let argumentParser = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let grdbSQLite = Target.Dependency.product(name: "GRDBSQLite", package: "GRDB.swift")
let unixSignals = Target.Dependency.product(name: "UnixSignals", package: "swift-service-lifecycle")
let serviceLifecycle = Target.Dependency.product(
    name: "ServiceLifecycle", package: "swift-service-lifecycle")

/// `make fuzz` alone sets this: the program gets its `main` from libFuzzer and links with nothing else.
let fuzzing: [Target] =
    Context.environment["CAMPWATCH_FUZZ"] == nil
    ? []
    : [
        .executableTarget(
            name: "campwatch-fuzz", dependencies: ["FuzzTargets"], path: "Tests/campwatch-fuzz",
            swiftSettings: settings + [.unsafeFlags(["-parse-as-library"])])
    ]

/// Imports run downward only: each block may use the blocks above it, never its neighbours.
let package = Package(
    name: "campwatch",
    products: [
        .executable(name: "campwatchd", targets: ["campwatchd"]),
        .executable(name: "campwatch", targets: ["campwatch"]),
    ],
    dependencies: [
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-metrics", from: "2.13.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    ],
    targets: [
        // Level 0: the C libraries.
        .systemLibrary(
            name: "CCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),
        .systemLibrary(
            name: "CLibXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
        .systemLibrary(name: "CMalloc"),
        .systemLibrary(name: "CTimex"),

        // Level 1: the vocabulary, the wire and the formats.
        .target(name: "NewsModel", swiftSettings: settings),
        .target(name: "HTTPTransfer", dependencies: ["CCurl"], swiftSettings: cFacingSettings),
        .target(name: "FeedParsing", dependencies: ["CLibXML2"], swiftSettings: cFacingSettings),
        .target(name: "TOMLText", swiftSettings: settings),

        // Level 2: what a story means, what is kept, who is told.
        .target(name: "Analysis", dependencies: ["NewsModel", "TOMLText"], swiftSettings: settings),
        .target(name: "DealGraph", dependencies: ["NewsModel"], swiftSettings: settings),
        .target(name: "Persistence", dependencies: ["NewsModel", grdb, grdbSQLite], swiftSettings: settings),
        .target(
            name: "Alerting", dependencies: ["NewsModel", "HTTPTransfer", "TOMLText"], swiftSettings: settings
        ),

        // Level 3: the daemon's behaviour.
        .target(
            name: "Watch",
            dependencies: [
                "NewsModel", "HTTPTransfer", "FeedParsing", "Analysis", "DealGraph", "Persistence",
                "Alerting", "CMalloc", "CTimex", "TOMLText", logging, metrics,
                serviceLifecycle, unixSignals,
            ],
            swiftSettings: settings),

        // Level 4: the programs.
        .executableTarget(
            name: "campwatchd",
            dependencies: ["Watch", argumentParser, logging, metrics], swiftSettings: settings),
        .executableTarget(
            name: "campwatch",
            dependencies: [
                "NewsModel", "HTTPTransfer", "FeedParsing", "Analysis", "DealGraph", "Persistence",
                "Alerting",
                "Watch", argumentParser,
            ],
            swiftSettings: settings),

        // Tests and the tools that tests and the demo share.
        .target(name: "TestSupport", path: "Tests/TestSupport", swiftSettings: settings),
        .executableTarget(
            name: "campwatch-feedsim", dependencies: ["TestSupport", argumentParser],
            path: "Tests/campwatch-feedsim", swiftSettings: settings),
        .executableTarget(
            name: "campwatch-bench",
            dependencies: [
                "NewsModel", "HTTPTransfer", "FeedParsing", "Analysis", "Persistence", "Watch", "TestSupport",
                argumentParser, logging, grdb,
            ],
            path: "Benchmarks", exclude: ["run"], swiftSettings: settings),
        .target(
            name: "FuzzTargets",
            dependencies: ["NewsModel", "HTTPTransfer", "FeedParsing", "Analysis", "TestSupport"],
            path: "Tests/FuzzTargets", swiftSettings: settings),
        .target(
            name: "CrashHarness", dependencies: ["TestSupport", grdb], path: "Tests/CrashHarness",
            swiftSettings: settings),
        .executableTarget(
            name: "campwatch-crash", dependencies: ["CrashHarness", "TestSupport", argumentParser],
            path: "Tests/campwatch-crash", swiftSettings: settings),
        .testTarget(
            name: "FuzzTests", dependencies: ["FuzzTargets", "TestSupport"], swiftSettings: settings),
        .testTarget(name: "NewsModelTests", dependencies: ["NewsModel"], swiftSettings: settings),
        .testTarget(
            name: "HTTPTransferTests", dependencies: ["HTTPTransfer", "TestSupport"],
            swiftSettings: settings),
        .testTarget(
            name: "FeedParsingTests", dependencies: ["FeedParsing", "TestSupport"], exclude: ["Fixtures"],
            swiftSettings: settings),
        .testTarget(
            name: "TOMLTextTests", dependencies: ["TOMLText", "TestSupport"], swiftSettings: settings),
        .testTarget(
            name: "AnalysisTests", dependencies: ["Analysis", "NewsModel", "TestSupport"],
            swiftSettings: settings),
        .testTarget(
            name: "DealGraphTests", dependencies: ["DealGraph", "NewsModel"], swiftSettings: settings),
        .testTarget(
            name: "PersistenceTests", dependencies: ["Persistence", "NewsModel", "TestSupport", grdb],
            swiftSettings: settings),
        .testTarget(
            name: "AlertingTests", dependencies: ["Alerting", "HTTPTransfer", "NewsModel", "TestSupport"],
            swiftSettings: settings),
        .testTarget(
            name: "WatchTests",
            dependencies: [
                "Watch", "NewsModel", "HTTPTransfer", "Analysis", "DealGraph", "Persistence", "Alerting",
                "TestSupport", logging, metrics,
            ],
            swiftSettings: settings),
        .testTarget(
            name: "ProgramTests",
            dependencies: [
                "campwatch", "campwatchd", "NewsModel", "Analysis", "DealGraph", "Persistence", "Alerting",
                "Watch", "TestSupport", "CrashHarness", argumentParser, grdb,
            ],
            swiftSettings: settings),
    ] + fuzzing,
    swiftLanguageModes: [.v6],
    cLanguageStandard: .c17,
    cxxLanguageStandard: .cxx17
)
