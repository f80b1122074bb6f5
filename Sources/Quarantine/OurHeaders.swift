internal import EventLog

/// The headers of ours that a record bears, found without a look at all the others: a record may have
/// come with thousands, and ours stand behind them, in one piece.
struct OurHeaders {
    private var values: [String: [UInt8]] = [:]

    init(of record: Record) {
        for header in record.headers.reversed() {
            if header.name.hasPrefix(QuarantineHeader.reserved) {
                // Of several of a name the first counts.
                values[header.name] = header.value
            } else if !values.isEmpty {
                return
            }
        }
    }

    /// The value of a header, as text; of a long one, its beginning.
    func text(_ name: String) -> String? {
        values[name].map { String(decoding: $0.prefix(Self.longest), as: UTF8.self) }
    }

    /// Bytes of a header that are kept: what we write is shorter, and anyone can write here.
    private static let longest = 2_000
}
