import Catalogue
import Testing

@testable import Exchange

@Suite("Words of others and ours")
struct WordTableTests {
    @Test("every word of ours in the tables is in the vocabulary")
    func vocabulary() {
        let lattices = Lattices.standard
        for category in GCloudWords.categories.values { #expect(Category.named(category) != nil) }
        for category in PublicCodeWords.categories.values {
            #expect(Category.named(category) != nil, "\(category)")
        }
        #expect(GCloudWords.places.values.allSatisfy { lattices.hosting.terms.contains($0) })
        #expect(GCloudWords.deployment.values.allSatisfy { lattices.deployment.terms.contains($0) })
        #expect(
            GCloudWords.accessibility.values.allSatisfy {
                lattices.accessibility.terms.contains($0)
            })
    }
}
