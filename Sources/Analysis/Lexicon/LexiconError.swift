/// One mistake in a lexicon file: what is wrong, where, and how to mend it.
package struct LexiconError: Error, Hashable, CustomStringConvertible, Sendable {
    package var file: String
    package var line: Int?
    package var message: String

    package init(file: String, line: Int? = nil, message: String) {
        self.file = file
        self.line = line
        self.message = message
    }

    package var description: String {
        let place = line.map { "\(file):\($0)" } ?? file
        return "\(place): \(message)"
    }
}

/// Every mistake of a lexicon, file by file in the order of their lines; never empty.
package struct LexiconErrors: Error, Hashable, CustomStringConvertible, Sendable {
    package var all: [LexiconError]

    package var description: String { all.map(\.description).joined(separator: "\n") }
}

/// Collects what is wrong while the files of a lexicon are read.
final class LexiconMistakes {
    private(set) var found: [LexiconError] = []
    /// The files in the order in which they had their first mistake.
    private var files: [String] = []

    var count: Int { found.count }

    func add(_ file: String, line: Int?, _ message: String) {
        add([LexiconError(file: file, line: line, message: message)])
    }

    func add(_ mistakes: [LexiconError]) {
        for mistake in mistakes where !files.contains(mistake.file) { files.append(mistake.file) }
        found += mistakes
    }

    /// Throws them all, if there are any.
    func check() throws(LexiconErrors) {
        guard !found.isEmpty else { return }
        let ranks = Dictionary(zip(files, 0...), uniquingKeysWith: { first, _ in first })
        let sorted = found.sorted {
            (ranks[$0.file] ?? 0, $0.line ?? 0, $0.message) < (ranks[$1.file] ?? 0, $1.line ?? 0, $1.message)
        }
        throw LexiconErrors(all: sorted)
    }
}
