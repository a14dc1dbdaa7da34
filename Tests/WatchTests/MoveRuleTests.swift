import Foundation
import NewsModel
import Testing

@testable import HTTPTransfer
@testable import Watch

@Suite struct MoveRuleTests {
    private static let a = "http://a.example/f"
    private static let b = "https://a.example/f"
    private static let c = "https://b.example/f"
    private let now = Date(timeIntervalSince1970: 1_780_000_000)

    private static func hop(_ status: Int, _ from: String, _ to: String) -> TransferResponse.Redirect {
        TransferResponse.Redirect(status: status, from: from, to: to)
    }

    @Test(
        arguments: [
            ([], nil), ([hop(302, a, b)], nil), ([hop(301, a, b)], b), ([hop(301, a, b), hop(308, b, c)], c),
            ([hop(308, a, b), hop(302, b, c)], b), ([hop(307, a, b), hop(301, b, c)], nil),
        ])
    func onlyTheUnbrokenBeginningCounts(redirects: [TransferResponse.Redirect], target: String?) {
        #expect(MoveRule.target(of: redirects) == target)
    }

    @Test func threeDaysThatAgreeMakeAMove() {
        var move: FeedMove?
        for hours in [0, 1, 2, 26] {
            move = MoveRule.watch(move, target: Self.b, now: now.addingTimeInterval(Double(hours) * 3_600))
        }
        #expect(move.map(MoveRule.isAgreed) == false)

        move = MoveRule.watch(move, target: Self.b, now: now.addingTimeInterval(50 * 3_600))
        #expect(move.map(MoveRule.isAgreed) == true)
    }

    @Test func oneAnswerThatDisagreesStartsAnew() {
        let old = FeedMove(to: Self.b, days: [1, 2])

        #expect(MoveRule.watch(old, target: Self.c, now: now)?.days.count == 1)
        #expect(MoveRule.watch(old, target: nil, now: now) == nil)
    }

    @Test(
        arguments: [
            ("AI Daily", "AI Daily – all the news", false), ("AI Daily", "Daily AI", false),
            ("AI Daily", "This domain is for sale", true), ("人工智能", "人工智能", false), ("", "Casino", false),
        ])
    func titleWithoutACommonWordIsAnother(known: String, title: String, isOther: Bool) {
        #expect(TitleRule.isOther(title, than: known) == isOther)
    }
}
