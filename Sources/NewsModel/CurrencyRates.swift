/// Rough worth of currencies, only to compare sums that are stated in different ones.
///
/// Static on purpose: a threshold of a billion does not hang on a rate of the day, and a rule must
/// mean tomorrow what it means today. Rounded rates of mid-2025.
package enum CurrencyRates {
    /// US dollars for one unit, by ISO 4217 code.
    package static let dollars: [String: Double] = [
        "USD": 1, "EUR": 1.15, "GBP": 1.35, "CHF": 1.23, "JPY": 0.0068, "CNY": 0.14, "HKD": 0.128,
        "TWD": 0.033, "KRW": 0.00072, "INR": 0.0117, "SGD": 0.78, "AUD": 0.65, "NZD": 0.6, "CAD": 0.73,
        "BRL": 0.18, "MXN": 0.053, "ARS": 0.00085, "CLP": 0.00106, "COP": 0.00025, "RUB": 0.0125,
        "UAH": 0.024, "KZT": 0.0019, "SEK": 0.105, "NOK": 0.099, "DKK": 0.154, "PLN": 0.27, "CZK": 0.046,
        "HUF": 0.0029, "RON": 0.23, "TRY": 0.025, "ILS": 0.29, "AED": 0.272, "SAR": 0.267, "QAR": 0.275,
        "MAD": 0.1, "XOF": 0.0017, "AOA": 0.0011, "MZN": 0.0157, "KWD": 3.26, "EGP": 0.02, "ZAR": 0.056,
        "NGN": 0.00065, "IDR": 0.000061, "MYR": 0.235,
        "THB": 0.031, "VND": 0.000038, "PHP": 0.0176, "PKR": 0.0035, "BDT": 0.0082,
    ]

    /// The sum in US dollars, or nil for a currency that is not in the table.
    package static func dollars(_ amount: Amount) -> Double? {
        dollars[amount.currency.uppercased()].map { amount.value * $0 }
    }
}
