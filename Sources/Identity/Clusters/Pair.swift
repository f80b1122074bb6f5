/// Two records by their places, the smaller first.
struct Pair: Hashable, Sendable {
    let low, high: UInt32

    init(_ one: UInt32, _ other: UInt32) {
        low = min(one, other)
        high = max(one, other)
    }

    func contains(_ place: UInt32) -> Bool { low == place || high == place }
}
