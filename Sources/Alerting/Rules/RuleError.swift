/// Why a rules file was refused: `config/rules.toml:12: rule "big": unknown field "cmap" …`.
package struct RuleError: Error, Hashable, CustomStringConvertible {
    package var file: String
    /// Counts from 1.
    package var line: Int
    package var message: String

    package var description: String { "\(file):\(line): \(message)" }
}
