import Foundation
import Synchronization

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

    /// A story is compared with hundreds of deals, which have few parties between them.
    private static let known = Mutex<[String: Set<String>]>([:])
    private static let mostKnown = 4_096

    /// The keys of a party's canonical name: those of its first telling word, and of all words as one.
    static func keys(ofParty id: String) -> Set<String> {
        if let keys = known.withLock({ $0[id] }) { return keys }
        let keys = spelled(id)
        known.withLock { known in
            if known.count >= mostKnown { known.removeAll(keepingCapacity: true) }
            known[id] = keys
        }
        return keys
    }

    private static func spelled(_ id: String) -> Set<String> {
        let words = id.split(separator: "-").map(String.init)
        var keys: Set<String> = []
        if let telling = words.first(where: { !generic.contains($0) }) {
            insertKeys(of: telling, into: &keys)
        }
        if words.count > 1 { insertKeys(of: words.joined(), into: &keys) }
        return keys
    }

    /// Whether one of the keys of a text is a party's.
    static func isHeard(_ party: String, in sounds: Set<String>) -> Bool {
        !keys(ofParty: party).isDisjoint(with: sounds)
    }

    /// Adds the keys of one romanised word; a skeleton counts from `shortest` classes on.
    static func insertKeys(
        of word: String, shortest: Int = shortestSkeleton, into keys: inout Set<String>
    ) {
        let plain = word.lowercased()
        if plain.utf8.count >= shortestWord { keys.insert("=" + plain) }
        let bones = skeleton(of: plain)
        if bones.utf8.count >= shortest { keys.insert("~" + bones) }
    }

    /// Two letters that are written for one sound; the second may be a vowel, which stays.
    private struct Cluster {
        let first: UInt8
        let second: UInt8
        let sound: UInt8
        let keepsSecond: Bool

        init(_ pair: String, _ sound: Unicode.Scalar, keepsSecond: Bool = false) {
            let letters = Array(pair.utf8)
            first = letters[0]
            second = letters[1]
            self.sound = UInt8(ascii: sound)
            self.keepsSecond = keepsSecond
        }
    }

    /// Replaced one after the other: "tsch" is "tss", then "ss".
    private static let clusters = [
        Cluster("sh", "s"), Cluster("ch", "s"), Cluster("zh", "s"), Cluster("ts", "s"), Cluster("th", "t"),
        Cluster("ph", "f"), Cluster("kh", "k"), Cluster("ck", "k"), Cluster("ce", "s", keepsSecond: true),
        Cluster("ci", "s", keepsSecond: true), Cluster("cy", "s", keepsSecond: true),
    ]

    private static func replace(_ cluster: Cluster, in letters: inout [UInt8]) {
        var end = 0
        var index = 0
        while index < letters.count {
            let isFound =
                letters[index] == cluster.first && index + 1 < letters.count
                && letters[index + 1] == cluster.second
            letters[end] = isFound ? cluster.sound : letters[index]
            end += 1
            index += isFound && !cluster.keepsSecond ? 2 : 1
        }
        letters.removeLast(letters.count - end)
    }

    private static func skeleton(of word: String) -> String {
        var letters = Array(word.utf8)
        for cluster in clusters { replace(cluster, in: &letters) }
        var bones: [UInt8] = []
        for letter in letters {
            guard let kind = sound(of: letter), kind != bones.last else { continue }
            bones.append(kind)
        }
        return String(decoding: bones, as: UTF8.self)
    }

    private static func sound(of letter: UInt8) -> UInt8? {
        switch letter {
        case UInt8(ascii: "b"), UInt8(ascii: "p"), UInt8(ascii: "f"), UInt8(ascii: "v"): UInt8(ascii: "P")
        case UInt8(ascii: "t"), UInt8(ascii: "d"): UInt8(ascii: "T")
        case UInt8(ascii: "s"), UInt8(ascii: "z"), UInt8(ascii: "x"), UInt8(ascii: "j"): UInt8(ascii: "S")
        case UInt8(ascii: "k"), UInt8(ascii: "g"), UInt8(ascii: "q"), UInt8(ascii: "c"): UInt8(ascii: "K")
        case UInt8(ascii: "m"): UInt8(ascii: "M")
        case UInt8(ascii: "n"): UInt8(ascii: "N")
        default: nil
        }
    }
}
