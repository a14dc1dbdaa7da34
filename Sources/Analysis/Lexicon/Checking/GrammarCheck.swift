import NewsModel

/// Checks the markers, the slots that they open, and the words that tell unlisted names.
struct GrammarCheck {
    let file: WrittenLanguage
    /// The file whose words hold in this language too.
    let shared: WrittenLanguage?
    /// For the shared file: those whose grammar reads its frames.
    let speakers: [WrittenLanguage]

    func findings() -> [LexiconFinding] {
        markers(file.before) + markers(file.after) + longMarkers() + slots() + names()
    }

    // MARK: Markers

    private func markers(_ lists: [(slot: String, words: [WrittenString])]) -> [LexiconFinding] {
        var known: [[UInt8]: (slot: String, line: Int)] = [:]
        return lists.flatMap { slot, words in
            words.compactMap { word -> LexiconFinding? in
                guard let other = known.updateValue((slot, word.line), forKey: word.folded) else {
                    return nil
                }
                return other.slot == slot
                    ? finding(.duplicate, word, "\"\(word.text)\" stands twice under \(slot)")
                    : finding(
                        .collision, word,
                        "\"\(word.text)\" opens the slot \(slot) here and \(other.slot) in line "
                            + "\(other.line): leave it to one of them")
            }
        }
    }

    private func longMarkers() -> [LexiconFinding] {
        guard let language = file.language, !language.isUnspaced else { return [] }
        return file.before.flatMap { slot, words in
            words.filter { $0.folded.contains(0x20) }.map {
                finding(
                    .dead, $0,
                    "\"\($0.text)\" never opens the slot \(slot): what stands before a name is looked up by single words"
                )
            }
        }
    }

    // MARK: Slots

    private func slots() -> [LexiconFinding] {
        let open = speakers.reduce(file.openSlots) { $0.union($1.openSlots) }
            .union(["left", "right", "inside", "owner"])
        return file.slots.flatMap { frame in
            frame.roles.filter { !open.contains($0.key) }.map { slot, role in
                finding(
                    .slot, role,
                    "no marker of the grammar opens the slot \"\(slot)\" of this frame of \(frame.type); there are "
                        + open.sorted().joined(separator: ", "))
            }
        }
    }

    // MARK: Names

    private func names() -> [LexiconFinding] {
        file.names.flatMap { list, words in
            var known: Set<[UInt8]> = []
            return words.compactMap { word -> LexiconFinding? in
                let folded = word.folded
                if !Self.isOneWord(folded) {
                    return finding(
                        .dead, word,
                        "\"\(word.text)\" in \(list) is never found: names are looked up by single words, without "
                            + "marks at their ends")
                }
                return known.insert(folded).inserted
                    ? nil : finding(.duplicate, word, "\"\(word.text)\" stands twice in \(list)")
            }
        }
    }

    /// Whether texts have the word as one: letters and digits, with `&`, `-` or `.` between them only.
    private static func isOneWord(_ word: [UInt8]) -> Bool {
        var index = 0
        var isAfterMark = true
        while index < word.count {
            let (kind, length) = ScalarClass.of(word, at: index)
            let isMark = word[index] == 0x26 || word[index] == 0x2D || word[index] == 0x2E
            guard isMark ? !isAfterMark : kind != .space && kind != .punctuation else { return false }
            isAfterMark = isMark
            index += length
        }
        return !isAfterMark
    }

    private func finding(
        _ kind: LexiconFinding.Kind, _ word: WrittenString, _ message: String
    ) -> LexiconFinding {
        LexiconFinding(kind: kind, file: file.file, line: word.line, message: message)
    }
}
