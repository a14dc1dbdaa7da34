/// Finds spellings that stand twice in `companies.toml`: with one name, or with two.
struct AliasCheck {
    let companies: WrittenCompanies

    func findings() -> [LexiconFinding] { duplicates() + doubtful() + collisions() }

    /// Products are named again to say that they are open or closed, and brands that they are neutral; nothing else
    /// may stand twice.
    private func duplicates() -> [LexiconFinding] {
        var known: [[UInt8]: [WrittenAlias]] = [:]
        return companies.aliases.compactMap { alias in
            let others = known[alias.folded, default: []].filter { $0.entity == alias.entity }
            known[alias.folded, default: []].append(alias)
            guard let other = others.first(where: { !isRefinement(alias, of: $0) }) else { return nil }
            return finding(
                .duplicate, alias,
                "\(alias.id) has \"\(alias.words.text)\" already as \"\(other.words.text)\" in \(other.list), "
                    + "line \(other.words.line)")
        }
    }

    private func isRefinement(_ alias: WrittenAlias, of other: WrittenAlias) -> Bool {
        guard alias.list != other.list, alias.words.text == other.words.text else { return false }
        let lists = [alias.list, other.list]
        return lists.contains("neutral_brands")
            || lists.contains("products") && lists.contains { $0.hasSuffix("_products") }
    }

    private func doubtful() -> [LexiconFinding] {
        companies.ambiguous.flatMap { id, words in
            words.indices.filter { at in words[..<at].contains { $0.text == words[at].text } }.map { at in
                LexiconFinding(
                    kind: .duplicate, file: companies.file, line: words[at].line,
                    message: "\(id) has \"\(words[at].text)\" twice in ambiguous")
            }
        }
    }

    /// A text can mean only one: the last in the file.
    private func collisions() -> [LexiconFinding] {
        var known: [String: WrittenAlias] = [:]
        return companies.aliases.compactMap { alias in
            let forms = RussianForms.forms(of: alias.folded).map {
                String(decoding: $0.form, as: UTF8.self)
            }
            var clash: (form: String, other: WrittenAlias)?
            for form in forms.sorted() {
                if let other = known[form], other.entity != alias.entity { clash = clash ?? (form, other) }
                known[form] = known[form] ?? alias
            }
            guard let clash else { return nil }
            return finding(
                .collision, alias,
                "\"\(alias.words.text)\" of \(alias.id) is also \"\(clash.other.words.text)\" of "
                    + "\(clash.other.id), line \(clash.other.words.line), which \"\(clash.form)\" then never "
                    + "names: leave it to one of them")
        }
    }

    private func finding(
        _ kind: LexiconFinding.Kind, _ alias: WrittenAlias, _ message: String
    ) -> LexiconFinding {
        LexiconFinding(kind: kind, file: companies.file, line: alias.words.line, message: message)
    }
}
