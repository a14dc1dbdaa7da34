import Foundation

/// The identity of a name that no list knows: the same for all its spellings, in every story.
enum NameIdentifier {
    /// Lower case, without accents and legal forms, words joined by hyphens.
    ///
    /// "Prompsit Language Engineering S.L." becomes `prompsit-language-engineering`; letters of other scripts are
    /// romanised.
    static func id(of name: String, dropping legalForms: Set<[UInt8]>) -> String {
        var words = plain(name).lowercased().split { !($0.isLetter || $0.isNumber || $0 == "&" || $0 == ".") }
            .map {
                $0.filter { $0 != "." && $0 != "&" }
            }.filter { !$0.isEmpty }
        while words.count > 1, let last = words.last, legalForms.contains(Array(last.utf8)) {
            words.removeLast()
        }
        return words.joined(separator: "-")
    }

    /// The name in Latin letters without accents, which most names are written in.
    private static func plain(_ name: String) -> String {
        if name.utf8.allSatisfy({ $0 < 0x80 }) { return name }
        let latin = name.applyingTransform(.toLatin, reverse: false) ?? name
        return latin.applyingTransform(.stripDiacritics, reverse: false) ?? latin
    }
}
