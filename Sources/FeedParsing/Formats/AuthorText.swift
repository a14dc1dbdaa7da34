/// Reads the one-line forms of authors: "a@b (Name)", "Name (a@b)", "Name <a@b>", "mailto:a@b", "Name".
enum AuthorText {
    static func parse(_ text: String) -> ParsedAuthor {
        let line = PlainText.line(text, type: MarkupGuess.isEscaped(text) ? .html : .plain)
        guard line.utf8.contains(UInt8(ascii: "@")) else {
            return ParsedAuthor(name: line.isEmpty ? nil : line)
        }
        guard let email = email(in: line) else { return ParsedAuthor(name: line.isEmpty ? nil : line) }
        let rest = line.replacing("mailto:\(email)", with: "").replacing(email, with: "")
        let name = rest.trimming { !$0.isLetter && !$0.isNumber && $0 != "." }
        return ParsedAuthor(name: name.isEmpty ? nil : name, email: email)
    }

    /// The first word with one "@" inside.
    private static func email(in line: String) -> String? {
        let words = line.split { $0.isWhitespace || "()<>[],;:\"".contains($0) }
        return words.first { word in
            let parts = word.split(separator: "@", omittingEmptySubsequences: false)
            return parts.count == 2 && !parts[0].isEmpty && parts[1].contains(".") && !parts[1].hasSuffix(".")
        }.map(String.init)
    }
}

extension String {
    /// Without the characters at both ends that `isUnwanted` names.
    func trimming(_ isUnwanted: (Character) -> Bool) -> String {
        guard let first = firstIndex(where: { !isUnwanted($0) }),
            let last = lastIndex(where: { !isUnwanted($0) })
        else { return "" }
        return String(self[first...last])
    }
}
