import NewsModel

/// Small numbers written out, per language: they count only before a multiplier ("ten billion").
enum NumberWords {
    static let lines: [Language: String] = [
        .english: """
        0.5 = half a | half-a
        0.25 = quarter of a | a quarter of a
        1.5 = one and a half
        1 = a | one
        2 = two | a couple of
        3 = three
        4 = four
        5 = five
        6 = six
        7 = seven
        8 = eight
        9 = nine
        10 = ten
        11 = eleven
        12 = twelve
        13 = thirteen
        14 = fourteen
        15 = fifteen
        16 = sixteen
        17 = seventeen
        18 = eighteen
        19 = nineteen
        20 = twenty
        30 = thirty
        40 = forty
        50 = fifty
        60 = sixty
        70 = seventy
        80 = eighty
        90 = ninety
        100 = hundred | a hundred
        """,
        .russian: """
        0.5 = пол
        1.5 = полтора | полутора
        1 = один | одного | одном | одна | одной | одну
        2 = два | две | двух | двумя
        3 = три | трех | тремя
        4 = четыре | четырех
        5 = пять | пяти | пятью
        6 = шесть | шести
        7 = семь | семи
        8 = восемь | восьми
        9 = девять | девяти
        10 = десять | десяти
        11 = одиннадцать | одиннадцати
        12 = двенадцать | двенадцати
        15 = пятнадцать | пятнадцати
        20 = двадцать | двадцати
        25 = двадцать пять
        30 = тридцать | тридцати
        40 = сорок | сорока
        50 = пятьдесят | пятидесяти
        60 = шестьдесят
        70 = семьдесят
        80 = восемьдесят
        90 = девяносто
        100 = сто | ста
        200 = двести | двухсот
        300 = триста | трехсот
        400 = четыреста
        500 = пятьсот | пятисот
        600 = шестьсот
        """,
        .german: """
        0.5 = eine halbe | einer halben | halbe
        1.5 = anderthalb | eineinhalb
        2.5 = zweieinhalb
        1 = eine | einer | ein
        2 = zwei
        3 = drei
        4 = vier
        5 = fünf
        6 = sechs
        7 = sieben
        8 = acht
        9 = neun
        10 = zehn
        11 = elf
        12 = zwölf
        13 = dreizehn
        14 = vierzehn
        15 = fünfzehn
        20 = zwanzig
        25 = fünfundzwanzig
        30 = dreißig
        40 = vierzig
        50 = fünfzig
        60 = sechzig
        70 = siebzig
        80 = achtzig
        90 = neunzig
        100 = hundert | einhundert
        200 = zweihundert
        300 = dreihundert
        500 = fünfhundert
        """,
        .french: """
        0.5 = un demi | demi
        1 = un | une
        2 = deux
        3 = trois
        4 = quatre
        5 = cinq
        6 = six
        7 = sept
        8 = huit
        9 = neuf
        10 = dix
        11 = onze
        12 = douze
        13 = treize
        14 = quatorze
        15 = quinze
        20 = vingt
        30 = trente
        40 = quarante
        50 = cinquante
        60 = soixante
        80 = quatre-vingts | quatre-vingt
        100 = cent | cents
        """,
        .spanish: """
        0.5 = medio
        1 = un
        2 = dos
        3 = tres
        4 = cuatro
        5 = cinco
        6 = seis
        7 = siete
        8 = ocho
        9 = nueve
        10 = diez
        11 = once
        12 = doce
        13 = trece
        14 = catorce
        15 = quince
        20 = veinte
        25 = veinticinco
        30 = treinta
        40 = cuarenta
        50 = cincuenta
        60 = sesenta
        70 = setenta
        80 = ochenta
        90 = noventa
        100 = cien | ciento
        200 = doscientos
        300 = trescientos
        500 = quinientos
        1000 = mil
        """,
        .portuguese: """
        0.5 = meio
        1 = um
        2 = dois
        3 = três
        4 = quatro
        5 = cinco
        6 = seis
        7 = sete
        8 = oito
        9 = nove
        10 = dez
        11 = onze
        12 = doze
        13 = treze
        14 = quatorze | catorze
        15 = quinze
        20 = vinte
        30 = trinta
        40 = quarenta
        50 = cinquenta
        60 = sessenta
        70 = setenta
        80 = oitenta
        90 = noventa
        100 = cem | cento
        200 = duzentos
        300 = trezentos
        500 = quinhentos
        1000 = mil
        """,
    ]

    /// A multiplier in the singular that stands without any number: "миллиард долларов".
    static let bareSingular: [Language: String] = [
        .russian: """
        1e6 = миллион
        1e9 = миллиард
        1e12 = триллион
        0.5e6 = полмиллиона
        0.5e9 = полмиллиарда
        """,
        .german: "0.5e9 = halbmilliarde",
    ]
}
