import Foundation
import NewsModel
import Testing

@testable import DealGraph

@Suite struct CycleCheckTests {
    private static let stored = "B>A B>C C>A C>D D>A D>E E>A"

    private func book(_ text: String, known: Date = .distantPast) -> FlowBook {
        FlowBook(flows(text).map { ($0, known) })
    }

    private func parties(_ text: String) -> [Party] { Deal.sample(1, .investment, text).parties }

    /// New deals beside B>A, and ways of two, three and four back.
    @Test(arguments: [
        ("B>A", "A>B", true), ("B>C C>A", "A>B", true), ("B>C C>D D>A", "A>B", true),
        ("B>C C>D D>E E>A", "A>B", false), ("B>C", "A>B", false), ("A>C C>B", "A>B", false),
        ("", "A>B", false),
        // A known deal of the same two in the same direction closes nothing.
        ("A>B", "A>B", false),
        // Of many whom one side pays, the way is looked for from the other side.
        ("B>C B>D B>E B>F F>G G>A", "A>B", true), ("B>G G>F F>A E>A D>A C>A", "A>B", true),
    ])
    func aDealClosesACycleOfFourAtMost(stored: String, new: String, closes: Bool) throws {
        let flow = try #require(flows(new).first)
        let parties = parties("investor:\(flow.from) recipient:\(flow.to)")
        #expect(book(stored).closesCycle(DealID(rawValue: 99), .announced, parties) == closes)
    }

    /// The shortest, from who pays by the new deal on.
    @Test(arguments: [
        ("B>A B>C C>A", "A>B", "A B"), ("B>C C>A B>D D>A", "A>B", "A B C"),
        ("B>C C>D D>A", "A>B", "A B C D"),
        ("B>C B>D B>E B>F F>G G>A", "A>B", "A B F G"), ("B>G G>F F>A E>A D>A C>A", "A>B", "A B G F"),
        // Only one of two payees pays on.
        ("C>D D>A", "A>B A>C", "A C D"),
        // What one payer's payee pays comes back to the other payer only.
        ("C>A", "A>B D>C", ""),
    ])
    func theCircleIsNamed(stored: String, new: String, expected: String) {
        let known = flows(stored)
        let circle = CycleCheck.circle(flows(new)) { company in
            Set(known.filter { $0.from == company }.map(\.to))
        } payers: { company in
            Set(known.filter { $0.to == company }.map(\.from))
        }
        #expect((circle ?? []).joined(separator: " ") == expected)
    }

    @Test func aDealIsNoWayBackForItself() {
        let known = book("B>A")
        let parties = parties("investor:A recipient:B")
        #expect(known.closesCycle(DealID(rawValue: 99), .completed, parties))
        #expect(!known.closesCycle(DealID(rawValue: 1), .completed, parties))
    }

    @Test(arguments: [DealStatus.rumoured, .cancelled])
    func whatIsNotFirmClosesNothing(status: DealStatus) {
        let parties = parties("investor:A recipient:B")
        #expect(!book("B>A").closesCycle(DealID(rawValue: 99), status, parties))
    }

    @Test func whatBecameKnownLaterDoesNotCount() {
        let time = Date(timeIntervalSince1970: 1_760_000_000)
        let known = book("B>A", known: time)
        let parties = parties("investor:A recipient:B")
        #expect(known.closesCycle(DealID(rawValue: 9), .announced, parties, knownBy: time))
        #expect(
            !known.closesCycle(
                DealID(rawValue: 9), .announced, parties, knownBy: time.addingTimeInterval(-1)))
    }

    /// A hub that pays thousands costs a bounded number of questions.
    @Test func questionsAreBounded() {
        var questions = 0
        let crowd = Set((0..<5_000).map { "c\($0)" })
        let circle = CycleCheck.circle([MoneyFlow(deal: DealID(rawValue: 1), from: "A", to: "B")]) {
            company in
            questions += 1
            return company == "B" ? crowd : []
        } payers: { company in
            questions += 1
            return company == "A" ? Set(crowd.map { $0 + "x" }) : []
        }
        #expect(circle == nil)
        #expect(questions <= 102)
    }
}
