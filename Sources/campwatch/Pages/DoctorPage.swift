import Analysis
import NewsModel
import Watch

/// What the diagnosis found, one check after the other, each fault with what to do.
struct DoctorPage {
    var findings: [Finding]
    var terminal: Terminal

    private static let labelWidth = 16
    private static let indent = String(repeating: " ", count: labelWidth + 10)

    var isWell: Bool { !findings.contains(where: \.isFault) }

    /// "1 problem, 2 warnings in 13 checks".
    var summary: String {
        let checks = Set(findings.map(\.check)).count.counting("check")
        let counts = [(count(.problem), "problem"), (count(.warning), "warning")].filter { $0.0 > 0 }
        return isWell
            ? "all is well in \(checks)"
            : counts.map { $0.0.counting($0.1) }.joined(separator: ", ") + " in \(checks)"
    }

    var lines: [String] {
        [terminal.style(summary, isWell ? .green : count(.problem) > 0 ? .red : .yellow)]
            + findings.flatMap(lines)
    }

    private func count(_ state: Finding.State) -> Int { findings.count { $0.state == state } }

    private func lines(of finding: Finding) -> [String] {
        let mark = terminal.style(TextWidth.pad(finding.state.word, to: 8), finding.state.paint)
        let label = TextWidth.pad(finding.check.label, to: Self.labelWidth)
        return hanging("  \(mark)\(label)", finding.text)
            + (finding.remedy.map { hanging(Self.indent, "→ " + $0) } ?? [])
    }

    /// Text that begins on the line of its label and goes on below itself.
    private func hanging(_ head: String, _ text: String) -> [String] {
        let lines = TextWrap.lines(text.safe, width: terminal.readingWidth, indent: Self.indent)
        return lines.enumerated().map { $0 == 0 ? head + $1.dropFirst(Self.indent.count) : $1 }
    }
}

extension DoctorPage {
    var json: OrderedJSON {
        .members([
            "well": .bool(isWell), "problems": .integer(count(.problem)),
            "warnings": .integer(count(.warning)),
            "findings": .array(
                findings.map {
                    .members([
                        "check": .string($0.check.rawValue), "state": .string($0.state.rawValue),
                        "text": .string($0.text), "remedy": $0.remedy.map { .string($0) },
                    ])
                }),
        ])
    }
}

extension Finding.Check {
    fileprivate var label: String {
        switch self {
        case .state: "state directory"
        case .logs: "alert logs"
        case .names: "DNS"
        case .roots: "TLS roots"
        default: rawValue
        }
    }
}

extension Finding.State {
    fileprivate var word: String { self == .unchecked ? "–" : rawValue }

    fileprivate var paint: Paint {
        switch self {
        case .ok: .green
        case .warning: .yellow
        case .problem: .red
        case .unchecked: .dim
        }
    }
}
