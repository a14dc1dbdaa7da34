/// Finds what somebody meant to type.
package enum Suggestion {
    /// Names in one message: all types of deals and roles, but not all feeds.
    private static let mostListed = 40

    /// Advice for an unknown name: the nearest known one, else all of them.
    package static func advice(for name: String, among known: [String]) -> String {
        if let near = nearest(to: name, among: known) { return "did you mean \"\(near)\"?" }
        let rest = known.count > mostListed ? ", … (\(known.count) in all)" : ""
        return "known are " + known.prefix(mostListed).joined(separator: ", ") + rest
    }

    /// The known name within one slip for every three letters; the first of equals.
    package static func nearest(to name: String, among known: [String]) -> String? {
        let letters = Array(name.lowercased().unicodeScalars.prefix(40))
        let allowed = max(1, letters.count / 3)
        var best: (name: String, distance: Int)?
        for candidate in known {
            let distance = editDistance(letters, Array(candidate.lowercased().unicodeScalars))
            if distance <= allowed, distance < best?.distance ?? .max { best = (candidate, distance) }
        }
        return best?.name
    }

    /// Up to three known ids that have all words of the name, then those within some slips of it.
    package static func several(like name: String, among known: [String]) -> [String] {
        let words = Set(name.split { $0 == "-" || $0 == " " })
        let letters = Array(name.unicodeScalars.prefix(40))
        let allowed = max(1, letters.count / 3)
        let near = known.compactMap { candidate -> (name: String, distance: Int)? in
            let distance = editDistance(letters, Array(candidate.unicodeScalars))
            let hasWords = !words.isEmpty && words.isSubset(of: candidate.split(separator: "-"))
            if hasWords { return (candidate, 0) }
            return distance <= allowed ? (candidate, distance) : nil
        }
        return near.sorted { ($0.distance, $0.name) < ($1.distance, $1.name) }.prefix(3).map(\.name)
    }

    /// “a”, “a” or “b”; nil of none.
    package static func question(_ near: [String]) -> String? {
        guard let last = near.last else { return nil }
        let others = near.dropLast().map { "“\($0)”" }.joined(separator: ", ")
        return "did you mean \(others.isEmpty ? "" : others + " or ")“\(last)”?"
    }

    /// Counts insertions, deletions, replacements and swaps of neighbours (optimal string alignment).
    static func editDistance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
        var twoBack: [Int] = []
        var previous = Array(0...right.count)
        for row in left.indices {
            var current = [row + 1]
            for column in right.indices {
                let isSame = left[row] == right[column]
                var cost = min(
                    previous[column] + (isSame ? 0 : 1), previous[column + 1] + 1, current[column] + 1)
                if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
                    cost = min(cost, twoBack[column - 1] + 1)
                }
                current.append(cost)
            }
            (twoBack, previous) = (previous, current)
        }
        return previous[right.count]
    }
}
