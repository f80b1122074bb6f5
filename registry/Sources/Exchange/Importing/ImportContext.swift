public import Catalogue

/// What an import needs to know besides the file.
public struct ImportContext: Sendable {
    /// Those in the catalogue already.
    public let organisations: OrganisationRegister
    /// The organisation that everything in the file belongs to, whatever the file says; nil to go by
    /// the file.
    public let organisation: String?
    /// The day on which the register is asked who holds a code, where the file has no date.
    public let today: Day
    /// What our own contracting processes' ids begin with (`ocds-` and six characters).
    public let ocidPrefix: String
    /// What is known of contracting processes already; one for all the files of an import.
    let releases: ReleaseShelf
    /// Whoever the files mention; one for all the files of an import.
    let mentions = MentionedOrganisations()
    private let suppliers: [String: String]
    private let councils: [String: String]

    public init(
        _ contents: CatalogueContents, organisation: String? = nil, today: Day,
        ocidPrefix: String = OCDSSettings.documentationPrefix,
        releases: ReleaseShelf = ReleaseShelf()
    ) {
        self.releases = releases
        let all = contents.organisations.values.map(\.entry)
        organisations = OrganisationRegister(all)
        self.organisation = organisation
        self.today = today
        self.ocidPrefix = ocidPrefix
        func names(_ kind: Organisation.Kind) -> [String: String] {
            Dictionary(
                all.sorted { $0.id < $1.id }.filter { $0.kind == kind }
                    .map { (PlainName.key($0.name), $0.id) }
            ) { first, _ in first }
        }
        (suppliers, councils) = (names(.supplier), names(.council))
    }

    /// The supplier that has this name, whatever the case and the punctuation.
    func supplier(named name: String) -> String? { suppliers[PlainName.key(name)] }

    /// The council that has this name.
    func council(named name: String) -> Organisation? {
        councils[PlainName.key(name)].flatMap { organisations[$0] }
    }
}
