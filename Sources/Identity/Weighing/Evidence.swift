/// Why the machine must not join two records, whatever else agrees. The raw values are codes.
public enum Veto: String, Sendable, CaseIterable {
    /// Two valid NHS numbers.
    case nhsNumber
    /// Two unique pupil numbers.
    case upn
    /// Two given names, in a population with brothers and sisters.
    case givenName
    case birthDate
    /// Two records of one system whose evidence does not suffice for a link, or whose given names
    /// are spelt apart.
    case oneSystem
}

/// What two descriptions say about being one person, kept whole so that it can be shown and
/// challenged. It holds no value of either description.
public struct Evidence: Sendable, Equatable {
    /// Bits in favour of one person against the strongest rival explanation.
    public let score: Double
    /// Against two strangers.
    public let stranger: Double
    /// Against brother or sister; nil where the population has none.
    public let sibling: Double?
    /// Against a twin; nil where the population has none.
    public let twin: Double?
    public let given: NameLevel
    public let family: NameLevel
    public let born: BirthLevel
    /// What the addresses say against a stranger, in bits.
    public let place: Double
    public let veto: Veto?
    /// What numbers and sex say.
    public let findings: Findings
}

/// What facts that agree wholly or not at all say, where both descriptions state them.
public struct Findings: OptionSet, Sendable {
    public let rawValue: UInt8

    public init(rawValue: UInt8) { self.rawValue = rawValue }

    public static let sameNHSNumber = Findings(rawValue: 1)
    public static let otherNHSNumber = Findings(rawValue: 2)
    public static let sameUPN = Findings(rawValue: 4)
    public static let otherUPN = Findings(rawValue: 8)
    public static let sameNumber = Findings(rawValue: 16)
    public static let otherNumber = Findings(rawValue: 32)
    public static let sameSex = Findings(rawValue: 64)
    public static let otherSex = Findings(rawValue: 128)

    /// The names of what is found, in a fixed order.
    public var codes: [String] {
        let names = [
            "sameNHSNumber", "otherNHSNumber", "sameUPN", "otherUPN", "sameNumber", "otherNumber",
            "sameSex", "otherSex",
        ]
        return names.indices.filter { rawValue & (1 << UInt8($0)) != 0 }.map { names[$0] }
    }
}
