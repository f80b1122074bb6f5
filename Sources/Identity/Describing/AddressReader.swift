/// Divides an address into house numbers and lines without them.
struct AddressReader {
    /// House and flat numbers, packed, ascending, each once.
    private(set) var houses: [UInt32] = []
    /// The lines as one word each, without numbers and without words such as "Road".
    private(set) var lines: [String] = []
    /// The line that has a house number, which names the street; the first where none has.
    private(set) var streetLine = 0

    init(_ text: String, _ words: SpecialWords) {
        guard !text.isEmpty else { return }
        let written = text.split(omittingEmptySubsequences: false) {
            $0 == "," || $0 == ";" || $0.isNewline
        }
        let lines = written.map { Folding.words(of: String($0)) }
        if let first = lines[0].first, words.noPlace.contains(first) { return }
        var houses: Set<UInt32> = []
        var street: Int?
        for (index, line) in lines.enumerated() {
            let numbers = line.filter(startsWithDigit)
            for number in numbers {
                let house = number.drop { $0 == "0" }
                if !house.isEmpty {
                    houses.insert(UInt32(PackedText.pack(String(house), characters: 5)))
                }
            }
            let body = line.filter { !startsWithDigit($0) && !words.streets.contains($0) }.joined()
            if street == nil, !numbers.isEmpty, !body.isEmpty { street = index }
            self.lines.append(body)
        }
        streetLine = street ?? 0
        if streetLine > 3 {
            self.lines[3] = self.lines[streetLine]
            streetLine = 3
        }
        self.houses = houses.sorted()
    }

    private func startsWithDigit(_ word: String) -> Bool { word.first?.isNumber ?? false }
}
