/// A set that forgets its oldest members beyond a limit.
struct RecentIDs {
    private var members: Set<String> = []
    /// A ring once it is full; `next` is then the oldest.
    private var order: [String] = []
    private var next = 0
    private let limit: Int

    init(limit: Int) { self.limit = limit }

    var isEmpty: Bool { members.isEmpty }

    func contains(_ id: String) -> Bool { members.contains(id) }

    mutating func insert(_ id: String) {
        guard members.insert(id).inserted else { return }
        if order.count < limit {
            order.append(id)
        } else {
            members.remove(order[next])
            order[next] = id
            next = (next + 1) % limit
        }
    }
}
