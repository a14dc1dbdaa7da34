package import Alerting
import FoundationEssentials
import TOMLKit

extension FilterVocabulary {
    /// The shipped names, and the companies and people of the configuration's `companies.toml`.
    ///
    /// Any company may turn up when that file does not read; the lexicon tells what is wrong with it.
    package static func configured(in directory: String) -> FilterVocabulary {
        var vocabulary = standard
        vocabulary.parties = partyIDs(directory + "/companies.toml")
        return vocabulary
    }

    private static func partyIDs(_ path: String) -> Set<String>? {
        guard let text = try? readText(path), let table = try? TOMLTable(string: text) else { return nil }
        let entries = ["company", "person"].compactMap { table[$0]?.array }.flatMap { Array($0) }
        return Set(entries.compactMap { $0.table?["id"]?.string })
    }
}
