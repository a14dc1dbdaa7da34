import NewsModel

/// Power, hardware and percent: what a number counts when it is not money.
enum UnitWords {
    /// Units that stand right after the number; the factor scales to the unit.
    static let direct = """
        GW = gw | gigawatt* | gigavatio* | гвт | гигават* | 吉瓦 | 千兆瓦 | ギガワット | 기가와트 | 기가와트급
        MW = mw | megawatt* | mégawatt* | megavatio* | мвт | мегават* | 兆瓦 | 百万瓦 | 百万瓦特 | メガワット | 메가와트
        10MW = 万千瓦 | 万キロワット
        1000MW = 百万千瓦
        GPU = gpu | gpus | gpu's | 卡集群 | 卡算力 | 卡规模 | 卡级 | видеокарт* | видеоускорител* | 张gpu | 块gpu | 枚gpu | 颗gpu | 片gpu
        GPU = графических процессор*
        % = % | percent | per cent | процент* | prozent | prozentig* | pour cent | por ciento | por cento
        % = パーセント | 퍼센트 | 个百分点
        chips = chips | чип* | микросхем* | puces | semiconductores | chipes
        servers = servers | сервер* | server | servern | serveurs | servidores | 台服务器 | 台サーバー | 대 서버
        """

    /// Counters of Han, kana and Hangul texts: pieces, which are GPUs or chips only if such a word is near.
    static let counters = "台 | 颗 | 块 | 张 | 枚 | 片 | 个 | 基 | 장 | 개 | 대 | 여장 | 여 장"

    /// What the pieces are.
    static let pieces = """
        GPU = gpu | gpus | графических процессор* | 图形处理器 | 绘图处理器 | 显卡 | 画像処理半導体 | 画像処理装置 | 그래픽처리장치
        GPU = 그래픽카드 | grafikprozessoren | processeurs graphiques | tarjetas gráficas | placas gráficas
        GPU = видеокарт*
        GPU = h100 | h200 | h800 | h20 | a100 | b200 | b300 | gb200 | gb300 | h100s | h200s | b200s | gb200s | gb300s | graphics processors
        GPU = grafikchips
        GPU = ускорителей | gpu들
        chips = chips | chip | 芯片 | 晶片 | 半导体 | 半導体 | チップ | 칩 | 반도체 | чип* | puces | ki-chips | accelerators
        chips = accélérateurs | aceleradores | ki-beschleuniger | ускорител* | 加速器 | 가속기 | tpu | tpus | npu
        servers = servers | server | servern | serveurs | servidores | сервер* | 服务器 | 伺服器 | サーバー | 서버
        chips = 加速卡 | 算力卡 | 训练卡 | 推理卡
        """

    /// Words beside a percentage that make it a stake.
    static let stake = """
        stake | stakes | share of | share in | equity | holding | ownership | interest in | voting
        of the company
        дол* | акци* | пакет* | участи* | капитал*
        anteil* | beteilig* | geschäftsanteil* | kapital* | aktien
        participation | part | parts | capital | actions
        participación | participaciones | acciones | fatia | participação | ações
        股权 | 股份 | 持股 | 占股 | 入股 | 股比 | 股
        株式 | 出資比率 | 持ち株 | 持株 | 議決権 | 株
        지분 | 지분율 | 주식 | 의결권
        """
}
