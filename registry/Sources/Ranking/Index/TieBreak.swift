/// What decides between documents with the same score: published, the same for everybody, and
/// another for each version of a catalogue, so that nobody is always last.
public enum TieBreak {
    /// FNV-1a (64 bits) of the salt, a zero byte and the identifier, in UTF-8, then stirred with
    /// the finalizer of MurmurHash3. The smaller number goes first; the identifier decides where
    /// even they are equal.
    public static func number(of id: String, salt: String) -> UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        func take(_ byte: UInt8) { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        salt.utf8.forEach(take)
        take(0)
        id.utf8.forEach(take)
        hash = (hash ^ hash >> 33) &* 0xFF51_AFD7_ED55_8CCD
        hash = (hash ^ hash >> 33) &* 0xC4CE_B9FE_1A85_EC53
        return hash ^ hash >> 33
    }
}
