import Analysis
import Foundation

/// Scoreboards side by side: all stories, then one column a language.
struct ScoreTable {
    struct Group {
        var name: String
        var board: Scoreboard
    }

    var groups: [Group]

    func table(for terminal: Terminal) -> String {
        let columns =
            [TableFormatter.Column(title: "")]
            + groups.map { TableFormatter.Column(title: $0.name, isRightAligned: true) }
        let names = groups.first?.board.rows.map(\.name) ?? []
        let rows = names.enumerated().map { index, name in
            [TableFormatter.Cell(name)] + groups.map { .init(ScoreTable.figure($0.board.rows[index].value)) }
        }
        return TableFormatter(columns: columns).format(rows, for: terminal) + "\n"
    }

    /// `{"all": {"stories": 112, …}, "en": {…}}`, as the reference scorer writes it.
    var json: String {
        let members = groups.map { group in
            OrderedJSON.Member(
                key: group.name,
                value: .object(
                    group.board.rows.map {
                        OrderedJSON.Member(key: $0.name, value: ScoreTable.json($0.value))
                    }))
        }
        return OrderedJSON.object(members).pretty + "\n"
    }

    private static func figure(_ value: Scoreboard.Value) -> String {
        switch value {
        case .count(let count): String(count)
        case .ratio(let ratio): String(format: "%.3f", ratio)
        }
    }

    private static func json(_ value: Scoreboard.Value) -> OrderedJSON {
        switch value {
        case .count(let count): .integer(count)
        case .ratio(let ratio): .number(ratio)
        }
    }
}
