import TOMLText

extension TOMLTable {
    /// What stands under the name of a section, or with a dot in the name of one within a section.
    func section(_ name: String) -> TOMLValue? {
        guard let dot = name.firstIndex(of: ".") else { return self[name] }
        return self[String(name[..<dot])]?.table?[String(name[name.index(after: dot)...])]
    }

    /// The line of a key of a section, else of the section; nil when there is neither.
    func line(section name: String, key: String?) -> Int? {
        let section = section(name)
        return key.flatMap { section?.table?.place(ofKey: $0)?.line } ?? section?.place.line
    }
}
