internal import Catalogue
public import CatalogueStore

extension OCDSExport {
    /// The package as JSON in UTF-8, as of a version of the catalogue.
    ///
    /// It is dated by its latest release, as the standard asks of a package made on demand: the same
    /// catalogue gives the same bytes.
    /// - Throws: `StoreError`; `OCDSFault` where a rule of the standard would be broken.
    public static func bytes(
        of store: CatalogueStore, asOf version: Int? = nil, _ settings: OCDSSettings = .trial
    ) throws -> [UInt8] {
        let contents = try store.contents(asOf: version)
        let times = try store.recordedTimes(of: .problem, upTo: contents.version)
        return Array(try package(contents, times, settings).written(pretty: true).utf8)
    }
}
