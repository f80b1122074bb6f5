/// Who got in touch, as the children in need census codes it. Contacts use the same list.
///
/// Source: Department for Education, children in need census (`ReferralSource`); 5D since 2023.
public enum ReferralSource: String, CaseIterable, Sendable {
    case familyMember = "1A"
    case acquaintance = "1B"
    case selfReferral = "1C"
    case otherIndividual = "1D"
    case school = "2A"
    case educationServices = "2B"
    case generalPractitioner = "3A"
    case healthVisitor = "3B"
    case schoolNurse = "3C"
    case otherPrimaryHealth = "3D"
    case accidentAndEmergency = "3E"
    case otherHealth = "3F"
    case housing = "4"
    case adultSocialCare = "5A"
    case otherInternal = "5B"
    case otherAuthority = "5C"
    case earlyHelp = "5D"
    case police = "6"
    case otherLegal = "7"
    case other = "8"
    case anonymous = "9"
    case unknown = "10"

    /// The body behind the code. Two sources are independent of each other when their bodies
    /// differ: a health visitor and a GP may have read the same notes, a school and the police
    /// have not.
    public var body: Body {
        switch self {
        case .familyMember, .acquaintance, .selfReferral, .otherIndividual: .individual
        case .school, .educationServices: .education
        case .generalPractitioner, .healthVisitor, .schoolNurse, .otherPrimaryHealth,
            .accidentAndEmergency, .otherHealth:
            .health
        case .housing: .housing
        case .adultSocialCare, .otherInternal, .otherAuthority, .earlyHelp: .authority
        case .police: .police
        case .otherLegal: .legal
        case .other: .other
        case .anonymous: .anonymous
        case .unknown: .unknown
        }
    }

    /// A kind of body that gets in touch, in plain words.
    public enum Body: String, CaseIterable, Sendable {
        case individual = "family or neighbours"
        case education = "school"
        case health = "health"
        case housing = "housing"
        case authority = "council services"
        case police = "police"
        case legal = "courts or probation"
        case other = "another agency"
        case anonymous = "someone anonymous"
        case unknown = "an unknown source"
    }
}
