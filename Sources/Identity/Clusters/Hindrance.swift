/// Why a link was not followed although its evidence suffices.
public enum Hindrance: Hashable, Sendable {
    /// Two records of the joined cluster cannot be one person.
    case veto(Veto)
    /// A person said that two of them are not the same.
    case decided
    /// Two decisions contradict each other.
    case contradiction
    /// Two records that cannot be one person claim it about equally.
    case twoHomes

    /// Whether the two may well be one person after all: a date may be mistyped, and a system may
    /// have registered a child twice.
    var isMild: Bool { self == .veto(.birthDate) || self == .veto(.oneSystem) }

    /// A word for it that holds no value.
    public var code: String {
        switch self {
        case .veto(let veto): veto.rawValue
        case .decided: "decided"
        case .contradiction: "contradiction"
        case .twoHomes: "twoHomes"
        }
    }
}
