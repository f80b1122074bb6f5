/// G-Cloud's words and ours.
enum GCloudWords {
    static let places = [
        "uk": "uk", "UK": "uk", "eea": "eea", "EU": "eea",
        "European Economic Area (EEA)": "eea",
    ]

    static let deployment = [
        "public": "public-cloud", "public cloud": "public-cloud", "private": "private-cloud",
        "private cloud": "private-cloud", "community": "community-cloud",
        "community cloud": "community-cloud", "hybrid": "hybrid", "hybrid cloud": "hybrid",
    ]

    static let accessibility = [
        "wcag_aaa": "wcag-2.1-aaa", "wcag_aa": "wcag-2.1-aa", "wcag_a": "wcag-2.1-a",
        "wcag_2_1_aaa": "wcag-2.1-aaa", "wcag_2_1_aa_or_en_301_549": "wcag-2.1-aa",
        "wcag_2_1_aa": "wcag-2.1-aa", "wcag_2_1_a": "wcag-2.1-a", "wcag_2_2_aaa": "wcag-2.2-aaa",
        "wcag_2_2_aa_or_en_301_549": "wcag-2.2-aa", "wcag_2_2_aa": "wcag-2.2-aa",
        "wcag_2_2_a": "wcag-2.2-a", "none": "none", "none_or_not_sure": "none",
    ]

    /// Those of the service categories (G-Cloud 9 on) and service types (until G-Cloud 8) that say
    /// what one of ours says. The others are about other trades, or about nothing in particular.
    static let categories = [
        "API connectors and interface engines": "integration",
        "Electronic data interchange (EDI)": "integration",
        "Accessibility": "accessibility", "Accessibility checking": "accessibility",
        "Analytics": "performance-reporting", "Business intelligence": "performance-reporting",
        "Business intelligence and analytics": "performance-reporting",
        "Data mining, analysis tools and analytics": "performance-reporting",
        "Data visualisation": "performance-reporting",
        "Reporting and dashboards": "performance-reporting",
        "Performance management": "performance-reporting",
        "Audit tools": "quality-assurance",
        "Authentication, identity and access management": "identity",
        "Password management": "identity",
        "Case management": "case-management",
        "Patient case management, care pathway management": "case-management",
        "Data management": "data-matching",
        "Backup, recovery and archival": "records-archive",
        "Archiving, backup and disaster recovery": "hosting",
        "Compute": "hosting", "Compute and application hosting": "hosting", "Storage": "hosting",
        "Object storage": "hosting", "Block storage": "hosting",
        "Infrastructure and platform security": "hosting", "Container service": "hosting",
        "Platform as a Service (PaaS)": "hosting", "Infrastructure as a Service (IaaS)": "hosting",
        "Desktop as a Service": "hosting",
        "Document management": "records-archive",
        "Electronic document and records management (EDRM)": "records-archive",
        "Electronic discovery (legal)": "information-requests",
        "Email and secure email": "secure-messaging", "Encryption": "secure-messaging",
        "File sending and file sharing": "secure-messaging",
        "File sending and sharing": "secure-messaging",
        "Form building": "forms", "Forms and surveys": "forms",
        "Contract management": "contracts-payments", "Accounts payable": "contracts-payments",
        "Billing and invoicing": "contracts-payments", "Procurement": "contracts-payments",
        "Accounting and finance": "contracts-payments",
        "Natural language and speech processing": "transcription",
        "School administration": "attendance", "Student management": "attendance",
        "Telephony (including VOIP and SIP connectivity)": "telephony", "Call centre": "telephony",
        "Telecoms": "telephony", "Unified communications": "telephony",
        "Training": "training", "eLearning": "training", "Online courses": "training",
        "Synchronous learning": "training", "Asynchronous learning": "training",
        "Workforce management": "workforce", "Workforce analytics": "workforce",
        "Employee scheduling": "workforce", "Human resources and employee management": "workforce",
    ]
}
