/// Turns text into numbered terms.
///
/// It remembers what became of each word, since stemming costs more than looking up. It belongs to
/// one thread at a time.
final class Analyser {
    /// Every term seen so far.
    private(set) var terms: TermTable
    private let rules: TokenRules
    private let stemmer = EnglishStem()
    private var scanner = WordScanner()
    private var words = TermTable()
    /// By word: its term, or `none`.
    private var termOfWord: [UInt32] = []
    private var porter: [UInt8] = []

    /// Stands for a word that is no term.
    static let none = UInt32.max
    /// Words are looked at up to here, in UTF-8 bytes; nothing that a person writes is longer.
    static let longestWord = 128

    /// - Parameter terms: the terms to go on from, whose numbers stay.
    init(_ rules: TokenRules, terms: TermTable = TermTable()) {
        self.rules = rules
        self.terms = terms
    }

    /// Calls for each term with its number and its place in the text, as UTF-8 offsets.
    func analyse(_ text: String, _ body: (UInt32, Range<Int>) -> Void) {
        var text = text
        text.withUTF8 { bytes in
            switch rules {
            case .plain: plain(bytes, body)
            case .english: english(bytes, body)
            }
        }
    }

    private func plain(_ text: UnsafeBufferPointer<UInt8>, _ body: (UInt32, Range<Int>) -> Void) {
        scanner.scan(text) { word, folded in body(term(of: folded), word.range) }
    }

    private func english(
        _ text: UnsafeBufferPointer<UInt8>, _ body: (UInt32, Range<Int>) -> Void
    ) {
        // In a text of capitals alone, capitals say nothing.
        let shouts = Self.isMostlyCapitals(text)
        var pending = Pending()
        func flush() {
            defer { pending.folded.removeAll(keepingCapacity: true) }
            guard !pending.folded.isEmpty else { return }
            if pending.joint == .apostrophe,
                StopWords.afterApostrophe.contains(String(decoding: pending.folded, as: UTF8.self))
            {
                return
            }
            var term = term(of: pending.folded)
            // IT and WHO are subjects; it and who are not.
            if term == Self.none, pending.isCapitals, !shouts {
                term = pending.folded.withUnsafeBufferPointer { terms.intern($0) }
            }
            if term != Self.none { body(term, pending.range) }
        }
        scanner.scan(text) { word, folded in
            if pending.continues(word, folded) {
                pending.folded.append(contentsOf: copy folded)
                pending.range = pending.range.lowerBound..<word.range.upperBound
                pending.isCapitals = word.joint == .dot
                return
            }
            flush()
            pending.folded.append(contentsOf: copy folded)
            pending.range = word.range
            pending.joint = word.joint
            pending.isCapitals = word.isCapitals
        }
        flush()
    }

    /// A word that the next one may still belong to.
    private struct Pending {
        var folded: [UInt8] = []
        var range = 0..<0
        var joint = WordScanner.Joint.space
        var isCapitals = false

        /// `U.S.`, `1,000,000` and `e-mail` are one word each.
        func continues(_ word: WordScanner.Word, _ next: borrowing [UInt8]) -> Bool {
            switch word.joint {
            case .dot:
                return next.count == 1 && Self.isLetter(next[0]) && folded.allSatisfy(Self.isLetter)
                    && range.count == 2 * folded.count - 1 && !folded.isEmpty && folded.count < 8
            case .comma:
                return next.count == 3 && !folded.isEmpty && folded.count < 16
                    && (copy next).allSatisfy(Self.isDigit) && folded.allSatisfy(Self.isDigit)
            case .hyphen: return folded.count < 5 && Self.prefixes.contains(folded)
            case .space, .apostrophe: return false
            }
        }

        /// Syllables that some write with a hyphen and some without: `co-ordinate`, `e-mail`,
        /// `non-linear`, `re-referral`.
        private static let prefixes = Set(
            ["anti", "co", "e", "non", "pre", "re", "semi", "sub", "un"].map { Array($0.utf8) })

        private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte) }
        private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
    }

    private func term(of folded: borrowing [UInt8]) -> UInt32 {
        let word = folded.withUnsafeBufferPointer {
            words.intern(UnsafeBufferPointer(rebasing: $0.prefix(Self.longestWord)))
        }
        if Int(word) < termOfWord.count { return termOfWord[Int(word)] }
        let term = work(folded)
        termOfWord.append(term)
        return term
    }

    private func work(_ folded: borrowing [UInt8]) -> UInt32 {
        switch rules {
        case .plain:
            porter.removeAll(keepingCapacity: true)
            porter.append(contentsOf: copy folded)
            PorterStem.apply(to: &porter)
            return porter.withUnsafeBufferPointer { terms.intern($0) }
        case .english:
            if folded.count < 12,
                StopWords.english.contains(String(decoding: copy folded, as: UTF8.self))
            {
                return Self.none
            }
            guard folded.count <= Self.longestWord else {
                return folded.withUnsafeBufferPointer {
                    terms.intern(UnsafeBufferPointer(rebasing: $0.prefix(Self.longestWord)))
                }
            }
            return stemmer.withStem(of: folded) { terms.intern($0) }
        }
    }

    /// Whether a text has more capitals than small letters.
    static func isMostlyCapitals(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        var capitals = 0
        var smalls = 0
        for byte in text {
            if byte &- 0x41 < 26 { capitals += 1 }
            if byte &- 0x61 < 26 { smalls += 1 }
        }
        return capitals > smalls
    }
}
