import NewsModel

/// The words that scale a number.
///
/// German and French "Billion", Spanish "billón" and European
/// Portuguese "bilião" are 10^12 where English "billion" and Brazilian "bilhão" are 10^9.
enum MultiplierWords {
    /// Whole words, which may stand without a currency.
    static let words: [Language: String] = [
        .english: """
        1e3 = thousand | thousands
        1e5 = lakh | lakhs
        1e6 = million | millions
        1e7 = crore | crores
        1e9 = billion | billions | milliard
        1e12 = trillion | trillions | lakh crore
        """,
        .russian: """
        1e3 = тыс. | тыс | тысяч | тысячи | тысяча | тысячами
        1e6 = млн | млн. | миллион*
        1e9 = млрд | млрд. | миллиард*
        1e12 = трлн | трлн. | триллион*
        """,
        .german: """
        1e3 = tausend | tsd. | tsd
        1e6 = million | millionen | mio. | mio | mill.
        1e9 = milliarde | milliarden | mrd. | mrd
        1e12 = billion | billionen | bio.
        """,
        .french: """
        1e3 = mille | milliers
        1e6 = million | millions
        1e9 = milliard | milliards | mrd | mrds
        1e12 = billion | billions
        """,
        .spanish: """
        1e3 = mil
        1e6 = millón | millones | mill.
        1e9 = mil millones | millardo | millardos
        1e12 = billón | billones
        """,
        .portuguese: """
        1e3 = mil
        1e6 = milhão | milhões
        1e9 = bilhão | bilhões | mil milhões | mil milhão
        1e12 = bilião | biliões | trilhão | trilhões
        """,
    ]

    /// Letters that scale only beside a currency ("$1.5B", "100 M€"): alone they are model sizes and metres.
    static let short: [Language: String] = [
        .english: """
        1e3 = k | 000s
        1e6 = m | mm | mn | mln | mil
        1e7 = cr
        1e9 = b | bn | bln | bil
        1e12 = t | tn | trn | tln
        """,
        .russian: "1e3 = k | к | т.\n1e6 = m | м\n1e9 = b | bn",
        .german: "1e3 = k\n1e6 = m | mn\n1e9 = mia. | bn",
        .french: "1e3 = k\n1e6 = m | mn\n1e9 = md | mds | g",
        .spanish: "1e3 = k\n1e6 = m | mm\n1e9 = bn",
        .portuguese: "1e3 = k\n1e6 = m | mi | mi. | mm\n1e9 = bi | bi. | b | bn\n1e12 = tri | tri.",
    ]
}
