/// Values without quotation marks: numbers, dates, times, true and false.
extension TOMLScanner {
    mutating func word() throws(TOMLError) -> TOMLValue.Content {
        let place = here()
        let start = index
        skipWord()
        // A space may stand between a date and its time.
        if TOMLTime.isDate(bytes[start..<index]), next == 0x20, index + 1 < bytes.count,
            TOMLNumber.isDigit(bytes[index + 1])
        {
            advance()
            skipWord()
        }
        let word = bytes[start..<index]
        guard let content = Self.content(word) else {
            throw TOMLError(place: place, message: advice(for: word))
        }
        return content
    }

    private mutating func skipWord() {
        while let byte = next, Self.isBare(byte) || Self.joinsWord(byte) { advance() }
    }

    private static func content(_ word: ArraySlice<UInt8>) -> TOMLValue.Content? {
        if let number = TOMLNumber.integer(word) { return .integer(number) }
        if word.elementsEqual("true".utf8) { return .flag(true) }
        if word.elementsEqual("false".utf8) { return .flag(false) }
        if let kind = TOMLTime.kind(of: word) {
            return .time(String(decoding: word, as: UTF8.self), kind)
        }
        return TOMLNumber.float(word).map { .float($0) }
    }

    /// What is wrong with a word that is no value.
    private func advice(for word: ArraySlice<UInt8>) -> String {
        guard let first = word.first else {
            return next.map(Self.endsValue) ?? true
                ? "a value is missing here" : "no value begins so; a text needs quotation marks"
        }
        let text = String(decoding: word.prefix(40), as: UTF8.self)
        if ["true", "false", "inf", "nan"].contains(text.lowercased()) {
            return "write \(text.lowercased()), in small letters"
        }
        let isNumber = TOMLNumber.isDigit(first) || "+-.".utf8.contains(first)
        guard isNumber, word.contains(where: TOMLNumber.isDigit) else {
            return "\"\(text)\" is no value; a text needs quotation marks"
        }
        if word.contains(UInt8(ascii: ":")) || word.dropFirst(4).first == UInt8(ascii: "-") {
            return "\"\(text)\" is no date or time: write 2026-11-22, 08:30:00 or both with T between"
        }
        return "\"\(text)\" is no number: \(TOMLNumber.advice(for: word))"
    }

    private static func joinsWord(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: ".") || byte == UInt8(ascii: ":") || byte == UInt8(ascii: "+")
    }

    private static func endsValue(_ byte: UInt8) -> Bool {
        byte == 0x0A || byte == 0x0D || "#,]}".utf8.contains(byte)
    }
}
