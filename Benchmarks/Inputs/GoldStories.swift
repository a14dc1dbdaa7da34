import Analysis
import Foundation
import NewsModel
import TestSupport

/// The stories of `Tests/Gold`: real subjects, ten languages, a third of them about other things.
enum GoldStories {
    /// `count` entries with keys and links of their own; the texts come round again.
    static func entries(_ count: Int) throws -> [Entry] {
        let stories = try ["dev", "train"].flatMap { name in
            try GoldFile.read(Repository.path("Tests/Gold/\(name).jsonl"), as: .unlabelled)
        }
        return (0..<count).map { number in
            let story = stories[number % stories.count]
            return Entry(
                key: "urn:bench:\(number)", title: story.title, link: "https://news.example/\(number)",
                published: story.publishedDate, text: story.text, language: story.language)
        }
    }

    /// The shipped configuration: companies, lexicons and rules.
    static var configuration: String { Repository.path("config") }
}

extension Entry {
    /// Analyses the entry with all its evidence; what the daemon does beyond that is in the cycle.
    func analysed(by analyzer: Analyzer, now: Date) -> StoryAnalysis {
        analyzer.analyze(title: title, text: text, language: language, published: published ?? now)
    }
}
