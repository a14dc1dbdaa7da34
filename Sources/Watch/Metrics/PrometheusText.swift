/// The words of Prometheus' text format 0.0.4.
enum PrometheusText {
    static let contentType = "text/plain; version=0.0.4; charset=utf-8"

    /// A name of letters, digits, `_` and `:` that does not begin with a digit.
    static func name(_ label: String) -> String {
        let bytes = label.utf8.map { isWordByte($0) || $0 == UInt8(ascii: ":") ? $0 : UInt8(ascii: "_") }
        let name = String(decoding: bytes, as: UTF8.self)
        return name.first.map { $0.isNumber } ?? true ? "_" + name : name
    }

    /// `{sink="log",result="failed"}`, or nothing without labels.
    static func labels(_ dimensions: [(String, String)]) -> String {
        guard !dimensions.isEmpty else { return "" }
        return "{" + dimensions.map { "\(labelName($0))=\"\(escaped($1))\"" }.joined(separator: ",") + "}"
    }

    /// A text after `# HELP`, in which backslashes and line ends are escaped.
    static func help(_ text: String) -> String {
        text.replacing("\\", with: "\\\\").replacing("\n", with: "\\n")
    }

    static func number(_ value: Double) -> String {
        if value.isNaN { return "NaN" }
        if value.isInfinite { return value > 0 ? "+Inf" : "-Inf" }
        return value == value.rounded() && abs(value) < 1e15 ? String(Int64(value)) : String(value)
    }

    private static func labelName(_ text: String) -> String { name(text).replacing(":", with: "_") }

    private static func escaped(_ text: String) -> String { help(text).replacing("\"", with: "\\\"") }

    private static func isWordByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
            true
        default: false
        }
    }
}
