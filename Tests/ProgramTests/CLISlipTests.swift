import Foundation
import NewsModel
import Testing

@testable import campwatch

/// Slips of the pen in names are told with what was meant.
@Suite struct CLISlipTests {
    @Test(arguments: [
        (["storis"], "`campwatch` has no command “storis”: did you mean “stories”?"),
        (["feeds", "lst"], "`campwatch feeds` has no command “lst”: did you mean “list”?"),
        (
            ["rules", "chekc", "--config", "x"],
            "`campwatch rules` has no command “chekc”: did you mean “check”?"
        ),
        (["quux"], "`campwatch` has no command “quux”: `campwatch --help` lists them"),
        (["--state", "x", "deals"], "options stand behind the command: `campwatch deals --state …`"),
        (["deal", "wyh", "311"], "`campwatch deal` has no command “wyh”: did you mean “why”?"),
    ])
    func aWordThatIsNearlyACommandIsTold(arguments: [String], message: String) {
        let failure = #expect(throws: Failure.self) { try Campwatch.parsed(arguments) }

        #expect(failure == Failure(.usage, message))
    }

    @Test(arguments: [
        ["deal", "three"], ["stories", "--lmit", "3"], ["story"], ["deals", "--camp", "opne"],
        ["--config", "feeds", "--sinc", "7d"], ["--version", "deals"],
    ])
    func otherMistakesStayWithTheParser(arguments: [String]) {
        #expect { try Campwatch.parsed(arguments) } throws: { !($0 is Failure) }
    }

    @Test(arguments: [
        (["deals", "--party", "Lumen Fnd"], "no company “lumen-fnd”: did you mean “lumen-fund”?"),
        (["stories", "--party", "openfx"], "no company “openfx”: did you mean “openfox”?"),
        (["company", "opnfox"], "no company “opnfox”: did you mean “openfox”?"),
        (["graph", "--company", "opnfox"], "no company “opnfox”: did you mean “openfox”?"),
        (
            ["deals", "--party", "qqqqqq"],
            "no company “qqqqqq”: `campwatch companies` lists those with deals"
        ),
        (["deals", "--party", "openfox", "--camp", "closed"], "no deal matches: widen the filters"),
        (["graph", "--cycles", "--company", "opnfox"], "no company “opnfox”: did you mean “openfox”?"),
        (["feeds", "why", "Exmple Wire"], "no feed “Exmple Wire”: did you mean 1, “Example Wire”?"),
        (["feeds", "why", "wire.exmple"], "no feed “wire.exmple”: did you mean 1, “Example Wire”?"),
        (["feeds", "remove", "99"], "no feed “99”: `campwatch feeds list` shows numbers and addresses"),
    ])
    func anUnknownNameIsToldWithWhatWasMeant(arguments: [String], message: String) async throws {
        let fixture = try await CLIFixture()
        try await fixture.fill()
        let command = try Campwatch.parsed(arguments + fixture.arguments)
        let printing = try #require(command as? any PrintingCommand)

        var failure: Failure?
        do { failure = try await printing.output(in: fixture.context).failure } catch let error as Failure {
            failure = error
        }

        #expect(failure == Failure(.nothing, message))
    }
}
