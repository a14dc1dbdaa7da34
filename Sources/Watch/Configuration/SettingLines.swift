/// Finds the line on which a key of a TOML file stands, so that an error can name it.
///
/// The TOML library keeps positions only for syntax errors; the files here are plain sections with `key = value`.
struct SettingLines {
    private var lineOfKey: [String: Int] = [:]

    init(text: String) {
        var section = ""
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            let content = line.drop { $0 == " " || $0 == "\t" }
            if content.first == "[" {
                section = String(content.dropFirst().prefix { $0 != "]" })
                note(section, line: index + 1)
            } else if let equals = content.firstIndex(of: "="), content.first != "#" {
                let key = content[..<equals].filter { $0 != " " && $0 != "\t" && $0 != "\"" }
                note(section.isEmpty ? key : "\(section).\(key)", line: index + 1)
            }
        }
    }

    private mutating func note(_ path: String, line: Int) {
        if lineOfKey[path] == nil { lineOfKey[path] = line }
    }

    /// Line of the key, else of its section; counts from 1.
    func line(section: String, key: String?) -> Int? {
        key.flatMap { lineOfKey["\(section).\($0)"] } ?? lineOfKey[section]
    }
}
