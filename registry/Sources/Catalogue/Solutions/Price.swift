/// What a solution costs: an indication without VAT, as in G-Cloud's service schema.
public struct Price: Hashable, Sendable {
    /// What one pays for (G-Cloud's twelve).
    public enum Unit: String, Hashable, Sendable, CaseIterable {
        case unit = "Unit"
        case person = "Person"
        case licence = "Licence"
        case user = "User"
        case device = "Device"
        case instance = "Instance"
        case server = "Server"
        case virtualMachine = "Virtual machine"
        case transaction = "Transaction"
        case megabyte = "Megabyte"
        case gigabyte = "Gigabyte"
        case terabyte = "Terabyte"
    }

    /// How often one pays (G-Cloud's nine, and nothing).
    public enum Interval: String, Hashable, Sendable, CaseIterable {
        case none = ""
        case second = "Second"
        case minute = "Minute"
        case hour = "Hour"
        case day = "Day"
        case week = "Week"
        case month = "Month"
        case quarter = "Quarter"
        case halfYear = "6 months"
        case year = "Year"
    }

    /// The least.
    public let min: Amount
    /// The most; the same as the least where nothing else is stated.
    public var max: Amount { statedMax ?? min }
    public let currency: String
    public let unit: Unit
    public let interval: Interval
    private let statedMax: Amount?

    init(fields: Fields) {
        min = fields.amount("min")
        statedMax = fields.optionalAmount("max")
        currency = fields.currency("currency")
        unit = fields.word("unit", else: .unit)
        interval = fields.optionalWord("interval") ?? .none
        if let statedMax, statedMax < min {
            fields.fault("max", "It is below “min”.", "Write the larger of the two here.")
        }
        fields.end("min", "max", "currency", "unit", "interval")
    }

    var json: JSON {
        .object(stating: [
            "min": .string("\(min)"), "max": statedMax.map { .string("\($0)") },
            "currency": .string(currency), "unit": .string(unit.rawValue),
            "interval": .string(interval.rawValue),
        ])
    }

    /// `£1,200 to £4,000 a User a Year`, as the supplier stated it.
    public var spoken: String {
        let amount =
            max == min
            ? min.spoken(in: currency)
            : "\(min.spoken(in: currency)) to \(max.spoken(in: currency))"
        let each = "\(amount) for each \(unit.rawValue.lowercased())"
        return interval == .none ? each : "\(each) and \(interval.rawValue.lowercased())"
    }
}

extension Fields {
    /// Three capital letters (ISO 4217).
    func currency(_ key: String) -> String {
        guard let value = required(key) else { return "" }
        guard let text = value.text, text.utf8.count == 3,
            text.utf8.allSatisfy({ (0x41...0x5A).contains($0) })
        else {
            fault(key, "It is not a currency.", "Write its three letters, such as “GBP”.")
            return ""
        }
        return text
    }
}
