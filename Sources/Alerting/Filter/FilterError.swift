/// What is wrong with a filter, where, and how to mend it.
package struct FilterError: Error, Hashable, CustomStringConvertible {
    /// What was found: `unknown field "cmap"`.
    package var problem: String
    /// Counts characters of the filter from 1.
    package var column: Int
    /// How to mend it: `did you mean "camp"?`.
    package var advice: String?

    package var description: String {
        "\(problem) at column \(column)" + (advice.map { ": \($0)" } ?? "")
    }
}
