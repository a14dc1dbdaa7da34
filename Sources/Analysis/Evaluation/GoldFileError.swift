import FoundationEssentials

/// A gold or prediction file that cannot be read: which file, which line, which key and why.
package struct GoldFileError: Error, Hashable, CustomStringConvertible {
    package var file: String
    /// Counts from 1; nil when the file itself is the trouble.
    package var line: Int?
    package var reason: String

    package var description: String { line.map { "\(file):\($0): \(reason)" } ?? "\(file): \(reason)" }

    /// The error in plain words, with the key that it is about.
    static func plain(_ error: any Error) -> String {
        guard let error = error as? DecodingError else { return plainFileError(error) }
        switch error {
        case .keyNotFound(let key, let context): return "no “\(path(context.codingPath + [key]))”"
        case .typeMismatch(_, let context) where context.codingPath.isEmpty: return "not a JSON object"
        case .typeMismatch(_, let context): return "“\(path(context.codingPath))” has the wrong type"
        case .valueNotFound(_, let context): return "“\(path(context.codingPath))” must not be null"
        case .dataCorrupted(let context) where context.codingPath.isEmpty: return "not a JSON object"
        case .dataCorrupted(let context):
            return "“\(path(context.codingPath))”: \(context.debugDescription)"
        @unknown default: return "not in the gold's form"
        }
    }

    /// Foundation's descriptions repeat the path and its own type names; the code alone says enough.
    private static func plainFileError(_ error: any Error) -> String {
        switch (error as? CocoaError)?.code {
        case .fileReadNoSuchFile, .fileNoSuchFile: "no such file"
        case .fileReadNoPermission: "permission denied"
        default: "not a readable file"
        }
    }

    /// Writes a coding path as people do: `deals[0].amount.value`.
    private static func path(_ keys: [any CodingKey]) -> String {
        keys.reduce(into: "") { path, key in
            if let index = key.intValue {
                path += "[\(index)]"
            } else {
                path += path.isEmpty ? key.stringValue : ".\(key.stringValue)"
            }
        }
    }
}
