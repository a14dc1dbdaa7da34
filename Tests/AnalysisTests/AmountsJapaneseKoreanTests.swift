import NewsModel
import Testing

@testable import Analysis

@Suite struct AmountsJapaneseKoreanTests {
    @Test(arguments: AmountsCase.table(.japanese, japanese)) func readsJapanese(_ row: AmountsCase) {
        #expect(row.found == row.wanted)
    }

    @Test(arguments: AmountsCase.table(.japanese, japaneseWords)) func readsJapaneseBoundsAndHints(
        _ row: AmountsCase
    ) {
        #expect(row.found == row.wanted)
    }

    @Test(arguments: AmountsCase.table(.korean, korean)) func readsKorean(_ row: AmountsCase) {
        #expect(row.found == row.wanted)
    }

    @Test(arguments: AmountsCase.table(.korean, koreanWords)) func readsKoreanBoundsAndHints(
        _ row: AmountsCase
    ) {
        #expect(row.found == row.wanted)
    }

    static let japanese = """
        同社は974億ドルを投じる。 => 97.4e9 USD
        同社は97億4000万ドルを投じる。 => 9.74e9 USD
        同社は1兆5000億円を投じる。 => 1.5e12 JPY
        同社は100億円を投じる。 => 10e9 JPY
        同社は60億5000万円を投じる。 => 6.05e9 JPY
        同社は750万ユーロを投じる。 => 7.5e6 EUR
        同社は9億5000万ユーロを投じる。 => 950e6 EUR
        同社は500億ウォンを投じる。 => 50e9 KRW
        同社は10億元を投じる。 => 1e9 CNY
        同社は10億人民元を投じる。 => 1e9 CNY
        同社は3億ポンドを投じる。 => 300e6 GBP
        同社は3億豪ドルを投じる。 => 300e6 AUD
        同社は3億カナダドルを投じる。 => 300e6 CAD
        同社は3億米ドルを投じる。 => 300e6 USD
        同社は５００億円を投じる。 => 50e9 JPY
        同社は十億ドルを投じる。 => 1e9 USD
        同社は二億円を投じる。 => 200e6 JPY
        同社は1.5兆円を投じる。 => 1.5e12 JPY
        同社は25万円を投じる。 => 250000 JPY
        同社は2500円を投じる。 => 2500 JPY
        同社は$5億を投じる。 => 500e6 USD
        同社は500億ルピーを投じる。 => 50e9 INR
        """

    static let japaneseWords = """
        最大400億ドルを出資する。 => 40e9 USD upTo
        最大で400億ドルを出資する。 => 40e9 USD upTo
        400億ドル以下を出資する。 => 40e9 USD upTo
        2億ドル以上を出資する。 => 200e6 USD atLeast
        少なくとも2億ドルを出資する。 => 200e6 USD atLeast
        100億ドルを超える資金を出す。 => 10e9 USD atLeast
        100億ドル超の資金を出す。 => 10e9 USD atLeast
        約1000億円で売る。 => 100e9 JPY about
        およそ1000億円で売る。 => 100e9 JPY about
        1000億円程度で売る。 => 100e9 JPY about
        1000億円前後で売る。 => 100e9 JPY about
        10億〜20億ドルを求める。 => 2e9 USD upTo low 1e9
        10億から20億ドルを求める。 => 2e9 USD upTo low 1e9
        評価額は140億ドル。 => 14e9 USD valuation
        企業価値は140億ドル。 => 14e9 USD valuation
        時価総額3兆ドルに達した。 => 3e12 USD valuation
        140億ドルの評価額で調達した。 => 14e9 USD valuation
        売上高は60億円だった。 => 6e9 JPY notDeal
        負債24億円を抱える。 => 2.4e9 JPY notDeal
        1株あたり16ドルで売る。 => 16 USD perUnit
        月額20ドルで使える。 => 20 USD perUnit
        利用料は月3000円。 => 3000 JPY perUnit
        8月10億円を投じる。 => 1e9 JPY
        賃料は年10億円。 => 1e9 JPY yearly
        GPU4000枚を買う。 => 4000 GPU
        GB200を1万6000個そろえる。 => 16000 GPU
        出資額は2000億円超。 => 200e9 JPY atLeast
        H100を2000基そろえる。 => 2000 GPU
        総額5000億ドル規模の計画。 => 500e9 USD about
        年間500万ドルを払う。 => 5e6 USD yearly
        4年間で115億円を払う。 => 11.5e9 JPY
        974億ドル(約15兆円)の提案。 => 97.4e9 USD; 15e12 JPY about conversion
        974億ドル（約15兆円）の提案。 => 97.4e9 USD; 15e12 JPY about conversion
        150メガワットで始める。 => 150 MW
        1ギガワットを超える規模。 => 1 GW atLeast
        GPUを1万枚そろえる。 => 10000 GPU
        半導体を5万個買う。 => 50000 chips
        株式の12%を取得する。 => 12 % stake
        100億パラメーターのモデル。 => -
        画像およそ1億枚で学ばせた。 => -
        2025年8月20日に発表した。 => -
        数億ドルを投じる。 => -
        数十億ドルを投じる。 => -
        """

    static let korean = """
        회사는 1억달러를 넣었다. => 100e6 USD
        회사는 1억 달러를 넣었다. => 100e6 USD
        회사는 4억 2천만 달러를 넣었다. => 420e6 USD
        회사는 4억2000만달러를 넣었다. => 420e6 USD
        회사는 1.2조 원을 넣었다. => 1.2e12 KRW
        회사는 1조2000억원을 넣었다. => 1.2e12 KRW
        회사는 1조 2000억 원을 넣었다. => 1.2e12 KRW
        회사는 900억원을 넣었다. => 90e9 KRW
        회사는 1억500만유로를 넣었다. => 105e6 EUR
        회사는 2억4000만유로를 넣었다. => 240e6 EUR
        회사는 5000억엔을 넣었다. => 500e9 JPY
        회사는 10억위안을 넣었다. => 1e9 CNY
        회사는 3억 파운드를 넣었다. => 300e6 GBP
        회사는 500억 루피를 넣었다. => 50e9 INR
        회사는 2만2500원을 넣었다. => 22500 KRW
        회사는 9100원을 넣었다. => 9100 KRW
        회사는 5천만 원을 넣었다. => 50e6 KRW
        회사는 십억 달러를 넣었다. => 1e9 USD
        회사는 3억 캐나다달러를 넣었다. => 300e6 CAD
        회사는 $5억을 넣었다. => 500e6 USD
        206억 들여 데이터센터를 짓는다. => 20.6e9 KRW implied
        """

    static let koreanWords = """
        최대 400억달러를 투자한다. => 40e9 USD upTo
        400억달러 이하를 투자한다. => 40e9 USD upTo
        10억달러 이상을 투자한다. => 1e9 USD atLeast
        적어도 1000억원을 투자한다. => 100e9 KRW atLeast
        600억원을 넘긴 투자다. => 60e9 KRW atLeast
        약 1442억원을 투자한다. => 144.2e9 KRW about
        5000억원 안팎을 투자한다. => 500e9 KRW about
        5000억원 가까이 투자한다. => 500e9 KRW about
        500만~600만달러를 투자한다. => 6e6 USD upTo low 5e6
        20억~40억달러를 투자한다. => 4e9 USD upTo low 2e9
        기업가치는 140억달러다. => 14e9 USD valuation
        140억달러의 기업가치를 인정받았다. => 14e9 USD valuation
        몸값은 8800억원이다. => 880e9 KRW valuation
        시가총액 3조달러를 넘었다. => 3e12 USD atLeast valuation
        매출 300억원을 올렸다. => 30e9 KRW notDeal
        과징금 5억원을 물었다. => 500e6 KRW notDeal
        주당 5달러에 판다. => 5 USD perUnit
        연 1000억원을 낸다. => 100e9 KRW yearly
        요금은 월 2만9000원이다. => 29000 KRW perUnit
        8월 10억원을 낸다. => 1e9 KRW
        3000억원대 사업이다. => 300e9 KRW about
        3000억원 대비 늘었다. => 300e9 KRW
        2000여억원을 낸다. => 200e9 KRW atLeast
        연간 500만달러를 낸다. => 5e6 USD yearly
        해마다 500만달러를 낸다. => 5e6 USD yearly
        1억달러(약 1450억원)를 낸다. => 100e6 USD; 145e9 KRW about conversion
        12기가와트를 짓는다. => 12 GW
        500MW를 짓는다. => 500 MW
        GPU 1만 장을 산다. => 10000 GPU
        GPU 1만장을 산다. => 10000 GPU
        26만 장의 GPU를 산다. => 260000 GPU
        지분 12%를 산다. => 12 % stake
        13억명이 쓴다. => -
        3000억개 매개변수 모델이다. => -
        반도체 동맹이 21개월 만에 끝났다. => -
        2025년 11월 19일 반도체 업계 소식. => -
        수억달러를 넣었다. => -
        수십억달러를 넣었다. => -
        """
}
