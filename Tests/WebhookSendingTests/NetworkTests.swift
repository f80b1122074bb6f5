import Testing
import WebhookSending

@Suite("Where messages may go")
struct NetworkTests {
    @Test(
        "addresses that are not of the public internet are kept away, however they are written",
        arguments: [
            "127.0.0.1", "127.1", "0x7f000001", "2130706433", "10.1.2.3", "172.31.255.255",
            "192.168.0.1", "169.254.169.254", "100.64.0.1", "100.127.255.255", "0.0.0.0",
            "224.0.0.1", "239.1.1.1", "255.255.255.255", "198.18.0.1", "192.0.2.1", "203.0.113.9",
            "::", "::1", "::7f00:1", "::ffff:10.0.0.1", "::ffff:127.0.0.1", "fd00::1", "fc00::1",
            "fe80::1", "fe80::1%eth0", "ff02::1", "64:ff9b::808:808", "64:ff9b:1::808:808",
            "2002:808:808::1", "2001::1", "2001:db8::1", "3fff::1", "100::1", "5f00::1",
        ])
    func kept(text: String) throws {
        let address = try #require(NetworkAddress(text))
        #expect(!address.isPublic)
        #expect(!AllowedNetworks().admits(address))
        #expect(AllowedNetworks.everywhere.admits(address))
    }

    @Test(
        "addresses of the public internet are not",
        arguments: [
            "8.8.8.8", "100.63.255.255", "172.32.0.1", "2606:4700::1111", "2a00:1450::1",
            "::ffff:8.8.8.8",
        ])
    func admitted(text: String) throws {
        let address = try #require(NetworkAddress(text))
        #expect(AllowedNetworks().admits(address))
    }

    @Test("the operator's networks are let through bit by bit, mapped addresses too")
    func listed() throws {
        let networks = AllowedNetworks(
            ["10.20.0.0/15", "fd00:20::/28", "127.0.0.1"].compactMap { .init($0) })
        for (text, isAllowed) in [
            ("10.20.0.1", true), ("10.21.255.255", true), ("10.22.0.0", false),
            ("::ffff:10.20.0.1", true), ("fd00:2f::1", true), ("fd00:30::1", false),
            ("127.0.0.1", true), ("127.0.0.2", false),
        ] {
            #expect(try networks.admits(#require(NetworkAddress(text))) == isAllowed, "\(text)")
        }
        for text in ["", "10.0.0.0/33", "10.0.0.0/", "fd00::/129", "name", "10.0.0.0/8/8"] {
            #expect(AllowedNetworks.Network(text) == nil, "\(text)")
        }
    }
}
