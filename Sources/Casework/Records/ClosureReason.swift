/// Why an episode was closed, as the children in need census codes it.
///
/// Source: Department for Education, children in need census (`ReasonForClosure`); RC9 since
/// 2023.
public enum ClosureReason: String, CaseIterable, Sendable {
    case adopted = "RC1"
    case died = "RC2"
    case childArrangementsOrder = "RC3"
    case specialGuardianship = "RC4"
    case transferredToAuthority = "RC5"
    case transferredToAdultCare = "RC6"
    case servicesCeased = "RC7"
    case noActionAfterAssessment = "RC8"
    case earlyHelpAfterAssessment = "RC9"

    /// The code's meaning in plain words, in lower case.
    public var words: String {
        switch self {
        case .adopted: "adopted"
        case .died: "died"
        case .childArrangementsOrder: "child arrangements order"
        case .specialGuardianship: "special guardianship order"
        case .transferredToAuthority: "transferred to another council"
        case .transferredToAdultCare: "transferred to adult social care"
        case .servicesCeased: "services ceased"
        case .noActionAfterAssessment: "assessed, no further action"
        case .earlyHelpAfterAssessment: "assessed, referred to early help"
        }
    }
}
