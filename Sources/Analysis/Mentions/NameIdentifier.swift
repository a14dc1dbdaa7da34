import Foundation

/// The identity of a name that no list knows: the same for all its spellings, in every story.
enum NameIdentifier {
    /// Lower case, without accents and legal forms, words joined by hyphens.
    ///
    /// "Prompsit Language Engineering S.L." becomes `prompsit-language-engineering`; letters of other scripts are
    /// romanised.
    static func id(of name: String, dropping legalForms: Set<[UInt8]>) -> String {
        let latin = name.applyingTransform(.toLatin, reverse: false) ?? name
        let plain = latin.applyingTransform(.stripDiacritics, reverse: false) ?? latin
        var words = plain.lowercased().split { !($0.isLetter || $0.isNumber || $0 == "&" || $0 == ".") }.map {
            $0.filter { $0 != "." && $0 != "&" }
        }.filter { !$0.isEmpty }
        while words.count > 1, let last = words.last, legalForms.contains(Array(last.utf8)) {
            words.removeLast()
        }
        return words.joined(separator: "-")
    }
}
