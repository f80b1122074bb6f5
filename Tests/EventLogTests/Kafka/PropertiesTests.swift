import EventLog
import KafkaLog
import Testing

@Suite struct PropertiesTests {
    @Test func `where the brokers are is passed over, in a file that came with a login`() throws {
        let properties = try KafkaProperties(
            parsing: """
                # written by the cluster's keeper
                bootstrap.servers=elsewhere:9092
                sasl.username=mash

                """)
        #expect(properties.description == "sasl.username")
    }

    @Test(arguments: ["group.id=x", "acks = 1", "isolation.level=read_uncommitted"])
    func `what the log's promises rest on cannot be set`(line: String) throws {
        let name = try #require(line.split(separator: "=").first).trimmingPrefix(" ")
        let error = #expect(throws: LogError.self) {
            _ = try KafkaProperties(parsing: "sasl.password=sesame\n" + line)
        }
        let said = try #require(error).description
        #expect(said.contains("Line 2") && said.contains(name.split(separator: " ")[0]))
        #expect(!said.contains("sesame"))
    }
}
