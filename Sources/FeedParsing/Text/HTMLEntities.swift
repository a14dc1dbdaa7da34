/// The named character references of HTML 5.
enum HTMLEntities {
    /// The text of a reference by its name without "&" and ";", or nil when HTML has no such name.
    static func scalars(named name: String) -> String? { table[name] }

    /// The longest name that HTML accepts without ";" and that `text` starts with ("copy" of "copyright").
    static func legacyPrefix(of text: String) -> (name: String, value: String)? {
        var candidate = Substring(text)
        while !candidate.isEmpty {
            let name = String(candidate)
            if legacy.contains(name), let value = table[name] { return (name, value) }
            candidate.removeLast()
        }
        return nil
    }

    private static let legacy = Set(HTMLEntityData.withoutSemicolon.split(separator: " ").map(String.init))

    private static let table: [String: String] = {
        var table: [String: String] = [:]
        table.reserveCapacity(2_200)
        for item in HTMLEntityData.named.split(separator: " ") {
            let parts = item.split(separator: ":")
            guard parts.count == 2 else { continue }
            var value = String.UnicodeScalarView()
            for hex in parts[1].split(separator: "+") {
                if let code = UInt32(hex, radix: 16), let scalar = Unicode.Scalar(code) {
                    value.append(scalar)
                }
            }
            table[String(parts[0])] = String(value)
        }
        return table
    }()
}
