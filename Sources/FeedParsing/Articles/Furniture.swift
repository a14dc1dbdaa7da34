/// Decides whether one element is furniture.
struct Furniture {
    let node: PageTree.Node
    let words: ClassWords?
    let weight: Int
    let total: Int
    /// Headlines and marked bodies inside.
    let headlines: Int
    /// The rest of the page has a headline or a marked body of its own.
    let hasHeadlineOutside: Bool
    let isInArticle: Bool
    let isBody: Bool
    /// The share of the page's prose in all elements of the same classes.
    let proseShare: Double
    let linkDensity: Double

    private static let roles: Set<String> = [
        "navigation", "complementary", "contentinfo", "search", "dialog", "alertdialog", "banner", "menu",
        "menubar", "tablist", "toolbar",
    ]

    private func holds(_ share: Double) -> Bool { Double(weight) > share * Double(total) }

    var goes: Bool {
        // What holds the headline and a good part of the text is no furniture, whatever it is called.
        if headlines > 0, holds(0.25) { return false }
        if words?.isComments == true, node.name != "article" || isInArticle {
            return hasHeadlineOutside || !holds(0.9)
        }
        if isBody { return false }
        // The teasers below a short item may be most of the page.
        let isTeasers = words?.isSurelyFurniture == true && hasHeadlineOutside && linkDensity > 0.2
        if !isTeasers, holds(hasHeadlineOutside ? 0.75 : 0.6) { return false }
        switch node.name {
        case "nav", "menu", "dialog", "amp-ad": return true
        case "aside", "footer": return !holds(0.4)
        case "header": if !isInArticle, !holds(0.3) { return true }
        case "form": if !holds(0.3) { return true }
        default: break
        }
        if node.attributes?.isHidden == true { return !holds(0.5) }
        if let role = node.attributes?.role, Self.roles.contains(role) { return !holds(0.4) }
        guard let words else { return false }
        // Galleries and the like hold the text of some articles.
        let share = words.isSurelyFurniture ? 0.6 : 0.3
        if proseShare > share, linkDensity < 0.2 { return false }
        if words.isFurniture { return hasHeadlineOutside || !holds(0.4) }
        let isSmall = weight < 160 || weight < 500 && !holds(0.1) && words.isSurelySmallPrint
        return words.isSmallPrint && isSmall && !isHeading
    }

    private var isHeading: Bool { PageNames.headings.contains(node.name) || node.name == "p" && weight > 120 }
}
