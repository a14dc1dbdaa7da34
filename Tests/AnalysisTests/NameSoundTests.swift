import Testing

@testable import Analysis

/// Names are recognised in other scripts.
@Suite struct NameSoundTests {
    @Test(arguments: [
        ("corvus-grid", "코버스그리드, GPU 계약 체결"), ("moonlit-ai", "문릿AI가 GPU를 빌린다"),
        ("kinetiq-minds", "ロボットAIの米キネティック、資金を調達"), ("hanbit-telecom", "韓国ハンビットテレコムが出資へ"),
        ("xinghe-micro", "传字节跳动洽购星核微"), ("neuropolis", "«Ростелеком» и «Нейрополис» создадут СП"),
        ("moru-ai", "AI新興モルに出資へ"), ("helianthe", "Le bail de Mistral chez Hélianthe"),
    ])
    func namesAreHeardInEveryScript(_ party: String, _ text: String) {
        #expect(StorySketch.hears(party, title: text, text: ""))
    }

    @Test(arguments: [
        ("mistral-ai", "Nvidia partners with Deutsche Telekom. Most analysts must wait."),
        ("nvidia", "Unveiled on Monday, the model was invited to a test."),
        ("corvus-grid", "코리아그룹, 신규 투자"), ("kinetiq-minds", "キヤノンが提携を発表"),
        ("helianthe", "Mistral signe avec Orange"),
        ("xinghe-micro", "华为发布新芯片"), ("velmora", "«Вектор» привлёк инвестиции"),
    ])
    func otherNamesAreNot(_ party: String, _ text: String) {
        #expect(!StorySketch.hears(party, title: text, text: ""))
    }
}
