import Foundation
import TOMLText

extension Configuration {
    /// Reads a settings file; a missing one means the defaults.
    package static func load(path: String) throws(ConfigurationError) -> Configuration {
        try loadWithDocument(path: path).configuration
    }

    /// The same with what it was read from, which knows the line of each setting; nil when the file is missing.
    static func loadWithDocument(
        path: String
    ) throws(ConfigurationError) -> (configuration: Configuration, document: TOMLTable?) {
        guard FileManager.default.fileExists(atPath: path) else { return (Configuration(), nil) }
        let document = try document(readBytes(path), file: path)
        return (try parse(document, file: path), document)
    }

    /// Reads settings from text; `file` is only named in errors.
    package static func parse(_ text: String, file: String) throws(ConfigurationError) -> Configuration {
        try parse(document(Array(text.utf8), file: file), file: file)
    }

    private static func document(_ bytes: [UInt8], file: String) throws(ConfigurationError) -> TOMLTable {
        do {
            return try TOMLReader.read(bytes)
        } catch {
            throw ConfigurationError(error, file: file)
        }
    }

    private static func parse(
        _ document: TOMLTable, file: String
    ) throws(ConfigurationError) -> Configuration {
        var settings = SettingsReader(table: document, file: file)
        let configuration = Configuration(reading: &settings)
        try settings.finish()
        return configuration
    }

    private init(reading settings: inout SettingsReader) {
        settings.section("fetch")
        settings.string("contact", into: &fetch.contact, atMost: 200)
        settings.integer("max_connections", into: &fetch.maxConnections, in: 1...512)
        settings.duration("per_host_gap", into: &fetch.perHostGap, in: .zero ... .seconds(600))
        settings.duration("connect_timeout", into: &fetch.connectTimeout, in: .seconds(1) ... .seconds(120))
        settings.duration("timeout", into: &fetch.timeout, in: .seconds(1) ... .seconds(600))
        settings.integer("max_body_bytes", into: &fetch.maxBodyBytes, in: 1_024...10_485_760)
        settings.integer("max_header_bytes", into: &fetch.maxHeaderBytes, in: 1_024...1_048_576)
        settings.integer("max_redirects", into: &fetch.maxRedirects, in: 0...20)
        settings.integer("min_speed", into: &fetch.minSpeed, in: 1...1_048_576)
        settings.strings("allow_addresses", into: &fetch.allowAddresses)
        settings.choice("full_text", into: &fetch.fullText)
        settings.integer("pages_per_refresh", into: &fetch.pagesPerRefresh, in: 0...200)
        settings.duration("page_time", into: &fetch.pageTime, in: .seconds(1) ... .seconds(600))

        settings.section("parsing")
        settings.integer("max_entries", into: &parsing.maxEntries, in: 1...100_000)
        settings.integer("max_field_bytes", into: &parsing.maxFieldBytes, in: 256...1_048_576)
        settings.integer("max_text_bytes", into: &parsing.maxTextBytes, in: 1_024...104_857_600)

        settings.section("polling")
        let day = Duration.seconds(86_400)
        settings.duration("interval", into: &polling.interval, in: .seconds(1)...day)
        settings.duration("minimum", into: &polling.minimum, in: .seconds(1)...day)
        settings.duration("maximum", into: &polling.maximum, in: .seconds(1) ... .seconds(30 * 86_400))
        settings.number("jitter", into: &polling.jitter, in: 0...1)
        settings.check(
            "minimum", polling.minimum <= polling.maximum, "must not be longer than maximum; lower it")
        // Of a default nobody has to hear.
        if settings.states("interval") {
            settings.check(
                "interval", polling.interval >= polling.minimum,
                "must not be shorter than minimum (\(DurationText.format(polling.minimum))); raise it")
            settings.check(
                "interval", polling.interval <= polling.maximum,
                "must not be longer than maximum (\(DurationText.format(polling.maximum))); lower it")
        }

        settings.section("alerts")
        settings.duration("max_age", into: &alerts.maxAge, in: .zero ... .seconds(3_650 * 86_400))

        settings.section("metrics")
        settings.string("listen", into: &metrics.listen, atMost: 100)
        settings.check(
            "listen", metrics.listen.isEmpty || metrics.address != nil,
            "must be a loopback address with its port, such as \"127.0.0.1:9464\" or \"[::1]:9464\", or a socket in "
                + "the runtime directory, such as \"unix:metrics.sock\"")

        settings.section("retention")
        settings.duration("stories", into: &retention.stories, in: .zero ... .seconds(36_500 * 86_400))
        settings.duration("irrelevant", into: &retention.irrelevant, in: .zero ... .seconds(36_500 * 86_400))
        settings.size("size", into: &retention.size)
        let week = Duration.seconds(7 * 86_400)
        for (key, age) in [("stories", retention.stories), ("irrelevant", retention.irrelevant)] {
            settings.check(
                key, age == .zero || age >= week,
                "must be at least 7d, or 0d for ever: feeds still change new stories")
        }

        for name in settings.sections(under: "sinks") {
            settings.section("sinks." + name)
            settings.check(
                nil, Self.isSinkName(name), "is no name for a sink: use a-z, 0-9 and -, but not \"log\"")
            sinks[name] = SinkSettings(reading: &settings)
        }
    }

    /// `log` is the name of the sink that is always there.
    private static func isSinkName(_ name: String) -> Bool {
        (1...40).contains(name.utf8.count) && name != "log"
            && name.utf8.allSatisfy { "abcdefghijklmnopqrstuvwxyz0123456789-".utf8.contains($0) }
    }
}
