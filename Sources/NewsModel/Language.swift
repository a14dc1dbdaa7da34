/// A language that campwatch reads, by its BCP 47 tag; Chinese is told apart by script.
package enum Language: String, Sendable, Codable, CaseIterable {
    case english = "en"
    case russian = "ru"
    case chineseSimplified = "zh-Hans"
    case chineseTraditional = "zh-Hant"
    case korean = "ko"
    case japanese = "ja"
    case german = "de"
    case french = "fr"
    case spanish = "es"
    case portuguese = "pt"
    /// Not one of the ten, or too little text to say (ISO 639-2 "undetermined").
    case undetermined = "und"

    /// Reads what feeds write: "en-US", "zh_TW", "zh-cn", "pt-BR"; nil when it is none of the ten.
    package init?(tag: String) {
        let parts = tag.lowercased().split { $0 == "-" || $0 == "_" }
        guard let primary = parts.first else { return nil }
        if primary == "zh" {
            let traditional = ["hant", "tw", "hk", "mo"]
            self =
                parts.dropFirst().contains { traditional.contains(String($0)) }
                ? .chineseTraditional : .chineseSimplified
        } else {
            self.init(rawValue: String(primary))
        }
    }

    /// Written without spaces between words.
    package var isUnspaced: Bool {
        switch self {
        case .chineseSimplified, .chineseTraditional, .japanese: true
        default: false
        }
    }
}
