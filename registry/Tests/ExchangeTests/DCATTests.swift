import Catalogue
import Exchange
import Testing

@Suite("Solutions as a DCAT catalogue")
struct DCATTests {
    @Test("every solution is a resource with its title and publisher, the same bytes each time")
    func seed() throws {
        let contents = try Seed.contents()
        let bytes = DCATExport.bytes(of: contents, address: "https://x.example/")
        #expect(bytes == DCATExport.bytes(of: contents, address: "https://x.example/"))
        let json = try JSON(parsing: bytes)
        let resources = try #require(json["dcat:resource"]?.elements)
        #expect(resources.count == contents.solutions.count)
        for resource in resources {
            let id = try #require(resource["dct:identifier"]?.text)
            let solution = try #require(contents.solutions[id]?.entry)
            #expect(resource["@id"]?.text == "https://x.example/solutions/\(id)")
            #expect(resource["dct:title"]?.text == solution.name)
            let publisher = contents.name(ofOrganisation: solution.supplier)
            #expect(resource["dct:publisher"]?["foaf:name"]?.text == publisher)
        }
    }
}
