/// Checks the cues and frames of one language: what stands twice, contradicts itself or never counts.
struct CueCheck {
    let file: WrittenLanguage
    /// The file whose cues hold in this language too.
    let shared: WrittenLanguage?
    /// Names that take their words away from cues, by their folded spelling.
    let names: [[UInt8]: WrittenAlias]

    func findings() -> [LexiconFinding] {
        repeated() + file.cues.compactMap(malformed) + file.cues.compactMap(named) + silent()
    }

    // MARK: The same words twice

    private func repeated() -> [LexiconFinding] {
        let common = Dictionary(grouping: shared?.cues ?? [], by: \.key)
        var known: [[UInt8]: [WrittenCue]] = [:]
        return file.cues.compactMap { cue in
            let before = known[cue.key]?.last { $0.question == cue.question }
            known[cue.key, default: []].append(cue)
            if let before { return repeated(cue, before) }
            // A cue that holds in all languages may weigh more in one.
            let other = common[cue.key]?.first { $0.question == cue.question && $0.label != cue.label }
            return other.map { contradicted(cue, "\($0.label) in common.toml:\($0.words.line)") }
        }
    }

    private func repeated(_ cue: WrittenCue, _ before: WrittenCue) -> LexiconFinding {
        let words = "\"\(cue.words.text)\""
        if before.label != cue.label {
            return contradicted(cue, "\(before.label) in line \(before.words.line)")
        }
        if cue.isFrame, cue.table != before.table {
            return finding(
                .dead, before,
                "\(words) never counts here: the frame of \(cue.label) in line \(cue.words.line) has it too")
        }
        return finding(
            .duplicate, cue, "\(words) stands under \(cue.label) already in line \(before.words.line)")
    }

    private func contradicted(_ cue: WrittenCue, _ other: String) -> LexiconFinding {
        finding(
            .collision, cue,
            "\"\(cue.words.text)\" is \(cue.label) here and \(other): leave it to one of them")
    }

    // MARK: Patterns that say something else than they seem to

    private func malformed(_ cue: WrittenCue) -> LexiconFinding? {
        let words = FoldedText.bytes(of: cue.words.text).split { $0 <= 0x20 }.map {
            String(decoding: $0, as: UTF8.self)
        }
        let isGap = words.map { $0 == "…" || $0 == "..." }
        let problem: String? =
            if words.contains("*") {
                "has a * without a word"
            } else if words.contains(where: { $0.dropLast().contains("*") }) {
                "has a * within a word, where it stands for itself"
            } else if isGap.first == true || isGap.last == true
                || zip(isGap, isGap.dropFirst()).contains(where: { $0 && $1 })
            {
                "has a gap with nothing beside it"
            } else if zip(words, isGap).contains(where: { !$1 && ($0.contains("…") || $0.contains("...")) }) {
                "has a … that stands for itself; a gap needs a space on either side"
            } else {
                nil
            }
        return problem.map { finding(.dead, cue, "\"\(cue.words.text)\" \($0)") }
    }

    // MARK: Words that a name takes

    private func named(_ cue: WrittenCue) -> LexiconFinding? {
        let pattern = cue.pattern
        guard pattern.parts.count == 1, !pattern.parts[0].isOpenEnded,
            let name = names[Array(pattern.parts[0].bytes)],
            !name.needsCapital || FoldedText(cue.words.text).isCapitalized(at: 0)
        else { return nil }
        return finding(
            .collision, cue,
            "\"\(cue.words.text)\" of \(cue.label) is a name of \(name.id), companies.toml line "
                + "\(name.words.line), which takes it: drop it here, or call the name ambiguous there")
    }

    // MARK: Weight 0

    /// Words without weight are there to keep shorter cues from counting.
    private func silent() -> [LexiconFinding] {
        let idle = file.cues.filter {
            $0.weight == 0 && !["negation", "background", "attribution", "shift"].contains($0.question)
        }
        guard !idle.isEmpty else { return [] }
        let heard = (file.cues + (shared?.cues ?? [])).filter { $0.isFrame && $0.weight > 0 }
        return idle.filter { cue in !cue.isFrame || !heard.contains { silences(cue, $0) } }.map {
            finding(
                .dead, $0,
                "\"\($0.words.text)\" has weight 0 and keeps no other cue from counting")
        }
    }

    private func silences(_ cue: WrittenCue, _ other: WrittenCue) -> Bool {
        let parts = cue.pattern.parts
        guard cue.label == other.label || parts.allSatisfy({ !$0.followsGap }) else { return false }
        return parts.contains { part in
            other.pattern.parts.contains { overlap(part, $0) || overlap($0, part) }
        }
    }

    /// Whether the second part can begin inside the first one.
    private func overlap(_ outer: CuePattern.Part, _ inner: CuePattern.Part) -> Bool {
        let bytes = Array(outer.bytes)
        var previous = ScalarKind.space
        var index = 0
        while index < bytes.count {
            let (kind, length) = ScalarClass.of(bytes, at: index)
            if kind.isCJK || kind != previous, fits(outer, inner, at: index) { return true }
            previous = kind
            index += length
        }
        return false
    }

    private func fits(_ outer: CuePattern.Part, _ inner: CuePattern.Part, at index: Int) -> Bool {
        let rest = outer.bytes.dropFirst(index)
        guard zip(rest, inner.bytes).allSatisfy({ $0 == $1 }) else { return false }
        if rest.count == inner.bytes.count { return true }
        let (short, long) =
            rest.count < inner.bytes.count ? (outer, Array(inner.bytes)) : (inner, Array(rest))
        let at = min(rest.count, inner.bytes.count)
        let next = ScalarClass.after(at, in: long)
        return short.isOpenEnded || !next.isSpacedWord || next != ScalarClass.before(at, in: long)
    }

    private func finding(
        _ kind: LexiconFinding.Kind, _ cue: WrittenCue, _ message: String
    ) -> LexiconFinding {
        LexiconFinding(kind: kind, file: file.file, line: cue.words.line, message: message)
    }
}
