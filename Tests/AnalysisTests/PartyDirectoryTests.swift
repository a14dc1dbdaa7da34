import TestSupport
import Testing

@testable import Analysis

@Suite struct PartyDirectoryTests {
    @Test func itKnowsWhomTheWholeLexiconKnows() throws {
        let directory = try PartyDirectory.load(directory: Repository.path("config"))
        let lexicon = try Lexicon.load(directory: Repository.path("config"))

        #expect(lexicon.entities.count > 1_000)
        for entity in lexicon.entities {
            #expect(directory.profile(of: entity.id) == CompanyProfile(entity))
            #expect(directory.displayName(ofParty: entity.id) == lexicon.displayName(ofParty: entity.id))
        }
    }

    @Test func namesAndIdsMeanTheSame() throws {
        let directory = try PartyDirectory.load(directory: Repository.path("config"))

        #expect(directory.partyID(named: "hugging FACE") == "hugging-face")
        #expect(directory.partyID(named: "hugging-face") == "hugging-face")
        #expect(directory.partyID(named: "nobody at all") == nil)
        #expect(directory.displayName(ofParty: "nobody-at-all") == "Nobody At All")
    }
}
