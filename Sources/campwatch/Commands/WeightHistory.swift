import Foundation

/// A file of weights and the one that it replaced, `FILE.previous`.
struct WeightHistory {
    let path: String
    private var previous: String { path + ".previous" }

    /// Writes new weights and keeps those that were there.
    func replace(with weights: String) throws {
        if let old = FileManager.default.contents(atPath: path) { try write(old, to: previous) }
        try write(Data(weights.utf8), to: path)
    }

    /// Puts the weights back that were replaced last; a second time puts the newer ones back.
    func rollBack() throws -> CommandOutput {
        guard let old = FileManager.default.contents(atPath: previous) else {
            throw Failure(.noInput, "\(previous): nothing was replaced here by campwatch train")
        }
        let new = FileManager.default.contents(atPath: path)
        try write(old, to: path)
        if let new { try write(new, to: previous) }
        return CommandOutput(
            "\(path) is as it was before; `campwatch reload` puts a daemon's lexicon in force\n")
    }

    private func write(_ data: Data, to path: String) throws {
        do {
            try data.write(to: URL(filePath: path), options: .atomic)
        } catch {
            throw Failure(.cannotWrite, "\(path): cannot be written: \(error.localizedDescription)")
        }
    }
}
