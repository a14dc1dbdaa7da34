/// Whether a feed's new title may be another feed's.
enum TitleRule {
    /// True when the two have no word in common: a changed tag line is no alarm, "Domain for sale" is one.
    static func isOther(_ title: String, than known: String) -> Bool {
        let (old, new) = (words(known), words(title))
        return !old.isEmpty && !new.isEmpty && old.isDisjoint(with: new)
    }

    private static func words(_ title: String) -> Set<Substring> {
        Set(title.lowercased().split { !$0.isLetter && !$0.isNumber })
    }
}
