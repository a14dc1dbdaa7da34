/// A page as a tree in document order: a subtree is the run of nodes from its root to the root's `end`.
///
/// Sums over subtrees need no recursion: walking the nodes backwards meets every child before its parent.
struct PageTree {
    struct Node {
        /// Lowercase element name; empty for text.
        var name: String
        var parent: Int
        /// The index after the last node inside.
        var end: Int
        var attributes: PageAttributes?
        /// Where a text node's bytes are in `text`.
        var range: Range<Int>

        var isText: Bool { name.isEmpty }
    }

    var nodes: [Node] = []
    /// The text of all text nodes, references resolved.
    var text: [UInt8] = []

    /// The plain text below a node on one line.
    func line(_ node: Int) -> String {
        var bytes: [UInt8] = []
        for index in node..<nodes[node].end where nodes[index].isText {
            bytes.append(contentsOf: text[nodes[index].range])
        }
        return PlainText.line(String(decoding: bytes, as: UTF8.self), type: .plain)
    }
}

/// The attributes of an element that say what it is for.
struct PageAttributes {
    /// The classes and the id as written, separated by spaces.
    var names: String
    /// The classes without their digits, by which elements of one make are known.
    var make: String
    var property: String
    var role: String
    var relation: String
    var datetime: String?
    var isLink: Bool
    var isHidden: Bool

    init(_ attributes: HTMLAttributes) {
        names = [attributes["class"], attributes["id"]].compactMap(\.self).joined(separator: " ")
        make = attributes["class"]?.filter { !$0.isWholeNumber } ?? ""
        property = attributes["itemprop"]?.lowercased() ?? ""
        role = attributes["role"]?.lowercased() ?? ""
        relation = attributes["rel"]?.lowercased() ?? ""
        datetime = attributes["datetime"] ?? attributes["content"]
        isLink = attributes["href"] != nil
        isHidden = attributes.isHidden
    }
}
