import Events
import Testing

@Suite("How a message carries its event")
struct ContentModeTests {
    private func mode(_ type: String?, _ hasAttributes: Bool) -> ContentMode? {
        try? ContentMode(contentType: type, hasAttributes: hasAttributes)
    }

    @Test(arguments: [
        "application/cloudevents+json", "Application/CloudEvents+JSON",
        "application/cloudevents+json; charset=utf-8", "application/cloudevents+json;charset=UTF8",
        " application/cloudevents+json ; charset=\"UTF-8\"",
    ])
    func `A structured content type decides, attributes in headers or none`(type: String) {
        #expect(mode(type, false) == .structured)
        #expect(mode(type, true) == .structured)
    }

    @Test func `So does a batch`() {
        for hasAttributes in [true, false] {
            #expect(mode("application/cloudevents-batch+json", hasAttributes) == .batch)
            #expect(
                mode("APPLICATION/cloudevents-batch+json;charset=utf-8", hasAttributes) == .batch)
        }
    }

    @Test(arguments: ["application/json", "text/xml", "application/octet-stream", "text/plain"])
    func `Any other beside attributes is binary mode`(type: String) {
        #expect(mode(type, true) == .binary)
    }

    @Test func `Without attributes, JSON is the event itself, and other types are nothing`() {
        #expect(mode("application/json", false) == .structured)
        #expect(mode("application/vnd.mash+json", false) == .structured)
        #expect(mode("text/xml", false) == .unknown)
        #expect(mode("text/xml; charset=latin1", false) == .unknown)
        #expect(mode(nil, false) == .unknown)
        #expect(mode(nil, true) == .binary)
    }

    @Test(
        "An event format or a charset that is not read is named",
        arguments: [
            "application/cloudevents", "application/cloudevents+avro",
            "application/cloudevents+protobuf", "application/cloudevents-batch+xml",
            "application/cloudevents+json; charset=utf-16",
            "application/cloudevents-batch+json; charset=iso-8859-1",
            "application/json; charset=windows-1252", "nonsense", "", "a b/c", "application/",
            "application/cloudevents+json; charset", "application/cloudevents+json, text/plain",
        ])
    func refused(type: String) {
        for hasAttributes in [true, false] {
            do throws(InvalidEvent) {
                let mode = try ContentMode(contentType: type, hasAttributes: hasAttributes)
                Issue.record("\(type) was read as \(mode)")
            } catch {
                #expect(error.field == "content-type")
                #expect(!error.remedy.isEmpty)
            }
        }
    }
}
