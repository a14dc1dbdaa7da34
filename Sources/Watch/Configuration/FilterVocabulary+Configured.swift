package import Alerting
import FoundationEssentials
import TOMLText

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
        guard let bytes = try? readBytes(path), let table = try? TOMLReader.read(bytes) else { return nil }
        let entries = ["company", "person"].flatMap { table[$0]?.list ?? [] }
        return Set(entries.compactMap { $0.table?["id"]?.string })
    }
}
