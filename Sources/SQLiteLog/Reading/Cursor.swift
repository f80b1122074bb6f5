internal import EventLog
internal import SQLite

/// Where a reader stands in each of its partitions, and its connection to the file.
///
/// Each `read` is one short read transaction, so that nothing a slow reader does keeps the
/// write-ahead log from being taken back into the file.
final class Cursor {
    /// How many bytes of payload one call gathers before it stops, whatever its limit of records.
    private static let bytesAtOnce = 32 << 20

    private struct Place {
        let partition: Partition
        let id: Int64
        /// The offset of the next record to be read.
        var next: Int64
        /// Whether there was an offset without a sound record.
        var hasGap = false
    }

    private let database: Database
    private let findings: Findings
    private let table: PartitionTable
    private let selectRecords: Statement
    private let selectVersion: Statement
    private var places: [Place] = []
    /// The place that comes first in the next call, so that none is always the last.
    private var turn = 0
    private var version: Int64?

    init(_ database: Database, _ findings: Findings) throws {
        self.database = database
        self.findings = findings
        table = try PartitionTable(database)
        selectRecords = try database.prepare(
            """
            SELECT id, appended_at, key, value, headers, sum FROM records
            WHERE id >= ?1 AND id < ?2 ORDER BY id LIMIT ?3
            """)
        selectVersion = try database.prepare("PRAGMA data_version")
    }

    /// Stands at these offsets from now on, besides those of other partitions.
    func seek(to offsets: [Partition: Int64]) throws {
        let extents = try database.extents()
        for (partition, offset) in offsets.sorted(by: { $0.key < $1.key }) {
            let place = Place(partition: partition, id: try table.id(of: partition), next: offset)
            try check(place, against: extents[place.id])
            places.removeAll { $0.id == place.id }
            places.append(place)
        }
    }

    /// For places with gaps, the offset that was reached.
    var ends: [Partition: Int64] {
        Dictionary(uniqueKeysWithValues: places.filter(\.hasGap).map { ($0.partition, $0.next) })
    }

    /// Whether another connection has written since the last time this was asked.
    func hasChanged() throws -> Bool {
        guard try selectVersion.step() else { return true }
        let found = selectVersion.row.int64(0)
        selectVersion.reset()
        defer { version = found }
        return version != found
    }

    /// The next records that are there: an equal share from each partition that has some, and
    /// again until there are enough or no more.
    func read(atMost: Int) throws -> [Record] {
        try database.transaction(.deferred) {
            let extents = try database.extents()
            for place in places { try check(place, against: extents[place.id]) }
            var ready = (places.indices).map { ($0 + turn) % places.count }
                .filter { places[$0].next < extents[places[$0].id]?.upperBound ?? 0 }
            guard !ready.isEmpty else { return [] }
            turn = (turn + 1) % places.count

            var records: [Record] = []
            let pages = LentPages()
            var bytes = 0
            while records.count < atMost, bytes < Self.bytesAtOnce, !ready.isEmpty {
                let share = max(1, (atMost - records.count) / ready.count)
                for index in ready where records.count < atMost && bytes < Self.bytesAtOnce {
                    let end = extents[places[index].id]?.upperBound ?? 0
                    bytes += try read(
                        &places[index], end: end, atMost: share, in: pages, into: &records)
                }
                ready.removeAll { places[$0].next >= extents[places[$0].id]?.upperBound ?? 0 }
            }
            return records
        }
    }

    /// - Returns: how many bytes came.
    private func read(
        _ place: inout Place, end: Int64, atMost: Int, in pages: LentPages,
        into records: inout [Record]
    ) throws -> Int {
        try selectRecords.bind(Schema.id(place.id, place.next), at: 1)
        try selectRecords.bind(Schema.id(place.id, end), at: 2)
        try selectRecords.bind(Int64(atMost), at: 3)
        defer { selectRecords.reset() }
        var bytes = 0
        var found = 0
        while bytes < Self.bytesAtOnce {
            guard try selectRecords.step() else {
                if found < atMost { pass(&place, upTo: end) }
                break
            }
            found += 1
            let row = selectRecords.row
            let offset = Schema.offset(of: row.int64(0))
            pass(&place, upTo: offset)
            guard Schema.checksum(row) == row.int64(5) else {
                findings.damaged(offset, of: place.partition)
                (place.next, place.hasGap) = (offset + 1, true)
                continue
            }
            let (key, value) = (pages.keep(row, 2), pages.keep(row, 3))
            records.append(
                Record(
                    position: Position(place.partition, offset), appendedAt: row.int64(1),
                    lentKey: key, lentValue: value, headers: try headers(row, at: 4),
                    lender: pages))
            bytes += (key?.count ?? 0) + (value?.count ?? 0)
            place.next = offset + 1
        }
        return bytes
    }

    /// Goes on to an offset. Records that should stand before it and do not are missing, but for
    /// those that were given up.
    private func pass(_ place: inout Place, upTo offset: Int64) {
        guard place.next < offset else { return }
        for gap in table.missing(place.next..<offset, of: place.id) {
            findings.missing(gap, of: place.partition)
        }
        (place.next, place.hasGap) = (offset, true)
    }

    private func headers(_ row: Row, at column: Int) throws -> [Header] {
        if row.isNull(column) { return [] }
        guard let headers = row.withBytes(column, Headers.decode) else {
            throw LogError.unavailable(
                "The log \(database.path) holds headers that cannot be read: it is damaged.")
        }
        return headers
    }

    private func check(_ place: Place, against extent: Range<Int64>?) throws {
        guard let first = extent?.lowerBound, place.next < first else { return }
        throw LogError.positionLost(place.partition, asked: place.next, first: first)
    }
}
