/// Words of web sites that are no part of a story, in the ten languages and lower case.
enum TeaserPhrases {
    /// At the end of a teaser: the rest is on the page.
    static let furtherReading = [
        "read more", "continue reading", "read the full", "read full", "keep reading", "appeared first on",
        "full story", "weiterlesen", "mehr lesen", "zum artikel", "lire la suite", "lire l’article",
        "lire l'article", "leer más", "seguir leyendo", "continuar leyendo", "leia mais", "continue lendo",
        "continuar a ler", "ler mais", "читать далее", "читать полностью", "подробнее", "阅读全文", "阅读更多",
        "查看全文", "閱讀全文", "閱讀更多", "繼續閱讀", "続きを読む", "全文を読む", "더 보기", "더보기", "자세히 보기",
        "기사 전문",
    ]

    /// On a page that shows no article: it wants money, a name or consent, or there is nothing there.
    static let walls = [
        "subscribe to read", "subscribe to continue", "subscribe now", "already a subscriber",
        "sign in to", "log in to", "create an account", "create a free account", "register to",
        "accept cookies", "we use cookies", "enable javascript", "are you a robot", "verify you are human",
        "page not found", "no longer available", "access denied", "jetzt abonnieren", "bereits abonnent",
        "einloggen", "mit werbung weiterlesen", "réservé aux abonnés", "déjà abonné", "abonnez-vous",
        "suscríbete", "ya soy suscriptor", "contenido exclusivo para suscriptores", "assine para",
        "já é assinante", "exclusivo para assinantes", "только для подписчиков", "оформите подписку",
        "страница не найдена", "登录后", "订阅后", "付费阅读", "登入後", "訂閱後", "会員限定", "有料会員",
        "ログインして", "구독자 전용", "로그인 후",
    ]
}
