/// A description as it is compared: words by their place in the books, dates and numbers checked,
/// placeholders recognised. It has a fixed size and holds no reference.
struct Person: Sendable {
    /// Given names, unless a placeholder stands there.
    let given: Few<4>
    /// Family name without particles.
    let family: Few<4>
    let former: Few<2>
    /// The same names written as one word.
    let wholeGiven, wholeFamily, wholeFormer: UInt32
    /// House and flat numbers, ascending.
    let houses: Few<4>
    /// Lines of the address.
    let lines: Few<4>
    let born, due: CalendarDate
    /// 0 where none is stated.
    let postcode, nhs, upn: UInt64
    /// The unchecked identifier by its place in the book of lines, 0 where none is stated.
    let number: UInt32
    /// A digest of the system, 0 where none is stated.
    let system: UInt32
    /// The number in a placeholder such as "Twin 2", 0 where there is none.
    let rank: UInt16
    /// Whether the placeholder says that the child is a twin or triplet.
    let isTwin: Bool
    /// 77 for M, 70 for F, 0 where none is stated.
    let sex: UInt8
    /// Which of the lines has the house number, in its lower half; how many lines there are, in its
    /// upper half.
    private let addressShape: UInt8

    /// Which of the lines names the street.
    var streetLine: Int { Int(addressShape & 15) }
    /// Lines as they were written, of which the last two name town and county.
    var writtenLines: Int { Int(addressShape >> 4) }
    var street: UInt32 { lines.isEmpty ? 0 : lines[streetLine] }

    init(
        given: Few<4>, family: Few<4>, former: Few<2>, whole: (UInt32, UInt32, UInt32),
        houses: Few<4>, lines: Few<4>, streetLine: Int, writtenLines: Int, born: CalendarDate,
        due: CalendarDate, postcode: UInt64, nhs: UInt64, upn: UInt64, number: UInt32,
        system: UInt32, rank: UInt16, isTwin: Bool, sex: UInt8
    ) {
        self.given = given
        self.family = family
        self.former = former
        (wholeGiven, wholeFamily, wholeFormer) = whole
        self.houses = houses
        self.lines = lines
        self.born = born
        self.due = due
        self.postcode = postcode
        self.nhs = nhs
        self.upn = upn
        self.number = number
        self.system = system
        self.rank = rank
        self.isTwin = isTwin
        self.sex = sex
        addressShape = UInt8(min(streetLine, 3)) | UInt8(min(writtenLines, 15)) << 4
    }
}
