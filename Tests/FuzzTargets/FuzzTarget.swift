/// One way into code that reads what strangers write, with the promises that hold for any bytes.
///
/// libFuzzer (`make fuzz`) and the replay of the corpus (`make test`) run the same checks.
package struct FuzzTarget: Sendable {
    /// As in `make fuzz TARGET=…` and `Tests/FuzzCorpus/<name>`.
    package let name: String
    /// Folders of this checkout that hold more seeds.
    package let seeds: [String]
    private let body: @Sendable ([UInt8]) throws(BrokenPromise) -> Void

    init(
        _ name: String, seeds: [String] = [],
        _ body: @escaping @Sendable ([UInt8]) throws(BrokenPromise) -> Void
    ) {
        self.name = name
        self.seeds = seeds
        self.body = body
    }

    /// Feeds bytes to the code under test; throws when a promise does not hold.
    package func check(_ bytes: [UInt8]) throws(BrokenPromise) { try body(bytes) }

    package static let all = [feed, date, charset, html, url, page, analysis]

    package static func named(_ name: String) -> FuzzTarget? { all.first { $0.name == name } }
}

/// What did not hold, and for what.
package struct BrokenPromise: Error, CustomStringConvertible {
    package let description: String
}

/// Throws unless a promise holds; `detail` says for which value.
func promise(_ holds: Bool, _ what: String, _ detail: @autoclosure () -> String = "") throws(BrokenPromise) {
    guard holds else { throw BrokenPromise(description: what + ": " + detail().debugDescription) }
}

/// Holds when a text is valid UTF-8 (some are made without a check, as their bytes were checked before).
func promiseText(_ text: String?, _ what: String, controls: Set<UInt8>? = [0x09, 0x0A]) throws(BrokenPromise)
{
    guard let text else { return }
    try promise(String(validating: text.utf8, as: UTF8.self) != nil, "\(what) is UTF-8")
    guard let controls else { return }
    let isPrintable = text.utf8.allSatisfy { $0 >= 0x20 || controls.contains($0) }
    try promise(isPrintable, "\(what) has no control characters", text)
}
