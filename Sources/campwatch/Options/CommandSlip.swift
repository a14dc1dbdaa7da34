import Alerting
import ArgumentParser

/// A word that stands where a command should, and is nearly one: `campwatch storis`.
struct CommandSlip: CustomStringConvertible {
    /// The commands before it.
    private var path: String
    private var word: String
    private var meant: String

    /// Nil where every word up to the first option names a command or belongs to one, or is like none.
    init?(_ arguments: [String], below root: any ParsableCommand.Type) {
        var command = root
        var path = [Self.name(of: root)]
        for word in arguments.prefix(while: { !$0.hasPrefix("-") }) {
            let below = command.configuration.subcommands
            if let next = below.first(where: { Self.name(of: $0) == word }) {
                command = next
                path.append(word)
                continue
            }
            guard word != "help", let near = Suggestion.nearest(to: word, among: below.map(Self.name)) else {
                return nil
            }
            (self.path, self.word, meant) = (path.joined(separator: " "), word, near)
            return
        }
        return nil
    }

    private static func name(of command: any ParsableCommand.Type) -> String {
        command.configuration.commandName ?? ""
    }

    var description: String { "`\(path)` has no command “\(word)”: did you mean “\(meant)”?" }
}
