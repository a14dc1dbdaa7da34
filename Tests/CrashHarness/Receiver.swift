import Synchronization
import TestSupport

/// A webhook's receiver that takes some time over each message, and takes none whose sender is dead by then.
///
/// So a message is received when its answer leaves, and until then the daemon must not count it as delivered.
final class Receiver: Sendable {
    struct Book {
        /// Of each id the bodies that came under it.
        var bodies: [String: Set<[UInt8]>] = [:]
        /// Messages taken, repeats included.
        var taken = 0
        /// Messages that came in, taken or not.
        var arrived = 0
        /// Rises with each kill.
        fileprivate var life = 0
    }

    private let book = Mutex(Book())
    private let dice: Mutex<Randomness>

    init(seed: UInt64) { dice = Mutex(Randomness(seed: seed)) }

    var current: Book { book.withLock { $0 } }

    /// Counts what has arrived without copying what it was.
    var arrived: Int { book.withLock { $0.arrived } }
    var different: Int { book.withLock { $0.bodies.count } }

    /// Ends the daemon's life in one step with whatever this receiver does.
    func end(_ life: () -> Void) {
        book.withLock { book in
            book.life += 1
            life()
        }
    }

    /// Forgets what came, for a database that begins anew.
    func restart() { book.withLock { $0 = Book(arrived: $0.arrived, life: $0.life) } }

    func answer(_ request: LoopbackRequest, pause: (Double) -> Void) -> LoopbackReply {
        let life = book.withLock { book in
            book.arrived += 1
            return book.life
        }
        pause(dice.withLock { Double.random(in: 0.002...0.02, using: &$0) })
        return book.withLock { book in
            guard book.life == life, let id = request.headers["webhook-id"] else {
                return .scripted([.reset])
            }
            book.taken += 1
            book.bodies[id, default: []].insert(request.body)
            return LoopbackReply(status: 204)
        }
    }
}
