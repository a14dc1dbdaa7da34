/// Follows one element whose content is not for readers.
struct SkippedElement {
    private var name = ""
    private var depth = 0

    var isInside: Bool { depth > 0 }

    /// True when the start tag belongs to what is skipped.
    mutating func start(_ tag: String, _ isSelfClosing: Bool, isHidden: () -> Bool) -> Bool {
        if depth > 0 {
            if tag == name, !isSelfClosing { depth += 1 }
            return true
        }
        // What an object holds stands in for it where it is not shown, as here; and many are never closed.
        guard HTMLNames.dropped.contains(tag) && tag != "object" || isHidden() else { return false }
        if !isSelfClosing, !HTMLNames.void.contains(tag) {
            name = tag
            depth = 1
        }
        return true
    }

    mutating func end(_ tag: String) -> Bool {
        guard depth > 0 else { return false }
        if tag == name { depth -= 1 }
        return true
    }
}
