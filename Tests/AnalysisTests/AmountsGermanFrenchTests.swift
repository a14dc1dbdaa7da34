import NewsModel
import Testing

@testable import Analysis

@Suite struct AmountsGermanFrenchTests {
    @Test(arguments: AmountsCase.table(.german, german)) func readsGerman(_ row: AmountsCase) {
        #expect(row.found == row.wanted)
    }

    @Test(arguments: AmountsCase.table(.german, germanWords)) func readsGermanBoundsAndHints(
        _ row: AmountsCase
    ) {
        #expect(row.found == row.wanted)
    }

    @Test(arguments: AmountsCase.table(.french, french)) func readsFrench(_ row: AmountsCase) {
        #expect(row.found == row.wanted)
    }

    @Test(arguments: AmountsCase.table(.french, frenchWords)) func readsFrenchBoundsAndHints(
        _ row: AmountsCase
    ) {
        #expect(row.found == row.wanted)
    }

    static let german = """
        Der Fonds gibt 500 Millionen Euro. => 500e6 EUR
        Der Fonds gibt 500 Mio. Euro. => 500e6 EUR
        Der Fonds gibt 500 Mio. EUR. => 500e6 EUR
        Der Fonds gibt 37,4 Millionen Euro. => 37.4e6 EUR
        Der Fonds gibt 20 Mrd. Dollar. => 20e9 USD
        Der Fonds gibt 20 Mrd. US-Dollar. => 20e9 USD
        Der Fonds gibt 1,5 Milliarden Dollar. => 1.5e9 USD
        Der Fonds gibt 1,2 Billionen Yen. => 1.2e12 JPY
        Der Fonds gibt zehn Milliarden Dollar. => 10e9 USD
        Der Fonds gibt eine Milliarde Euro. => 1e9 EUR
        Der Fonds gibt eine halbe Milliarde Euro. => 0.5e9 EUR
        Der Fonds gibt anderthalb Milliarden Euro. => 1.5e9 EUR
        Der Fonds gibt fünfundzwanzig Millionen Franken. => 25e6 CHF
        Der Fonds gibt 117.000 Euro. => 117000 EUR
        Der Fonds gibt 117.000 €. => 117000 EUR
        Der Fonds gibt 1.234.567,89 Euro. => 1234567.89 EUR
        Der Fonds gibt 1.500 Euro. => 1500 EUR
        Der Fonds gibt 15 Tsd. Euro. => 15000 EUR
        Der Fonds gibt $ 5 Milliarden. => 5e9 USD
        Der Fonds gibt 5 Milliarden Yuan. => 5e9 CNY
        Der Fonds gibt 300 Millionen Pfund. => 300e6 GBP
        Der Fonds gibt 12 Mio. Schweizer Franken. => 12e6 CHF
        Das 500-Millionen-Euro-Paket steht. => 500e6 EUR
        34,5 Milliarden für Chrome; die Firma hat 18 Mrd. Dollar. => 34.5e9 USD implied; 18e9 USD
        """

    static let germanWords = """
        Es geht um bis zu 40 Milliarden Dollar. => 40e9 USD upTo
        Es geht um maximal 40 Millionen Euro. => 40e6 EUR upTo
        Es geht um weniger als 40 Millionen Euro. => 40e6 EUR upTo
        Es geht um mehr als 40 Millionen Euro. => 40e6 EUR atLeast
        Es geht um über 40 Millionen Euro. => 40e6 EUR atLeast
        Der Vertrag über 40 Millionen Euro steht. => 40e6 EUR
        Der Vertrag umfasst über 40 Millionen Euro. => 40e6 EUR atLeast
        Bewertung: 157 Milliarden Dollar => 157e9 USD valuation
        Es geht um mindestens 40 Millionen Euro. => 40e6 EUR atLeast
        Es geht um rund 40 Millionen Euro. => 40e6 EUR about
        Es geht um etwa 40 Millionen Euro. => 40e6 EUR about
        Es geht um knapp 40 Millionen Euro. => 40e6 EUR about
        Es geht um ca. 40 Millionen Euro. => 40e6 EUR about
        Es geht um fast eine Milliarde Euro. => 1e9 EUR about
        Es geht um 20 bis 30 Millionen Euro. => 30e6 EUR upTo low 20e6
        Es geht um zwei bis drei Milliarden Euro. => 3e9 EUR upTo low 2e9
        Es geht um zwischen 20 und 30 Millionen Euro. => 30e6 EUR upTo low 20e6
        Das Start-up wurde mit neun Milliarden Dollar bewertet. => 9e9 USD valuation
        Das Start-up kommt auf eine Bewertung von bis zu fünf Mrd. Dollar. => 5e9 USD upTo valuation
        Der Börsenwert liegt bei 3 Billionen Dollar. => 3e12 USD valuation
        Der Umsatz lag bei 240 Millionen Euro. => 240e6 EUR notDeal
        Sie zahlt 5 Millionen Euro Strafe. => 5e6 EUR notDeal
        Das Abo kostet 20 Euro im Monat. => 20 EUR perUnit
        Aktionäre erhalten 35 Dollar je Aktie. => 35 USD perUnit
        Die Uni zahlt zwei Millionen Dollar pro Jahr. => 2e6 USD yearly
        Er gibt 500 Mio. Euro, umgerechnet knapp 600 Mio. Dollar. => 500e6 EUR; 600e6 USD about conversion
        Er gibt 500 Mio. Euro (590 Mio. Dollar). => 500e6 EUR; 590e6 USD conversion
        Der 1-Gigawatt-Komplex wird gebaut. => 1 GW
        Die Halle hat 150 Megawatt. => 150 MW
        Dort rechnen 15.000 GPUs. => 15000 GPU
        Dort rechnen 4.000 Nvidia-Chips. => 4000 chips
        Er hält 12 Prozent der Anteile. => 12 % stake
        Das Modell hat 70 Milliarden Parameter. => -
        Am 12.08.2025 um 12:00 Uhr ist Schluss. => -
        Ein Milliarden-Deal steht bevor. => -
        """

    static let french = """
        Le fonds apporte 100 millions d'euros. => 100e6 EUR
        Le fonds apporte 44 milliards de francs CFA. => 44e9 XOF
        Le fonds apporte 44 milliards de FCFA. => 44e9 XOF
        Le fonds apporte 300 millions de dirhams. => 300e6 AED
        Le fonds apporte 300 millions de dirhams à Casablanca. => 300e6 MAD
        Le fonds de Dubaï apporte 300 millions de dirhams à Casablanca. => 300e6 AED
        Le fonds apporte 300 millions AED à Casablanca. => 300e6 AED
        Le fonds apporte 100 millions d’euros. => 100e6 EUR
        Le fonds apporte 100 M€. => 100e6 EUR
        Le fonds apporte 1,7 Md€. => 1.7e9 EUR
        Le fonds apporte 1,7 milliard d'euros. => 1.7e9 EUR
        Le fonds apporte 2 milliards de dollars. => 2e9 USD
        Le fonds apporte deux milliards de dollars. => 2e9 USD
        Le fonds apporte un demi-milliard de dollars. => 0.5e9 USD
        Le fonds apporte vingt-cinq millions d'euros. => 25e6 EUR
        Le fonds apporte cent millions d'euros. => 100e6 EUR
        Le fonds apporte deux cents millions d'euros. => 200e6 EUR
        Le fonds apporte 500 M$ US. => 500e6 USD
        Le fonds apporte 500 millions $. => 500e6 USD
        Le fonds apporte 500 millions de dollars américains. => 500e6 USD
        Le fonds apporte 240 millions de dollars canadiens. => 240e6 CAD
        Le fonds apporte 240 M$ CA. => 240e6 CAD
        Le fonds apporte 1 500 000 euros. => 1500000 EUR
        Le fonds apporte 117 000 €. => 117000 EUR
        Le fonds apporte 14,99 euros. => 14.99 EUR
        Le fonds apporte 3 milliards de yuans. => 3e9 CNY
        Le fonds apporte 40 millions de livres sterling. => 40e6 GBP
        Le fonds apporte 40 millions de francs suisses. => 40e6 CHF
        Un tour à 300 millions ; chacun met 100 millions d'euros. => 300e6 EUR implied; 100e6 EUR
        """

    static let frenchWords = """
        Il met jusqu'à 40 milliards de dollars. => 40e9 USD upTo
        Il met jusqu’à 40 milliards de dollars. => 40e9 USD upTo
        Il met moins de 400 millions de dollars. => 400e6 USD upTo
        Il met moins d'un million d'euros. => 1e6 EUR upTo
        Il met plus d'un milliard d'euros. => 1e9 EUR atLeast
        Valorisation : 157 milliards de dollars => 157e9 USD valuation
        Il met plus de 200 millions d'euros. => 200e6 EUR atLeast
        Il met au moins 200 millions d'euros. => 200e6 EUR atLeast
        Il met environ 200 millions d'euros. => 200e6 EUR about
        Un tour d'environ 2 milliards d'euros => 2e9 EUR about
        Il met près de 200 millions d'euros. => 200e6 EUR about
        Il met quelque 200 millions d'euros. => 200e6 EUR about
        Il met entre 100 et 200 millions d'euros. => 200e6 EUR upTo low 100e6
        Il met entre deux et trois milliards d'euros. => 3e9 EUR upTo low 2e9
        Il met de 100 à 200 millions d'euros. => 200e6 EUR upTo low 100e6
        Il passe de 2 milliards d'euros à 4 milliards d'euros. => 2e9 EUR; 4e9 EUR
        L'entreprise est valorisée 14 milliards de dollars. => 14e9 USD valuation
        Une valorisation de 11,7 milliards d'euros => 11.7e9 EUR valuation
        Le tour se fait à 14 milliards de dollars de valorisation. => 14e9 USD valuation
        Le chiffre d'affaires atteint 240 millions d'euros. => 240e6 EUR notDeal
        Elle fait 240 millions d'euros de chiffre d'affaires. => 240e6 EUR notDeal
        Elle écope d'une amende de 5 millions d'euros. => 5e6 EUR notDeal
        L'abonnement est à 20 euros par mois. => 20 EUR perUnit
        L'offre est de 35 dollars par action. => 35 USD perUnit
        Elle verse 5 millions d'euros par an. => 5e6 EUR yearly
        Elle verse 500 millions de dollars (430 millions d'euros). => 500e6 USD; 430e6 EUR conversion
        Elle verse 500 millions de dollars, soit 430 millions d'euros. => 500e6 USD; 430e6 EUR conversion
        Le campus atteindra 1 gigawatt. => 1 GW
        Le campus aura 100 mégawatts et 18 000 GPU. => 100 MW; 18000 GPU
        Il prend 12 % du capital. => 12 % stake
        Le modèle compte 176 milliards de paramètres. => -
        Cinq millions d'heures de calcul ont suffi. => -
        Des centaines de millions d'euros y sont passées. => -
        """
}
