import Testing

@testable import Alerting

/// Rules that a rule above with `stop` leaves nothing to.
@Suite struct SilentRuleTests {
    private static func rules(_ first: String, _ second: String) throws -> RuleSet {
        try RuleSet.load(
            toml: "[[rule]]\nname = \"a\"\n\(first)\n[[rule]]\nname = \"b\"\n\(second)\n", file: "rules.toml")
    }

    @Test(arguments: [
        ("filter = ''", "filter = 'camp = open'"),
        ("filter = 'camp = open'", "filter = 'camp = open'"),
        ("filter = 'camp = open'", "filter = 'camp = open and amount >= 1bn USD'"),
        ("filter = 'camp in (open, mixed)'", "filter = 'lang = ja and camp = mixed'"),
        ("filter = 'camp = open or lang = ja'", "filter = 'lang = ja'"),
        ("filter = 'party = nvidia'", "filter = 'party.investor = nvidia'"),
        ("filter = 'amount >= 100M USD'", "filter = 'amount > 500M USD'"),
        ("filter = 'amount > 100M USD and outlets >= 2'", "filter = 'outlets = 3 and amount >= 500M USD'"),
        ("filter = 'not camp = open'", "filter = 'not camp in (open, mixed)'"),
        ("filter = ''", "filter = ''\non = \"update\""),
        ("filter = ''\non = \"new\"", "filter = ''\non = \"new\""),
    ])
    func aRuleThatOneAboveLeavesNothingToIsSilent(first: String, second: String) throws {
        let rules = try Self.rules(first + "\nstop = true", second)

        #expect(rules.silentRules == [SilentRule(name: "b", stoppedBy: "a")])
        #expect(try Self.rules(first, second).silentRules.isEmpty, "without stop")
        #expect(try Self.rules(first + "\nstop = true\nenabled = false", second).silentRules.isEmpty)
        #expect(try Self.rules(first + "\nstop = true", second + "\nenabled = false").silentRules.isEmpty)
    }

    @Test(arguments: [
        ("filter = 'camp = open'", "filter = ''"),
        ("filter = 'camp = open and lang = ja'", "filter = 'camp = open'"),
        ("filter = 'camp = open'", "filter = 'camp = open or lang = ja'"),
        ("filter = 'camp = open'", "filter = 'camp in (open, mixed)'"),
        ("filter = 'party.investor = nvidia'", "filter = 'party = nvidia'"),
        ("filter = 'party = none'", "filter = 'party.recipient = none'"),
        ("filter = 'amount >= 500M USD'", "filter = 'amount > 100M USD'"),
        ("filter = 'amount > 500M USD'", "filter = 'amount >= 500M USD'"),
        ("filter = 'amount >= 500M USD'", "filter = 'valuation >= 500M USD'"),
        ("filter = 'not camp in (open, mixed)'", "filter = 'not camp = open'"),
        ("filter = ''\non = \"new\"", "filter = ''"),
        ("filter = ''\non = \"new\"", "filter = ''\non = \"update\""),
    ])
    func aRuleThatMayStillRaiseAnAlertIsNot(first: String, second: String) throws {
        #expect(try Self.rules(first + "\nstop = true", second).silentRules.isEmpty)
    }

    @Test func deeplyNestedFiltersAreGivenUpInTime() throws {
        func nested(_ field: String) -> String {
            (0..<12).reduce("\(field) ~ \"x\"") { inner, level in
                "(\(inner) \(level % 2 == 0 ? "and" : "or") \(field) ~ \"\(level)\")"
            }
        }
        let rules = try Self.rules(
            "filter = '\(nested("title"))'\nstop = true", "filter = '\(nested("text"))'")

        #expect(rules.silentRules.isEmpty)
    }
}
