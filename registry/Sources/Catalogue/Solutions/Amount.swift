/// An amount of money without its currency, exact to five decimal places, as G-Cloud's prices are
/// (`^\d{1,15}(?:\.\d{1,5})?$`); at most twelve digits stand before the point here.
public struct Amount: Hashable, Comparable, Sendable {
    /// In hundred-thousandths.
    let parts: Int

    static let zero = Amount(parts: 0)

    init(parts: Int) { self.parts = parts }

    /// The amount written as `1200` or `1200.5`, or nil.
    public init?(_ text: String) {
        let pieces = text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard (1...2).contains(pieces.count), (1...12).contains(pieces[0].count),
            pieces.count == 1 || (1...5).contains(pieces[1].count),
            pieces.allSatisfy({ $0.allSatisfy { (0x30...0x39).contains($0) } })
        else { return nil }
        func number(_ digits: Substring.UTF8View) -> Int {
            digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
        }
        var parts = number(pieces[0]) * 100_000
        if pieces.count == 2 {
            parts += (pieces[1].count..<5).reduce(number(pieces[1])) { number, _ in number * 10 }
        }
        self.init(parts: parts)
    }

    public static func < (left: Amount, right: Amount) -> Bool { left.parts < right.parts }

    /// So many times as much, or nil where that is more than anybody has.
    public func times(_ count: Int) -> Amount? {
        let (product, overflow) = parts.multipliedReportingOverflow(by: count)
        return overflow ? nil : Amount(parts: product)
    }
}

extension Amount: CustomStringConvertible {
    /// `1200.00`: two decimal places, or as many as are needed.
    public var description: String {
        var decimals = String(parts % 100_000)
        decimals = String(repeating: "0", count: 5 - decimals.count) + decimals
        while decimals.count > 2, decimals.last == "0" { decimals.removeLast() }
        return "\(parts / 100_000).\(decimals)"
    }

    /// `£1,200` or `1,200.50 EUR`: pence only where there are some.
    public func spoken(in currency: String) -> String {
        let text = description
        let pieces = text.split(separator: ".")
        var grouped = ""
        for (index, digit) in pieces[0].enumerated() {
            if index > 0, (pieces[0].count - index).isMultiple(of: 3) { grouped.append(",") }
            grouped.append(digit)
        }
        if pieces[1] != "00" { grouped += "." + pieces[1] }
        return currency == "GBP" ? "£\(grouped)" : "\(grouped) \(currency)"
    }
}
