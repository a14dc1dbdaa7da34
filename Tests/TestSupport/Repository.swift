import Foundation

/// Files of this checkout, for tests that use what is shipped.
package enum Repository {
    /// The absolute path of a file or folder named from the top of the checkout.
    package static func path(_ name: String, from file: StaticString = #filePath) -> String {
        URL(fileURLWithPath: "\(file)")
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
            .appendingPathComponent(name).path
    }
}
