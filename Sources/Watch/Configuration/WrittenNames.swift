import TOMLText

/// Names that stand in the configuration, right or wrong: what a shell offers to whoever types one.
///
/// No file is checked, and what does not read has no names: a shell that waits for Tab is no place for errors.
package struct WrittenNames {
    private let directories: Directories

    package init(_ directories: Directories) { self.directories = directories }

    /// Names of rules, in the order of their file.
    package var rules: [String] {
        (table(directories.rulesFile)?["rule"]?.list ?? []).compactMap { $0.table?["name"]?.string }
    }

    /// Names of sinks, the log first.
    package var sinks: [String] {
        ["log"] + (table(directories.configurationFile)?["sinks"]?.table?.keys.sorted() ?? [])
    }

    /// Ids of companies and people.
    package var parties: [String] {
        let file = table(directories.config + "/companies.toml")
        return ["company", "person"].flatMap { file?[$0]?.list ?? [] }.compactMap { $0.table?["id"]?.string }
    }

    private func table(_ path: String) -> TOMLTable? {
        guard let bytes = try? readBytes(path) else { return nil }
        return try? TOMLReader.read(bytes)
    }
}
