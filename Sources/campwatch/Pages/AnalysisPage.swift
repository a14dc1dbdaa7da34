import NewsModel
import Persistence

/// What was found in one story, every label above the sentences that speak for it.
struct AnalysisPage {
    var title: String
    var text: String
    var analysis: StoryAnalysis
    /// What people have said about the story, if it is a stored one.
    var said = SaidLabels(words: [])
    /// With the reason of each label that a person gave.
    var isWhy = false
    /// Display name of a party's id.
    var names: (String) -> String
    var terminal: Terminal

    var lines: [String] {
        guard analysis.isRelevant else {
            return [
                row("relevant", "no", analysis.relevanceConfidence, by: said.relevance)
            ] + reason(said.relevance) + [
                row("language", analysis.language.rawValue, analysis.languageConfidence)
            ] + evidence { $0 == "relevant" }
        }
        return summary + shifts + analysis.deals.enumerated().flatMap { deal($0 + 1, $1) }
    }

    private var summary: [String] {
        let types = analysis.dealTypes.map(Words.type).joined(separator: ", ")
        var lines = [row("relevant", "yes", analysis.relevanceConfidence, by: said.relevance)]
        lines += reason(said.relevance) + evidence { $0 == "relevant" }
        lines += [row("language", analysis.language.rawValue, analysis.languageConfidence)]
        lines += [
            row(
                "camp", analysis.camp.rawValue, analysis.campConfidence, Words.paint(analysis.camp),
                by: said.camp)
        ]
        lines += reason(said.camp) + evidence { $0.hasPrefix("camp:") }
        lines += [row("announces", Words.type(analysis.primary), by: said.primary)] + reason(said.primary)
        if analysis.dealTypes.count > 1 { lines += [row("deal types", types)] }
        return lines
    }

    private var shifts: [String] {
        analysis.shifts.flatMap { shift in
            [row("shift", "\(names(shift.id)): \(shift.from.rawValue) → \(shift.to.rawValue)")]
                + evidence { $0 == "shift:\(shift.id)" }
        }
    }

    private func deal(_ number: Int, _ deal: DealReport) -> [String] {
        let heading = "\(number). \(Words.type(deal.type))"
        var lines = ["", terminal.style(heading, .bold) + (deal.isMain ? "" : " (secondary)")]
        lines.append(row("status", deal.status.rawValue, deal.confidence, Words.paint(deal.status)))
        lines += terminal.facts(
            parties: deal.parties, amount: deal.amount, valuation: deal.valuation, quantity: deal.quantity,
            names: names)
        return lines + view.lines(deal.evidence)
    }

    private func evidence(where isWanted: (String) -> Bool) -> [String] {
        view.lines(analysis.evidence.filter { isWanted($0.label) })
    }

    private var view: EvidenceView { EvidenceView(title: title, text: text, terminal: terminal) }

    /// A label with how sure it is, or with who said it.
    private func row(
        _ label: String, _ value: String, _ confidence: Double? = nil, _ paint: Paint? = nil,
        by word: Judgement? = nil
    ) -> String {
        let source = word.map { $0.author.isEmpty ? "by hand" : "said by \($0.author.safe)" }
        let suffix = (source ?? confidence.map(Words.confidence)).map { terminal.style("  " + $0, .dim) }
        return terminal.fact(label, value, paint) + (suffix ?? "")
    }

    private func reason(_ word: Judgement?) -> [String] {
        guard isWhy, let word else { return [] }
        let text = "because of a label, not of the analysis: " + word.line
        return TextWrap.lines(text, width: terminal.readingWidth, indent: "     ").map {
            terminal.style($0, .dim)
        }
    }
}
