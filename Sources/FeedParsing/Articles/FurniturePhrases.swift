/// How pages word what is not the article, in ten languages.
///
/// Everything is compared in lower case. A phrase only counts in a short block: the words also begin sentences.
enum FurniturePhrases {
    /// Weight up to which a block that begins with one of `leads` is furniture.
    private static let longestLead = 220

    /// Whether a block is a pointer to something else, a request or a credit.
    static func isFurniture(_ block: ArticleBlock) -> Bool {
        guard block.weight <= longestLead else { return false }
        let text = block.text.lowercased().trimming { !$0.isLetter && !$0.isNumber && $0 != "©" }
        if text.isEmpty { return true }
        if block.weight <= 60, isShareBar(text) || wholes.contains(text) { return true }
        let bytes = Array(text.utf8)
        if let lead = leadIndex.prefix(of: bytes) {
            // "Related" alone, "Related: …", or a line that is mostly a link; not "Related costs rose."
            let rest = bytes.dropFirst(lead.count)
            if rest.isEmpty || separators.contains(where: { rest.starts(with: $0.utf8) }) { return true }
            if block.linkDensity > 0.3 || strongIndex.prefix(of: bytes) != nil { return true }
        }
        return block.weight <= 160 && tailIndex.occurs(in: bytes)
    }

    private static let separators = [":", "：", "|", "»"]
    private static let strongIndex = PhraseIndex(strongLeads)
    private static let leadIndex = PhraseIndex(leads)
    private static let tailIndex = PhraseIndex(tails)

    /// Whether a heading announces only links.
    static func announcesLinks(_ text: String) -> Bool {
        let lower = text.lowercased().trimming { !$0.isLetter && !$0.isNumber }
        if wholes.contains(lower) { return true }
        let bytes = Array(lower.utf8)
        return leadIndex.prefix(of: bytes).map { bytes.count < $0.count + 16 } ?? false
    }

    /// A handful of words, all of which name networks or tools.
    private static func isShareBar(_ text: String) -> Bool {
        let words = text.split { !$0.isLetter }
        return !words.isEmpty && words.count <= 12 && words.allSatisfy { shareWords.contains(String($0)) }
    }

    private static let shareWords: Set<String> = [
        "share", "tweet", "facebook", "twitter", "x", "whatsapp", "linkedin", "reddit", "telegram", "email",
        "mail", "e", "print", "pin", "pinterest", "copy", "link", "save", "flipboard", "pocket", "bluesky",
        "threads", "mastodon", "on", "via", "this", "article", "or", "and", "by", "teilen", "drucken",
        "merken", "artikel", "kopieren", "auf", "per", "partager", "imprimer", "sur", "envoyer", "compartir",
        "compartilhar", "imprimir", "copiar", "enlace", "en", "no", "поделиться", "вконтакте",
        "одноклассники",
        "ok", "vk", "телеграм", "распечатать", "сохранить", "分享", "微信", "微博", "收藏", "打印", "分享到", "qq",
        "朋友圈", "扫一扫", "シェア", "ツイート", "ポスト", "はてな", "印刷", "保存", "line", "note", "공유", "공유하기",
        "페이스북", "트위터", "카카오톡", "카카오스토리", "밴드", "url", "복사", "인쇄", "스크랩", "글자크기", "more",
        "comment", "comments", "like", "subscribe", "follow", "us",
    ]

    private static let wholes: Set<String> = [
        "advertisement", "anzeige", "werbung", "publicité", "publicidad", "publicidade", "реклама", "广告",
        "広告",
        "광고", "pr", "comments", "leave a comment", "leave a reply", "post a comment", "kommentare",
        "commentaires", "comentarios", "comentários", "комментарии", "评论", "コメント", "댓글", "tags", "topics",
        "schlagwörter", "themen", "mots-clés", "etiquetas", "теги", "标签", "タグ", "태그", "contents",
        "table of contents", "in this article", "inhalt", "inhaltsverzeichnis", "sommaire", "índice",
        "contenido",
        "содержание", "оглавление", "目录", "目次", "もくじ", "목차", "skip to content", "skip to main content",
        "back to top", "load more", "show more", "continue reading", "read more", "weiterlesen",
        "weiter lesen",
        "lire la suite", "leer más", "seguir leyendo", "ler mais", "continue lendo", "читать далее", "阅读全文",
        "展开全文", "続きを読む", "더보기", "about the author", "über den autor", "sobre el autor", "sobre o autor",
        "об авторе", "关于作者", "この記事を書いた人", "記者", "기자", "sign in", "log in", "subscribe", "subscribe now",
        "image credits", "photo", "image", "video", "loading", "share this", "share", "copied", "link copied",
        "most read", "most popular", "trending", "popular", "latest news", "you may also like", "sponsored",
        "editors' picks", "recommended", "recommended for you", "top stories", "more stories", "see more",
    ]

    /// These begin furniture whatever follows.
    private static let strongLeads: Set<String> = [
        "read also", "also read", "read more about", "read next", "see also", "sign up for",
        "subscribe to our",
        "follow us", "join our", "click here to", "share this", "lesen sie auch", "lesen sie hier",
        "mehr zum thema", "das könnte sie auch interessieren", "lire aussi", "à lire aussi", "a lire aussi",
        "à lire également", "lea también", "lee también", "te puede interesar", "más información",
        "leia também",
        "leia mais", "veja também", "читайте также", "читать также", "смотрите также", "подписывайтесь",
        "подпишитесь", "延伸阅读", "相关阅读", "相关新闻", "推荐阅读", "更多精彩", "责任编辑", "编辑：", "原标题", "延伸閱讀",
        "相關新聞", "関連記事", "あわせて読みたい", "合わせて読みたい", "おすすめ記事", "こちらも読みたい", "관련기사", "관련 기사",
        "추천기사", "함께 보면", "무단전재", "무단 전재", "저작권자", "ⓒ", "©", "copyright ©", "copyright (c)",
        "all rights reserved", "alle rechte vorbehalten", "tous droits réservés", "todos los derechos",
        "todos os direitos", "все права защищены", "版权所有", "版權所有", "無断転載", "image credit", "photo credit",
        "photo by", "photo:", "image:", "foto:", "фото:", "图源", "图片来源", "写真：", "写真提供", "사진=", "사진 =",
        "don't miss", "you might also like",
        "story continues below", "article continues", "continue reading below", "continue reading the main",
        "scroll to continue", "scroll down for", "this article continues", "view comments", "show comments",
        "support our journalism", "related video", "related coverage", "our standards:",
        "stay up to date with",
        "der artikel wird unten fortgesetzt", "weiter nach der anzeige", "la suite après", "puedes seguir",
        "sigue leyendo", "continua después de la publicidad", "continua após a publicidade",
        "продолжение после рекламы", "подробнее:", "【関連記事】", "【关联", "▶",
        "have a tip", "got a tip", "download our app", "get our newsletter", "newsletter:",
    ]
    private static let leads: [String] =
        Array(strongLeads) + [
            "related", "more on", "more from", "read more", "read:", "watch:", "listen:", "recommended",
            "subscribe",
            "sign up", "tags", "topics", "filed under", "posted in", "categories", "share", "source:", "via:",
            "mehr dazu", "mehr zu", "weitere artikel", "themen", "quelle:", "foto", "lire",
            "sur le même sujet",
            "voir aussi", "source :", "crédit", "ver también", "relacionado", "noticias relacionadas",
            "temas",
            "etiquetas", "fuente:", "saiba mais", "relacionadas", "assuntos", "fonte:", "по теме",
            "ещё по теме",
            "материалы по теме", "теги", "источник:", "фото", "标签", "来源", "作者", "编辑", "关键词", "出典", "タグ",
            "関連", "キーワード", "태그", "관련", "키워드", "출처",
        ]

    /// Standing phrases anywhere in a short block.
    private static let tails: [String] = [
        "all rights reserved", "min read", "minute read", "minutes to read", "lesezeit", "minuten lesezeit",
        "min de lecture", "min de lectura", "min de leitura", "мин. чтения", "минут чтения", "阅读时间", "무단전재",
        "재배포 금지", "無断転載", "责任编辑", "责任编辑：", "follow us on", "our newsletter", "your inbox",
        "we use cookies", "accept cookies", "cookie policy", "enable javascript", "requires javascript",
        "affiliate commission", "наш телеграм", "telegram-канал", "扫描二维码", "点击下载", "ad blocker", "adblock",
    ]
}

/// Phrases by their first byte, so that a text is compared with few of them.
private struct PhraseIndex {
    private var phrases = [[[UInt8]]](repeating: [], count: 256)

    init(_ all: some Sequence<String>) {
        // The longest first: "read more about" before "read more".
        for phrase in all.map({ Array($0.utf8) }).sorted(by: { $0.count > $1.count }) {
            if let first = phrase.first { phrases[Int(first)].append(phrase) }
        }
    }

    /// The longest phrase that the text begins with.
    func prefix(of text: [UInt8]) -> [UInt8]? {
        text.first.flatMap { first in phrases[Int(first)].first { text.starts(with: $0) } }
    }

    /// Whether any phrase stands anywhere in the text.
    func occurs(in text: [UInt8]) -> Bool {
        text.indices.contains { index in
            phrases[Int(text[index])].contains { text[index...].starts(with: $0) }
        }
    }
}
