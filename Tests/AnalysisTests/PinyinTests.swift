import Testing

@testable import Analysis

/// Chinese characters in Latin letters.
@Suite struct PinyinTests {
    @Test(arguments: [
        ("岚川智能", ["lan", "chuan", "zhi", "neng"]), ("二〇二六", ["er", "ling", "er", "liu"]),
        ("働", ["dong"]), ("佐々木", ["zuo⓶mu"]), ("人々", ["ren⓶"]),
    ])
    func everyCharacterHasASyllable(_ run: String, _ syllables: [String]) {
        #expect(Pinyin.syllables(of: run) == syllables)
    }

    @Test(arguments: ["岚a", "ア", "龍", ""])
    func runsWithOtherCharactersHaveNone(_ run: String) {
        #expect(Pinyin.syllables(of: run) == (run.isEmpty ? [] : nil))
    }
}
