import NewsModel
import Testing

@testable import Analysis

@Suite struct AmountsSpanishPortugueseTests {
    @Test(arguments: AmountsCase.table(.spanish, spanish)) func readsSpanish(_ row: AmountsCase) {
        #expect(row.found == row.wanted)
    }

    @Test(arguments: AmountsCase.table(.spanish, spanishWords)) func readsSpanishBoundsAndHints(
        _ row: AmountsCase
    ) {
        #expect(row.found == row.wanted)
    }

    @Test(arguments: AmountsCase.table(.portuguese, portuguese)) func readsPortuguese(_ row: AmountsCase) {
        #expect(row.found == row.wanted)
    }

    @Test(arguments: AmountsCase.table(.portuguese, portugueseWords)) func readsPortugueseBoundsAndHints(
        _ row: AmountsCase
    ) {
        #expect(row.found == row.wanted)
    }

    static let spanish = """
        El fondo pone 67 millones de euros. => 67e6 EUR
        El fondo pone 2.000 millones de dólares. => 2e9 USD
        El fondo pone 25.000 millones de dólares. => 25e9 USD
        El fondo pone mil millones de euros. => 1e9 EUR
        El fondo pone dos mil millones de dólares. => 2e9 USD
        El fondo pone 1,5 millones de euros. => 1.5e6 EUR
        El fondo pone cinco millones de euros. => 5e6 EUR
        El fondo pone un millón de dólares. => 1e6 USD
        El fondo pone cuatro billones de dólares. => 4e12 USD
        El fondo pone 1.25 billones de dólares. => 1.25e12 USD
        El fondo pone 250,000 mdd. => 250e9 USD
        El fondo pone 12,500 mdd. => 12.5e9 USD
        El fondo pone 1,250 millones de dólares. => 1.25e9 USD
        El fondo pone 1,125 millones de euros. => 1.125e6 EUR
        El fondo pone 12,25 millones de euros. => 12.25e6 EUR
        El fondo pone 44.000 millones de francos CFA. => 44e9 XOF
        El fondo pone 250,000 millones de dólares. => 250e9 USD
        El fondo pone 3 mil 500 millones de pesos. => 3.5e9 MXN
        El fondo pone 800 mdp. => 800e6 MXN
        El fondo pone US$ 500 millones. => 500e6 USD
        El fondo pone 500 millones de dólares estadounidenses. => 500e6 USD
        El fondo pone 500 M€. => 500e6 EUR
        El fondo pone 10 mil M€. => 10e9 EUR
        El fondo pone 117.000 euros. => 117000 EUR
        El fondo pone 30 mil dólares. => 30000 USD
        El fondo pone 40 millones de libras. => 40e6 GBP
        El fondo pone 40 millones de yuanes. => 40e6 CNY
        El fondo pone 90 millones de pesos mexicanos. => 90e6 MXN
        67 millones para el laboratorio: son 67 millones de euros. => 67e6 EUR implied; 67e6 EUR
        """

    static let spanishWords = """
        Serán hasta 40.000 millones de dólares. => 40e9 USD upTo
        Serán menos de 40 millones de euros. => 40e6 EUR upTo
        Serán como máximo 40 millones de euros. => 40e6 EUR upTo
        Serán más de 40 millones de euros. => 40e6 EUR atLeast
        Serán al menos 40 millones de euros. => 40e6 EUR atLeast
        Serán por encima de los 40 millones de euros. => 40e6 EUR atLeast
        Serán unos 350 millones de euros. => 350e6 EUR about
        Serán cerca de 350 millones de euros. => 350e6 EUR about
        Serán alrededor de 350 millones de euros. => 350e6 EUR about
        Serán casi 350 millones de euros. => 350e6 EUR about
        El precio subió hasta 40 millones de euros. => 40e6 EUR
        Serán 500 mil millones de dólares. => 500e9 USD
        Serán entre 250 y 300 millones de euros. => 300e6 EUR upTo low 250e6
        Serán de 250 a 300 millones de euros. => 300e6 EUR upTo low 250e6
        La firma, valorada en 14.000 millones de dólares, crece. => 14e9 USD valuation
        Una valoración de 14.000 millones de dólares => 14e9 USD valuation
        Eso elevaría su valor a cerca de 3.000 millones de euros. => 3e9 EUR about valuation
        Sus ingresos fueron de 240 millones de euros. => 240e6 EUR notDeal
        La empresa facturó 20 millones de euros. => 20e6 EUR notDeal
        Una multa de 5 millones de euros => 5e6 EUR notDeal
        Cuesta 20 euros al mes. => 20 EUR perUnit
        Ofrece 35 dólares por acción. => 35 USD perUnit
        Pagará 5 millones de euros al año. => 5e6 EUR yearly
        Pagará 5 millones de euros anuales. => 5e6 EUR yearly
        Pagará 500 millones de dólares (430 millones de euros). => 500e6 USD; 430e6 EUR conversion
        Una planta de hasta 500 megavatios => 500 MW upTo
        Un centro de 1 gigavatio => 1 GW
        Compró 4.000 GPU. => 4000 GPU
        Se queda con el 12% de las acciones. => 12 % stake
        Tiene 700 millones de usuarios. => -
        Cuesta cientos de millones de dólares. => -
        """

    static let portuguese = """
        O fundo põe US$ 100 bilhões. => 100e9 USD
        O fundo põe 900 milhões de kwanzas. => 900e6 AOA
        O fundo põe R$ 1,125 bilhão. => 1.125e9 BRL
        O fundo põe US$ 100 bi. => 100e9 USD
        O fundo põe US$ 10 mi. => 10e6 USD
        O fundo põe US$ 10 milhões. => 10e6 USD
        O fundo põe R$ 50,3 milhões. => 50.3e6 BRL
        O fundo põe R$ 30 mil. => 30000 BRL
        O fundo põe R$ 32.094.474,48. => 32094474.48 BRL
        O fundo põe R$ 1,1 bilhão. => 1.1e9 BRL
        O fundo põe R$ 2 trilhões. => 2e12 BRL
        O fundo põe 34,5 milhões de euros. => 34.5e6 EUR
        O fundo põe € 15 milhões. => 15e6 EUR
        O fundo põe dois mil milhões de euros. => 2e9 EUR
        O fundo põe 3 mil milhões de euros. => 3e9 EUR
        O fundo põe mil milhões de euros. => 1e9 EUR
        O fundo põe um bilhão de dólares. => 1e9 USD
        O fundo põe meio bilhão de dólares. => 0.5e9 USD
        O fundo põe vinte milhões de reais. => 20e6 BRL
        O fundo põe 50,5 milhões de dólares. => 50.5e6 USD
        O fundo põe 60 milhões de libras. => 60e6 GBP
        O fundo põe 2 biliões de euros. => 2e12 EUR
        Consórcio de 34,5 milhões para a língua: são 34,5 milhões de euros. => 34.5e6 EUR implied; 34.5e6 EUR
        """

    static let portugueseWords = """
        Serão até US$ 10 bilhões. => 10e9 USD upTo
        Serão no máximo R$ 10 milhões. => 10e6 BRL upTo
        Serão menos de R$ 10 milhões. => 10e6 BRL upTo
        Serão mais de US$ 10 bilhões. => 10e9 USD atLeast
        Serão pelo menos US$ 10 bilhões. => 10e9 USD atLeast
        Serão ao menos US$ 20 milhões. => 20e6 USD atLeast
        Serão cerca de US$ 3,3 bilhões. => 3.3e9 USD about
        Serão quase US$ 3,3 bilhões. => 3.3e9 USD about
        Serão aproximadamente US$ 3,3 bilhões. => 3.3e9 USD about
        Serão ao redor de R$ 15 bilhões. => 15e9 BRL about
        Serão entre US$ 1 bilhão e US$ 2 bilhões. => 2e9 USD upTo low 1e9
        Serão entre 20 e 30 milhões de euros. => 30e6 EUR upTo low 20e6
        A empresa, avaliada em US$ 14 bilhões, cresce. => 14e9 USD valuation
        A rodada vem com avaliação de US$ 8 bilhões. => 8e9 USD valuation
        A empresa agora vale US$ 14 bilhões. => 14e9 USD valuation
        Teve receita de US$ 68,6 milhões. => 68.6e6 USD notDeal
        Levou multa de R$ 5 milhões. => 5e6 BRL notDeal
        O plano custa US$ 20 por mês. => 20 USD perUnit
        A oferta é de US$ 35 por ação. => 35 USD perUnit
        Pagará US$ 5 milhões por ano. => 5e6 USD yearly
        Recebeu US$ 10 milhões (R$ 50,3 milhões). => 10e6 USD; 50.3e6 BRL conversion
        São até 6 gigawatts. => 6 GW upTo
        São 750 MW. => 750 MW
        Comprou 4.000 GPUs da Nvidia. => 4000 GPU
        Fica com fatia de 12%. => 12 % stake
        Tem 70 bilhões de parâmetros. => -
        Diz ter 16,1 milhões de usuários. => -
        """
}
