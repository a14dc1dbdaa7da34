import Foundation

/// How a name sounds, so that "Corvus Grid", «Корвус Грид», 코버스그리드 and コーバスグリッド are found to be one.
///
/// A key is either a whole romanised word ("=xinghe") or its consonants in six classes without vowels and liquids
/// ("~KPSKT"), after the sound classes of Dolgopolsky (1964); transliteration changes vowels, voice and r/l, rarely more.
enum NameSound {
    private static let shortestWord = 4
    private static let shortestSkeleton = 3

    /// Words of names that say nothing about whose they are.
    private static let generic: Set<String> = [
        "ai", "labs", "lab", "group", "inc", "tech", "systems", "capital", "ventures", "partners", "the",
        "university", "bank",
        "holdings", "technologies", "robotics", "cloud", "telecom", "data", "media", "company", "corp",
        "intelligence",
        "energy", "power", "networks", "software", "fund", "investment", "investments", "robot", "grid", "us",
        "new",
    ]

    /// The keys of a party's canonical name: those of its first telling word, and of all words as one.
    static func keys(ofParty id: String) -> Set<String> {
        let words = id.split(separator: "-").map(String.init)
        var keys: Set<String> = []
        if let telling = words.first(where: { !generic.contains($0) }) {
            keys.formUnion(self.keys(of: telling))
        }
        if words.count > 1 { keys.formUnion(self.keys(of: words.joined())) }
        return keys
    }

    /// Whether one of the keys of a text is a party's.
    static func isHeard(_ party: String, in sounds: Set<String>) -> Bool {
        !keys(ofParty: party).isDisjoint(with: sounds)
    }

    /// The keys of one romanised word; a skeleton counts from `shortest` classes on.
    static func keys(of word: String, shortest: Int = shortestSkeleton) -> Set<String> {
        let plain = word.lowercased()
        var keys: Set<String> = []
        if plain.utf8.count >= shortestWord { keys.insert("=" + plain) }
        let bones = skeleton(of: plain)
        if bones.utf8.count >= shortest { keys.insert("~" + bones) }
        return keys
    }

    /// Letters that one sound is written with.
    private static let clusters: [(String, String)] = [
        ("sh", "s"), ("ch", "s"), ("zh", "s"), ("ts", "s"), ("th", "t"), ("ph", "f"), ("kh", "k"),
        ("ck", "k"), ("ce", "se"),
        ("ci", "si"), ("cy", "sy"),
    ]

    private static func skeleton(of word: String) -> String {
        let plain = clusters.reduce(word) { $0.replacingOccurrences(of: $1.0, with: $1.1) }
        var bones = ""
        for letter in plain {
            guard let kind = sound(of: letter), kind != bones.last else { continue }
            bones.append(kind)
        }
        return bones
    }

    private static func sound(of letter: Character) -> Character? {
        switch letter {
        case "b", "p", "f", "v": "P"
        case "t", "d": "T"
        case "s", "z", "x", "j": "S"
        case "k", "g", "q", "c": "K"
        case "m": "M"
        case "n": "N"
        default: nil
        }
    }
}
