import EventLog

let letters = Topic("letters", partitions: 4)
let parcels = Topic("parcels", partitions: 2)

/// A message whose key and value are texts.
func letter(_ value: String, key: String? = "k", to topic: Topic = letters) -> Message {
    Message(to: topic, key: key.map { Array($0.utf8) }, value: Array(value.utf8))
}

extension Record {
    var text: String? { value.map { String(decoding: $0, as: UTF8.self) } }
    var keyText: String? { key.map { String(decoding: $0, as: UTF8.self) } }
}

extension EventLog {
    /// A reader of whole topics, each from its first record.
    func reader(of topics: Topic...) throws -> any LogReader {
        try reader(from: try extent(of: topics).mapValues(\.lowerBound))
    }

    /// Everything the topics hold.
    func everything(of topics: Topic...) throws -> [Record] {
        let extents = try extent(of: topics)
        let reader = try reader(from: extents.mapValues(\.lowerBound))
        return try reader.records(extents.values.reduce(0) { $0 + $1.count })
    }
}

extension LogReader {
    /// As many records as asked, over as many calls as it takes; fewer where none came for ten
    /// seconds.
    func records(_ count: Int) throws -> [Record] {
        var found: [Record] = []
        while found.count < count {
            let more = try next(atMost: count - found.count, waiting: .seconds(10))
            if more.isEmpty { break }
            found += more
        }
        return found
    }
}
