import Analysis
import NewsModel
import Persistence

/// What people have said about one story, and which of its labels are their word.
struct SaidLabels {
    /// All of it, oldest first.
    var words: [Judgement]

    /// The word that decides each label; nil where the analysis does.
    var relevance: Judgement? {
        last { $0.relevant != nil || $0.camp != nil || ($0.primary.map { $0 != .none } ?? false) }
    }
    var camp: Judgement? { last { $0.camp != nil } }
    var primary: Judgement? { last { $0.primary != nil } }

    private func last(where says: (StoryLabel) -> Bool) -> Judgement? {
        words.inForce.last { $0.label.map(says) ?? false }
    }

    /// What holds, one line a word.
    var lines: [String] { words.inForce.map(\.line) }

    /// All that was ever said; what no longer counts is marked.
    var history: [String] {
        let counted = words.inForce
        return words.map { word in
            word.label == nil || counted.contains(word) ? word.line : word.line + " (taken back)"
        }
    }

    var json: OrderedJSON { .array(words.map(\.json)) }
}

extension Judgement {
    /// "2026-11-22 09:10 UTC ada: camp open, announces release (the weights are public)".
    var line: String { "\(moment): \(what)" + (reason.isEmpty ? "" : " (\(reason.safe))") }

    /// "2026-11-22 09:10 UTC ada".
    var moment: String { "\(TimeText.minute(time)) UTC" + (author.isEmpty ? "" : " \(author.safe)") }

    private var what: String {
        let deal = deal?.description ?? "?"
        return switch kind {
        case .label: label?.said ?? ""
        case .accept: "right as it is: " + (label?.said ?? "")
        case .clear: "took back what was said"
        case .reject: "deal \(deal) is none"
        case .unreject: "deal \(deal) is one after all"
        }
    }

    var json: OrderedJSON {
        .object(
            OrderedJSON.memberList([
                "time": .string(TimeText.machine(time)), "kind": .string(kind.rawValue),
                "deal": deal.map { .integer(Int($0.rawValue)) }, "author": .string(author),
                "reason": .string(reason),
            ]) + (label?.members ?? []))
    }
}

extension StoryLabel {
    /// "camp open, announces release, no investment".
    var said: String {
        let parts = [
            relevant.map { $0 ? "relevant" : "not relevant" }, camp.map { "camp \($0.rawValue)" },
            primary.map { $0 == .none ? "announces no deal" : "announces \(Words.type($0))" },
        ]
        return (parts.compactMap(\.self) + (rejected ?? []).map { "no \(Words.type($0))" })
            .joined(separator: ", ").safe
    }

    /// What was said, of labels alone.
    var members: [OrderedJSON.Member] {
        OrderedJSON.memberList([
            "relevant": relevant.map { .bool($0) }, "camp": camp.map { .string($0.rawValue) },
            "primary": primary.map { .string($0.rawValue) },
            "rejected": rejected.map { .strings($0.map(\.rawValue)) },
        ])
    }
}
