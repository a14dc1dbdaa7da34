package import NewsModel

/// Looks for what a lexicon that loads has no use for.
package enum LexiconCheck {
    /// Everything found in `companies.toml` and in the language files, or with a language in its own file only.
    ///
    /// Files are named as `Lexicon.load` names them; findings come in the order of files and lines.
    package static func findings(
        directory: String, language: Language? = nil
    ) throws(LexiconErrors) -> [LexiconFinding] {
        _ = try Lexicon.load(directory: directory)
        let mistakes = LexiconMistakes()
        let companies = LexiconFile.table("\(directory)/companies.toml", mistakes).map(WrittenCompanies.init)
        let files = LexiconFile.languages(in: "\(directory)/lexicon", mistakes).compactMap {
            LexiconFile.table($0, mistakes).map(WrittenLanguage.init)
        }
        // Nothing is wrong with what has just been loaded, unless it was changed in between.
        try mistakes.check()
        guard let companies else { return [] }
        var findings = language == nil ? AliasCheck(companies: companies).findings() : []
        for file in files where language == nil || file.language == language?.lexiconLanguage {
            let others = file.language == nil ? files.filter { $0.language != nil } : []
            let shared = file.language == nil ? nil : files.first { $0.language == nil }
            findings += CueCheck(file: file, shared: shared, names: companies.sureNames).findings()
            findings += GrammarCheck(file: file, shared: shared, speakers: others).findings()
        }
        return findings.sorted { ($0.file, $0.line, $0.message) < ($1.file, $1.line, $1.message) }
    }
}
