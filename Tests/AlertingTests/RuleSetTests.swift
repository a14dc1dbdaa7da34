import Foundation
import NewsModel
import Testing

@testable import Alerting

@Suite struct RuleSetTests {
    @Test func ruleHasDefaults() throws {
        let set = try RuleSet.load(toml: "[[rule]]\nname = \"all\"\nfilter = \"\"\n", file: "rules.toml")

        #expect(set.rules == [Rule(name: "all", filter: .everything)])
    }

    @Test func everyKeyIsRead() throws {
        let toml = """
            [[rule]]
            name = "big.open-deals_1"
            filter = 'camp = open and amount >= 1e9 USD'
            on = "new"
            severity = "urgent"
            sinks = ["log", "desk"]
            enabled = false
            stop = true
            """

        let set = try RuleSet.load(toml: toml, file: "rules.toml", sinks: ["log", "desk"])

        let filter = try Filter.parse("camp = open and amount >= 1e9 USD")
        #expect(
            set.rules == [
                Rule(
                    name: "big.open-deals_1", filter: filter,
                    filterText: "camp = open and amount >= 1e9 USD", trigger: .new, severity: .urgent,
                    sinks: ["log", "desk"], isEnabled: false, stops: true)
            ])
    }

    static let first = "[[rule]]\nname = \"a\"\nfilter = \"\"\n\n"

    @Test(arguments: [
        (
            "[[rule]]\nname = \"b\"\nfilter = \"cmap = open\"",
            "7:11: rule \"b\": filter: unknown field \"cmap\": did you mean \"camp\"?"
        ),
        (
            "[[rule]]\nname = \"b\"\nfilter = '''\ncamp = open\n  and cmap = x'''",
            "9:7: rule \"b\": filter: unknown field \"cmap\": did you mean \"camp\"?"
        ),
        (
            "[[rule]]\nname = \"b\"\nfitler = \"\"",
            "5:1: rule \"b\" has no filter; write filter = \"\" for every deal\n"
                + "rules.toml:7:1: unknown key \"fitler\": did you mean \"filter\"?"
        ),
        ("[[rule]]\nfilter = \"\"\nname = \"a\"", "7:9: a second rule with the name \"a\""),
        ("[[rule]]\nfilter = \"\"", "5:1: rule 2 has no name"),
        ("[[rule]]\nname = \"b\"", "5:1: rule \"b\" has no filter; write filter = \"\" for every deal"),
        (
            "[[rule]]\nname = \"two words\"\nfilter = \"\"",
            "6:9: a rule's name is 1 to 64 bytes of letters, digits, \"-\", \"_\" and \".\""
        ),
        (
            "[[rule]]\nname = \"b\"\nfilter = \"\"\non = \"updates\"",
            "8:7: unknown on \"updates\": did you mean \"update\"?"
        ),
        (
            "[[rule]]\nname = \"b\"\nfilter = \"\"\nseverity = \"high\"",
            "8:13: unknown severity \"high\": known are info, notice, urgent"
        ),
        (
            "[[rule]]\nname = \"b\"\nfilter = \"\"\nsinks = [\"lgo\"]",
            "8:9: unknown sink \"lgo\": did you mean \"log\"?"
        ),
        (
            "[[rule]]\nname = \"b\"\nfilter = \"\"\nsinks = \"log\"",
            "8:10: sinks is a list of names such as [\"log\"]"
        ),
        (
            "[[rule]]\nname = \"b\"\nfilter = \"\"\nenabled = \"no\"",
            "8:12: enabled is true or false; this is of type string"
        ),
        (
            "[[rule]]\nname = \"b\"\nfilter = 5",
            "7:10: filter is a text in quotation marks; this is of type int"
        ),
        (
            "[[rule]]\nname = \"b\"\nfilter = \"\"\nsinks = [8]",
            "8:9: a sink has a name in quotation marks; this is of type int"
        ),
        (
            "[[rule]]\nname = \"b\"\nfilter = \"\"\nenabled = 2026-11-22",
            "8:11: enabled is true or false; this is of type date"
        ),
        ("[[rule]]\nname = b", "6:8: \"b\" is no value; a text needs quotation marks"),
        ("[options]\nx = 1", "5:1: unknown key \"options\": rules stand under [[rule]]"),
    ])
    func errorNamesFileLineAndColumn(second: String, message: String) {
        #expect("rules.toml:" + message == Self.message(of: Self.first + second))
    }

    @Test func allMistakesAreToldAtOnce() {
        let messages = Self.messages(
            of: """
                [[rule]]
                name = "a"
                filter = 'camp = opne and deal = relase and amount > 1 USB and cmap = x'
                severity = "high"
                stop = "yes"

                [[rule]]
                name = "a"
                filtre = ""

                [options]
                """)

        #expect(
            messages == [
                "rules.toml:3:18: rule \"a\": filter: unknown camp \"opne\": did you mean \"open\"?",
                "rules.toml:3:34: rule \"a\": filter: unknown deal type \"relase\": did you mean \"release\"?",
                "rules.toml:3:56: rule \"a\": filter: unknown currency \"USB\": did you mean \"USD\"?",
                "rules.toml:3:64: rule \"a\": filter: unknown field \"cmap\": did you mean \"camp\"?",
                "rules.toml:4:13: unknown severity \"high\": known are info, notice, urgent",
                "rules.toml:5:9: stop is true or false; this is of type string",
                "rules.toml:7:1: rule \"a\" has no filter; write filter = \"\" for every deal",
                "rules.toml:8:9: a second rule with the name \"a\"",
                "rules.toml:9:1: unknown key \"filtre\": did you mean \"filter\"?",
                "rules.toml:11:1: unknown key \"options\": rules stand under [[rule]]",
            ])
    }

    @Test(arguments: [
        ("party = mistral", "unknown company \"mistral\": did you mean \"mistral-ai\"?"),
        ("investor in (nvidia, nvidai)", "unknown company \"nvidai\": did you mean \"nvidia\"?"),
        ("shift = acme", "unknown company \"acme\": did you mean \"acme-bank\" or \"acme-labs\"?"),
        (
            "party = zzzzzz",
            "unknown company \"zzzzzz\": add it to companies.toml, or match a name that no list knows with "
                + "party ~ \"zzzzzz\""
        ),
    ])
    func unknownCompaniesAreMistakesWithTheNearestIDs(filter: String, message: String) {
        var vocabulary = FilterVocabulary.standard
        vocabulary.parties = ["mistral-ai", "nvidia", "acme-labs", "acme-bank"]
        let toml = "[[rule]]\nname = \"a\"\nfilter = '\(filter)'"

        #expect(
            Self.messages(of: toml, vocabulary: vocabulary).first?.hasSuffix("filter: \(message)") == true)
        #expect(Self.messages(of: toml) == ["no error"])
    }

    @Test(arguments: ["party = none", "party ~ \"zzz\"", "party = NVIDIA", "shift != none"])
    func knownCompaniesAndAnyPhraseAreRight(filter: String) {
        var vocabulary = FilterVocabulary.standard
        vocabulary.parties = ["nvidia"]

        #expect(
            Self.messages(of: "[[rule]]\nname = \"a\"\nfilter = '\(filter)'", vocabulary: vocabulary)
                == ["no error"])
    }

    @Test func brokenTOMLNamesFileAndLine() {
        let message = Self.message(of: Self.first + "[[rule]]\nname = \n")

        #expect(message.firstMatch(of: #/^rules\.toml:6:\d+: /#) != nil)
    }

    @Test func singleRuleTableIsExplained() {
        #expect(Self.message(of: "[rule]\nname = \"a\"") == "rules.toml:1:1: write [[rule]], not [rule]")
    }

    @Test func emptyFileHasNoRules() throws {
        #expect(try RuleSet.load(toml: "# nothing yet\n", file: "rules.toml") == RuleSet())
    }

    @Test func shippedRulesLogEveryChangeOnce() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..")
        let toml = try String(contentsOf: root.appending(path: "config/rules.toml"), encoding: .utf8)

        let rules = try RuleSet.load(toml: toml, file: "config/rules.toml")

        let types: [DealType] = [.investment, .acquisition, .release, .talent]
        for camp in [Camp.open, .closed, .mixed, .neither] {
            for type in types {
                for status in DealStatus.allCases {
                    for amount in [
                        nil, Amount(value: 4e7, currency: "USD"), Amount(value: 9e9, currency: "EUR"),
                    ] {
                        let deal = Samples.deal(type: type, status: status, camp: camp, amount: amount)
                        for change in [DealChange(kind: .new), DealChange(kind: .update)] {
                            let matches = RuleMatcher.matches(
                                change: change, deal: deal, story: Samples.story(), folder: "", rules: rules
                            ) { false }
                            #expect(matches.count == 1)
                        }
                    }
                }
            }
        }
    }

    @Test func shippedExamplesAreRightWhenSwitchedOn() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..")
        let toml = try String(contentsOf: root.appending(path: "config/rules.toml"), encoding: .utf8)

        let all = toml.replacing("enabled = false", with: "enabled = true")

        #expect(try RuleSet.load(toml: all, file: "config/rules.toml").rules.allSatisfy(\.isEnabled))
    }

    private static func message(of toml: String) -> String {
        messages(of: toml).joined(separator: "\n")
    }

    private static func messages(
        of toml: String, vocabulary: FilterVocabulary = .standard
    ) -> [String] {
        do throws(RuleErrors) {
            _ = try RuleSet.load(toml: toml, file: "rules.toml", vocabulary: vocabulary)
            return ["no error"]
        } catch {
            return error.all.map(\.description)
        }
    }
}

@Suite struct RuleMatcherTests {
    @Test(arguments: [
        (Rule.Trigger.new, DealChange.Kind.new, true), (.new, .update, false), (.update, .new, false),
        (.update, .update, true), (.both, .new, true), (.both, .update, true),
    ])
    func triggerChoosesTheChanges(trigger: Rule.Trigger, kind: DealChange.Kind, isMatch: Bool) {
        let rules = RuleSet(rules: [Rule(name: "a", filter: .everything, trigger: trigger)])

        #expect(Self.names(rules, DealChange(kind: kind)) == (isMatch ? ["a"] : []))
    }

    @Test func rulesAreAskedInOrderUntilOneStops() throws {
        let closed = try Filter.parse("camp = closed")
        let rules = RuleSet(rules: [
            Rule(name: "off", filter: .everything, isEnabled: false, stops: true),
            Rule(name: "closed", filter: closed, stops: true),
            Rule(name: "first", filter: .everything),
            Rule(name: "second", filter: .everything, stops: true),
            Rule(name: "third", filter: .everything),
        ])

        #expect(Self.names(rules, DealChange(kind: .new)) == ["first", "second"])
    }

    @Test func idIsStableAndTellsChangesApart() {
        let status = DealChange.Detail.status(from: .rumoured, to: .announced)
        let party = DealChange.Detail.party(Samples.party("nvidia", "investor"))
        let alerts = [
            Samples.alert(),
            Samples.alert(rule: "other"),
            Samples.alert(deal: Samples.deal(id: 2)),
            Samples.alert(deal: Samples.deal(firstSeen: Samples.time.addingTimeInterval(60))),
            Samples.alert(change: DealChange(kind: .update, details: [status])),
            Samples.alert(change: DealChange(kind: .update, details: [status, party])),
            Samples.alert(story: Samples.story(id: 8), change: DealChange(kind: .update, details: [status])),
        ]
        let reordered = Samples.alert(change: DealChange(kind: .update, details: [party, status]))

        #expect(Set(alerts.map(\.id)).count == alerts.count)
        #expect(alerts[5].id == reordered.id)
        #expect(Samples.alert(story: Samples.story(id: 9)).id == alerts[0].id)
        #expect(alerts[0].id == "8dcdd00b0fe42520")
        #expect(alerts[0].evidence.map(\.label) == ["deal:investment", "camp:open"])
    }

    private static func names(_ rules: RuleSet, _ change: DealChange) -> [String] {
        RuleMatcher.matches(
            change: change, deal: Samples.deal(), story: Samples.story(), folder: "", rules: rules,
            closesCycle: { false }
        ).map(\.name)
    }
}
