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
    @usableFromInline let content: RecordContent

    /// A record with bytes of its own.
    public init(
        position: Position, appendedAt: Int64, key: [UInt8]?, value: [UInt8]?, headers: [Header]
    ) {
        self.position = position
        self.appendedAt = appendedAt
        self.headers = headers
        content = .own(key: key, value: value)
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
        content = .lent(key: lentKey, value: lentValue, lender: lender)
    }

    /// The first header of that name.
    public func header(_ name: String) -> [UInt8]? {
        headers.first { $0.name == name }?.value
    }
}

// MARK: Bytes

@usableFromInline
enum RecordContent: Sendable {
    case own(key: [UInt8]?, value: [UInt8]?)
    case lent(key: LentBytes?, value: LentBytes?, lender: any AnyObject & Sendable)
}

extension Record {
    /// Lends key and value where they stand, for as long as the closure runs.
    @inlinable
    public func withBytes<Result, Failure: Error>(
        _ body: (_ key: UnsafeRawBufferPointer?, _ value: UnsafeRawBufferPointer?)
            throws(Failure) -> Result
    ) throws(Failure) -> Result {
        switch content {
        case .lent(let key, let value, let lender):
            defer { extendLifetime(lender) }
            return try body(key?.buffer, value?.buffer)
        case .own(let key, let value):
            return try Record.lend(key) { key throws(Failure) in
                try Record.lend(value) { value throws(Failure) in try body(key, value) }
            }
        }
    }

    @inlinable
    static func lend<Result, Failure: Error>(
        _ bytes: [UInt8]?, _ body: (UnsafeRawBufferPointer?) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        guard let bytes else { return try body(nil) }
        return try bytes.withUnsafeBufferPointer { bytes throws(Failure) in
            try body(UnsafeRawBufferPointer(bytes))
        }
    }

    /// A copy of the key.
    public var key: [UInt8]? {
        if case .own(let key, _) = content { return key }
        return withBytes { key, _ in key.map { [UInt8]($0) } }
    }

    /// A copy of the payload; nil is a value of its own (Kafka's tombstone), not an empty payload.
    public var value: [UInt8]? {
        if case .own(_, let value) = content { return value }
        return withBytes { _, value in value.map { [UInt8]($0) } }
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
