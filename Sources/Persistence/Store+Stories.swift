import GRDB
package import NewsModel

extension Store {
    package func story(id: StoryID) async throws(StoreError) -> Story? {
        try await read("read a story") { db in try Story.fetch(db, id: id) }
    }

    /// Stories that pass every filter of the query and then `holds`, in its order.
    package func stories(
        _ query: StoryQuery, where holds: (@Sendable (Story) -> Bool)? = nil
    ) async throws(StoreError) -> [Story] {
        let terms = try query.text.map(terms(of:))
        return try await read("list the stories") { db in
            try NewestStories(db, query, terms: terms)?.fetch(db, where: holds)
                ?? query.inOrder(db, terms, where: holds)
        }
    }

    /// The same without `NewestStories`: SQLite puts all that match in order.
    func storiesInOrder(
        _ query: StoryQuery, _ terms: SearchTerms?, where holds: (@Sendable (Story) -> Bool)? = nil
    ) async throws(StoreError) -> [Story] {
        try await read("list the stories") { db in try query.inOrder(db, terms, where: holds) }
    }

    /// Titles and texts that a story had before, newest first.
    package func revisions(of story: StoryID) async throws(StoreError) -> [StoryRevision] {
        try await read("read the revisions of a story") { db in
            try Row.fetchAll(
                db, sql: "SELECT * FROM story_revisions WHERE story_id = ? ORDER BY revision DESC",
                arguments: [story.rawValue]
            ).map(StoryRevision.init(row:))
        }
    }

    private func terms(of text: String) throws(StoreError) -> SearchTerms {
        do {
            return try SearchTerms(text)
        } catch {
            throw StoreError(
                code: .invalidInput, operation: "search the stories", path: path, detail: error.rawValue)
        }
    }
}

extension StoryQuery {
    /// Whether `stories_seen` or `stories_surest` has the order.
    fileprivate var isWalked: Bool { order != .published && isRelevant == true }

    private static let fewFacts = 2_000

    /// SQLite puts all that match in order.
    fileprivate func inOrder(
        _ db: Database, _ terms: SearchTerms?, where holds: ((Story) -> Bool)?
    ) throws -> [Story] {
        let (sql, arguments) = try filter(db, terms).statement(
            Story.select, tail: order.tail, limit: holds == nil ? limit : Int.max)
        let rows = try Row.fetchCursor(db, sql: sql, arguments: arguments)
        var stories: [Story] = []
        while stories.count < limit, let row = try rows.next() {
            let story = try Story(row: row)
            if holds?(story) ?? true { stories.append(story) }
        }
        return stories
    }

    private func filter(_ db: Database, _ terms: SearchTerms?) throws -> Filter {
        var filter = Filter()
        filter.requireColumns(self)
        for fact in facts { try filter.require(fact) }
        // So few are sooner put in order than looked for among all.
        if let rarest = try FactCondition.rarest(db, of: facts, many: Self.fewFacts) {
            try filter.requireFew(rarest.condition)
        }
        // Where an index has the order, what is wanted is looked for in it; elsewhere what is wanted is put in order.
        if isWalked {
            filter.require(
                """
                +s.id IN (SELECT r.story_id FROM deal_parties p JOIN reports r ON r.deal_id = p.deal_id
                    WHERE p.party = ?)
                """, ifGiven: party)
            filter.require(
                "+s.id IN (SELECT rowid FROM story_search WHERE story_search MATCH ?)",
                ifGiven: terms?.match)
        } else {
            filter.require(
                """
                s.id IN (SELECT r.story_id FROM deal_parties p JOIN reports r ON r.deal_id = p.deal_id
                    WHERE p.party = ?)
                """, ifGiven: party)
            filter.require(
                "s.id IN (SELECT rowid FROM story_search WHERE story_search MATCH ?)",
                ifGiven: terms?.match)
        }
        if let terms { filter.requirePatterns(terms) }
        return filter
    }
}

extension StoryQuery.Order {
    fileprivate var tail: String {
        switch self {
        case .published: "ORDER BY s.published DESC, s.id DESC LIMIT ?"
        case .seen: "ORDER BY s.first_seen DESC, s.id DESC LIMIT ?"
        case .confidence: "ORDER BY s.camp_confidence DESC, s.published DESC, s.id DESC LIMIT ?"
        }
    }
}

extension Filter {
    /// What a query asks of a story's own columns and types.
    mutating func requireColumns(_ query: StoryQuery) {
        if query.isWalked {
            // The sign keeps SQLite from sorting all of a camp's stories: their index is in the order of publication.
            require("+s.camp = ?", ifGiven: query.camp?.rawValue)
            require("+s.language = ?", ifGiven: query.language?.rawValue)
            require("+s.feed_id = ?", ifGiven: query.feed?.rawValue)
        } else {
            require("s.camp = ?", ifGiven: query.camp?.rawValue)
            require("s.language = ?", ifGiven: query.language?.rawValue)
            require("s.feed_id = ?", ifGiven: query.feed?.rawValue)
        }
        // Written out, so that SQLite knows which partial indexes it may use.
        if let isRelevant = query.isRelevant {
            require(isRelevant ? "s.is_relevant = 1" : "s.is_relevant = 0")
        }
        require("s.published >= ?", ifGiven: query.since?.milliseconds)
        require("s.published < ?", ifGiven: query.until?.milliseconds)
        require(
            "EXISTS (SELECT 1 FROM story_deal_types t WHERE t.story_id = s.id AND t.deal_type = ?)",
            ifGiven: query.dealType?.rawValue)
    }

    /// Every short term must occur; LIKE folds the case of ASCII only, so other scripts are asked in three spellings.
    mutating func requirePatterns(_ terms: SearchTerms) {
        for pattern in terms.patterns {
            require(
                #"""
                (s.title LIKE ? ESCAPE '\' OR s.text LIKE ? ESCAPE '\'
                    OR s.title LIKE ? ESCAPE '\' OR s.text LIKE ? ESCAPE '\'
                    OR s.title LIKE ? ESCAPE '\' OR s.text LIKE ? ESCAPE '\')
                """#,
                pattern.given, pattern.given, pattern.lower, pattern.lower, pattern.upper, pattern.upper)
        }
    }
}
