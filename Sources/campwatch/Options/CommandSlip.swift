import Alerting
import ArgumentParser

/// A word that stands where a command should: `campwatch storis`, which is nearly one, or `campwatch quux`; or a command
/// behind its options, as in `campwatch --state x deals`.
struct CommandSlip {
    /// What is wrong, and what was meant.
    let message: String

    /// Nil where every word up to the first option names a command or may belong to one.
    init?(_ arguments: [String], below root: any ParsableCommand.Type) {
        var command = root
        var path = [Self.name(of: root)]
        if arguments.first?.hasPrefix("-") == true {
            let names = root.configuration.subcommands.map(Self.name)
            // Before the rest it is understood: in `--config feeds` the word is no command, but an option's value.
            let place = arguments.indices.first { index in
                names.contains(arguments[index])
                    && (try? root.parseAsRoot(Array(arguments[index...] + arguments[..<index]))) != nil
            }
            guard let late = place.map({ arguments[$0] }) else { return nil }
            message = "options stand behind the command: `\(path[0]) \(late) \(arguments[0].safe) …`"
            return
        }
        for word in arguments.prefix(while: { !$0.hasPrefix("-") }) {
            let below = command.configuration.subcommands
            if let next = below.first(where: { Self.name(of: $0) == word }) {
                command = next
                path.append(word)
                continue
            }
            let near = Suggestion.nearest(to: word, among: below.map(Self.name))
            // The first word is a command, because what `campwatch` does alone takes no word.
            guard word != "help", near != nil || path.count == 1 else { return nil }
            let place = path.joined(separator: " ")
            let advice = near.map { "did you mean “\($0)”?" } ?? "`\(place) --help` lists them"
            message = "`\(place)` has no command “\(word.safe)”: \(advice)"
            return
        }
        return nil
    }

    private static func name(of command: any ParsableCommand.Type) -> String {
        command.configuration.commandName ?? ""
    }
}
