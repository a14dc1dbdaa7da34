/// Folding of running text to a width, in scripts with and without spaces.
enum TextWrap {
    /// Lines of at most `width` columns, each starting with `indent`.
    ///
    /// Breaks at spaces and around wide characters (Chinese and Japanese have no spaces); a longer word is broken
    /// where it must be.
    static func lines(_ text: String, width: Int, indent: String = "") -> [String] {
        let room = max(8, width - TextWidth.columns(indent))
        var lines: [String] = []
        var line = ""
        var used = 0
        for piece in text.split(separator: "\n").flatMap({ pieces($0) + ["\n"] }) {
            let columns = TextWidth.columns(piece)
            if piece == "\n" || (used + columns > room && !(piece == " ")) {
                if !line.isEmpty { lines.append(indent + trimmed(line)) }
                line = ""
                used = 0
            }
            guard piece != "\n", !(piece == " " && line.isEmpty) else { continue }
            line += piece
            used += columns
        }
        return lines
    }

    /// Words, single spaces and single wide characters; words longer than a line of 40 are parted.
    private static func pieces(_ text: Substring) -> [String] {
        var pieces: [String] = []
        var word = ""
        func endWord() {
            if !word.isEmpty { pieces.append(word) }
            word = ""
        }
        for character in text {
            if character == " " || TextWidth.columns(character) == 2 {
                endWord()
                pieces.append(String(character))
            } else {
                word.append(character)
                if word.utf8.count >= longestWord { endWord() }
            }
        }
        endWord()
        return pieces
    }

    /// In bytes: longer runs (addresses, hashes) may be parted anywhere.
    private static let longestWord = 40

    private static func trimmed(_ line: String) -> String {
        var line = line
        while line.last == " " { line.removeLast() }
        return line
    }
}
