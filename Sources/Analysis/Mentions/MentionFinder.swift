import NewsModel

/// Finds names and cues in one pass over the folded text.
struct MentionFinder: Sendable {
    let lexicon: Lexicon

    /// A name before it is known whether ambiguous spellings count.
    private struct Candidate {
        var range: Range<Int>
        var alias: Alias
        /// Number of the alias; nil for a name that no list knows.
        var number: Int?
    }

    func scan(_ text: FoldedText, sentences: [Sentence], language: Language) -> StoryScan {
        var names: [Candidate] = []
        var hits: [CueHit] = []
        for (number, sentence) in sentences.enumerated() {
            scan(text, sentence.range, number, language, &names, &hits)
        }
        names = longest(names)
        hits.removeAll { sureName(names, around: $0.range) != nil || isCutFromName(names, $0) }
        dropDoubtful(&names, hits, text, sentences)
        let unlisted = addUnlisted(&names, hits, text, sentences, language)
        let grammar = lexicon.grammar(of: language)
        let markers = MarkerReader(grammar: grammar, language: language)
        var sentence = 0
        let mentions = names.map { name in
            while !sentences[sentence].range.contains(name.range.lowerBound) { sentence += 1 }
            var mention = Mention(
                range: name.range, entity: name.alias.entity, isProduct: name.alias.isProduct,
                isEdition: name.alias.isEdition, ownCamp: name.alias.ownCamp, cases: name.alias.cases,
                sentence: sentence)
            markers.mark(&mention, in: text.bytes, sentence: sentences[sentence].range)
            return mention
        }
        return StoryScan(
            text: text, sentences: sentences, language: language, mentions: mentions, hits: hits,
            listed: lexicon.entities, unlisted: unlisted)
    }

    /// Adds the names that no list knows, in the order of the text, and returns whom they name.
    private func addUnlisted(
        _ names: inout [Candidate], _ hits: [CueHit], _ text: FoldedText, _ sentences: [Sentence],
        _ language: Language
    ) -> [Entity] {
        let shortForms = shortForms(names, text.bytes)
        let finder = OpenNameFinder(
            lexicon: lexicon, text: text, sentences: sentences, language: language, shortForms: shortForms)
        let known = names.map(\.range)
        var unlisted: [Entity] = []
        var places: [Candidate] = []
        var numbers: [String: Int] = [:]
        for found in finder.names(known: known, hits: hits) {
            let short = found.ranges.first.flatMap { shortForms[text.bytes[$0.range]] }
            var number = lexicon.entityNumber(of: found.id) ?? short
            if number == nil {
                let next = lexicon.entities.count + unlisted.count
                number = numbers[found.id, default: next]
                if number == next {
                    numbers[found.id] = next
                    unlisted.append(Entity(unlisted: found.id, name: found.name, kind: found.kind))
                }
            }
            guard let number else { continue }
            for place in found.ranges where !known.overlap(place.range) {
                let alias = Alias(
                    entity: number, isAmbiguous: false, isProduct: false, ownCamp: nil, cases: [])
                places.append(Candidate(range: place.range, alias: alias))
            }
        }
        // What finds names in one script knows nothing of the others, and both may claim the same letters.
        names += longest(places)
        names.sort { $0.range.lowerBound < $1.range.lowerBound }
        return unlisted
    }

    /// The entities of the story's listed names by their short forms: "Pollen" is Pollen Robotics where that is named.
    private func shortForms(_ names: [Candidate], _ bytes: [UInt8]) -> ShortForms<Int> {
        var forms = ShortForms<Int>()
        // Words of a product stand for no firm: "Command R", "Stable Diffusion".
        for name in names where !name.alias.isProduct {
            let isPerson = lexicon.entities[name.alias.entity].kind == .person
            forms.add(bytes[name.range], of: name.alias.entity, isPerson: isPerson)
        }
        return forms
    }

    private func scan(
        _ text: FoldedText, _ range: Range<Int>, _ sentence: Int, _ language: Language,
        _ names: inout [Candidate], _ hits: inout [CueHit]
    ) {
        let bytes = text.bytes
        let aliases = lexicon.aliases
        var cues = CueReader(cues: lexicon.cues, bytes: bytes, sentence: range, number: sentence)
        let han = HanBorders(words: lexicon.nameWords(of: language), bytes: bytes)
        lexicon.tries.forEachPhrase(in: text, range, language) { number, place in
            let alias = aliases[number]
            guard place.upperBound <= range.upperBound, lexicon.isListed(alias.entity),
                Borders.bounds(bytes, place, language: language, isProduct: alias.isProduct),
                !han.cut(place, in: range)
            else { return }
            names.append(Candidate(range: place, alias: alias, number: number))
        } cue: { number, head in
            guard head.upperBound <= range.upperBound else { return }
            if let hit = cues.hit(number, head: head) { hits.append(hit) }
        }
    }

    /// Keeps, from the left, the longest of overlapping names, and of several parties with one name the last listed.
    private func longest(_ names: [Candidate]) -> [Candidate] {
        let sorted = names.sorted {
            ($0.range.lowerBound, $1.range.upperBound, $1.number ?? 0)
                < ($1.range.lowerBound, $0.range.upperBound, $0.number ?? 0)
        }
        var kept: [Candidate] = []
        for name in sorted where name.range.lowerBound >= (kept.last?.range.upperBound ?? 0) {
            kept.append(name)
        }
        return kept
    }

    /// The sure name in which a range lies; `names` stand in order and do not overlap.
    private func sureName(_ names: [Candidate], around range: Range<Int>) -> Range<Int>? {
        let after = names.partitioningIndex { $0.range.lowerBound > range.lowerBound }
        guard after > 0 else { return nil }
        let name = names[after - 1]
        return range.upperBound <= name.range.upperBound && !name.alias.isAmbiguous ? name.range : nil
    }

    /// Whether a cue with a gap begins within a name or ends with words of a longer one: no "클라우드와 … 계약" is
    /// 네이버클라우드와 튜터 계약, no "purchase of … computing" is "the purchase of Ampere Computing".
    private func isCutFromName(_ names: [Candidate], _ hit: CueHit) -> Bool {
        guard let gap = hit.inside else { return false }
        let start = hit.range.lowerBound
        let end = gap.upperBound..<hit.range.upperBound
        return sureName(names, around: start..<start + 1).map { $0.lowerBound < start } ?? false
            || sureName(names, around: end).map { $0 != end } ?? false
    }

    /// Ambiguous spellings need a story about the industry, and one place where they do not start a sentence.
    private func dropDoubtful(
        _ names: inout [Candidate], _ hits: [CueHit], _ text: FoldedText, _ sentences: [Sentence]
    ) {
        guard names.contains(where: \.alias.isAmbiguous) else { return }
        guard hasContext(names, hits) else { return names.removeAll { $0.alias.isAmbiguous } }
        let rows = SentenceRows(hits.lazy.map(\.sentence), sentences: sentences.count)
        names.removeAll { name in
            name.alias.isAmbiguous
                && hits[rows[sentence(of: name.range, sentences)]].contains { $0.spellsOut(name.range) }
        }
        var sure: Set<Int> = []
        for name in names
        where !startsSentence(name.range, sentences) && !isCompound(text.bytes, name.range) {
            sure.insert(name.alias.entity)
        }
        names.removeAll { $0.alias.isAmbiguous && !sure.contains($0.alias.entity) }
    }

    /// Whether a name opens a sentence after the first.
    private func startsSentence(_ name: Range<Int>, _ sentences: [Sentence]) -> Bool {
        let number = sentence(of: name, sentences)
        return number > 0 && sentences[number].range.lowerBound == name.lowerBound
    }

    /// The number of the sentence in which a name stands.
    private func sentence(of name: Range<Int>, _ sentences: [Sentence]) -> Int {
        sentences.partitioningIndex { $0.range.lowerBound > name.lowerBound } - 1
    }

    /// "Line-art": a hyphen and a small letter make another word of it.
    private func isCompound(_ bytes: [UInt8], _ range: Range<Int>) -> Bool {
        bytes[range.upperBound...].first == UInt8(ascii: "-")
    }

    /// Whether the story speaks of the industry at all, so that an ambiguous spelling may count.
    private func hasContext(_ names: [Candidate], _ hits: [CueHit]) -> Bool {
        var strength = 0.0
        var seen: Set<Int> = []
        for hit in hits where lexicon.cues[hit.cue].label == .relevant && seen.insert(hit.cue).inserted {
            strength += lexicon.cues[hit.cue].weight
        }
        var known: Set<Int> = []
        for name in names where !name.alias.isAmbiguous && lexicon.entities[name.alias.entity].sector == "lab"
        {
            if known.insert(name.alias.entity).inserted { strength += 1 }
        }
        return strength >= 1.5
    }
}
