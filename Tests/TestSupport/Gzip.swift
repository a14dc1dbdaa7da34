import Foundation

/// Compresses with the system's `gzip`, which is the other side of the real thing.
package enum Gzip {
    package static func packed(_ text: String) throws -> [UInt8] {
        try output(of: "printf %s \"$1\" | gzip -9n", argument: text)
    }

    package static func packedZeros(megabytes: Int) throws -> [UInt8] {
        try output(of: "head -c \"$1\" /dev/zero | gzip -9n", argument: String(megabytes << 20))
    }

    package static func packed(bytes: [UInt8]) throws -> [UInt8] {
        let directory = try TemporaryDirectory()
        try Data(bytes).write(to: URL(fileURLWithPath: directory.file("plain")))
        return try output(of: "gzip -9n < \"$1\"", argument: directory.file("plain"))
    }

    /// Through a file: a pipe's end may leak into another child and would then never close.
    private static func output(of script: String, argument: String) throws -> [UInt8] {
        let directory = try TemporaryDirectory()
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        process.arguments = ["-c", "(\(script)) > \"$2\"", "sh", argument, directory.file("packed.gz")]
        try process.run()
        process.waitUntilExit()
        return [UInt8](try Data(contentsOf: URL(fileURLWithPath: directory.file("packed.gz"))))
    }
}
