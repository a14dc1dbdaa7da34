#if PLANTED_FAULTS
    import NewsModel
    import Persistence

    extension Refresher {
        /// The planted fault: the validators of an answer are stored before anything of its entries.
        func saveEarly(_ validators: FeedValidators, of feed: Feed) async throws {
            var state = feed.state
            state.validators = validators
            let early = state
            try await store.write { try $0.updateFeed(feed.id, state: early, title: nil) }
        }
    }
#endif
