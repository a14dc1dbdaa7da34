import NewsModel
import Testing

@testable import Analysis

@Suite struct AmountsChineseTests {
    @Test(arguments: AmountsCase.table(.chineseSimplified, simplified)) func readsSimplified(
        _ row: AmountsCase
    ) {
        #expect(row.found == row.wanted)
    }

    @Test(arguments: AmountsCase.table(.chineseSimplified, words)) func readsBoundsAndHints(
        _ row: AmountsCase
    ) {
        #expect(row.found == row.wanted)
    }

    @Test(arguments: AmountsCase.table(.chineseTraditional, traditional)) func readsTraditional(
        _ row: AmountsCase
    ) {
        #expect(row.found == row.wanted)
    }

    static let simplified = """
        公司拿到1,677亿美元。 => 167.7e9 USD
        公司拿到400亿美元。 => 40e9 USD
        公司拿到 400 亿美元。 => 40e9 USD
        公司拿到1,100.9亿元。 => 110.09e9 CNY
        公司拿到50亿元人民币。 => 5e9 CNY
        公司拿到人民币50亿元。 => 5e9 CNY
        公司拿到20.65亿元。 => 2.065e9 CNY
        公司拿到25.6万元。 => 256000 CNY
        公司拿到256,000元。 => 256000 CNY
        公司拿到5000万美元。 => 50e6 USD
        公司拿到5千万美元。 => 50e6 USD
        公司拿到一亿美元。 => 100e6 USD
        公司拿到十亿美元。 => 1e9 USD
        公司拿到两亿欧元。 => 200e6 EUR
        公司拿到三千万元。 => 30e6 CNY
        公司拿到四二○亿元。 => 42e9 CNY
        公司拿到一万五千亿日元。 => 1.5e12 JPY
        公司拿到1.2万亿韩元。 => 1.2e12 KRW
        公司拿到2万亿元。 => 2e12 CNY
        公司拿到2800亿港元。 => 280e9 HKD
        公司拿到10亿港币。 => 1e9 HKD
        公司拿到10亿新台币。 => 1e9 TWD
        公司拿到10亿美金。 => 1e9 USD
        公司拿到3亿英镑。 => 300e6 GBP
        公司拿到5亿卢比。 => 500e6 INR
        公司拿到7亿新加坡元。 => 700e6 SGD
        公司拿到5亿加元。 => 500e6 CAD
        公司拿到$5亿。 => 500e6 USD
        公司拿到￥5000万。 => 50e6 CNY
        公司拿到500万美元、200万欧元。 => 5e6 USD; 2e6 EUR
        逆势拿走50亿,这50亿元不多。 => 5e9 CNY implied; 5e9 CNY
        """

    static let words = """
        将投入最高400亿美元。 => 40e9 USD upTo
        将投入至多400亿美元。 => 40e9 USD upTo
        将投入最多400亿美元。 => 40e9 USD upTo
        将投入不超过400亿美元。 => 40e9 USD upTo
        将投入不到400万美元。 => 4e6 USD upTo
        将投入超过10亿美元。 => 1e9 USD atLeast
        将投入逾10亿美元。 => 1e9 USD atLeast
        将投入至少10亿美元。 => 1e9 USD atLeast
        将投入10亿美元以上。 => 1e9 USD atLeast
        将投入一亿多元。 => 100e6 CNY atLeast
        将投入4亿多美元。 => 400e6 USD atLeast
        将投入20余亿元。 => 2e9 CNY atLeast
        将投入约20.65亿元。 => 2.065e9 CNY about
        将投入大约10亿元。 => 1e9 CNY about
        将投入近10亿元。 => 1e9 CNY about
        将投入10亿元左右。 => 1e9 CNY about
        将投入38–40亿美元。 => 4e9 USD upTo low 3.8e9
        将投入7.5亿到10亿美元。 => 1e9 USD upTo low 750e6
        将投入7500亿至8300亿美元。 => 830e9 USD upTo low 750e9
        估值3500亿美元。 => 350e9 USD valuation
        投后估值达3500亿美元。 => 350e9 USD valuation
        估值超过10亿美元。 => 1e9 USD atLeast valuation
        以200亿美元估值完成一轮。 => 20e9 USD valuation
        融资150亿美元、估值2000亿美元。 => 15e9 USD; 200e9 USD valuation
        营收达到94.16亿元。 => 9.416e9 CNY notDeal
        净亏损5亿元。 => 500e6 CNY notDeal
        被罚款3000万元。 => 30e6 CNY notDeal
        每股25元。 => 25 CNY perUnit
        每月20美元。 => 20 USD perUnit
        每年约200亿美元。 => 20e9 USD about yearly
        售价5亿美元(约36亿元人民币)。 => 500e6 USD perUnit; 3.6e9 CNY about perUnit conversion
        投入5亿美元,约合36亿元。 => 500e6 USD; 3.6e9 CNY about conversion
        建设1吉瓦数据中心。 => 1 GW
        建设500兆瓦数据中心。 => 500 MW
        建设20万千瓦电站。 => 200 MW
        采购1万枚英伟达芯片。 => 10000 chips
        建设10万卡集群。 => 100000 GPU
        采购1.6万张A100。 => 16000 GPU
        采购一万颗GPU。 => 10000 GPU
        采购五千张加速卡。 => 5000 chips
        采购200台服务器。 => 200 servers
        采购60万颗GPU。 => 600000 GPU
        采购10万张显卡。 => 100000 GPU
        曾拿过5亿美元。 => 500e6 USD
        获得10亿元许可。 => 1e9 CNY
        获得10亿级美元。 => 1e9 USD
        持股51%。 => 51 % stake
        收购100%股权。 => 100 % stake
        耗资数亿元。 => -
        耗资近百亿元。 => -
        耗资三十几万元。 => -
        耗资几千万美元。 => -
        耗资数十亿美元。 => -
        下载量突破6亿次。 => -
        模型有1000亿参数。 => -
        2025年11月19日发布2.0版。 => -
        有五十多家公司参与。 => -
        股票代码09988.HK上涨。 => -
        """

    static let traditional = """
        公司拿到14億美元。 => 1.4e9 USD
        公司拿到7,556萬元。 => 75.56e6 TWD
        公司拿到247.5億元。 => 24.75e9 TWD
        公司拿到新台幣156億元。 => 15.6e9 TWD
        公司拿到156億新台幣。 => 15.6e9 TWD
        公司拿到620億港元。 => 62e9 HKD
        公司拿到人民幣50億元。 => 5e9 CNY
        公司拿到5億歐元。 => 500e6 EUR
        公司拿到3兆韓元。 => 3e12 KRW
        公司拿到2兆元。 => 2e12 TWD
        公司拿到四二○億元。 => 42e9 TWD
        公司拿到3億元，投資5億美元（約新台幣156億元）。 => 300e6 TWD; 500e6 USD; 15.6e9 TWD about conversion
        估值突破140億美元。 => 14e9 USD atLeast valuation
        以最高30億美元買下。 => 3e9 USD upTo
        民間資金約3億元。 => 300e6 TWD about
        香港公司管理620億元。 => 62e9 HKD
        蓋500百萬瓦機房。 => 500 MW
        賣60萬顆GPU。 => 600000 GPU
        每股25元。 => 25 TWD perUnit
        動輒上百億元。 => -
        """
}
