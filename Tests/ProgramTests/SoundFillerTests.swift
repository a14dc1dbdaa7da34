import Analysis
import Foundation
import GRDB
import NewsModel
import TestSupport
import Testing

@testable import Persistence
@testable import Watch

@Suite struct SoundFillerTests {
    private let now = Date(timeIntervalSince1970: 1_780_000_000)

    /// A store with deals as version 3 left them, which version 6 has just been put over.
    private func store(_ directory: TemporaryDirectory, ages: [Double]) async throws -> Store {
        let store = try Store.open(path: directory.file("s.sqlite"), mode: .owner)
        let now = now
        try await store.write { transaction in
            for (index, age) in ages.enumerated() {
                let time = now.addingTimeInterval(-age * 86_400)
                _ = try transaction.insertDeal(
                    Deal(
                        id: DealID(rawValue: 0), type: .compute, status: .announced, camp: .closed,
                        parties: [Party(id: "corvus-\(index)", role: Role(rawValue: "provider"))],
                        confidence: 1, firstSeen: time, lastChanged: time, firstOutlet: "A",
                        firstLanguage: .english))
            }
            try transaction.db.execute(
                sql:
                    "INSERT INTO meta (key, value) VALUES ('deals_without_sounds', (SELECT max(id) FROM deals))"
            )
        }
        return store
    }

    private func found(_ store: Store) async throws -> Int {
        let sounds = Set(DealMatcher.sounds(of: [Party(id: "corvus", role: Role(rawValue: "provider"))]))
        return try await store.write {
            try $0.candidateDeals(parties: [], sounds: sounds, since: .distantPast).count
        }
    }

    @Test func olderDealsAreFoundByTheirSoundAfterwards() async throws {
        let directory = try TemporaryDirectory()
        let store = try await store(directory, ages: [1, 399, 401])
        #expect(try await found(store) == 0)

        #expect(try await SoundFiller(store).run(for: .seconds(60), now: now))

        #expect(try await found(store) == 2)
        #expect(try await store.dealsWithoutSounds(changedSince: .distantPast, limit: 9) == nil)
    }

    @Test func whatTimeCutsOffGoesOnAtTheNextStart() async throws {
        let directory = try TemporaryDirectory()
        let store = try await store(directory, ages: Array(repeating: 1, count: 300))

        #expect(try await !SoundFiller(store).run(for: .zero, now: now))
        #expect(try await found(store) == 0)

        let newest = try #require(try await store.dealsWithoutSounds(changedSince: .distantPast, limit: 100))
        try await store.write { transaction in
            try transaction.addSounds(
                Dictionary(uniqueKeysWithValues: newest.map { ($0.id, DealMatcher.sounds(of: $0.parties)) }))
        }
        let rest = try await store.dealsWithoutSounds(changedSince: .distantPast, limit: 1_000)
        #expect(rest?.count == 200 && rest?.first?.id.rawValue == 200)

        #expect(try await SoundFiller(store).run(for: .seconds(60), now: now))
        #expect(try await store.dealsWithoutSounds(changedSince: .distantPast, limit: 9) == nil)
    }
}
