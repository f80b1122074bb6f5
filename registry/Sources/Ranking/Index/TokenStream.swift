/// A document's terms in order, as numbers, with a marker in front of each passage.
enum TokenStream {
    /// Numbers from here up are markers; the rest of the number is the field.
    static let marker: UInt32 = 0xFFFF_FF00
    /// Stands for a term that nobody asks for.
    static let unknown: UInt32 = 0xFFFF_FEFF
    /// Fields that a document can have.
    static let fields = 255

    /// Appends a document and says how many terms it has.
    ///
    /// - Parameter number: what to write for a term; may be `unknown`.
    static func append(
        _ document: Document, to stream: inout [UInt32], analyser: Analyser,
        number: (UInt32) -> UInt32 = { $0 }
    ) -> Int {
        var length = 0
        for (field, passages) in document.fields.prefix(fields).enumerated() {
            for passage in passages {
                stream.append(marker | UInt32(field))
                analyser.analyse(passage) { term, _ in
                    stream.append(number(term))
                    length += 1
                }
            }
        }
        return length
    }
}
