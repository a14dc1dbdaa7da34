/// What the class and id of an element say about its content.
struct ClassWords {
    /// One of its classes names the text of an article ("post-content", "articleBody", "story__text").
    private(set) var namesBody = false
    /// Words that good content carries.
    private(set) var isPositive = false
    /// Words of what stands around articles; such an element goes unless it holds most of the page.
    private(set) var isFurniture = false
    /// Words that never name a part of the article itself.
    private(set) var isSurelyFurniture = false
    /// Words of small print around articles; such an element goes when it is small.
    private(set) var isSmallPrint = false
    /// Small print whatever else the name says.
    private(set) var isSurelySmallPrint = false
    /// The reactions of readers, which may be longer than the article.
    private(set) var isComments = false

    init(_ names: String) {
        for name in names.split(separator: " ").prefix(24) { add(Self.words(of: name)) }
        if isFurniture || isComments { namesBody = false }
    }

    private mutating func add(_ words: [String]) {
        guard let first = words.first, let last = words.last else { return }
        // Wrappers say what they have or lack: "has-sidebar", "no-comments", "with-related".
        if Self.states.contains(first) { return }
        if let state = words.firstIndex(where: Self.possession.contains) {
            return add(Array(words[..<state]))
        }
        // "tag-openai" and "category-social-media" are what WordPress calls whole articles.
        if Self.labels.contains(first), words.count > 1, !Self.tagParts.contains(last) { return }
        // Drupal says so of every field.
        if last == "hidden", words.contains("label") { return }
        let compound = words.joined()
        if words.contains(where: Self.isCommentWord), !Self.commentCounts.contains(last) {
            isComments = true
            return
        }
        if words.contains(where: Self.isFurnitureWord) || compound.hasPrefix("readmore") {
            isFurniture = true
            isSurelyFurniture = isSurelyFurniture || !words.contains(where: Self.ambiguous.contains)
        }
        let holdsText = words.contains(where: Self.parts.contains)
        if words.contains(where: Self.smallPrint.contains) || Self.unseen.contains(compound) {
            isSmallPrint = true
            isSurelySmallPrint = true
        } else if !holdsText, words.contains(where: Self.weakPrint.contains) {
            isSmallPrint = true
        }
        if words.contains(where: Self.positive.contains) || Self.bodies.contains(compound) {
            isPositive = true
        }
        let isNamed = words.indices.contains { index in
            Self.kinds.contains(words[index]) && words[(index + 1)...].contains(where: Self.parts.contains)
        }
        if !isFurniture, !isSmallPrint, isNamed || Self.bodies.contains(compound) { namesBody = true }
    }

    private static func isCommentWord(_ word: String) -> Bool {
        // A commentary is an article.
        commentStems.contains { word.hasPrefix($0) } && !word.hasPrefix("commentar") && word != "commentable"
            || word.hasPrefix("commentaire")
    }

    private static func isFurnitureWord(_ word: String) -> Bool {
        furniture.contains(word) || furnitureStems.contains { word.hasPrefix($0) }
    }

    /// "articleBody__main-2" as "article", "body", "main".
    private static func words(of name: Substring) -> [String] {
        var words: [String] = []
        var word: [UInt8] = []
        var wasLower = false
        for byte in name.utf8.prefix(80) {
            let isUpper = byte >= 0x41 && byte <= 0x5A
            if !byte.isASCIILetter || isUpper && wasLower, !word.isEmpty {
                words.append(String(decoding: word, as: UTF8.self))
                word.removeAll(keepingCapacity: true)
            }
            if byte.isASCIILetter { word.append(byte.asciiLowercased) }
            wasLower = byte.isASCIILetter && !isUpper
        }
        if !word.isEmpty { words.append(String(decoding: word, as: UTF8.self)) }
        return words
    }

    private static let states: Set<String> = ["has", "no", "with", "without", "is", "js", "hide", "show"]

    /// "content--with-sidebar" is content.
    private static let possession: Set<String> = ["with", "without", "has", "no"]

    private static let kinds: Set<String> = [
        "article", "story", "post", "entry", "news", "blog", "single", "artikel", "nota", "noticia",
        "art", "content", "press",
    ]
    private static let parts: Set<String> = [
        "body", "content", "contents", "text", "copy", "paragraphs", "txt", "cuerpo", "corps", "texto", "bd",
        "view", "detail",
    ]
    /// Whole names that mean the text of an article on large portals and systems.
    private static let bodies: Set<String> = [
        "articlebody", "articletext", "articlecontent", "articlecontents", "articleview", "storybody",
        "storytext", "storycontent", "postcontent", "postbody", "posttext", "entrycontent", "entrybody",
        "newsbody", "newstext", "newscontent", "bodytext", "bodycopy", "richtext", "prose",
        "wysiwyg", "trseditor", "articlecont", "artcontent", "conttxt", "articletxt", "fieldnamebody",
        "newsct", "dicarea", "contenttext", "fulltext", "fullstory", "releasebody", "textcontent",
        "articleparagraphs",
    ]
    private static let positive: Set<String> = [
        "article", "body", "content", "entry", "main", "page", "post", "text", "blog", "story", "artikel",
        "prose", "hentry", "column",
    ]
    private static let furniture: Set<String> = [
        "nav", "menu", "share", "sharing", "shares", "sharedaddy", "footer", "foot", "masthead", "ad", "ads",
        "adv", "advert", "dfp", "gpt", "banner", "cta", "popup", "popular", "mostread", "trending", "latest",
        "rail", "aside", "hotnews", "toplist", "bestof", "outbrain", "taboola", "disqus", "addthis",
        "shariff", "gdpr", "consent", "login", "register", "subscribe", "subscription", "subscriptions",
        "pager", "pagination", "crumbs", "skip",
        "jumplinks", "toc", "lightbox", "gallery", "slideshow", "carousel", "promo", "promos", "partner",
        "donate", "donation", "poll", "quiz", "survey", "teaser", "teasers", "upsell",
        "bio", "epic", "legal", "imprint", "viral", "zergnet", "ticker", "weather", "widgets", "sitemap",
        "search", "tweetbutton",
    ]
    /// Furniture as a rule, yet galleries, pages of search results and the like may be made of articles.
    private static let ambiguous: Set<String> = [
        "ad", "banner", "bestof", "carousel", "foot", "gallery", "latest", "lightbox", "login", "masthead",
        "pager", "pagination", "partner", "poll", "popular", "promo", "quiz", "rail", "register", "search",
        "skip", "slideshow", "subscribe", "subscription", "subscriptions", "survey", "teaser", "ticker",
        "weather", "widgets",
    ]
    private static let furnitureStems = [
        "contribution", "membership", "recirc",
        "related", "sidebar", "newsletter", "cookie", "breadcrumb", "recommend", "sponsor", "advertis",
        "promot", "social", "navigat", "navbar", "signup", "modal", "morefrom", "morenews",
        "readnext", "readalso", "alsoread", "seealso", "youmay", "authorbio", "authorbox", "aboutauthor",
        "xiangguan", "tuijian", "guanggao", "kanren", "osusume", "yandex",
    ]
    /// Small print wherever the word stands.
    private static let smallPrint: Set<String> = [
        "meta", "tags", "tag", "taglist", "tagcloud", "keywords", "byline", "dateline", "timestamp",
        "caption",
        "captions", "credit", "credits", "copyright", "descr", "dek", "toolbar", "avatar", "rating",
        "ratings",
        "readingtime", "desc", "paywall",
    ]
    /// Small print unless the name also speaks of text or content.
    private static let weakPrint: Set<String> = [
        "topics", "author", "authors", "date", "time", "published", "info", "tools", "button", "buttons",
        "btn", "label", "labels", "vote", "votes", "print", "email", "bookmark", "like", "likes", "follow",
        "disclaimer", "source", "tagline", "kicker", "category", "categories", "more", "next", "prev",
        "previous", "views", "counter", "correction", "actions", "utility", "audio", "player", "video",
        "photo", "legend", "signature", "profile", "notice", "disclosure",
    ]
    /// Text for screen readers only.
    private static let unseen: Set<String> = [
        "sronly", "visuallyhidden", "screenreadertext", "screenreader", "vh", "offscreen", "tableofcontents",
    ]
    private static let labels: Set<String> = ["tag", "category", "cat"]
    private static let tagParts: Set<String> = [
        "list", "links", "cloud", "items", "box", "wrap", "wrapper", "label", "name", "section", "title",
        "button",
        "container", "header",
    ]
    private static let commentStems = [
        "comment", "kommentar", "comentari", "commentaire", "disqus", "respond", "replies", "talkback",
        "reaction", "pinglun", "discussion", "livefyre", "webmention", "pingback", "trackback", "reviews",
    ]
    /// "comment-count" belongs to the small print, not to the reactions.
    private static let commentCounts: Set<String> = [
        "count", "counter", "number", "link", "icon", "open", "closed", "enabled", "disabled", "status",
    ]
}
