/// Names of companies that nobody has, each with a sequence of consonants of its own, so that no two sound alike.
package enum InventedName {
    private static let consonants = ["p", "t", "s", "k", "m", "n"]
    private static let vowels = ["a", "e", "i", "o", "u"]

    /// One of 3,750.
    package static func number(_ number: Int) -> String {
        precondition(number < 3_750, "there are no more names")
        var rest = number / consonants.count
        var last = number % consonants.count
        var name = consonants[last] + vowels[number % 5]
        for place in 0..<4 {
            // Never the same consonant twice in a row, which would sound like once.
            last = (last + 1 + rest % 5) % consonants.count
            rest /= 5
            name += consonants[last] + (place == 3 ? "" : vowels[(number + place) % 5])
        }
        return name.prefix(1).uppercased() + name.dropFirst()
    }
}
