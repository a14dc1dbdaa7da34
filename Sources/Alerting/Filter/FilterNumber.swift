/// Reads the numbers that people write in filters.
enum FilterNumber {
    /// Longest first, so that `bn` is not read as `n` after a `b`.
    private static let multipliers: [(suffix: String, factor: Double)] = [
        ("bn", 1e9), ("mn", 1e6), ("tn", 1e12), ("k", 1e3), ("m", 1e6), ("b", 1e9), ("t", 1e12),
    ]

    /// `1e9`, `500M`, `1.5bn`, `0.8`, `250_000`; nil for anything else.
    static func value(of word: String) -> Double? {
        var digits = word.lowercased()
        var factor = 1.0
        if let multiplier = multipliers.first(where: { digits.hasSuffix($0.suffix) }) {
            digits.removeLast(multiplier.suffix.count)
            factor = multiplier.factor
        }
        digits.removeAll { $0 == "_" }
        guard let start = digits.first, start.isASCII, start.isNumber || start == ".",
            digits.allSatisfy({ "0123456789.e+-".contains($0) }), let number = Double(digits), number.isFinite
        else { return nil }
        return number * factor
    }
}
