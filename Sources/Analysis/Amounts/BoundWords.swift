import NewsModel

/// The words that turn a figure into a limit or an estimate.
enum BoundWords {
    /// Right before the sum; only fillers may stand between.
    static let before: [Language: String] = [
        .english: """
        upTo = up to | as much as | as many as | at most | no more than | not more than | under | less than
        upTo = below
        upTo = fewer than | just under | maximum of | max | a maximum of | capped at | not exceeding
        upTo = as high as
        atLeast = more than | over | at least | above | in excess of | upwards of | north of | exceeding
        atLeast = topping
        atLeast = exceeds | surpassing | surpassed | passed | well over | a minimum of | minimum of
        atLeast = no less than
        atLeast = not less than | just over | upward of | topped
        about = about | around | roughly | some | nearly | almost | approximately | an estimated | estimated
        about = circa
        about = ~ | close to | an approximate | approx. | approx | near | nearing | c. | in the region of
        about = somewhere around | ≈ | a reported estimated | on the order of | estimated at | estimated to be
        about = in the neighbourhood of | in the neighborhood of
        """,
        .russian: """
        upTo = до | максимум | не более | не больше | не более чем | меньше | менее | менее чем | меньше чем
        upTo = не свыше
        upTo = не превышает | чуть меньше | чуть менее | вплоть до | в пределах
        atLeast = более | больше | свыше | более чем | больше чем | не менее | не меньше | как минимум
        atLeast = минимум | выше
        atLeast = по меньшей мере | превышает | превысил* | превышающ* | от | чуть более | чуть больше
        atLeast = не менее чем
        atLeast = по крайней мере
        about = около | примерно | почти | порядка | приблизительно | где-то | ориентировочно | ~ | ≈ | под
        about = в районе | без малого | приблизительно в | примерно в | примерно на | оценочно
        about = оценивается в | оцениваются в | оценивают в | оценили в | оценивался в | оценивалась в
        """,
        .german: """
        upTo = bis zu | bis | maximal | höchstens | unter | weniger als | nicht mehr als | bis maximal
        upTo = unterhalb von
        upTo = max.
        atLeast = mehr als | über | mindestens | wenigstens | gut | mehr wie | von über | oberhalb von
        atLeast = deutlich über
        about = rund | etwa | ungefähr | circa | ca. | ca | knapp | fast | nahezu | annähernd | um die
        about = gegen | zirka
        about = geschätzt | geschätzte | geschätzten | taxiert auf | schätzungsweise | beinahe | an die | ~ | rd. | in etwa | in der größenordnung von
        """,
        .french: """
        upTo = jusqu'à | jusqu'a | moins de | moins d' | au maximum | au plus | maximum | inférieur à | sous les
        upTo = pas plus de
        atLeast = plus de | au moins | plus d' | supérieur à | minimum | au minimum | au-delà de
        atLeast = au-dessus de
        atLeast = dépassant | dépasse | dépassent | près de plus de | au-dessus des
        about = environ | près de | quelque | quelques | autour de | autour des | à peu près | presque
        about = de l'ordre de
        about = dans les | aux alentours de | approximativement | quasi | quasiment | ~ | d'environ
        about = plus ou moins
        about = près d' | avoisine | avoisinerait | avoisinant | avoisinerait les | avoisine les | frôle | frôlerait | approche
        about = estimé à | estimée à | estimés à | estimées à | évalué à | évaluée à
        """,
        .spanish: """
        upTo = hasta | como máximo | máximo de | menos de | no más de | por debajo de | un máximo de
        upTo = inferior a
        atLeast = más de | al menos | por encima de | como mínimo | superior a | mínimo de | un mínimo de
        atLeast = supera los
        atLeast = superan los | superar los | superiores a | por lo menos | de más de | supera | rebasa los
        about = unos | unas | cerca de | alrededor de | casi | aproximadamente | en torno a | en torno a los
        about = ~
        about = poco menos de | poco más de | aproximado de | cercano a | cerca de los | del orden de
        about = ronda | rondan | rondaría | rondarían | rondando | estimado en | estimada en | estima en | estiman en | roza | rozaría
        """,
        .portuguese: """
        upTo = até | no máximo | menos de | máximo de | abaixo de | inferior a | não mais de | um máximo de
        atLeast = mais de | ao menos | pelo menos | acima de | no mínimo | superior a | mínimo de | passa de
        atLeast = passam de | supera | superior aos | ultrapassa | mais que | superam
        about = cerca de | aproximadamente | quase | em torno de | perto de | por volta de | uns
        about = ao redor de | ~
        about = na casa de | na casa dos | próximo de | pouco menos de | pouco mais de | algo como
        about = estimado em | estimada em | estimados em | estima em | beira | beiraria | gira em torno de | ronda | rondará | rondaria
        """,
        .chineseSimplified: """
        upTo = 最高 | 至多 | 最多 | 最大 | 不超过 | 高达 | 上限 | 上限为 | 多达 | 低于 | 不到 | 少于 | 不足 | 不高于 | 上看 | 可达
        upTo = 或达 | 或高达 | 最高可达 | 最高达 | 至多为 | 最多达 | 高至 | 未超过
        atLeast = 超过 | 逾 | 超 | 至少 | 不低于 | 不少于 | 突破 | 高于 | 多于 | 最少 | 最低 | 破 | 起码 | 超出 | 已超 | 远超
        about = 约 | 大约 | 近 | 约合 | 将近 | 接近 | 大概 | 估计 | 约为 | 约达 | 预计约 | 差不多 | 逼近 | 约莫 | 粗估 | 左右
        about = 合约 | 直逼 | ~
        """,
        .japanese: """
        upTo = 最大 | 最大で | 最高 | 上限 | 多くて | 最大約 | 最大で約 | 最大計 | 上限は
        atLeast = 少なくとも | 最低 | 最低でも | 少なくとも約
        about = 約 | およそ | ほぼ | おおよそ | 推定 | 概ね | 計約 | ざっと | 総額約
        """,
        .korean: """
        upTo = 최대 | 최고 | 많게는 | 최대 약 | 많아야 | 최대로
        atLeast = 최소 | 적어도 | 최소한 | 무려 | 최저
        about = 약 | 대략 | 거의 | 줄잡아 | 어림잡아 | 추정 | 대략적으로
        """,
    ]

    /// Right after the sum.
    static let after: [Language: String] = [
        .english: """
        atLeast = or more | -plus | + | and up | at least | or higher | and above
        upTo = or less | at most | or under | tops | max | maximum
        about = or so | or thereabouts | approximately | approx. | give or take
        """,
        .russian: """
        atLeast = и более | и больше | с лишним | и выше | минимум | как минимум
        upTo = максимум | и менее
        about = примерно | или около того | приблизительно
        """,
        .german: """
        atLeast = oder mehr | und mehr | aufwärts | mindestens
        upTo = maximal | höchstens
        """,
        .french: """
        atLeast = ou plus | et plus | minimum | au moins | au minimum
        upTo = maximum | au maximum | au plus
        about = environ
        """,
        .spanish: """
        atLeast = o más | como mínimo | por lo menos | al menos
        upTo = como máximo
        about = aproximadamente | más o menos
        """,
        .portuguese: """
        atLeast = ou mais | no mínimo | pelo menos
        upTo = no máximo
        about = aproximadamente | mais ou menos
        """,
        .chineseSimplified: """
        atLeast = 以上 | 起 | 有余 | 之多
        upTo = 以下 | 以内 | 之内 | 封顶 | 上限
        about = 左右 | 上下 | 前后
        """,
        .japanese: """
        atLeast = 以上 | を超える | を超え | 超 | 余り | 余 | 強 | を上回る | を上回り | あまり
        upTo = 以下 | 未満 | 弱 | を上限 | まで | が上限 | を下回る
        about = 規模 | 程度 | 前後 | ほど | 近く | くらい | ぐらい
        """,
        .korean: """
        atLeast = 이상 | 을 넘 | 를 넘 | 넘게 | 초과 | 을 웃돌 | 를 웃돌 | 을 상회 | 를 상회 | 을 훌쩍 | 를 훌쩍 | 을 넘어
        upTo = 이하 | 미만 | 까지 | 한도
        about = 안팎 | 가까이 | 가량 | 정도 | 내외 | 가까운 | 수준 | 쯤 | 대 | 상당 | 규모로 추정 | 으로 추정 | 로 추정 | 남짓
        """,
    ]

    /// Between the bound word and the sum.
    static let fillers: [Language: String] = [
        .english: """
        another | an additional | additional | further | a further | a | an | a total of | just
        value of | of | what is | even
        """,
        .russian: """
        еще | еще на | в | на | за | общей суммой в | сумму в | суммой | дополнительных | дополнительно
        """,
        .german: """
        weitere | weiteren | weiterer | zusätzliche | insgesamt | einer | eine | den | jeweils | von
        """,
        .french: "de | à | les | un | une | des | d' | encore | supplémentaires",
        .spanish: "otros | de | los | unos | a | en | adicionales | otros",
        .portuguese: "outros | mais | de | os | a | em",
        .chineseSimplified: "为 | 达 | 可达 | 在 | 有 | 了 | 再 | 又 | 共 | 总 | 至 | 到 | 是",
        .japanese: "で | 計 | 総額 | さらに | の",
        .korean: "총 | 추가로 | 각각 | 로",
    ]

    /// Verbs of change in the clause: "вырос до $5 млрд" grew to five, it is no limit.
    static let changeVerbs: [Language: String] = [
        .russian: """
        вырос* | увелич* | подня* | повыс* | подорожал* | снизи* | сократ* | упал* | довел* | рост* | подскочил*
        достиг* | дошл* | дорос* | взлетел* | подешевел*
        """,
        .spanish: "elev* | subió | subir | aument* | creció | crecer | bajó",
        .portuguese: "elev* | subiu | subir | aument* | cresceu | crescer | caiu",
    ]

    /// Nouns right before German "über", which then only names the sum: "ein Vertrag über 40 Millionen".
    static let nounsOfSum: [Language: String] = [
        .german: """
        vertrag | auftrag | kredit | darlehen | scheck | anleihe | finanzierung | finanzierungsrunde | runde
        angebot | rechnung | deal | vereinbarung | investition | summe | bestellung | großauftrag | verträge
        """
    ]
}
