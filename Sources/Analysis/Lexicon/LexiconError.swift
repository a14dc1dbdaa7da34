/// A lexicon file that cannot be used: what is wrong, where, and how to mend it.
package struct LexiconError: Error, CustomStringConvertible, Sendable {
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
