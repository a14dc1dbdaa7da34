import ArgumentParser

/// The most rows that a list shows; people write 0 for all.
struct Limit: Equatable, ExpressibleByArgument {
    private var number: Int

    init(_ number: Int) { self.number = number }

    init?(argument: String) {
        guard let number = Int(argument), number >= 0 else { return nil }
        self.number = number
    }

    var defaultValueDescription: String { String(number) }

    var most: Int { number == 0 ? Int.max : number }

    /// One row more than are shown, by which it is known whether there are more.
    var asked: Int { most == Int.max ? most : most + 1 }

    /// The rows that are shown, and whether others are left out.
    func cut<Row>(_ rows: [Row]) -> (shown: [Row], isCut: Bool) {
        (Array(rows.prefix(most)), rows.count > most)
    }
}
