import Foundation
import NewsModel
import Testing

@testable import Persistence

@Suite struct SearchTests {
    let fixture: StoreFixture
    let store: Store

    init() async throws {
        fixture = try StoreFixture()
        store = try fixture.owner()
        let feed = try await store.add()
        let stories = [
            ("en", "Acme opens its model", "Weights cost nothing: 100% free_of charge."),
            ("ru", "Компания открыла модель", "Рынок ИИ растёт: веса выложены в открытый доступ."),
            ("zh", "阿克米公司开放模型", "双方宣布战略合作。"),
            ("ja", "アクメ社がモデルを公開", "両社は提携を発表した。"),
            ("ko", "아크메가 모델을 공개했다", "두 회사는 협력을 발표했다."),
        ]
        for (key, title, text) in stories {
            try await store.put(.sample(key, title: title, text: text), feed: feed)
        }
    }

    private func titles(_ text: String) async throws -> [String] {
        try await store.stories(StoryQuery(text: text, limit: 99)).map(\.title)
    }

    @Test(
        arguments: [
            ("opens", "Acme opens its model"), ("ACME weights", "Acme opens its model"),
            ("\"opens its\"", "Acme opens its model"), ("ac weights", "Acme opens its model"),
            ("открыла", "Компания открыла модель"), ("МОДЕЛЬ", "Компания открыла модель"),
            ("ии", "Компания открыла модель"), ("ИИ веса", "Компания открыла модель"),
            ("开放模型", "阿克米公司开放模型"), ("合作", "阿克米公司开放模型"), ("战略合作", "阿克米公司开放模型"),
            ("モデル", "アクメ社がモデルを公開"), ("提携", "アクメ社がモデルを公開"), ("アクメ社 提携", "アクメ社がモデルを公開"),
            ("공개했다", "아크메가 모델을 공개했다"), ("협력", "아크메가 모델을 공개했다"), ("모델을 협력", "아크메가 모델을 공개했다"),
        ])
    func findsTheStory(text: String, title: String) async throws {
        #expect(try await titles(text) == [title])
    }

    @Test(
        arguments: [
            "\"", "\"\"\"", "opens\" OR \"x", "title:opens", "open*", "^opens", "NEAR(opens model)",
            "NOT opens",
            "{title} : opens", "opens AND", "-opens", "(", "'; DROP TABLE stories; --", "\u{0}\u{0}abc", "_",
            "\\",
            "a\\", "%_%", "\u{FFFF}\u{10FFFF}\u{200B}", String(repeating: "\"", count: 1024),
        ])
    func hostileTextIsOnlyText(text: String) async throws {
        do {
            _ = try await titles(text)
        } catch {
            #expect((error as? StoreError)?.code == .invalidInput)
        }

        #expect(try await store.summary().stories == 5)
    }

    @Test func wildcardsAreOrdinaryCharacters() async throws {
        #expect(try await titles("%") == ["Acme opens its model"])
        #expect(try await titles("_o") == ["Acme opens its model"])
        #expect(try await titles("__").isEmpty)
    }

    @Test func operatorsAreOrdinaryWords() async throws {
        #expect(try await titles("opens OR absent").isEmpty)
        #expect(try await titles("open*").isEmpty)
    }

    @Test(arguments: [String(repeating: "x", count: 1025), String(repeating: "ab ", count: 40), " \t "])
    func textThatCannotBeSearchedIsRefusedWithAReason(text: String) async throws {
        let error = await #expect(throws: StoreError.self) { _ = try await titles(text) }

        #expect(error?.code == .invalidInput)
        #expect(error?.detail.hasPrefix("the search text") == true)
    }

    @Test func searchFollowsARevision() async throws {
        let feed = try #require(try await store.feeds().first)
        try await store.put(.sample("en", title: "Acme closes its model", text: "No more."), feed: feed.id)

        #expect(try await titles("weights").isEmpty)
        #expect(try await titles("closes") == ["Acme closes its model"])
    }

    @Test func searchCombinesWithFilters() async throws {
        #expect(try await store.stories(StoryQuery(camp: .closed, text: "opens", limit: 9)).isEmpty)
        #expect(try await store.stories(StoryQuery(camp: .open, text: "opens", limit: 9)).count == 1)
    }
}
