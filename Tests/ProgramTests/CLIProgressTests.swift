import Foundation
import TestSupport
import Testing

@testable import campwatch

/// The bar that long work shows on a terminal.
@Suite struct CLIProgressTests {
    @Test func theBarGoesOnAndTakesItsLineAway() {
        var written: [String] = []
        var bar: ProgressBar? = ProgressBar(total: 200) { written.append($0) }

        for done in [0, 1, 100, 101, 200, 900] { bar?.show(done) }
        #expect(written.map { $0.suffix(5) } == ["░ 0 %", " 50 %", "100 %"])
        bar = nil

        #expect(written.last == "\r\u{1B}[K")
        #expect(written.count == 4)
    }

    @Test func nothingIsWrittenWhereNobodySeesIt() {
        let bar = ProgressBar(total: 0, write: nil)
        bar.show(1)
        bar.end()
        #expect(!CommandContext(terminal: .file, environment: [:], now: CLIFixture.now).showsProgress)
    }
}
