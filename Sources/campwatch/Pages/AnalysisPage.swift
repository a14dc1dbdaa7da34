import NewsModel

/// What was found in one story, every label above the sentences that speak for it.
struct AnalysisPage {
    var title: String
    var text: String
    var analysis: StoryAnalysis
    /// Display name of a party's id.
    var names: (String) -> String
    var terminal: Terminal

    var lines: [String] {
        guard analysis.isRelevant else {
            return [
                row("relevant", "no", analysis.relevanceConfidence),
                row("language", analysis.language.rawValue, analysis.languageConfidence),
            ] + evidence { $0 == "relevant" }
        }
        return summary + shifts + analysis.deals.enumerated().flatMap { deal($0 + 1, $1) }
    }

    private var summary: [String] {
        let types = analysis.dealTypes.map(Words.type).joined(separator: ", ")
        var lines = [row("relevant", "yes", analysis.relevanceConfidence)]
        lines += evidence { $0 == "relevant" }
        lines += [row("language", analysis.language.rawValue, analysis.languageConfidence)]
        lines += [row("camp", analysis.camp.rawValue, analysis.campConfidence, Words.paint(analysis.camp))]
        lines += evidence { $0.hasPrefix("camp:") }
        lines += [row("announces", Words.type(analysis.primary))]
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

    private func row(_ label: String, _ value: String, _ confidence: Double? = nil, _ paint: Paint? = nil)
        -> String
    {
        let suffix = confidence.map { terminal.style("  " + Words.confidence($0), .dim) } ?? ""
        return terminal.fact(label, value, paint) + suffix
    }
}
