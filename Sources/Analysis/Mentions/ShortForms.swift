/// The words that stand for whole names later in a story: the first of a firm's ("Pachamama" for Pachamama Labs), the
/// last of a person's ("Wongso" for Putri Wongso).
///
/// A word that two different names share stands for neither.
struct ShortForms<Whole: Equatable> {
    private var wholes: [ArraySlice<UInt8>: Whole?] = [:]

    /// Adds a name as it is spelled; one word has no short form.
    mutating func add(_ spelling: ArraySlice<UInt8>, of whole: Whole, isPerson: Bool) {
        let words = spelling.split(separator: 0x20)
        guard words.count > 1, let form = isPerson ? words.last : words.first else { return }
        if let known = wholes[form] {
            if known != whole { wholes[form] = .some(nil) }
        } else {
            wholes[form] = whole
        }
    }

    /// The one whole name for which a word stands.
    subscript(form: ArraySlice<UInt8>) -> Whole? { wholes[form] ?? nil }
}
