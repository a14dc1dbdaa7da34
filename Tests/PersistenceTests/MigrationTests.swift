import Foundation
import GRDB
import NewsModel
import Testing

@testable import Persistence

@Suite struct MigrationTests {
    /// The database as the first version made it.
    private var firstVersion: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("v1") { db in
            try db.execute(sql: SchemaV1.tables)
            try db.execute(sql: SchemaV1.search)
            try db.execute(sql: "PRAGMA application_id = 0x43574442")
            try db.execute(sql: "INSERT INTO meta (key, value) VALUES ('schema_version', '1')")
        }
        return migrator
    }

    @Test func laterVersionsKeepFeedsAndTheirLogAndRememberMore() async throws {
        let fixture = try StoreFixture()
        do {
            let old = try Store.open(path: fixture.path, mode: .owner, migrator: firstVersion)
            try await old.write { transaction in
                try transaction.db.execute(
                    sql: """
                        INSERT INTO feeds (url, title, entity_tag, next_check, next_check_reason, failure_count)
                        VALUES ('https://a.example/f', 'A', '"x"', 1000, 'every 1h', 2);
                        INSERT INTO fetches
                            (feed_id, time, outcome, status, bytes, duration, new_stories, reason)
                        VALUES (1, 500, 'updated', 200, 10, 250, 1, 'every 1h');
                        """)
            }
        }

        let store = try fixture.owner()

        let feed = try #require(try await store.feeds().first)
        #expect(feed.state.validators == FeedValidators(entityTag: "\"x\""))
        #expect(feed.state.nextCheck == Date(timeIntervalSince1970: 1) && feed.state.failureCount == 2)
        #expect(feed.state.memory == FeedMemory() && feed.allowedAddresses.isEmpty)
        let fetch = try #require(try await store.fetches(of: feed.id, limit: 5).first)
        #expect(fetch.cause == .due && fetch.sent.isEmpty && fetch.received.isEmpty)
        #expect(fetch.askedWait == nil && fetch.duration == 0.25)
        let version = try await store.write { transaction in
            try String.fetchOne(transaction.db, sql: "SELECT value FROM meta WHERE key = 'schema_version'")
        }
        #expect(version == "15")
        #expect(FileManager.default.fileExists(atPath: fixture.path + ".before-v2"))
    }

    /// The database as the second version made it.
    private var secondVersion: DatabaseMigrator {
        var migrator = firstVersion
        migrator.registerMigration("v2") { db in try db.execute(sql: SchemaV2.changes) }
        return migrator
    }

    @Test func thirdVersionKeepsStoriesAsReadFromTheFeedAndLogsPages() async throws {
        let fixture = try StoreFixture()
        do {
            let old = try Store.open(path: fixture.path, mode: .owner, migrator: secondVersion)
            let analysis = try StoredJSON.text(
                StoryAnalysis(language: .english, lexiconVersion: "1"))
            try await old.write { transaction in
                try transaction.db.execute(
                    sql: """
                        INSERT INTO feeds (url, title, next_check_reason) VALUES ('https://a.example/f', 'A', 'x');
                        INSERT INTO stories (feed_id, title, text, published, first_seen, language, is_relevant,
                            camp, camp_confidence, primary_type, analysis)
                        VALUES (1, 'T', 'A teaser.', 1000, 1000, 'en', 0, 'none', 1, 'none', '\(analysis)');
                        """)
            }
        }

        let store = try fixture.owner()

        let feed = try #require(try await store.feeds().first)
        #expect(feed.fullText == nil)
        let story = try #require(try await store.story(id: StoryID(rawValue: 1)))
        #expect(story.textSource == .feed && story.text == "A teaser.")
        let page = PageFetch(
            feed: feed.id, time: Date(timeIntervalSince1970: 1), kind: .page, url: "https://a.example/1",
            outcome: .taken, status: 200, bytes: 9, duration: 0.5, reason: "read")
        try await store.write { transaction in
            try transaction.setFullText(.never, url: feed.url)
            try transaction.record([page], feed: feed.id)
        }
        #expect(try await store.feeds().first?.fullText == .never)
        #expect(try await store.pageLog() == [page])
        #expect(FileManager.default.fileExists(atPath: fixture.path + ".before-v3"))
    }

    /// The database as the third version made it.
    private var thirdVersion: DatabaseMigrator {
        var migrator = secondVersion
        migrator.registerMigration("v3") { db in try db.execute(sql: SchemaV3.changes) }
        return migrator
    }

    /// The database as the fourth version made it.
    private var fourthVersion: DatabaseMigrator {
        var migrator = thirdVersion
        migrator.registerMigration("v4") { db in try db.execute(sql: SchemaV4.changes) }
        return migrator
    }

    @Test func fourthVersionKeepsDealsAndWaitsForTheirMarks() async throws {
        let fixture = try StoreFixture()
        do {
            let old = try Store.open(path: fixture.path, mode: .owner, migrator: thirdVersion)
            try await old.write { transaction in
                try transaction.db.execute(
                    sql: """
                        INSERT INTO deals (type, status, camp, confidence, first_seen, last_changed, first_outlet,
                            first_language) VALUES ('release', 'completed', 'open', 1, 1000, 1000, 'A', 'en');
                        INSERT INTO deal_parties (deal_id, party, role, position) VALUES (1, 'meta', 'releaser', 0);
                        """)
            }
        }

        let store = try fixture.owner()

        let deal = try #require(try await store.deal(id: DealID(rawValue: 1))?.deal)
        #expect(deal.marks == nil && deal.parties.map(\.id) == ["meta"])
        let found = try await store.write {
            try $0.candidateDeals(parties: ["meta"], sounds: [], since: .distantPast).map(\.id)
        }
        #expect(found == [deal.id])
    }

    @Test func fifthVersionKeepsTheOutboxAndKnowsItsRules() async throws {
        let fixture = try StoreFixture()
        do {
            let old = try Store.open(path: fixture.path, mode: .owner, migrator: fourthVersion)
            try await old.write { transaction in
                try transaction.db.execute(
                    sql: """
                        INSERT INTO outbox (alert_id, sink, alert, created_at, next_attempt)
                        VALUES ('a1', 'log', '{"rule":"big"}', 1000, 2000), ('a2', 'log', '{}', 1000, 2000);
                        """)
            }
        }

        let store = try fixture.owner()

        let hour = Date(timeIntervalSince1970: 0)..<Date(timeIntervalSince1970: 3_600)
        let count = try await store.write { try $0.alertsLeaving(rule: "big", sink: "log", in: hour) }
        #expect(count == 1)
        #expect(try await store.nextDelivery(sink: "log") == Date(timeIntervalSince1970: 2))
        #expect(try await store.hasHeldAlerts(dueAt: Date(timeIntervalSince1970: 1e9)) == false)
        #expect(FileManager.default.fileExists(atPath: fixture.path + ".before-v5"))
    }

    @Test func twelfthVersionKeepsEveryAlertAndItsDeliveries() async throws {
        let fixture = try StoreFixture()
        let other = try StoreFixture()
        let elsewhere = try other.owner()
        let story = try #require(try await elsewhere.put(feed: elsewhere.add()).story)
        let first = Alert.sample("a1", deal: .sample(), story: story)
        let second = Alert.sample("a2", deal: .sample(), story: story)
        do {
            let old = try Store.open(path: fixture.path, mode: .owner, migrator: eleventhVersion)
            let rows = try [("a2", "log", second), ("a1", "log", first), ("a1", "desk", first)].map {
                (id: $0, sink: $1, text: try StoredJSON.text($2))
            }
            try await old.write { transaction in
                for row in rows {
                    try transaction.db.execute(
                        sql: """
                            INSERT INTO outbox (alert_id, sink, alert, created_at, rule, next_attempt)
                            VALUES (?, ?, ?, 1000, 'big', 2000)
                            """, arguments: [row.id, row.sink, row.text])
                }
                try transaction.db.execute(
                    sql: "INSERT INTO deliveries (outbox_id, time, result) VALUES (2, 1500, 'retry')")
            }
        }

        let store = try fixture.owner()

        #expect(
            try await store.pendingDeliveries(sink: "log", at: noon, limit: 9).items.map(\.alert) == [
                second, first,
            ])
        #expect(
            try await store.pendingDeliveries(sink: "desk", at: noon, limit: 9).items.map(\.alert) == [first])
        #expect(try await store.deliveries(of: OutboxID(rawValue: 2)).map(\.result) == [.retry])
        #expect(try await store.alert(id: "a1") == first)
        let texts = try await store.write { try String.fetchAll($0.db, sql: "SELECT alert FROM alerts") }
        #expect(texts == [try StoredJSON.text(second), try StoredJSON.text(first)])
        #expect(FileManager.default.fileExists(atPath: fixture.path + ".before-v12"))
    }

    /// What two sinks were told in summaries of one id stays as it was, and so does which summary told it.
    @Test func twelfthVersionTellsSummariesOfOneIdApart() async throws {
        let fixture = try StoreFixture()
        let other = try StoreFixture()
        let elsewhere = try other.owner()
        let story = try #require(try await elsewhere.put(feed: elsewhere.add()).story)
        var desk = Alert.sample("5", deal: .sample(), story: story)
        desk.summary = Alert.Summary(kind: .digest, count: 2, alerts: [])
        var mail = desk
        mail.summary?.count = 1
        do {
            let old = try Store.open(path: fixture.path, mode: .owner, migrator: eleventhVersion)
            let texts = try [desk, mail, desk].map { try StoredJSON.text($0) }
            try await old.write { transaction in
                for (sink, text) in zip(["desk", "mail", "team"], texts) {
                    try transaction.db.execute(
                        sql: """
                            INSERT INTO outbox (alert_id, sink, alert, created_at, next_attempt)
                            VALUES ('5', :sink, :text, 1000, 2000);
                            INSERT INTO outbox (alert_id, sink, alert, created_at, rule, state, held_for, told_in)
                            VALUES ('1', :sink, :text, 1000, 'big', 'held', 'digest', '5');
                            """, arguments: ["sink": sink, "text": text])
                }
            }
        }

        let store = try fixture.owner()

        mail.id = "5-mail"
        for (sink, alert) in [("desk", desk), ("mail", mail), ("team", desk)] {
            let items = try await store.pendingDeliveries(sink: sink, at: noon, limit: 9).items
            #expect(items.map(\.alert) == [alert])
        }
        let (ids, toldIn) = try await store.write { transaction in
            (
                try String.fetchAll(transaction.db, sql: "SELECT alert_id FROM alerts ORDER BY alert_id"),
                try String.fetchAll(
                    transaction.db,
                    sql: "SELECT told_in FROM outbox WHERE state = 'held' AND alert_id = '1' ORDER BY sink")
            )
        }
        #expect(ids == ["1", "5", "5-mail"] && toldIn == ["5", "5-mail", "5"])
    }

    /// The database as the fifth version made it.
    private var fifthVersion: DatabaseMigrator {
        var migrator = fourthVersion
        migrator.registerMigration("v5") { db in try db.execute(sql: SchemaV5.changes) }
        return migrator
    }

    @Test func sixthVersionKeepsDealsAndKnowsWhoseFeedsAre() async throws {
        let fixture = try StoreFixture()
        do {
            let old = try Store.open(path: fixture.path, mode: .owner, migrator: fifthVersion)
            let analysis = try StoredJSON.text(StoryAnalysis(language: .english, lexiconVersion: "1"))
            let report = try StoredJSON.text(DealReport.sample())
            try await old.write { transaction in
                for (id, host) in [(1, "www.daily.example"), (2, "news.daily.example"), (3, "127.0.0.1:80")] {
                    try transaction.db.execute(
                        sql: """
                            INSERT INTO feeds (url, title, next_check_reason) VALUES ('https://\(host)/f', 'A', 'x');
                            INSERT INTO stories (feed_id, title, text, published, first_seen, language,
                                is_relevant, camp, camp_confidence, primary_type, analysis)
                            VALUES (\(id), 'T', '', 1000, 1000, 'en', 0, 'none', 1, 'none', '\(analysis)');
                            INSERT INTO entries (feed_id, key, content_hash, story_id, first_seen)
                            VALUES (\(id), 'k', 0, \(id), 1000);
                            """)
                }
                try transaction.db.execute(
                    sql: """
                        INSERT INTO deals (type, status, camp, confidence, first_seen, last_changed, first_outlet,
                            first_language, outlet_count)
                        VALUES ('release', 'completed', 'open', 1, 1000, 1000, 'A', 'en', 3);
                        """)
                for story in 1...3 {
                    try transaction.db.execute(
                        sql: """
                            INSERT INTO reports (story_id, deal_id, type, is_main, time, report)
                            VALUES (?, 1, 'release', 1, 1000, ?)
                            """, arguments: [story, report])
                }
            }
        }

        let store = try fixture.owner()

        let details = try #require(try await store.deal(id: DealID(rawValue: 1)))
        #expect(details.deal.outletCount == 2 && details.reports.count == 3)
        #expect(details.corrections.isEmpty && details.changes.isEmpty)
        #expect(FileManager.default.fileExists(atPath: fixture.path + ".before-v6"))
    }

    /// The database as the ninth version made it.
    private var ninthVersion: DatabaseMigrator {
        var migrator = fifthVersion
        migrator.registerMigration("v6") { db in try db.execute(sql: SchemaV6.changes) }
        migrator.registerMigration("v7") { db in try db.execute(sql: SchemaV7.changes) }
        migrator.registerMigration("v8") { db in try db.execute(sql: SchemaV8.changes) }
        migrator.registerMigration("v9") { db in try db.execute(sql: SchemaV9.changes) }
        return migrator
    }

    /// The database as the eleventh version made it.
    private var eleventhVersion: DatabaseMigrator {
        var migrator = ninthVersion
        migrator.registerMigration("v10") { db in try db.execute(sql: SchemaV10.changes) }
        migrator.registerMigration("v11") { db in try db.execute(sql: SchemaV11.changes) }
        return migrator
    }

    @Test func tenthVersionKnowsTheDealsOfEachCompany() async throws {
        let fixture = try StoreFixture()
        do {
            let old = try Store.open(path: fixture.path, mode: .owner, migrator: ninthVersion)
            try await old.write { transaction in
                for (id, camp, gone) in [(1, "open", "NULL"), (2, "closed", "NULL"), (3, "open", "1000")] {
                    try transaction.db.execute(
                        sql: """
                            INSERT INTO deals (type, status, camp, confidence, first_seen, last_changed, first_outlet,
                                first_language, rejected_at)
                            VALUES ('release', 'completed', '\(camp)', 1, 1000, \(id)000, 'A', 'en', \(gone));
                            INSERT INTO deal_parties (deal_id, party, role, position)
                            VALUES (\(id), 'meta', 'releaser', 0), (\(id), 'meta', 'partner', 1), (\(id), 'p\(id)', 'partner', 2);
                            """)
                }
            }
        }

        let store = try fixture.owner()

        let companies = try await store.companies(since: nil, limit: 9)
        #expect(companies.map(\.id) == ["meta", "p2", "p1"])
        #expect(companies.first?.deals == 2 && companies.first?.open == 1 && companies.first?.closed == 1)
        #expect(companies.first?.lastChanged == Date(timeIntervalSince1970: 2))
        #expect(try await store.deals(DealQuery(party: "meta", limit: 9)).map(\.id.rawValue) == [2, 1])
        #expect(FileManager.default.fileExists(atPath: fixture.path + ".before-v10"))
    }

    /// The database as the twelfth version made it.
    private var twelfthVersion: DatabaseMigrator {
        var migrator = eleventhVersion
        migrator.registerMigration("v12") { db in try db.execute(sql: SchemaV12.changes) }
        return migrator
    }

    @Test func thirteenthVersionSettlesTheCampsThatPeopleHadSaid() async throws {
        let fixture = try StoreFixture()
        do {
            let old = try Store.open(path: fixture.path, mode: .owner, migrator: twelfthVersion)
            let feed = try await old.add()
            let main = DealReport.sample()
            var mention = main
            mention.isMain = false
            // Said of both, of one that only mentions the deal, taken back, accepted, and not at all.
            let words: [[(report: DealReport, kinds: [Judgement.Kind], camp: Camp)]] = [
                [(main, [.label], .mixed), (main, [.label], .closed)],
                [(main, [], .open), (mention, [.label], .closed)], [(mention, [.label], .closed)],
                [(main, [.label, .clear, .accept], .closed)], [(main, [.accept], .closed)],
                [(main, [], .open)],
            ]
            var key = 0
            for stories in words {
                let deal = try await old.write { try $0.insertDeal(.sample()).id }
                for told in stories {
                    key += 1
                    let story = try await old.insertStory(feed: feed)
                    let time = noon.addingTimeInterval(Double(key))
                    try await old.write { transaction in
                        _ = try transaction.attach(report: told.report, story: story, deal: deal, at: noon)
                        for kind in told.kinds {
                            let label =
                                kind == .clear
                                ? nil : StoryLabel(camp: told.camp, deals: kind == .accept ? [] : nil)
                            let word = Judgement(
                                time: time, kind: kind, story: story, author: "", reason: "", label: label)
                            try transaction.record(word)
                            try transaction.setLabel(label, of: story, by: word)
                        }
                    }
                }
            }
            #expect(try await old.deals(DealQuery(limit: 9)).allSatisfy { $0.camp == Deal.sample().camp })
        }

        let store = try fixture.owner()

        var camps: [Camp?] = []
        for id in 1...6 { camps.append(try await store.deal(id: DealID(rawValue: Int64(id)))?.deal.camp) }
        let found = Deal.sample().camp
        #expect(camps == [.closed, found, .closed, found, found, found])
        #expect(FileManager.default.fileExists(atPath: fixture.path + ".before-v13"))
    }

    /// The database as the thirteenth version made it.
    private var thirteenthVersion: DatabaseMigrator {
        var migrator = twelfthVersion
        migrator.registerMigration("v13") { db in try db.execute(sql: SchemaV13.changes) }
        return migrator
    }

    @Test func fourteenthVersionKnowsTheFactsOfItsStories() async throws {
        let fixture = try StoreFixture()
        var deal = DealReport.sample(parties: ["acme", "ÜNION"])
        deal.valuation = Amount(value: 1e9, currency: "eur", bound: .about)
        deal.amount?.value = .infinity
        var told = StoryAnalysis.sample()
        told.deals = [deal, .sample(parties: ["acme"])]
        told.shifts = [CampShift(id: "acme", from: .open, to: .closed)]
        let plain = StoryAnalysis(language: .english, lexiconVersion: "1")
        let analyses = [told, .sample(), plain]
        do {
            let old = try Store.open(path: fixture.path, mode: .owner, migrator: thirteenthVersion)
            let feed = try await old.add()
            for analysis in analyses {
                _ = try await old.insertStory(analysis, feed: feed)
            }
        }

        let store = try fixture.owner()

        // As if they were stored now.
        let other = try StoreFixture()
        let elsewhere = try other.owner()
        let feed = try await elsewhere.add()
        for (number, analysis) in analyses.enumerated() {
            try await elsewhere.put(.sample("\(number)"), feed: feed, analysis: analysis)
        }
        let facts = try await store.facts()
        let expected = try await elsewhere.facts()
        #expect(facts == expected && facts.count == 10)
        #expect(
            try await store.stories(StoryQuery(facts: [.word(.party, oneOf: ["ünion"])], limit: 9)).count == 1
        )
        #expect(FileManager.default.fileExists(atPath: fixture.path + ".before-v14"))
    }

    /// The database as the fourteenth version made it.
    private var fourteenthVersion: DatabaseMigrator {
        var migrator = thirteenthVersion
        migrator.registerMigration("v14") { db in
            try db.execute(sql: SchemaV14.changes)
            try SchemaV14.findFacts(db)
        }
        return migrator
    }

    @Test func fifteenthVersionCountsTheDealsThatAreThere() async throws {
        let fixture = try StoreFixture()
        let other = try StoreFixture()
        let elsewhere = try other.owner()
        do {
            let old = try Store.open(path: fixture.path, mode: .owner, migrator: fourteenthVersion)
            // The same deals by both versions.
            for store in [old, elsewhere] {
                try await store.write { transaction in
                    for number in 0..<40 {
                        var deal = Deal.sample(
                            parties: ["acme", "acme", "p\(number % 3)"],
                            status: number % 4 == 0 ? .rumoured : .announced,
                            camp: number % 3 == 0 ? .open : .closed, changed: after(Double(number) * 9_000))
                        if number % 2 == 0 {
                            deal.amount = Amount(value: 1e7 / 3, currency: "EUR", bound: .about)
                        }
                        if number % 5 == 0 { deal.amount = nil }
                        let id = try transaction.insertDeal(deal).id
                        if number % 7 == 0 { try transaction.reject(deal: id, at: noon) }
                        if number % 11 == 10 { try transaction.markMerged(id, into: DealID(rawValue: 3)) }
                    }
                }
            }
        }

        let store = try fixture.owner()

        for since in [nil, noon, after(100_000)] {
            let expected = try await elsewhere.companies(since: since, limit: 9)
            #expect(try await store.companies(since: since, limit: 9) == expected && expected.count == 4)
        }
        let days = try await elsewhere.dailyDeals(since: .distantPast)
        #expect(try await store.dailyDeals(since: .distantPast) == days && days.count > 8)
        #expect(FileManager.default.fileExists(atPath: fixture.path + ".before-v15"))
    }
}
