/// The standard's words and ours.
enum PublicCodeWords {
    /// The fields at the top, of all versions from 0.2 to 0.5.
    static let fields: Set<String> = [
        "publiccodeYmlVersion", "name", "applicationSuite", "url", "landingURL", "isBasedOn",
        "softwareVersion", "releaseDate", "logo", "monochromeLogo", "inputTypes", "outputTypes",
        "platforms", "categories", "usedBy", "roadmap", "developmentStatus", "softwareType",
        "intendedAudience", "description", "legal", "maintenance", "localisation", "dependsOn",
        "organisation", "fundedBy", "IT", "it", "tags",
    ]

    /// Those of the standard's categories that say what one of ours says.
    static let categories = [
        "accounting": "contracts-payments", "applicant-tracking": "workforce",
        "application-development": "integration", "billing-and-invoicing": "contracts-payments",
        "business-intelligence": "performance-reporting", "call-center-management": "telephony",
        "case-management": "case-management", "contract-management": "contracts-payments",
        "data-analytics": "performance-reporting", "data-collection": "forms",
        "data-visualization": "performance-reporting",
        "document-management": "records-archive", "e-signature": "identity",
        "employee-management": "workforce", "enterprise-project-management": "workforce",
        "event-management": "local-directory", "form-management": "forms",
        "identity-management": "identity", "it-asset-management": "hosting",
        "it-security": "identity", "learning-management-system": "training",
        "local-government": "local-directory", "online-booking": "forms",
        "procurement": "contracts-payments", "records-management": "records-archive",
        "translation": "language", "vehicle-management": "travel", "voip": "telephony",
        "workforce-management": "workforce",
    ]
}
