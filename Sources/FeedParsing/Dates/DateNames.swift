/// The words of dates in the languages campwatch reads.
enum DateNames {
    /// The month that a lowercase word names, whole or short.
    static func month(_ word: String) -> Int? {
        if let month = months[word] { return month }
        // Slavic and Romance months are cut and bent in many ways: the first four letters decide.
        let stem = String(word.prefix(4))
        return word.count > 4 ? stems[stem] : nil
    }

    static let isAfternoon: Set<String> = ["pm", "p", "下午", "晚上", "오후", "午後"]
    static let isMorning: Set<String> = ["am", "a", "上午", "早上", "凌晨", "오전", "午前"]

    /// Whether a word is Korean: such dates are Korean time when they name no zone.
    static func isKorean(_ word: String) -> Bool {
        word.unicodeScalars.contains { (0xAC00...0xD7A3).contains($0.value) }
    }

    /// Units that Chinese, Japanese and Korean write after the number.
    static let yearUnits: Set<String> = ["年", "년"]
    static let monthUnits: Set<String> = ["月", "월"]
    static let dayUnits: Set<String> = ["日", "일", "号", "號"]
    static let hourUnits: Set<String> = ["時", "时", "點", "点", "시", "h", "uhr"]
    static let minuteUnits: Set<String> = ["分", "분", "min"]
    static let secondUnits: Set<String> = ["秒", "초", "s"]

    private static let rows: [String] = [
        "jan january januar janvier janv enero ene janeiro январь января янв jänner ιαν ιανουαρίου január gennaio gen",
        "feb february februar février fevrier févr fevr fév febrero fevereiro fev февраль февраля фев февр φεβ φεβρουαρίου február febr febbraio",
        "mar march märz maerz mär mars marzo março marco март марта мар mrz μάρ μαρ μαρτίου március márc mrt",
        "apr april avril avr abril abr апрель апреля апр απρ απριλίου április ápr aprile",
        "may mai mayo maio май мая μάι μαϊ μαΐου május máj maggio mag mei maj",
        "jun june juni juin junio junho июнь июня июн ιούν ιουν ιουνίου június jún giugno giu",
        "jul july juli juillet juil julio julho июль июля июл ιούλ ιουλ ιουλίου július júl luglio lug",
        "aug august août aout aoû agosto ago август августа авг αύγ αυγ αυγούστου augusztus",
        "sep sept september septembre septiembre setiembre setembro set сентябрь сентября сен сент σεπ σεπτεμβρίου szeptember szept settembre",
        "oct october oktober okt octobre octubre outubro out октябрь октября окт οκτ οκτωβρίου október ottobre ott",
        "nov november novembre noviembre novembro ноябрь ноября ноя нояб νοέ νοε νοεμβρίου",
        "dec december dezember dez décembre decembre déc diciembre dic dezembro декабрь декабря дек δεκ δεκεμβρίου dicembre",
    ]

    private static let months: [String: Int] = {
        var table: [String: Int] = [:]
        for (index, row) in rows.enumerated() {
            for name in row.split(separator: " ") { table[String(name)] = index + 1 }
        }
        for (index, numeral) in ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"].enumerated() {
            table[numeral + "月"] = index + 1
        }
        return table
    }()

    private static let stems: [String: Int] = {
        var table: [String: Int] = [:]
        for (name, month) in months where name.count > 4 { table[String(name.prefix(4))] = month }
        return table
    }()
}

/// The named zones of feeds, as seconds east of Greenwich.
enum ZoneNames {
    static func offset(_ word: String) -> Int? {
        if let hours = hours[word] { return Int(hours * 3_600) }
        return word.utf8.count == 1 ? military(word) : nil
    }

    /// RFC 822 gave the letters the wrong sign and everybody noticed: RFC 2822 says to read all but Z as UTC.
    private static func military(_ word: String) -> Int? {
        guard let letter = word.utf8.first, letter.isASCIILetter, letter != UInt8(ascii: "j"),
            letter != UInt8(ascii: "t")
        else { return nil }
        return 0
    }

    private static let hours: [String: Double] = [
        "z": 0, "ut": 0, "utc": 0, "gmt": 0, "wet": 0, "uct": 0,
        "est": -5, "edt": -4, "cst": -6, "cdt": -5, "mst": -7, "mdt": -6, "pst": -8, "pdt": -7,
        "at": -4, "et": -5, "ct": -6, "mt": -7, "pt": -8, "ast": -4, "adt": -3, "nst": -3.5, "ndt": -2.5,
        "akst": -9,
        "akdt": -8, "hst": -10, "hdt": -9, "brt": -3, "brst": -2, "art": -3, "clt": -4, "clst": -3, "cot": -5,
        "pet": -5, "vet": -4, "uyt": -3,
        "bst": 1, "cet": 1, "met": 1, "mez": 1, "west": 1, "cest": 2, "mest": 2, "mesz": 2, "eet": 2,
        "cat": 2,
        "sast": 2, "ist": 5.5, "eest": 3, "msk": 3, "мск": 3, "msd": 4, "trt": 3, "eat": 3, "gst": 4,
        "samt": 4,
        "pkt": 5, "yekt": 5, "omst": 6, "ict": 7, "wib": 7, "novt": 7, "krat": 7, "hkt": 8, "sgt": 8,
        "pht": 8,
        "myt": 8, "awst": 8, "irkt": 8, "jst": 9, "kst": 9, "yakt": 9, "acst": 9.5, "acdt": 10.5, "aest": 10,
        "vlat": 10, "aedt": 11, "magt": 11, "nzst": 12, "nzdt": 13,
    ]
}
