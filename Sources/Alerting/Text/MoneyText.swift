package import NewsModel

/// Short forms of sums and quantities: `up to $1.5bn`, `~€300m`, `23,040 GPU`.
package enum MoneyText {
    private static let symbols = [
        "USD": "$", "EUR": "€", "GBP": "£", "JPY": "¥", "CNY": "CN¥", "KRW": "₩", "INR": "₹", "TWD": "NT$",
        "HKD": "HK$",
    ]
    private static let scales: [(factor: Double, suffix: String)] = [
        (1e12, "tn"), (1e9, "bn"), (1e6, "m"), (1e3, "k"),
    ]

    package static func short(_ amount: Amount) -> String {
        let currency = SafeText.line(amount.currency, maxBytes: 12)
        return amount.bound.prefix + (symbols[currency] ?? currency + " ") + scaled(amount.value)
    }

    package static func short(_ quantity: Quantity) -> String {
        quantity.bound.prefix + grouped(rounded(quantity.value)) + " "
            + SafeText.line(quantity.unit, maxBytes: 40)
    }

    /// Two decimals at most, after rounding: 999,999,999 is `1bn`, not `1000m`.
    private static func scaled(_ value: Double) -> String {
        guard value.isFinite else { return "?" }
        for scale in scales {
            let number = rounded(value / scale.factor)
            if number.magnitude >= 1 { return grouped(number) + scale.suffix }
        }
        return grouped(rounded(value))
    }

    private static func rounded(_ value: Double) -> Double { (value * 100).rounded() / 100 }

    /// A number rounded to two decimals, thousands set apart with commas.
    private static func grouped(_ value: Double) -> String {
        guard value.magnitude < 1e15 else { return "?" }
        let whole = Int64(value.magnitude)
        let cents = Int64(((value.magnitude - Double(whole)) * 100).rounded())
        var digits = String(whole)
        var groups: [Substring] = []
        while digits.count > 3 {
            groups.insert(digits.suffix(3), at: 0)
            digits.removeLast(3)
        }
        let fraction = cents % 10 == 0 ? String(cents / 10) : (cents < 10 ? "0" : "") + String(cents)
        return (value < 0 ? "-" : "") + ([digits[...]] + groups).joined(separator: ",")
            + (cents == 0 ? "" : "." + fraction)
    }
}

extension Bound {
    fileprivate var prefix: String {
        switch self {
        case .exact: ""
        case .about: "~"
        case .upTo: "up to "
        case .atLeast: "≥"
        }
    }
}
