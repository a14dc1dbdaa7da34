/// Cuts the items out of a JSON Feed as its bytes come, so that memory holds one of them and not the document.
///
/// It only counts brackets and skips strings; what an item says, and whether it is well formed, is for
/// `JSONReader` to find out. Linear: each byte is looked at once.
struct JSONFeedSplitter {
    /// The document without its items: their list stands empty.
    private(set) var frame: [UInt8] = []
    /// The bytes of the item that `findItem` has found, or of its beginning.
    private(set) var item: [UInt8] = []

    private enum Place { case before, items, after }

    private var place = Place.before
    private var depth = 0
    private var isInString = false
    private var isEscaped = false
    /// The key was "items": a list that comes next holds them.
    private var expectsItems = false

    /// Reads on from `index` to the end of the next item; false when the bytes end before it does.
    mutating func findItem(_ bytes: Span<UInt8>, from index: inout Int) -> Bool {
        var start = index
        while index < bytes.count {
            if isInString {
                skipString(bytes, &index)
                continue
            }
            let byte = bytes[index]
            index += 1
            switch byte {
            case UInt8(ascii: "\""): isInString = true
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                depth += 1
                guard depth == 2, expectsItems, byte == UInt8(ascii: "[") else { continue }
                keep(bytes.extracting(start..<index))
                place = .items
                start = index
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                depth -= 1
                if place == .items, depth <= 2 {
                    // The bracket that ends the list belongs to the frame.
                    let end = depth == 2 ? index : index - 1
                    keep(bytes.extracting(start..<end))
                    start = end
                    if depth < 2 { place = .after }
                    if !isBlank { return true }
                }
            case UInt8(ascii: ",") where place == .items && depth == 2:
                keep(bytes.extracting(start..<index - 1))
                start = index
                if !isBlank { return true }
                dropItem()
            case UInt8(ascii: ":") where place == .before && depth == 1:
                keep(bytes.extracting(start..<index))
                start = index
                expectsItems = endsWithItemsKey
                continue
            default: if byte.isASCIIWhitespace { continue }
            }
            expectsItems = false
        }
        keep(bytes.extracting(start..<bytes.count))
        return false
    }

    /// Ends the document; whether an item was left unfinished.
    mutating func finish() -> Bool { !isBlank }

    /// Makes room for the next item.
    mutating func dropItem() { item.removeAll(keepingCapacity: item.capacity <= 1 << 20) }

    private var isBlank: Bool { item.allSatisfy(\.isASCIIWhitespace) }

    private mutating func keep(_ bytes: Span<UInt8>) {
        if place == .items { item.append(bytes: bytes) } else { frame.append(bytes: bytes) }
    }

    private mutating func skipString(_ bytes: Span<UInt8>, _ index: inout Int) {
        var next = index
        while next < bytes.count {
            let byte = bytes[next]
            next += 1
            if isEscaped {
                isEscaped = false
            } else if byte == UInt8(ascii: "\\") {
                isEscaped = true
            } else if byte == UInt8(ascii: "\"") {
                isInString = false
                break
            }
        }
        index = next
    }

    /// Whether the frame, which ends in a colon, ends in the key "items".
    private var endsWithItemsKey: Bool {
        let key = Array("\"items\"".utf8)
        let text = frame.dropLast()
        guard let last = text.lastIndex(where: { !$0.isASCIIWhitespace }) else { return false }
        let upToKey = text[...last]
        return upToKey.suffix(key.count).elementsEqual(key)
            && upToKey.dropLast(key.count).last != UInt8(ascii: "\\")
    }
}
