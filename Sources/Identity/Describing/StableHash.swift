/// A hash that is the same in every process and on every machine, because which records are
/// compared rests on it.
enum StableHash {
    static func of(_ values: some Sequence<UInt32>) -> UInt64 {
        values.reduce(0x9E37_79B9_7F4A_7C15) { mix($0 ^ UInt64($1)) }
    }

    /// The finaliser of SplitMix64 (Steele, Lea, Flood 2014).
    static func mix(_ value: UInt64) -> UInt64 {
        var mixed = value &+ 0x9E37_79B9_7F4A_7C15
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
