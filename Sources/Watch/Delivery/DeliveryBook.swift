import Persistence
import Synchronization

/// Writes down what became of batches, and knows what it could not write.
///
/// A receiver that has taken a batch gets it again if the database, on a full or broken disk, refuses to note that.
/// So nothing more goes to a sink before the note on its last batch is stored.
final class DeliveryBook: Sendable {
    typealias Note = @Sendable (StoreTransaction) throws -> Void

    private let store: Store
    /// Of each sink the note that is not stored yet.
    private let missing = Mutex<[String: Note]>([:])

    init(store: Store) { self.store = store }

    /// Stores the note on a sink's batch, or keeps it for later and throws.
    func write(_ sink: String, _ note: @escaping Note) async throws(StoreError) {
        do {
            try await store.write(note)
        } catch {
            // One that the database will never take must not hold up the sink for ever.
            missing.withLock { $0[sink] = error.isAboutTheRequest ? nil : note }
            throw error
        }
        missing.withLock { $0[sink] = nil }
    }

    /// Stores what is missing of a sink; throws while the database refuses.
    func catchUp(_ sink: String) async throws(StoreError) {
        if let note = missing.withLock({ $0[sink] }) { try await write(sink, note) }
    }
}
