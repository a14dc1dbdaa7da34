import Foundation

/// A file named on the command line, or standard input for `-`.
enum InputFile {
    static func read(_ file: String) throws -> Data {
        do {
            return file == "-"
                ? try FileHandle.standardInput.readToEnd() ?? Data()
                : try Data(contentsOf: URL(filePath: file))
        } catch {
            throw Failure(.noInput, "\(file): cannot be read; check the name and its permissions")
        }
    }

    static func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: path) }

    static func name(_ file: String) -> String { file == "-" ? "standard input" : file }
}
