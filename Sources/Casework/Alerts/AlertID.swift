extension Alert {
    /// The identifier of the alert that a finding about a child leads to: 32 hexadecimal digits
    /// that follow from the child, the rule and the record that completed the finding.
    ///
    /// A 128-bit FNV-1a hash (Fowler, Noll, Vo): an identity, not a secret. Two different findings
    /// share one with a chance of about 1 in 10 to the 25th among a million alerts.
    static func id(child: ChildID, rule: String, anchor: RecordReference) -> String {
        var hash: UInt128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d
        for part in [child.text, rule, anchor.kind.rawValue, anchor.id.text] {
            for byte in part.utf8 { hash = (hash ^ UInt128(byte)) &* fnvPrime }
            // A byte that no text in UTF-8 contains, so that parts cannot run into each other.
            hash = (hash ^ 0xff) &* fnvPrime
        }
        let digits = String(hash, radix: 16)
        return String(repeating: "0", count: 32 - digits.count) + digits
    }

    private static let fnvPrime: UInt128 = 0x0000_0000_0100_0000_0000_0000_0000_013b
}
