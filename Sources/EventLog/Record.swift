/// What a log kept.
///
/// Its bytes are its own, or stand in memory that the log lends: a reader that takes records as they
/// come, and lets them go, then copies nothing. One record that is kept keeps all the memory that was
/// lent with it, so keep copies (`key`, `value`).
public struct Record: Sendable {
    public let position: Position
    /// When the log took it, in milliseconds since 1970 UTC, by the writer's clock.
    public let appendedAt: Int64
    public let headers: [Header]
    @usableFromInline let lentKey: LentBytes?
    @usableFromInline let lentValue: LentBytes?
    private let lender: any AnyObject & Sendable

    /// A record with bytes of its own.
    public init(
        position: Position, appendedAt: Int64, key: [UInt8]?, value: [UInt8]?, headers: [Header]
    ) {
        let own = OwnBytes(key: key, value: value)
        self.init(
            position: position, appendedAt: appendedAt, lentKey: own.key, lentValue: own.value,
            headers: headers, lender: own)
    }

    /// A record whose bytes are lent.
    ///
    /// - Parameter lender: keeps the bytes where they are, and as they are, for as long as it lives.
    public init(
        position: Position, appendedAt: Int64, lentKey: LentBytes?, lentValue: LentBytes?,
        headers: [Header], lender: any AnyObject & Sendable
    ) {
        self.position = position
        self.appendedAt = appendedAt
        self.headers = headers
        self.lentKey = lentKey
        self.lentValue = lentValue
        self.lender = lender
    }

    /// The first header of that name.
    public func header(_ name: String) -> [UInt8]? {
        headers.first { $0.name == name }?.value
    }
}

// MARK: Bytes

extension Record {
    /// Lends key and value where they stand, for as long as the closure runs.
    @inlinable
    public func withBytes<Result, Failure: Error>(
        _ body: (_ key: UnsafeRawBufferPointer?, _ value: UnsafeRawBufferPointer?)
            throws(Failure) -> Result
    ) throws(Failure) -> Result {
        defer { extendLifetime(self) }
        return try body(lentKey?.buffer, lentValue?.buffer)
    }

    /// A copy of the key.
    public var key: [UInt8]? {
        withBytes { key, _ in key.map { [UInt8]($0) } }
    }

    /// A copy of the payload; nil is a value of its own (Kafka's tombstone), not an empty payload.
    public var value: [UInt8]? {
        withBytes { _, value in value.map { [UInt8]($0) } }
    }
}

extension [Record] {
    /// Lends key and value of some of the records, one after another, where they stand.
    ///
    /// All records of a batch count their references in one place. Processors that share a batch
    /// out would wait for each other there; so this counts none, the array being held.
    @inlinable
    public func withBytes(
        of places: Range<Int>,
        _ body: (_ place: Int, _ key: UnsafeRawBufferPointer?, _ value: UnsafeRawBufferPointer?)
            -> Void
    ) {
        withUnsafeBufferPointer { records in
            for place in places {
                body(place, records[place].lentKey?.buffer, records[place].lentValue?.buffer)
            }
        }
    }
}

// MARK: Equality, whoever the bytes belong to

extension Record: Hashable {
    public static func == (one: Record, other: Record) -> Bool {
        one.position == other.position && one.appendedAt == other.appendedAt
            && one.headers == other.headers
            && one.withBytes { key, value in
                other.withBytes { same(key, $0) && same(value, $1) }
            }
    }

    private static func same(
        _ one: UnsafeRawBufferPointer?, _ other: UnsafeRawBufferPointer?
    ) -> Bool {
        guard let one, let other else { return one == nil && other == nil }
        return one.elementsEqual(other)
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(position)
        hasher.combine(appendedAt)
        hasher.combine(headers)
        withBytes { key, value in
            for bytes in [key, value] {
                hasher.combine(bytes?.count)
                if let bytes { hasher.combine(bytes: bytes) }
            }
        }
    }
}
