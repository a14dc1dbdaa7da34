import NewsModel

/// Sentences that speak for labels, with their cues marked where they stand.
struct EvidenceView {
    var title: String
    var text: String
    var terminal: Terminal

    private static let indent = "     "
    /// Rare brackets that hold the marks' places while the sentence is cleaned and folded.
    private static let markStart: Character = "⟦"
    private static let markEnd: Character = "⟧"

    /// One block a sentence: the sentence with every cue marked, and below it what each cue speaks for.
    func lines(_ evidence: [Evidence]) -> [String] {
        groups(evidence).flatMap { group -> [String] in
            let folded = TextWrap.lines(
                "“\(marked(group))”", width: terminal.readingWidth, indent: EvidenceView.indent)
            let reasons = TextWrap.lines(
                "\(group[0].field.rawValue): \(group.map(reason).joined(separator: "; "))",
                width: terminal.readingWidth, indent: EvidenceView.indent + "  ")
            return painted(folded) + reasons.map { terminal.style($0, .dim) }
        }
    }

    /// Evidence of one sentence stands together, sentences in the order of the story, the title first.
    private func groups(_ evidence: [Evidence]) -> [[Evidence]] {
        let ordered = evidence.sorted { left, right in
            if left.field != right.field { return left.field == .title }
            return (left.start, left.end, left.label) < (right.start, right.end, right.label)
        }
        return ordered.reduce(into: []) { groups, item in
            if let last = groups.last?.first, last.field == item.field, last.sentence == item.sentence {
                groups[groups.count - 1].append(item)
            } else {
                groups.append([item])
            }
        }
    }

    private func reason(_ item: Evidence) -> String {
        let sign = item.weight < 0 ? "−" : "+"
        return "\(item.label) \(sign)\(Words.confidence(abs(item.weight))) (\(item.cue.safe))"
    }

    /// The sentence with every cue between marks; overlapping and touching cues share one pair.
    private func marked(_ group: [Evidence]) -> String {
        let sentence = Array(group[0].sentence.unicodeScalars)
        var isMarked = [Bool](repeating: false, count: sentence.count)
        for item in group {
            for index in range(of: item, in: sentence) { isMarked[index] = true }
        }
        var pieces: [(text: String, isMarked: Bool)] = []
        for (scalar, mark) in zip(sentence, isMarked) {
            if pieces.last?.isMarked != mark { pieces.append(("", mark)) }
            pieces[pieces.count - 1].text.unicodeScalars.append(scalar)
        }
        return joined(pieces)
    }

    /// The pieces cleaned as one line, with marks around every marked one.
    private func joined(_ pieces: [(text: String, isMarked: Bool)]) -> String {
        pieces.map { piece in
            let text = piece.text.replacing("⟦", with: "[").replacing("⟧", with: "]")
            return piece.isMarked
                ? String(EvidenceView.markStart) + text + String(EvidenceView.markEnd) : text
        }.joined().safe
    }

    /// Where the cue stands in its sentence: the occurrence whose place agrees with the offsets in the field.
    private func range(of item: Evidence, in sentence: [Unicode.Scalar]) -> Range<Int> {
        let cue = Array(item.cue.unicodeScalars)
        let field = Array((item.field == .title ? title : text).unicodeScalars)
        guard !cue.isEmpty, cue.count <= sentence.count else { return 0..<0 }
        let places = (0...sentence.count - cue.count).filter {
            sentence[$0..<$0 + cue.count].elementsEqual(cue)
        }
        let exact = places.first { place in
            let start = item.start - place
            return start >= 0 && start + sentence.count <= field.count
                && field[start..<start + sentence.count].elementsEqual(sentence)
        }
        guard let place = exact ?? places.first else { return 0..<0 }
        return place..<place + cue.count
    }

    /// Replaces the marks by colour, or by plain brackets; a marked passage may go over several lines.
    private func painted(_ lines: [String]) -> [String] {
        guard terminal.style.isColoured else {
            return lines.map { $0.replacing("⟦", with: "[").replacing("⟧", with: "]") }
        }
        var isOpen = false
        return lines.map { line in
            var out = ""
            var run = ""
            for character in line + "\n" {
                guard [EvidenceView.markStart, EvidenceView.markEnd, "\n"].contains(character) else {
                    run.append(character)
                    continue
                }
                out += isOpen ? terminal.style(run, .underlined) : run
                run = ""
                if character != "\n" { isOpen = character == EvidenceView.markStart }
            }
            return out
        }
    }
}
