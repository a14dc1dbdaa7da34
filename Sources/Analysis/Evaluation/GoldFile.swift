package import FoundationEssentials

/// A file of stories in the gold's form, JSON Lines in UTF-8.
package enum GoldFile {
    /// What a file is read for decides which keys every line must have.
    package enum Purpose: Sendable {
        /// Stories with their true labels, to score against.
        case gold
        /// Labels that some analyser gave; whatever is missing counts as "not said".
        case predictions
        /// Stories to analyse; labels are ignored.
        case unlabelled

        var requiredKeys: Set<String> {
            switch self {
            case .gold: ["id", "relevant", "camp", "deal_types", "primary"]
            case .predictions: ["id"]
            case .unlabelled: ["id", "title"]
            }
        }
    }

    package static func read(
        _ path: String, as purpose: Purpose = .gold
    ) throws(GoldFileError) -> [GoldStory] {
        try parse(bytes(of: path), name: path, as: purpose)
    }

    /// Reads lines of other records in the same form.
    static func records<Record: Decodable>(in bytes: Data, name: String) throws(GoldFileError) -> [Record] {
        try decode(bytes, name: name, with: JSONDecoder())
    }

    static func bytes(of path: String) throws(GoldFileError) -> Data {
        do {
            return try Data(contentsOf: URL(filePath: path))
        } catch {
            throw GoldFileError(file: path, line: nil, reason: GoldFileError.plain(error))
        }
    }

    /// Reads lines already in memory; blank lines are skipped and `name` stands for the file in errors.
    package static func parse(
        _ bytes: Data, name: String, as purpose: Purpose
    ) throws(GoldFileError) -> [GoldStory] {
        let decoder = JSONDecoder()
        if let key = CodingUserInfoKey.requiredGoldKeys { decoder.userInfo[key] = purpose.requiredKeys }
        return try decode(bytes, name: name, with: decoder)
    }

    private static func decode<Record: Decodable>(
        _ bytes: Data, name: String, with decoder: JSONDecoder
    ) throws(GoldFileError) -> [Record] {
        var records: [Record] = []
        let lines = bytes.trimmingByteOrderMark.split(separator: 0x0A, omittingEmptySubsequences: false)
        for (index, line) in lines.enumerated() where !line.allSatisfy(isBlank) {
            do {
                records.append(try decoder.decode(Record.self, from: line))
            } catch {
                throw GoldFileError(file: name, line: index + 1, reason: GoldFileError.plain(error))
            }
        }
        return records
    }

    /// JSON's white space (RFC 8259 §2).
    private static func isBlank(_ byte: UInt8) -> Bool { [0x20, 0x09, 0x0D].contains(byte) }
}

extension Data {
    /// Editors on Windows put a byte order mark at the start of UTF-8; JSON does not allow one.
    fileprivate var trimmingByteOrderMark: Data {
        starts(with: [0xEF, 0xBB, 0xBF]) ? dropFirst(3) : self
    }
}
