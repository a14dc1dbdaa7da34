import NewsModel

/// The words beside a sum that say what it is, if it is not the money of a deal.
enum HintWords {
    /// Before the sum, in its clause.
    static let before: [Language: String] = [
        .english: """
        valuation = valuation | valuations | valued | values | valuing | value of between | post-money
        valuation = pre-money | priced at
        valuation = at a value of | market value of | market cap of | market capitalisation of
        valuation = market capitalization of
        valuation = be worth | is worth | are worth | was worth | now worth | company worth | put at
        valuation = post-money price of
        valuation = price tag on the company of | worth of | valued at | its worth at | making it worth | enterprise value of
        valuation = worth over
        notDeal = revenue | revenues | sales | profit | profits | turnover | earnings | losses | loss
        notDeal = net income | income
        notDeal = fine of | fined | penalty of | debt | debts | salary | salaries | order book | backlog
        notDeal = wiped out
        notDeal = wiping out | wiped off | wiping some | erased | run rate | run-rate | arr of | damages of
        notDeal = damages | settlement of
        notDeal = total funding to | total raised to | funding to | raised to date | assets under management
        notDeal = capex
        notDeal = capital expenditure | loses | losing | budget deficit | settle | gdp | market worth | market size | lost
        notDeal = burn | burned | burns
        perUnit = price per | each priced at | costs | subscription at | apiece at | stop loss at
        perUnit = share price of | closed at
        perUnit = shares fell to | shares rose to | hourly rate of
        price = deal worth | contract worth | agreement worth | order worth | deal valued at | contract valued at | deal value | contract value
        price = deal size | round of | purchase price | price of | budget of | funding of | investment of | commitment of | in exchange for | for a total of | total cost | total of | capital of | seed capital | start-up capital | endowment of | endowed with | for a consideration of | consideration of | proceeds of | seeking to raise | looking to raise | hopes to raise | aims to raise | to spend | will pay | to pay | paying | pays | paid
        """,
        .russian: """
        valuation = оценк* | оценил* | оценен* | оценива* | оценив* | капитализаци* | стоимость компании
        valuation = стоимости компании
        valuation = стоимостью компании | рыночной стоимост* | рыночная стоимост* | подорожал*
        notDeal = выручк* | прибыл* | убыт* | продаж* | доход* | оборот* | штраф* | долг* | зарплат*
        notDeal = потерял*
        notDeal = всего привлек* | в общей сложности привлек* | рынок | рынка | бюджет* | расходы на
        perUnit = цена акци* | цене акци* | по цене | по подписке | подписк* | стоит от
        price = сумм* сделк* | сумм* контракт* | объем* инвестиц* | объем* сделк* | объем* раунд* | стоимост* контракт* | стоимост* сделк*
        price = начальный капитал | уставный капитал | сумм* покупки | стоимост* проект* | цен* сделк* | получит | получат | заплатит | заплатят | вложит | вложат | инвестиции составят | контракт на | сделк* на
        """,
        .german: """
        valuation = bewertung | bewertet | bewertete | bewerten | firmenwert | unternehmenswert | börsenwert
        valuation = marktwert
        valuation = marktkapitalisierung | wert von | der wert | wert des | wert der | wertvoll | wertet
        notDeal = umsatz | umsätze | umsatzes | gewinn | gewinne | verlust | verluste | erlös* | schulden
        notDeal = strafe | bußgeld | geldbuße
        notDeal = gehalt | gehälter | bedarf | jahresumsatz | nettogewinn | auftragsbestand | insgesamt auf
        notDeal = verbindlichkeiten
        perUnit = preis je | stückpreis | aktienkurs | ausgabepreis | pro stück
        price = auftragsvolumen | auftragswert | vertragsvolumen | vertragswert | investitionssumme | investitionsvolumen | kaufpreis | startkapital
        price = transaktionsvolumen | finanzierungsvolumen | gesamtvolumen | volumen von | volumen liegt | volumen beträgt | budget von | dotiert mit | ausgestattet mit | mitteln von | verfügt über | zahlt | zahlen
        """,
        .french: """
        valuation = valorisation | valorisations | valorise | valorisé | valorisée | valorisant | valoriser
        valuation = valoriserait
        valuation = évalué | évaluée | évalue | valeur d'entreprise | capitalisation | vaut | valait
        valuation = vaudrait | vaudra
        notDeal = chiffre d'affaires | revenus | recettes | bénéfice | bénéfices | perte | pertes | amende
        notDeal = dette | dettes | salaire
        notDeal = ventes | revenu | carnet de commandes | total levé à | annualisés | facturé | subvention
        perUnit = prix par | action à | abonnement à | tarif de | cours de
        price = montant | montants | prix d'achat | budget de | dotée de | doté de | dotation de | estimé à | estimée à | marché de | contrat de
        price = capital de départ | dotation initiale | disposant de | enveloppe de | investissement de | ticket de | s'élève à | versera | verserait | paiera | coût total
        """,
        .spanish: """
        valuation = valoración | valoraciones | valorada | valorado | valora | valoraría | valorándola
        valuation = valuada | valuado
        valuation = valuación | valúa | tasada | tasa a | tasa en | tasa | tasar | valor a | valor en
        valuation = capitalización | vale
        valuation = su valor | valor de mercado | avaluada | se le calculaban | valorar
        notDeal = ingresos | ventas | facturó | factura | facturación | beneficio | beneficios | ganancias
        notDeal = pérdidas | pérdida
        notDeal = multa | deuda | deudas | salario | utilidades | facturaron | en total ha captado
        perUnit = precio por | suscripción de | cuota de | por acción a
        price = importe | importes | valor del contrato | valor del acuerdo | valor de la operación | precio de compra | presupuesto de | dotado con
        price = capital inicial | dotación de | dotada con | por un total de | contrato por | acuerdo por | operación por | inversión de | monto | montos | pagará | desembolsará | aportará
        """,
        .portuguese: """
        valuation = avaliação | avaliada | avaliado | avaliaria | avalia | avaliou | avaliando | valuation
        valuation = valor de mercado
        valuation = vale | valia | valeria | passa a valer | valendo | capitalização | valer
        notDeal = receita | receitas | faturamento | faturou | lucro | lucros | prejuízo | perdeu | vendas
        notDeal = multa | dívida | dívidas
        notDeal = salário | faturação | capital social | receita anual | gastava | custos | despesas
        perUnit = preço por | assinatura de | mensalidade de | papéis a | ações a | faixa de
        price = valor do contrato | valor do negócio | valor da operação | valor do acordo | valor total | investimento de | orçamento de
        price = capital inicial | verba de | dotação de | aporte de | contrato de | no valor de | preço de compra | investimento é estimado | montante | pagará | vai pagar | desembolsar
        """,
        .chineseSimplified: """
        valuation = 估值 | 估值达 | 估值约 | 投后 | 投前 | 市值 | 身价 | 估价 | 作价估值 | 企业价值 | 总市值 | 公司价值
        notDeal = 营收 | 收入 | 利润 | 净利 | 净利润 | 亏损 | 净亏损 | 销售额 | 销售收入 | 罚款 | 债务 | 负债 | 年薪 | 薪酬 | 蒸发
        notDeal = 营业额 | 营业收入 | 毛利 | 累计融资 | 累计募资 | 年化收入 | 成交量 | 成交额 | 市场规模 | 资本开支 | 资本支出 | 产值
        notDeal = 罚金 | 赔偿 | 欠款 | 订单积压 | 在手订单 | 月薪 | 管理规模 | 现金储备 | 烧掉 | 注册资本
        perUnit = 每股 | 每枚 | 每月 | 每个月 | 单价 | 每小时 | 每张 | 每颗 | 每片 | 每人 | 每百万 | 股价 | 收盘价 | 收报 | 发行价 | 月费
        perUnit = 每台 | 售价 | 定价
        price = 合同金额 | 总金额 | 交易金额 | 交易额 | 交易总额 | 成交价 | 收购价 | 收购价格 | 交易价格 | 合约总值 | 中标金额 | 投资总额 | 总投资 | 出资 | 斥资
        price = 对价 | 代价 | 首期资金 | 启动资金 | 募集资金 | 涉资 | 涉及金额 | 耗资 | 融资额 | 融资金额 | 募资 | 金额为 | 金额达 | 金额约 | 金额 | 合约金额 | 預算 | 预算 | 支付 | 作价 | 价格为 | 砸
        """,
        .japanese: """
        valuation = 評価額 | 企業価値 | 時価総額 | 企業評価額 | 企業価値評価
        notDeal = 売上高 | 売上 | 売上収益 | 利益 | 純利益 | 営業利益 | 赤字 | 損失 | 負債 | 負債総額 | 罰金 | 制裁金 | 課徴金 | 年収 | 報酬
        notDeal = 最終損益 | 累計調達額 | 累計調達 | 架空 | 年商 | 市場規模 | 債務 | 設備投資 | 広告費 | 契約金 | 給与 | 営業収益
        perUnit = 月額 | 1株 | 一株 | 1株当たり | 1株あたり | 単価 | 時給 | 公開価格 | 株価 | 終値 | 1台 | 1枚 | 1個 | 年額 | 料金
        perUnit = adsあたり
        price = 契約額 | 契約金額 | 買収額 | 買収総額 | 投資額 | 総投資額 | 出資額 | 調達額 | 取得額 | 事業費 | 総事業費 | 予算 | 受注額 | 落札額 | 買収金額 | 取得価額
        price = 資金は | 対価 | 調達規模 | 調達総額 | 総額 | 投じる | 支払う
        """,
        .korean: """
        valuation = 기업가치 | 기업가치는 | 기업가치를 | 몸값 | 몸값은 | 몸값이 | 시가총액 | 시총 | 기업 가치 | 밸류에이션
        notDeal = 매출 | 매출액 | 영업이익 | 순이익 | 순손실 | 영업손실 | 적자 | 손실 | 벌금 | 과징금 | 부채 | 연봉 | 빚 | 누적 투자 | 거래대금
        notDeal = 누적 투자금 | 누적투자 | 수주 잔고 | 수주잔고 | 시장 규모 | 이익 | 누적 투자유치 | 누적 투자액 | 자본금
        perUnit = 주당 | 한 주를 | 1주당 | 월간 | 개당 | 장당 | 시간당 | 대당 | 공모가 | 주가 | 종가 | 매달 | 매월 | 한 달에
        price = 계약 금액 | 계약금액 | 계약 규모 | 인수가 | 인수 금액 | 인수금액 | 투자금 | 투자액 | 투자 규모 | 투자금액 | 총사업비 | 사업비 | 사업 규모 | 예산
        price = 대가는 | 조달 금액 | 조달 규모 | 공모 금액 | 공모 규모 | 조달액 | 거래 규모 | 인수 대금 | 매각가 | 출자금 | 총 투자 | 낙찰가
        """,
    ]

    /// After the sum; only fillers may stand between.
    static let after: [Language: String] = [
        .english: """
        valuation = valuation | market value | market cap | market capitalisation | market capitalization
        valuation = enterprise value
        valuation = valuations
        notDeal = revenue | revenues | sales | profit | profits | loss | losses | turnover | earnings | debt
        notDeal = debts | fine | penalty
        notDeal = arr | income | salary | salaries | run rate | run-rate | capex | net income | net loss
        notDeal = lawsuit | settlement | bonus | bonuses | signing bonus | signing bonuses
        perUnit = a month | per month | /month | monthly | a share | per share | apiece | per million
        perUnit = per user | a seat
        perUnit = per seat | per hour | an hour | per token | a head | per employee | /mo | a user
        perUnit = per unit | a piece | /user
        perUnit = per 1m | per 1k | per chip | per gpu | /hour | per licence | per license | per day | a day | a week
        perUnit = per week | per agency
        """,
        .russian: """
        valuation = оценк* | капитализаци*
        notDeal = выручк* | прибыл* | убытк* | долг* | штраф* | доход* | продаж*
        perUnit = в месяц | за штуку | за акцию | за бумагу | за токен* | за миллион токен* | в час
        perUnit = за единицу | ежемесячно
        perUnit = в день | за пользовател* | с человека | за чип
        """,
        .german: """
        valuation = bewertet | bewertete | bewerten | bewertung | börsenwert | wert | marktwert | taxiert
        valuation = schwer | schwere | schweren | schwerer
        notDeal = umsatz | umsätze | gewinn | verlust | schulden | jahresumsatz | strafe | erlös* | miese
        perUnit = pro monat | im monat | monatlich | je aktie | pro aktie | pro stück | pro nutzer
        perUnit = pro stunde | das stück
        perUnit = je stück | pro million | pro tag | pro kopf | pro chip | pro lizenz
        """,
        .french: """
        valuation = de valorisation | valorisation | de capitalisation
        notDeal = de chiffre d'affaires | de revenus | de revenu | de pertes | de perte | de bénéfice
        notDeal = de bénéfices | d'amende | de dette
        notDeal = de dettes | de ventes | chiffre d'affaires | de recettes | revenus
        perUnit = par mois | l'action | par action | par utilisateur | de l'heure | par heure | l'unité
        perUnit = pièce | par jour
        perUnit = par million | /mois | le titre | par puce
        """,
        .spanish: """
        valuation = de valoración | de valuación | valoración
        notDeal = de ingresos | en ingresos | de facturación | en ventas | de pérdidas | de beneficio
        notDeal = de deuda | de multa | de ganancias
        perUnit = al mes | por acción | mensuales | por usuario | por hora | por unidad | la unidad
        perUnit = por título | por millón
        perUnit = /mes | cada mes | por persona | por chip | el primer mes
        """,
        .portuguese: """
        valuation = de valuation | de avaliação | de valor de mercado
        notDeal = de receita | em receita | de faturamento | de lucro | de prejuízo | de dívida | em vendas
        notDeal = de multa | em dívidas
        perUnit = por mês | por ação | mensais | ao mês | por usuário | por hora | por unidade | a ação
        perUnit = por papel | por milhão
        perUnit = /mês | por pessoa | por utilizador | por chip
        """,
        .chineseSimplified: """
        valuation = 估值 | 投后估值 | 投前估值 | 市值 | 身价
        notDeal = 营收 | 收入 | 利润 | 亏损 | 罚款 | 债务 | 负债 | 罚单 | 年薪 | 净利润 | 市值蒸发 | 市值损失 | 窟窿 | 欠款
        perUnit = 每月 | 一个月 | /月 | 每股 | 一股 | /股 | 每小时 | 一张 | 一枚 | 一片 | 一台 | /小时 | 每百万 | 每人 | /张 | 一块 | 月费
        perUnit = /百万
        """,
        .japanese: """
        valuation = 評価額 | 企業価値 | 時価総額 | 評価
        notDeal = 売上高 | 売上 | 利益 | 赤字 | 損失 | 負債 | 罰金 | 制裁金 | 債務 | 契約金 | 年俸
        perUnit = 毎月 | /月 | /株 | 月額
        """,
        .korean: """
        valuation = 기업가치 | 몸값 | 시가총액 | 가치
        notDeal = 매출 | 영업이익 | 순손실 | 적자 | 손실 | 벌금 | 과징금 | 빚 | 연봉
        perUnit = /월 | 씩 매달 | 매달
        """,
    ]

    /// Between the sum and a word after it.
    static let fillers: [Language: String] = [
        .english: """
        in | of | a | post-money | pre-money | annual | annualised | annualized | yearly | total | net
        market | recurring | antitrust | record | civil | private | company | implied | quarterly | last year
        """,
        .russian: "годов* | чистой | чистого | в | - | рыночн* | ежегодн*",
        .german: "an | jährlich | jährlichem | schwer | jährlicher | pro jahr | us | -",
        .french: "annuel | annuels | par an | en | annualisés",
        .spanish: "anuales | de | en | anual",
        .portuguese: "anuais | de | em | anual",
        .chineseSimplified: "的 | 年 | 年化 | 投后 | 以上 | 左右 | 级 | 级别 | 净 | 年度 | 天价 | 营业",
        .japanese: "の | 規模の | もの | 程度の | 以上の | 超の | 相当の",
        .korean: "의 | 규모 | 규모의 | 이상의 | 수준의 | 안팎의 | 대 | 이상",
    ]

    /// Between a word for worth and the sum, these make the sum the deal's own or another matter.
    static let cancels: [Language: String] = [
        .english: """
        raise | raised | raises | raising | invest | invested | invests | investing | pay | paid | pays
        buy | bought | acquire | acquired | commit | committed | with | plus | after | secured
        """,
        .russian: "привлек* | вложил* | вложит | инвестир* | заплатил* | купил* | за | получил*",
        .german: "für | sammelt | investiert | zahlt | kauft | gesammelt | erhielt | bekommt",
        .french: "levé | lève | investit | investi | paie | payé | rachète | pour",
        .spanish: "captó | levantó | invirtió | invierte | pagó | compró | recaudó | tras",
        .portuguese: "captou | levantou | investiu | pagou | comprou | investe | após",
        .chineseSimplified: "融资 | 投资 | 收购 | 完成 | 筹集 | 募集 | 斥资 | 注资 | 出资 | 豪掷",
        .japanese: "調達 | 出資 | 投資 | 買収 | 拠出",
        .korean: "투자 | 유치 | 인수 | 조달",
    ]

    /// Before a word for worth, these make it the worth of the deal: "a contract valued at $2bn".
    static let dealWorth: [Language: String] = [
        .english: """
        lease | licence | license | deal | contract | transaction | acquisition | agreement | takeover | purchase | order | project
        trial | agreements | stake | orders
        """,
        .russian: """
        сделк* | контракт* | вложени* | инвестици* | объем* | сумм* | проект* | расход* | затрат*
        покупк* | ущерб* | рынок
        """,
        .german: """
        mietvertrag | miete | lizenz | bestellung | deal | vertrag | auftrag | transaktion | übernahme | investition | projekt | volumen | kaufpreis
        """,
        .french: """
        bail | location | commande | licence | partenariat | contrat
        transaction | accord | opération | projet | rachat | investissement | marché
        """,
        .spanish: """
        alquiler | arrendamiento | pedido | encargo | licencia | contrato
        acuerdo | operación | transacción | proyecto | inversión | compra
        """,
        .portuguese: """
        aluguel | arrendamento | encomenda | pedido | licença | contrato
        acordo | operação | transação | projeto | investimento | negócio | compra
        """,
        .chineseSimplified: "合同 | 交易 | 订单 | 项目",
        .japanese: "契約 | 取引 | 案件",
        .korean: "계약 | 거래 | 사업 | 매출",
    ]
}
