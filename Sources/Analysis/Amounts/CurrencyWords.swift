import NewsModel

/// Names of currencies.
///
/// "$", "元" and "¥" stand for signs whose country the text or language settles.
enum CurrencyWords {
    /// Signs and codes that may stand before or after the number, in every language.
    static let shared = """
        $ = $
        USD = us$ | $us | u$s | usd | us-$ | u.s.$
        CAD = c$ | ca$ | cad | can$ | cad$ | cdn$
        AUD = a$ | au$ | aud | aud$
        NZD = nz$ | nzd
        HKD = hk$ | hkd
        TWD = nt$ | twd | ntd
        SGD = s$ | sgd
        BRL = r$ | brl
        MXN = mx$ | mxn
        EUR = € | eur
        GBP = £ | gbp | uk£
        ¥ = ¥
        JPY = jp¥ | jpy
        CNY = cn¥ | cny | rmb | 人民币
        KRW = ₩ | krw
        INR = ₹ | inr | rs | rs. | re.
        RUB = ₽ | rub
        CHF = chf | sfr
        SEK = sek
        NOK = nok
        DKK = dkk
        ILS = ₪ | ils | nis
        AED = aed
        SAR = sar
        TRY = ₺
        UAH = ₴
        KZT = ₸
        VND = ₫
        IDR = idr
        MYR = myr
        """

    /// Han words that may stand before the number too: "人民币50亿元".
    static let hanBefore = """
        TWD = 新台币 | 新臺幣 | 台币
        HKD = 港币
        USD = 美金
        CNY = 人民币 | 人民元
        """

    /// Names after the number, by language; the sign words of English serve everywhere.
    static let after: [Language: String] = [
        .english: """
        $ = dollar | dollars
        USD = us dollar | us dollars | u.s. dollars | american dollars
        CAD = canadian dollars | canadian
        AUD = australian dollars
        NZD = new zealand dollars
        HKD = hong kong dollars
        TWD = new taiwan dollars | taiwan dollars
        SGD = singapore dollars
        EUR = euro | euros
        GBP = pound | pounds | pounds sterling | sterling | british pounds
        JPY = yen | japanese yen
        CNY = yuan | renminbi | chinese yuan
        KRW = won | korean won | south korean won
        INR = rupee | rupees | indian rupees
        RUB = ruble | rubles | rouble | roubles
        CHF = swiss francs | francs
        XOF = cfa francs | cfa franc
        AOA = kwanza | kwanzas
        MAD = moroccan dirhams
        BRL = reais | brazilian reais
        dirham = dirham | dirhams
        SAR = riyals | riyal | saudi riyals
        ILS = shekels
        SEK = swedish kronor | swedish crowns
        ZAR = rand
        """,
        .russian: """
        $ = доллар* | долл. | долл | дол. | баксов
        USD = американских доллар* | долларов сша | доллара сша | долл. сша | доллар сша
        CAD = канадских доллар* | канадских долл.
        AUD = австралийских доллар*
        HKD = гонконгских доллар*
        SGD = сингапурских доллар*
        TWD = тайваньских доллар*
        EUR = евро
        GBP = фунтов стерлингов | фунта стерлингов | фунтов | фунта | фунт
        JPY = иен* | йен*
        CNY = юан*
        KRW = вон | воны | южнокорейских вон
        INR = рупи*
        RUB = рубл* | руб. | руб | р.
        CHF = швейцарских франк* | франк*
        BRL = реалов | реала
        AED = дирхам*
        SAR = саудовских риял* | риял* | риал*
        ILS = шекел*
        KZT = тенге
        UAH = грив*
        """,
        .german: """
        $ = dollar
        USD = us-dollar | us dollar
        CAD = kanadische dollar | kanadischer dollar | kanada-dollar | kanadischen dollar
        AUD = australische dollar | australischer dollar
        HKD = hongkong-dollar
        SGD = singapur-dollar
        TWD = taiwan-dollar
        EUR = euro
        GBP = pfund | britische pfund | pfund sterling
        JPY = yen
        CNY = yuan | renminbi
        KRW = won
        INR = rupien
        RUB = rubel
        CHF = franken | schweizer franken
        BRL = real | reais
        dirham = dirham
        SAR = riyal | rial
        ILS = schekel
        SEK = schwedische kronen
        """,
        .french: """
        $ = dollars | dollar
        USD = dollars américains | dollars us | $ us | us | dollars des états-unis
        CAD = dollars canadiens | $ ca | $ can | $ canadiens
        AUD = dollars australiens
        HKD = dollars de hong kong | dollars hongkongais
        SGD = dollars singapouriens
        EUR = euro | euros
        GBP = livres sterling | livres
        JPY = yens | yen
        CNY = yuans | yuan
        KRW = wons | won
        INR = roupies
        RUB = roubles
        CHF = francs suisses | francs
        XOF = francs cfa | franc cfa | fcfa
        MAD = dirhams marocains | mad
        BRL = reais | réaux
        dirham = dirhams
        SAR = riyals
        ILS = shekels
        """,
        .spanish: """
        $ = dólares | dólar
        USD = dólares estadounidenses | dólares americanos | mdd | mmdd
        CAD = dólares canadienses
        AUD = dólares australianos
        HKD = dólares de hong kong | dólares hongkoneses
        SGD = dólares de singapur
        EUR = euro | euros
        GBP = libras esterlinas | libras
        JPY = yenes | yen
        CNY = yuanes | yuan
        KRW = wones | won
        INR = rupias
        RUB = rublos
        CHF = francos suizos
        XOF = francos cfa
        BRL = reales | reales brasileños
        MXN = pesos | pesos mexicanos | mdp
        ARS = pesos argentinos
        CLP = pesos chilenos
        COP = pesos colombianos
        dirham = dírhams
        SAR = riales
        """,
        .portuguese: """
        $ = dólares | dólar
        USD = dólares americanos | dólares norte-americanos
        CAD = dólares canadenses | dólares canadianos
        AUD = dólares australianos
        EUR = euro | euros
        GBP = libras | libras esterlinas
        JPY = ienes | iene
        CNY = yuans | yuan | iuanes
        KRW = wons | won
        INR = rupias
        RUB = rublos | rubros
        CHF = francos suíços
        XOF = francos cfa
        AOA = kwanza | kwanzas
        MZN = meticais
        BRL = reais | real
        dirham = dirhams
        """,
        .chineseSimplified: """
        元 = 元 | 块钱
        $ = 刀
        USD = 美元 | 美金
        CAD = 加元 | 加币
        AUD = 澳元 | 澳币
        NZD = 纽元
        HKD = 港元 | 港币 | 元港币
        TWD = 新台币 | 台币 | 元新台币
        SGD = 新加坡元 | 新元 | 新币 | 坡元
        EUR = 欧元
        GBP = 英镑
        JPY = 日元 | 日圆 | 日币
        KRW = 韩元 | 韩圆 | 韩币
        INR = 卢比 | 印度卢比
        RUB = 卢布
        CHF = 瑞郎 | 瑞士法郎
        BRL = 雷亚尔
        AED = 迪拉姆
        SAR = 里亚尔
        CNY = 人民币 | 元人民币
        """,
        .japanese: """
        $ = ドル
        USD = 米ドル
        CAD = カナダドル | 加ドル
        AUD = 豪ドル | オーストラリアドル
        HKD = 香港ドル
        TWD = 台湾ドル | 台湾元 | 新台湾ドル
        SGD = シンガポールドル
        EUR = ユーロ
        GBP = ポンド | 英ポンド
        JPY = 円
        CNY = 元 | 人民元
        KRW = ウォン | 韓国ウォン
        INR = ルピー
        RUB = ルーブル
        CHF = スイスフラン
        BRL = レアル
        AED = ディルハム
        SAR = リヤル
        ILS = シェケル
        """,
        .korean: """
        $ = 달러 | 불
        USD = 미국 달러 | 미달러 | 미 달러
        CAD = 캐나다달러 | 캐나다 달러
        AUD = 호주달러 | 호주 달러
        HKD = 홍콩달러 | 홍콩 달러
        TWD = 대만달러 | 대만 달러
        SGD = 싱가포르달러 | 싱가포르 달러
        EUR = 유로
        GBP = 파운드
        JPY = 엔
        CNY = 위안
        KRW = 원
        INR = 루피
        RUB = 루블
        CHF = 스위스프랑
        AED = 디르함
        SAR = 리얄
        """,
    ]

    /// What may stand between the scaled number and the currency's name: "millones de dólares".
    static let glue: [Language: String] = [
        .english: "of | in | -",
        .german: "-",
        .french: "de | d' | d'",
        .spanish: "de",
        .portuguese: "de",
        .russian: "-",
        .chineseSimplified: "级 | +",
    ]
}
