import Catalogue
import CatalogueStore
import HTTPServer
@testable import Marketplace
import Testing

@Suite("The API's document")
struct OpenAPITests {
    private let schema = Schema(document: Client.document)

    private var operations: [(name: String, path: String, method: String, operation: JSON)] {
        (Client.document["paths"]?.members ?? []).flatMap { path in
            (path.value.members ?? []).map {
                ("\($0.key.uppercased()) \(path.key)", path.key, $0.key, $0.value)
            }
        }
    }

    @Test("every route is in it, and nothing besides")
    func routes() throws {
        let routed = Client(try Shop()).router.routed.map { "\($0.method.rawValue) \($0.pattern)" }
        #expect(Set(routed) == Set(operations.map(\.name)))
        #expect(routed.count == Set(routed).count)
    }

    @Test("every reference in it leads somewhere, and every schema is used")
    func references() {
        var used: Set<String> = []
        func walk(_ json: JSON) {
            if let reference = json["$ref"]?.text {
                #expect(schema.resolve(reference) != nil, "\(reference)")
                if used.insert(reference).inserted, let target = schema.resolve(reference) {
                    walk(target)
                }
            }
            for member in json.members ?? [] { walk(member.value) }
            for element in json.elements ?? [] { walk(element) }
        }
        walk(Client.document["paths"] ?? .null)
        for member in Client.document["components"]?["schemas"]?.members ?? [] {
            #expect(used.contains("#/components/schemas/\(member.key)"), "\(member.key)")
        }
    }

    @Test("every operation has a name of its own, a summary, and its path's parameters")
    func operationsAreWhole() {
        var names: Set<String> = []
        for (name, path, _, operation) in operations {
            let isNew = names.insert(operation["operationId"]?.text ?? "").inserted
            #expect(isNew, "\(name)")
            #expect(operation["summary"]?.text?.isEmpty == false, "\(name)")
            let declared = (operation["parameters"]?.elements ?? []).filter { $0["in"] == "path" }
                .compactMap { $0["name"]?.text }
            let inPath = path.split(separator: "/").filter { $0.hasPrefix("{") }
                .map { String($0.dropFirst().dropLast()) }
            #expect(declared == inPath, "\(name)")
        }
    }

    @Test("every example is as its schema says, and is taken")
    func examples() async throws {
        let shop = try Shop()
        let client = Client(shop)
        var tried = 0
        for (name, path, method, operation) in operations {
            guard let content = operation["requestBody"]?["content"]?["application/json"] else {
                continue
            }
            let example = try #require(content["example"], "\(name)")
            #expect(schema.faults(in: example, content["schema"] ?? .null).isEmpty, "\(name)")
            guard method == "post" else { continue }
            tried += 1
            if path == "/api/shortlists" {
                _ = await client.post("/api/problems", Shop.problem(), key: shop.council)
            }
            let key = operation["security"] == nil ? nil : shop.admin
            let answer = await client.post(path, example, key: key)
            #expect((200..<300).contains(answer.status), "\(name): \(answer.text)")
        }
        #expect(tried == 8)
    }

    @Test("it is served as it is, and not again to whoever has it")
    func served() async throws {
        let client = Client(try Shop())
        let answer = await client.get("/api/openapi.json")
        #expect(answer.status == 200)
        #expect(answer.json == Client.document)
        let again = await client.router.respond(
            to: Request(
                .get, "/api/openapi.json", headers: ["If-None-Match": answer.tag ?? ""]))
        #expect(again.status == .notModified)
    }

    @Test("a document with a fault is found out by the checking itself")
    func checking() {
        let problem: JSON = ["$ref": "#/components/schemas/Problem"]
        #expect(schema.faults(in: Shop.problem(), problem).isEmpty)
        for wrong in [
            Shop.problem(["colour": "blue"]), Shop.problem(["phase": "gamma"]),
            Shop.problem(["units": ["User": 0]]),
            Shop.problem(["musts": [["framework": "G Cloud"]]]),
            Shop.problem().leaving("title"),
        ] { #expect(!schema.faults(in: wrong, problem).isEmpty, "\(wrong)") }
        #expect(!schema.faults(in: 1, ["minimun": 2]).isEmpty)
    }
}
