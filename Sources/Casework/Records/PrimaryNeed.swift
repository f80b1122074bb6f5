/// The main reason a child is in need, as the children in need census codes it.
///
/// Source: Department for Education, children in need census (`PrimaryNeedCode`). N1 reads "abuse, neglect
/// and exploitation" since the 2026 return.
public enum PrimaryNeed: String, CaseIterable, Sendable {
    case notStated = "N0"
    case abuseOrNeglect = "N1"
    case childsDisability = "N2"
    case parentalDisabilityOrIllness = "N3"
    case familyInAcuteStress = "N4"
    case familyDysfunction = "N5"
    case sociallyUnacceptableBehaviour = "N6"
    case lowIncome = "N7"
    case absentParenting = "N8"
    case otherThanInNeed = "N9"

    /// The code's meaning in plain words, in lower case.
    public var words: String {
        switch self {
        case .notStated: "not stated"
        case .abuseOrNeglect: "abuse or neglect"
        case .childsDisability: "child’s disability"
        case .parentalDisabilityOrIllness: "parent’s disability or illness"
        case .familyInAcuteStress: "family in acute stress"
        case .familyDysfunction: "family dysfunction"
        case .sociallyUnacceptableBehaviour: "socially unacceptable behaviour"
        case .lowIncome: "low income"
        case .absentParenting: "absent parenting"
        case .otherThanInNeed: "other than a child in need"
        }
    }
}
