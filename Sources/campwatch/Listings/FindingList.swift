import Analysis

/// What the check of the lexicon found, one finding a line.
enum FindingList {
    static func json(_ findings: [LexiconFinding]) -> String {
        let rows = findings.map { finding in
            OrderedJSON.members([
                "file": .string(finding.file), "line": .integer(finding.line),
                "kind": .string(finding.kind.rawValue), "message": .string(finding.message),
            ])
        }
        return OrderedJSON.array(rows).pretty + "\n"
    }

    /// Columns where they fit, else lines as compilers write them, since a finding that is cut helps nobody.
    static func table(_ findings: [LexiconFinding], for terminal: Terminal) -> String {
        guard !findings.isEmpty else { return "nothing wrong with the lexicon\n" }
        let table = TableFormatter(columns: [
            .init(title: "PLACE"), .init(title: "KIND"), .init(title: "FINDING"),
        ])
        let rows = findings.map { finding -> [TableFormatter.Cell] in
            [.init(finding.place.safe, .dim), .init(finding.kind.rawValue), .init(finding.message.safe)]
        }
        guard table.fits(rows, terminal) else {
            return findings.map { "\($0.place.safe): \($0.kind.rawValue): \($0.message.safe)\n" }.joined()
        }
        return table.format(rows, for: terminal) + "\n"
    }
}
