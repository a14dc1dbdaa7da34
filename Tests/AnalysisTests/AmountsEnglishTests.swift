import NewsModel
import Testing

@testable import Analysis

@Suite struct AmountsEnglishTests {
    @Test(arguments: AmountsCase.table(.english, currencies)) func readsCurrencies(_ row: AmountsCase) {
        #expect(row.found == row.wanted)
    }

    @Test(arguments: AmountsCase.table(.english, numbers)) func readsNumbers(_ row: AmountsCase) {
        #expect(row.found == row.wanted)
    }

    @Test(arguments: AmountsCase.table(.english, bounds)) func readsBoundsAndRanges(_ row: AmountsCase) {
        #expect(row.found == row.wanted)
    }

    @Test(arguments: AmountsCase.table(.english, hints)) func readsHints(_ row: AmountsCase) {
        #expect(row.found == row.wanted)
    }

    @Test(arguments: AmountsCase.table(.english, quantities)) func readsQuantities(_ row: AmountsCase) {
        #expect(row.found == row.wanted)
    }

    @Test(arguments: AmountsCase.table(.english, negatives)) func findsNoMoneyElsewhere(_ row: AmountsCase) {
        #expect(row.found == row.wanted)
    }

    static let currencies = """
        The lab raised $38bn on Monday. => 38e9 USD
        Acme lands $1.5B from two funds => 1.5e9 USD
        Acme lands US$4.6bn from two funds => 4.6e9 USD
        The suitor offers $US5.8 billion. => 5.8e9 USD
        The suitor offers US$ 5.8 billion. => 5.8e9 USD
        A cheque for 2.4 billion dollars => 2.4e9 USD
        A cheque for 2.4 billion US dollars => 2.4e9 USD
        A cheque for USD 300 million => 300e6 USD
        A cheque for 300 million USD => 300e6 USD
        A cheque for USD300m => 300e6 USD
        The grant comes to C$240 million. => 240e6 CAD
        The grant comes to CA$240 million. => 240e6 CAD
        The grant comes to 240 million Canadian dollars. => 240e6 CAD
        The grant comes to $240 million Canadian. => 240e6 CAD
        The order is put at A$50,000. => 50000 AUD
        The order is put at AUD 50,000. => 50000 AUD
        A fund of HK$10 billion => 10e9 HKD
        A fund of NT$10 billion => 10e9 TWD
        A fund of S$1.2 billion => 1.2e9 SGD
        A fund of R$500 million => 500e6 BRL
        A fund of R14bn for the plant => 14e9 ZAR
        The start-up took €105m in seed money. => 105e6 EUR
        The start-up took EUR 105 million in seed money. => 105e6 EUR
        The start-up took 105 million euros in seed money. => 105e6 EUR
        Britain sets aside £2bn for compute. => 2e9 GBP
        Britain sets aside 2 billion pounds for compute. => 2e9 GBP
        The group spends ¥1.5 trillion. => 1.5e12 JPY
        The group spends 1.5 trillion yen. => 1.5e12 JPY
        The group spends 10 billion yuan. => 10e9 CNY
        The group spends RMB 10 billion. => 10e9 CNY
        The group spends ₩500bn. => 500e9 KRW
        The group spends 500 billion won. => 500e9 KRW
        The mission gets Rs 10,300 crore. => 103e9 INR
        The mission gets ₹5 lakh. => 500000 INR
        The mission gets Rs. 2 lakh crore. => 2e12 INR
        The mission gets Rs. 2 lakh cr. => 2e12 INR
        The mission gets 75 million rupees. => 75e6 INR
        Lenders gave CHF 40 million. => 40e6 CHF
        Lenders gave 90 billion rubles. => 90e9 RUB
        Canberra's paper: Australia's four labs share $3 million. => 3e6 AUD
        Australia's labs share A$3 million while the rival has US$9 million. => 3e6 AUD; 9e6 USD
        A US$4.7 billion company[3] makes the chips. => 4.7e9 USD
        """

    static let numbers = """
        It cost $117,000. => 117000 USD
        It cost $1,234,567.89. => 1234567.89 USD
        It cost $0.5 billion. => 0.5e9 USD
        It cost $5MM. => 5e6 USD
        It cost $5mn. => 5e6 USD
        It cost $5 mln. => 5e6 USD
        It cost $700k. => 700000 USD
        It cost $2tn. => 2e12 USD
        It cost $1.25T. => 1.25e12 USD
        It cost ₹1,25,000. => 125000 INR
        It was a $1.5-billion round. => 1.5e9 USD
        It was a 10-billion-dollar round. => 10e9 USD
        Ten billion dollars went to the lab. => 10e9 USD
        A gift of one million dollars => 1e6 USD
        A gift of a million dollars => 1e6 USD
        A gift of half a billion dollars => 0.5e9 USD
        A gift of twenty-five million euros => 25e6 EUR
        A gift of two hundred million dollars => 200e6 USD
        A gift of three trillion yen => 3e12 JPY
        The pot holds 12 000 dollars. => 12000 USD
        The pot holds 12'000 dollars. => 12000 USD
        The bid: 34.5 billion for the browser; the fund has $18 billion. => 34.5e9 USD implied; 18e9 USD
        """

    static let bounds = """
        It may put up to $40 billion into the lab. => 40e9 USD upTo
        It may put up to another $30B into the lab. => 30e9 USD upTo
        It may put as much as $40 billion into the lab. => 40e9 USD upTo
        It will spend no more than $40 million. => 40e6 USD upTo
        It trained the model for less than $6 million. => 6e6 USD upTo
        It trained the model for under $6 million. => 6e6 USD upTo
        It paid more than US$2 billion. => 2e9 USD atLeast
        It paid over $2 billion. => 2e9 USD atLeast
        It paid at least $2 billion. => 2e9 USD atLeast
        It paid $2 billion or more. => 2e9 USD atLeast
        It paid $2bn+ for the team. => 2e9 USD atLeast
        It paid in excess of $2 billion. => 2e9 USD atLeast
        It paid about $2 billion. => 2e9 USD about
        It paid around $2 billion. => 2e9 USD about
        It paid roughly $2 billion. => 2e9 USD about
        It paid some $2 billion. => 2e9 USD about
        It paid nearly $2 billion. => 2e9 USD about
        It paid almost $2 billion. => 2e9 USD about
        It paid ~$2 billion. => 2e9 USD about
        It paid approximately $2 billion. => 2e9 USD about
        It paid $2 billion or so. => 2e9 USD about
        It paid up to about $2 billion. => 2e9 USD upTo
        It has $500M-plus in the bank. => 500e6 USD atLeast
        The labs apply under the $500 million plan. => 500e6 USD
        It asks for between $1bn and $2bn. => 2e9 USD upTo low 1e9
        It asks for $750 million to $1 billion. => 1e9 USD upTo low 750e6
        It asks for $2-3 billion. => 3e9 USD upTo low 2e9
        It asks for $2bn-$3bn. => 3e9 USD upTo low 2e9
        It asks for $2–3bn. => 3e9 USD upTo low 2e9
        It asks for two to three billion dollars. => 3e9 USD upTo low 2e9
        It asks for between five and six billion dollars. => 6e9 USD upTo low 5e9
        It asks for 20 to 30 million euros. => 30e6 EUR upTo low 20e6
        It lifts its stake from $1 billion to $5 billion. => 1e9 USD; 5e9 USD
        It pays $10 million and $20 million in turn. => 10e6 USD; 20e6 USD
        """

    static let hints = """
        The maker is valued at about $20bn. => 20e9 USD about valuation
        The round comes at a $10 billion valuation. => 10e9 USD valuation
        The round comes at a post-money valuation of $852 billion. => 852e9 USD valuation
        The round values the maker at $7 billion. => 7e9 USD valuation
        The maker is said to be worth about $20 billion. => 20e9 USD about valuation
        It raised $500m at a valuation of $20bn. => 500e6 USD; 20e9 USD valuation
        It raised $500m at a $20bn pre-money valuation. => 500e6 USD; 20e9 USD valuation
        Its market cap of $3 trillion beats all. => 3e12 USD valuation
        They signed a contract valued at $2 billion. => 2e9 USD
        Revenue of $240 million beat the plan. => 240e6 USD notDeal
        It ended the year with $240 million in annualised revenue. => 240e6 USD notDeal
        A €1.8bn antitrust fine looms. => 1.8e9 EUR notDeal
        The lab loses $5 billion. => 5e9 USD notDeal
        It is priced at $12.50 per 1M tokens. => 12.5 USD perUnit
        The court set a fine of $5 million. => 5e6 USD notDeal
        The shares fell, wiping out some $589 billion in market value. => 589e9 USD about notDeal
        It carries $7 billion of debt. => 7e9 USD notDeal
        The plan costs $20 a month. => 20 USD perUnit
        Holders get $35 a share in cash. => 35 USD perUnit
        Holders get $35 per share in cash. => 35 USD perUnit
        It charges $5 per million tokens. => 5 USD perUnit
        The lessee pays $150 million a month. => 150e6 USD perUnit
        The papers pay $5 million a year. => 5e6 USD yearly
        The papers pay $5 million annually. => 5e6 USD yearly
        A $200-million-a-year licence => 200e6 USD yearly
        Rivals lure with $100 million signing bonuses. => 100e6 USD notDeal
        Valuation: $157 billion => 157e9 USD valuation
        An annual $5 million goes to the press. => 5e6 USD yearly
        It pays 1.5 billion euros ($1.7bn) for the plant. => 1.5e9 EUR; 1.7e9 USD conversion
        It pays US$650 million (S$873 million) for the staff. => 650e6 USD; 873e6 SGD conversion
        It is valued at €2bn ($2.3bn). => 2e9 EUR valuation; 2.3e9 USD valuation conversion
        ($1 = 0.9165 euros) => -
        """

    static let quantities = """
        The campus draws 1 GW. => 1 GW
        The 1-gigawatt campus opens soon. => 1 GW
        At least 10 gigawatts are to come. => 10 GW atLeast
        Up to 750 megawatts go to the lab. => 750 MW upTo
        They ordered 30,000 GB200s. => 30000 GPU
        A 200,000-GPU cluster => 200000 GPU
        Up to one million TPUs => 1e6 chips upTo
        It plans 50K GPUs. => 50000 GPU
        It plans 2,000+ H200s. => 2000 GPU atLeast
        A 500MW hall is next. => 500 MW
        From 5 to 10 GW are in talks. => 10 GW upTo low 5
        They ordered 100,000 GPUs. => 100000 GPU
        They ordered 12 000 Nvidia GPUs. => 12000 GPU
        They ordered more than 100,000 H100 GPUs. => 100000 GPU atLeast
        The machine has 4,000 Gaudi2 chips. => 4000 chips
        It bought 500 servers. => 500 servers
        It takes a 12% stake. => 12 % stake
        It takes 49 per cent of the company. => 49 % stake
        Between 20% and 30% of users agree. => 30 % upTo low 20
        """

    static let negatives = """
        It was founded in 2014 and sold in 2025. => -
        GPT-5.5 beat Claude 4 in 12 of 20 tests. => -
        Under AI 2.0 nothing costs a thing. => -
        The shares (09988.HK) closed higher. => -
        It has 70 billion parameters and 600 million downloads. => -
        The H100 and GB300 are chips. => -
        They met on 12.08.2025 at 10:30. => -
        Hundreds of millions of dollars are gone. => -
        A multi-billion-dollar deal is near. => -
        Several million dollars are gone. => -
        The running gag is a billion-dollar takeover. => -
        Version 3.1.2 fixes 14 bugs. => -
        The 7B and 70B models are out. => -
        It read a million tokens at a time. => -
        """
}
