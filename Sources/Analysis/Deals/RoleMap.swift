import NewsModel

/// A few values by role, in the order in which they came; going through them is faster than hashing a name.
struct RoleMap<Value: Sendable>: Sendable {
    private(set) var entries: [(role: Role, value: Value)] = []

    init() {}

    /// The roles are all different.
    init(_ pairs: some Sequence<(Role, Value)>) { entries = pairs.map { (role: $0, value: $1) } }

    var keys: [Role] { entries.map(\.role) }
    var values: [Value] { entries.map(\.value) }

    subscript(role: Role) -> Value? {
        for entry in entries where entry.role == role { return entry.value }
        return nil
    }

    /// Changes the value of a role in place; where there is none, `start`.
    mutating func update(_ role: Role, from start: @autoclosure () -> Value, _ change: (inout Value) -> Void)
    {
        if let known = entries.firstIndex(where: { $0.role == role }) {
            change(&entries[known].value)
        } else {
            var value = start()
            change(&value)
            entries.append((role, value))
        }
    }
}
