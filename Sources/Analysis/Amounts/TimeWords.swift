import NewsModel

/// Words that make a sum a yearly one, and words that turn it into another currency.
enum TimeWords {
    static let yearlyBefore: [Language: String] = [
        .english: "annual | annually | yearly | each year | every year | per year",
        .russian: "ежегодно | ежегодн* | в год | каждый год",
        .german: "jährlich | jährliche | jährlichen | pro jahr | jedes jahr",
        .french: "annuel | annuels | annuellement | chaque année | par an",
        .spanish: "anual | anuales | anualmente | cada año | al año",
        .portuguese: "anual | anuais | anualmente | por ano | ao ano | a cada ano",
        .chineseSimplified: "每年 | 年均 | 一年 | 年付 | 年度 | 年租金 | 年费",
        .japanese: "年間 | 毎年 | 年額 | 1年で",
        .korean: "연간 | 매년 | 해마다 | 한 해 | 연평균",
    ]

    static let yearlyAfter: [Language: String] = [
        .english: """
        a year | per year | annually | yearly | /year | p.a. | per annum | each year | every year
        a-year | per-year | /yr
        """,
        .russian: "в год | ежегодно | за год | каждый год | годовых | в годовом",
        .german: "pro jahr | im jahr | jährlich | p.a. | je jahr | per annum",
        .french: "par an | annuels | chaque année | l'an | annuellement | annualisés",
        .spanish: "al año | anuales | por año | cada año | anualmente",
        .portuguese: "por ano | ao ano | anuais | a cada ano | anualmente",
        .chineseSimplified: "/年 | 每年 | 一年 | 的年 | 年租金",
        .japanese: "/年 | 毎年 | 年間",
        .korean: "/년 | 씩 매년 | 매년",
    ]

    enum Period: Sendable {
        case month
        case year
    }

    /// One syllable that means "a month" or "a year" only right before the sum and alone: "月3000円", "연 1000억원".
    static let lonePeriods: [Language: [(phrase: String, value: Period)]] = [
        .japanese: [("月", .month), ("年", .year)],
        .korean: [("월", .month), ("연", .year)],
    ]

    /// Between a sum and the same sum in another currency; "(" does it in every language.
    static let conversions: [Language: String] = [
        .english: """
        or about | or roughly | or some | equivalent to | equivalent of | equal to | or around | or
        """,
        .russian: "или около | или примерно | что эквивалентно | эквивалент* | это около | или | порядка",
        .german: "umgerechnet | das sind | oder rund | entspricht | entsprechen",
        .french: "soit | ou environ | équivalent à | équivalant à",
        .spanish: "equivalente a | equivalentes a | o unos | es decir | unos",
        .portuguese: """
        equivalente a | equivalentes a | o equivalente a | ou cerca de | cerca de | na cotação atual
        """,
        .chineseSimplified: "约合 | 折合 | 合约 | 相当于 | 折算 | 合 | 约合人民币 | 约合新台币",
        .japanese: "日本円で | 円換算で | 相当",
        .korean: "한화 | 우리 돈 | 우리돈 | 한화로 | 원화로 | 우리 돈으로",
    ]

    /// What may follow a scaled number without a currency: then it is money rather than a count of something.
    static let afterImplied: [Language: String] = [
        .english: """
        for | in | to | from | at | on | by | and | with | deal | round | investment | raise | funding
        stake | bid | offer | over | into | is | was | or
        """,
        .russian: "на | за | в | и | для | от | под | по | с | - | у | из | будет | ушло",
        .german: """
        für | in | an | von | und | mit | bei | zur | zum | auf | sind | ist | im | hinzu | ein | über
        schwer | gesucht | mehr
        """,
        .french: "pour | à | au | en | et | sur | dans | auprès | par | pour | aux | chacun | que",
        .spanish: "para | en | a | y | por | con | según | que | al | entre | más",
        .portuguese: "para | em | na | no | e | à | ao | por | com | da | pela | segundo | que",
        .korean: "들여 | 투자 | 규모 | 브릿지 | 몰렸* | 유치 | 넘겨 | 시리즈 | 지원 | 투입 | 베팅 | 조달 | 확보 | 쏟 | 걸었 | 수혈 | 펀딩 | 받",
        .japanese: "調達 | を調達 | 投資 | で買収 | を出資 | 出資",
        .chineseSimplified: """
        收购 | 融资 | 投资 | 入股 | 买 | 估值 | 砸 | 拿下 | 押注 | 到 | 能 | 够 | 的 | 投 | 公开 | 全 | 成立 | 注资 | 增资 | 打造 | 建
        """,
    ]
}
