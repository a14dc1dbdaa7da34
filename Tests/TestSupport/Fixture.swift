import Foundation

/// Files under the `Fixtures` folder beside the test that asks for them.
package enum Fixture {
    /// The bytes of `Fixtures/<name>` next to the calling file.
    package static func bytes(_ name: String, from file: StaticString = #filePath) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: URL(fileURLWithPath: path(name, from: file))))
    }

    /// The text of `Fixtures/<name>`; bytes that are not UTF-8 become U+FFFD.
    package static func text(_ name: String, from file: StaticString = #filePath) throws -> String {
        String(decoding: try bytes(name, from: file), as: UTF8.self)
    }

    /// The names in `Fixtures/<folder>`, sorted, hidden files left out.
    package static func names(in folder: String = "", from file: StaticString = #filePath) throws -> [String]
    {
        try FileManager.default.contentsOfDirectory(atPath: path(folder, from: file))
            .filter { !$0.hasPrefix(".") }.sorted()
    }

    package static func path(_ name: String, from file: StaticString = #filePath) -> String {
        URL(fileURLWithPath: "\(file)").deletingLastPathComponent()
            .appendingPathComponent("Fixtures").appendingPathComponent(name).path
    }
}
