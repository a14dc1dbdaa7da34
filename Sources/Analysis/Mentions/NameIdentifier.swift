import Foundation

/// The identity of a name that no list knows: the same for all its spellings, in every story.
enum NameIdentifier {
    /// Lower case, without accents and legal forms, words joined by hyphens.
    ///
    /// "Prompsit Language Engineering S.L." becomes `prompsit-language-engineering`; letters of other scripts are
    /// romanised, and where a language writes English words in its own letters, `spellings` says which.
    static func id(
        of name: String, isPerson: Bool = false, dropping legalForms: Set<[UInt8]>,
        spellings: [[UInt8]: String] = [:]
    ) -> String {
        if name.utf8.allSatisfy({ $0 < 0x80 }) { return asciiID(of: name, dropping: legalForms) }
        let own =
            (isPerson ? Romanizer.koreanPerson(name) : nil) ?? Romanizer.latin(name, spellings: spellings)
        var words = latin(own).lowercased().split { !($0.isLetter || $0.isNumber || $0 == "&" || $0 == ".") }
            .map {
                $0.filter { $0 != "." && $0 != "&" }
            }.filter { !$0.isEmpty }
        while words.count > 1, let last = words.last, legalForms.contains(Array(last.utf8)) {
            words.removeLast()
        }
        return words.joined(separator: "-")
    }

    /// The same for a name in plain letters, which most names are, byte by byte.
    private static func asciiID(of name: String, dropping legalForms: Set<[UInt8]>) -> String {
        var words: [[UInt8]] = [[]]
        for byte in name.utf8 {
            if (byte | 0x20) &- 0x61 < 26 {
                words[words.count - 1].append(byte | 0x20)
            } else if byte &- 0x30 < 10 {
                words[words.count - 1].append(byte)
            } else if byte != UInt8(ascii: "."), byte != UInt8(ascii: "&") {
                words.append([])
            }
        }
        words.removeAll(where: \.isEmpty)
        while words.count > 1, let last = words.last, legalForms.contains(last) { words.removeLast() }
        return String(decoding: Array(words.joined(separator: "-".utf8)), as: UTF8.self)
    }

    /// The name in Latin letters without accents.
    private static func latin(_ name: String) -> String {
        if name.utf8.allSatisfy({ $0 < 0x80 }) { return name }
        let latin = name.applyingTransform(.toLatin, reverse: false) ?? name
        return latin.applyingTransform(.stripDiacritics, reverse: false) ?? latin
    }
}
